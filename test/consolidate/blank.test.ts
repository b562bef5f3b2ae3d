import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { collectBook } from '../../pipeline/consolidate/collect.ts';
import { type Collection, collectionOf } from '../../pipeline/consolidate/collection.ts';
import type { ReadSheet } from '../../pipeline/consolidate/types.ts';
import { type exact, toNumber } from '../../pipeline/exact.ts';
import { blankReport } from '../../pipeline/forms/blank-report.ts';
import { parseForm } from '../../pipeline/library/forms/parse.ts';
import type { Library } from '../../pipeline/library/library.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { vedich } from '../pipeline/command-line.ts';
import { seeded } from '../read/seeded.ts';
import { convertAll, pages, squeezed } from '../report/libreoffice.ts';
import { findings } from '../report/validate.ts';
import { newWarehouse } from '../support/warehouse.ts';

const library: Library = shippedLibrary();
const UNIT = library.units.byId.get('brvt-sgddt');
const FIELDS = ['Giáo dục trung học', 'Văn bằng, chứng chỉ', 'Giáo dục nghề nghiệp'];
const DUE = '2024-12-18 17:00:00';

interface Blank {
  id: string;
  collection: Collection;
  bytes: Uint8Array;
}

const blankOf = (id: string, asked: Parameters<typeof collectionOf>[1], asOf: string): Blank => {
  if (UNIT === undefined) throw new Error('no such unit');
  const collection = collectionOf(library, asked, 'brvt', asOf);
  return { id, collection, bytes: blankReport(library, { collection, unit: UNIT, due: DUE }).bytes };
};
/** A form of an office's own, of which the program knows nothing but this. */
const OWN = parseForm(
  `id: phan-anh
title: { vi: 'Tiếp nhận, trả lời phản ánh, kiến nghị', en: Complaints }
short_title: Biểu 05/PAKN
source: Văn phòng UBND tỉnh
calendar: calendar
label: [Nội dung phản ánh, Nội dung]
columns:
  - { id: taken, name: { vi: Đã tiếp nhận, en: Taken }, group: [Phản ánh, Kiến nghị], words: [Tổng số], time: { is: [direct, web] } }
  - { id: direct, name: { vi: Trực tiếp, en: Direct }, group: [Phản ánh, Kiến nghị], words: [Trực tiếp], time: flow }
  - { id: web, name: { vi: Qua cổng, en: Portal }, group: [Phản ánh, Kiến nghị], words: [Qua cổng], time: flow }
  - { id: answered, name: { vi: Đã trả lời, en: Answered }, whole: [Đã trả lời, Trả lời xong], time: flow }
  - { id: late, name: { vi: Trả lời muộn, en: Late }, whole: [Trả lời muộn, Muộn], time: flow, optional: true }
`,
  'phan-anh.yaml',
);
if (OWN.value === undefined) throw new Error(JSON.stringify(OWN.mistakes));
const forms = [...library.forms.values(), OWN.value].filter(({ kind }) => kind === 'counts');
const plans = ['brvt-sgddt-2024', 'gialai-sgddt-2021-2025', 'brvt-sgddt-2021-2025'].flatMap(
  (id) => library.plans.get(id) ?? [],
);
const BLANKS = [
  ...forms.map((form) => blankOf(form.id, { form }, form.calendar === 'government' ? '2024-12-14' : '2024-09-30')),
  ...plans.map((plan) => blankOf(plan.id, { plan }, '2024-11-30')),
];

const SHEET = 'xl/worksheets/sheet1.xml';
const sheetXml = (bytes: Uint8Array): string => strFromU8(unzipSync(bytes)[SHEET] ?? new Uint8Array());

/** Types into every cell that is not locked, as somebody in Excel does: a field, then numbers. */
function filledIn(
  { bytes, collection }: Blank,
  seed: number,
): { bytes: Uint8Array; typed: Map<string, number | string> } {
  const random = seeded(seed);
  const files = unzipSync(bytes);
  const styles = strFromU8(files['xl/styles.xml'] ?? new Uint8Array());
  const looks = [...(/<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '').matchAll(/<xf .*?<\/xf>/gs)];
  const open = (style: string): boolean => looks[Number(style)]?.[0].includes('locked="0"') ?? false;
  const rows = /sqref="([^"]*)"><formula1>0<\/formula1>/.exec(sheetXml(bytes))?.[1] ?? '';
  const first = Math.min(...[...rows.matchAll(/[A-Z]+(\d+)/g)].map(([, row]) => Number(row)));
  const typed = new Map<string, number | string>();
  const last = collection.plan === null ? first + FIELDS.length - 1 : first + collection.plan.targets.length - 1;
  const xml = sheetXml(bytes).replace(
    /<c r="([A-Z]+)(\d+)" s="(\d+)"\/>/g,
    (cell, column: string, row: string, style: string) => {
      if (!open(style) || Number(row) < first || Number(row) > last) return cell;
      const at = `${column}${row}`;
      if (column === 'B') {
        const field = FIELDS[Number(row) - first] ?? '';
        typed.set(at, field);
        return `<c r="${at}" s="${style}" t="inlineStr"><is><t>${field}</t></is></c>`;
      }
      const before = [...typed].flatMap(([cell, value]) =>
        cell.endsWith(row) && typeof value === 'number' ? [value] : [],
      );
      const number = numberFor(collection, column, before, random);
      typed.set(at, number);
      return `<c r="${at}" s="${style}"><v>${number}</v></c>`;
    },
  );
  return { bytes: zipSync({ ...files, [SHEET]: strToU8(xml) }), typed };
}

/** Numbers that break no rule: of a plan the numerator is below the denominator; of II.06a what came in is settled or open. */
function numberFor(
  { plan, form }: Collection,
  column: string,
  before: readonly number[],
  random: (below: number) => number,
): number {
  if (plan !== null) return column === 'D' ? random(400) : 400 + random(600);
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  if (form.id !== 'vpcp-06a' || before.length < 3) return 400 + random(600);
  return before.length < 7 ? random(300) : sum(before.slice(0, 3)) - sum(before.slice(3));
}

async function collected({ collection }: Blank, bytes: Uint8Array): Promise<ReadSheet[]> {
  const known = { units: new Map(), targets: new Map() };
  return collectBook(sourceFromBytes('bieu-dien.xlsx', bytes), { inflate }, library, collection, known);
}

const filled = BLANKS.map((blank, at) => filledIn(blank, 31 + at));
let saved: Uint8Array[] = [];
beforeAll(() => {
  // LibreOffice reckons the formulas and writes the book anew.
  saved = convertAll(
    filled.map(({ bytes }) => bytes),
    'xlsx',
  );
}, 120_000);

describe.each(BLANKS.map((blank, at) => [blank.id, at] as const))('the blank of %s', (_, at) => {
  const blank = BLANKS[at] as Blank;
  const { plan, form } = blank.collection;

  test('opens without repair, is locked but for its figures, and fits one page', async () => {
    expect(await findings(blank.bytes)).toEqual([]);
    const xml = sheetXml(blank.bytes);
    expect(xml).toContain('<sheetProtection sheet="1"');
    expect(xml).toContain('type="whole"');
    const [pdf] = convertAll([blank.bytes], 'pdf');
    const drawn = pages(pdf ?? new Uint8Array());
    expect(drawn.length).toBeLessThanOrEqual(plan === null ? 2 : Math.ceil(plan.targets.length / 8) + 1);
    // Nothing stands on a page by itself.
    expect(drawn.filter((page) => page.trim().length < 100)).toEqual([]);
    const text = squeezed(drawn.join(''));
    expect(text).toContain(squeezed('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'));
    expect(text).toContain(squeezed(UNIT?.name ?? ''));
  }, 120_000);

  test('filled in and saved by LibreOffice it is collected without a question or a finding, number by number', async () => {
    const sheets = await collected(blank, saved[at] ?? new Uint8Array());
    expect(sheets.map(({ problems, asked, unit, asOf, from }) => ({ problems, asked, unit, asOf, from }))).toEqual([
      { problems: [], asked: [], unit: UNIT?.id, asOf: blank.collection.asOf, from: blank.collection.period.from },
    ]);
    const [sheet] = sheets;
    const typed = filled[at]?.typed ?? new Map();
    const read = new Map<string, number>();
    for (const { cell, value } of sheet?.cells ?? []) read.set(cell, toNumber(value));
    for (const { cells, count } of sheet?.figures ?? []) {
      const minutes = count.measure === 'minutes';
      if (count.hits !== null) read.set(cells.hits, toNumber(count.hits));
      if (count.members !== null) read.set(cells.members, toNumber(count.members));
      expect(minutes && count.amount === null).toBe(false);
    }
    const numbers = [...typed].filter(([, value]) => typeof value === 'number');
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers.filter(([cell, value]) => read.get(cell) !== value)).toEqual([]);
    if (plan !== null) return;
    // The sums are the program's own reckoning of what was typed, by the form's rules.
    for (const field of FIELDS) {
      const of = (column: string): number | undefined =>
        toNumberOr(sheet?.cells.find((one) => one.row === field && one.column === column)?.value);
      for (const { left, right } of form.rules.filter(
        ({ left: one }, index) => form.rules.findIndex(({ left: other }) => other === one) === index,
      )) {
        const parts = right.flatMap((part) =>
          of(part) === undefined ? (form.columns.find(({ id }) => id === part)?.of ?? []) : [part],
        );
        expect(of(left), `${field} ${left}`).toBe(parts.reduce((sum, part) => sum + (of(part) ?? 0), 0));
      }
    }
    expect(new Set(sheet?.cells.map(({ row }) => row))).toEqual(new Set([...FIELDS]));
  });

  test('left empty it has no figures', async () => {
    const sheets = await collected(blank, blank.bytes);
    expect(sheets.flatMap(({ figures }) => figures)).toEqual([]);
    expect(sheets.flatMap(({ cells }) => cells).every(({ value }) => value.n === 0n)).toBe(true);
  });
});

function toNumberOr(value: ReturnType<typeof exact> | undefined): number | undefined {
  return value === undefined ? undefined : toNumber(value);
}

test('vedich forms blank writes it for one unit or for each below, and says which forms there are', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vedich-blank-'));
  try {
    const file = path.join(folder, 'bieu.xlsx');
    const asked = ['--unit', 'brvt-sgddt', '--as-of', '2024-12-14', '-o', file];
    expect((await vedich(['forms', 'blank', 'vpcp-06a', ...asked])).code).toBe(0);
    const form = library.forms.get('vpcp-06a');
    if (form === undefined) throw new Error('no form');
    const [sheet] = await collected(blankOf('', { form }, '2024-12-14'), new Uint8Array(readFileSync(file)));
    expect(sheet).toMatchObject({ form: 'vpcp-06a', unit: 'brvt-sgddt', asOf: '2024-12-14' });
    const each = ['--plan', 'brvt-ubnd-2023', '--unit', 'brvt', '--each', '--as-of', '2023-11-30', '-o', file];
    expect((await vedich(['forms', 'blank', ...each])).code).toBe(0);
    const names = Object.keys(unzipSync(readFileSync(file)));
    expect(names).toContain('bieu-brvt-ubnd-2023-brvt-sgddt-2023-11-30.xlsx');
    // Who was decided not to report gets none; a warehouse that was named must be one.
    const warehouse = path.join(folder, 'kho.duckdb');
    const [about, kept] = [each.slice(0, 4).concat(each.slice(5, 7)), ['--warehouse', warehouse]];
    await (await newWarehouse(warehouse)).close();
    const decided = await vedich(['exclude', 'brvt-stc', ...about, '--reason', 'Sáp nhập', ...kept]);
    expect([decided.code, decided.err]).toEqual([0, '']);
    expect((await vedich(['forms', 'blank', ...each, ...kept])).code).toBe(0);
    const fewer = Object.keys(unzipSync(readFileSync(file)));
    expect(names.filter((name) => !fewer.includes(name))).toEqual(['bieu-brvt-ubnd-2023-brvt-stc-2023-11-30.xlsx']);
    writeFileSync(warehouse, 'x');
    expect((await vedich(['forms', 'blank', ...each, ...kept])).err).toContain('không phải kho số liệu');
    const wrong = await vedich(['forms', 'blank', 'vpcp-6a', ...asked]);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('→ vpcp-06a?')]);
    expect((await vedich(['forms', 'blank', ...asked])).err).toContain('--plan');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
