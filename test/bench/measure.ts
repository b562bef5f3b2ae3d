import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process of its own, from its start to its end. */
export interface Measured {
  /** Seconds on the wall. */
  wall: number;
  /** Seconds of processor, user and system; null where the machine has no GNU time. */
  cpu: number | null;
  /** The most memory that it (or a child of its) held, in MB; null where the machine has no GNU time. */
  peakMb: number | null;
  end: 'done' | 'failed' | 'too slow';
  exitCode: number | null;
  stdout: string;
  /** The last of what it said. */
  stderr: string;
}

const GNU_TIME = '/usr/bin/time';
const KEPT_WORDS = 4_000;

/** Without it only the wall clock is known. */
export const canMeasureMemory = existsSync(GNU_TIME);

/**
 * Runs a command and measures it. Memory comes from the kernel through GNU time, so that it is known of a process that
 * crashed as well.
 * @param seconds after which it is ended, with all its children
 */
export async function measure(command: readonly string[], seconds: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'vedich-measure-'));
  const figures = join(folder, 'time');
  const timed = canMeasureMemory ? [GNU_TIME, '-q', '-o', figures, '-f', '%U %S %M', ...command] : command;
  try {
    const start = performance.now();
    const ended = await run(timed, seconds);
    const wall = (performance.now() - start) / 1000;
    const [user, system, kilobytes] = existsSync(figures)
      ? readFileSync(figures, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number)
      : [];
    return {
      ...ended,
      wall,
      cpu: user === undefined || system === undefined ? null : user + system,
      peakMb: kilobytes === undefined ? null : Math.round(kilobytes / 1024),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(
  [program = '', ...args]: readonly string[],
  seconds: number,
): Promise<Pick<Measured, 'end' | 'exitCode' | 'stdout' | 'stderr'>> {
  return new Promise((resolve) => {
    // A group of its own, so that the end reaches the children too.
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let stdout = '';
    let stderr = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, seconds * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-KEPT_WORDS);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ end: 'failed', exitCode: null, stdout, stderr: error.message });
    });
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ end: isLate ? 'too slow' : exitCode === 0 ? 'done' : 'failed', exitCode, stdout, stderr });
    });
  });
}
