import { type CodeCatalogue, codeKeyMap, spellingKey } from '../library/codes.ts';
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

/** What the cells of one column look like; shares are of its filled cells, 0 … 1. Each is counted when it is asked for. */
export class Content {
  /** Rows looked at. */
  readonly rows: number;
  /** Filled cells; what is written instead of leaving one empty is none. */
  readonly filled: number;
  readonly #column: readonly string[];
  readonly #cells: readonly string[];
  readonly #different: readonly string[];
  readonly #options: ContentOptions;
  readonly #kept = new Map<string, unknown>();

  constructor(rows: readonly string[][], position: number, options: ContentOptions) {
    this.#column = rows.map((cells) => cells[position] ?? '');
    this.#cells = this.#column.filter((cell) => cell !== '' && !options.codes.noValue.any.has(spellingKey(cell)));
    this.#different = [...new Set(this.#cells)];
    this.#options = options;
    this.rows = rows.length;
    this.filled = this.#cells.length;
  }

  get dates(): number {
    return this.#share('dates', (cell) => dayOf(cell) !== undefined);
  }

  get dossierCodes(): number {
    return this.#share('dossierCodes', isDossierCode);
  }

  get procedureCodes(): number {
    return this.#share('procedureCodes', isProcedureCode);
  }

  get codeLike(): number {
    return this.#share('codeLike', (cell) => /\d/.test(cell) && !/\s/.test(cell) && cell.length >= 3);
  }

  get integers(): number {
    return this.#share('integers', (cell) => /^\d{1,6}$/.test(cell));
  }

  get amounts(): number {
    return this.#share('amounts', (cell) => AMOUNT.test(cell));
  }

  /** Cells of more than a word or two. */
  get long(): number {
    return this.#share('long', (cell) => cell.split(' ').length >= 3);
  }

  /** Cells that may be somebody's name, number, mail or address. */
  get personal(): number {
    return this.#share('personal', (cell) => isSomebodysNumber(cell) || namesSomebody(cell, this.#options.columns));
  }

  /** Names of units that are known. */
  get units(): number {
    return this.#keep('units', () => {
      const { isUnit } = this.#options;
      if (isUnit === undefined || this.#different.length > MOST_DIFFERENT) return 0;
      const named = new Set(this.#different.filter(isUnit));
      return this.#share('named', (cell) => named.has(cell));
    });
  }

  /** Different cells. */
  get different(): number {
    return this.#different.length;
  }

  /** Cells that a code list knows, cells that it knows or understands, and cells that are at least near to one of its values. */
  codes(id: string): { known: number; understood: number; near: number } {
    return this.#keep(`codes ${id}`, () => {
      const list = this.#options.codes.lists.find((one) => one.id === id);
      if (list === undefined || this.#different.length > MOST_DIFFERENT) return { known: 0, understood: 0, near: 0 };
      const keys = codeKeyMap(list);
      const known = new Set(this.#different.filter((cell) => keys.has(spellingKey(cell))));
      const meanings = new Map(this.#different.map((cell) => [cell, meaningOf(this.#options.words, list, cell)]));
      return {
        known: this.#share(`known ${id}`, (cell) => known.has(cell)),
        understood: this.#share(`understood ${id}`, (cell) => known.has(cell) || meanings.get(cell)?.full === true),
        near: this.#share(`near ${id}`, (cell) => known.has(cell) || meanings.get(cell) !== undefined),
      };
    });
  }

  /** Days (from any fixed one, with the time as a fraction) by row; undefined where a cell is no date. */
  get days(): readonly (number | undefined)[] {
    return this.#keep('days', () => this.#column.map(dayOf));
  }

  #share(name: string, test: (cell: string) => boolean): number {
    return this.#keep(name, () => (this.filled === 0 ? 0 : this.#cells.filter(test).length / this.filled));
  }

  #keep<T>(name: string, make: () => T): T {
    if (!this.#kept.has(name)) this.#kept.set(name, make());
    return this.#kept.get(name) as T;
  }
}

const AMOUNT = /^\d{1,3}([.,]\d{3})+([.,]\d+)?\s*(đ|đồng|vnđ|vnd)?$|^\d{4,9}\s*(đ|đồng|vnđ|vnd)?$|^0$/iu;

/**
 * Up to three different cells of a column; none where any of its cells may be somebody's.
 * @param known it is a column of a list: numbers of its codes are nobody's
 */
export function samplesOf(
  rows: readonly string[][],
  position: number,
  columns: ColumnCatalogue,
  known: boolean,
): string[] {
  const cells = [...new Set(rows.map((row) => row[position] ?? '').filter((cell) => cell !== ''))];
  const isTheirs = (cell: string): boolean => {
    if (dayOf(cell) !== undefined || isDossierCode(cell) || isProcedureCode(cell) || GROUPED.test(cell)) return false;
    return known ? isSomebodysNumber(cell) || namesSomebody(cell, columns) : looksPersonal(cell, columns);
  };
  return cells.some(isTheirs) ? [] : cells.slice(0, MOST_SAMPLES);
}

/** An amount with its thousands apart. */
const GROUPED = /^\d{1,3}([.,]\d{3})+\s*(đ|đồng|vnđ|vnd)?$/iu;

/** A few different cells are looked up, not all of them. */
const MOST_DIFFERENT = 40;

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
      return content.codes('boolean').known;
    default:
      return textShare(content, id);
  }
}

/** Of codes also those that are understood count; a few new words among known ones do no harm. */
function codeShare(content: Content, code: string): number {
  if (content.dates > 0.5) return 0;
  const { known, understood, near } = content.codes(code);
  if (near >= 0.95 && known >= 0.3) return near;
  if (understood >= 0.9) return known > 0 || understood === 1 ? understood : 0.8;
  return understood > 0.3 && content.different <= MOST_DIFFERENT ? 0.7 : understood > 0 ? 0.6 : 0;
}

function textShare(content: Content, id: string): number | undefined {
  if (content.dates > 0.5) return 0;
  if (id === 'procedure_code') return content.procedureCodes;
  if (content.personal > 0.5) return 0;
  if (id === 'dossier_code')
    return content.procedureCodes > 0.5 ? 0 : Math.max(content.dossierCodes, content.codeLike * 0.8);
  if (id.endsWith('_code') || id === 'ticket')
    return content.procedureCodes > 0.5 || content.dossierCodes > 0.5 ? 0 : content.codeLike;
  if (id.endsWith('unit_name')) return content.codeLike > 0.5 ? 0 : content.units > 0.5 ? 1 : 0.7;
  if (id === 'field_name') return content.codeLike > 0.3 ? 0 : content.different <= MOST_DIFFERENT ? 0.95 : 0.6;
  if (id === 'procedure_name') return content.codeLike > 0.3 ? 0 : content.long >= 0.6 ? 0.95 : 0.6;
  return undefined;
}
