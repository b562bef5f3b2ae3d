import { addDays, addSeconds, at, dayOf } from './days.ts';
import type { Random } from './random.ts';
import type { Dossier, Result, SampleRow, Survey, Transfer } from './records.ts';

const laterOf = (a: string, b: string): string => [a, b].sort()[1] ?? a;
const span = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const dayWithin = (random: Random, from: string, to: string): string => addDays(from, random.int(0, span(from, to)));

export interface ResultPlan {
  unit: string;
  prefix: string;
  from: string;
  to: string;
  count: number;
  /** How many were digitised in which days, and how many of these were signed the day after. */
  digitised: { from: string; to: string; count: number; signed: number }[];
  /** Expiry dates given to the results without a digital copy, one result each. */
  expiries: string[];
  dossiers: readonly Dossier[];
}

/** Results of a year in their final state; `resultsSeen` shows them as of a day. */
export function makeResults(random: Random, plan: ResultPlan): Result[] {
  const results = Array.from({ length: plan.count }, (_, i): Result => {
    const dossier = plan.dossiers[i % Math.max(plan.dossiers.length, 1)];
    return {
      result_code: `${String(i + 1).padStart(4, '0')}/${plan.prefix}`,
      dossier_code: dossier?.dossier_code ?? '',
      procedure_code: dossier?.procedure_code ?? '',
      unit: plan.unit,
      issued_at: dayWithin(random, plan.from, plan.to),
      expires_at: '',
      digitised_at: '',
      signed_at: '',
    };
  });
  let next = 0;
  for (const wave of plan.digitised)
    for (let n = 0; n < wave.count; n++) {
      const result = results[next++];
      if (!result) throw new RangeError(`${plan.prefix}: more digitised than there are`);
      result.digitised_at = dayWithin(random, laterOf(result.issued_at, wave.from), wave.to);
      if (n < wave.signed) result.signed_at = result.digitised_at;
    }
  plan.expiries.forEach((expiry, i) => {
    const result = results[results.length - 1 - i];
    if (result) result.expires_at = expiry;
  });
  return random.shuffle(results);
}

/** What an export of that day holds: issued by then, with later days not yet known. `since` leaves out what has not changed. */
export function resultsSeen(results: readonly Result[], day: string, since = ''): SampleRow<'results'>[] {
  const changed = (date: string): boolean => date !== '' && date > since && date <= day;
  return results
    .filter((r) => r.issued_at <= day && (changed(r.issued_at) || changed(r.digitised_at)))
    .map((r) => ({
      record: {
        ...r,
        digitised_at: r.digitised_at !== '' && r.digitised_at <= day ? r.digitised_at : '',
        signed_at: r.signed_at !== '' && r.signed_at <= day ? r.signed_at : '',
      },
    }));
}

export function makeSurveys(
  random: Random,
  unit: string,
  prefix: string,
  from: string,
  to: string,
  groups: { scope: Survey['scope']; satisfied: number; others: number; unrated: number }[],
): Survey[] {
  let n = 0;
  const surveys = groups.flatMap(({ scope, satisfied, others, unrated }) =>
    Array.from(
      { length: satisfied + others + unrated },
      (_, i): Survey => ({
        survey_code: `${prefix}-${String(++n).padStart(4, '0')}`,
        answered_at: at(dayWithin(random, from, to), random.int(7, 16), random.int(0, 59)),
        unit,
        scope,
        rating: i < satisfied ? random.int(4, 5) : i < satisfied + others ? random.int(1, 3) : null,
      }),
    ),
  );
  return random.shuffle(surveys);
}

export function makeTransfers(
  random: Random,
  dossiers: readonly Dossier[],
  to: readonly string[],
  from: string,
  until: string,
  electronic: number,
  paper: number,
): Transfer[] {
  return Array.from({ length: electronic + paper }, (_, i): Transfer => {
    const dossier = dossiers[i % dossiers.length];
    if (!dossier) throw new RangeError('no dossier to pass on');
    const day = dayWithin(random, from, until);
    return {
      dossier_code: dossier.dossier_code,
      unit: dossier.unit,
      // Anybody may be at the other side; nobody need know them.
      to_unit_name: random.pick(to),
      transferred_at: addSeconds(at(day, 8, 0), i * 7),
      method: i < electronic ? 'electronic' : 'paper',
    };
  }).sort((a, b) => (dayOf(a.transferred_at) < dayOf(b.transferred_at) ? -1 : 1));
}

export const rowsOf = <T>(records: readonly T[]): { record: T }[] => records.map((record) => ({ record }));
