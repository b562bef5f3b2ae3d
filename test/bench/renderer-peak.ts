import { readdirSync, readFileSync } from 'node:fs';

/**
 * The most memory in MB that a renderer below this process has held (Linux): the page, its worker and DuckDB are one process.
 * Others on the machine may run browsers of their own.
 */
export function rendererPeak(): number {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isOwn(Number(name)))
    .map((id) =>
      textOf(`/proc/${id}/cmdline`).includes('--type=renderer') ? numberIn(Number(id), /VmHWM:\s+(\d+)/) : 0,
    );
  return Math.round(Math.max(0, ...peaks) / 1024);
}

function isOwn(id: number): boolean {
  for (let now = id; now > 1; now = numberIn(now, /PPid:\s+(\d+)/)) if (now === process.pid) return true;
  return false;
}

function numberIn(id: number, pattern: RegExp): number {
  return Number(pattern.exec(textOf(`/proc/${id}/status`))?.[1] ?? 0);
}

/** Empty where the process has ended meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
