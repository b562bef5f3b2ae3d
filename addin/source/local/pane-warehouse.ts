import { FACT_MACROS } from '../../../pipeline/facts/macros.ts';
import { warehouseVersionFits } from '../../../pipeline/facts/tables.ts';
import { LISTS } from '../../../pipeline/lists.ts';
import { asText, type Engine } from '../../../pipeline/warehouse/duckdb/engine.ts';
import type { WasmDatabase } from '../../../pipeline/warehouse/duckdb/wasm/wasm-engine.ts';
import { localError } from './messages.ts';
import { KEPT, keep, kept, privateFolder, removeKept, storageOf } from './private-storage.ts';
import type { Storage } from './protocol.ts';

/** A page that is loaded again still holds the lock for the moment in which its worker ends. */
const LOCK_MS = 2_000;

/** What the worker hands over. */
export interface Given {
  /** @returns opens a database from the bytes of its file */
  duckdb(): Promise<(file: Uint8Array) => WasmDatabase>;
  /** A warehouse without rows. */
  empty(): Promise<Uint8Array>;
}

/**
 * The warehouse in the browser's private storage: opened whole into the engine, kept whole after each change, so that what
 * lies there is always the state after some file, never between two.
 */
export class PaneWarehouse {
  readonly #given: Given;
  #folder: FileSystemDirectoryHandle | undefined;
  #database: Promise<WasmDatabase> | undefined;
  #release: (() => void) | undefined;
  /** `empty`: nothing was kept and nothing was put in, which is known before the engine is there. */
  #content: 'unknown' | 'empty' | 'some' = 'unknown';
  #brokenStart = false;

  constructor(given: Given) {
    this.#given = given;
  }

  async engine(): Promise<Engine> {
    return (await this.#opened()).engine;
  }

  /**
   * Opens what was kept. Where nothing was, the engine is left for later: files can be chosen without it.
   * @throws UserError NEEDS_HTTPS, IN_USE, DAMAGED
   */
  async open(): Promise<Storage> {
    if (!isSecureContext) throw localError('NEEDS_HTTPS');
    if (this.#database === undefined) {
      await this.#lock();
      this.#folder = await privateFolder();
      const file = this.#folder === undefined ? undefined : await kept(this.#folder, KEPT.warehouse);
      if (file !== undefined) await this.#start(file);
      this.#content = file === undefined ? 'empty' : 'some';
    }
    return this.storage();
  }

  /** Starts the engine that `open` has left for later. @throws whatever keeps it from starting; the next who asks is told too */
  async warmUp(): Promise<void> {
    if (this.#content !== 'empty') return;
    try {
      await this.#opened();
    } catch (error) {
      this.#brokenStart = true;
      throw error;
    }
  }

  storage(): Promise<Storage> {
    return storageOf(this.#folder);
  }

  /** @throws UserError NO_ROOM */
  async keep(): Promise<void> {
    this.#content = 'some';
    if (this.#folder === undefined) return;
    await keep(this.#folder, KEPT.warehouse, await this.exported());
  }

  async exported(): Promise<Uint8Array> {
    return (await this.#opened()).save();
  }

  /** @throws UserError NOT_A_WAREHOUSE; what was here stays then */
  async replace(name: string, bytes: Uint8Array): Promise<Storage> {
    const before = await this.exported();
    try {
      await this.#start(bytes);
      const tables = await (await this.engine()).query('SELECT count(*)::INTEGER AS n FROM imports');
      if (tables.length !== 1) throw new Error('no imports');
    } catch (cause) {
      await this.#start(before);
      throw localError('NOT_A_WAREHOUSE', { file: name }, { cause });
    }
    await this.keep();
    return this.storage();
  }

  /** Also the way out of data that do not open. @throws UserError IN_USE */
  async clear(): Promise<Storage> {
    await this.#lock();
    if (this.#folder === undefined) this.#folder = await privateFolder();
    if (this.#folder !== undefined) await removeKept(this.#folder, KEPT.warehouse);
    await this.#start(undefined);
    this.#content = 'empty';
    return this.storage();
  }

  async isEmpty(): Promise<boolean> {
    if (this.#content === 'empty' && !this.#brokenStart) return true;
    const anything = LISTS.map((list) => `EXISTS (FROM ${list})`).join(' OR ');
    const [row] = await (await this.engine()).query(`SELECT NOT (${anything}) AS empty`);
    return row?.['empty'] === true;
  }

  /** Ids of the units that the facts are of. */
  async units(): Promise<string[]> {
    const lists = LISTS.map((list) => `SELECT DISTINCT unit_id FROM ${list}`).join(' UNION ');
    return (await (await this.engine()).query(lists)).map((row) => asText(row['unit_id']));
  }

  /** Day of the latest dossier, ISO; null where there is none. */
  async lastDay(): Promise<string | null> {
    if (this.#content === 'empty') return null;
    const [row] = await (await this.engine()).query('SELECT max(received_at)::DATE AS last FROM dossiers');
    return asText(row?.['last']) || null;
  }

  async #opened(): Promise<WasmDatabase> {
    if (this.#database === undefined && this.#content === 'empty') await this.#start(undefined);
    if (this.#database === undefined) throw new Error('the warehouse is not open');
    return this.#database;
  }

  /** @throws UserError DAMAGED where `file` is no warehouse of this version */
  async #start(file: Uint8Array | undefined): Promise<void> {
    const before = this.#database;
    const database = this.#load(file, before);
    this.#database = database;
    database.catch(() => {
      if (this.#database === database) this.#database = undefined;
    });
    await database;
  }

  async #load(file: Uint8Array | undefined, before: Promise<WasmDatabase> | undefined): Promise<WasmDatabase> {
    await (await before?.catch(() => undefined))?.engine.close();
    const [opening, bytes] = await Promise.all([this.#given.duckdb(), file === undefined ? this.#given.empty() : file]);
    try {
      const database = opening(bytes);
      if (!(await warehouseVersionFits(database.engine))) throw new Error('a warehouse of another version');
      for (const macro of FACT_MACROS) await database.engine.run(macro);
      return database;
    } catch (cause) {
      if (file === undefined) throw cause;
      throw localError('DAMAGED', {}, { cause });
    }
  }

  /** One window at a time: two that keep their own state would each undo the other's. */
  async #lock(): Promise<void> {
    if (this.#release !== undefined) return;
    await new Promise<void>((resolve, reject) => {
      navigator.locks
        .request('vedich-warehouse', { signal: AbortSignal.timeout(LOCK_MS) }, () => {
          resolve();
          // Held until this worker ends.
          return new Promise<void>((release) => {
            this.#release = release;
          });
        })
        .catch((error: unknown) => reject(isTimeout(error) ? localError('IN_USE') : error));
    });
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
