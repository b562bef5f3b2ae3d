import CliTable from 'cli-table3';
import type { Io } from './io.ts';
import { printable } from './printable.ts';

export interface TextColumn {
  head: string;
  align?: 'left' | 'right';
  /** Share of what is left of the width; absent = as wide as its longest cell. */
  stretch?: number;
}

/** A table that fits the terminal; long cells are broken between words. */
export function textTable(io: Io, columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const natural = columns.map(
    ({ head }, index) =>
      Math.max(width(head), ...rows.map((row) => Math.max(...(row[index] ?? '').split('\n').map(width)))) + 2,
  );
  const borders = columns.length + 1;
  const fixed = natural.reduce((sum, size, index) => sum + (columns[index]?.stretch === undefined ? size : 0), borders);
  const shares = columns.reduce((sum, { stretch = 0 }) => sum + stretch, 0);
  const colWidths = natural.map((size, index) => {
    const stretch = columns[index]?.stretch;
    if (stretch === undefined) return size;
    return Math.max(10, Math.min(size, Math.floor(((io.width - fixed) * stretch) / shares)));
  });
  const table = new CliTable({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align = 'left' }) => align),
    colWidths,
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

function width(text: string): number {
  return [...text.normalize('NFC')].length;
}

/** A line on the terminal that redraws itself; nothing where errors do not go to a terminal. */
export function progressLine(io: Io): { show(text: string): void; clear(): void } {
  if (!io.isTerminal) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => process.stderr.write(`\r\u001b[K${printable(text).slice(0, io.width - 1)}`),
    clear: () => process.stderr.write('\r\u001b[K'),
  };
}
