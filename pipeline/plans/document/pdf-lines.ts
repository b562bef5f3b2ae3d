import type { Line } from './text-blocks.ts';

/** A run of text on a page: where it begins and ends, and how high it stands (PDF units, upwards). */
export interface Run {
  text: string;
  x: number;
  end: number;
  y: number;
  size: number;
}

interface Segment {
  text: string;
  x: number;
  end: number;
}

interface PageLine {
  y: number;
  size: number;
  segments: Segment[];
}

/** Rows of a table are told by columns that keep apart over at least so many lines. */
const FEWEST_TABLE_LINES = 3;

/**
 * The lines of a page, top to bottom; the rows of tables with a tab between their cells. A table is where lines stand in
 * three columns or more that keep apart; its rows begin where the first column has a number.
 */
export function linesOfPage(runs: readonly Run[], page: number): Line[] {
  const lines = pageLines(runs);
  const found: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = tableEnd(lines, at);
    if (end > at) {
      found.push(...tableRows(lines.slice(at, end)).map((cells) => ({ text: cells.join('\t'), page })));
      at = end;
    } else {
      const text = (lines[at]?.segments ?? []).map((segment) => segment.text).join(' ');
      found.push({ text, page });
      at += 1;
    }
  }
  return found;
}

function pageLines(runs: readonly Run[]): PageLine[] {
  const lines: { y: number; size: number; runs: Run[] }[] = [];
  for (const run of runs.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line !== undefined && Math.abs(line.y - run.y) < Math.max(2, run.size * 0.4)) line.runs.push(run);
    else lines.push({ y: run.y, size: run.size, runs: [run] });
  }
  return lines.map(({ y, size, runs: own }) => ({
    y,
    size,
    segments: segmentsOf(
      own.toSorted((a, b) => a.x - b.x),
      size,
    ),
  }));
}

/** Runs of a line joined where they touch; a gap of more than a space and a half begins a column. */
function segmentsOf(runs: readonly Run[], size: number): Segment[] {
  const found: Segment[] = [];
  for (const run of runs) {
    const last = found.at(-1);
    const gap = last === undefined ? Number.POSITIVE_INFINITY : run.x - last.end;
    if (last === undefined || gap > size * 0.9) {
      if (run.text.trim() !== '') found.push({ text: run.text, x: run.x, end: run.end });
      continue;
    }
    const isApart = gap > size * 0.12 && !/\s$/.test(last.text) && !/^\s/.test(run.text);
    last.text += `${isApart ? ' ' : ''}${run.text}`;
    last.end = Math.max(last.end, run.end);
  }
  return found;
}

/** Where a table that begins at a line ends; the line itself where none begins. */
function tableEnd(lines: readonly PageLine[], start: number): number {
  if ((lines[start]?.segments.length ?? 0) < 3) return start;
  let end = start;
  let most = 0;
  while (end < lines.length) {
    const columns = columnsOf(lines.slice(start, end + 1));
    const line = lines[end];
    const gap = end === start ? 0 : (lines[end - 1]?.y ?? 0) - (line?.y ?? 0);
    if (columns.length < 3 || columns.length < most - 1 || gap > (line?.size ?? 12) * 6) break;
    most = Math.max(most, columns.length);
    end += 1;
  }
  return end - start >= FEWEST_TABLE_LINES ? end : start;
}

/** The columns of lines: stretches of the width that nothing crosses keep them apart. */
function columnsOf(lines: readonly PageLine[]): { x: number; end: number }[] {
  const columns: { x: number; end: number }[] = [];
  for (const { x, end } of lines.flatMap(({ segments }) => segments).toSorted((a, b) => a.x - b.x)) {
    const last = columns.at(-1);
    if (last !== undefined && x < last.end + 2) last.end = Math.max(last.end, end);
    else columns.push({ x, end });
  }
  return columns;
}

function tableRows(lines: readonly PageLine[]): string[][] {
  const columns = columnsOf(lines);
  const rows: string[][] = [];
  let row: string[] | undefined;
  for (const line of lines) {
    const cells = columns.map((column) =>
      line.segments
        .filter(({ x }) => x >= column.x - 1 && x <= column.end + 1)
        .map(({ text }) => text.trim())
        .join(' '),
    );
    const begins = /^\d{1,3}(?:\.\d{1,2}){0,2}\.?$/.test(cells[0] ?? '') || /^(?:stt|tt)$/i.test(cells[0] ?? '');
    if (row === undefined || begins) {
      row = cells;
      rows.push(row);
    } else
      for (const [at, cell] of cells.entries())
        if (cell !== '') row[at] = (row[at] ?? '') === '' ? cell : `${row[at]} ${cell}`;
  }
  return rows;
}
