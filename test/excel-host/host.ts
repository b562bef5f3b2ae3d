import type { Page } from 'playwright-core';
import type { CellRange } from '../../pipeline/report/a1.ts';
import { LAST_COLUMN, LAST_ROW } from '../../pipeline/report/a1.ts';
import { type ApiObject, bind, type Kind } from './api.ts';
import type { Batch, BatchAnswer } from './batch.ts';
import { BatchRun } from './batch.ts';
import { blankWorkbook } from './book/blank.ts';
import { Book } from './book/book.ts';
import { addressOf, parseAddress } from './book/references.ts';
import type { Sheet } from './book/sheet.ts';
import type { FunctionCall, FunctionMetadata, FunctionResult, Message } from './functions.ts';
import { CustomFunctions } from './functions.ts';
import { answerLibrary, requirementSets } from './library.ts';
import { formulaText, plainValue, readGrid } from './objects/grid.ts';
import { readSettings, removeSettings, writeSetting } from './objects/keepings.ts';
import { moveCells } from './objects/range-edits.ts';
import { typeInto } from './objects/typing.ts';
import { bookObject } from './objects/workbook.ts';
import { installSeam } from './seam.ts';
import { EVENT, Space, WORKBOOK } from './space.ts';

export interface HostOptions {
  /** The file that is open; an empty workbook when there is none. */
  workbook?: Uint8Array;
  /** Requirement sets that this Excel has; what lies above them is refused. */
  requirements?: Readonly<Record<string, string>>;
  /** An Excel of 2016 bought once: none of the sets that the add-in needs. */
  old?: boolean;
  /** Language of Excel's surface. */
  locale?: string;
  /** Namespace of the add-in's functions in formulas. */
  functionNamespace?: string;
  /** `functions.json`, so that left-out arguments arrive as Excel hands them over. */
  functionMetadata?: FunctionMetadata;
}

/** Shared runtime and custom functions. */
const FLAGS = 3;
const EVENT_CATEGORY = 65_536;
const RICH_API_EVENT = 33;
const SELECTION_EVENT = 2;
const COMMAND_EVENT = 39;
const VISIBILITY_EVENT = 65_539;

interface Failure {
  code: string;
  message: string;
  times: number;
}

/** An Excel around a page: Microsoft's office.js in the page, the workbook here. */
export class ExcelHost {
  readonly page: Page;
  space: Space;
  /** Batches that did work for the add-in (`context.sync()` with something to do). */
  roundTrips = 0;
  /** What the page asked for that this host does not know: a test ends with an empty list. */
  readonly unknown: string[] = [];
  readonly functions: CustomFunctions;
  private readonly namespace: string;
  /** Whether the pane is shown (`Office.addin.showAsTaskpane`). */
  paneIsShown = true;
  private failures: Failure[] = [];
  private readonly commands = new Map<string, (status: number) => void>();
  private commandCount = 0;
  private pending: Promise<unknown> = Promise.resolve();
  private reckoning: Promise<unknown> = Promise.resolve();

  constructor(page: Page, options: HostOptions) {
    this.page = page;
    this.space = new Space(new Book(options.workbook ?? blankWorkbook()));
    this.namespace = options.functionNamespace ?? 'VEDICH';
    this.functions = new CustomFunctions(
      (messages) => this.fire([{ id: RICH_API_EVENT, payload: messages }]),
      options.functionMetadata,
    );
  }

  get book(): Book {
    return this.space.book;
  }

  /** The workbook as a file. */
  save(): Uint8Array {
    return this.book.bytes();
  }

  private sheet(name: string): Sheet {
    const sheet = this.book.sheet(name);
    if (!sheet)
      throw new Error(`No sheet ${name}; there are ${this.book.sheets.map((other) => other.name).join(', ')}`);
    return sheet;
  }

  private range(address: string): CellRange {
    const found = parseAddress(address);
    if (!found) throw new Error(`No address: ${address}`);
    return found.range;
  }

  /** What a page asks, answered from the workbook. */
  answer(body: string): BatchAnswer {
    const batch: Batch = JSON.parse(body);
    const internal = Object.values(batch.ObjectPaths).some(({ ObjectPathType: type }) => type === 2);
    const work =
      batch.Actions.some(
        ({ ActionType: type, Name: name }) => type !== 5 && !['_RemoveReference', ''].includes(name ?? ''),
      ) || batch.Actions.some(({ ActionType: type }) => type === 2);
    if (!internal && work) this.roundTrips += 1;
    const failure = internal || !work ? undefined : this.failures[0];
    if (failure) {
      failure.times -= 1;
      this.failures = this.failures.filter(({ times }) => times > 0);
      const error = { Code: failure.code, Message: failure.message, Location: '', ActionIndex: 0, HttpStatusCode: 400 };
      return { Results: [], Error: error };
    }
    this.space.trigger = 'ThisLocalAddin';
    const answer = new BatchRun(batch, this.objects()).run();
    this.space.forgetLooseRanges();
    if (answer.Error && ['NotImplementedInTheHost', 'GeneralException'].includes(answer.Error.Code))
      this.unknown.push(answer.Error.Message);
    this.laterWhatFollows();
    return answer;
  }

  private objects() {
    return {
      root: () => bookObject(this.space),
      service: (name: string): ApiObject | undefined => {
        if (name === 'Microsoft.ExcelServices.CustomFunctions') return this.functions.service();
        if (name === 'Microsoft.InternalService.AddinInternalService') {
          return bind({ type: 'AddinInternalService', methods: { notifyActionHandlerReady: () => null } }, null);
        }
        if (name === 'Microsoft.AppRuntime.AppRuntimeService') return bind(RUNTIME, this);
        return undefined;
      },
      reference: (id: string) => this.space.held.get(id),
      referenceOf: (object: ApiObject) => this.space.referenceOf(object),
      hold: (object: ApiObject) => this.space.hold(object),
    };
  }

  /** Excel reckons what was entered, and tells what happened. */
  private laterWhatFollows(): void {
    const { recalculationWanted, freshFormulas } = this.space;
    this.space.recalculationWanted = false;
    this.space.freshFormulas = false;
    this.later(() => this.tellEvents());
    if (!recalculationWanted && !freshFormulas) return;
    // Events go on while a function waits for its server.
    const before = this.reckoning;
    this.reckoning = this.guarded(before.then(() => this.recalculate(!recalculationWanted)));
  }

  /** After the answer is on its way, as Excel tells events. */
  private later(work: () => Promise<unknown>): void {
    this.pending = this.guarded(this.pending.then(() => new Promise((resolve) => setTimeout(resolve, 0))).then(work));
  }

  private guarded(work: Promise<unknown>): Promise<unknown> {
    return work.catch((error: unknown) => {
      if (!this.page.isClosed()) this.unknown.push(String(error));
    });
  }

  /** When all events that happened so far were told and all formulas of the add-in have their values. */
  async settled(): Promise<void> {
    await this.pending;
    await this.reckoning;
  }

  /** Events of the seam, one after the other. */
  private async fire(events: readonly { id: number; payload: unknown[] }[]): Promise<void> {
    if (events.length === 0) return;
    await this.page.evaluate((all) => {
      for (const { id, payload } of all) window.excelHostFire?.(id, payload);
    }, events);
  }

  private async tellEvents(): Promise<void> {
    const { events } = this.space;
    this.space.events = [];
    // One message each: the library takes two at once for a table.
    await this.fire(
      events.flatMap(({ type, target, detail }) => {
        const message: Message = [EVENT_CATEGORY, type, target, JSON.stringify(detail), ''];
        const selection = type === EVENT.selectionChanged && target === WORKBOOK;
        const legacy = selection ? [{ id: SELECTION_EVENT, payload: [] }] : [];
        return [{ id: RICH_API_EVENT, payload: [message] }, ...legacy];
      }),
    );
  }

  /** What the user does by hand, with its events. */
  private async byHand(work: () => void): Promise<void> {
    this.space.trigger = 'Unknown';
    work();
    this.laterWhatFollows();
    await this.pending;
  }

  select(sheet: string, address: string): Promise<void> {
    return this.byHand(() => this.space.select(this.sheet(sheet), this.range(address)));
  }

  /** A value or formula typed into cells; one right below or beside a table belongs to it, as in Excel. */
  edit(sheet: string, address: string, value: string | number | boolean): Promise<void> {
    return this.byHand(() => typeInto(this.space, this.sheet(sheet), this.range(address), value));
  }

  private move(sheetName: string, axis: 'row' | 'column', at: number, count: number): Promise<void> {
    const sheet = this.sheet(sheetName);
    const size = Math.abs(count);
    const range: CellRange =
      axis === 'row'
        ? { first: { row: at, column: 1 }, last: { row: at + size - 1, column: LAST_COLUMN } }
        : { first: { row: 1, column: at }, last: { row: LAST_ROW, column: at + size - 1 } };
    const to = axis === 'row' ? LAST_COLUMN : LAST_ROW;
    const what = `${axis === 'row' ? 'Row' : 'Column'}${count > 0 ? 'Inserted' : 'Deleted'}`;
    const direction = count > 0 ? (axis === 'row' ? 'Down' : 'Right') : axis === 'row' ? 'Up' : 'Left';
    return this.byHand(() =>
      moveCells(this.space, sheet, { axis, at, count, from: 1, to }, range, what, `ShiftCell${direction}`),
    );
  }

  /** Rows put in above row `at` (counted from 1). */
  insertRows(sheet: string, at: number, count = 1): Promise<void> {
    return this.move(sheet, 'row', at, count);
  }

  deleteRows(sheet: string, at: number, count = 1): Promise<void> {
    return this.move(sheet, 'row', at, -count);
  }

  /** Columns put in before column `at` (counted from 1). */
  insertColumns(sheet: string, at: number, count = 1): Promise<void> {
    return this.move(sheet, 'column', at, count);
  }

  deleteColumns(sheet: string, at: number, count = 1): Promise<void> {
    return this.move(sheet, 'column', at, -count);
  }

  renameSheet(sheet: string, name: string): Promise<void> {
    return this.byHand(() => this.book.renameSheet(this.sheet(sheet), name));
  }

  deleteSheet(sheet: string): Promise<void> {
    return this.byHand(() => this.book.deleteSheet(this.sheet(sheet)));
  }

  activateSheet(sheet: string): Promise<void> {
    return this.byHand(() => this.space.activate(this.sheet(sheet)));
  }

  deleteName(name: string): Promise<void> {
    return this.byHand(() => {
      const item = this.book.name(name);
      if (!item) throw new Error(`No name ${name}`);
      this.book.names = this.book.names.filter((other) => other !== item);
    });
  }

  deleteTable(name: string): Promise<void> {
    return this.byHand(() => {
      const table = this.book.table(name);
      if (!table) throw new Error(`No table ${name}`);
      this.book.dropTable(table);
    });
  }

  /** The next batches that do work fail, as Excel fails them (`InvalidOperationInCellEditMode`, `AccessDenied` …). */
  failNext(code: string, message = 'The host was told to fail', times = 1): void {
    this.failures.push({ code, message, times });
  }

  values(sheet: string, address: string): (string | number | boolean)[][] {
    return this.read(sheet, address, (cell) => plainValue(cell?.value ?? null));
  }

  formulas(sheet: string, address: string): (string | number | boolean)[][] {
    return this.read(sheet, address, formulaText);
  }

  private read<T>(sheet: string, address: string, read: (cell: Parameters<typeof formulaText>[0]) => T): T[][] {
    const live = { sheet: this.sheet(sheet), range: this.range(address), gone: false };
    return readGrid(live, read) ?? [];
  }

  /** Where a name stands: sheet and address; `undefined` when it stands for no cells. */
  nameAddress(name: string): { sheet: string; address: string } | undefined {
    const item =
      this.book.name(name) ?? this.book.names.find((other) => other.name.toLowerCase() === name.toLowerCase());
    const found = item && parseAddress(item.formula);
    return found && { sheet: found.sheet ?? '', address: addressOf(found.range) };
  }

  tableAddress(name: string): { sheet: string; address: string } | undefined {
    const table = this.book.table(name);
    return table && { sheet: table.sheet.name, address: addressOf(table.range) };
  }

  /** What the add-in keeps in the workbook by `settings`, as JSON texts. */
  settings(): Record<string, string> {
    return readSettings(this.book);
  }

  callFunctions(calls: readonly FunctionCall[]): Promise<FunctionResult[]> {
    return this.functions.call(calls);
  }

  /** Reckons the cells whose formulas are calls of the add-in's functions; answers how many those were. */
  recalculate(onlyFresh = false): Promise<number> {
    return this.functions.recalculate(this.space, this.namespace, onlyFresh);
  }

  /** A button of the ribbon: resolves when the function associated with its action says that it has completed. */
  async runCommand(id: string): Promise<void> {
    this.commandCount += 1;
    const call = `command-${this.commandCount}`;
    const done = new Promise<number>((resolve) => {
      this.commands.set(call, resolve);
    });
    const event = JSON.stringify({ source: { id: `button-${id}` } });
    await this.fire([{ id: COMMAND_EVENT, payload: [call, id, event] }]);
    const status = await done;
    if (status !== 0) throw new Error(`Excel cannot call ${id}: error ${status} of the library`);
  }

  /** The pane is shown or hidden, by the add-in or by the user. */
  showPane(shown: boolean): void {
    if (this.paneIsShown === shown) return;
    this.paneIsShown = shown;
    this.space.tell(VISIBILITY_EVENT, '', { visibility: shown ? 'Visible' : 'Hidden' });
    this.later(() => this.tellEvents());
  }

  commandDone(call: string, status: number): void {
    this.commands.get(call)?.(status);
    this.commands.delete(call);
  }

  /** Settings written by `Office.context.document.settings`, whole. */
  async writeSettings(keys: readonly string[], values: readonly string[]): Promise<void> {
    removeSettings(this.book, (key) => !keys.includes(key));
    keys.forEach((key, i) => {
      writeSetting(this.book, key, values[i] ?? '');
    });
    await this.tellSettings();
  }

  /** Pages that load from now on begin with the workbook's settings. */
  async tellSettings(): Promise<void> {
    await this.page.addInitScript((settings) => {
      Object.assign(window, { excelHostInitialSettings: settings });
    }, readSettings(this.book));
  }
}

/** The pane of a shared runtime, shown and hidden. */
const RUNTIME: Kind<ExcelHost> = {
  type: 'AppRuntimeService',
  methods: {
    getAppRuntimeState: (host) => (host.paneIsShown ? 'Visible' : 'Background'),
    setAppRuntimeState: (host, [state]) => host.showPane(state === 'Visible'),
  },
};

/**
 * Puts an Excel around the page: call it before the page is opened. Office.js comes from the installed package, wherever
 * the page asks Microsoft for it.
 */
export async function openExcelHost(page: Page, options: HostOptions = {}): Promise<ExcelHost> {
  const host = new ExcelHost(page, options);
  const locale = options.locale ?? 'vi-VN';
  await page.route('https://appsforoffice.microsoft.com/**', answerLibrary);
  await page.exposeFunction('excelHostBatch', (body: string) => JSON.stringify(host.answer(body)));
  await page.exposeFunction('excelHostSettings', (keys: string[], values: string[]) =>
    host.writeSettings(keys, values),
  );
  await page.exposeFunction('excelHostCommandDone', (call: string, status: number) => host.commandDone(call, status));
  await page.exposeFunction('excelHostUnknown', (what: string) => {
    host.unknown.push(what);
  });
  await page.addInitScript(installSeam, {
    hostInfo: `Excel$Win32$16.01$${locale}$telemetry$$disableLogging$${options.old ? 0 : FLAGS}`,
    locale,
    requirements: JSON.stringify(requirementSets(options)),
  });
  await host.tellSettings();
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return;
    host.functions.forgetPage();
    host.space.forgetPage();
  });
  return host;
}
