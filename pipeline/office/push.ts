import type { Count } from '../counts/count.ts';
import { figureOf } from '../counts/figure.ts';
import { partKey } from '../counts/parts.ts';
import { statusWord } from '../evaluate/words.ts';
import { subtract, toNumber, ZERO } from '../exact.ts';
import type { Language } from '../messages.ts';
import { type Movable, mainTarget, pushes } from '../push/push.ts';
import { POPULATIONS, type Population } from '../warehouse/populations.ts';
import type { Moved } from '../warehouse/question.ts';
import { evaluateTargets, movedScope, type PlanQuestion } from './evaluate.ts';
import { type Office, scopeOf } from './scope.ts';
import type { Table } from './tables.ts';

/** How hard it is to move a procedure, by how many of its dossiers come from afar here and elsewhere. */
const HARDNESS = ['easy', 'middle', 'hard'] as const;
type Hardness = (typeof HARDNESS)[number];

/** From so many in a hundred on it is clear that people can. */
const USUAL = 50;

export interface PushRow {
  plan: string;
  unit: string;
  as_of: string;
  /** The target that `missing` and `gain_points` are of. */
  target: string;
  procedure: string;
  name: string;
  missing: number;
  gain_points: number;
  /** Targets that would be nearer to their thresholds, and those that this alone would reach. */
  targets: string[];
  reached: string[];
  how_hard: Hardness;
  own_share: number | null;
  /** In the other units below the office above; null where none is known. */
  elsewhere_share: number | null;
}

/** Procedures by what their dossiers would bring, if those that came otherwise had been filed from afar. */
export async function pushProcedures(office: Office, question: PlanQuestion): Promise<PushRow[]> {
  const { plan, unit, period } = question;
  const evaluated = (await evaluateTargets(office, question)).filter(
    ({ indicator: { rule }, figure }) =>
      rule.kind === 'share' && figure.value !== null && countsDossiers(rule.population),
  );
  const scope = scopeOf(office, unit, plan);
  const questions = evaluated.map(({ indicator }) => ({ indicator, period, by: 'procedure' as const }));
  const now = await office.warehouse.counts(scope, questions);
  const then = await office.warehouse.counts(movedScope(scope, {}), questions);
  const all = evaluated.map(
    (target): Movable => ({
      target,
      before: now.parts(target.indicator, period, 'procedure'),
      after: then.parts(target.indicator, period, 'procedure'),
    }),
  );
  const main = mainTarget(all);
  if (main === undefined) return [];
  const elsewhere = await sharesElsewhere(office, question, main);
  return pushes(all).map(({ part, missing, value, gain, nearer, reached }) => {
    const others = elsewhere(part.id);
    return {
      plan: plan.id,
      unit,
      as_of: period.asOf,
      target: main.target.row.target,
      procedure: part.id,
      name: part.name,
      missing,
      gain_points: gain,
      targets: nearer,
      reached,
      how_hard: hardness(value, others),
      own_share: value,
      elsewhere_share: others,
    };
  });
}

function countsDossiers(id: keyof typeof POPULATIONS): boolean {
  const { counts }: Population = POPULATIONS[id];
  return counts.includes('dossiers');
}

function hardness(own: number | null, elsewhere: number | null): Hardness {
  const most = Math.max(own ?? 0, elsewhere ?? 0);
  return most >= USUAL ? 'easy' : most > 0 ? 'middle' : 'hard';
}

/** A procedure's value in the units beside this one, as far as whoever asks may see them. */
async function sharesElsewhere(
  office: Office,
  { unit, plan, period }: PlanQuestion,
  { target: { indicator }, before }: Movable,
): Promise<(id: string) => number | null> {
  const parent = office.library.units.byId.get(unit)?.parents.at(-1)?.parent;
  if (parent === undefined) return () => null;
  const counts = await office.warehouse.counts(scopeOf(office, parent, plan), [{ indicator, period, by: 'procedure' }]);
  const all = counts.parts(indicator, period, 'procedure');
  const of = (some: readonly Count[], id: string): Count | undefined =>
    some.find(({ part }) => part !== null && partKey(part) === partKey({ by: 'procedure', id }));
  return (id) => {
    const [whole, own] = [of(all, id), of(before, id)];
    if (whole === undefined) return null;
    const rest = (key: 'members' | 'hits') => subtract(whole[key] ?? ZERO, own?.[key] ?? ZERO);
    const { value } = figureOf({ ...whole, members: rest('members'), hits: rest('hits') });
    return value === null ? null : toNumber(value);
  };
}

export const PUSH_COLUMNS: Table['columns'] = [
  { name: 'plan', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'as_of', type: 'date' },
  { name: 'target', type: 'text' },
  { name: 'procedure', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'missing', type: 'integer' },
  { name: 'gain_points', type: 'number' },
  { name: 'targets', type: 'texts' },
  { name: 'reached', type: 'texts' },
  { name: 'how_hard', type: 'text' },
  { name: 'own_share', type: 'number' },
  { name: 'elsewhere_share', type: 'number' },
];

export function pushTable(rows: readonly PushRow[]): Table {
  return { columns: PUSH_COLUMNS, rows: rows.map((row) => ({ ...row })) };
}

/** A target as it is, and as it would be. */
export interface WhatIfRow {
  plan: string;
  target: string;
  unit: string;
  as_of: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  status: string;
  then_numerator: number | null;
  then_denominator: number | null;
  then_value: number | null;
  then_status: string;
  status_words: string;
}

/** All targets of a plan, if some dossiers had been filed from afar: the same rules over the same facts but for these. */
export async function whatIf(
  office: Office,
  question: Omit<PlanQuestion, 'moved'>,
  moved: Moved,
  language: Language,
): Promise<WhatIfRow[]> {
  const now = await evaluateTargets(office, question);
  const then = await evaluateTargets(office, { ...question, moved });
  return now.flatMap(({ row }, index) => {
    const after = then[index]?.row;
    if (after === undefined) return [];
    return {
      plan: row.plan,
      target: row.target,
      unit: row.unit,
      as_of: row.as_of,
      numerator: row.numerator,
      denominator: row.denominator,
      value: row.value,
      status: row.status,
      then_numerator: after.numerator,
      then_denominator: after.denominator,
      then_value: after.value,
      then_status: after.status,
      status_words: statusWord(after.status, language),
    };
  });
}

export const WHAT_IF_COLUMNS: Table['columns'] = [
  { name: 'plan', type: 'text' },
  { name: 'target', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'as_of', type: 'date' },
  { name: 'numerator', type: 'number' },
  { name: 'denominator', type: 'number' },
  { name: 'value', type: 'number' },
  { name: 'status', type: 'text' },
  { name: 'then_numerator', type: 'number' },
  { name: 'then_denominator', type: 'number' },
  { name: 'then_value', type: 'number' },
  { name: 'then_status', type: 'text' },
  { name: 'status_words', type: 'text' },
];

export function whatIfTable(rows: readonly WhatIfRow[]): Table {
  return { columns: WHAT_IF_COLUMNS, rows: rows.map((row) => ({ ...row })) };
}
