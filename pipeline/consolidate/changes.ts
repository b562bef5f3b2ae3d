import { compare, type Exact } from '../exact.ts';
import { decimal } from './plan-table.ts';
import type { ReadSheet } from './types.ts';

/** A number that differs between two reports of one unit. */
export interface Change {
  /** Target or column. */
  of: string;
  /** Row of a form; empty = its total, or a plan's table. */
  row: string;
  /** `numerator`, `denominator` of a target; `value` for all else. */
  number: 'numerator' | 'denominator' | 'value';
  cell: string;
  before: string | null;
  after: string | null;
}

/** What a report says otherwise than the one before it, number by number. */
export function changesBetween(before: ReadSheet, after: ReadSheet): Change[] {
  const [old, now] = [numbersOf(before), numbersOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): Change[] => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was !== undefined && is !== undefined && compare(was.value, is.value) === 0) return [];
    const { of, row, number } = is ?? was ?? { of: '', row: '', number: 'value' as const };
    return [{ of, row, number, cell: is?.cell ?? '', before: text(was?.value), after: text(is?.value) }];
  });
}

interface Numbered extends Pick<Change, 'of' | 'row' | 'number' | 'cell'> {
  value: Exact;
}

function numbersOf(sheet: ReadSheet): Map<string, Numbered> {
  const numbers: Numbered[] = [
    ...sheet.cells.map(({ row, column, cell, value }) => ({
      of: column,
      row: row ?? '',
      number: 'value' as const,
      cell,
      value,
    })),
    ...sheet.figures.flatMap(({ target, count, value, cells }) => [
      ...(count.hits === null
        ? []
        : [{ of: target, row: '', number: 'numerator' as const, cell: cells.hits, value: count.hits }]),
      ...(count.members === null
        ? []
        : [{ of: target, row: '', number: 'denominator' as const, cell: cells.members, value: count.members }]),
      ...(count.hits === null && value !== null
        ? [{ of: target, row: '', number: 'value' as const, cell: cells.value, value }]
        : []),
    ]),
  ];
  return new Map(numbers.map((one) => [`${one.of}\u0000${one.row}\u0000${one.number}`, one]));
}

function text(value: Exact | undefined): string | null {
  return value === undefined ? null : decimal(value);
}
