import { cellMeanings, spellingsOf } from '../facts/code-spellings.ts';
import { noValueKeys } from '../facts/no-value.ts';
import { listOf } from '../facts/tables.ts';
import { isUnitName, unitOf } from '../facts/unit-name.ts';
import { spellingKey } from '../library/codes.ts';
import type { ColumnDefinition, ListDefinition } from '../library/columns.ts';
import type { Library } from '../library/library.ts';
import { joinedMappings, type Mapping } from '../library/mapping.ts';
import { provinceOfAgency, resolveUnit } from '../library/units/resolve.ts';
import type { ListId } from '../lists.ts';
import { hasText, type TextBatch } from '../read/batch.ts';
import type { Book, ByteSource, ReadOptions, SheetInfo } from '../read/book.ts';
import { openBook } from '../read/open.ts';
import { cellText, rowsOf } from '../read/rows.ts';
import { dataRows, dayOf, samplesOf } from '../recognise/content.ts';
import { looksPersonal } from '../recognise/personal-cells.ts';
import { type Recognition, recogniseSheet } from '../recognise/recognise.ts';
import { classRow, isCodeLike } from '../recognise/row-class.ts';
import { guessValue } from '../recognise/values.ts';
import { cleanText } from '../text.ts';

export interface InspectOptions {
  /** Every sheet is this list. */
  as?: ListId;
  /** Every row is this unit's. */
  unit?: string;
  /** Which province a bare name of a unit belongs to. */
  province?: string;
  /** What is explained of the file; the office's own spellings count as well. */
  mapping?: Mapping;
}

/** `inferred`: words and cells say it, it is used and told; `asked`: the likeliest, not used until somebody says so. */
export type How = 'known' | 'inferred' | 'asked' | 'unknown';

export interface InspectedColumn {
  header: string;
  /** Column of the list; `personal` and `ignore` for what is left out; null where it is open. */
  column: string | null;
  how: How;
  /** What an open column most likely is. */
  guess: string | null;
  /** Up to three cells; none of a column that may be somebody's. */
  samples: readonly string[];
}

export interface InspectedValue {
  column: string;
  value: string;
  rows: number;
  /** What is used: a value of the column's code list; null where it is open. */
  meaning: string | null;
  how: How;
  guess: string | null;
}

/** One sheet as an import would understand it: the keys of `inspect --format json`. */
export interface InspectedSheet {
  file: string;
  sheet: string;
  list: ListId | null;
  /** The list that an unrecognised sheet is nearest to. */
  list_guess: ListId | null;
  header_row: number | null;
  rows: number;
  /** `how`: option, column, title or codes; `unknown` where nothing tells it. Null id: several units, or none known. */
  unit: { id: string | null; how: 'option' | 'column' | 'title' | 'codes' | 'unknown' };
  columns: InspectedColumn[];
  values: InspectedValue[];
  /** First and last month `YYYY-MM` of the list's day; null where it has none. */
  months: { column: string; from: string; to: string } | null;
}

/** Day that a row of a list belongs to. */
const DAY: Readonly<Record<ListId, string>> = {
  dossiers: 'received_at',
  payments: 'paid_at',
  procedures: 'valid_from',
  results: 'issued_at',
  surveys: 'answered_at',
  visits: 'taken_at',
  transfers: 'transferred_at',
  observations: 'period_end',
};

/** Different cells of one column that are counted; a hostile column has more. */
const MOST_CELLS = 2_000;
/** Rows whose dossier codes are looked at for the agency. */
const AGENCY_ROWS = 10_000;
/** Values of one column that are shown, the open ones and the most frequent first. */
const MOST_VALUES = 40;

/**
 * What an import would make of a file, without importing anything: runs anywhere, reads the file once as a stream.
 * @throws UserError for a file that cannot be read
 */
export async function inspectFile(
  library: Library,
  source: ByteSource,
  reading: ReadOptions,
  options: InspectOptions = {},
): Promise<InspectedSheet[]> {
  const book = await openBook(source, reading);
  const sheets: InspectedSheet[] = [];
  for (const [index, info] of book.sheets.entries()) {
    if (info.hidden) continue;
    const sheet = await inspectSheet(library, source.name, book, index, info, options);
    if (sheet !== undefined) sheets.push(sheet);
  }
  return sheets;
}

async function inspectSheet(
  library: Library,
  file: string,
  book: Book,
  index: number,
  info: SheetInfo,
  options: InspectOptions,
): Promise<InspectedSheet | undefined> {
  const batches = book.read(index)[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done) return undefined;
  const head = rowsOf(first.value);
  const mapping = joinedMappings(library.office.spellings, options.mapping);
  const recognition = recogniseSheet(head, library.columns, {
    codes: library.codes,
    words: library.words,
    isUnit: (text) => isUnitName(library.units, text),
    madeHeader: info.madeHeader,
    map: mapping.columns,
    ...(options.as === undefined ? {} : { as: options.as }),
  });
  const { list: id, nearest, headerRow, look } = recognition;
  const tally = new Tally(library, recognition, id === null ? undefined : listOf(library.columns, id));
  tally.add(first.value);
  for (let next = await batches.next(); !next.done; next = await batches.next()) tally.add(next.value);
  return {
    file,
    sheet: info.name,
    list: id,
    list_guess: id === null ? nearest : null,
    header_row: headerRow ?? look?.row ?? null,
    rows: tally.rows,
    unit: unitOfSheet(library, recognition, tally, options),
    columns: columnsOf(library, head, recognition),
    values: id === null ? [] : valuesOf(library, listOf(library.columns, id), tally, mapping),
    months: tally.months(),
  };
}

/** Cells of a column counted as text, and beside each how often other columns are filled. */
interface Counted {
  rows: number;
  filled: Record<string, number>;
}

/** What goes by while a sheet is read: counts, never rows. */
class Tally {
  rows = 0;
  readonly cells = new Map<string, Map<string, Counted>>();
  readonly agencies = new Map<string, number>();
  readonly units = new Map<string, number>();
  /** Positions of the columns that are found. */
  readonly #positions: ReadonlyMap<string, number>;
  readonly #recognition: Recognition;
  readonly #list: ListDefinition | undefined;
  readonly #beside: readonly string[];
  readonly #coded: readonly string[];
  #isOther = false;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  constructor({ words }: Library, recognition: Recognition, list: ListDefinition | undefined) {
    this.#recognition = recognition;
    this.#list = list;
    this.#positions = new Map([...recognition.mapping].map(([column, { position }]) => [column, position]));
    const patterns = [...words.values.values()].flatMap(({ values }) => values);
    this.#beside = [...new Set(patterns.flatMap(({ filled, empty }) => [...filled, ...empty]))].filter((column) =>
      this.#positions.has(column),
    );
    this.#coded = (list?.columns ?? [])
      .filter(({ id, type }) => (type === 'code' || type === 'boolean') && this.#positions.has(id))
      .map(({ id }) => id);
  }

  add(batch: TextBatch): void {
    const list = this.#list;
    const { dataStart, keyPosition } = this.#recognition;
    for (let row = 0; row < batch.rows; row += 1) {
      // Row 0 is a header that the reader made.
      if ((batch.rowNumbers[row] ?? 0) < Math.max(1, dataStart)) continue;
      if (list === undefined) {
        this.rows += 1;
        continue;
      }
      const keyed = list.id !== 'observations' && isCodeLike(cleanText(cellText(batch, keyPosition, row)));
      const cells = (): string[] => batch.columns.map((_, column) => cellText(batch, column, row));
      const rowClass = keyed ? 'data' : classRow(cells(), this.#recognition, list);
      // The rows of another table below are not taken.
      if (rowClass === 'other-header') this.#isOther = true;
      else if (rowClass === 'header-repeat') this.#isOther = false;
      if (rowClass !== 'data' || this.#isOther) continue;
      this.#row(batch, row, list);
    }
  }

  #row(batch: TextBatch, row: number, list: ListDefinition): void {
    this.rows += 1;
    const cell = (column: string): string => {
      const position = this.#positions.get(column);
      return position === undefined ? '' : cellText(batch, position, row).trim();
    };
    const filled = this.#beside.filter((column) => {
      const from = batch.columns[this.#positions.get(column) ?? -1];
      return from !== undefined && hasText(from, row);
    });
    for (const column of this.#coded) {
      const text = cell(column);
      const counts = this.cells.get(column) ?? new Map<string, Counted>();
      this.cells.set(column, counts);
      const counted = counts.get(text) ?? { rows: 0, filled: {} };
      if (counted.rows === 0 && (text === '' || counts.size >= MOST_CELLS)) continue;
      counts.set(text, counted);
      counted.rows += 1;
      for (const other of filled) counted.filled[other] = (counted.filled[other] ?? 0) + 1;
    }
    count(this.units, cell(list.unit));
    if (this.rows <= AGENCY_ROWS) count(this.agencies, /^[^-\s]+(?=-\d{6}-)/.exec(cell('dossier_code'))?.[0] ?? '');
    const day = dayOf(cleanText(cell(DAY[list.id])));
    if (day === undefined) return;
    this.#first = Math.min(this.#first, day);
    this.#last = Math.max(this.#last, day);
  }

  months(): InspectedSheet['months'] {
    const month = (day: number): string => new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 7);
    const { titlePeriod } = this.#recognition;
    if (this.#list === undefined) return null;
    const column = DAY[this.#list.id];
    if (this.#first <= this.#last) return { column, from: month(this.#first), to: month(this.#last) };
    return titlePeriod === null
      ? null
      : { column: '', from: titlePeriod.from.slice(0, 7), to: titlePeriod.to.slice(0, 7) };
  }

  /** Columns whose filled cells tell of others, as shares. */
  beside({ rows, filled }: Counted): Record<string, number> {
    return Object.fromEntries(this.#beside.map((column) => [column, (filled[column] ?? 0) / rows]));
  }
}

function count(counts: Map<string, number>, text: string): void {
  if (text !== '' && (counts.has(text) || counts.size < MOST_CELLS)) counts.set(text, (counts.get(text) ?? 0) + 1);
}

function columnsOf(library: Library, head: ReturnType<typeof rowsOf>, recognition: Recognition): InspectedColumn[] {
  const { look, unknown, dataStart } = recognition;
  if (look === null) return [];
  const found = new Map([...look.columns].map(([column, place]) => [place.position, { column, how: place.how }]));
  const open = new Map(unknown.map((column) => [column.position, column]));
  const rows = dataRows(head, Math.max(dataStart, look.row + 1));
  return look.headers.flatMap((header, position): InspectedColumn[] => {
    if (header === '') return [];
    const column = found.get(position);
    if (column !== undefined)
      return [{ header, ...column, guess: null, samples: samplesOf(rows, position, library.columns, true) }];
    const asked = open.get(position);
    if (asked !== undefined) {
      const { guess, samples } = asked;
      return [{ header, column: null, how: guess === null ? 'unknown' : 'asked', guess, samples }];
    }
    const left = look.personal.includes(position) ? 'personal' : 'ignore';
    return [{ header, column: left, how: 'known', guess: null, samples: [] }];
  });
}

function valuesOf(library: Library, list: ListDefinition, tally: Tally, mapping: Mapping): InspectedValue[] {
  return [...tally.cells].flatMap(([id, cells]) => {
    const column = list.columns.find((one) => one.id === id);
    if (column === undefined) return [];
    const unsaid = noValueKeys(library.codes, column);
    const told = [...cells]
      .filter(([cell]) => !looksPersonal(cell, library.columns) && !unsaid.has(spellingKey(cell)))
      .map(([cell, counted]) => inspected(library, list, column, cell, counted, tally, mapping));
    const rank = ({ how }: InspectedValue): number => ['unknown', 'asked', 'inferred', 'known'].indexOf(how);
    return told.sort((a, b) => rank(a) - rank(b) || b.rows - a.rows).slice(0, MOST_VALUES);
  });
}

function inspected(
  library: Library,
  list: ListDefinition,
  column: ColumnDefinition,
  value: string,
  counted: Counted,
  tally: Tally,
  mapping: Mapping,
): InspectedValue {
  const place = { column: column.id, value, rows: counted.rows };
  const spellings = spellingsOf(library, list, column, mapping);
  const known = cellMeanings(library, column, spellings, () => undefined).valueFor(value);
  if (known !== undefined) return { ...place, meaning: known, how: 'known', guess: null };
  const guess =
    spellings.codes === null
      ? undefined
      : guessValue(library.words, spellings.codes, value, tally.beside(counted), column.id);
  if (guess?.how === 'inferred') return { ...place, meaning: guess.value, how: 'inferred', guess: null };
  return { ...place, meaning: null, how: guess === undefined ? 'unknown' : 'asked', guess: guess?.value ?? null };
}

function unitOfSheet(
  library: Library,
  recognition: Recognition,
  tally: Tally,
  { unit, province }: InspectOptions,
): InspectedSheet['unit'] {
  if (unit !== undefined) return { id: unit, how: 'option' };
  const { units: tree } = library;
  const titles = [recognition.titleUnit, ...[...recognition.titleLines].reverse()].filter((line) => line !== '');
  const named = titles.flatMap((line) => {
    const found = resolveUnit(tree, line, { suggests: false, ...(province === undefined ? {} : { province }) });
    return 'unit' in found ? [found.unit] : [];
  });
  const titleProvince = named.map((id) => tree.byId.get(id)?.province).find((one) => one !== undefined);
  const [agency = ''] = [...tally.agencies].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (tally.units.size > 0) {
    const sheet = {
      sheetNo: 0,
      ...(province === undefined ? {} : { province }),
      ...(titleProvince === undefined ? {} : { titleProvince }),
    };
    const found = new Set([...tally.units.keys()].map((name) => unitOf(tree, name, agency, sheet, false)));
    const [only] = found;
    return { id: found.size === 1 && typeof only === 'string' ? only : null, how: 'column' };
  }
  const [title] = named;
  if (title !== undefined) return { id: title, how: 'title' };
  const own = agency === '' ? undefined : tree.units.find(({ agencyCodes }) => agencyCodes.includes(agency))?.id;
  const byCode = own ?? (agency === '' ? undefined : provinceOfAgency(tree, agency));
  return byCode === undefined ? { id: null, how: 'unknown' } : { id: byCode, how: 'codes' };
}
