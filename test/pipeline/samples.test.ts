import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { evaluateTargets } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { evaluationRecord } from '../../pipeline/office/tables.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { type Imported, SAMPLES } from '../support/warehouse.ts';

interface Case {
  plan: string;
  unit: string;
  expected: Record<string, string>;
}

const list: { plans: Case[]; by_unit: Case[] } = parse(readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'));
const cases = [...list.plans, ...list.by_unit].flatMap(({ plan, unit, expected }) =>
  Object.entries(expected).map(([asOf, file]) => ({ plan, unit, asOf, file })),
);

describe('all samples in one warehouse', () => {
  let engine: Engine;
  let imported: Imported;

  beforeAll(async () => {
    ({ engine, imported } = await openSamples());
  });
  afterAll(() => engine.close());

  it.each(cases)('$plan for $unit on $asOf is what the generator knows', async ({ plan: id, unit, asOf, file }) => {
    const library = shippedLibrary();
    const plan = library.plans.get(id);
    if (plan === undefined) throw new Error(`no plan ${id}`);
    const question = { plan, unit, period: reportingPeriod(asOf, undefined, plan) };
    const evaluated = await evaluateTargets(officeOf(engine, library), question);
    expect(evaluated.map(({ row }) => evaluationRecord(row, 'vi'))).toEqual(
      JSON.parse(readFileSync(path.join(SAMPLES, file), 'utf8')),
    );
  });

  it('every file was read, and in every sheet rows read are accounted for', () => {
    expect(imported.failures).toEqual([]);
    for (const { rows } of imported.sheets) {
      expect(rows.read).toBe(rows.accepted + rows.rejected + rows.duplicate + rows.skipped);
    }
  });
});
