import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { evaluatePlan } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { SAMPLES } from '../support/warehouse.ts';

export interface SamplePlan {
  plan: string;
  unit: string;
  as_of: string;
}

/** The five plans of the samples. */
export const { plans }: { plans: SamplePlan[] } = parse(readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'));

/** A warehouse with all samples. */
export async function sampleWarehouse(): Promise<Engine> {
  return (await openSamples()).engine;
}

/** What `vedich evaluate` and the report show of a plan. */
export async function evaluationOf(engine: Engine, { plan: id, unit, as_of }: SamplePlan): Promise<Evaluation> {
  const library = shippedLibrary();
  const plan = library.plans.get(id);
  if (plan === undefined) throw new Error(`no plan ${id}`);
  return evaluatePlan(officeOf(engine, library), { plan, unit, period: reportingPeriod(as_of, undefined, plan) });
}
