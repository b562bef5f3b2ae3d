import type { Element } from '@xmldom/xmldom';
import { rowHeight } from './heights.ts';
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

/** Rows before which a page begins, by heights and by the breaks that the sheet has. */
function pageStarts(
  heights: ReadonlyMap<number, number>,
  breaks: ReadonlySet<number>,
  room: number,
  repeated: number,
  from: number,
): Set<number> {
  const starts = new Set<number>();
  let used = 0;
  for (const [row, height] of heights) {
    if (used > 0 && (used + height > room || breaks.has(row - 1))) {
      starts.add(row);
      used = row > from ? repeated : 0;
    }
    used += height;
  }
  return starts;
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
  const starts = pageStarts(heights, breaks, pageRoom(sheet.root), repeated, block.table?.header ?? block.last);
  const split = [...starts].some((row) => row >= (block.table?.last ?? block.first) && row <= block.last);
  if (split) {
    const body = block.table ? block.table.last - block.table.first + 1 : 0;
    // A short table would leave its own page empty.
    const along = body > 4 ? 2 : Math.min(1, body - 1);
    addBreak(sheet.root, block.table && along > 0 ? block.table.last - along : block.first - 1);
  }
  writeCounts(sheet.root);
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
  const drafts = rooms(sheet).map((room) => pageStarts(heights, breaksOf(sheet.root), room, 0, first));
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
  const pagesOf = (height: number) => pageStarts(heights, breaksOf(sheet.root), height, repeated, table.header);
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

/** Excel ignores breaks on a sheet that is fitted to pages. */
function isFitted(root: Element): boolean {
  return isOn(childElement(childElement(root, 'sheetPr') ?? root, 'pageSetUpPr'), 'fitToPage');
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
