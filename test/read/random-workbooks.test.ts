import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { open, sheetRows, withoutTail } from './read-all.ts';
import { seeded } from './seeded.ts';

/** Not among them: `_x000D_`, which SheetJS writes without the escape that it needs. */
const TEXTS = ['0001', ' a ', 'Hồ sơ', '<b>&amp;</b>', 'a\nb', '"x"', '=1+1', '1.234', 'x'.repeat(200), '😀', "'"];

/** A cell as SheetJS writes it, and the text that must come back. */
function cell(random: (limit: number) => number): [CellObject, string] {
  const whole = random(2_000_000) - 1_000_000;
  switch (random(6)) {
    case 0:
      return [{ t: 'n', v: whole }, String(whole)];
    case 1: {
      const cents = random(100);
      const text = `${Math.abs(whole)}.${String(cents).padStart(2, '0')}`.replace(/\.?0+$/, (zeros) =>
        zeros.includes('.') ? '' : zeros,
      );
      return [{ t: 'n', v: Number(text) }, String(Number(text))];
    }
    case 2: {
      const serial = 61 + random(60_000);
      const second = random(86_400);
      const date = new Date(Date.UTC(1899, 11, 30 + serial, 0, 0, second)).toISOString();
      const text = second === 0 ? date.slice(0, 10) : date.slice(0, 19).replace('T', ' ');
      return [{ t: 'n', v: serial + second / 86_400, z: 'dd/mm/yyyy hh:mm:ss' }, text];
    }
    case 3:
      return [{ t: 'b', v: whole > 0 }, whole > 0 ? '1' : '0'];
    default: {
      const text = TEXTS[random(TEXTS.length)]!;
      return [{ t: 's', v: text }, text];
    }
  }
}

test.each([1, 2, 3, 4, 5, 6])('random workbook %i comes back as it was', async (seed) => {
  const random = seeded(seed);
  const sheet: WorkSheet = {};
  const expected: [number, string[]][] = [];
  const width = 1 + random(40);
  let last = 0;
  for (let row = 1 + random(3); row < 400; row += 1 + (random(5) === 0 ? random(9) : 0)) {
    const cells = Array.from({ length: width }, () => '');
    for (let column = 0; column < width; column++) {
      if (random(4) === 0) continue;
      const [object, text] = cell(random);
      sheet[utils.encode_cell({ r: row - 1, c: column })] = object;
      cells[column] = text;
    }
    if (cells.some((text) => text !== '')) expected.push([row, withoutTail(cells)]);
    last = row;
  }
  sheet['!ref'] = `A1:${utils.encode_cell({ r: last - 1, c: width - 1 })}`;
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, sheet, 'S');
  for (const options of [
    { bookType: 'xlsx', bookSST: true },
    { bookType: 'xlsx', bookSST: false, compression: true },
    { bookType: 'biff8' },
  ] as const) {
    const book = await open(new Uint8Array(write(workbook, { type: 'array', ...options })));
    const rows = await sheetRows(book);
    expect(rows.map(({ row, cells }) => [row, withoutTail(cells)])).toEqual(expected);
  }
});
