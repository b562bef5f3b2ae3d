import { setImmediate as moment } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { RequestProblem } from '../../pipeline/serve/problem.ts';
import { type Asker, Turns } from '../../pipeline/serve/turns.ts';

const here = new AbortController().signal;
const asker = (token: string | null, gone = here): Asker => ({ token, gone });

/** Work that ends when it is told to; what began, in its order. */
function bench(turns: Turns) {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string, who: Asker): Promise<string> =>
    turns.run(who, async () => {
      began.push(name);
      await new Promise<void>((end) => ends.set(name, end));
      return name;
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await moment();
  };
  return { began, start, end };
}

describe('turns', () => {
  it('a greedy token waits for itself: another one is served beside it, then in every second turn', async () => {
    const { began, start, end } = bench(new Turns({ running: 3, runningEach: 2, waiting: 99, waitingEach: 50 }));
    const all = Array.from({ length: 20 }, (_, n) => start(`greedy${n}`, asker('greedy')));
    all.push(...['a', 'b', 'c'].map((name) => start(name, asker('modest'))));
    await moment();
    expect(began).toEqual(['greedy0', 'greedy1', 'a']);
    await end('greedy0');
    // Of the two that may run now the one whose turn was longer ago.
    await end('a');
    await end('greedy1');
    expect(began).toEqual(['greedy0', 'greedy1', 'a', 'greedy2', 'b', 'greedy3']);
    for (let n = 0; n < 40; n += 1) for (const name of [...began]) await end(name);
    expect((await Promise.all(all)).length).toBe(23);
  });

  it('who has gone is not waited for; what he waited for is never begun', async () => {
    const turns = new Turns({ running: 1, runningEach: 1, waiting: 99, waitingEach: 50 });
    const { began, start, end } = bench(turns);
    const gone = new AbortController();
    const first = start('first', asker('a'));
    const left = Array.from({ length: 30 }, (_, n) => start(`left${n}`, asker('a', gone.signal)));
    const last = start('last', asker('a'));
    gone.abort();
    for (const one of left) await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    await expect(start('late', asker('a', gone.signal))).rejects.toMatchObject({ name: 'AbortError' });
    await end('first');
    expect(began).toEqual(['first', 'last']);
    await end('last');
    await Promise.all([first, last, turns.ended()]);
  });

  it('what would wait too long is refused at once, with how long to wait; the place is free again later', async () => {
    const { began, start, end } = bench(new Turns({ running: 1, runningEach: 1, waiting: 3, waitingEach: 2 }));
    const all = ['a0', 'a1', 'a2'].map((name) => start(name, asker('a')));
    const refused = await start('a3', asker('a')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RequestProblem);
    expect(refused).toMatchObject({ code: 'QUEUE_FULL', params: { waiting: 2, seconds: expect.any(Number) } });
    all.push(start('b0', asker('b')));
    await expect(start('c0', asker('c'))).rejects.toMatchObject({ code: 'BUSY', params: { waiting: 3 } });
    await end('a0');
    all.push(start('c1', asker('c')));
    for (let n = 0; n < 9; n += 1) for (const name of [...began]) await end(name);
    expect((await Promise.all(all)).length).toBe(5);
    expect(began).toEqual(['a0', 'a1', 'b0', 'a2', 'c1']);
  });

  it('work that fails gives its turn back', async () => {
    const turns = new Turns({ running: 1, runningEach: 1, waiting: 1, waitingEach: 1 });
    const fail = (): Promise<never> => Promise.reject(new Error('no'));
    await expect(turns.run(asker(null), fail)).rejects.toThrow('no');
    expect(await turns.run(asker(null), async () => 'yes')).toBe('yes');
  });
});
