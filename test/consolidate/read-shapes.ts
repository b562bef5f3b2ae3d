import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOffice } from '../../pipeline/cli/library.ts';
import { collectBook } from '../../pipeline/consolidate/collect.ts';
import { type Collection, collectionOf } from '../../pipeline/consolidate/collection.ts';
import type { ReadSheet } from '../../pipeline/consolidate/types.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { webInflate } from '../../pipeline/read/web-inflate.ts';
import { FORM, OFFICE, PLAN, PLAN_YAML } from './hundred-records.ts';
import { type Cell, type LaidSheet, laidOut } from './laid-out.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-shapes-'));
mkdirSync(path.join(folder, 'plans'));
writeFileSync(path.join(folder, 'plans', 'ke-hoach.yaml'), PLAN_YAML);
const { library } = await readOffice(folder, [OFFICE]);
rmSync(folder, { recursive: true });
const [plan, form] = [library.plans.get(PLAN.id), library.forms.get(FORM.id)];
if (plan === undefined || form === undefined) throw new Error('the library of the test is not whole');
export const ofPlan = collectionOf(library, { plan }, OFFICE, PLAN.asOf);
export const ofForm = collectionOf(library, { form }, OFFICE, FORM.asOf, FORM.from);

/** A workbook as it is read for a collection. */
export async function read(
  collection: Collection,
  sheets: readonly LaidSheet[],
  file = 'bao-cao.xlsx',
): Promise<ReadSheet[]> {
  const source = sourceFromBytes(file, laidOut('xlsx', sheets).bytes);
  return collectBook(source, { inflate: webInflate }, library, collection, { units: new Map(), targets: new Map() });
}

export const codes = (sheets: readonly ReadSheet[]): string[] =>
  sheets.flatMap(({ problems }) => problems.map(({ code }) => code));

/** The targets of the plan, as they are called in it. */
export const NAMES = [
  'Hồ sơ trực tuyến từ xa',
  'Hồ sơ trực tuyến toàn trình',
  'Hồ sơ thanh toán trực tuyến',
  'Hồ sơ giải quyết đúng hạn',
  'Kết quả giải quyết được số hoá',
];

/** The form's columns in two rows: groups, and below them what each counts. */
export const GROUPS: readonly Cell[] = [
  'Tiếp nhận',
  null,
  null,
  null,
  'Đã giải quyết',
  null,
  null,
  null,
  'Đang giải quyết',
  null,
  null,
];
export const LEAVES: readonly Cell[] = [
  'Tổng số',
  'Trực tuyến',
  'Trực tiếp',
  'Kỳ trước',
  'Tổng số',
  'Trước hạn',
  'Đúng hạn',
  'Quá hạn',
  'Tổng số',
  'Trong hạn',
  'Quá hạn',
];
export const HEAD: Cell[][] = [
  ['TT', 'Lĩnh vực', ...GROUPS],
  [null, null, ...LEAVES],
];

/** Numbers of a row that contradict no rule of the form: so many times thirty dossiers. */
export const numbers = (times: number): number[] =>
  [30, 10, 15, 5, 20, 10, 8, 2, 10, 9, 1].map((number) => number * times);
