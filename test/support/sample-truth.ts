import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { Answering, By, Line, Side } from './breakdowns.ts';
import { SAMPLES } from './warehouse.ts';

export interface SampleCase {
  plan: string;
  unit: string;
  asOf: string;
  /** The expected rows, below `samples/`. */
  file: string;
}

interface Listed {
  plan: string;
  unit: string;
  expected: Record<string, string>;
}

const readText = (file: string): string => readFileSync(path.join(SAMPLES, file), 'utf8');

const list: { plans: Listed[]; by_unit: Listed[] } = parse(readText('samples.yaml'));

/** Every plan, unit and date of which the generator knows the truth. */
export const SAMPLE_CASES: readonly SampleCase[] = [...list.plans, ...list.by_unit].flatMap(
  ({ plan, unit, expected }) => Object.entries(expected).map(([asOf, file]) => ({ plan, unit, asOf, file })),
);

/** A row without what imports left out of the files, of which the generator's records know nothing. */
export function asKnown<T extends object>(row: T): object {
  const { rejected: _, rejected_concerning: __, unsure: ___, ...known } = row as Record<string, unknown>;
  return known;
}

/** The true rows of `evaluate`. */
export const trueRows = ({ file }: SampleCase): unknown => JSON.parse(readText(file));

type Block = Record<string, Line[]>;
type Breakdowns = Record<`by_${By}` | 'trend', Block>;

const detailOf = (what: 'breakdowns' | 'members', { file }: SampleCase): string =>
  readText(file.replace('expected/', `expected/${what}/`));

const breakdownsOf = (one: SampleCase): Breakdowns => JSON.parse(detailOf('breakdowns', one));

/** By field, procedure, unit or month, every indicator of the plan. */
export async function expectTrueBreakdowns(answering: Answering, one: SampleCase, by: By): Promise<void> {
  const truth = breakdownsOf(one)[`by_${by}`];
  expect(await answering.breakdowns(asked(one), Object.keys(truth), by)).toEqual(truth);
}

export async function expectTrueTrends(answering: Answering, one: SampleCase): Promise<void> {
  const { trend } = breakdownsOf(one);
  const withoutMissing = Object.fromEntries(
    Object.entries(trend).map(([target, lines]) => [target, lines.map((line) => line.slice(0, 5))]),
  );
  expect(await answering.trends(asked(one))).toEqual(withoutMissing);
}

/** Who is in each numerator, and who in its denominator only. */
export async function expectTrueMembers(answering: Answering, one: SampleCase): Promise<void> {
  const truth = walksOf(one);
  const answered: Record<string, Record<Side, string[]>> = {};
  for (const indicator of Object.keys(truth))
    answered[indicator] = {
      numerator: await answering.members(asked(one), indicator, 'numerator'),
      missing: await answering.members(asked(one), indicator, 'missing'),
    };
  expect(answered).toEqual(
    Object.fromEntries(Object.entries(truth).map(([indicator, walks]) => [indicator, allWalked(walks)])),
  );
}

/** Who is in the numerator of an indicator and who in its denominator only, by the generator's own records. */
export function trueMembers(one: SampleCase, indicator: string): Record<Side, string[]> {
  const walks = walksOf(one)[indicator];
  if (walks === undefined) throw new RangeError(`no truth of ${indicator}`);
  return allWalked(walks);
}

/** A list and a walk through its codes, then perhaps another list and its walk. */
type Walks = readonly string[];

const walksOf = (one: SampleCase): Record<string, Walks> => JSON.parse(detailOf('members', one));

/** Members may come from two lists: payments of one unit from its list, of another from the columns of its dossiers. */
function allWalked(walks: Walks): Record<Side, string[]> {
  const met = walks.flatMap((walk, at) => (at % 2 === 1 ? walked(walks[at - 1] ?? '', walk) : []));
  return {
    numerator: met.flatMap(({ numerator }) => numerator).sort(),
    missing: met.flatMap(({ missing }) => missing).sort(),
  };
}

const asked = ({ plan, unit, asOf }: SampleCase) => ({ plan, unit, asOf });

/** The codes that a walk through the codes of a list meets: `+` numerator, `-` denominator only, a number is skipped. */
function walked(codes: string, walk: string): Record<Side, string[]> {
  const all = readText(`expected/codes/${codes}.txt`).trimEnd().split('\n');
  const met: Record<Side, string[]> = { numerator: [], missing: [] };
  let at = 0;
  for (const [step] of walk.matchAll(/\d+|[+-]/g)) {
    if (step !== '+' && step !== '-') at += Number(step);
    else {
      const code = all[at++];
      if (code === undefined) throw new RangeError(`${codes} has no more than ${all.length} codes`);
      met[step === '+' ? 'numerator' : 'missing'].push(code);
    }
  }
  return met;
}
