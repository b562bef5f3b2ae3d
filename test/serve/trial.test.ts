import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserError } from '../../pipeline/messages.ts';
import { Trial } from '../../pipeline/serve/trial.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vedich-trial-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A list in Excel's XML of 2003, which is held in memory as a whole. */
function heavy(): { file: string; bytes: number } {
  const row = `<Row>${Array.from({ length: 30 }, (_, at) => `<Cell><Data ss:Type="String">ô ${at}</Data></Cell>`).join('')}</Row>`;
  const text = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${row.repeat(20_000)}</Table></Worksheet></Workbook>`;
  const file = path.join(folder, 'nặng.xls');
  writeFileSync(file, text);
  return { file, bytes: text.length };
}

function small(): string {
  const file = path.join(folder, 'nhỏ.csv');
  writeFileSync(file, 'Mã hồ sơ,Đơn vị\n1,2\n');
  return file;
}

const refusal = (work: Promise<void>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error: unknown) => error,
  );

it('a file that takes longer than its time is refused, the thread that asks goes on, and the next file is read', async () => {
  const { file, bytes } = heavy();
  const trial = new Trial({ seconds: 0.2, bytesPerSecond: Number.POSITIVE_INFINITY, megabytes: 512 });
  let turns = 0;
  const beat = setInterval(() => (turns += 1), 10);
  const error = await refusal(trial.read(file, 'nặng.xls', bytes));
  clearInterval(beat);
  if (!(error instanceof UserError)) throw new Error('no refusal', { cause: error });
  expect(error.code).toBe('file-too-heavy');
  expect(error.message).toMatch(/"nặng\.xls".*Hãy mở bằng Excel/);
  expect(turns).toBeGreaterThan(3);
  await trial.end();
});

it('a file that needs more memory than it may is refused, and the next file is read', async () => {
  const { file, bytes } = heavy();
  const trial = new Trial({ seconds: 100, bytesPerSecond: 1e6, megabytes: 60 });
  expect(await refusal(trial.read(file, 'nặng.xls', bytes))).toMatchObject({ code: 'file-too-heavy' });
  expect(await refusal(trial.read(small(), 'nhỏ.csv', 20))).toBe('read');
  await trial.end();
});

it('what is wrong with a file is not told here', async () => {
  const trial = new Trial();
  const file = path.join(folder, 'hỏng.xlsx');
  writeFileSync(file, 'PK\u0003\u0004 no more');
  expect(await refusal(trial.read(file, 'hỏng.xlsx', 10))).toBe('read');
  expect(await refusal(trial.read(small(), 'nhỏ.csv', 20))).toBe('read');
  await trial.end();
});
