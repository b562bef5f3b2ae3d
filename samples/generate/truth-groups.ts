import { outcomeOf } from './evaluate.ts';
import type { SampleTarget } from './targets.ts';
import { numberOf, type Outcome, type Truth } from './truth.ts';
import type { Counted, Member, Question } from './truth-members.ts';
import { childOf } from './units.ts';

/**
 * One line of a breakdown or of a trend. `id`: the field's name, the procedure's code, the unit's id or the month
 * (`YYYY-MM`); empty = what belongs to no group that anybody names, or the whole where there is nothing to break down.
 */
export interface Line {
  id: string;
  from: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  missing: string[];
}

/** How a hand-kept number is written down, where the indicator is one. */
export type HandKept = 'count' | 'rate';

const lineOf = (id: string, { from, numerator, denominator, exact, missing }: Outcome): Line => ({
  id,
  from,
  numerator,
  denominator,
  value: exact ? numberOf(exact) : null,
  missing,
});

const wholeOf = (truth: Truth, indicator: string, q: Question, handKept: HandKept): Outcome =>
  truth.computed(indicator, q) ?? truth.observed(indicator, q, handKept === 'count');

/** Case, tone marks, punctuation and the words "Lĩnh vực" in front make no other field. */
function fieldKey(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  return plain
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^linh vuc /, '');
}

/** The spelling that most of a field's members have, without the words in front. */
function usualSpelling(spellings: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const spelling of spellings) counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  const [[usual = ''] = []] = [...counts].sort(([, a], [, b]) => b - a);
  return usual.replace(/^lĩnh vực\s+/iu, '');
}

/**
 * The whole number in parts: every member is in one part, none is lost. Where the whole has no value there is nothing to
 * part, and its own line says why.
 */
function parts(
  truth: Truth,
  indicator: string,
  q: Question,
  handKept: HandKept,
  keyOf: (member: Member) => string,
  nameOf: (key: string, members: Member[]) => string,
): Line[] {
  const outcome = wholeOf(truth, indicator, q, handKept);
  const whole = truth.members.of(indicator, q);
  // Nobody wrote down which fields and procedures a hand-kept number is made of: it stays whole.
  if (!whole || outcome.missing.length > 0) return [lineOf('', outcome)];
  const groups = new Map<string, Member[]>();
  for (const member of whole.members) {
    const key = keyOf(member);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups]
    .map(([key, members]) => lineOf(nameOf(key, members), truth.outcome(indicator, q, { ...whole, members })))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function byField(truth: Truth, indicator: string, q: Question, handKept: HandKept): Line[] {
  const fieldOf = (member: Member): string => truth.members.fieldOf(member, q);
  return parts(
    truth,
    indicator,
    q,
    handKept,
    (member) => fieldKey(fieldOf(member)),
    (_key, members) => usualSpelling(members.map(fieldOf)),
  );
}

export function byProcedure(truth: Truth, indicator: string, q: Question, handKept: HandKept): Line[] {
  return parts(
    truth,
    indicator,
    q,
    handKept,
    (member) => truth.members.procedureOf(member),
    (code) => code,
  );
}

/**
 * The unit's own rows, and each unit directly below it with all that is below that: each as it would answer for itself,
 * with its own catalogue, payments, officers, and what it lacks. So the lines need not add up: two communes with one
 * procedure have it both, the province has it once. Units of which nothing is counted have no line.
 */
export function byUnit(truth: Truth, indicator: string, q: Question, handKept: HandKept): Line[] {
  const children = new Set(truth.members.units().flatMap((unit) => childOf(unit, q.unit) ?? []));
  const lines = [...children].sort().flatMap((child): Line[] => {
    const asked: Question = child === q.unit ? { ...q, own: true } : { ...q, unit: child };
    const counted: Counted | undefined = truth.members.of(indicator, asked);
    if (counted) return counted.members.length === 0 ? [] : [lineOf(child, truth.outcome(indicator, asked, counted))];
    if (!truth.observation(indicator, child, q.asOf)) return [];
    return [lineOf(child, truth.observed(indicator, asked, handKept === 'count'))];
  });
  return lines.length > 0 ? lines : [lineOf('', wholeOf(truth, indicator, q, handKept))];
}

/** The last day of a month, or the reporting date in its month. */
function endOf(month: string, asOf: string): string {
  if (asOf.startsWith(month)) return asOf;
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
}

/** The months that a period touches, each with the last of its days that counts. */
function monthsOf({ from, asOf }: Question): { month: string; end: string }[] {
  const months: { month: string; end: string }[] = [];
  let [year = 0, number = 1] = from.split('-').map(Number);
  for (;;) {
    const month = `${year}-${String(number).padStart(2, '0')}`;
    if (month > asOf.slice(0, 7)) return months;
    months.push({ month, end: endOf(month, asOf) });
    [year, number] = number === 12 ? [year + 1, 1] : [year, number + 1];
  }
}

/** Each month on its own, as if the report asked for its days alone. */
export function byMonth(truth: Truth, indicator: string, q: Question, handKept: HandKept): Line[] {
  return monthsOf(q).map(({ month, end }) => {
    const from = q.from > `${month}-01` ? q.from : `${month}-01`;
    return lineOf(month, wholeOf(truth, indicator, { ...q, from, asOf: end }, handKept));
  });
}

/** How a target's number grew: always from the start of the period, to the end of each month. */
export function trendOf(truth: Truth, target: SampleTarget, q: Question): Line[] {
  return monthsOf(q).map(({ month, end }) => lineOf(month, outcomeOf(target, { ...q, asOf: end }, truth)));
}
