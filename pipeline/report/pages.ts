import type { Element } from '@xmldom/xmldom';
import { HIGHEST_ROW, rowHeight } from './heights.ts';
import type { SheetCells } from './sheet.ts';
import { ensureSection } from './worksheet-order.ts';
import { childElement, childElements, isOn, listed, newElement, removeElement } from './xml.ts';

/** Paper sizes by Excel's number, in points, upright: Letter, A3, A4; anything else counts as A4. */
const PAPERS: Readonly<Record<string, [number, number]>> = { 1: [612, 792], 8: [842, 1191], 9: [595, 842] };
/** Printers differ by part of a row: a page is taken to hold a little less. */
const SAFE = 0.98;

/** Points of a page for rows, at the sheet's own scale. */
function pageRoom(root: Element): number {
  const setup = childElement(root, 'pageSetup');
  const margins = childElement(root, 'pageMargins');
  const [short, long] = PAPERS[setup?.getAttribute('paperSize') ?? '9'] ?? PAPERS[9]!;
  const height = setup?.getAttribute('orientation') === 'landscape' ? short : long;
  const inches = Number(margins?.getAttribute('top') ?? 0.75) + Number(margins?.getAttribute('bottom') ?? 0.75);
  const scale = Number(setup?.getAttribute('scale') ?? 100) / 100;
  return ((height - inches * 72) / scale) * SAFE;
}

export interface Block {
  first: number;
  last: number;
  /** Body of the table above the block, if there is one, and its header row, repeated on each page. */
  table: { first: number; last: number; header: number } | undefined;
}

interface Pages {
  /** Rows before which a page begins. */
  starts: Set<number>;
  /** Points above a row on its page. */
  above: Map<number, number>;
}

/** By heights and by the breaks that the sheet has. */
function layPages(
  heights: ReadonlyMap<number, number>,
  breaks: ReadonlySet<number>,
  room: number,
  repeated: number,
  from: number,
): Pages {
  const pages: Pages = { starts: new Set(), above: new Map() };
  let used = 0;
  for (const [row, height] of heights) {
    if (used > 0 && (used + height > room || breaks.has(row - 1))) {
      pages.starts.add(row);
      used = row > from ? repeated : 0;
    }
    pages.above.set(row, used);
    used += height;
  }
  return pages;
}

/**
 * Keeps the rows of `block` on one page, and never there alone: when a page would begin within it or at its head, a
 * break goes before the last rows of the table above, so that they come along.
 */
export function keepOnOnePage(sheet: SheetCells, block: Block): void {
  if (isFitted(sheet.root)) return;
  if (block.table) removeBreaks(sheet.root, block.table.first, block.first);
  const breaks = breaksOf(sheet.root);
  const heights = heightsDownTo(sheet, block.last);
  const repeated = block.table ? rowHeight(sheet, block.table.header) : 0;
  const { starts } = layPages(heights, breaks, pageRoom(sheet.root), repeated, block.table?.header ?? block.last);
  const split = [...starts].some((row) => row >= (block.table?.last ?? block.first) && row <= block.last);
  if (split) addBreak(sheet.root, block.table ? beforeAlong(block.table, block.first) : block.first - 1);
  writeCounts(sheet.root);
}

/** The row below which a page ends so that the last rows of the table come along to the next one. */
function beforeAlong(table: NonNullable<Block['table']>, first: number): number {
  const body = table.last - table.first + 1;
  // A short table would leave its own page empty.
  const along = body > 4 ? 2 : Math.min(1, body - 1);
  return along > 0 ? table.last - along : first - 1;
}

/** Rows before which pages begin, as few as can be and each as full as the others, so that none is left half empty. */
function evenly(lay: (room: number) => Set<number>, room: number): Set<number> {
  const fewest = lay(room);
  let best = fewest;
  for (let part = 0.98; part > 0.4; part -= 0.02) {
    const starts = lay(room * part);
    if (starts.size > fewest.size) break;
    best = starts;
  }
  return best;
}

/**
 * A block with places for what staff write themselves (`toBeWritten`), and the signature below. After a table of one page
 * it is the next page; after a longer one it stands behind the last rows. What its page has left goes to the places. Each
 * page of the sheet begins at a break of its own, so that they are the same with every printer and font.
 * @returns whether the table goes on over several pages; undefined where the sheet is fitted to pages
 */
export function placeBlock(
  sheet: SheetCells,
  { first, last, table, toBeWritten }: Required<Block> & { table: NonNullable<Block['table']>; toBeWritten: number[] },
): boolean | undefined {
  if (isFitted(sheet.root)) return undefined;
  removeBreaks(sheet.root, 1, last);
  const room = pageRoom(sheet.root);
  const repeated = rowHeight(sheet, table.header);
  const heights = heightsDownTo(sheet, last);
  const sum = (from: number, to: number): number =>
    [...heights].reduce((total, [row, height]) => (row >= from && row <= to ? total + height : total), 0);
  const least = sum(first, last);
  const lay = (to: number, height: number): Pages =>
    layPages(new Map([...heights].filter(([row]) => row <= to)), new Set(), height, repeated, table.header);
  const { starts, above } = lay(first, room);
  const goesOn = [...starts].some((row) => row < first);
  let end = first - 1;
  let used = goesOn ? (above.get(first) ?? 0) : 0;
  if (goesOn && ([...starts].some((row) => row >= table.last) || used + least > room)) {
    // Some of the last rows come along: as few as make no further page.
    end = beforeAlong(table, first);
    for (let other = end; other >= table.first; other -= 1) {
      if (repeated + sum(other + 1, first - 1) + least > room) break;
      if (lay(other, room).starts.size < lay(end, room).starts.size) end = other;
    }
    used = repeated + sum(end + 1, first - 1);
  }
  const isApart = !goesOn || end < first - 1;
  const begin = isApart ? evenly((height) => lay(end, height).starts, room) : starts;
  for (const row of begin) addBreak(sheet.root, row - 1);
  if (isApart) addBreak(sheet.root, end);
  const free = Math.floor((room - used - least) / toBeWritten.length);
  if (free > 0) {
    for (const row of toBeWritten) sheet.setHeight(row, Math.min(HIGHEST_ROW, rowHeight(sheet, row) + free), true);
  } else {
    // Long texts go over the page: what follows the last of them stays whole.
    keepOnOnePage(sheet, { first: Math.max(...toBeWritten) + 1, last, table: undefined });
  }
  writeCounts(sheet.root);
  return goesOn;
}

/** Over many pages a small difference of heights adds up: pages somewhat higher and lower than reckoned. */
function rooms(sheet: SheetCells): number[] {
  const room = pageRoom(sheet.root);
  return [room, room / SAFE, (room / SAFE) * 1.02];
}

/**
 * A table does not begin with its head at the foot of a page: when a page would begin between the title above it and its
 * first row, a break goes before the title.
 */
export function keepHead(sheet: SheetCells, title: number, first: number): void {
  if (isFitted(sheet.root) || title <= 1) return;
  const heights = heightsDownTo(sheet, first);
  const drafts = rooms(sheet).map((room) => layPages(heights, breaksOf(sheet.root), room, 0, first).starts);
  if (drafts.some((starts) => [...starts].some((row) => row > title && row <= first))) addBreak(sheet.root, title - 1);
  writeCounts(sheet.root);
}

/** Groups higher than this part of a page may be parted, only not just behind their head. */
const SHORT = 0.25;

/** Rows that go along to a table's last page when only one or two would stand there. */
const TAIL = 3;

/**
 * Pages begin between groups of a table's rows rather than within them, and never before the last row or two.
 * @param starts first rows of the groups
 * @param repeats whether the table's header is printed on each page
 */
export function keepGroups(
  sheet: SheetCells,
  starts: readonly number[],
  table: NonNullable<Block['table']>,
  repeats: boolean,
): void {
  if (isFitted(sheet.root)) return;
  removeBreaks(sheet.root, table.first, table.last);
  const heights = heightsDownTo(sheet, table.last);
  const repeated = repeats ? rowHeight(sheet, table.header) : 0;
  const room = pageRoom(sheet.root);
  const pagesOf = (height: number) => layPages(heights, breaksOf(sheet.root), height, repeated, table.header).starts;
  starts.forEach((first, i) => {
    if (first <= table.first) return;
    const last = (starts[i + 1] ?? table.last + 1) - 1;
    const pages = pagesOf(room);
    let height = 0;
    for (let row = first; row <= last; row += 1) height += heights.get(row) ?? 0;
    const within = height <= room * SHORT ? last : Math.min(first + 2, last);
    for (let row = first + 1; row <= within; row += 1) {
      if (!pages.has(row)) continue;
      addBreak(sheet.root, first - 1);
      return;
    }
  });
  const drafts = rooms(sheet).map(pagesOf);
  const alone = drafts.some((pages) => pages.has(table.last) || pages.has(table.last - 1));
  if (alone && table.last - table.first > 2 * TAIL) addBreak(sheet.root, table.last - TAIL);
  writeCounts(sheet.root);
}

/** Heights of the rows from the top of the sheet, in their order. */
function heightsDownTo(sheet: SheetCells, last: number): Map<number, number> {
  const heights = new Map<number, number>();
  for (let row = 1; row <= last; row += 1) heights.set(row, rowHeight(sheet, row));
  return heights;
}

function breaksOf(root: Element): Set<number> {
  return new Set(listed(root, 'rowBreaks').map((element) => Number(element.getAttribute('id'))));
}

/** Takes out the breaks of an earlier filling: those below the rows from `first` up to the one before `end`. */
function removeBreaks(root: Element, first: number, end: number): void {
  for (const element of listed(root, 'rowBreaks')) {
    const row = Number(element.getAttribute('id'));
    if (row >= first && row < end) removeElement(element);
  }
}

/**
 * Excel ignores breaks between rows on a sheet that is fitted to a number of pages downwards; on one that is only fitted to
 * the width of a page it keeps them.
 */
function isFitted(root: Element): boolean {
  const fitted = isOn(childElement(childElement(root, 'sheetPr') ?? root, 'pageSetUpPr'), 'fitToPage');
  return fitted && childElement(root, 'pageSetup')?.getAttribute('fitToHeight') !== '0';
}

function addBreak(root: Element, below: number): void {
  const list = ensureSection(root, 'rowBreaks');
  const element = newElement(list, 'brk');
  element.setAttribute('id', String(below));
  element.setAttribute('max', '16383');
  element.setAttribute('man', '1');
  const next = childElements(list).find((other) => Number(other.getAttribute('id')) > below);
  list.insertBefore(element, next ?? null);
}

function writeCounts(root: Element): void {
  const list = childElement(root, 'rowBreaks');
  if (!list) return;
  const count = childElements(list).length;
  if (count === 0) removeElement(list);
  else for (const attribute of ['count', 'manualBreakCount']) list.setAttribute(attribute, String(count));
}
