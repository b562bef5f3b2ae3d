import type { Count, Part } from '../counts/count.ts';
import { figureOf } from '../counts/figure.ts';
import type { Period } from '../counts/period.ts';
import { monthEnd, monthsBetween } from '../dates.ts';
import { lackSentences } from '../evaluate/lack-words.ts';
import { type EvaluatedTarget, orNull } from '../evaluate/targets.ts';
import type { EvaluationRow } from '../evaluate/types.ts';
import { toDecimal } from '../exact.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import type { Language, Words } from '../messages.ts';
import type { Counts } from '../warehouse/counts.ts';
import { asText, type SqlColumn, type SqlValue } from '../warehouse/duckdb/engine.ts';
import type { CountQuestion } from '../warehouse/question.ts';
import { questionError } from './questions.ts';
import { type Office, scopeOf } from './scope.ts';

/** How a column travels: said, not guessed. Dates are `YYYY-MM-DD`. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'texts';

export type Cell = string | number | boolean | readonly string[] | null;

/** `within`: in JSON a key of that object, without its name in front: `needed_hits` is `hits` of `needed`. */
export interface Column {
  name: string;
  type: ColumnType;
  within?: string;
}

function within(object: string, columns: readonly Column[]): Column[] {
  return columns.map(({ name, type }) => ({ name: `${object}_${name}`, type, within: object }));
}

/** A machine-readable result, the same from the command line and the server: the keys never change, whatever the language. */
export interface Table {
  columns: readonly Column[];
  rows: readonly Readonly<Record<string, Cell>>[];
  /** The same by columns where it came by columns: large tables travel on as they are, and `rows` are made when asked for. */
  values?: readonly (readonly Cell[])[];
}

/** Of which target, of whom and over what days a row is. */
export const TARGET_COLUMNS: Table['columns'] = [
  { name: 'plan', type: 'text' },
  { name: 'target', type: 'text' },
  { name: 'indicator', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'from', type: 'date' },
  { name: 'as_of', type: 'date' },
];

/** The keys of a row of `evaluate`, in their order. */
export const EVALUATION_COLUMNS: Table['columns'] = [
  ...TARGET_COLUMNS,
  { name: 'numerator', type: 'number' },
  { name: 'denominator', type: 'number' },
  { name: 'value', type: 'number' },
  { name: 'unit_of_measure', type: 'text' },
  { name: 'operator', type: 'text' },
  { name: 'threshold', type: 'number' },
  { name: 'due', type: 'date' },
  { name: 'status', type: 'text' },
  { name: 'shortfall', type: 'integer' },
  ...within('needed', [
    { name: 'kind', type: 'text' },
    { name: 'threshold', type: 'number' },
    { name: 'reached', type: 'boolean' },
    { name: 'hits', type: 'integer' },
    { name: 'of', type: 'integer' },
    { name: 'old', type: 'integer' },
    { name: 'share', type: 'number' },
    { name: 'seconds', type: 'integer' },
    { name: 'best', type: 'number' },
    { name: 'from', type: 'date' },
    { name: 'until', type: 'date' },
    { name: 'basis', type: 'text' },
    { name: 'year', type: 'integer' },
  ]),
  { name: 'next_threshold', type: 'number' },
  { name: 'next_due', type: 'date' },
  { name: 'aspiration', type: 'boolean' },
  { name: 'rejected', type: 'integer' },
  { name: 'rejected_concerning', type: 'integer' },
  { name: 'unsure', type: 'boolean' },
  { name: 'missing', type: 'texts' },
];

/** A row of `evaluate` as it leaves the program: what is missing is said in the reader's language. */
export type EvaluationRecord = Omit<EvaluationRow, 'lacks'> & { missing: string[] };

export function evaluationRecord({ lacks, ...row }: EvaluationRow, language: Language): EvaluationRecord {
  return { ...row, missing: lackSentences(lacks, language) };
}

/** Grain: a target of the plan, in the plan's order. */
export function evaluationTable(evaluated: readonly EvaluatedTarget[], language: Language): Table {
  const rows = evaluated.map(({ row }) => {
    const { needed, ...record } = evaluationRecord(row, language);
    return {
      ...record,
      ...Object.fromEntries(Object.entries(needed ?? {}).map(([key, value]) => [`needed_${key}`, value])),
    };
  });
  return { columns: EVALUATION_COLUMNS, rows };
}

/** The keys of a row of `indicators`, in their order. */
export const INDICATOR_COLUMNS: Table['columns'] = [
  { name: 'indicator', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'from', type: 'date' },
  { name: 'as_of', type: 'date' },
  { name: 'group', type: 'text' },
  { name: 'label', type: 'text' },
  { name: 'numerator', type: 'number' },
  { name: 'denominator', type: 'number' },
  { name: 'value', type: 'number' },
  { name: 'unit_of_measure', type: 'text' },
  { name: 'missing', type: 'texts' },
];

export const GROUPINGS = ['none', 'unit', 'field', 'procedure', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** One figure, as a row and with what is printed. */
export interface FigureLine {
  row: {
    indicator: string;
    unit: string;
    from: string;
    as_of: string;
    group: string;
    label: string;
    numerator: number | null;
    denominator: number | null;
    value: number | null;
    unit_of_measure: string;
    missing: string[];
  };
  name: Words;
  /** The value as plain decimal text with the indicator's decimals; empty without one. */
  value: string;
}

export function figureTable(lines: readonly FigureLine[]): Table {
  return { columns: INDICATOR_COLUMNS, rows: lines.map(({ row }) => row) };
}

/** Indicators of a unit over a period, as they are or in parts. */
export interface FigureQuestion {
  unit: string;
  period: Period;
  by: Grouping;
  /** What it leaves out is left out. */
  plan?: Plan | undefined;
}

/**
 * Indicators one after the other: each as one line, a line a month, or a line a group that has members (where something
 * is lacking, the whole).
 * @throws UserError TOO_MANY_MONTHS
 */
export async function figuresOf(
  office: Office,
  indicators: readonly Indicator[],
  { unit, period, by, plan }: FigureQuestion,
  language: Language,
): Promise<FigureLine[]> {
  if (by === 'month') refuseTooManyMonths(period);
  const questions = indicators.flatMap((indicator) => figureQuestions(indicator, period, by));
  const counts = await office.warehouse.counts(scopeOf(office, unit, plan), questions);
  return indicators.flatMap((indicator) => figureLines(office.library, counts, indicator, period, by, language));
}

/** The counts that `figureLines` stands on. */
export function figureQuestions(indicator: Indicator, period: Period, by: Grouping): CountQuestion[] {
  if (by === 'month') return monthsIn(period).map((month) => ({ indicator, period: month.period }));
  return [{ indicator, period }, ...(by === 'none' ? [] : [{ indicator, period, by }])];
}

export function figureLines(
  library: Library,
  counts: Counts,
  indicator: Indicator,
  period: Period,
  by: Grouping,
  language: Language,
): FigureLine[] {
  const line = (count: Count, group: string, label: string): FigureLine => {
    const { from, asOf, numerator, denominator, value, lacks } = figureOf(count);
    return {
      row: {
        indicator: indicator.id,
        unit: counts.scope.unit,
        from,
        as_of: asOf,
        group,
        label,
        numerator: orNull(numerator),
        denominator: orNull(denominator),
        value: orNull(value),
        unit_of_measure: indicator.unitOfMeasure,
        missing: lackSentences(lacks, language),
      },
      name: indicator.name,
      value: value === null ? '' : toDecimal(value, indicator.decimals),
    };
  };
  if (by === 'month') {
    return monthsIn(period).map(({ month, period: own }) => line(counts.whole(indicator, own), month, month));
  }
  const whole = line(counts.whole(indicator, period), '', '');
  // A unit that lacks something takes nothing from the others; fields and procedures are parts of one number.
  if (by === 'none' || (by !== 'unit' && whole.row.missing.length > 0)) return [whole];
  const parts = counts.parts(indicator, period, by);
  if (parts.length === 0) return [whole];
  return parts.map((count) => line(count, count.part?.id ?? '', labelOf(library, count.part)));
}

/** A month is a period of its own to the engine; ten years of them are enough for any plan. */
const MOST_MONTHS = 120;

/** @throws UserError TOO_MANY_MONTHS */
export function refuseTooManyMonths({ from, asOf }: Period): void {
  if (monthsBetween(from, asOf).length > MOST_MONTHS) throw questionError('TOO_MANY_MONTHS', { months: MOST_MONTHS });
}

/** Each month of a period by itself, as far as it is of the period. */
function monthsIn({ from, asOf }: Period): { month: string; period: Period }[] {
  return monthsBetween(from, asOf).map((month) => ({
    month,
    period: {
      from: month === from.slice(0, 7) ? from : `${month}-01`,
      asOf: month === asOf.slice(0, 7) ? asOf : monthEnd(month),
    },
  }));
}

/** What a group is called: a unit's name, a procedure's where somebody says it, else its id. */
function labelOf(library: Library, part: Part | null): string {
  const id = part?.id ?? '';
  return part?.by === 'unit' ? (library.units.byId.get(id)?.name ?? id) : part?.name || id;
}

/** A result of the engine whose columns are texts, dates and whole numbers, as those of `membersOf` are. */
export function memberTable(columns: readonly SqlColumn[]): Table {
  return tableOfColumns({
    columns: columns.map(({ name, type }) => ({ name, type: memberType(type) })),
    values: columns.map((column) => column.values.map(plain)),
  });
}

/** A table that came by columns; its rows are made when somebody asks for them. */
export function tableOfColumns({ columns, values }: { columns: Table['columns']; values: (readonly Cell[])[] }): Table {
  let made: Table['rows'] | undefined;
  return {
    columns,
    values,
    get rows() {
      made ??= Array.from({ length: values[0]?.length ?? 0 }, (_, row) =>
        Object.fromEntries(columns.map(({ name }, column) => [name, values[column]?.[row] ?? null])),
      );
      return made;
    },
  };
}

function memberType(type: string): ColumnType {
  if (type === 'DATE') return 'date';
  return type === 'INTEGER' || type === 'BIGINT' ? 'integer' : 'text';
}

function plain(value: SqlValue): Cell {
  return Array.isArray(value) ? value.map(asText) : value;
}
