import { strFromU8, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { importFile } from '../../pipeline/facts/import.ts';
import { YamlFile } from '../../pipeline/library/yaml.ts';
import { UserError } from '../../pipeline/messages.ts';
import { inspectFile } from '../../pipeline/office/inspect.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { threadTime } from '../support/thread-time.ts';
import { newWarehouse } from '../support/warehouse.ts';
import { xlsxOf, xlsxParts } from './build-xlsx.ts';

const inline = (text: string, more = ''): string => `<c ${more} t="inlineStr"><is><t>${text}</t></is></c>`;
const HEADERS = [
  'Mã hồ sơ',
  'Mã TTHC',
  'Tên TTHC',
  'Lĩnh vực',
  'Đơn vị',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Trạng thái',
];
const row = (at: number, cells: readonly string[]): string =>
  `<row r="${at}">${cells.map((text) => inline(text)).join('')}</row>`;
const table = (count: number): string =>
  row(1, HEADERS) +
  Array.from({ length: count }, (_, at) =>
    row(
      at + 2,
      HEADERS.map(() => `H14-240101-${at}`),
    ),
  ).join('');
const spreadsheetXml = (rows: string): Uint8Array =>
  strToU8(
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Hồ sơ"><Table>${rows}</Table></Worksheet></Workbook>`,
  );
const cell = (more = ''): string => `<Cell ${more}><Data ss:Type="String">x</Data></Cell>`;
const page = (body: string): Uint8Array => strToU8(`<html><body>${body}</body></html>`);

/** One part that is called 256 sheets: 650 kB would be three million rows. */
function onePartManySheets(): Uint8Array {
  const sheets = Array.from({ length: 256 }, (_, at) => ({ name: `S${at}`, xml: at === 0 ? table(100) : '' }));
  const parts = xlsxParts({ sheets });
  const relations = parts['xl/_rels/workbook.xml.rels'];
  if (!(relations instanceof Uint8Array)) throw new Error('no relations');
  parts['xl/_rels/workbook.xml.rels'] = strToU8(strFromU8(relations).replace(/sheet\d+\.xml/g, 'sheet1.xml'));
  return zipSync(parts);
}

/** Small files that ask for far more than they are, and where the sentence says it is. */
const REFUSED: Readonly<Record<string, { bytes: () => Uint8Array; code: string; place: readonly string[] }>> = {
  '60 rows of 16,384 headers': {
    bytes: () => xlsxOf(Array.from({ length: 60 }, (_, at) => row(at + 1, Array(16_384).fill(`Cột ${at}`))).join('')),
    code: 'limit-exceeded',
    place: ['"S"', 'dòng 1'],
  },
  'rows that reach out to XFD': {
    bytes: () =>
      xlsxOf(
        Array.from({ length: 5_000 }, (_, at) => `<row>${inline('a')}${inline('b', `r="XFD${at + 1}"`)}</row>`).join(
          '',
        ),
      ),
    code: 'limit-exceeded',
    place: ['"S"', 'dòng 1041'],
  },
  'one part as 256 sheets': {
    bytes: onePartManySheets,
    code: 'sheet-part-shared',
    place: ['"S0"', '"S1"', 'sheet1.xml'],
  },
  'a row of Excel 2003 at 99,999,999': {
    bytes: () => spreadsheetXml(`<Row ss:Index="99999999">${cell()}</Row>`),
    code: 'limit-exceeded',
    place: ['"Hồ sơ"', 'dòng 1'],
  },
  'a column of Excel 2003 at 16,777,216': {
    bytes: () => spreadsheetXml(`<Row>${cell('ss:Index="16777216"')}</Row>`),
    code: 'limit-exceeded',
    place: ['"Hồ sơ"', 'dòng 1'],
  },
  'rows of Excel 2003 that jump': {
    bytes: () => spreadsheetXml(`<Row ss:Index="1000000">${cell()}</Row><Row ss:Index='8000000'>${cell()}</Row>`),
    code: 'limit-exceeded',
    place: ['"Hồ sơ"', 'dòng 1000001'],
  },
  'cells of Excel 2003 far out': {
    bytes: () => spreadsheetXml(`<Row>${cell('ss:Index = "16384"')}</Row>`.repeat(2_000)),
    code: 'limit-exceeded',
    place: ['"Hồ sơ"', 'dòng 1041'],
  },
  'a merged area of Excel 2003': {
    bytes: () => spreadsheetXml(`<Row>${cell('ss:MergeAcross="100000000" ss:MergeDown="100000000"')}</Row>`),
    code: 'limit-exceeded',
    place: ['"Hồ sơ"', 'dòng 1'],
  },
  '40,000 tables within each other': {
    bytes: () => page(`${'<table><tr><td>a<td>b<td>c<tr><td>'.repeat(40_000)}x${'</td></tr></table>'.repeat(40_000)}`),
    code: 'limit-exceeded',
    place: ['"Bảng 64"', 'dòng'],
  },
  '400,000 elements within each other': {
    bytes: () => page(`<table><tr><td>${'<div>'.repeat(400_000)}</td></tr></table>`),
    code: 'limit-exceeded',
    place: ['"Bảng 1"'],
  },
  'cells over thousands of columns and rows': {
    bytes: () => page(`<table>${'<tr><td colspan=16383>a<td>b</tr>'.repeat(20_000)}</table>`),
    code: 'limit-exceeded',
    place: ['"Bảng 1"', 'dòng 1040'],
  },
  '257 tables': {
    bytes: () => page('<table><tr><td>a<td>b<td>c<tr><td>a<td>b<td>c</table>'.repeat(257)),
    code: 'sheets-exceeded',
    place: ['"Bảng 257"'],
  },
  '257 lists of JSON': {
    bytes: () => strToU8(`{${Array.from({ length: 257 }, (_, at) => `"d${at}":[{"a":1}]`).join()}}`),
    code: 'sheets-exceeded',
    place: ['"d256"'],
  },
  'JSON of many fields': {
    bytes: () => strToU8(`[${Array.from({ length: 16_000 }, (_, at) => `{"f${at}":1}`).join()}]`),
    code: 'limit-exceeded',
    place: ['"JSON"', 'dòng 513'],
  },
  'JSON far down': {
    bytes: () => strToU8(`[{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}]`),
    code: 'limit-exceeded',
    place: ['"JSON"', 'dòng 1'],
  },
  'CSV of many columns': {
    bytes: () => strToU8(`${'a,'.repeat(16_000)}\n`.repeat(50)),
    code: 'limit-exceeded',
    place: ['"xuất"', 'dòng 1'],
  },
};

function inspected(bytes: Uint8Array): ReturnType<typeof inspectFile> {
  return inspectFile(shippedLibrary(), sourceFromBytes('xuất.xls', bytes), { inflate });
}

describe('a small file that asks for far more than it is', () => {
  for (const [name, { bytes, code, place }] of Object.entries(REFUSED))
    it(`${name} is refused, with its place and what to do`, async () => {
      const error = await inspected(bytes()).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof UserError)) throw new Error('read', { cause: error });
      expect(error.code).toBe(code);
      for (const part of ['"xuất.xls"', 'Hãy', ...place]) expect(error.message).toContain(part);
    });

  it('a cell of a megabyte is read, and is no header', async () => {
    const [sheet] = await inspected(
      xlsxOf(row(1, ['('.repeat(1_000_000), ...HEADERS]) + row(2, ['x', ...HEADERS.map(() => '1')])),
    );
    expect(sheet).toMatchObject({ header_row: 1, rows: 1 });
  });

  it('one cell far beside a table is', async () => {
    const [sheet] = await inspected(xlsxOf(`${table(20)}<row r="22">${inline('ghi chú', 'r="XFD22"')}</row>`));
    expect(sheet).toMatchObject({ list: 'dossiers', rows: 20 });
  });
});

describe('JSON whose fields nobody knows', () => {
  it('is told as a sheet that was not recognised, with all its rows', async () => {
    const engine = await newWarehouse();
    try {
      const source = sourceFromBytes('lạ.json', strToU8('[{"a":1},{"b":2}]'));
      const options = { sha256: '0'.repeat(64), now: '2026-11-21 08:00:00' };
      const { sheets } = await importFile(engine, shippedLibrary(), source, { inflate }, options);
      expect(sheets[0]).toMatchObject({
        list: null,
        rows: { read: 2, accepted: 0, rejected: 2, duplicate: 0, skipped: 0 },
      });
      expect(sheets[0]?.problems.map(({ severity }) => severity)).toContain('error');
    } finally {
      await engine.close();
    }
    expect(await inspected(strToU8('[{"a":1},{"b":2}]'))).toMatchObject([{ rows: 2, list: null }]);
  });
});

describe('a hostile YAML file', () => {
  const mistakes = (text: string): YamlFile['mistakes'] => {
    const file = new YamlFile(text, 'a.yaml');
    file.root(['id'], { vi: 'Tệp', en: 'File' });
    return file.mistakes;
  };
  const keys = (count: number, of: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => `${of(at)}: 1`).join('\n');

  it('of thousands of keys is told with the first of its mistakes, and that there are more', () => {
    const told = mistakes(keys(50_000, (at) => `k${at}`));
    expect(told).toHaveLength(201);
    expect(told.at(-1)?.message).toContain('Còn lỗi nữa');
  });

  it('takes time in proportion to its keys', () => {
    const time = (count: number): number => {
      const text = keys(count, (at) => `k${at}`);
      return Math.min(...[1, 2, 3, 4].map(() => threadTime(() => mistakes(text))));
    };
    time(5_000);
    // Four times as many took sixteen times as long.
    expect(time(40_000) / time(10_000)).toBeLessThan(10);
  });

  it('with a key twice, too deep, or too long is told', () => {
    expect(mistakes('id: a\nid: b')).toMatchObject([{ line: 2, en: expect.stringContaining('twice') }]);
    expect(mistakes('id: [{a: 1, a: 2}]')).toMatchObject([{ line: 1, en: expect.stringContaining('twice') }]);
    expect(mistakes(`id: ${'['.repeat(50_000)}`)[0]?.file).toBe('a.yaml');
    expect(mistakes(`id: ${'x'.repeat(1_000_001)}`)[0]?.en).toContain('split it');
  });
});
