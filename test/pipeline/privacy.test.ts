import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { asText, sqlName } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { EMPTY_ID, personalValues } from '../../samples/generate/personal.ts';
import { recordingIo, sampleFolders, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);

/** Names and addresses as they are, decomposed, and in capitals, as portals write them too. */
const PERSONAL = [
  ...new Set(
    personalValues().flatMap((value) =>
      [value, value.toUpperCase(), value.toLowerCase()].flatMap((one) => [one.normalize('NFC'), one.normalize('NFD')]),
    ),
  ),
].filter((value) => value !== EMPTY_ID);

/** How much of a value's beginning is looked up. */
const HEAD = 4;

/** A number for four letters from `at` on; different letters may share it. */
function headAt(text: string, at: number): number {
  let head = 0;
  for (let i = at; i < at + HEAD; i += 1) head = (Math.imul(head, 31) + text.charCodeAt(i)) & 0xfffff;
  return head;
}

/** Which of the values stand in the text; one way through it for thousands of values. */
function found(text: string, values: readonly string[]): string[] {
  const heads = new Uint8Array(0x100000);
  const beginning = Map.groupBy(values, (value) => headAt(value, 0));
  for (const head of beginning.keys()) heads[head] = 1;
  const there = new Set(values.filter((value) => value.length < HEAD && text.includes(value)));
  for (let at = 0; at + HEAD <= text.length; at += 1) {
    const head = headAt(text, at);
    if (heads[head] === 0) continue;
    for (const value of beginning.get(head) ?? []) if (text.startsWith(value, at)) there.add(value);
  }
  return values.filter((value) => there.has(value));
}

/** Bytes as a string of the same length, and values as their UTF-8 bytes in such a string. */
function foundInBytes(bytes: Uint8Array, values: readonly string[]): string[] {
  const inBytes = new Map(values.map((value) => [Buffer.from(value, 'utf8').toString('latin1'), value]));
  return found(Buffer.from(bytes).toString('latin1'), [...inBytes.keys()]).map((value) => inBytes.get(value) ?? value);
}

/** Every cell of every table, texts as they are: DuckDB packs texts, so that the bytes alone do not show them all. */
async function dumpOf(file: string): Promise<string> {
  const engine = await openNativeEngine(file, { readOnly: true });
  try {
    const parts: string[] = [];
    for (const row of await engine.query('SELECT schema_name, table_name FROM duckdb_tables()')) {
      const table = [asText(row['schema_name']), asText(row['table_name'])].map(sqlName).join('.');
      const rows = await engine.query(`SELECT r::VARCHAR AS line FROM ${table} AS r`);
      parts.push(`\n== ${asText(row['table_name'])}\n`, ...rows.map(({ line }) => `${asText(line)}\n`));
    }
    return parts.join('');
  } finally {
    await engine.close();
  }
}

function bytesOf(warehouse: string): Uint8Array[] {
  return ['', '.wal']
    .map((ending) => `${warehouse}${ending}`)
    .filter(existsSync)
    .map((file) => readFileSync(file));
}

/** Everything that the parts of a workbook say, as text; XML's entities written out. */
function textOfWorkbook(bytes: Uint8Array): string {
  const decoder = new TextDecoder();
  return Object.values(unzipSync(bytes))
    .map((part) => decoder.decode(part))
    .join('\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

describe('the samples, full of invented people', () => {
  const warehouse = path.join(scratch.folder, 'samples.duckdb');
  const reports = [
    ['brvt-sgddt-2024', 'brvt-sgddt', '2024-11-30'],
    ['brvt-ubnd-2023', 'brvt', '2023-11-30'],
    ['brvt-sgddt-2022', 'brvt-sgddt', '2022-12-31'],
    ['brvt-sgddt-2021-2025', 'brvt-sgddt', '2023-12-31'],
    ['gialai-sgddt-2021-2025', 'gialai-sgddt', '2022-12-31'],
  ].map(([plan = '', unit = '', asOf = '']) => ({ plan, unit, asOf, file: path.join(scratch.folder, `${plan}.xlsx`) }));
  let dump = '';
  let printed = '';

  beforeAll(async () => {
    const io = recordingIo();
    await runCli(['import', ...sampleFolders(), '--warehouse', warehouse], io);
    printed = [...io.printed, ...io.errors].join('\n');
    for (const { plan, unit, asOf, file } of reports) {
      const reporting = recordingIo();
      const words = ['--plan', plan, '--unit', unit, '--as-of', asOf, '-o', file, '--warehouse', warehouse];
      expect(await runCli(['report', '--all', '--yes', ...words], reporting), reporting.errors.join('\n')).toBe(0);
    }
    dump = await dumpOf(warehouse);
  });

  it('the exports really hold them', () => {
    const exports = readFileSync(path.join(sampleFolders()[1] ?? '', 'ho-so-2022-thang-11.csv'));
    expect(foundInBytes(exports, PERSONAL).length).toBeGreaterThan(50);
  });

  it('no name, ID, phone or address stands in the bytes of the warehouse', () => {
    const parts = bytesOf(warehouse);
    expect(parts.length).toBeGreaterThan(0);
    for (const bytes of parts) expect(foundInBytes(bytes, PERSONAL)).toEqual([]);
    // What is known to be there is found in the same way.
    expect(parts.some((bytes) => foundInBytes(bytes, ['ho-so-2022-thang-11.csv']).length > 0)).toBe(true);
  });

  it('nor in any cell of its tables', () => {
    expect(found(dump, PERSONAL)).toEqual([]);
    const known = ['ho-so-2022-thang-11.csv', 'online_unspecified', 'Đơn vị tiếp nhận'];
    expect(found(dump, known)).toEqual(known);
    expect(dump.length).toBeGreaterThan(1_000_000);
  });

  it.each(reports)('nor in the report of $plan', ({ file }) => {
    const bytes = readFileSync(file);
    const text = textOfWorkbook(bytes);
    expect(found(text, PERSONAL)).toEqual([]);
    expect(foundInBytes(bytes, PERSONAL)).toEqual([]);
    expect(text).toContain('Nơi nhận');
  });

  it('nor in what the import says', () => {
    expect(found(printed, PERSONAL)).toEqual([]);
  });
});

describe('rows that have slipped sideways', () => {
  const NAME = 'Nguyễn Thị Ngọc Hạnh';
  const ID = '077198001234';
  const PHONE = '0912000111';
  const ADDRESS = '12/3 đường Bacu, phường 7, TP. Vũng Tàu';
  const PEOPLE = [NAME, NAME.toUpperCase(), ID, ID.slice(1), PHONE, PHONE.slice(1), ADDRESS];

  const HEADERS = [
    'STT',
    'Mã hồ sơ',
    'Mã TTHC',
    'Tên TTHC',
    'Lĩnh vực',
    'Đơn vị tiếp nhận',
    'Người nộp',
    'Số CCCD',
    'Số điện thoại',
    'Địa chỉ',
    'Hình thức nộp',
    'Ngày tiếp nhận',
    'Ngày hẹn trả',
    'Trạng thái',
  ];
  const row = (n: number): string[] => [
    String(n),
    `H06.10-24-00${n}`,
    '1.000001',
    'Cấp bản sao',
    'Giáo dục',
    'Sở Giáo dục và Đào tạo',
    NAME,
    ID,
    PHONE,
    ADDRESS,
    'Trực tiếp',
    '05/02/2024',
    '20/02/2024',
    '4',
  ];
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell}"`).join(';');

  let number = 0;
  async function importOf(
    name: string,
    lines: readonly string[],
    more: readonly string[] = [],
  ): Promise<{ code: number; text: string; json: string }> {
    const file = path.join(scratch.folder, `${name}.csv`);
    // A database knows what its file is called.
    number += 1;
    const warehouse = path.join(scratch.folder, `${number}.duckdb`);
    writeFileSync(file, lines.join('\n'));
    const io = recordingIo();
    const code = await runCli(
      ['import', file, '--province', 'brvt', '--warehouse', warehouse, '--format', 'json', ...more],
      io,
    );
    for (const bytes of bytesOf(warehouse)) expect(foundInBytes(bytes, PEOPLE)).toEqual([]);
    return { code, text: await dumpOf(warehouse), json: io.printed.join('\n') };
  }

  it.each(Array.from({ length: 9 }, (_, index) => index - 4).filter((step) => step !== 0))(
    'every row by %d cells',
    async (step) => {
      const rows = Array.from({ length: 12 }, (_, index) => row(index + 10));
      const slipped = rows.map((cells) =>
        step > 0 ? [...Array<string>(step).fill(''), ...cells] : cells.slice(-step),
      );
      const { text } = await importOf(`all-${step}`, [line(HEADERS), ...slipped.map(line)]);
      expect(found(text, PEOPLE)).toEqual([]);
    },
  );

  it.each(Array.from({ length: 9 }, (_, index) => index - 4).filter((step) => step !== 0))(
    'one row among good ones by %d cells',
    async (step) => {
      const rows = Array.from({ length: 12 }, (_, index) => row(index + 10));
      rows[5] = step > 0 ? [...Array<string>(step).fill(''), ...row(15)] : row(15).slice(-step);
      const { text, json } = await importOf(`one-${step}`, [line(HEADERS), ...rows.map(line)]);
      expect(found(text, PEOPLE)).toEqual([]);
      expect(text).toContain('H06.10-24-0010');
      expect(JSON.parse(json)[0].rows.accepted).toBeGreaterThanOrEqual(11);
    },
  );

  // A name in a free text such as the field cannot be told from what belongs there.
  it.each([
    ['one row without the middle of the list', (cells: string[]) => [...cells.slice(0, 2), ...cells.slice(6)]],
    [
      'a cell that a semicolon in a name has cut in two',
      (cells: string[]) => [...cells.slice(0, 2), NAME, ...cells.slice(2)],
    ],
    [
      'a name typed as the procedure’s code',
      (cells: string[]) => cells.map((cell, index) => (index === 2 ? NAME : cell)),
    ],
    ['an ID typed as the procedure’s code', (cells: string[]) => cells.map((cell, index) => (index === 2 ? ID : cell))],
    ['a name typed as the unit', (cells: string[]) => cells.map((cell, index) => (index === 5 ? NAME : cell))],
    ['a name typed as the channel', (cells: string[]) => cells.map((cell, index) => (index === 10 ? NAME : cell))],
    ['an address typed as a date', (cells: string[]) => cells.map((cell, index) => (index === 11 ? ADDRESS : cell))],
  ])('%s', async (what, slip) => {
    const rows = Array.from({ length: 12 }, (_, index) => row(index + 10));
    rows[5] = slip(row(15));
    const { text } = await importOf(`slip-${what.length}-${what.charCodeAt(3)}`, [line(HEADERS), ...rows.map(line)]);
    expect(found(text, PEOPLE)).toEqual([]);
  });

  it('a file named after somebody, with rows of no unit, is kept without the name', async () => {
    const bare = (cells: readonly string[]): string => line(cells.filter((_, index) => index !== 5));
    const lines = [bare(HEADERS), ...Array.from({ length: 12 }, (_, index) => bare(row(index + 10)))];
    const { text } = await importOf(`ho-so ${NAME} ${PHONE}`, lines, ['--map-sheet', 'H06.10=brvt-sgddt']);
    expect(text).toContain('ho-so');
    expect(found(text, PEOPLE)).toEqual([]);
    const codeless = lines.map((one) => one.replaceAll('H06.10-24-', '24'));
    expect(found((await importOf(`${PHONE} ${NAME}`, codeless)).text, PEOPLE)).toEqual([]);
  });

  it('a file without a header keeps nothing of its first row', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => row(index + 10));
    expect(found((await importOf('headless', rows.map(line))).text, PEOPLE)).toEqual([]);
    expect(found((await importOf('headless-as', rows.map(line), ['--as', 'dossiers'])).text, PEOPLE)).toEqual([]);
  });

  it('the search finds what is there', async () => {
    const { text } = await importOf('known', [line(HEADERS), line(row(10))]);
    expect(found(text, ['H06.10-24-0010'])).toEqual(['H06.10-24-0010']);
  });
});
