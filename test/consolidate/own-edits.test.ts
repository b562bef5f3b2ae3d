import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gridsOf } from '../../pipeline/consolidate/grid.ts';
import { ownReports, readOwn } from '../../pipeline/consolidate/own-report.ts';
import type { CheckProblem, SentFigure } from '../../pipeline/consolidate/types.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { openBook } from '../../pipeline/read/open.ts';
import { webInflate } from '../../pipeline/read/web-inflate.ts';
import { columnNumber } from '../../pipeline/report/a1.ts';
import { APPENDIX_IDS } from '../../pipeline/report/layout.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';
import type { WrittenReport } from '../../pipeline/report/written.ts';
import { seeded } from '../read/seeded.ts';
import { MAKING, madeUpEvaluation } from '../report/evaluation.ts';
import { convertAll } from '../report/libreoffice.ts';

const standard = readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));
const made = await makeReport(madeUpEvaluation({ targets: 14, fields: 4, files: 3 }), standard, MAKING, {
  appendices: APPENDIX_IDS,
});

interface Place {
  sheet: string;
  cell: string;
  value: string | number | boolean;
}

/** Every figure that was written: cells of tables that hold a number. */
function figures({ tables }: WrittenReport): Place[] {
  return Object.values(tables).flatMap(({ sheet, columns, rows }) =>
    rows.flatMap(({ row, cells }) =>
      cells.flatMap((value, at) =>
        typeof value === 'number' && columns[at]?.name !== 'TT'
          ? [{ sheet, cell: `${columns[at]?.column}${row}`, value }]
          : [],
      ),
    ),
  );
}

/** Puts `inside` into a cell of a sheet's XML in place of what stands there. */
function edited(xml: string, cell: string, type: string, inside: string): string {
  const at = new RegExp(`<c r="${cell}"([^>]*?)(?:/>|>.*?</c>)`, 's');
  if (!at.test(xml)) throw new Error(`no cell ${cell}`);
  return xml.replace(
    at,
    (_, attributes: string) => `<c r="${cell}"${attributes.replace(/ t="\w+"/, '')}${type}>${inside}</c>`,
  );
}

async function read(bytes: Uint8Array): Promise<{ problems: CheckProblem[]; figures: SentFigure[] }> {
  const own = await ownReports(bytes, 'bao-cao.xlsx');
  const [report] = own?.reports ?? [];
  if (own === undefined || report === undefined) throw new Error('no report');
  const grids = await gridsOf(await openBook(sourceFromBytes('bao-cao.xlsx', bytes), { inflate: webInflate }));
  return readOwn(own, report, grids, 'bao-cao.xlsx');
}

const places = (problems: readonly CheckProblem[]): string[] =>
  problems.map(({ sheet, cell }) => `${sheet}!${cell}`).sort();

/** Changes so many figures of a report; says which cells. @param hide a sheet to hide as well */
async function change(seed: number, count: number, hide: boolean): Promise<{ bytes: Uint8Array; changed: string[] }> {
  const random = seeded(seed);
  const book = await Workbook.open(made.bytes, 'bao-cao.xlsx');
  const all = figures(made.report);
  if (all.length < count) throw new Error(`${all.length} figures, ${count} to be changed`);
  const changed = new Set<Place>();
  while (changed.size < count) {
    const place = all[random(all.length)];
    if (place !== undefined) changed.add(place);
  }
  for (const { sheet, cell, value } of changed) {
    const path = book.sheets.find(({ name }) => name === sheet)?.path ?? '';
    const kind = random(4);
    const xml = book.text(path);
    if (kind === 0) book.put(path, edited(xml, cell, '', `<v>${Number(value) + 1 + random(9)}</v>`));
    else if (kind === 1) book.put(path, edited(xml, cell, '', `<f>${Number(value)}+0</f><v>${Number(value)}</v>`));
    else if (kind === 2)
      book.put(path, edited(xml, cell, ' t="inlineStr"', `<is><t>${Number(value) + 2} (sửa)</t></is>`));
    else book.put(path, edited(xml, cell, '', `<v>${Number(value) === 0 ? 1 : Number(value) / 2}</v>`));
  }
  if (hide)
    book.put(
      book.path,
      book.text(book.path).replace(/<sheet name="(Theo tháng|Theo thủ tục)"/g, '<sheet state="hidden" name="$1"'),
    );
  return { bytes: book.bytes(), changed: [...changed].map(({ sheet, cell }) => `${sheet}!${cell}`).sort() };
}

test('a report that nobody touched has no finding', async () => {
  const { problems, figures: read_ } = await read(made.bytes);
  expect(problems).toEqual([]);
  expect(read_).toHaveLength(14);
  expect(read_.every(({ cells, edited: touched }) => cells.hits !== '' && !touched)).toBe(true);
});

test('a thousand random edits are found, each in its cell, and no other', async () => {
  for (let book = 0; book < 25; book += 1) {
    const { bytes, changed } = await change(7_000 + book, 40, book % 3 === 0);
    const { problems } = await read(bytes);
    expect(places(problems), `book ${book}`).toEqual(changed);
    expect(problems.every(({ code, severity }) => code === 'E_EDITED' && severity === 'error')).toBe(true);
  }
});

test('rows and columns put in by hand move what is compared, and are no edits', async () => {
  const table = made.report.tables['vd_chi_tieu'];
  const sorted = await Workbook.open(made.bytes, 'bao-cao.xlsx');
  const path = sorted.sheets.find(({ name }) => name === table?.sheet)?.path ?? '';
  const [first, second] = [table?.rows[0]?.row ?? 0, table?.rows[1]?.row ?? 0];
  // Two rows change places, as when somebody sorts the table.
  const swap = (xml: string): string =>
    xml.replace(/<(row|c) r="([A-Z]*)(\d+)"/g, (whole, tag: string, column: string, row: string) =>
      Number(row) === first
        ? `<${tag} r="${column}${second}"`
        : Number(row) === second
          ? `<${tag} r="${column}${first}"`
          : whole,
    );
  const rows = [...swap(sorted.text(path)).matchAll(/<row [^>]*?(?:\/>|>.*?<\/row>)/gs)].map(([row]) => row);
  const inOrder = rows.sort((a, b) => Number(/r="(\d+)"/.exec(a)?.[1]) - Number(/r="(\d+)"/.exec(b)?.[1]));
  sorted.put(
    path,
    sorted.text(path).replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${inOrder.join('')}</sheetData>`),
  );
  const { problems, figures: found } = await read(sorted.bytes());
  expect(problems).toEqual([]);
  expect(columnNumber(found[0]?.cells.hits.replace(/\d+/, '') ?? '')).toBeGreaterThan(0);
  expect(found[0]?.cells.hits).toMatch(new RegExp(`${second}$`));
});

test('what LibreOffice saves again is the same report, and its edits are found', async () => {
  const touched = await change(1, 30, true);
  const [plain, again] = convertAll([made.bytes, touched.bytes], 'xlsx');
  expect((await read(plain ?? new Uint8Array())).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { problems } = await read(again ?? new Uint8Array());
  expect(places(problems.filter(({ severity }) => severity === 'error'))).toEqual(touched.changed);
}, 120_000);
