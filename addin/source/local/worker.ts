import emptyWarehouse from 'virtual:empty-warehouse';
import duckdbWasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { BROWSER_RUNTIME, createDuckDB, VoidLogger } from 'duckdb-blocking';
import type { WasmBindings } from '../../../pipeline/engine/wasm/wasm-engine.ts';
import { indicatorSummary } from '../../../pipeline/indicators/summary.ts';
import { UserError } from '../../../pipeline/messages.ts';
import { planSummary } from '../../../pipeline/plans/summary.ts';
import { unitSummary } from '../../../pipeline/units/summary.ts';
import template from '../../../templates/standard.xlsx?url';
import type { ImportProgress } from '../source.ts';
import { Asks } from './asks.ts';
import { importHere } from './import-here.ts';
import { shippedLibrary } from './library.ts';
import { localError } from './messages.ts';
import { PaneWarehouse } from './pane-warehouse.ts';
import type { FromWorker, SentError, TaskName, ToWorker, WorkerTasks } from './protocol.ts';

/** The whole pipeline and DuckDB, away from the page's own thread. Tasks are done one after the other. */
let started: Promise<WasmBindings> | undefined = startDuckDB();
const warehouse = new PaneWarehouse({
  library: shippedLibrary,
  async bindings() {
    const bindings = started ?? startDuckDB();
    started = undefined;
    return bindings;
  },
  empty: () => bytesAt(emptyWarehouse),
});

/** Fetched and compiled while the rest of the worker gets ready. */
async function startDuckDB(): Promise<WasmBindings> {
  const mainModule = new URL(duckdbWasm, self.location.href).href;
  const bundle = { mainModule, mainWorker: '' };
  // Only the one bundle is shipped; a browser without WebAssembly exceptions fails here with a sentence.
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), BROWSER_RUNTIME);
  await bindings.instantiate(() => undefined);
  return bindings;
}

let version = '';
const cancelled = new Set<number>();

/** The task that is being done. */
let ending: { call: number; controller: AbortController } | undefined;

/** How a task tells of its progress, and hears that it is not wanted any more. */
interface Task {
  isCancelled(): boolean;
  signal: AbortSignal;
  tell(progress: ImportProgress): void;
}

function tasks(task: Task): WorkerTasks {
  const { library } = warehouse;
  const asks = (): Asks => new Asks(warehouse.engine, library);
  return {
    open(given) {
      version = given;
      return warehouse.open();
    },
    plans: async () => [...library.plans.values()].map(planSummary),
    units: async () => library.units.units.map(unitSummary),
    indicators: async () => [...library.indicators.values()].map(indicatorSummary),
    evaluation: (query) => asks().evaluation(query),
    figures: (query) => asks().figures(query),
    answers: (questions, language) => asks().answers(questions, language),
    members: (query) => asks().members(query),
    template: () => bytesAt(template),
    importFiles: (files, options) =>
      importHere(warehouse, files, options, (progress) => task.tell(progress), task.isCancelled),
    async state() {
      const lastDay = await warehouse.lastDay();
      return { empty: await warehouse.isEmpty(), version, lastDay, role: 'consolidator' };
    },
    query: (sql) => asks().query(sql, task.signal),
    tables: () => asks().tables(),
    storage: () => warehouse.storage(),
    exported: async () => warehouse.exported(),
    replaced: async (file) => warehouse.replace(file.name, new Uint8Array(await file.arrayBuffer())),
    cleared: () => warehouse.clear(),
  };
}

let queue: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('cancel' in data) {
    cancelled.add(data.cancel);
    if (ending?.call === data.cancel) ending.controller.abort();
  } else queue = queue.then(() => perform(data));
});

async function perform({ call, task, args }: Extract<ToWorker, { call: number }>): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  ending = { call, controller };
  try {
    if (cancelled.has(call)) return;
    const tell = (progress: ImportProgress): void => post({ call, progress });
    const ways = tasks({ isCancelled: () => cancelled.has(call), signal, tell });
    // Each task takes what its own signature says; the page's half has the same types.
    const way = ways[task] as (...given: readonly unknown[]) => Promise<Awaited<ReturnType<WorkerTasks[TaskName]>>>;
    const value = await way(...args);
    post({ call, value }, value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : []);
  } catch (error) {
    // The page has turned away long ago.
    if (signal.aborted && error === signal.reason) return;
    post({ call, error: sentError(error) });
    if (isFatal(error)) {
      // WebAssembly that has crashed answers nothing any more: the page hears of it, ends this worker and starts another.
      setTimeout(() => {
        throw error;
      });
    }
  } finally {
    cancelled.delete(call);
  }
}

function isFatal(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof WebAssembly.RuntimeError) return true;
  return false;
}

function sentError(error: unknown): SentError {
  if (!(error instanceof UserError)) console.error(error);
  const known =
    error instanceof UserError
      ? error
      : localError('OUR_FAULT', { reason: error instanceof Error ? error.message : String(error) });
  return { code: known.code, vi: known.sentence('vi'), en: known.sentence('en') };
}

function post(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

/** A file of the build, from the page's own place. */
async function bytesAt(address: string): Promise<Uint8Array> {
  const answer = await fetch(new URL(address, self.location.href));
  if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
