import { readFileSync } from 'node:fs';
import path from 'node:path';
import { read, utils, type WorkBook, write } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { runCli } from '../../pipeline/cli/run.ts';
import { importFile } from '../../pipeline/facts/import.ts';
import { blankForm } from '../../pipeline/forms/blank-form.ts';
import { FORM_LISTS, type FormList } from '../../pipeline/forms/form-lists.ts';
import { codeKeyMap, spellingKey } from '../../pipeline/library/codes.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { recogniseSheet } from '../../pipeline/recognise/recognise.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { open, sheetRows } from '../read/read-all.ts';
import { newWarehouse, recordingIo, temporaryFolder } from '../support/warehouse.ts';

const library = shippedLibrary();
const plan = library.plans.get('gialai-sgddt-2021-2025');

function formOf(list: FormList, unitId = 'brvt-sgddt') {
  const unit = library.units.byId.get(unitId);
  if (unit === undefined || plan === undefined) throw new Error('no such unit or plan');
  return blankForm(library, { list, unit, plan, from: '2024-01-01', asOf: '2024-11-30' });
}

/** The form with rows filled in from the first one below its header, as somebody types them into Excel. */
function filled(list: FormList, rows: (Record<string, string | number> | null)[], unit?: string): Uint8Array {
  const book: WorkBook = read(formOf(list, unit).bytes, { type: 'array', cellStyles: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (sheet === undefined) throw new Error('no sheet');
  const header = utils.sheet_to_json<string[]>(sheet, { header: 1, blankrows: true })[HEADER - 1] ?? [];
  rows.forEach((row, index) => {
    for (const [name, value] of Object.entries(row ?? {})) {
      const column = header.indexOf(name);
      expect(column, name).toBeGreaterThanOrEqual(0);
      utils.sheet_add_aoa(sheet, [[value]], { origin: { r: HEADER + index, c: column } });
    }
  });
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
}

/** Four lines above, a blank one, the header. */
const HEADER = 6;

async function factsOf(bytes: Uint8Array, sql: string) {
  const engine = await newWarehouse();
  try {
    const options = { sha256: 'x', now: '2024-12-01 08:00:00' };
    const { sheets } = await importFile(engine, library, sourceFromBytes('bieu.xlsx', bytes), { inflate }, options);
    const problems = sheets.flatMap((sheet) => sheet.problems.map(({ code, column }) => `${code} ${column}`));
    const facts = (await engine.query(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`)).map((row) => Object.values(row));
    return { facts, problems, rows: sheets[0]?.rows };
  } finally {
    await engine.close();
  }
}

describe.each(FORM_LISTS)('the form of %s', (list) => {
  test('is read as that list, with every column, and nothing in it counts', async () => {
    const book = await open(formOf(list).bytes);
    const { columns, codes, words } = library;
    const found = recogniseSheet(await sheetRows(book), columns, { codes, words, madeHeader: false });
    expect(found.list).toBe(list);
    expect(found.headerRow).toBe(HEADER);
    expect(found.unknown).toEqual([]);
    expect(found.missing).toEqual([]);
    expect(found.titleUnit).toBe('Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu');
    const { facts, problems } = await factsOf(formOf(list).bytes, `SELECT count(*) FROM ${list}`);
    expect(facts).toEqual([['0']]);
    expect(problems.filter((problem) => !problem.startsWith('I_'))).toEqual([]);
  });

  test('its drop-down lists offer words that are read, one for each value', () => {
    const xml = strFromU8(unzipSync(formOf(list).bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const offered = [...xml.matchAll(/<formula1>"([^"]*)"<\/formula1>/g)].map(([, words = '']) => words.split(','));
    const codes = (library.columns.lists.find(({ id }) => id === list)?.columns ?? []).flatMap(({ type, code }) =>
      type === 'code' || type === 'boolean' ? [code ?? 'boolean'] : [],
    );
    expect(offered.length).toBe(codes.length);
    codes.forEach((code, index) => {
      const known = library.codes.lists.find(({ id }) => id === code);
      if (known === undefined) throw new Error(code);
      const keys = codeKeyMap(known);
      expect(offered[index]?.map((word) => keys.get(spellingKey(word)))).toEqual(
        known.values.map(({ value }) => value),
      );
    });
  });
});

test('a catalogue that was filled in is imported as it was meant', async () => {
  const bytes = filled('procedures', [
    {
      'Mã TTHC': '1.012784',
      'Tên TTHC': 'Chuyển trường',
      'Lĩnh vực': 'Giáo dục trung học',
      'Cấp thực hiện': 'Cấp tỉnh',
      'Mức độ': 'Toàn trình',
      'Có nghĩa vụ tài chính': 'Không',
      'Đủ điều kiện toàn trình': 'Có',
      'Ngày hiệu lực': 45292,
    },
    { 'Mã TTHC': '2.000011', 'Mức độ': 'Một phần', 'Có nghĩa vụ tài chính': 'Có', 'Ngày hiệu lực': '15/03/24' },
  ]);
  const { facts, problems, rows } = await factsOf(
    bytes,
    'SELECT procedure_code, unit_id, service_level, has_fee, eligible_full, valid_from FROM procedures ORDER BY 1',
  );
  expect(facts).toEqual([
    ['1.012784', 'brvt-sgddt', 'full', 'false', 'true', '2024-01-01'],
    ['2.000011', 'brvt-sgddt', 'partial', 'true', 'false', '2024-03-15'],
  ]);
  expect(problems).toEqual([]);
  expect(rows?.accepted).toBe(2);
});

test('figures kept by hand: what the plan needs stands there; lines that nobody fills in are passed over', async () => {
  const form = read(formOf('observations').bytes, { type: 'array' });
  const table = utils.sheet_to_json<string[]>(form.Sheets[form.SheetNames[0] ?? ''] ?? {}, {
    header: 1,
    blankrows: true,
  });
  const names = table.slice(HEADER).flatMap(([name]) => (name === undefined || name === '' ? [] : [name]));
  const wanted = new Set(
    plan?.targets.flatMap(({ indicator: id }) => {
      const indicator = library.indicators.get(id);
      const kept = indicator?.rule.kind === 'per-observation' ? library.indicators.get(indicator.rule.per) : indicator;
      return kept?.rule.kind.startsWith('observed') ? [kept.name.vi] : [];
    }),
  );
  expect(wanted.size).toBeGreaterThan(0);
  expect(new Set(names)).toEqual(wanted);
  const { facts, problems, rows } = await factsOf(
    filled('observations', [{ 'Tử số': 12, 'Mẫu số': 20, Nguồn: 'Sổ theo dõi' }]),
    'SELECT indicator, unit_id, period_end, numerator, denominator FROM observations',
  );
  const first = [...library.indicators.values()].find(({ name }) => name.vi === names[0]);
  expect(facts).toEqual([[first?.id, 'brvt-sgddt', '2024-11-30', '12.0000', '20.0000']]);
  expect(problems).toEqual([]);
  expect(rows?.rejected).toBe(0);
});

test('a unit with others below it may name them in the rows', async () => {
  const bytes = filled(
    'results',
    [
      { 'Số ký hiệu kết quả': '12/QĐ', 'Ngày cấp': '05/11/2024', 'Đơn vị giải quyết': 'Sở Y tế' },
      { 'Số ký hiệu kết quả': '13/QĐ', 'Ngày cấp': '05/11/2024' },
    ],
    'brvt',
  );
  const { facts } = await factsOf(bytes, 'SELECT result_code, unit_id FROM results ORDER BY 1');
  expect(facts).toEqual([
    ['12/QĐ', 'brvt-syt'],
    ['13/QĐ', 'brvt'],
  ]);
});

test('vedich forms blank writes it, and says which lists there are', async () => {
  const { folder, remove } = temporaryFolder();
  try {
    const file = path.join(folder, 'bieu.xlsx');
    const words = [
      '--unit',
      'brvt-sgddt',
      '--plan',
      'gialai-sgddt-2021-2025',
      '--from',
      '2024-01-01',
      '--as-of',
      '2024-11-30',
    ];
    const io = recordingIo();
    expect(await runCli(['forms', 'blank', 'payments', ...words, '-o', file], io)).toBe(0);
    expect(new Uint8Array(readFileSync(file))).toEqual(formOf('payments').bytes);
    const wrong = recordingIo();
    expect(await runCli(['forms', 'blank', 'payment', ...words], wrong)).toBe(1);
    expect(wrong.errors.join('\n')).toContain('→ payments?');
  } finally {
    remove();
  }
});
