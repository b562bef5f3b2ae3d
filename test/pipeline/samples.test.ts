import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { evaluateTargets } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { evaluationRecord } from '../../pipeline/office/tables.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { asKnown, SAMPLE_CASES, trueRows } from '../support/sample-truth.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import type { Imported } from '../support/warehouse.ts';

describe('all samples in one warehouse', () => {
  let engine: Engine;
  let imported: Imported;

  beforeAll(async () => {
    ({ engine, imported } = await openSamples());
  });
  afterAll(() => engine.close());

  it.each(SAMPLE_CASES)('$plan for $unit on $asOf is what the generator knows', async (one) => {
    const { plan: id, unit, asOf } = one;
    const library = shippedLibrary();
    const plan = library.plans.get(id);
    if (plan === undefined) throw new Error(`no plan ${id}`);
    const question = { plan, unit, period: reportingPeriod(asOf, undefined, plan) };
    const evaluated = await evaluateTargets(officeOf(engine, library), question);
    expect(evaluated.map(({ row }) => asKnown(evaluationRecord(row, 'vi')))).toEqual(trueRows(one));
  });

  it('every file was read, and in every sheet rows read are accounted for', () => {
    expect(imported.failures).toEqual([]);
    for (const { rows } of imported.sheets) {
      expect(rows.read).toBe(rows.accepted + rows.rejected + rows.duplicate + rows.skipped);
    }
  });
});
