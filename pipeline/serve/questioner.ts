import { type ChildProcess, fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SqlAnswer } from '../ask/ask.ts';
import { ASKED_TABLES } from '../ask/describe.ts';
import { askError } from '../ask/messages.ts';
import { makeOwnTables } from '../ask/own-tables.ts';
import type { Library } from '../library/types.ts';
import { sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { MOST_MEGABYTES } from '../warehouse/duckdb/native/guard.ts';
import type { NativeDatabase } from '../warehouse/duckdb/native/native-engine.ts';
import { receivedError, type SentError } from '../warehouse/duckdb/native/sent-error.ts';

export interface Question {
  /** The copy that is asked. */
  file: string;
  sql: string;
  seconds: number;
  /** That its process may take for it. */
  megabytes: number;
}

export type FromQuestions = { answer: SqlAnswer } | { error: SentError } | { stuck: 'time' | 'size' };

const PROCESS = fileURLToPath(new URL('./question-process.ts', import.meta.url));
/** A process that neither answers nor ends itself is ended: so long after the question's own time, and after it was cancelled. */
const GRACE_MS = 10_000;
const CANCEL_MS = 1_000;

/**
 * Questions in SQL that somebody typed, in a process of their own, over a copy of the tables that may be asked: whatever a
 * statement takes, and should it end its process, the server goes on. One question at a time.
 */
export class Questioner {
  readonly #database: NativeDatabase;
  readonly #megabytes: number;
  #child: ChildProcess | undefined;
  /** The copy, and what it was made of. */
  #copy: { folder: string; file: string; writes: number; library: Library } | undefined;

  constructor(database: NativeDatabase, megabytes = MOST_MEGABYTES) {
    this.#database = database;
    this.#megabytes = megabytes;
  }

  /**
   * @param writes the copy is made anew when it is another number, or the library another one
   * @throws UserError as `askSql`; the reason of `gone` when it aborts
   */
  async ask(
    { sql, seconds }: Pick<Question, 'sql' | 'seconds'>,
    library: Library,
    writes: number,
    gone: AbortSignal,
  ): Promise<SqlAnswer> {
    const old = this.#copy;
    if (old?.writes !== writes || old.library !== library)
      this.#copy = { ...(await this.#made(library)), writes, library };
    const file = this.#copy?.file ?? '';
    try {
      return await this.#answer({ file, sql, seconds, megabytes: this.#megabytes }, gone);
    } finally {
      // By now nobody has it open.
      if (old !== undefined && old.file !== file) await rm(old.folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    if (this.#copy !== undefined) await rm(this.#copy.folder, { recursive: true, force: true });
    this.#copy = undefined;
  }

  async #made(library: Library): Promise<{ folder: string; file: string }> {
    const engine = await this.#database.connect();
    const folder = await this.#database.scratch();
    const file = path.join(folder, 'asked.duckdb');
    const name = sqlName(path.basename(folder));
    try {
      await makeOwnTables(engine, library);
      await engine.run(`ATTACH ${sqlText(file)} AS ${name}`);
      try {
        await engine.transaction(async () => {
          for (const table of ASKED_TABLES) await engine.run(`CREATE TABLE ${name}.${table} AS FROM ${table}`);
        });
      } finally {
        await engine.run(`DETACH ${name}`);
      }
      return { folder, file };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    } finally {
      await engine.close();
    }
  }

  #answer(question: Question, gone: AbortSignal): Promise<SqlAnswer> {
    gone.throwIfAborted();
    const child = this.#started();
    return new Promise((resolve, reject) => {
      let late = setTimeout(() => child.kill('SIGKILL'), question.seconds * 1000 + GRACE_MS);
      const cancel = (): void => {
        child.send('cancel');
        clearTimeout(late);
        late = setTimeout(() => child.kill('SIGKILL'), CANCEL_MS);
      };
      const done = (settle: () => void): void => {
        clearTimeout(late);
        gone.removeEventListener('abort', cancel);
        child.off('message', hear).off('exit', died).off('error', failed);
        if (gone.aborted) reject(gone.reason);
        else settle();
      };
      let stuck: 'time' | 'size' | undefined;
      const hear = (message: FromQuestions): void => {
        if ('stuck' in message) stuck = message.stuck;
        else if ('answer' in message) done(() => resolve(message.answer));
        else done(() => reject(receivedError(message.error, 'a question was asked')));
      };
      const died = (): void =>
        done(() =>
          reject(
            stuck === 'time' ? askError('TOOK_TOO_LONG', { seconds: question.seconds }) : askError('RESULT_TOO_LARGE'),
          ),
        );
      const failed = (error: Error): void => done(() => reject(error));
      gone.addEventListener('abort', cancel, { once: true });
      child.on('message', hear).once('exit', died).once('error', failed);
      child.send(question);
    });
  }

  #started(): ChildProcess {
    if (this.#child !== undefined) return this.#child;
    const child = fork(PROCESS, [], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const leave = (): void => {
      if (this.#child === child) this.#child = undefined;
    };
    this.#child = child.once('exit', leave).on('error', leave);
    return child;
  }
}
