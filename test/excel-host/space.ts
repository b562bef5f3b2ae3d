import type { CellRange } from '../../pipeline/report/a1.ts';
import type { ApiObject } from './api.ts';
import { ApiError } from './api.ts';
import type { Book, LiveRange } from './book/book.ts';
import { addressOf, parseAddress } from './book/references.ts';
import type { Sheet } from './book/sheet.ts';

/** What the add-in is told: an event of the API, as its handlers get it. */
export interface HostEvent {
  type: number;
  /** Id of the sheet or table; the word of the workbook. */
  target: string;
  detail: Record<string, unknown>;
}

/** Who changes the workbook: the add-in through the API, or the user by hand. */
export type Trigger = 'ThisLocalAddin' | 'Unknown';

export const EVENT = {
  changed: 10,
  activated: 11,
  deactivated: 12,
  added: 13,
  selectionChanged: 14,
  deleted: 15,
  formatChanged: 18,
  nameChanged: 25,
  tableSelectionChanged: 100,
  tableChanged: 101,
} as const;

/** Events of the add-in's own life are numbered from here. */
const MESSAGES = 65_536;

export const WORKBOOK = 'Workbook';

/** The workbook that is open, and what happened to it since the events were last told. */
export class Space {
  readonly book: Book;
  /** Objects that the add-in holds across batches. */
  readonly held = new Map<string, ApiObject>();
  private readonly heldIds = new Map<ApiObject, string>();
  private heldCount = 0;
  events: HostEvent[] = [];
  trigger: Trigger = 'ThisLocalAddin';
  eventsOff = false;
  cellsWritten = 0;
  /** The add-in asked Excel to reckon everything anew. */
  recalculationWanted = false;
  /** Formulas were entered that nothing has reckoned yet. */
  freshFormulas = false;
  /** Events that the add-in listens to, by type and target. */
  private readonly listening = new Set<string>();

  constructor(book: Book) {
    this.book = book;
  }

  hold(object: ApiObject): void {
    if (this.heldIds.has(object)) return;
    this.heldCount += 1;
    const id = `held-${this.heldCount}`;
    this.held.set(id, object);
    this.heldIds.set(object, id);
  }

  release(id: string): void {
    const object = this.held.get(id);
    if (object) this.heldIds.delete(object);
    this.held.delete(id);
  }

  /** Another page is opened: it holds nothing and listens to nothing yet. */
  forgetPage(): void {
    this.held.clear();
    this.heldIds.clear();
    this.listening.clear();
    this.events = [];
    this.eventsOff = false;
  }

  referenceOf(object: ApiObject): string | undefined {
    return this.heldIds.get(object);
  }

  /** Ranges that nobody holds beyond a batch need not move any more. */
  forgetLooseRanges(): void {
    const kept = new Set<unknown>([this.book.selection]);
    for (const { self } of this.held.values())
      if (typeof self === 'object' && self !== null && 'live' in self) kept.add(self.live);
    for (const live of this.book.live) if (!kept.has(live)) this.book.live.delete(live);
  }

  tell(type: number, target: string, detail: Record<string, unknown>): void {
    // Nobody registers with the host for selections of the document and for the pane: the library listens by itself.
    const wanted = this.listening.has(`${type} ${target}`) || type === EVENT.selectionChanged || type > MESSAGES;
    if (wanted && !this.eventsOff) this.events.push({ type, target, detail });
  }

  listen(type: number, target: string, on: boolean): void {
    if (on) this.listening.add(`${type} ${target}`);
    else this.listening.delete(`${type} ${target}`);
  }

  tellChange(sheet: Sheet, address: string, changeType = 'RangeEdited', more: Record<string, unknown> = {}): void {
    const detail = {
      address,
      changeType,
      source: 'Local',
      triggerSource: this.trigger,
      worksheetId: sheet.id,
      ...more,
    };
    this.tell(EVENT.changed, sheet.id, detail);
    this.tell(EVENT.changed, WORKBOOK, detail);
  }

  tellSelection(): void {
    const { sheet, range } = this.book.selection;
    const detail = { address: addressOf(range), worksheetId: sheet.id };
    this.tell(EVENT.selectionChanged, sheet.id, detail);
    this.tell(EVENT.selectionChanged, WORKBOOK, detail);
  }

  activate(sheet: Sheet): void {
    const before = this.book.active;
    if (before === sheet) return;
    this.book.activate(sheet);
    for (const target of [before.id, WORKBOOK]) this.tell(EVENT.deactivated, target, { worksheetId: before.id });
    for (const target of [sheet.id, WORKBOOK]) this.tell(EVENT.activated, target, { worksheetId: sheet.id });
  }

  select(sheet: Sheet, range: CellRange): void {
    this.activate(sheet);
    this.book.select(sheet, range);
    this.tellSelection();
  }

  /** The range of an address; without a sheet in it, of the given sheet. Names stand for their ranges. */
  range(address: string, sheet: Sheet): LiveRange {
    const direct = parseAddress(address);
    const item = direct ? undefined : (this.book.name(address, sheet) ?? this.book.name(address));
    const found = direct ?? (item && parseAddress(item.formula));
    if (!found) throw new ApiError('InvalidArgument', `No address: ${address}`);
    const target = found.sheet === undefined ? sheet : this.book.sheet(found.sheet);
    if (!target) throw new ApiError('ItemNotFound', `There is no sheet ${found.sheet}`);
    return this.book.follow(target, found.range);
  }
}
