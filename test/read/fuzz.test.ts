import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { xlsx } from './build-xlsx.ts';
import { rowsIn } from './read-all.ts';
import { seeded } from './seeded.ts';

const ROUNDS = 400;

const strings = Array.from({ length: 60 }, (_, i) => `<si><t>Giá trị ${i}</t></si>`).join('');
const rows = Array.from(
  { length: 200 },
  (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>${i % 60}</v></c><c r="B${i + 1}"><v>${i * 31}</v></c></row>`,
).join('');
const BOOK = xlsx({ sheets: [{ name: 'S', xml: rows }], strings });

type Outcome = { rows: unknown } | { code: string };

async function outcome(bytes: Uint8Array): Promise<Outcome> {
  try {
    return { rows: await rowsIn(bytes) };
  } catch (error) {
    // Anything but a sentence for the user is our fault, and fails the test.
    if (error instanceof Error && error.name === 'UserError' && 'code' in error) return { code: String(error.code) };
    throw error;
  }
}

function mutated(bytes: Uint8Array, random: (limit: number) => number): Uint8Array {
  const copy = bytes.slice(0, random(4) === 0 ? random(bytes.length) : bytes.length);
  for (let changes = random(3); changes >= 0 && copy.length > 0; changes--) {
    const at = random(copy.length);
    if (random(3) === 0) copy.copyWithin(at, random(copy.length), random(copy.length));
    else copy[at] = random(256);
  }
  return copy;
}

test('a damaged workbook gives a sentence or the same rows, never fewer', async () => {
  const random = seeded(20_241_105);
  const whole = await outcome(BOOK);
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const result = await outcome(mutated(BOOK, random));
    // Damage to the first bytes may turn it into another kind of file; its rows are then not short but nonsense.
    if ('code' in result) refused++;
    else if (JSON.stringify(result) !== JSON.stringify(whole)) expect(result).toEqual(whole);
  }
  expect(refused).toBeGreaterThan(ROUNDS / 3);
});

test.each<[string, Uint8Array]>([
  ['xls', new Uint8Array(write(bookOfRows(), { type: 'array', bookType: 'biff8' }))],
  ['html', Buffer.from(`<table>${'<tr><td rowspan=2>a<td colspan=3>b&amp;<br><td>c</tr>'.repeat(80)}</table>`)],
  ['csv', Buffer.from('a,"b ""x""",ồ\n'.repeat(200))],
  ['json', Buffer.from(JSON.stringify({ data: Array.from({ length: 90 }, (_, i) => ({ a: i, b: 'ồ"{', c: [{}] })) }))],
])('damaged %s gives rows or a sentence, never a hang or our own error', async (_kind, bytes) => {
  const random = seeded(7);
  for (let round = 0; round < 150; round++) await outcome(mutated(bytes, random));
});

function bookOfRows() {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(Array.from({ length: 100 }, (_, i) => [`H-${i}`, i, 'ồ'])), 'S');
  return workbook;
}
