import { afterEach, expect, it, vi } from 'vitest';
import { SourceError } from '../source.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { WorkerCalls } from './worker-calls.ts';

const workers: Worker[] = [];

/** A worker that opens, begins each file that it is given, and never ends one called `treo`. */
class Hanging extends EventTarget {
  terminated = false;

  constructor() {
    super();
    workers.push(this as unknown as Worker);
  }

  postMessage(message: ToWorker): void {
    if (!('task' in message) || this.terminated) return;
    const { call, task, args } = message;
    const say = (data: FromWorker): boolean => this.dispatchEvent(new MessageEvent('message', { data }));
    queueMicrotask(() => {
      if (task !== 'importFiles') return say({ call, value: 'done' });
      const files = args[0] as File[];
      for (const [index, { name, size }] of files.entries()) {
        const place = { step: 'reading', file: name, number: index + 1, of: files.length } as const;
        say({ call, progress: { ...place, read: size, total: size, rows: 0 } });
        if (name === 'treo') return false;
      }
      return say({ call, value: 'done' });
    });
  }

  terminate(): void {
    this.terminated = true;
  }
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a file that never ends is told with its name, its worker is ended, and the next call has another', async () => {
  vi.stubGlobal('Worker', Hanging);
  vi.useFakeTimers();
  const calls = new WorkerCalls('test', 'nothing is kept');
  const file = (name: string) => new File(['x'.repeat(2 ** 20)], name);
  const hung = calls.ask('importFiles', [[file('được'), file('treo')], {}]).catch((error: unknown) => error);
  const behind = calls.ask('plans', []).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(123_000);
  expect(workers).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  const error = await hung;
  if (!(error instanceof SourceError)) throw new Error('not refused', { cause: error });
  expect(error.code).toBe('TOO_SLOW');
  expect(error.message).toMatch(/'treo' was not read within 124 seconds/);
  expect(await behind).toBe('done');
  expect(await calls.ask('importFiles', [[file('được')], {}])).toBe('done');
  expect(workers).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1_000_000);
  expect(await calls.ask('plans', [])).toBe('done');
  expect(workers).toHaveLength(2);
  calls.end();
});
