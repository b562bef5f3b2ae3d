import type { CharacterKind, Expression } from '../library/conditions/expression.ts';
import { sqlDate, sqlName, sqlText } from './duckdb/engine.ts';

/**
 * How an engine writes what engines write differently. All else of a condition is the same SQL everywhere.
 * Arguments and results are SQL.
 */
export interface ConditionDialect {
  text(value: string): string;
  decimal(value: string): string;
  date(day: string): string;
  dayOf(moment: string): string;
  daysBetween(later: string, earlier: string): string;
  integer(value: string): string;
  /** @param pattern a regular expression of RE2, as a SQL text */
  matches(text: string, pattern: string): string;
  contains(list: string, text: string): string;
}

export const DUCKDB: ConditionDialect = {
  text: sqlText,
  decimal: (value) => value,
  date: sqlDate,
  dayOf: (moment) => `CAST(${moment} AS DATE)`,
  daysBetween: (later, earlier) => `date_diff('day', ${earlier}, ${later})`,
  integer: (value) => `CAST(${value} AS BIGINT)`,
  matches: (text, pattern) => `regexp_matches(${text}, ${pattern})`,
  contains: (list, text) => `list_contains(${list}, ${text})`,
};

/** A phone (10 digits from 0, or 84 for it); an identity card (12 digits: province 001-096, century and sex, year, number). */
const PHONE = '(?:\\+?84|0)(?:[ .-]?\\d){9}';
const IDENTITY = '0[ .-]?(?:0[ .-]?[1-9]|[1-8][ .-]?\\d|9[ .-]?[0-6])[ .-]?[0-3](?:[ .-]?\\d){8}';

const PATTERNS: Readonly<Record<CharacterKind, string>> = {
  digit: '\\d',
  word: '[\\p{L}\\p{N}]',
  'personal-number': `(?:^|[ ,;:(])(?:${PHONE}|${IDENTITY})(?:$|[ ,;:)])`,
  'slipped-text': [
    '@',
    // Digits alone, 9 to 12 of them.
    '^\\+?(?:\\d[ .-]?){8,11}\\d$',
    // A house's number or a word without digits, and two words more.
    '^(?:\\d+[A-Za-z]?(?:[/-]\\d+[A-Za-z]?)*|[^\\d ]+),? [^ ]+,? [^ ]',
    // A word, and a long number.
    '^[^\\d ]+ [^ ]*\\d{7}',
  ].join('|'),
};

/** What a condition is printed over. */
export interface PrintedOver {
  /** The row's name in the statement, `m` of `m.level`; bare names without one. */
  row?: string;
  /** The moment of the import, as SQL; only conditions over rows that are being imported speak of it. */
  now?: string;
}

/** A checked condition or amount as SQL. */
export function conditionSql(
  expression: Expression,
  { row, now }: PrintedOver = {},
  dialect: ConditionDialect = DUCKDB,
): string {
  const column = (name: string): string => `${row === undefined ? '' : `${row}.`}${sqlName(name)}`;
  const print = (part: Expression): string => {
    switch (part.kind) {
      case 'column':
        return column(part.column);
      case 'text':
        return dialect.text(part.value);
      case 'integer':
        return part.value;
      case 'decimal':
        return dialect.decimal(part.value);
      case 'date':
        return dialect.date(part.value);
      case 'boolean':
        return String(part.value);
      case 'and':
      case 'or':
        return `(${part.items.map(print).join(part.kind === 'and' ? ' AND ' : ' OR ')})`;
      case 'coalesce':
        return `coalesce(${part.items.map(print).join(', ')})`;
      case 'not':
        return `(NOT ${print(part.item)})`;
      case 'is-null':
        return `(${print(part.item)} IS NULL)`;
      case 'day':
        return dialect.dayOf(print(part.item));
      case 'compare':
        return `(${print(part.left)} ${part.operator} ${print(part.right)})`;
      case 'in':
        return `(${print(part.item)} IN (${part.values.map(print).join(', ')}))`;
      case 'between':
        return `(${print(part.item)} BETWEEN ${print(part.low)} AND ${print(part.high)})`;
      case 'sum':
        // As wide as a sum can get, whatever the columns are.
        return `(${dialect.integer(print(part.left))} ${part.operator} ${dialect.integer(print(part.right))})`;
      case 'days':
        return dialect.daysBetween(print(part.left), print(part.right));
      case 'has':
        return dialect.matches(print(part.item), dialect.text(patternOf(part.characters)));
      case 'written':
        return column(`${part.column}_raw`);
      case 'in-file':
        return `(NOT ${dialect.contains(column('lacks'), dialect.text(part.column))})`;
      case 'now':
        if (now === undefined) throw new Error('a condition speaks of now where no file is being imported');
        return now;
    }
  };
  return print(expression);
}

function patternOf(characters: CharacterKind | { anyOf: string }): string {
  if (typeof characters === 'string') return PATTERNS[characters];
  return `[${characters.anyOf.replace(/[!-/:-@[-`{-~]/g, '\\$&')}]`;
}
