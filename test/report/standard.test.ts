import { readFileSync } from 'node:fs';
import { read, utils } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { reportContent } from '../../pipeline/report/content.ts';
import { fillTemplate } from '../../pipeline/report/fill.ts';
import { APPENDIX_IDS } from '../../pipeline/report/layout.ts';
import { makeBook } from '../../pipeline/report/standard/book.ts';
import { standardSheets } from '../../pipeline/report/standard/standard.ts';
import type { ReportContent } from '../../pipeline/report/types.ts';
import { factsOf } from '../../pipeline/report/written.ts';
import { MAKING, madeUpEvaluation } from './evaluation.ts';
import { convert } from './libreoffice.ts';
import { findings } from './validate.ts';

const standard = readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));

function parts(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)]));
}

function texts(bytes: Uint8Array): Map<string, string[]> {
  const book = read(bytes, { type: 'buffer' });
  return new Map(
    book.SheetNames.map((name) => [
      name,
      utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1, raw: true }).flat().map(String),
    ]),
  );
}

/** Every text and number of the content stands in the workbook (control characters and what is optional aside). */
function expectFilled(bytes: Uint8Array, content: ReportContent): void {
  const found = new Set([...texts(bytes).values()].flat());
  for (const { columns, rows } of Object.values(content.tables)) {
    for (const row of rows) {
      row.forEach((value, i) => {
        if (value !== null && value !== '' && !columns[i]!.optional) expect(found).toContain(String(value));
      });
    }
  }
  for (const { value } of Object.values(content.names)) if (value) expect(found).toContain(String(value));
}

const facts = factsOf(madeUpEvaluation({ targets: 1 }), MAKING);
const filled = async (targets: number, fields = 10) => {
  const content = reportContent(madeUpEvaluation({ targets, fields }), { appendices: APPENDIX_IDS });
  return { content, ...(await fillTemplate(standard, content, facts)) };
};

describe('the standard template', () => {
  it('is what its program makes', () => {
    expect(Buffer.compare(Buffer.from(makeBook(standardSheets())), standard)).toBe(0);
  });

  it('has no finding of the Open XML SDK', async () => {
    expect(await findings(standard)).toEqual([]);
  });
});

describe.each([
  [1, 1],
  [2, 10],
  [7, 10],
  [30, 100],
])('a report of %i targets and %i fields', async (targets, fields) => {
  const { bytes, content, notFound } = await filled(targets, fields);

  it('finds every name and table, and is sound', async () => {
    expect(notFound).toEqual([]);
    expect(await findings(bytes)).toEqual([]);
  });

  it('holds every value, and no formula', () => {
    expectFilled(bytes, content);
    for (const [name, xml] of parts(bytes)) {
      if (name.startsWith('xl/worksheets/sheet')) expect(xml).not.toMatch(/<f[ >]/);
    }
  });

  it('is the same file each time', async () => {
    expect(Buffer.compare((await filled(targets, fields)).bytes, bytes)).toBe(0);
  });
});

it('draws the chart from the rows that were filled', async () => {
  const { bytes } = await filled(7);
  const chart = parts(bytes).get('xl/charts/chart1.xml')!;
  expect(chart).toContain("<c:f>'Theo tháng'!$B$21:$M$21</c:f><c:numCache>");
  expect(chart).toContain('<c:pt idx="10"><c:v>60.98</c:v></c:pt></c:numCache>');
  expect(chart).toContain('<c:pt idx="11"><c:v>70</c:v></c:pt>');
});

const HOSTILE = [
  '=1+1',
  '+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '=HYPERLINK("http://x","y")',
  '</t></is><f>1</f>',
  'a\u0000b\u000Bc\uFFFF',
  '_x000A_ & <b>',
  '\uD800',
  'x'.repeat(40_000),
];

it('writes whatever somebody typed as text', async () => {
  const evaluation = madeUpEvaluation({ targets: HOSTILE.length, files: 0 });
  evaluation.targets.forEach((detail, i) => {
    detail.name.vi = HOSTILE[i]!;
    detail.place = HOSTILE[i]!;
  });
  evaluation.sources = HOSTILE.slice(0, 9).map((file) => ({
    ...madeUpEvaluation({ targets: 1, files: 1 }).sources[0]!,
    file,
  }));
  const { bytes } = await fillTemplate(standard, reportContent(evaluation, { appendices: APPENDIX_IDS }), facts);
  expect(await findings(bytes)).toEqual([]);
  const book = read(bytes, { type: 'buffer', cellFormula: true });
  const cells = book.SheetNames.flatMap((name) => Object.values(book.Sheets[name]!));
  expect(cells.filter((cell) => cell && typeof cell === 'object' && 'f' in cell)).toEqual([]);
  const names = HOSTILE.map((_, i) => book.Sheets['Chỉ tiêu']![`B${13 + i}`].v as string);
  expect(names.slice(0, 9)).toEqual([...HOSTILE.slice(0, 7), 'abc', '_x000A_ & <b>']);
  expect(names[10]).toHaveLength(32_767);
  const again = read(convert(bytes, 'xlsx'), { type: 'buffer', cellFormula: true });
  expect(again.Sheets['Chỉ tiêu']!.B13).toMatchObject({ t: 's', v: '=1+1' });
  expect(again.Sheets['Chỉ tiêu']!.B13.f).toBeUndefined();
});

it('is filled after LibreOffice has saved it', async () => {
  const content = reportContent(madeUpEvaluation({ targets: 9 }), { appendices: APPENDIX_IDS });
  const { bytes, notFound } = await fillTemplate(convert(standard, 'xlsx'), content, facts);
  expect(notFound).toEqual([]);
  expectFilled(bytes, content);
  expectFilled(convert(bytes, 'xlsx'), content);
});

it('is filled again from a filled report: longer, shorter, the same', async () => {
  const long = (await fillTemplate((await filled(7)).bytes, (await filled(30)).content, facts)).bytes;
  const short = await fillTemplate(long, (await filled(2)).content, facts);
  expect(short.notFound).toEqual([]);
  expect(await findings(short.bytes)).toEqual([]);
  expect(texts(short.bytes)).toEqual(texts((await filled(2)).bytes));
});
