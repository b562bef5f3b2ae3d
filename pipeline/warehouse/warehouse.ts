import type { Period } from '../counts/period.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { ListId } from '../lists.ts';
import { type Counts, countAll } from './counts.ts';
import type { Engine, SqlColumn } from './duckdb/engine.ts';
import { type MemberPart, membersOf, type Page, type Side } from './members.ts';
import { type KnownMonths, knownMonths } from './months.ts';
import type { CountQuestion, Scope } from './question.ts';
import { type RejectedRows, rejectedRows, rowsKnown } from './rejections.ts';
import { type SourceSheet, sourcesOf } from './sources.ts';
import { stateOf, type WarehouseState } from './state.ts';

/**
 * What everything above asks of the warehouse; the last question, import, goes to DuckDB alone (`facts/import.ts`).
 * Each answer holds whose rows and which days it is of; nothing is kept between two of them, and many may be asked at once.
 */
export interface Warehouse {
  /** Many counts of one scope, in as few scans as there are populations. */
  counts(scope: Scope, questions: readonly CountQuestion[]): Promise<Counts>;
  /** As `membersOf`. */
  members(
    scope: Scope,
    indicator: Indicator,
    period: Period,
    side: Side,
    part?: MemberPart,
    page?: Page,
  ): Promise<SqlColumn[] | null>;
  /** As `sourcesOf`. */
  sources(scope: Scope, lists: ReadonlySet<ListId>, period: Period): Promise<SourceSheet[]>;
  /** As `knownMonths`. */
  months(): Promise<KnownMonths>;
  /** As `rejectedRows`. */
  rejected(): Promise<RejectedRows[]>;
  /** As `rowsKnown`. */
  rowsKnown(scope: Scope, list: ListId, period: Period): Promise<number>;
  /** As `stateOf`. */
  state(scope?: Scope, until?: string): Promise<WarehouseState>;
}

/** The warehouse in DuckDB, native or in the pane. */
export function duckdbWarehouse(engine: Engine, columns: ColumnCatalogue): Warehouse {
  return {
    counts: (scope, questions) => countAll(engine, columns, scope, questions),
    members: (...asked) => membersOf(engine, ...asked),
    sources: (scope, lists, period) => sourcesOf(engine, scope, lists, period),
    months: () => knownMonths(engine),
    rejected: () => rejectedRows(engine),
    rowsKnown: (scope, list, period) => rowsKnown(engine, scope, list, period),
    state: (scope, until) => stateOf(engine, scope, until),
  };
}
