import type { Part } from '../counts/count.ts';
import type { Period } from '../counts/period.ts';
import { addDays, dateText } from '../dates.ts';
import { lackSentences } from '../evaluate/lack-words.ts';
import type { EvaluatedTarget } from '../evaluate/targets.ts';
import { asksFor, yearsBefore } from '../evaluate/to-come.ts';
import { type ExplainRow, explainRows } from '../explain/rows.ts';
import { DIMENSIONS, type Dimension, type Method } from '../explain/types.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { Target } from '../library/plans/types.ts';
import type { Language } from '../messages.ts';
import type { Comparison } from './comparisons.ts';
import { evaluateTargets, type PlanQuestion } from './evaluate.ts';
import { type Office, scopeOf } from './scope.ts';
import { TARGET_COLUMNS, type Table } from './tables.ts';

/** What a report of that time would have counted; null where the period has only just begun. */
export function comparedPeriod({ from, asOf }: Period, against: Comparison): Period | null {
  if (against === 'last-month') {
    const end = addDays(`${asOf.slice(0, 7)}-01`, -1);
    return end < from ? null : { from, asOf: end };
  }
  // The day before is moved, so that the first of March stays the first of March.
  return { from: addDays(yearsBefore(addDays(from, -1), 1), 1), asOf: yearsBefore(asOf, 1) };
}

export interface ExplainOptions {
  /** Of the plan, where not all are wanted. */
  targets?: readonly Target[] | undefined;
  against?: Comparison | undefined;
  language: Language;
}

/** Why targets are where they are, each with its parts by every dimension that takes it apart. */
export async function explainTargets(
  office: Office,
  question: PlanQuestion,
  { targets = question.plan.targets, against, language }: ExplainOptions,
): Promise<ExplainRow[]> {
  const { plan, unit, period } = question;
  const then = against === undefined ? null : comparedPeriod(period, against);
  const evaluated = await evaluateTargets(office, question, targets);
  const before = then === null ? [] : await evaluateTargets(office, { ...question, period: then }, targets);
  const periods = then === null ? [period] : [period, then];
  const counts = await office.warehouse.counts(
    scopeOf(office, unit, plan),
    evaluated.flatMap(({ indicator }) =>
      dimensionsOf(indicator).flatMap((by) => periods.map((one) => ({ indicator, period: one, by }))),
    ),
  );
  const labelOf = (part: Part): string => partLabel(office.library, part, language);
  return evaluated.flatMap((one, index) => {
    const { indicator } = one;
    const splits = dimensionsOf(indicator).map((by) => ({
      by,
      method: methodOf(indicator, by),
      parts: counts.parts(indicator, period, by),
      // The months of two times are not the same months.
      before: then === null || by === 'month' ? null : counts.parts(indicator, then, by),
    }));
    return explainRows(one, before[index], splits, { labelOf, missing: missingOf(one, before[index], language) });
  });
}

/** What is kept by hand has no parts but the units that keep it. */
function dimensionsOf({ rule }: Indicator): readonly Dimension[] {
  return DIMENSIONS.filter((by) => (by === 'unit') !== 'population' in rule);
}

const CHANNEL_COLUMNS = ['channel', 'is_remote', 'is_online'];

/** Where the numerator asks for what the parts are, a part has no value of its own to hold against the threshold. */
function methodOf({ rule }: Indicator, by: Dimension): Method {
  if (rule.kind !== 'share') return 'threshold';
  const isAsked = by === 'channel' && CHANNEL_COLUMNS.some((column) => asksFor(rule.hit, column));
  return isAsked || (by === 'procedure' && rule.population.startsWith('procedures')) ? 'missing' : 'threshold';
}

function missingOf(one: EvaluatedTarget, before: EvaluatedTarget | undefined, language: Language): string[] {
  const then = before === undefined ? [] : lackSentences(before.row.lacks, language);
  return [
    ...lackSentences(one.row.lacks, language),
    ...then.map((why) => `${dateText(before?.row.as_of ?? '', language)}: ${why}`),
  ];
}

/** What a part is called; empty where nobody knows which it is. */
function partLabel({ units, codes }: Library, { by, id, name }: Part, language: Language): string {
  if (by === 'unit' || by === 'subunit') return units.byId.get(id)?.name ?? id;
  if (by === 'month') return dateText(id, language);
  if (by !== 'channel') return name || id;
  const channel = codes.lists.find((list) => list.id === 'channel')?.values.find(({ value }) => value === id);
  return channel?.[language] ?? id;
}

/** The keys of a row of `explain`, in their order. */
export const EXPLAIN_COLUMNS: Table['columns'] = [
  ...TARGET_COLUMNS,
  { name: 'by', type: 'text' },
  { name: 'part', type: 'text' },
  { name: 'label', type: 'text' },
  { name: 'method', type: 'text' },
  { name: 'side', type: 'text' },
  { name: 'numerator', type: 'number' },
  { name: 'denominator', type: 'number' },
  { name: 'value', type: 'number' },
  { name: 'threshold', type: 'number' },
  { name: 'reached', type: 'boolean' },
  { name: 'in_the_way', type: 'integer' },
  { name: 'gap_points', type: 'number' },
  { name: 'gap_members', type: 'number' },
  { name: 'before_from', type: 'date' },
  { name: 'before_as_of', type: 'date' },
  { name: 'before_numerator', type: 'number' },
  { name: 'before_denominator', type: 'number' },
  { name: 'before_value', type: 'number' },
  { name: 'change_points', type: 'number' },
  { name: 'share_points', type: 'number' },
  { name: 'mix_points', type: 'number' },
  { name: 'unit_of_measure', type: 'text' },
  { name: 'missing', type: 'texts' },
];

/** Grain: as `ExplainRow`. */
export function explainTable(rows: readonly ExplainRow[]): Table {
  return { columns: EXPLAIN_COLUMNS, rows: rows.map((row) => ({ ...row })) };
}
