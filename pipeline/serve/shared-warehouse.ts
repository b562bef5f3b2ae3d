import type { SqlAnswer } from '../ask/ask.ts';
import { FACT_MACROS } from '../facts/macros.ts';
import type { Library } from '../library/types.ts';
import { asCount, type Engine, sqlText } from '../warehouse/duckdb/engine.ts';
import type { NativeDatabase } from '../warehouse/duckdb/native/native-engine.ts';
import type { Caller } from './access.ts';
import type { WrittenUnits } from './answers.ts';
import { confine } from './confined-views.ts';
import { RequestProblem } from './problem.ts';
import { Questioner } from './questioner.ts';
import { type Asker, type TurnLimits, Turns } from './turns.ts';

/**
 * Requests that read at the same time; the others wait their turn, so that a burst does not exhaust the memory. A token has
 * one turn at a time: DuckDB counts on all cores, which who comes next then shares with one request of it, not with many.
 */
const READING: TurnLimits = { running: 4, runningEach: 1, waiting: 512, waitingEach: 128 };
const ONE_BY_ONE: TurnLimits = { running: 1, runningEach: 1, waiting: 256, waitingEach: 64 };
const NEVER = new AbortController().signal;

/** One warehouse for many requests: readers side by side, each with a connection of its own; writers one at a time. */
export class SharedWarehouse {
  readonly #database: NativeDatabase;
  readonly #reads: Turns;
  readonly #questions = new Turns(ONE_BY_ONE);
  readonly #questioner: Questioner;
  readonly #imports = new Turns(ONE_BY_ONE);
  #closing = false;
  #writes = 0;
  #written: (units: WrittenUnits) => Promise<void> = async () => undefined;

  constructor(database: NativeDatabase, reading: Partial<TurnLimits> = {}) {
    this.#database = database;
    this.#questioner = new Questioner(database);
    this.#reads = new Turns({ ...READING, ...reading });
  }

  /**
   * Reads what the caller may see, and nothing else. Everything that `work` reads is of one moment, whatever an import
   * does meanwhile. Connections are never used twice: their temporary tables and views belong to one request. It ends
   * when the caller has gone.
   * @throws RequestProblem BUSY, QUEUE_FULL
   */
  read<T>(caller: Caller, work: (engine: Engine) => Promise<T>): Promise<T> {
    return this.#read(caller, async (engine) => {
      caller.lastImport = await lastImportOf(engine, caller.scope);
      if (caller.scope !== undefined) await confine(engine, caller.scope);
      return work(engine);
    });
  }

  /** The same over all rows, for routes that look themselves at who may see what. */
  readAll<T>(caller: Asker, work: (engine: Engine) => Promise<T>): Promise<T> {
    return this.#read(caller, work);
  }

  #read<T>(asker: Asker, work: (engine: Engine) => Promise<T>): Promise<T> {
    return this.#reads.run(asker, () =>
      this.#connected((engine) => engine.transaction(() => work(engine)), { signal: asker.gone }),
    );
  }

  /**
   * Questions in SQL that somebody typed, one after the other and beside the readers: however much one takes, the others
   * get their figures.
   * @throws RequestProblem BUSY, QUEUE_FULL; UserError as `askSql`; the reason of `gone` where it aborts
   */
  ask(asker: Asker, library: Library, sql: string, seconds: number): Promise<SqlAnswer> {
    return this.#questions.run(asker, () => this.#questioner.ask({ sql, seconds }, library, this.#writes, asker.gone));
  }

  /**
   * One import after the other, the tokens by turns; it goes on when whoever sent it has gone.
   * @param units whose rows alone it can write; anybody's, where it is not said
   * @throws RequestProblem CLOSING once the server is shutting down; BUSY, QUEUE_FULL
   */
  import<T>({ token }: Asker, work: (engine: Engine) => Promise<T>, units?: WrittenUnits): Promise<T> {
    return this.#imports.run({ token, gone: NEVER }, () => {
      if (this.#closing) throw new RequestProblem('CLOSING');
      return this.#connected(async (engine) => {
        for (const macro of FACT_MACROS) await engine.run(macro);
        return work(engine);
      }).finally(() => {
        this.#writes += 1;
        return this.#written(units);
      });
    });
  }

  /** @param heed is waited for whenever something was written, or begun to be, before whoever wrote hears of it */
  onWritten(heed: (units: WrittenUnits) => Promise<void>): void {
    this.#written = heed;
  }

  /** From now on no further import begins; the running one comes to its end. */
  stopImports(): void {
    this.#closing = true;
  }

  async close(): Promise<void> {
    this.stopImports();
    await Promise.all([this.#imports.ended(), this.#questions.ended(), this.#reads.ended()]);
    await this.#questioner.close();
    await this.#database.close();
  }

  async #connected<T>(work: (engine: Engine) => Promise<T>, options?: { signal: AbortSignal }): Promise<T> {
    const engine = await this.#database.connect(options);
    try {
      return await work(engine);
    } finally {
      await engine.close();
    }
  }
}

/** The last import with rows of these units; 0 where there is none. */
async function lastImportOf(engine: Engine, scope: Caller['scope']): Promise<number> {
  const units = [...new Set(scope?.map(({ unit }) => sqlText(unit)))].join(', ') || 'NULL';
  const [last] = await engine.query(
    scope === undefined
      ? 'SELECT max(import_id) AS id FROM imports'
      : `SELECT max(import_id) AS id FROM import_units WHERE unit_id IN (${units})`,
  );
  return asCount(last?.['id']);
}
