import emptyWarehouse from 'virtual:empty-warehouse';
import shipped from 'virtual:shipped-library';
import { vietnameseMoment } from '../../../pipeline/dates.ts';
import { indicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import { planSummary } from '../../../pipeline/library/plans/summary.ts';
import { unitSummary } from '../../../pipeline/library/units/summary.ts';
import { UserError } from '../../../pipeline/messages.ts';
import type { Engine } from '../../../pipeline/warehouse/duckdb/engine.ts';
import template from '../../../templates/standard.xlsx?url';
import type { ImportOutcome, ImportProgress, SourceState } from '../source.ts';
import { Asks } from './asks.ts';
import type { CollectHere } from './collect-here.ts';
import { keepFigures } from './last-figures.ts';
import { localError } from './messages.ts';
import { ownLibrary } from './own-library.ts';
import { PaneOffice } from './pane-office.ts';
import { PaneWarehouse } from './pane-warehouse.ts';
import { forgetAll } from './private-storage.ts';
import type { FromWorker, SentError, TaskName, ToWorker, WorkerTasks } from './protocol.ts';
import { watch } from './windows.ts';

/** The whole pipeline and DuckDB, away from the page's own thread. Tasks are done one after the other. */
let warehouse: PaneWarehouse | undefined;
const office = new PaneOffice(shipped);
let version = '';
let build = '';
const cancelled = new Set<number>();

/** The task that is being done. */
let ending: { call: number; controller: AbortController } | undefined;

/** How a task tells of its progress, and hears that it is not wanted any more. */
interface Task {
  isCancelled(): boolean;
  signal: AbortSignal;
  tell(progress: ImportProgress): void;
  /** What can wait until nobody asks for anything; should it fail, nothing is lost. */
  afterwards(work: () => Promise<void>): void;
}

function tasks(warehouse: PaneWarehouse, task: Task): WorkerTasks {
  const asks = async (...units: readonly (string | undefined)[]): Promise<Asks> =>
    new Asks(await warehouse.engine(), await office.libraryFor(units));
  const plans = async () => [...(await office.library()).plans.values()].map(planSummary);
  const units = async () => (await office.library()).units.units.map(unitSummary);
  const state = async (): Promise<SourceState> => {
    const lastDay = await warehouse.lastDay();
    return {
      empty: await warehouse.isEmpty(),
      version,
      lastDay,
      units: await warehouse.units(),
      role: 'consolidator',
      unit: null,
    };
  };
  const collecting = async (engine: Engine, unit: string): Promise<CollectHere> => {
    const { CollectHere } = await import('./collect-here.ts');
    return new CollectHere(engine, await office.libraryFor([unit]));
  };
  /** What is kept in the warehouse: another window must not be writing, and it is kept whole behind it. */
  const changed = <T>(unit: string, work: (here: CollectHere) => Promise<T>): Promise<T> =>
    warehouse.change(async (engine) => {
      const done = await work(await collecting(engine, unit));
      await warehouse.keep();
      return done;
    }, task.signal);
  return {
    async open(given, from, keeps) {
      if (keeps === 'nothing is kept') forgetAll();
      version = given;
      build = from;
      return warehouse.open();
    },
    plans,
    units,
    indicators: async () => [...(await office.library()).indicators.values()].map(indicatorSummary),
    async evaluation(query) {
      const evaluation = await (await asks(query.unit)).evaluation(query);
      const of = [build, warehouse.stamp, office.stamp] as const;
      // After the answer has gone out.
      if (query.from === undefined)
        task.afterwards(async () =>
          keepFigures([...of], query, evaluation, { plans: await plans(), units: await units(), state: await state() }),
        );
      return evaluation;
    },
    figures: async (query) => (await asks(query.unit)).figures(query),
    answers: async (questions, language) =>
      (await asks(...questions.map(({ unit }) => unit))).answers(questions, language),
    members: async (query) => (await asks(query.unit)).members(query),
    why: async (query) => (await asks(query.unit)).why(query),
    forecast: async (query) => (await asks(query.unit)).forecast(query),
    whatIf: async (query) => (await asks(query.unit)).whatIf(query),
    askInWords: async (query) => (await asks(query.unit)).askInWords(query),
    async blankForm({ list, plan: id, unit: unitId, asOf, from }) {
      const library = await office.libraryFor([unitId]);
      const [plan, unit] = [library.plans.get(id), library.units.byId.get(unitId)];
      if (plan === undefined || unit === undefined)
        throw localError('UNKNOWN', { id: plan === undefined ? id : unitId });
      const [{ blankForm }, { reportingPeriod }] = await Promise.all([
        import('../../../pipeline/forms/blank-form.ts'),
        import('../../../pipeline/office/scope.ts'),
      ]);
      return blankForm(library, { list, plan, unit, ...reportingPeriod(asOf, from, plan) }).bytes;
    },
    template: async () => (await office.template()) ?? bytesAt(template),
    async importFiles(files, options) {
      const { importHere } = await import('./import-here.ts');
      const waiting = setTimeout(() => task.tell(waitingFor(files)), WAITING_MS);
      const work = async (engine: Engine): Promise<ImportOutcome> => {
        clearTimeout(waiting);
        const { units = {}, agencies = {}, sheets = {} } = options.answers ?? {};
        const said = [units, agencies, sheets].flatMap((part) => Object.values(part));
        const library = await office.libraryFor([options.province, options.unit, ...said]);
        return importHere(warehouse, engine, library, files, options, (now) => task.tell(now), task.isCancelled);
      };
      return warehouse.change(work, task.signal).catch((error: unknown) => {
        clearTimeout(waiting);
        throw error === task.signal.reason ? localError('CANCELLED', { file: files[0]?.name ?? '' }) : error;
      });
    },
    async imports() {
      const { importRows, knownImports } = await import('./imports-here.ts');
      return importRows(await knownImports(await warehouse.engine()));
    },
    async goingWith(importId) {
      const { goingWith } = await import('./imports-here.ts');
      return goingWith(await warehouse.engine(), (await office.library()).columns, importId);
    },
    removeImport: (importId) =>
      warehouse.changeSoon(async (engine) => {
        const { removeImport } = await import('./imports-here.ts');
        await removeImport(engine, (await office.library()).columns, importId);
        await warehouse.keep();
      }),
    async rejectedRows(file, language) {
      const { rejectedHere } = await import('./import-here.ts');
      return rejectedHere(await warehouse.engine(), await office.libraryFor(await warehouse.units()), file, language);
    },
    async settle(said) {
      const { settle } = await import('../../../pipeline/office/settle.ts');
      await warehouse.changeSoon(async (engine) => {
        await settle(engine, said, vietnameseMoment(Date.now()));
        await warehouse.keep();
      });
    },
    async openFiles() {
      if (warehouse.isUntouched) return [];
      const { openFiles } = await import('../../../pipeline/facts/open-questions.ts');
      return openFiles(await warehouse.engine(), await office.library());
    },
    state,
    query: async (sql) => (await asks()).query(sql, task.signal),
    tables: async () => (await asks()).tables(),
    storage: () => warehouse.storage(),
    exported: () => warehouse.exported(),
    async replaced(file) {
      const storage = await warehouse.replace(file.name, new Uint8Array(await file.arrayBuffer()));
      await office.libraryFor(await warehouse.units());
      return storage;
    },
    cleared: () => warehouse.clear(),
    own: async () => ownLibrary((await office.library()).office),
    ownText: async (kind, id) => (await office.layer()).text(kind, id),
    ownPut: (kind, name, bytes) => office.put(kind, name, bytes),
    ownRemove: async (kind, id) => office.remove(kind, id),
    async spellings() {
      const { saidSpellings } = await import('../../../pipeline/office/spellings.ts');
      return saidSpellings(await office.library());
    },
    explain: (answers) => office.explain(answers),
    forget: (spelling) => office.forget(spelling),
    ownDefaults: async () => {
      const { defaults, templates } = (await office.library()).office;
      return { ...defaults, templates };
    },
    ownDefaultsPut: (defaults) => office.putDefaults(defaults),
    ownExported: async () => (await office.layer()).exported(),
    ownImported: async (file) => office.imported(file.name, new Uint8Array(await file.arrayBuffer())),
    provinces: async () => (await office.layer()).provinces(),
    unitsOf: async (province) =>
      (await office.unitsOf(province)).units.units.filter((unit) => unit.province === province).map(unitSummary),
    unitsFrom: async (rows, province) => {
      await office.unitsOf(province);
      return (await office.layer()).unitsFrom(rows, province);
    },
    async forms() {
      const { formChoices } = await import('../../../pipeline/office/collection-now.ts');
      return formChoices(await office.library());
    },
    collect: (query, files) =>
      changed(query.unit, (here) =>
        here.collect(query, files, (number, { name, size }) =>
          task.tell({ step: 'reading', file: name, number, of: files.length, read: 0, total: size, rows: 0 }),
        ),
      ),
    collectionNow: async (query) => (await collecting(await warehouse.engine(), query.unit)).now(query),
    decide: (query, units, act, reason) => changed(query.unit, (here) => here.decide(query, units, act, reason)),
    explainUnit: (query, name, unit) => changed(query.unit, (here) => here.explainUnit(query, name, unit)),
    consolidatedBook: async (query, only) =>
      (await collecting(await warehouse.engine(), query.unit)).workbook(query, only, version),
    reminderLetter: (query) => changed(query.unit, (here) => here.letter(query)),
    blankReports: async (query) => (await collecting(await warehouse.engine(), query.unit)).blanks(query),
    difference: async (query, unit, target, lists) =>
      (await collecting(await warehouse.engine(), query.unit)).difference(query, unit, target, lists, () =>
        warehouse.beside(),
      ),
  };
}

/** As long as another window imports, somebody who imports here is told so. */
const WAITING_MS = 300;

function waitingFor([first, ...more]: readonly File[]): ImportProgress {
  const of = 1 + more.length;
  return { step: 'waiting', file: first?.name ?? '', number: 1, of, read: 0, total: 0, rows: 0 };
}

/** The page asks for the next thing as soon as it has an answer. */
const IDLE_MS = 100;
let resting: ReturnType<typeof setTimeout> | undefined;
const later: (() => Promise<void>)[] = [];

let queue: Promise<void> = Promise.resolve();

/**
 * Takes a message of the page.
 * @param duckdb its module, needed first by what asks for rows
 */
export function receive(data: ToWorker, duckdb: () => Promise<WebAssembly.Module>): void {
  if ('cancel' in data) {
    cancelled.add(data.cancel);
    if (ending?.call === data.cancel) ending.controller.abort();
    return;
  }
  warehouse ??= started(duckdb);
  const here = warehouse;
  clearTimeout(resting);
  queue = queue.then(() => perform(here, data));
  const last = queue;
  void last.then(() => {
    if (queue === last) resting = setTimeout(rest, IDLE_MS);
  });
}

/** Whoever shows figures is told when another window has changed them. */
function started(duckdb: () => Promise<WebAssembly.Module>): PaneWarehouse {
  const here = new PaneWarehouse({
    duckdb: async () => (await import('./start-duckdb.ts')).readyDuckDB(duckdb),
    empty: () => bytesAt(emptyWarehouse),
  });
  const look = async (): Promise<void> => {
    if ((await here.isBehind()) || (await office.isBehind())) post({ changed: true });
  };
  watch(() => void look().catch(reportError));
  // For those who will ask for rows.
  later.push(() => here.warmUp().catch(() => post({ changed: true })));
  return here;
}

/** Nobody asks for anything. */
function rest(): void {
  for (const work of later.splice(0)) queue = queue.then(work);
}

async function perform(
  warehouse: PaneWarehouse,
  { call, task, args }: Extract<ToWorker, { call: number }>,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  ending = { call, controller };
  try {
    if (cancelled.has(call)) return;
    const tell = (progress: ImportProgress): void => post({ call, progress });
    const afterwards: Task['afterwards'] = (work) => later.push(() => work().catch(() => undefined));
    const ways = tasks(warehouse, { isCancelled: () => cancelled.has(call), signal, tell, afterwards });
    // Clearing is the way out of data that do not open.
    if (task !== 'open' && task !== 'cleared') await warehouse.follow();
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
