import { upgrade } from '../../../pipeline/facts/format.ts';
import { FACT_MACROS } from '../../../pipeline/facts/macros.ts';
import { warehouseVersionFits } from '../../../pipeline/facts/tables.ts';
import { LISTS } from '../../../pipeline/lists.ts';
import { asText, type Engine } from '../../../pipeline/warehouse/duckdb/engine.ts';
import type { WasmDatabase } from '../../../pipeline/warehouse/duckdb/wasm/wasm-engine.ts';
import { unitsWithData } from '../../../pipeline/warehouse/state.ts';
import { localError } from './messages.ts';
import { KEPT, keep, kept, keptStamp, privateFolder, removeKept, storageOf } from './private-storage.ts';
import type { Storage } from './protocol.ts';
import { inTurn, soonInTurn } from './windows.ts';

/** What the worker hands over. */
export interface Given {
  /** @returns opens a database from the bytes of its file */
  duckdb(): Promise<(file: Uint8Array) => WasmDatabase>;
  /** A warehouse without rows. */
  empty(): Promise<Uint8Array>;
}

/**
 * The warehouse in the browser's private storage: opened whole into the engine, kept whole after each change, so that what
 * lies there is always the state after some file, never between two. Other windows change it too: whoever asks is answered
 * from what is kept now, and a change is made on it.
 */
export class PaneWarehouse {
  readonly #given: Given;
  #folder: FileSystemDirectoryHandle | undefined;
  #database: Promise<WasmDatabase> | undefined;
  #stamp = '';
  #isChanging = false;
  /** `empty`: nothing was kept and nothing was put in, which is known before the engine is there. */
  #content: 'unknown' | 'empty' | 'some' = 'unknown';
  #brokenStart = false;

  constructor(given: Given) {
    this.#given = given;
  }

  /** Of the kept state that is open here. */
  get stamp(): string {
    return this.#stamp;
  }

  async engine(): Promise<Engine> {
    return (await this.#opened()).engine;
  }

  /**
   * Opens what was kept. Where nothing was, the engine is left for later: files can be chosen without it.
   * @throws UserError NEEDS_HTTPS, DAMAGED
   */
  async open(): Promise<Storage> {
    if (!isSecureContext) throw localError('NEEDS_HTTPS');
    this.#folder ??= await privateFolder();
    await this.follow();
    return this.storage();
  }

  /** Opens what another window has kept since. @throws UserError DAMAGED */
  async follow(): Promise<void> {
    if (this.#folder === undefined) {
      if (this.#content === 'unknown') this.#content = 'empty';
      return;
    }
    if (!(await this.isBehind()) && this.#content !== 'unknown') return;
    const found = await kept(this.#folder, KEPT.warehouse);
    // What does not open is not news every second; whoever asks is told why.
    this.#stamp = found?.stamp ?? '';
    this.#content = 'unknown';
    if (found !== undefined) await this.#start(found.bytes);
    else await this.#end();
    this.#content = found === undefined ? 'empty' : 'some';
  }

  /** Whether another window has kept something that is not open here yet. */
  async isBehind(): Promise<boolean> {
    if (this.#folder === undefined || this.#isChanging) return false;
    return (await keptStamp(this.#folder, KEPT.warehouse)) !== this.#stamp;
  }

  /**
   * The only way to change the facts: this window alone, on the newest state. `work` keeps what it has done (`keep`).
   * @param signal ends the waiting for other windows
   * @throws the reason of `signal`, and whatever `work` throws: then what was kept last is what is there
   */
  change<T>(work: (engine: Engine) => Promise<T>, signal: AbortSignal): Promise<T> {
    return inTurn(() => this.#alone(async () => work(await this.engine())), signal);
  }

  /** As `change`, for what somebody waits for. @throws UserError IN_USE where another window takes long */
  changeSoon<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    return soonInTurn(() => this.#alone(async () => work(await this.engine())));
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    await this.follow();
    this.#isChanging = true;
    try {
      return await work();
    } finally {
      this.#isChanging = false;
    }
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

  /** @throws UserError NO_ROOM; then the change has not been made */
  async keep(): Promise<void> {
    if (this.#folder !== undefined) {
      try {
        await keep(this.#folder, KEPT.warehouse, await this.exported());
      } catch (error) {
        // What is not kept would be undone by the next window that changes something: better now than unseen.
        this.#content = 'unknown';
        await this.follow();
        throw error;
      }
      this.#stamp = await keptStamp(this.#folder, KEPT.warehouse);
    }
    this.#content = 'some';
  }

  /** A warehouse without rows in an engine of its own, which nobody keeps; whoever asked for it closes it. */
  async beside(): Promise<Engine> {
    const [opening, bytes] = await Promise.all([this.#given.duckdb(), this.#given.empty()]);
    const { engine } = opening(bytes);
    for (const macro of FACT_MACROS) await engine.run(macro);
    return engine;
  }

  async exported(): Promise<Uint8Array> {
    return (await this.#opened()).save();
  }

  /** @throws UserError NOT_A_WAREHOUSE; what was here stays then */
  replace(name: string, bytes: Uint8Array): Promise<Storage> {
    return this.changeSoon(async () => {
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
    });
  }

  /** Also the way out of data that do not open. @throws UserError IN_USE */
  clear(): Promise<Storage> {
    return soonInTurn(async () => {
      this.#folder ??= await privateFolder();
      if (this.#folder !== undefined) {
        await removeKept(this.#folder, KEPT.figures);
        await removeKept(this.#folder, KEPT.warehouse);
      }
      await this.#start(undefined);
      this.#content = 'empty';
      this.#stamp = '';
      return this.storage();
    });
  }

  /** Nothing was ever put in, which is known before the engine is there. */
  get isUntouched(): boolean {
    return this.#content === 'empty';
  }

  async isEmpty(): Promise<boolean> {
    if (this.#content === 'empty' && !this.#brokenStart) return true;
    const anything = LISTS.map((list) => `EXISTS (FROM ${list})`).join(' OR ');
    const [row] = await (await this.engine()).query(`SELECT NOT (${anything}) AS empty`);
    return row?.['empty'] === true;
  }

  /** Ids of the units that the facts are of. */
  async units(): Promise<string[]> {
    return this.#content === 'empty' ? [] : unitsWithData(await this.engine());
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

  async #end(): Promise<void> {
    const before = this.#database;
    this.#database = undefined;
    await (await before?.catch(() => undefined))?.engine.close();
  }

  async #load(file: Uint8Array | undefined, before: Promise<WasmDatabase> | undefined): Promise<WasmDatabase> {
    await (await before?.catch(() => undefined))?.engine.close();
    const [opening, bytes] = await Promise.all([this.#given.duckdb(), file === undefined ? this.#given.empty() : file]);
    let database: WasmDatabase | undefined;
    try {
      database = opening(bytes);
      await upgrade(database.engine);
      if (!(await warehouseVersionFits(database.engine))) throw new Error('a warehouse of another version');
      for (const macro of FACT_MACROS) await database.engine.run(macro);
      return database;
    } catch (cause) {
      await database?.engine.close();
      if (file === undefined) throw cause;
      throw localError('DAMAGED', {}, { cause });
    }
  }
}
