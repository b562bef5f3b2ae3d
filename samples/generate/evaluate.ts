import type { Needed, Status } from '../../pipeline/evaluate/types.ts';
import type { EvaluationRecord } from '../../pipeline/office/tables.ts';
import { isToCome, needed } from './needed.ts';
import { PLAN_TARGETS, type SampleTarget } from './targets.ts';
import { type Exact, numberOf, type Outcome, type Truth } from './truth.ts';
import type { Question } from './truth-members.ts';

/** What imports left out of the files, no record tells. */
export type TrueRow = Omit<EvaluationRecord, 'rejected' | 'rejected_concerning' | 'unsure'>;

/** The threshold in force (an exact number) and what follows it. */
interface InForce {
  threshold: Exact | null;
  due: string;
  next: [value: number, due: string] | null;
  missing: string[];
}

const whole = (n: number): Exact => ({ top: BigInt(n), bottom: 1n });

/** Negative, 0 or positive as a is below, at or above b. Exact: no division. */
function compare(a: Exact, b: Exact): bigint {
  return a.top * b.bottom - b.top * a.bottom;
}

function reaches(value: Exact, operator: SampleTarget['operator'], threshold: Exact): boolean {
  const difference = compare(value, threshold);
  return operator === '>' ? difference > 0n : operator === '>=' ? difference >= 0n : difference <= 0n;
}

function inForce(target: SampleTarget, q: Question, truth: Truth): InForce {
  if (target.yearly) return yearlyInForce(target, target.yearly, q, truth);
  const { milestones } = target;
  let index = 0;
  milestones.forEach(([, due], i) => {
    if (due <= q.asOf) index = i;
  });
  const [value, due] = milestones[index] ?? [0, ''];
  return { threshold: whole(value), due, next: milestones[index + 1] ?? null, missing: [] };
}

function yearlyInForce(
  target: SampleTarget,
  rule: NonNullable<SampleTarget['yearly']>,
  q: Question,
  truth: Truth,
): InForce {
  const year = Number(q.asOf.slice(0, 4));
  if (year < rule.from) return { threshold: null, due: `${rule.from}-12-31`, next: null, missing: [] };
  const due = `${year}-12-31`;
  const before = truth.computed(target.indicator, {
    unit: q.unit,
    from: `${year - 1}-01-01`,
    asOf: `${year - 1}-12-31`,
  })?.exact;
  if (!before) return { threshold: null, due, next: null, missing: [`chưa có giá trị của năm ${year - 1}`] };
  const raised = { top: before.top + BigInt(rule.step) * before.bottom, bottom: before.bottom };
  return { threshold: compare(raised, whole(rule.cap)) > 0n ? whole(rule.cap) : raised, due, next: null, missing: [] };
}

/**
 * The fewest that must join the numerator, or leave it where at most is asked. Tried one by one: slow, and nothing to get
 * wrong. A step of the numerator is worth 100 per cent points over the denominator in a rate, 1 in a count. Nothing of the
 * kind for minutes, nor while others are still to come.
 */
function shortfall(target: SampleTarget, outcome: Outcome, threshold: Exact | null, waits: boolean): number | null {
  const { exact } = outcome;
  if (!exact || !threshold || waits || target.unitOfMeasure === 'minutes') return null;
  const step = target.unitOfMeasure.startsWith('percent') ? 100n : 1n;
  let value = exact;
  let moved = 0;
  while (!reaches(value, target.operator, threshold)) {
    value = { top: value.top + (target.operator === '<=' ? -step : step), bottom: value.bottom };
    moved++;
  }
  return moved;
}

/** What must come until the next date, where somebody is awaited. */
function neededOf(target: SampleTarget, q: Question, truth: Truth, outcome: Outcome, force: InForce): Needed | null {
  const { exact } = outcome;
  if (!exact || !isToCome(target)) return null;
  const waits = force.due > q.asOf;
  const next = force.next ? whole(force.next[0]) : null;
  const threshold = waits ? force.threshold : next;
  if (!threshold) return null;
  const wouldDo = (value: Exact): boolean => reaches(value, target.operator, threshold);
  const due = waits ? force.due : (force.next?.[1] ?? '');
  return needed(target, q, truth, { threshold, due, reached: wouldDo(exact), wouldDo });
}

/** The number that a target is judged by. */
export function outcomeOf(target: SampleTarget, q: Question, truth: Truth): Outcome {
  if (target.baseYear !== undefined) return truth.change(target.indicator, q, target.baseYear);
  return truth.computed(target.indicator, q) ?? truth.observed(target.indicator, q, target.unitOfMeasure === 'count');
}

function evaluateTarget(plan: string, target: SampleTarget, q: Question, truth: Truth): TrueRow {
  const outcome = outcomeOf(target, q, truth);
  const force = inForce(target, q, truth);
  const missing = [...outcome.missing, ...force.missing];
  const value = outcome.exact ? numberOf(outcome.exact) : null;
  let status: Status;
  if (!outcome.exact || force.missing.length > 0) status = 'no-data';
  else if (force.threshold && reaches(outcome.exact, target.operator, force.threshold)) status = 'met';
  else status = force.threshold && q.asOf >= force.due ? 'below' : 'pending';
  return {
    plan,
    target: target.target,
    indicator: target.indicator,
    unit: q.unit,
    from: outcome.from,
    as_of: q.asOf,
    numerator: outcome.numerator,
    denominator: outcome.denominator,
    value,
    unit_of_measure: target.unitOfMeasure,
    operator: target.operator,
    threshold: force.threshold ? numberOf(force.threshold) : null,
    due: force.due,
    status,
    shortfall: shortfall(target, outcome, force.threshold, isToCome(target) && q.asOf < force.due),
    needed: neededOf(target, q, truth, outcome, force),
    next_threshold: force.next?.[0] ?? null,
    next_due: force.next?.[1] ?? null,
    aspiration: target.aspiration === true,
    missing,
  };
}

export function targetsOf(plan: string): readonly SampleTarget[] {
  const targets = PLAN_TARGETS[plan];
  if (!targets) throw new RangeError(`no plan ${plan}`);
  return targets;
}

/** What a plan's report asks: counted from 1 January of the reporting year. */
export function reportQuestion(unit: string, asOf: string): Question {
  return { unit, from: `${asOf.slice(0, 4)}-01-01`, asOf };
}

/** The true evaluation of a plan: its targets in its order. */
export function evaluatePlan(plan: string, unit: string, asOf: string, truth: Truth): TrueRow[] {
  return targetsOf(plan).map((target) => evaluateTarget(plan, target, reportQuestion(unit, asOf), truth));
}

/**
 * No verdict where the unit's exports of dossiers end before the month of the reporting date. All other months and lists
 * of the samples are whole.
 */
export function heldBack(rows: readonly TrueRow[], truth: Truth): TrueRow[] {
  return rows.map((row) => {
    const question = { unit: row.unit, from: row.from, asOf: row.as_of };
    const counted = truth.members.of(row.indicator, question)?.members ?? [];
    const last = truth.lastReceived(row.unit).slice(0, 7);
    if (row.value === null || last >= row.as_of.slice(0, 7) || counted.every(({ list }) => list !== 'dossiers'))
      return row;
    const months = [nextMonth(last), row.as_of.slice(0, 7)];
    const [from, to] = months.map((month) => `${Number(month.slice(5))}`);
    const missing = `danh sách 'Hồ sơ' thiếu tháng ${from === to ? '' : `${from}–`}${to}/${row.as_of.slice(0, 4)}`;
    return { ...row, status: 'incomplete', shortfall: null, needed: null, missing: [...row.missing, missing] };
  });
}

function nextMonth(month: string): string {
  const [year, of] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`;
}
