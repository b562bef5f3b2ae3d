import type { CodeCatalogue } from '../library/codes.ts';
import type { ColumnCatalogue, ListDefinition } from '../library/columns.ts';
import type { Vocabulary } from '../library/words.ts';
import type { ListId } from '../lists.ts';
import { type MessageParams, UserError } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import { cleanText, textKey } from '../text.ts';
import { type Candidate, candidates, candidatesByLook, headerTest } from './candidates.ts';
import { type DayAndTime, daysAndTimes, joinedRows } from './day-and-time.ts';
import { extender, nearer } from './extend.ts';
import { type HeadRow, isPersonalHeader } from './headers.ts';
import type { OpenColumn } from './infer.ts';
import { mapMessages, type recogniseProblems } from './messages.ts';
import { isShifted } from './shifted.ts';
import { periodInTitle, type TitlePeriod, titlesAbove, unitInTitle } from './titles.ts';

/** Two lists that fit this nearly alike: the user is asked. */
const NEAR_TIE = 1;
/** So many columns that the likeliest complete list cannot explain make a richer list without its key the better guess. */
const UNEXPLAINED = 4;
/** A list with fewer columns of it is no guess worth naming. */
const FEWEST_TO_GUESS = 2;

/** More questions than this are not told one by one. */
const MOST_SUGGESTIONS = 5;

export interface RecogniseOptions {
  codes: CodeCatalogue;
  words: Vocabulary;
  /** Whether a text names a unit that is known. */
  isUnit?: (text: string) => boolean;
  /** The reader made the header itself (names of JSON fields, row 0). */
  madeHeader: boolean;
  as?: ListId;
  /** Header → column id, or `ignore`. */
  map?: Readonly<Record<string, string>>;
}

export interface RecognitionProblem {
  code: keyof typeof recogniseProblems;
  column: string;
  params: MessageParams;
}

export interface FoundColumn {
  position: number;
  header: string;
  /** `known`: its spelling, or what somebody said; `inferred`: its words and its cells, told as `COLUMN_INFERRED`. */
  how: 'known' | 'inferred';
}

/** One header held against one list: for whoever shows what was understood. */
export interface HeaderLook {
  row: number;
  /** By position; empty where a column has none. */
  headers: readonly string[];
  columns: ReadonlyMap<string, FoundColumn>;
  personal: readonly number[];
  ignored: readonly number[];
}

/** What a sheet is. Positions count from 0 (column A). */
export interface Recognition {
  list: ListId | null;
  /** The first row of the header; null where there is none. */
  headerRow: number | null;
  /** The first row below the header (numbering rows are classed with the rows). */
  dataStart: number;
  mapping: ReadonlyMap<string, FoundColumn>;
  /** Where the list's key stands; -1 where the sheet has no such column. */
  keyPosition: number;
  personal: readonly number[];
  ignored: readonly number[];
  /** Headers that nothing explains, with what they may be: of `nearest`. */
  unknown: readonly OpenColumn[];
  /** The list that `unknown` and `missing` are about: the sheet's own, or the one it is nearest to; null where nothing is near. */
  nearest: ListId | null;
  /** Whether a cell is a header of any list: tells a second table below the first. */
  isHeader: (cell: string) => boolean;
  /** The header of the sheet's own list or of the nearest one, as it was understood; null where nothing is near. */
  look: HeaderLook | null;
  /** Columns of the list, but for personal ones, that the sheet does not have. */
  missing: readonly string[];
  /** Header and rows do not line up. */
  shifted: boolean;
  /** Columns whose day and time stand apart, by id. */
  daysAndTimes: ReadonlyMap<string, DayAndTime>;
  titleLines: readonly string[];
  /** `Đơn vị thống kê: …` above the table; empty where there is none. */
  titleUnit: string;
  /** `Từ ngày … đến ngày …` above the table. */
  titlePeriod: TitlePeriod | null;
  problems: readonly RecognitionProblem[];
}

/**
 * Which of the eight lists a sheet is, and which column is which.
 * @param rows the first rows of the sheet; the header is looked for in all of them
 * @throws UserError where `map` names a column that does not exist, or makes a fact of personal data
 */
export function recogniseSheet(
  rows: readonly HeadRow[],
  catalogue: ColumnCatalogue,
  options: RecogniseOptions,
): Recognition {
  const head = rows.map(({ row, cells }) => ({ row, cells: cells.map(clipped) }));
  const map = checkedMap(options, catalogue);
  const lists = options.as === undefined ? catalogue.lists : catalogue.lists.filter(({ id }) => id === options.as);
  const extend = extender(head, catalogue, options);
  const best = onePerList(candidates(head, lists, catalogue, map).map(extend)).sort(byScore);
  const looked = (): Candidate[] => candidatesByLook(head, lists, catalogue, map).map(extend).sort(byScore);
  if (options.as !== undefined) {
    const keyed = best.find(hasKey) ?? looked().find(hasKey);
    if (keyed !== undefined) return recognised(head, keyed, catalogue, options, map);
    const params = { list: lists[0]?.name ?? options.as };
    return unrecognised(head, nearer(best[0], looked()), options, 'AS_LACKS_KEY', params);
  }
  const [likeliest] = best;
  const [first, second] = best.filter(({ complete }) => complete);
  if (first === undefined) {
    const byLook = looked();
    const [only, other] = byLook.filter(({ complete }) => complete);
    if (only !== undefined && (other === undefined || other.list === only.list || only.score - other.score >= NEAR_TIE))
      return recognised(head, only, catalogue, options, map);
    return unrecognised(head, nearer(likeliest, byLook), options, 'SHEET_NOT_RECOGNISED');
  }
  if (likeliest !== undefined && likeliest !== first && isRicher(likeliest, first)) {
    return unrecognised(head, likeliest, options, 'SHEET_LACKS_KEY', { other: first.list.name });
  }
  if (second !== undefined && first.score - second.score < NEAR_TIE) {
    const params = { guess: first.list.name, other: second.list.name };
    return unrecognised(head, undefined, options, 'SHEET_AMBIGUOUS', params);
  }
  return recognised(head, first, catalogue, options, map);
}

/** No header, title or code is longer; a cell may be a megabyte, and each is looked at many times. */
const LONGEST = 1_000;

function clipped(cell: string): string {
  return cell.length > LONGEST ? cell.slice(0, LONGEST) : cell;
}

/** Of the headers that a list may have the one that gives most; of equal ones the first. */
function onePerList(all: readonly Candidate[]): Candidate[] {
  const best = new Map<ListId, Candidate>();
  for (const candidate of all) {
    const before = best.get(candidate.list.id);
    if (before === undefined || candidate.score > before.score) best.set(candidate.list.id, candidate);
  }
  return [...best.values()];
}

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score;

/** The group that holds the list's key: without it no row can be told from another. */
function hasKey({ list, columns }: Candidate): boolean {
  const group = list.identify.find((columnsOfGroup) => columnsOfGroup.includes(list.key)) ?? [list.key];
  return group.some((column) => columns.has(column));
}

/** A list that lacks only what identifies it, and has far more of the sheet's columns than a poorer one that lacks nothing. */
function isRicher(candidate: Candidate, complete: Candidate): boolean {
  const explained = new Set(complete.matches.found.map(({ position }) => position));
  const more = candidate.matches.found.filter(({ position }) => !explained.has(position)).length;
  return !candidate.complete && candidate.score > complete.score && more >= UNEXPLAINED;
}

function checkedMap({ map = {} }: RecogniseOptions, catalogue: ColumnCatalogue): Map<string, string> {
  const columns = catalogue.lists.flatMap((list) => list.columns);
  const known = [...new Set(columns.map(({ id }) => id))];
  for (const [header, column] of Object.entries(map)) {
    if (column === 'ignore') continue;
    if (!known.includes(column)) {
      const near = nearestWord(column, known);
      throw new UserError('MAP_UNKNOWN_COLUMN', mapMessages.MAP_UNKNOWN_COLUMN, {
        column,
        hint: near === undefined ? '' : `→ ${near}? `,
        columns: known.join(', '),
      });
    }
    const isFact = columns.some(({ id, type }) => id === column && type !== 'personal');
    if (isFact && isPersonalHeader(header, catalogue))
      throw new UserError('MAP_PERSONAL_HEADER', mapMessages.MAP_PERSONAL_HEADER, { header, column });
  }
  return new Map(Object.entries(map).map(([header, column]) => [textKey(header), column]));
}

function recognised(
  head: readonly HeadRow[],
  candidate: Candidate,
  catalogue: ColumnCatalogue,
  options: RecogniseOptions,
  map: ReadonlyMap<string, string>,
): Recognition {
  const { list, at, height, matches, inferred, open } = candidate;
  const problems: RecognitionProblem[] = [];
  const mapping = new Map<string, FoundColumn>();
  const known = new Set(list.columns.map(({ id }) => id));
  const headerRow = head[at]?.row ?? 0;
  const dataStart = (head[at + height - 1]?.row ?? headerRow) + 1;
  const data = head.filter(({ row }) => row >= dataStart);
  const others = [...matches.unknown.map(({ position }) => position), ...matches.ignored];
  const moments = daysAndTimes(candidate.cells, data, list, matches.found, others);
  for (const match of [...matches.found].sort((a, b) => a.rank - b.rank || a.position - b.position)) {
    const taken = mapping.get(match.column);
    if (!known.has(match.column)) continue;
    const moment = moments.get(match.column);
    if (moment !== undefined && match.position !== moment.position) continue;
    if (taken === undefined) {
      const how = inferred.has(match.column) ? 'inferred' : 'known';
      mapping.set(match.column, { position: match.position, header: cleanText(match.shown), how });
    } else
      problems.push(
        problem('TWO_COLUMNS_FOR_ONE', match.column, {
          column: taken.header,
          other: cleanText(match.shown),
          id: match.column,
        }),
      );
  }
  const headerKeys = new Set(head.slice(at, at + height).flatMap(({ cells }) => cells.map(textKey)));
  for (const [header] of Object.entries(options.map ?? {})) {
    if (!headerKeys.has(textKey(header)) && map.has(textKey(header)))
      problems.push(problem('MAP_UNKNOWN_HEADER', '', { header }));
  }
  for (const [column, { header, how }] of mapping)
    if (how === 'inferred')
      problems.push(problem('COLUMN_INFERRED', column, { header, name: firstHeader(list, column), id: column }));
  const parts = new Set([...moments.values()].flatMap(({ day, time }) => [day, time]));
  const unknown = open.filter(({ position }) => !parts.has(position));
  for (const { header, guess } of guessed(unknown)) {
    const name = firstHeader(list, guess);
    problems.push(problem('HEADER_SUGGESTION', guess, { header: cleanText(header), name, id: guess }));
  }
  const titleLines = titlesAbove(head, at);
  return {
    list: list.id,
    headerRow,
    dataStart,
    mapping,
    keyPosition: mapping.get(list.key)?.position ?? -1,
    personal: matches.personal,
    ignored: matches.ignored,
    unknown,
    nearest: list.id,
    look: lookOf(head, candidate, mapping),
    isHeader: headerTest(catalogue, map),
    missing: lacking(list, mapping),
    shifted: isShifted(joinedRows(data, [...moments.values()]), list, mapping, options.codes),
    daysAndTimes: moments,
    titleLines,
    titleUnit: unitInTitle(titleLines),
    titlePeriod: periodInTitle(titleLines),
    problems,
  };
}

function lookOf(
  head: readonly HeadRow[],
  { at, cells, matches }: Candidate,
  columns: ReadonlyMap<string, FoundColumn>,
): HeaderLook {
  const { personal, ignored } = matches;
  return { row: head[at]?.row ?? 0, headers: cells.map(({ shown }) => cleanText(shown)), columns, personal, ignored };
}

function foundIn({ matches, inferred }: Candidate): Map<string, FoundColumn> {
  return new Map(
    matches.found.map(({ column, position, shown }) => [
      column,
      { position, header: cleanText(shown), how: inferred.has(column) ? 'inferred' : 'known' },
    ]),
  );
}

/** Open headers with a guess, as many as are told one by one. */
function guessed(open: readonly OpenColumn[]): { header: string; guess: string }[] {
  return open.flatMap(({ header, guess }) => (guess === null ? [] : [{ header, guess }])).slice(0, MOST_SUGGESTIONS);
}

function lacking(list: ListDefinition, found: { has(column: string): boolean }): string[] {
  return list.columns.filter(({ id, type }) => type !== 'personal' && !found.has(id)).map(({ id }) => id);
}

/** What a sheet that is not taken lacks for the list it is nearest to. */
function unrecognised(
  head: readonly HeadRow[],
  guess: Candidate | undefined,
  options: RecogniseOptions,
  code: 'SHEET_NOT_RECOGNISED' | 'SHEET_LACKS_KEY' | 'SHEET_AMBIGUOUS' | 'AS_LACKS_KEY',
  params: MessageParams = {},
): Recognition {
  // Of a sheet that is like nothing the first row may be anything, even somebody's data.
  const near = guess !== undefined && isWorthNaming(guess) ? guess : undefined;
  return {
    list: null,
    headerRow: null,
    dataStart: 0,
    mapping: new Map(),
    keyPosition: -1,
    personal: [],
    ignored: [],
    unknown: near?.open ?? [],
    nearest: near?.list.id ?? null,
    look: near === undefined ? null : lookOf(head, near, foundIn(near)),
    isHeader: () => false,
    missing: near === undefined ? [] : lacking(near.list, near.columns),
    shifted: false,
    daysAndTimes: new Map(),
    titleLines: titlesAbove(head, head.length),
    titleUnit: '',
    titlePeriod: null,
    problems: [whyNot(head, guess, options, code, params)],
  };
}

function isWorthNaming({ columns, likely }: Candidate): boolean {
  return columns.size >= FEWEST_TO_GUESS || likely;
}

function whyNot(
  head: readonly HeadRow[],
  guess: Candidate | undefined,
  options: RecogniseOptions,
  code: 'SHEET_NOT_RECOGNISED' | 'SHEET_LACKS_KEY' | 'SHEET_AMBIGUOUS' | 'AS_LACKS_KEY',
  params: MessageParams,
): RecognitionProblem {
  if (code === 'SHEET_AMBIGUOUS') return problem(code, '', params);
  if (lostLetters(head)) return problem('LETTERS_LOST', '', {});
  const as = options.as ?? '';
  if (guess === undefined || !isWorthNaming(guess)) {
    return problem(options.as === undefined ? 'NO_HEADER' : 'AS_NO_HEADER', '', {
      ...params,
      as,
      rows: head.at(-1)?.row ?? 0,
    });
  }
  const lacking = guess.list.identify.filter((group) => !group.some((column) => guess.columns.has(column)));
  const missing = lacking.map((group) => group.map((id) => firstHeader(guess.list, id)).join(' / ')).join('; ');
  const near = guessed(guess.open).map(({ header, guess: column }) => `--map "${cleanText(header)}=${column}"`);
  const unknown = guess.open.slice(0, 3).map(({ header }) => `--map "${cleanText(header)}=${guess.list.key}"`);
  const key = lacking.some((group) => group.includes(guess.list.key)) ? unknown : [];
  return problem(code, '', {
    ...params,
    as,
    guess: guess.list.name,
    id: guess.list.id,
    missing: missing === '' ? '–' : missing,
    example: near[0] ?? key[0] ?? `--map "…=${lacking[0]?.[0] ?? guess.list.key}"`,
  });
}

function firstHeader(list: ListDefinition, id: string): string {
  return list.columns.find((column) => column.id === id)?.headers[0] ?? id;
}

/** Saved as CSV in a code page without Vietnamese letters: `M? h? s?`. Nothing brings them back. */
function lostLetters(head: readonly HeadRow[]): boolean {
  return head.slice(0, 20).some(({ cells }) => cells.filter((cell) => /\p{L}\?|\?\p{L}/u.test(cell)).length >= 3);
}

function problem(code: keyof typeof recogniseProblems, column: string, params: MessageParams): RecognitionProblem {
  return { code, column, params };
}
