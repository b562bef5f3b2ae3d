import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserError } from '../../pipeline/messages.ts';
import { openBook } from '../../pipeline/read/open.ts';
import { rowsOf } from '../../pipeline/read/rows.ts';
import { diskSource } from '../../pipeline/warehouse/duckdb/native/disk-source.ts';
import { inflate, openFileSource } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { openInThread, type ReadingLimits } from '../../pipeline/warehouse/duckdb/native/reading/open-in-thread.ts';
import { SAMPLES } from '../support/warehouse.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vedich-reading-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A list in Excel's XML of 2003, which is held in memory as a whole. */
function heavy(): { path: string; name: string; size: number } {
  const row = `<Row>${Array.from({ length: 30 }, (_, at) => `<Cell><Data ss:Type="String">ô ${at}</Data></Cell>`).join('')}</Row>`;
  const text = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${row.repeat(20_000)}</Table></Worksheet></Workbook>`;
  return written('nặng.xls', text);
}

function written(name: string, text: string): { path: string; name: string; size: number } {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return { path: file, name, size: Buffer.byteLength(text) };
}

async function rowsIn(file: { path: string; name: string; size: number }, limits?: ReadingLimits): Promise<number> {
  const book = await openInThread(file, {}, limits);
  try {
    let rows = 0;
    for (const sheet of book.sheets.keys()) for await (const batch of book.read(sheet)) rows += batch.rows;
    return rows;
  } finally {
    book.close();
  }
}

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error: unknown) => error,
  );

it('a file that takes longer than its time is refused, the thread that asks goes on, and the next file is read', async () => {
  const limits = { seconds: 0.3, bytesPerSecond: Number.POSITIVE_INFINITY, megabytes: 512 };
  let turns = 0;
  const beat = setInterval(() => (turns += 1), 10);
  const error = await refusal(rowsIn(heavy(), limits));
  clearInterval(beat);
  if (!(error instanceof UserError)) throw new Error('no refusal', { cause: error });
  expect(error.code).toBe('file-too-heavy');
  expect(error.message).toMatch(/"nặng\.xls".*Hãy mở bằng Excel/);
  expect(turns).toBeGreaterThan(3);
  expect(await rowsIn(written('nhỏ.csv', 'Mã hồ sơ,Đơn vị\n1,2\n'))).toBe(2);
});

it('a file that needs more memory than it may is refused', async () => {
  const limits = { seconds: 100, bytesPerSecond: 1e6, megabytes: 60 };
  expect(await refusal(rowsIn(heavy(), limits))).toMatchObject({ code: 'file-too-heavy' });
});

it('what is wrong with a file is told as the reader tells it', async () => {
  const damaged = written('hỏng.xlsx', 'PK\u0003\u0004 no more');
  const source = await diskSource(damaged.path);
  const here = await refusal(openBook(source, { inflate }));
  await source.close();
  if (!(here instanceof UserError)) throw new Error('no refusal', { cause: here });
  const { code, params, message } = here;
  expect(await refusal(rowsIn(damaged))).toMatchObject({ code, params, message });
});

it('rows come as they are, sheet after sheet, also of a sheet that is left in its middle', async () => {
  const file = path.join(SAMPLES, 'brvt-2022/ho-so-2022-thang-01-06.xlsx');
  const [there, here] = [await openFileSource(file), await diskSource(file)];
  try {
    const [book, same] = [await openBook(there, { inflate }), await openBook(here, { inflate })];
    expect(book.sheets).toEqual(same.sheets);
    for (const sheet of book.sheets.keys()) {
      const rows = async (from: typeof book) => {
        const all: unknown[] = [];
        for await (const batch of from.read(sheet)) all.push(...rowsOf(batch));
        return all;
      };
      expect(await rows(book)).toEqual(await rows(same));
      expect(book.merged(sheet)).toEqual(same.merged(sheet));
    }
    const again = await openBook(there, { inflate });
    for await (const batch of again.read(0)) {
      expect(batch.rows).toBeGreaterThan(0);
      break;
    }
    expect(await rowsIn({ path: file, name: 'lần nữa', size: there.size })).toBeGreaterThan(0);
  } finally {
    await there.close();
    await here.close();
  }
});
