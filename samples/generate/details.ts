import { reportQuestion, targetsOf } from './evaluate.ts';
import type { KnownLists } from './known.ts';
import type { SampleTarget } from './targets.ts';
import type { Truth } from './truth.ts';
import { byField, byMonth, byProcedure, byUnit, type HandKept, type Line, trendOf } from './truth-groups.ts';
import type { CountedList } from './truth-lacks.ts';
import type { Member } from './truth-members.ts';

/** Lines by what they are of: an indicator, or for trends a target. */
type Block = Record<string, Line[]>;

/** Everything below the figures of a plan's report: what they are made of, and how they came about. */
export interface Breakdowns {
  by_field: Block;
  by_procedure: Block;
  by_unit: Block;
  by_month: Block;
  trend: Block;
}

/** The indicators of a plan, each once. A change has a value only against a target's base year: it stands in the trends. */
function indicatorsOf(plan: string): SampleTarget[] {
  const targets = targetsOf(plan).filter(({ baseYear }) => baseYear === undefined);
  return [...new Map(targets.map((target) => [target.indicator, target])).values()];
}

export function breakdownsOf(plan: string, unit: string, asOf: string, truth: Truth): Breakdowns {
  const q = reportQuestion(unit, asOf);
  const block = (linesOf: (indicator: string, handKept: HandKept) => Line[]): Block =>
    Object.fromEntries(
      indicatorsOf(plan).map(({ indicator, unitOfMeasure }) => [
        indicator,
        linesOf(indicator, unitOfMeasure === 'count' ? 'count' : 'rate'),
      ]),
    );
  return {
    by_field: block((indicator, handKept) => byField(truth, indicator, q, handKept)),
    by_procedure: block((indicator, handKept) => byProcedure(truth, indicator, q, handKept)),
    by_unit: block((indicator, handKept) => byUnit(truth, indicator, q, handKept)),
    by_month: block((indicator, handKept) => byMonth(truth, indicator, q, handKept)),
    trend: Object.fromEntries(targetsOf(plan).map((target) => [target.target, trendOf(truth, target, q)])),
  };
}

/** One line of text for each line: `[id, from, numerator, denominator, value]`, and behind them what is missing, if anything. */
export function breakdownText(breakdowns: Breakdowns): string {
  const row = ({ id, from, numerator, denominator, value, missing }: Line): string =>
    JSON.stringify([id, from, numerator, denominator, value, ...(missing.length > 0 ? [missing] : [])]);
  const lines = (rows: Line[]): string => (rows.length === 0 ? '[]' : `[\n${rows.map(row).join(',\n')}\n]`);
  const block = (of: Block): string =>
    `{\n${Object.entries(of)
      .map(([name, rows]) => `${JSON.stringify(name)}: ${lines(rows)}`)
      .join(',\n')}\n}`;
  return `{\n${Object.entries(breakdowns)
    .map(([name, of]) => `${JSON.stringify(name)}: ${block(of)}`)
    .join(',\n')}\n}\n`;
}

/** All codes of each list that a number can count, in order; a code stands as often as the list has it. */
export type Codes = Readonly<Record<CountedList, readonly string[]>>;

export function codesOf(lists: KnownLists): Codes {
  const paid = lists.payments.filter(({ record }) => record.payment_status === 'success');
  return {
    dossiers: lists.dossiers.map(({ record }) => record.dossier_code).sort(),
    payments: paid.map(({ record }) => record.transaction_code || record.dossier_code).sort(),
    procedures: [...new Set(lists.procedures.map(({ record }) => record.procedure_code))].sort(),
    results: lists.results.map(({ record }) => record.result_code || record.dossier_code).sort(),
    surveys: lists.surveys.map(({ record }) => record.survey_code).sort(),
    visits: lists.visits.map(({ record }) => record.ticket).sort(),
    transfers: lists.transfers.map(({ record }) => record.dossier_code).sort(),
  };
}

/**
 * Who is counted, as a walk through the codes of the list: `+` is in the numerator, `-` in the denominator only, a
 * number leaves out as many. Of things with one code it does not matter which comes first.
 */
function walk(codes: readonly string[], members: readonly Member[]): string {
  const signs = new Map<string, string[]>();
  for (const { code, hit } of members) signs.set(code, [...(signs.get(code) ?? []), hit ? '+' : '-'].sort());
  let steps = '';
  let skipped = 0;
  let found = 0;
  for (const code of codes) {
    const sign = signs.get(code)?.shift();
    if (sign === undefined) skipped++;
    else {
      steps += `${skipped > 0 ? skipped : ''}${sign}`;
      skipped = 0;
      found++;
    }
  }
  if (found !== members.length) throw new RangeError(`${members.length - found} members are in no list of codes`);
  return steps;
}

/** The members behind each number of a plan that has one, from each list; a number that cannot be known has no members either. */
export function membersText(plan: string, unit: string, asOf: string, truth: Truth, codes: Codes): string {
  const q = reportQuestion(unit, asOf);
  const rows = indicatorsOf(plan).flatMap(({ indicator }): string[] => {
    const counted = truth.members.of(indicator, q);
    if (!counted || counted.missing.length > 0 || counted.members.length === 0) return [];
    const walks = [...Map.groupBy(counted.members, ({ list }) => list)].flatMap(([list, members]) => [
      list,
      walk(codes[list], members),
    ]);
    return [`${JSON.stringify(indicator)}: ${JSON.stringify(walks)}`];
  });
  return `{\n${rows.join(',\n')}\n}\n`;
}
