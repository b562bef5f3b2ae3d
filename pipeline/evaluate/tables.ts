import { monthEnd, monthsBetween } from '../dates.ts';
import { toDecimal, toNumber } from '../exact.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { GroupBy, Period } from '../warehouse/compute.ts';
import { asText, type SqlColumn, type SqlValue } from '../warehouse/duckdb/engine.ts';
import { breakdownOf, type Group } from './breakdown.ts';
import { lackSentences } from './missing-words.ts';
import { vietnameseNumber } from './print.ts';
import { questionError } from './questions.ts';
import { type Counting, type EvaluatedTarget, measureOver } from './targets.ts';

/** How a column travels: said, not guessed. Dates are `YYYY-MM-DD`. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'texts';

export type Cell = string | number | boolean | readonly string[] | null;

/** A machine-readable result, the same from the command line and the server: the keys never change, whatever the language. */
export interface Table {
  columns: readonly { name: string; type: ColumnType }[];
  rows: readonly Readonly<Record<string, Cell>>[];
  /** The same by columns where it came by columns: large tables travel on as they are, and `rows` are made when asked for. */
  values?: readonly (readonly Cell[])[];
}

/** The keys of a row of `evaluate`, in their order. */
export const EVALUATION_COLUMNS: Table['columns'] = [
  { name: 'plan', type: 'text' },
  { name: 'target', type: 'text' },
  { name: 'indicator', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'from', type: 'date' },
  { name: 'as_of', type: 'date' },
  { name: 'numerator', type: 'number' },
  { name: 'denominator', type: 'number' },
  { name: 'value', type: 'number' },
  { name: 'unit_of_measure', type: 'text' },
  { name: 'operator', type: 'text' },
  { name: 'threshold', type: 'number' },
  { name: 'due', type: 'date' },
  { name: 'status', type: 'text' },
  { name: 'shortfall', type: 'integer' },
  { name: 'next_threshold', type: 'number' },
  { name: 'next_due', type: 'date' },
  { name: 'aspiration', type: 'boolean' },
  { name: 'missing', type: 'texts' },
];

/** Grain: a target of the plan, in the plan's order. */
export function evaluationTable(evaluated: readonly EvaluatedTarget[]): Table {
  return { columns: EVALUATION_COLUMNS, rows: evaluated.map(({ row }) => ({ ...row })) };
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

/** One figure, as a row and as it is printed. */
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
  name: { vi: string; en: string };
  value: string;
}

export function figureTable(lines: readonly FigureLine[]): Table {
  return { columns: INDICATOR_COLUMNS, rows: lines.map(({ row }) => row) };
}

/** Indicators one after the other. @throws UserError TOO_MANY_MONTHS */
export async function figuresOf(
  counting: Counting,
  library: Library,
  indicators: Iterable<Indicator>,
  period: Period,
  by: Grouping,
): Promise<FigureLine[]> {
  if (by === 'month') refuseTooManyMonths(period);
  const lines: FigureLine[] = [];
  for (const indicator of indicators) lines.push(...(await figureLines(counting, library, indicator, period, by)));
  return lines;
}

/** A month is a period of its own to the engine; ten years of them are enough for any plan. */
const MOST_MONTHS = 120;

/** @throws UserError TOO_MANY_MONTHS */
export function refuseTooManyMonths({ from, asOf }: Period): void {
  if (monthsBetween(from, asOf).length > MOST_MONTHS) throw questionError('TOO_MANY_MONTHS', { months: MOST_MONTHS });
}

/** An indicator as one line, a line a month, or a line a group that has members (where something is lacking, the whole). */
export async function figureLines(
  counting: Counting,
  library: Library,
  indicator: Indicator,
  period: Period,
  by: Grouping,
): Promise<FigureLine[]> {
  const line = ({ id, figure }: Group, label: string, missing: string[]): FigureLine => ({
    row: {
      indicator: indicator.id,
      unit: counting.unit,
      from: figure.from,
      as_of: figure.asOf,
      group: id,
      label,
      numerator: figure.numerator === null ? null : toNumber(figure.numerator),
      denominator: figure.denominator === null ? null : toNumber(figure.denominator),
      value: figure.value === null ? null : toNumber(figure.value),
      unit_of_measure: indicator.unitOfMeasure,
      missing,
    },
    name: indicator.name,
    value: figure.value === null ? '' : vietnameseNumber(toDecimal(figure.value, indicator.decimals)),
  });
  if (by === 'none' || by === 'month') {
    const months = monthsBetween(period.from, period.asOf);
    const periods = by === 'none' ? [period] : months.map((month) => monthWithin(month, period));
    const measured = await measureOver(counting, indicator, periods);
    return measured.map(({ figure, lacks }, index) => {
      const month = by === 'none' ? '' : (months[index] ?? '');
      return line({ id: month, figure }, month, lackSentences(lacks, library.columns, counting.language));
    });
  }
  const [whole] = await measureOver(counting, indicator, [period]);
  if (whole === undefined) return [];
  if (whole.lacks.length > 0) {
    return [line({ id: '', figure: whole.figure }, '', lackSentences(whole.lacks, library.columns, counting.language))];
  }
  const groups = await breakdownOf(counting, indicator, period, by);
  return groups.map((group) => line(group, labelOf(library, group.id, by), []));
}

function monthWithin(month: string, { from, asOf }: Period): Period {
  return {
    from: month === from.slice(0, 7) ? from : `${month}-01`,
    asOf: month === asOf.slice(0, 7) ? asOf : monthEnd(month),
  };
}

function labelOf(library: Library, id: string, by: GroupBy): string {
  return by === 'unit' ? (library.units.byId.get(id)?.name ?? id) : id;
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
