import type { ColumnCatalogue, ColumnDefinition, ListDefinition } from '../library/columns.ts';
import type { Vocabulary } from '../library/words.ts';
import { withoutNotes } from '../text.ts';
import { Content, type ContentOptions, samplesOf, suits } from './content.ts';
import { datesByContent, keepsOrder } from './dates.ts';
import { type Fit, fitOf, isBetter } from './fit.ts';
import type { HeaderCell, Match, Matches } from './headers.ts';
import { type Reading, readingsOf } from './reading.ts';
import { spellingDistance } from './suggest.ts';

/** A header that no spelling explains. */
export interface OpenColumn {
  position: number;
  header: string;
  /** The column that it most likely is; null where nothing is near. */
  guess: string | null;
  /** Up to three different cells; none where they may be somebody's. */
  samples: readonly string[];
}

/** What words and cells say of the headers that no spelling explains. */
export interface Inference {
  /** Word and cells agree, and nothing rivals them. */
  taken: Match[];
  open: OpenColumn[];
  /** Somebody's data, by their words. */
  personal: number[];
  /** What the columns weigh that are guessed by their cells: how sure a list is. */
  weight: number;
}

/** Contents of a sheet's columns below one header, made when asked for and kept for all lists. */
export class Contents {
  readonly #rows: readonly string[][];
  readonly #options: ContentOptions;
  readonly #made = new Map<number, Content>();

  constructor(rows: readonly string[][], options: ContentOptions) {
    this.#rows = rows;
    this.#options = options;
  }

  at(position: number): Content {
    const made = this.#made.get(position) ?? new Content(this.#rows, position, this.#options);
    this.#made.set(position, made);
    return made;
  }

  samples(position: number): string[] {
    return samplesOf(this.#rows, position, this.#options.columns, false);
  }
}

/** A sheet of hundreds of unknown headers is no list of ours. */
const MOST_UNKNOWN = 100;
/** Below this nothing is guessed. */
const LEAST_GUESS = 0.5;
const RIVAL = 0.6;

interface Header {
  position: number;
  shown: string;
  readings: readonly Reading[];
  content: Content;
  /** Says nothing that is known: only the cells tell. */
  mute: boolean;
}

interface Pair {
  header: Header;
  column: ColumnDefinition;
  fit: Fit | undefined;
  suit: number;
  score: number;
}

/** Which of the unknown headers of a sheet are columns of a list that it does not have yet. */
export function infer(
  list: ListDefinition,
  cells: readonly HeaderCell[],
  matches: Matches,
  contents: Contents,
  words: Vocabulary,
  catalogue: ColumnCatalogue,
): Inference {
  const found = new Set(matches.found.map(({ column }) => column));
  const missing = list.columns.filter(({ id, type }) => type !== 'personal' && !found.has(id));
  const personal: number[] = [];
  const headers: Header[] = [];
  for (const { position, header: shown } of matches.unknown.slice(0, MOST_UNKNOWN)) {
    const readings = readingsOfCell(cells[position], words);
    if (isPersonal(readings, words)) personal.push(position);
    else headers.push({ position, shown, readings, content: contents.at(position), mute: isMute(readings, words) });
  }
  const pairs = headers.flatMap((header) => missing.flatMap((column) => pairOf(header, column, words) ?? []));
  const chosen = choose(pairs);
  const days = new Map(
    matches.found.map(({ column, position }) => [column, contents.at(position).days] as [string, Content['days']]),
  );
  const taken = chosen.filter((pair) => isTaken(pair, pairs, list, days, words, catalogue));
  for (const { header, column } of taken) days.set(column.id, header.content.days);
  const guesses = new Map(chosen.map(({ header, column }) => [header.position, column.id]));
  addDates(list, headers, missing, guesses, days, words);
  const isTakenAt = new Set(taken.map(({ header }) => header.position));
  return {
    taken: taken.map(({ header, column }) => ({
      column: column.id,
      position: header.position,
      shown: header.shown,
      rank: Number.MAX_SAFE_INTEGER,
    })),
    open: matches.unknown
      .filter(({ position }) => !personal.includes(position) && !isTakenAt.has(position))
      .map(({ position, header }) => ({
        position,
        header,
        guess: guesses.get(position) ?? null,
        samples: contents.samples(position),
      })),
    personal,
    weight: headers.reduce((sum, header) => sum + weightOf(header, guesses.get(header.position), list), 0),
  };
}

/** Its own text, the groups above it together with it, and notes in brackets where they say something. */
function readingsOfCell(cell: HeaderCell | undefined, words: Vocabulary): readonly Reading[] {
  if (cell === undefined) return [];
  const texts = new Set<string>();
  for (const text of cell.texts) {
    const { bare: outside, notes } = withoutNotes(text);
    const bare = outside.replace(/\*|^\s*[(]?\d{1,2}[.)\]]\s*/g, ' ').trim();
    const said = notes.filter((note) =>
      readingsOf(note, words).some(({ concepts, unknown }) => concepts.size > 0 && unknown.length === 0),
    );
    texts.add(bare === '' ? text : [bare, ...said].join(' '));
  }
  return [...texts].flatMap((text) => readingsOf(text, words));
}

/** Columns that are found by a header whose note in brackets makes it another one: `Ngày trả (dự kiến)` is the day it is due. */
export function withoutNoted(
  list: ListDefinition,
  cells: readonly HeaderCell[],
  matches: Matches,
  words: Vocabulary,
): Matches {
  const isOther = ({ column, position, rank }: Match): boolean => {
    const noted = cells[position]?.notes.length ?? 0;
    if (rank < 0 || noted === 0) return false;
    const readings = readingsOfCell(cells[position], words);
    const fits = (id: string): boolean => bestFit(readings, id, words)?.full === true;
    return !fits(column) && list.columns.some(({ id, type }) => id !== column && type !== 'personal' && fits(id));
  };
  const others = matches.found.filter(isOther);
  if (others.length === 0) return matches;
  return {
    ...matches,
    found: matches.found.filter((match) => !others.includes(match)),
    unknown: [...matches.unknown, ...others.map(({ position, shown }) => ({ position, header: shown }))],
  };
}

/** Every way to understand it speaks of somebody. A day that a citizen did something on is a day. */
function isPersonal(readings: readonly Reading[], words: Vocabulary): boolean {
  const [first] = readings;
  if (first === undefined) return false;
  const ofSomebody = ({ concepts }: Reading): boolean =>
    [...concepts].some((concept) => words.concepts.get(concept)?.personal === true) ||
    (concepts.has('citizen') && !concepts.has('date') && !concepts.has('state') && !concepts.has('way'));
  const own = readings.filter(({ unknown }) => unknown.length === first.unknown.length);
  return own.every(ofSomebody);
}

function isMute(readings: readonly Reading[], words: Vocabulary): boolean {
  return readings.every(({ concepts }) => [...concepts].every((concept) => words.concepts.get(concept) === undefined));
}

function bestFit(readings: readonly Reading[], column: string, words: Vocabulary): Fit | undefined {
  const pattern = words.columns.get(column);
  let best: Fit | undefined;
  for (const reading of pattern === undefined ? [] : readings) {
    const fit = pattern === undefined ? undefined : fitOf(reading, pattern, words);
    if (fit !== undefined && (best === undefined || isBetter(fit, best))) best = fit;
  }
  return best;
}

function pairOf(header: Header, column: ColumnDefinition, words: Vocabulary): Pair | undefined {
  const suit = suits(header.content, column);
  if (suit < 0) return undefined;
  const fit = bestFit(header.readings, column.id, words) ?? misspelt(header, column);
  if (fit !== undefined) {
    const score = fit.full ? 1.5 + 0.1 * fit.size : fit.score;
    return score + suit * 0.3 < LEAST_GUESS ? undefined : { header, column, fit, suit, score: score + suit };
  }
  // Dates without a word are told apart together.
  if (!header.mute || suit < 1 || column.type === 'date' || column.type === 'datetime') return undefined;
  return isDistinct(header.content, column) ? { header, column, fit, suit, score: 0.2 + suit } : undefined;
}

/** Nearly spelt like one, or beginning with one. */
function misspelt({ shown }: Header, column: ColumnDefinition): Fit | undefined {
  const distance = Math.min(...column.headers.map((spelling) => spellingDistance(shown, spelling)));
  return distance < 1 ? { full: false, size: 1, score: 0.9 - distance * 0.4 } : undefined;
}

/** Cells that show by themselves what they are. */
function isDistinct(content: Content, { id, type, code }: ColumnDefinition): boolean {
  if (content.filled < 5) return false;
  if (id === 'dossier_code') return content.dossierCodes >= 0.6;
  if (id === 'procedure_code') return true;
  if (id === 'transaction_code' || id === 'result_code' || id === 'survey_code')
    return content.different > content.filled / 2;
  if (id.endsWith('unit_name')) return content.units > 0.5;
  if (type === 'code') {
    return content.integers < 0.5 && content.codes(code ?? '').known >= 0.6;
  }
  return type === 'money' && content.amounts >= 0.9 && content.integers < 0.9;
}

/** The likeliest pairs, each header and each column once. */
function choose(pairs: readonly Pair[]): Pair[] {
  const chosen: Pair[] = [];
  for (const pair of [...pairs].sort((a, b) => b.score - a.score || a.header.position - b.header.position)) {
    if (chosen.some(({ header, column }) => header === pair.header || column === pair.column)) continue;
    chosen.push(pair);
  }
  return chosen;
}

/** None may be taken wrongly: all words explained, cells that show it, dates in order, nothing else that it could be. */
function isTaken(
  { header, column, fit, suit, score }: Pair,
  pairs: readonly Pair[],
  list: ListDefinition,
  days: ReadonlyMap<string, Content['days']>,
  words: Vocabulary,
  catalogue: ColumnCatalogue,
): boolean {
  if (fit?.full !== true || suit < 1 || header.content.personal >= 0.2) return false;
  const rivals = pairs.filter((other) => other.header !== header && other.column === column);
  if (rivals.some((other) => other.fit?.full === true || (other.fit?.score ?? 0) >= RIVAL)) return false;
  const own = pairs.filter((other) => other.header === header && other.column !== column);
  if (own.some((other) => other.fit?.full === true && other.score >= score)) return false;
  if (meansOther(header, column, list, words, catalogue)) return false;
  if (!keepsOrder(list, column.id, header.content.days, days, words)) return false;
  return !words.later.has(column.id) || isOpenBeside(header, days, list, words);
}

/**
 * Another way to understand the header makes it a column of another meaning (`Tình trạng TT`: of the dossier, or of the
 * payment), or the same way makes it one that the sheet has already.
 */
function meansOther(
  { readings, content }: Header,
  column: ColumnDefinition,
  list: ListDefinition,
  words: Vocabulary,
  catalogue: ColumnCatalogue,
): boolean {
  const mine = words.columns.get(column.id);
  if (mine === undefined) return true;
  const ofList = new Set(list.columns.map(({ id }) => id));
  const types = new Map(catalogue.lists.flatMap((one) => one.columns.map((other) => [other.id, other] as const)));
  return readings.some((reading) => {
    const fit = fitOf(reading, mine, words);
    return [...words.columns].some(([id, pattern]) => {
      if (id === column.id) return false;
      const other = fitOf(reading, pattern, words);
      const definition = types.get(id);
      if (other?.full !== true || definition === undefined || suits(content, definition) < 0) return false;
      if (fit?.full === true) return other.size > fit.size || (other.size === fit.size && ofList.has(id));
      return true;
    });
  });
}

/** A day on which something ended is empty while a dossier is open; where it never is, it may be the day it is due. */
function isOpenBeside(
  { content }: Header,
  days: ReadonlyMap<string, Content['days']>,
  list: ListDefinition,
  words: Vocabulary,
): boolean {
  if (content.rows > 0 && content.filled / content.rows < 0.98) return true;
  const due = (words.order.get(list.id) ?? []).flat().filter((id) => !words.later.has(id));
  return due.every((id) => id === 'submitted_at' || days.has(id));
}

/** Dates whose headers say nothing, by their order. */
function addDates(
  list: ListDefinition,
  headers: readonly Header[],
  missing: readonly ColumnDefinition[],
  guesses: Map<number, string>,
  days: ReadonlyMap<string, Content['days']>,
  words: Vocabulary,
): void {
  const unnamed = new Map(
    headers
      .filter(
        ({ position, mute, content }) => mute && !guesses.has(position) && content.dates >= 0.9 && content.filled >= 3,
      )
      .map(({ position, content }) => [position, content] as const),
  );
  const guessed = new Set(guesses.values());
  const free = missing.filter(({ id, type }) => (type === 'date' || type === 'datetime') && !guessed.has(id));
  const known = new Map(days);
  for (const header of headers) {
    const column = guesses.get(header.position);
    if (column !== undefined && header.content.dates > 0.5) known.set(column, header.content.days);
  }
  const chosen = datesByContent(
    list,
    unnamed,
    free.map(({ id }) => id),
    known,
    words,
  );
  for (const [position, column] of chosen) guesses.set(position, column);
}

function weightOf({ content, mute }: Header, column: string | undefined, list: ListDefinition): number {
  const definition = list.columns.find(({ id }) => id === column);
  if (definition === undefined) return 0;
  if (!mute) return 1;
  if (definition.id === list.key) return 1.5;
  return definition.type === 'code' || definition.id === 'dossier_code' || content.procedureCodes > 0.5 ? 1.5 : 1;
}
