import { rowCells, styledText } from './columns.ts';
import type { AnySheet, Cell } from './records.ts';

export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** A sheet as a grid of cells, the way a file shows it. */
export interface Grid {
  name: string;
  hidden: boolean;
  rows: Cell[][];
  merges: Merge[];
  /** Rows of the header, for formats that mark them (`<th>`). */
  header: { first: number; count: number };
}

const STT = 'STT';

/** Puts title rows, header, numbering, totals, blank rows and signatures around the rows of a list. */
export function layOut(sheet: AnySheet): Grid {
  const { dress, style } = sheet;
  const indent = dress.emptyFirstColumn ? 1 : 0;
  const serial = dress.serial || dress.shifted ? 1 : 0;
  const start = indent + serial;
  const width = start + sheet.columns.length;
  const rows: Cell[][] = [];
  const merges: Merge[] = [];
  const put = (cells: Cell[]): void => {
    rows.push([...Array<Cell>(indent).fill(''), ...cells]);
  };
  const say = (text: string): string => styledText(text, style, 1);

  for (const title of dress.titles ?? []) {
    if (title !== '') merges.push({ top: rows.length, bottom: rows.length, left: indent, right: width - 1 });
    put(title === '' ? [] : [say(title)]);
  }

  const depth = dress.headerRows ?? 1;
  const first = rows.length;
  const header = Array.from({ length: depth }, () => Array<Cell>(width).fill(''));
  const heads = [...(serial ? [{ header: STT, group: undefined }] : []), ...sheet.columns];
  heads.forEach((head, i) => {
    const left = indent + i;
    const group = depth > 1 ? head.group : undefined;
    const top = group === undefined ? 0 : depth - 1;
    const line = header[top];
    if (line) line[left] = say(head.header);
    if (group === undefined) {
      if (depth > 1) merges.push({ top: first, bottom: first + depth - 1, left, right: left });
      return;
    }
    if (i > 0 && heads[i - 1]?.group === group) return;
    let last = i;
    while (heads[last + 1]?.group === group) last++;
    const upper = header[0];
    if (upper) upper[left] = say(group);
    if (last > i || depth > 2) merges.push({ top: first, bottom: first + depth - 2, left, right: indent + last });
  });
  rows.push(...header);
  if (dress.numbering) put(heads.map((_, i) => `(${i + 1})`));

  const count = sheet.rows.length;
  const totals = (): void => {
    put([say('Tổng số'), ...Array<Cell>(Math.max(serial, 1)).fill(''), count]);
    if (dress.ofWhich) put([say('Trong đó'), ...Array<Cell>(Math.max(serial, 1)).fill(''), Math.floor(count / 2)]);
  };
  if (dress.totals === 'first') totals();
  rowCells(sheet).forEach((cells, i) => {
    if (dress.blankEvery && i > 0 && i % dress.blankEvery === 0) put([]);
    put(dress.serial ? [i + 1, ...cells] : cells);
  });
  if (dress.totals === 'last') totals();
  if (dress.signature) {
    put([]);
    for (const line of dress.signature) put([...Array<Cell>(Math.min(3, width - 1)).fill(''), say(line)]);
  }
  return { name: sheet.name, hidden: sheet.hidden === true, rows, merges, header: { first, count: depth } };
}
