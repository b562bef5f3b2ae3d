import { RequestProblem } from './problem.ts';

/** For whom something is done, and until when it is wanted. */
export interface Asker {
  /** The number of the token; null at the machine itself. */
  token: string | null;
  /** Aborts when the caller has gone without waiting for the answer. */
  gone: AbortSignal;
}

/** How much is done, and how much waits, at the same time: of all, and of one token. */
export interface TurnLimits {
  running: number;
  runningEach: number;
  waiting: number;
  waitingEach: number;
}

interface Waiting {
  begin(): void;
}

/** A wait that is told is at least a second and at most ten minutes. */
const LONGEST_WAIT = 600;

/**
 * Work in turns. The tokens take their turns one after the other, however much one of them asks for; whoever has gone is
 * not waited for, and what would wait too long is refused at once, with how long to wait.
 */
export class Turns {
  readonly #limits: TurnLimits;
  /** By token, the one whose turn is next in front. */
  readonly #queues = new Map<string | null, Waiting[]>();
  readonly #running = new Map<string | null, number>();
  readonly #unended = new Set<Promise<unknown>>();
  #runningNow = 0;
  #waitingNow = 0;
  /** How long a turn takes: of the last ones more than of earlier ones. */
  #usualMs = 100;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /**
   * @throws RequestProblem BUSY or QUEUE_FULL, with `seconds` to wait; the asker's reason once he has gone
   */
  run<T>(asker: Asker, work: () => Promise<T>): Promise<T> {
    const turn = this.#turn(asker, work);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#unended.add(settled);
    void settled.then(() => this.#unended.delete(settled));
    return turn;
  }

  /** When nothing runs or waits any longer of what was asked until now. */
  async ended(): Promise<void> {
    await Promise.all(this.#unended);
  }

  async #turn<T>(asker: Asker, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(asker);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /**
   * Waits for a turn.
   * @returns gives it back
   * @throws as `run`
   */
  async enter({ token, gone }: Asker): Promise<() => void> {
    gone.throwIfAborted();
    if (this.#mayRun(token)) this.#enter(token);
    else await this.#wait(token, gone);
    const start = performance.now();
    const leave = (): void => {
      this.#usualMs += (performance.now() - start - this.#usualMs) / 10;
      this.#leave(token);
    };
    if (!gone.aborted) return leave;
    leave();
    throw gone.reason;
  }

  #mayRun(token: string | null): boolean {
    return this.#runningNow < this.#limits.running && (this.#running.get(token) ?? 0) < this.#limits.runningEach;
  }

  #enter(token: string | null): void {
    this.#runningNow += 1;
    this.#running.set(token, (this.#running.get(token) ?? 0) + 1);
  }

  #wait(token: string | null, gone: AbortSignal): Promise<void> {
    const queue = this.#queues.get(token) ?? [];
    if (queue.length >= this.#limits.waitingEach)
      throw new RequestProblem('QUEUE_FULL', {
        waiting: queue.length,
        seconds: this.#seconds(queue.length, this.#limits.runningEach),
      });
    if (this.#waitingNow >= this.#limits.waiting)
      throw new RequestProblem('BUSY', {
        waiting: this.#waitingNow,
        seconds: this.#seconds(this.#waitingNow, this.#limits.running),
      });
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#drop(token, waiting);
        reject(gone.reason);
      };
      const waiting: Waiting = {
        begin: () => {
          gone.removeEventListener('abort', leave);
          resolve();
        },
      };
      gone.addEventListener('abort', leave, { once: true });
      this.#queues.set(token, [...queue, waiting]);
      this.#waitingNow += 1;
    });
  }

  #drop(token: string | null, waiting: Waiting): void {
    const left = (this.#queues.get(token) ?? []).filter((one) => one !== waiting);
    this.#waitingNow -= 1;
    if (left.length === 0) this.#queues.delete(token);
    else this.#queues.set(token, left);
  }

  #leave(token: string | null): void {
    this.#runningNow -= 1;
    const left = (this.#running.get(token) ?? 1) - 1;
    if (left === 0) this.#running.delete(token);
    else this.#running.set(token, left);
    for (const [next, [waiting]] of this.#queues) {
      if (waiting === undefined || !this.#mayRun(next)) continue;
      this.#drop(next, waiting);
      // Behind the others until its next turn.
      const others = this.#queues.get(next);
      if (others !== undefined) {
        this.#queues.delete(next);
        this.#queues.set(next, others);
      }
      this.#enter(next);
      waiting.begin();
      return;
    }
  }

  #seconds(waiting: number, atOnce: number): number {
    return Math.min(LONGEST_WAIT, Math.max(1, Math.ceil((waiting * this.#usualMs) / atOnce / 1000)));
  }
}
