import type { ColumnCatalogue, ListDefinition } from '../library/columns.ts';
import { textKey, withoutNotes } from '../text.ts';

export interface HeadRow {
  row: number;
  cells: string[];
}

/** One column of a header: the keys of what may stand for it, the likeliest first, and what is shown. */
export interface HeaderCell {
  keys: string[];
  shown: string;
  /** The same texts as `keys`, as they are written. */
  texts: string[];
  /** Keys of the groups above it and of the notes in brackets: they can make a column personal. */
  groups: string[];
  notes: string[];
  /** Key of the lowest text alone. */
  lowest: string;
}

/**
 * A header of one to three rows as one cell a column. Of merged cells only the first has text: an empty upper cell
 * belongs to the text on its left where something stands below it.
 */
export function headerCells(rows: readonly HeadRow[]): HeaderCell[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const levels = rows.map(({ cells }) => Array.from({ length: width }, (_, column) => (cells[column] ?? '').trim()));
  levels.forEach((level, depth) => {
    const below = levels.slice(depth + 1);
    for (let column = 1; column < width; column += 1) {
      if (level[column] === '' && below.some((lower) => lower[column] !== '')) level[column] = level[column - 1] ?? '';
    }
  });
  return Array.from({ length: width }, (_, column) => {
    const stack = levels.map((level) => level[column] ?? '').filter((text) => text !== '');
    const lowest = stack.at(-1) ?? '';
    const joined = stack.join(' ');
    const lastTwo = stack.slice(-2).join(' ');
    // "Thanh toán" over "Hình thức" reads as "Hình thức thanh toán".
    const turned = [...stack].reverse().join(' ');
    return {
      keys: [...new Set([joined, lastTwo, lowest, turned])].flatMap(headerKeys),
      texts: [...new Set([joined, lowest])],
      shown: joined,
      lowest: textKey(lowest),
      groups: stack.slice(0, -1).map(textKey),
      notes: withoutNotes(joined).notes.map(textKey),
    };
  });
}

/** The keys of a header text: as it is, then without what stands in brackets (`(VNĐ)`), asterisks and a number in front (`2. `). */
export function headerKeys(text: string): string[] {
  const bare = withoutNotes(text).bare.replace(/\*|^\s*\d{1,2}[.)]\s/g, ' ');
  return [...new Set([textKey(text), textKey(bare)])].filter((key) => key !== '');
}

export interface Match {
  column: string;
  position: number;
  shown: string;
  /** Position among the column's spellings: the earlier one wins where two columns fit. */
  rank: number;
}

/** Which columns of a list a header has; personal and ignored ones apart. A personal header is never a fact. */
export interface Matches {
  found: Match[];
  personal: number[];
  ignored: number[];
  unknown: { position: number; header: string }[];
}

interface Spelling {
  column: string;
  rank: number;
  personal: boolean;
}

/** Made once for a list: a head is held against each of its spellings many times. */
const SPELLINGS = new WeakMap<ListDefinition, ReadonlyMap<string, Spelling>>();

function spellingsOf(list: ListDefinition): ReadonlyMap<string, Spelling> {
  const made = SPELLINGS.get(list);
  if (made !== undefined) return made;
  const spellings = new Map<string, Spelling>();
  for (const column of list.columns) {
    column.headers.forEach((spelling, rank) => {
      spellings.set(textKey(spelling), { column: column.id, rank, personal: column.type === 'personal' });
    });
  }
  SPELLINGS.set(list, spellings);
  return spellings;
}

export function matchHeader(
  header: readonly HeaderCell[],
  list: ListDefinition,
  catalogue: ColumnCatalogue,
  map: ReadonlyMap<string, string>,
): Matches {
  const spellings = spellingsOf(list);
  const matches: Matches = { found: [], personal: [], ignored: [], unknown: [] };
  header.forEach((cell, position) => {
    const { keys, shown } = cell;
    if (keys.length === 0) return;
    // What a header was said to be holds for the lists that have such a column; others know it by their own spellings.
    const mapped = keys
      .map((key) => map.get(key))
      .find((column) => column === 'ignore' || list.columns.some(({ id }) => id === column));
    if (mapped === 'ignore') matches.ignored.push(position);
    else if (mapped !== undefined) matches.found.push({ column: mapped, position, shown, rank: -1 });
    else {
      const fitting = keys.map((key) => spellings.get(key)).find((match) => match !== undefined);
      if (fitting?.personal === true || isAboutPerson(cell, catalogue)) matches.personal.push(position);
      else if (fitting !== undefined)
        matches.found.push({ column: fitting.column, position, shown, rank: fitting.rank });
      else if (keys.some((key) => catalogue.personal.has(key))) matches.personal.push(position);
      else if (keys.some((key) => catalogue.ignored.has(key))) matches.ignored.push(position);
      else if (keys.some((key) => hasPersonalWord(key, catalogue))) matches.personal.push(position);
      else matches.unknown.push({ position, header: shown });
    }
  });
  return matches;
}

/** Whether a header names personal data in any list, or looks like it. */
export function isPersonalHeader(header: string, catalogue: ColumnCatalogue): boolean {
  const [cell] = headerCells([{ row: 1, cells: [header] }]);
  if (cell === undefined) return false;
  const fitting = catalogue.lists.flatMap((list) => cell.keys.flatMap((key) => spellingsOf(list).get(key) ?? []));
  if (fitting.some(({ personal }) => personal) || cell.keys.some((key) => catalogue.personal.has(key))) return true;
  if (isAboutPerson(cell, catalogue)) return true;
  return fitting.length === 0 && cell.keys.some((key) => hasPersonalWord(key, catalogue));
}

/**
 * "Mã hồ sơ (CCCD)" is somebody's number, and "Đơn vị" under "Thông tin người nộp" is where somebody works. A header of
 * three words says itself what it is, and its group may be the neighbour's, whose cell was not merged.
 */
function isAboutPerson({ groups, notes, lowest }: HeaderCell, catalogue: ColumnCatalogue): boolean {
  if (notes.some((key) => catalogue.personal.has(key) || hasPersonalWord(key, catalogue))) return true;
  return (
    lowest.split(' ').length <= 2 &&
    groups.some((key) => {
      const group = key.replace(/^thong tin (ve |cua )?/, '');
      return (
        catalogue.personal.has(group) || catalogue.personalWords.some((word) => `${group} `.startsWith(`${word} `))
      );
    })
  );
}

function hasPersonalWord(key: string, { personalWords }: ColumnCatalogue): boolean {
  return personalWords.some((word) => ` ${key} `.includes(` ${word} `));
}
