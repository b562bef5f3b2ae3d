import { cleanText } from '../../text.ts';
import type { Rule } from './pdf-glyphs.ts';
import type { Line } from './text-blocks.ts';

/** A run of text on a page: where it begins and ends, and how high it stands (PDF units, upwards). */
export interface Run {
  text: string;
  x: number;
  end: number;
  y: number;
  size: number;
}

/** A ruled table: the bounds of its columns from the left, of its rows from the top. */
interface Grid {
  xs: number[];
  ys: number[];
  rules: readonly Rule[];
}

/** Rules so near are one. */
const NEAR = 3;

/** The lines of a page, top to bottom; the rows of its ruled tables with a tab between their cells. */
export function linesOfPage(runs: readonly Run[], rules: readonly Rule[], page: number): Line[] {
  const grids = gridsOf(rules);
  const inside = new Map<Grid, Run[]>();
  const outside: Run[] = [];
  for (const run of runs) {
    const grid = grids.find((one) => isIn(one, run));
    if (grid === undefined) outside.push(run);
    else inside.set(grid, [...(inside.get(grid) ?? []), run]);
  }
  const lines = textLines(outside).map(({ y, text }) => ({ y, lines: [text] }));
  const tables = [...inside].map(([grid, own]) => ({
    y: grid.ys[0] ?? 0,
    lines: rowsOf(grid, own).map((cells) => cells.join('\t')),
  }));
  return [...lines, ...tables]
    .sort((a, b) => b.y - a.y)
    .flatMap(({ lines: own }) => own.map((text) => ({ text, page })));
}

/** Upright rules that overlap in height make a table where there are three of them: two columns. */
function gridsOf(rules: readonly Rule[]): Grid[] {
  const upright = rules.filter(({ isUpright }) => isUpright).toSorted((a, b) => b.to - a.to);
  const groups: { top: number; bottom: number; rules: Rule[] }[] = [];
  for (const rule of upright) {
    const group = groups.find(({ top, bottom }) => rule.to >= bottom - NEAR && rule.from <= top + NEAR);
    if (group === undefined) groups.push({ top: rule.to, bottom: rule.from, rules: [rule] });
    else {
      group.bottom = Math.min(group.bottom, rule.from);
      group.top = Math.max(group.top, rule.to);
      group.rules.push(rule);
    }
  }
  return groups.flatMap(({ top, bottom, rules: own }) => {
    const xs = clustered(own.map(({ at }) => at));
    const level = rules.filter(({ isUpright, at }) => !isUpright && at <= top + NEAR && at >= bottom - NEAR);
    const ys = clustered([top, bottom, ...level.map(({ at }) => at)]).reverse();
    return xs.length >= 3 ? [{ xs, ys, rules: level }] : [];
  });
}

function clustered(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of values.toSorted((a, b) => a - b))
    if (value - (found.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) found.push(value);
  return found;
}

function isIn({ xs, ys }: Grid, { x, y }: Run): boolean {
  return (
    x >= (xs[0] ?? 0) - NEAR && x <= (xs.at(-1) ?? 0) + NEAR && y <= (ys[0] ?? 0) + NEAR && y >= (ys.at(-1) ?? 0) - NEAR
  );
}

/** The cells of a table; one over several rows, no rule below it, is said in each of them. */
function rowsOf({ xs, ys, rules }: Grid, runs: readonly Run[]): string[][] {
  const rows: Run[][][] = Array.from({ length: Math.max(1, ys.length - 1) }, () =>
    Array.from({ length: xs.length - 1 }, () => []),
  );
  for (const run of runs) {
    const middle = (run.x + run.end) / 2;
    const column = Math.min(
      xs.length - 2,
      Math.max(
        0,
        xs.findLastIndex((x) => x <= middle),
      ),
    );
    const row = Math.min(
      rows.length - 1,
      Math.max(
        0,
        ys.findLastIndex((y) => y >= run.y + run.size * 0.25),
      ),
    );
    rows[row]?.[column]?.push(run);
  }
  for (let column = 0; column < xs.length - 1; column += 1) {
    const middle = ((xs[column] ?? 0) + (xs[column + 1] ?? 0)) / 2;
    for (let row = 1; row < rows.length; row += 1) {
      const y = ys[row] ?? 0;
      const isRuled = rules.some(({ at, from, to }) => Math.abs(at - y) <= NEAR && from <= middle && to >= middle);
      if (!isRuled) rows[row]![column] = [...(rows[row - 1]?.[column] ?? []), ...(rows[row]?.[column] ?? [])];
    }
    for (let row = rows.length - 1; row > 0; row -= 1) {
      const y = ys[row] ?? 0;
      const isRuled = rules.some(({ at, from, to }) => Math.abs(at - y) <= NEAR && from <= middle && to >= middle);
      if (!isRuled) rows[row - 1]![column] = rows[row]?.[column] ?? [];
    }
  }
  return rows.map((row) =>
    row.map((cell) =>
      textLines(cell)
        .map(({ text }) => text)
        .join(' '),
    ),
  );
}

/** Glyphs in lines, top to bottom. */
function textLines(runs: readonly Run[]): { y: number; text: string }[] {
  const lines: { y: number; size: number; runs: Run[] }[] = [];
  for (const run of runs.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line !== undefined && Math.abs(line.y - run.y) < Math.max(2, run.size * 0.4)) {
      line.runs.push(run);
      line.size = Math.max(line.size, run.size);
    } else lines.push({ y: run.y, size: run.size, runs: [run] });
  }
  return lines
    .map(({ y, size, runs: own }) => ({
      y,
      text: cleanText(
        joined(
          own.toSorted((a, b) => a.x - b.x),
          size,
        ),
      ),
    }))
    .filter(({ text }) => text !== '');
}

const RAISED: Readonly<Record<string, string>> = {
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

/** Glyphs of a line where they touch are a word. Small raised digits are marks of footnotes. */
function joined(runs: readonly Run[], size: number): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    if (run.text.trim() === '') continue;
    const own = run.size < size * 0.75 ? (RAISED[run.text] ?? run.text) : run.text;
    const gap = run.x - end;
    // Bold by printing twice.
    if (gap < -size * 0.3 && text.endsWith(own)) continue;
    text += `${text !== '' && gap > size * 0.14 ? ' ' : ''}${own}`;
    end = Math.max(end, run.end);
  }
  return text;
}
