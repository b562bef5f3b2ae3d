import { asText, type Engine } from '../../../pipeline/engine/engine.ts';
import { openWasmDatabase, type WasmBindings, type WasmDatabase } from '../../../pipeline/engine/wasm/wasm-engine.ts';
import { FACT_MACROS } from '../../../pipeline/facts/macros.ts';
import { warehouseVersionFits } from '../../../pipeline/facts/tables.ts';
import type { Library } from '../../../pipeline/library.ts';
import { LISTS } from '../../../pipeline/lists.ts';
import { localError } from './messages.ts';
import { keep, keptWarehouse, privateFolder, removeKept, storageOf } from './private-storage.ts';
import type { Storage } from './protocol.ts';

/** What the page's build hands to the worker. */
export interface Makers {
  library(): Library;
  bindings(): Promise<WasmBindings>;
  /** A warehouse without rows. */
  empty(): Promise<Uint8Array>;
}

/**
 * The warehouse in the browser's private storage: opened whole into the engine, kept whole after each change, so that what
 * lies there is always the state after some file, never between two.
 */
export class PaneWarehouse {
  readonly #makers: Makers;
  #library: Library | undefined;
  #folder: FileSystemDirectoryHandle | undefined;
  #database: WasmDatabase | undefined;
  #release: (() => void) | undefined;

  constructor(makers: Makers) {
    this.#makers = makers;
  }

  /** Read when it is first needed: DuckDB is fetched and compiled meanwhile. */
  get library(): Library {
    this.#library ??= this.#makers.library();
    return this.#library;
  }

  get engine(): Engine {
    if (this.#database === undefined) throw new Error('the warehouse is not open');
    return this.#database.engine;
  }

  /** @throws UserError NEEDS_HTTPS, IN_USE, DAMAGED */
  async open(): Promise<Storage> {
    if (!isSecureContext) throw localError('NEEDS_HTTPS');
    if (this.#database === undefined) {
      await this.#lock();
      this.#folder = await privateFolder();
      const kept = this.#folder === undefined ? undefined : await keptWarehouse(this.#folder);
      try {
        await this.#start(kept);
      } catch (cause) {
        if (kept === undefined) throw cause;
        throw localError('DAMAGED', {}, { cause });
      }
    }
    return this.storage();
  }

  storage(): Promise<Storage> {
    return storageOf(this.#folder);
  }

  /** @throws UserError NO_ROOM */
  async keep(): Promise<void> {
    if (this.#folder === undefined || this.#database === undefined) return;
    try {
      await keep(this.#folder, this.#database.save());
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw localError('NO_ROOM', { reason }, { cause });
    }
  }

  exported(): Uint8Array {
    if (this.#database === undefined) throw new Error('the warehouse is not open');
    return this.#database.save();
  }

  /** @throws UserError NOT_A_WAREHOUSE; what was here stays then */
  async replace(name: string, bytes: Uint8Array): Promise<Storage> {
    const before = this.exported();
    try {
      await this.#start(bytes);
      const tables = await this.engine.query('SELECT count(*)::INTEGER AS n FROM imports');
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
    if (this.#folder !== undefined) await removeKept(this.#folder);
    await this.#start(undefined);
    return this.storage();
  }

  async isEmpty(): Promise<boolean> {
    const anything = LISTS.map((list) => `EXISTS (FROM ${list})`).join(' OR ');
    const [row] = await this.engine.query(`SELECT NOT (${anything}) AS empty`);
    return row?.['empty'] === true;
  }

  async lastDay(): Promise<string | null> {
    const [row] = await this.engine.query('SELECT max(received_at)::DATE AS last FROM dossiers');
    return asText(row?.['last']) || null;
  }

  async #start(file: Uint8Array | undefined): Promise<void> {
    await this.#database?.engine.close();
    this.#database = undefined;
    const bindings = await this.#makers.bindings();
    const database = openWasmDatabase(bindings, file ?? (await this.#makers.empty()));
    if (!(await warehouseVersionFits(database.engine))) throw new Error('a warehouse of another version');
    for (const macro of FACT_MACROS) await database.engine.run(macro);
    this.#database = database;
  }

  /** One window at a time: two that keep their own state would each undo the other's. */
  async #lock(): Promise<void> {
    if (this.#release !== undefined) return;
    await new Promise<void>((resolve, reject) => {
      navigator.locks
        .request('vedich-warehouse', { ifAvailable: true }, (lock) => {
          if (lock === null) {
            reject(localError('IN_USE'));
            return undefined;
          }
          resolve();
          // Held until this worker ends.
          return new Promise<void>((release) => {
            this.#release = release;
          });
        })
        .catch(reject);
    });
  }
}
