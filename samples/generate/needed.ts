import type { Needed } from '../../pipeline/evaluate/types.ts';
import { addDays } from './days.ts';
import type { SampleTarget } from './targets.ts';
import { type Exact, numberOf, type Truth } from './truth.ts';
import type { Member, Question } from './truth-members.ts';
import { inScope } from './units.ts';

/** Indicators of which members are still to come; the others are the state of a day. */
const TO_COME = new Set([
  'remote_online_rate',
  'online_rate',
  'full_online_rate',
  'no_resubmission_rate',
  'online_payment_dossier_rate',
  'dossiers_with_online_payment_rate',
  'online_payment_transaction_rate',
  'on_time_rate',
  'results_signed_rate',
  'satisfaction_rate',
  'satisfaction_education_rate',
  'internal_electronic_rate',
  'waiting_minutes',
  'handling_minutes',
  'dossiers_per_officer_year',
]);
/** What can be made good later: a result is digitised and signed, a dossier is paid for. */
const MADE_GOOD = new Set(['results_signed_rate', 'dossiers_with_online_payment_rate']);
const PER_OFFICER = 'dossiers_per_officer_year';

export const isToCome = ({ indicator }: Pick<SampleTarget, 'indicator'>): boolean => TO_COME.has(indicator);

/** What a target is judged by next, and whether today's value would do. */
export interface Ahead {
  threshold: Exact;
  due: string;
  reached: boolean;
  /** Does the number that these make reach the threshold? */
  wouldDo(value: Exact): boolean;
}

const count = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** The last day of the month of a day. */
function endOfMonth(day: string): string {
  const next = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1));
  return addDays(next.toISOString().slice(0, 10), -1);
}

function yearsBack(day: string, years: number): string {
  const back = `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
  if (day === endOfMonth(day)) return endOfMonth(`${back.slice(0, 7)}-01`);
  return back;
}

/** Days that follow one another, cut where a month ends. */
function cut(from: string, to: string): [string, string][] {
  const parts: [string, string][] = [];
  for (let day = from; day <= to; ) {
    const end = endOfMonth(day) < to ? endOfMonth(day) : to;
    parts.push([day, end]);
    day = addDays(end, 1);
  }
  return parts;
}

/** Whoever joins the number in some days; an empty list where somebody's column is missing. */
function joined(truth: Truth, indicator: string, unit: string, from: string, asOf: string): Member[] {
  // The officers' dossiers are those received, whatever the twelve months are.
  const counted = truth.members.of(indicator === PER_OFFICER ? 'no_resubmission_rate' : indicator, {
    unit,
    from,
    asOf,
  });
  const waived = indicator === PER_OFFICER ? 'Tái sử dụng giấy tờ' : undefined;
  const missing = counted?.missing.filter((one) => waived === undefined || !one.includes(waived)) ?? [''];
  return missing.length > 0 ? [] : (counted?.members ?? []);
}

/** Has every unit that has members this year some in those days, too? Else they tell little of what is to come. */
function everybodySent(truth: Truth, indicator: string, q: Question, from: string, to: string): boolean {
  const has = (unit: string, first: string, asOf: string): boolean =>
    (truth.members.of(indicator, { unit, own: true, from: first, asOf })?.members.length ?? 0) > 0;
  const units = truth.members.units().filter((unit) => inScope(unit, q.unit) && has(unit, q.from, q.asOf));
  return units.every((unit) => has(unit, from, to));
}

function expected(truth: Truth, indicator: string, q: Question, from: string, until: string) {
  let years = 1;
  while (yearsBack(until, years) > q.asOf) years++;
  const first = addDays(yearsBack(addDays(from, -1), years), 1);
  const months = cut(first, yearsBack(until, years)).map(([a, b]) => joined(truth, indicator, q.unit, a, b).length);
  if (months.every((some) => some > 0) && everybodySent(truth, indicator, q, first, yearsBack(until, years)))
    return {
      fresh: months.reduce((a, b) => a + b, 0),
      basis: 'last_year' as const,
      year: Number(until.slice(0, 4)) - years,
    };
  const so = truth.members.of(indicator, q);
  const paced = ((so?.members.length ?? 0) * count(from, until)) / count(so?.from ?? q.from, q.asOf);
  return { fresh: Math.max(1, Math.floor(paced + 0.5)), basis: 'pace' as const, year: null };
}

/**
 * What must come until the date. How many are needed is tried one by one, each time as a whole number made of whole
 * members: slow, and nothing to get wrong.
 */
export function needed(target: SampleTarget, q: Question, truth: Truth, ahead: Ahead): Needed {
  const { indicator } = target;
  const twelve = addDays(yearsBack(ahead.due, 1), 1);
  const start = indicator === PER_OFFICER ? twelve : `${ahead.due.slice(0, 4)}-01-01`;
  const begun = start <= q.asOf ? joined(truth, indicator, q.unit, start, q.asOf) : [];
  const from = start <= q.asOf ? addDays(q.asOf, 1) : start;
  const { fresh, basis, year } = expected(truth, indicator, q, from, ahead.due);
  const place = {
    threshold: numberOf(ahead.threshold),
    reached: ahead.reached,
    from,
    until: ahead.due,
    basis,
    year,
  };
  const inIt = begun.filter(({ hit }) => hit).length;
  const none = { hits: null, old: 0, share: null, seconds: null, best: null };
  if (target.unitOfMeasure === 'minutes') {
    const all = begun.length + fresh;
    const so = begun.reduce((sum, { seconds }) => sum + seconds, 0);
    const mean = (more: number): Exact => ({ top: BigInt(so + more), bottom: BigInt(60 * all) });
    if (!ahead.wouldDo(mean(0)))
      return { ...place, ...none, kind: 'out-of-reach', of: fresh, seconds: 0, best: so / (60 * all) };
    let more = 0;
    while (ahead.wouldDo(mean(more + 1))) more++;
    return { ...place, ...none, kind: 'mean', of: fresh, seconds: more, share: more / (60 * fresh) };
  }
  if (indicator === PER_OFFICER) {
    const officers = truth.observation('one_stop_officers', q.unit, q.asOf)?.numerator ?? 0;
    let more = 0;
    while (!ahead.wouldDo({ top: BigInt(begun.length + more), bottom: BigInt(officers) })) more++;
    return { ...place, ...none, kind: more === 0 ? 'secured' : 'at-least', hits: more, of: fresh };
  }
  const old = MADE_GOOD.has(indicator) ? begun.length - inIt : 0;
  const rate = (more: number): Exact => ({
    top: BigInt(inIt + more) * 100n,
    bottom: BigInt(begun.length + fresh),
  });
  const of = fresh + old;
  let more = 0;
  while (more < of && !ahead.wouldDo(rate(more))) more++;
  const isOut = !ahead.wouldDo(rate(more));
  return {
    ...place,
    ...none,
    kind: isOut ? 'out-of-reach' : more === 0 ? 'secured' : 'at-least',
    hits: more,
    of,
    old,
    share: (more * 100) / of,
    best: isOut ? numberOf(rate(more)) : null,
  };
}
