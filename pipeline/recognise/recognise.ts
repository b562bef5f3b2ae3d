import type { ListId } from '../lists.ts';
import { type MessageParams, type MessageTemplate, UserError } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import { cleanText, textKey } from '../text.ts';
import type { CodeCatalogue } from './codes.ts';
import type { ColumnCatalogue, ListDefinition } from './columns.ts';
import { type HeaderCell, type HeadRow, headerCells, type Matches, matchHeader } from './headers.ts';
import { recogniseMessages } from './messages.ts';
import { isShifted } from './shifted.ts';

/** Titles above a table are seldom longer. */
const HEADER_WITHIN = 60;
const MOST_HEADER_ROWS = 3;
/** A table of fewer known columns is not taken for a list, unless the user says so. */
const FEWEST_COLUMNS = 3;
/** Two lists that fit this nearly alike: the user is asked. */
const NEAR_TIE = 1;

export interface RecogniseOptions {
  codes: CodeCatalogue;
  /** The reader made the header itself (names of JSON fields, row 0). */
  madeHeader: boolean;
  as?: ListId;
  /** Header → column id, or `ignore`. */
  map?: Readonly<Record<string, string>>;
}

export interface RecognitionProblem {
  code: keyof typeof recogniseMessages;
  template: MessageTemplate;
  column: string;
  params: MessageParams;
}

/** What a sheet is. Positions count from 0 (column A). */
export interface Recognition {
  list: ListId | null;
  /** The first row of the header; null where there is none. */
  headerRow: number | null;
  /** The first row below the header (numbering rows are classed with the rows). */
  dataStart: number;
  mapping: ReadonlyMap<string, { position: number; header: string }>;
  /** Where the list's key stands; -1 where the sheet has no such column. */
  keyPosition: number;
  personal: readonly number[];
  ignored: readonly number[];
  unknown: readonly { position: number; header: string }[];
  /** Columns of the list, but for personal ones, that the sheet does not have. */
  missing: readonly string[];
  /** Header and rows do not line up. */
  shifted: boolean;
  titleLines: readonly string[];
  /** `Đơn vị thống kê: …` above the table; empty where there is none. */
  titleUnit: string;
  problems: readonly RecognitionProblem[];
}

interface Candidate {
  list: ListDefinition;
  /** Index of the header's first row in the head, and its height. */
  at: number;
  height: number;
  matches: Matches;
  score: number;
  complete: boolean;
}

/**
 * Which of the eight lists a sheet is, and which column is which.
 * @param head the first rows of the sheet, about 60 are looked at for the header
 * @throws UserError where `map` names a column that does not exist
 */
export function recogniseSheet(
  head: readonly HeadRow[],
  catalogue: ColumnCatalogue,
  options: RecogniseOptions,
): Recognition {
  const map = checkedMap(options, catalogue);
  const headers = possibleHeaders(head);
  const lists = options.as === undefined ? catalogue.lists : catalogue.lists.filter(({ id }) => id === options.as);
  const best = lists
    .flatMap((list) => bestHeader(headers, list, catalogue, map) ?? [])
    .sort((a, b) => b.score - a.score);
  const complete = best.filter((candidate) => candidate.complete && columnsOf(candidate).size >= FEWEST_COLUMNS);
  const [first, second] = options.as === undefined ? complete : best;
  if (first === undefined) return unrecognised(head, best[0]);
  if (second !== undefined && first.score - second.score < NEAR_TIE) {
    return {
      ...unrecognised(head, undefined),
      problems: [problem('SHEET_AMBIGUOUS', '', { guess: first.list.name.vi, other: second.list.name.vi })],
    };
  }
  return recognised(head, first, options, map);
}

function checkedMap({ map = {} }: RecogniseOptions, catalogue: ColumnCatalogue): Map<string, string> {
  const known = [...new Set(catalogue.lists.flatMap((list) => list.columns.map(({ id }) => id)))];
  for (const column of Object.values(map)) {
    if (column === 'ignore' || known.includes(column)) continue;
    const near = nearestWord(column, known);
    throw new UserError('MAP_UNKNOWN_COLUMN', recogniseMessages.MAP_UNKNOWN_COLUMN, {
      column,
      hint: near === undefined ? '' : `→ ${near}? `,
      columns: known.join(', '),
    });
  }
  return new Map(Object.entries(map).map(([header, column]) => [textKey(header), column]));
}

/** One to three rows that might be the header, with their keys: made once, held against every list. */
interface PossibleHeader {
  at: number;
  height: number;
  cells: HeaderCell[];
}

function possibleHeaders(head: readonly HeadRow[]): PossibleHeader[] {
  const rows = head.slice(0, HEADER_WITHIN);
  const headers: PossibleHeader[] = [];
  for (let height = 1; height <= MOST_HEADER_ROWS; height += 1) {
    for (let at = 0; at + height <= rows.length; at += 1) {
      const header = rows.slice(at, at + height);
      // A row whose cells are all merged with the one above is blank, and a reader may leave it out.
      const first = header[0]?.row ?? 0;
      if ((header.at(-1)?.row ?? 0) - first >= MOST_HEADER_ROWS) continue;
      headers.push({ at, height, cells: headerCells(header) });
    }
  }
  return headers;
}

/** The header that fits a list best; the lower and earlier one where two fit alike. */
function bestHeader(
  headers: readonly PossibleHeader[],
  list: ListDefinition,
  catalogue: ColumnCatalogue,
  map: ReadonlyMap<string, string>,
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const { at, height, cells } of headers) {
    const matches = matchHeader(cells, list, catalogue, map);
    if (matches.found.length === 0) continue;
    const score = scoreOf(matches, list, catalogue);
    if (best !== undefined && score <= best.score) continue;
    const columns = new Set(matches.found.map(({ column }) => column));
    const complete = list.identify.every((group) => group.some((column) => columns.has(column)));
    best = { list, at, height, matches, score, complete };
  }
  return best;
}

/** A header that only this list has says twice as much as one that several have. */
function scoreOf(matches: Matches, list: ListDefinition, catalogue: ColumnCatalogue): number {
  const columns = new Set(matches.found.map(({ column }) => column));
  let score = (matches.personal.length + matches.ignored.length) / 100;
  for (const column of columns) {
    const shared = catalogue.lists.some(
      (other) => other.id !== list.id && other.columns.some(({ id }) => id === column),
    );
    score += shared ? 1 : 2;
  }
  return score;
}

function columnsOf({ matches }: Candidate): Set<string> {
  return new Set(matches.found.map(({ column }) => column));
}

function recognised(
  head: readonly HeadRow[],
  candidate: Candidate,
  options: RecogniseOptions,
  map: ReadonlyMap<string, string>,
): Recognition {
  const { list, at, height, matches } = candidate;
  const problems: RecognitionProblem[] = [];
  const mapping = new Map<string, { position: number; header: string }>();
  const known = new Set(list.columns.map(({ id }) => id));
  for (const match of [...matches.found].sort((a, b) => a.rank - b.rank || a.position - b.position)) {
    const taken = mapping.get(match.column);
    if (!known.has(match.column)) continue;
    if (taken === undefined) mapping.set(match.column, { position: match.position, header: cleanText(match.shown) });
    else
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
  const headerRow = head[at]?.row ?? 0;
  const dataStart = (head[at + height - 1]?.row ?? headerRow) + 1;
  const data = head.filter(({ row }) => row >= dataStart);
  const titleLines = titlesAbove(head, at);
  return {
    list: list.id,
    headerRow,
    dataStart,
    mapping,
    keyPosition: mapping.get(list.key)?.position ?? -1,
    personal: matches.personal,
    ignored: matches.ignored,
    unknown: matches.unknown,
    missing: list.columns.filter(({ id, type }) => type !== 'personal' && !mapping.has(id)).map(({ id }) => id),
    shifted: isShifted(data, list, mapping, options.codes),
    titleLines,
    titleUnit: unitInTitle(titleLines),
    problems,
  };
}

function unrecognised(head: readonly HeadRow[], guess: Candidate | undefined): Recognition {
  const found = guess === undefined ? new Set<string>() : columnsOf(guess);
  const lacking = (guess?.list.identify ?? []).filter((group) => !group.some((column) => found.has(column)));
  const words = lacking.map((group) =>
    group.map((id) => guess?.list.columns.find((column) => column.id === id)?.headers[0] ?? id).join(' / '),
  );
  return {
    list: null,
    headerRow: null,
    dataStart: 0,
    mapping: new Map(),
    keyPosition: -1,
    personal: [],
    ignored: [],
    unknown: [],
    missing: [],
    shifted: false,
    titleLines: titlesAbove(head, Math.min(head.length, HEADER_WITHIN)),
    titleUnit: '',
    problems: [
      problem('SHEET_NOT_RECOGNISED', '', {
        guess: guess?.list.name.vi ?? '–',
        missing: words.length === 0 ? '–' : words.join('; '),
      }),
    ],
  };
}

function titlesAbove(head: readonly HeadRow[], at: number): string[] {
  return head.slice(0, at).flatMap(({ cells }) => cells.map(cleanText).filter((text) => text !== ''));
}

function unitInTitle(lines: readonly string[]): string {
  for (const line of lines) {
    const named = /^(?:đơn vị thống kê|đơn vị báo cáo|cơ quan báo cáo|đơn vị|cơ quan)\s*:\s*(.+)$/iu.exec(line);
    if (named?.[1] !== undefined && !/\bđồng\b/iu.test(named[1])) return named[1].trim();
  }
  return '';
}

function problem(code: keyof typeof recogniseMessages, column: string, params: MessageParams): RecognitionProblem {
  return { code, template: recogniseMessages[code], column, params };
}
