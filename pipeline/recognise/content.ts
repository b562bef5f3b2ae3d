import { type CodeCatalogue, type CodeList, codeKeyMap, spellingKey } from '../library/codes.ts';
import type { ColumnCatalogue, ColumnDefinition } from '../library/columns.ts';
import type { Vocabulary } from '../library/words.ts';
import { cleanText } from '../text.ts';
import type { HeadRow } from './headers.ts';
import { isSomebodysNumber, looksPersonal, namesSomebody } from './personal-cells.ts';
import { meaningOf } from './values.ts';

/** Rows looked at, and how many cells say anything. */
const ROWS = 200;
const FEWEST_CELLS = 3;
const MOST_SAMPLES = 3;

/** What the cells of one column look like; shares are of its filled cells, 0 … 1. */
export interface Content {
  /** Filled cells, and rows looked at. */
  filled: number;
  rows: number;
  dates: number;
  dossierCodes: number;
  procedureCodes: number;
  codeLike: number;
  integers: number;
  amounts: number;
  /** Names of units that are known. */
  units: number;
  /** Cells that somebody's name, number, mail or address may be. */
  personal: number;
  /** Different cells by filled cells: 1 = none comes twice. */
  distinct: number;
  /** Cells that hold more than a word or two. */
  long: number;
  /** Code list → cells that it knows, or understands. */
  codes: ReadonlyMap<string, { known: number; understood: number }>;
  /** Days (from any fixed one, with the time as a fraction) by row; undefined where a cell is no date. */
  days: readonly (number | undefined)[];
}

export interface ContentOptions {
  columns: ColumnCatalogue;
  codes: CodeCatalogue;
  words: Vocabulary;
  /** Whether a text names a unit; nobody knows where it is left out. */
  isUnit?: (text: string) => boolean;
}

/** The rows below a header that hold enough to be data. */
export function dataRows(head: readonly HeadRow[], from: number): string[][] {
  return head
    .filter(({ row, cells }) => row >= from && cells.filter((cell) => cell.trim() !== '').length >= FEWEST_CELLS)
    .slice(0, ROWS)
    .map(({ cells }) => cells.map(cleanText))
    .filter((cells) => !cells.every((cell) => cell === '' || /^\(?\d{1,2}\)?$/.test(cell)));
}

export function contentOf(rows: readonly string[][], position: number, options: ContentOptions): Content {
  const column = rows.map((cells) => cells[position] ?? '');
  const cells = column.filter((cell) => cell !== '' && !options.codes.noValue.any.has(spellingKey(cell)));
  const share = (test: (cell: string) => boolean): number =>
    cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
  const days = column.map(dayOf);
  const different = [...new Set(cells)];
  const { isUnit } = options;
  const unitNames = new Set(isUnit === undefined ? [] : different.slice(0, 60).filter(isUnit));
  return {
    filled: cells.length,
    rows: rows.length,
    dates: share((cell) => dayOf(cell) !== undefined),
    dossierCodes: share(isDossierCode),
    procedureCodes: share(isProcedureCode),
    codeLike: share((cell) => /\d/.test(cell) && !/\s/.test(cell) && cell.length >= 3),
    integers: share((cell) => /^\d{1,6}$/.test(cell)),
    amounts: share((cell) =>
      /^\d{1,3}([.,]\d{3})+([.,]\d+)?\s*(đ|đồng|vnđ|vnd)?$|^\d{4,9}\s*(đ|đồng|vnđ|vnd)?$|^0$/iu.test(cell),
    ),
    units: share((cell) => unitNames.has(cell)),
    personal: share((cell) => isSomebodysNumber(cell) || namesSomebody(cell, options.columns)),
    distinct: cells.length === 0 ? 0 : different.length / cells.length,
    long: share((cell) => cell.split(' ').length >= 3),
    codes: new Map(options.codes.lists.map((list) => [list.id, knownCells(cells, different, list, options.words)])),
    days,
  };
}

/** Up to three different cells of a column; none where any of its cells may be somebody's. */
export function samplesOf(rows: readonly string[][], position: number, { columns }: ContentOptions): string[] {
  const cells = [...new Set(rows.map((row) => row[position] ?? '').filter((cell) => cell !== ''))];
  const open = (cell: string): boolean => dayOf(cell) !== undefined || isDossierCode(cell) || isProcedureCode(cell);
  return cells.some((cell) => !open(cell) && looksPersonal(cell, columns)) ? [] : cells.slice(0, MOST_SAMPLES);
}

/** A few different cells are looked up, not all of them. */
const MOST_DIFFERENT = 40;

function knownCells(
  cells: readonly string[],
  different: readonly string[],
  list: CodeList,
  words: Vocabulary,
): { known: number; understood: number } {
  if (cells.length === 0 || different.length > MOST_DIFFERENT) return { known: 0, understood: 0 };
  const keys = codeKeyMap(list);
  const known = new Set(different.filter((cell) => keys.has(spellingKey(cell))));
  const understood = new Set(
    different.filter((cell) => known.has(cell) || meaningOf(words, list, cell)?.full === true),
  );
  const share = (among: ReadonlySet<string>): number => cells.filter((cell) => among.has(cell)).length / cells.length;
  return { known: share(known), understood: share(understood) };
}

const isProcedureCode = (cell: string): boolean => /^\d\.\d{6}(\D|$)/.test(cell);

/** `H06.23-241105-0001`: an agency, a day, a number; other forms are only codes. */
function isDossierCode(cell: string): boolean {
  if (dayOf(cell) !== undefined || isProcedureCode(cell)) return false;
  return /^[A-Z0-9][A-Z0-9.]*\s?-\s?\d{6}\s?-\s?\d+$/i.test(cell);
}

/** Days since 1900 or so; undefined for what is no date of the last or next decades. */
export function dayOf(cell: string): number | undefined {
  const [, d, m, y, hour, minute] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*[A-Z]{2})?)?$/i.exec(cell) ??
    [];
  if (d !== undefined) return dayNumber(y, m, d, hour, minute);
  const [, before, afterMinute, dd, mm, yy] =
    /^(\d{1,2}):(\d{2})(?::\d{2})?\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell) ?? [];
  if (dd !== undefined) return dayNumber(yy, mm, dd, before, afterMinute);
  const [, isoYear, isoMonth, isoDay, isoHour, isoMinute] =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}).*)?$/.exec(cell) ?? [];
  if (isoYear !== undefined) return dayNumber(isoYear, isoMonth, isoDay, isoHour, isoMinute);
  const [, year, month, day, hours, minutes] = /^(20\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})\d{2})?$/.exec(cell) ?? [];
  if (year !== undefined) return dayNumber(year, month, day, hours, minutes);
  if (!/^[3-6]\d{4}([.,]\d+)?$/.test(cell)) return undefined;
  const serial = Number(cell.replace(',', '.'));
  return serial >= 36526 && serial < 62093 ? serial - 25569 : undefined;
}

function dayNumber(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour = '0',
  minute = '0',
): number | undefined {
  const [y, m, d] = [Number(year) + ((year ?? '').length === 2 ? 2000 : 0), Number(month), Number(day)];
  if (!(y >= 1990 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31)) return undefined;
  return Date.UTC(y, m - 1, d) / 86_400_000 + (Number(hour) * 60 + Number(minute)) / 1440;
}

/**
 * How well cells fit a column: 1 = they show it, 0.5 = they may be it, 0 = nothing to see, below 0 = they are something
 * else.
 */
export function suits(content: Content, column: ColumnDefinition): number {
  if (content.filled < FEWEST_CELLS) return 0;
  const share = expected(content, column);
  if (share === undefined) return 0;
  return share >= 0.9 ? 1 : share >= 0.6 ? 0.5 : -1;
}

function expected(content: Content, { id, type, code }: ColumnDefinition): number | undefined {
  switch (type) {
    case 'date':
    case 'datetime':
      return content.dates;
    case 'money':
      return content.dates > 0.5 ? 0 : Math.max(content.amounts, content.integers * 0.6);
    case 'integer':
    case 'number':
      return content.integers;
    case 'code':
      return codeShare(content, code ?? '');
    case 'boolean':
      return content.codes.get('boolean')?.known ?? 0;
    default:
      return textShare(content, id);
  }
}

/** Of codes also those that are understood count; a few new words among known ones do no harm. */
function codeShare({ codes, dates, distinct, filled }: Content, code: string): number {
  const { known, understood } = codes.get(code) ?? { known: 0, understood: 0 };
  if (dates > 0.5) return 0;
  if (understood >= 0.9) return known > 0 || understood === 1 ? understood : 0.8;
  return understood > 0.3 && distinct * filled <= MOST_DIFFERENT ? 0.7 : understood > 0 ? 0.6 : 0;
}

function textShare(content: Content, id: string): number | undefined {
  const { dates, dossierCodes, procedureCodes, codeLike, units, personal, long, distinct, filled } = content;
  if (dates > 0.5) return 0;
  if (id === 'procedure_code') return procedureCodes;
  if (id === 'dossier_code') return procedureCodes > 0.5 || personal > 0.5 ? 0 : Math.max(dossierCodes, codeLike * 0.8);
  if (id.endsWith('_code') || id === 'ticket')
    return procedureCodes > 0.5 || dossierCodes > 0.5 || personal > 0.5 ? 0 : codeLike;
  if (id.endsWith('unit_name')) return personal > 0.5 || codeLike > 0.5 ? 0 : units > 0.5 ? 1 : 0.7;
  if (id === 'field_name') return codeLike > 0.3 || personal > 0.5 ? 0 : distinct * filled <= 40 ? 0.95 : 0.6;
  if (id === 'procedure_name') return codeLike > 0.3 || personal > 0.5 ? 0 : long >= 0.6 ? 0.95 : 0.6;
  return undefined;
}
