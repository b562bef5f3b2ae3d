import { dateText } from '../../../pipeline/dates.ts';
import { groupWords, unitSuffix } from '../../../pipeline/evaluate/words.ts';
import type { IndicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import type { Language } from '../../../pipeline/messages.ts';
import type { Cell, Grouping, Table } from '../../../pipeline/office/tables.ts';
import type { Say } from '../texts/texts.ts';

/** One figure of the pivot table, as it is shown. */
export interface PivotRow {
  indicator: string;
  name: string;
  /** The group as it is asked for: unit, field, procedure, month. */
  group: string;
  label: string;
  from: string;
  asOf: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  /** Of the value: ` %`. */
  suffix: string;
  decimals: number;
  /** The value is a percentage. */
  isShare: boolean;
  missing: readonly string[];
  hasMembers: boolean;
}

export type PivotColumn = 'name' | 'label' | 'numerator' | 'denominator' | 'value';

export interface Sorting {
  column: PivotColumn;
  descending: boolean;
}

interface Knowledge {
  indicators: readonly IndicatorSummary[];
  by: Grouping;
  language: Language;
  say: Say;
}

/** The groups that lack most of their denominator; where there is none, the largest. */
export function worstFirst(rows: readonly PivotRow[]): PivotRow[] {
  const lacking = ({ numerator, denominator, value, isShare }: PivotRow): number =>
    isShare ? (denominator ?? 0) - (numerator ?? 0) : (value ?? 0);
  return [...rows].sort((a, b) => lacking(b) - lacking(a));
}

export function pivotRows(table: Table, { indicators, by, language, say }: Knowledge): PivotRow[] {
  const known = new Map(indicators.map((one) => [one.id, one]));
  return table.rows.map((row) => {
    const indicator = text(row['indicator']);
    const summary = known.get(indicator);
    const group = text(row['group']);
    const suffix = unitSuffix(text(row['unit_of_measure']), language);
    return {
      indicator,
      name: (language === 'vi' ? summary?.name_vi : summary?.name_en) ?? indicator,
      group,
      label: label(),
      from: text(row['from']),
      asOf: text(row['as_of']),
      numerator: number(row['numerator']),
      denominator: number(row['denominator']),
      value: number(row['value']),
      suffix,
      decimals: summary?.decimals ?? 2,
      isShare: text(row['unit_of_measure']).startsWith('percent'),
      missing: Array.isArray(row['missing']) ? row['missing'].map(String) : [],
      hasMembers: summary?.has_members === true,
    };
    function label(): string {
      if (by === 'month') return dateText(group, language);
      // Where something is lacking there is one figure for the whole.
      if (by === 'none' || (group === '' && text(row['label']) === '' && number(row['value']) === null))
        return say('wholePeriod');
      if (group === '') return say('unknownGroup');
      return groupWords({ group, label: text(row['label']) || group }, by);
    }
  });
}

const inVietnameseOrder = new Intl.Collator('vi', { numeric: true });

/** In another order; equal rows stay in theirs, and what has no value comes last. */
export function sorted(rows: readonly PivotRow[], sorting: Sorting | undefined): readonly PivotRow[] {
  if (sorting === undefined) return rows;
  const { column, descending } = sorting;
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [a[column], b[column]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    if (typeof one === 'string' || typeof other === 'string')
      return sign * inVietnameseOrder.compare(String(one), String(other));
    return sign * (one - other);
  });
}

/** The table as it goes into a sheet: numbers are numbers, the headers are words. */
export function sentPivot(rows: readonly PivotRow[], groupHeader: string, say: Say): Table {
  const columns = [
    { name: say('pivotIndicators'), type: 'text' },
    { name: groupHeader, type: 'text' },
    { name: say('numerator'), type: 'number' },
    { name: say('denominator'), type: 'number' },
    { name: say('result'), type: 'number' },
    { name: say('unitOfMeasure'), type: 'text' },
    { name: say('lacksWhat'), type: 'text' },
  ] as const;
  const cells = ({ name, label, numerator, denominator, value, suffix, missing }: PivotRow): Cell[] => [
    name,
    label,
    numerator,
    denominator,
    value,
    suffix.trim(),
    missing.join('; '),
  ];
  return {
    columns,
    rows: rows.map((row) => {
      const written = cells(row);
      return Object.fromEntries(columns.map(({ name }, index) => [name, written[index] ?? null]));
    }),
  };
}

function text(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

function number(cell: Cell | undefined): number | null {
  return typeof cell === 'number' ? cell : null;
}
