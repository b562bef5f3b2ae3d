import { FACT_MACROS } from '../facts/macros.ts';
import type { UnitScopeRow } from '../library/units/scope.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import type { NativeDatabase } from '../warehouse/duckdb/native/native-engine.ts';
import { confine } from './confined-views.ts';
import { RequestProblem } from './problem.ts';

/** Requests that read at the same time; the others wait their turn, so that a burst does not exhaust the memory. */
const READERS = 4;

/** One warehouse for many requests: readers side by side, each with a connection of its own; writers one at a time. */
export class SharedWarehouse {
  readonly #database: NativeDatabase;
  #reading = 0;
  readonly #waiting: (() => void)[] = [];
  #lastImport: Promise<unknown> = Promise.resolve();
  #lastQuestion: Promise<unknown> = Promise.resolve();
  #closing = false;

  constructor(database: NativeDatabase) {
    this.#database = database;
  }

  /**
   * Everything that `work` reads is of one moment, whatever an import does meanwhile. Connections are never used twice:
   * their temporary tables and views belong to one request.
   * @param within the rows that may be seen at all; undefined = all
   */
  async read<T>(within: readonly UnitScopeRow[] | undefined, work: (engine: Engine) => Promise<T>): Promise<T> {
    if (this.#reading >= READERS) await new Promise<void>((turn) => this.#waiting.push(turn));
    else this.#reading += 1;
    try {
      const engine = await this.#connected();
      try {
        return await engine.transaction(async () => {
          if (within !== undefined) await confine(engine, within);
          return work(engine);
        });
      } finally {
        await engine.close();
      }
    } finally {
      // A waiting reader takes over this one's place.
      const next = this.#waiting.shift();
      if (next === undefined) this.#reading -= 1;
      else next();
    }
  }

  /**
   * Questions in SQL that somebody typed, one after the other and beside the readers: however long one takes, the others
   * get their figures. The connection gives results of single SELECTs only.
   * @throws the signal's reason where it aborts before the question's turn has come
   */
  async ask<T>(work: (engine: Engine) => Promise<T>, signal: AbortSignal): Promise<T> {
    const turn = this.#lastQuestion.then(async () => {
      signal.throwIfAborted();
      const engine = await this.#database.connect({ oneSelect: true });
      try {
        return await work(engine);
      } finally {
        await engine.close();
      }
    });
    this.#lastQuestion = turn.catch(() => undefined);
    return turn;
  }

  /** One import after the other, in the order they came. @throws RequestProblem CLOSING once the server is shutting down */
  async import<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const turn = this.#lastImport.then(async () => {
      if (this.#closing) throw new RequestProblem('CLOSING');
      const engine = await this.#connected();
      try {
        return await work(engine);
      } finally {
        await engine.close();
      }
    });
    this.#lastImport = turn.catch(() => undefined);
    return turn;
  }

  /** From now on no further import begins; the running one comes to its end. */
  stopImports(): void {
    this.#closing = true;
  }

  async close(): Promise<void> {
    this.stopImports();
    await Promise.all([this.#lastImport, this.#lastQuestion]);
    await this.#database.close();
  }

  async #connected(): Promise<Engine> {
    const engine = await this.#database.connect();
    for (const macro of FACT_MACROS) await engine.run(macro);
    return engine;
  }
}
