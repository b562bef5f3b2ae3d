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
import { type LaidSheet, laidOut } from './laid-out.ts';

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
