import { monthEnd, monthsBetween } from '../dates.ts';
import { common } from '../library/units/periods.ts';
import { parentAt } from '../library/units/scope.ts';
import type { Unit, UnitTree } from '../library/units/types.ts';
import type { ListId } from '../lists.ts';
import type { KnownMonths, SheetMonths } from '../warehouse/months.ts';
import type { Scope } from '../warehouse/question.ts';
import { commonDays, type Days, dayCount, joinedDays, withoutDays } from './days.ts';
import { daysOfSheet, isPartOfDossiers, median, TELLING } from './sheet-days.ts';

/** Days of a list that nobody has brought of a unit. */
export interface Hole {
  unit: string;
  days: Days[];
}

/** Fewer days of a month than these may well pass without a row. */
const TELLING_DAYS = 10;
/** Where so many of the units of one kind below a unit have sent theirs, the others are missed too. */
const MOST = 0.8;
const FEWEST = 5;

interface OfUnit {
  sheets: SheetMonths[];
  rows: Map<string, number>;
  usual: number;
}

/**
 * Which days of which list are known of each unit. A division or desk has no list of its own: its rows are of the office
 * that it is part of, and so are its days.
 */
export class Coverage {
  readonly #known: KnownMonths;
  readonly #tree: UnitTree;
  readonly #lists = new Map<ListId, Map<string, OfUnit>>();
  readonly #days = new Map<SheetMonths, Days[]>();
  readonly #parts = new Map<SheetMonths, boolean>();
  readonly #holes = new Map<string, Hole[]>();

  constructor(known: KnownMonths, tree: UnitTree) {
    this.#known = known;
    this.#tree = tree;
  }

  /**
   * The days of a period that are missing, by unit, in the order of the scope. A unit is expected while it exists and the
   * scope has it, once it has sent the list; dossiers also of one that is known by other lists, or where nearly all of
   * its kind have sent theirs.
   */
  holes(list: ListId, scope: Scope, period: Days): Hole[] {
    const key = `${list} ${scope.unit} ${period.from} ${period.to} ${JSON.stringify(scope.rows)}`;
    const found = this.#holes.get(key) ?? this.#holesOf(list, scope, period);
    this.#holes.set(key, found);
    return found;
  }

  #holesOf(list: ListId, scope: Scope, period: Days): Hole[] {
    const needed = this.#neededOf(list, scope, period);
    const holes = new Map<string, Days[]>();
    for (const [unit, spans] of needed) {
      const known = this.daysOf(list, unit);
      const missing = joinedDays(spans).flatMap((span) =>
        joinedDays([...withoutDays(span, known), ...this.#silent(list, unit, span, known)]),
      );
      if (missing.length > 0) holes.set(unit, missing);
    }
    return [...holes].map(([unit, days]) => ({ unit, days }));
  }

  /** The days that are known of a unit's list: by files, and by somebody's word. */
  daysOf(list: ListId, unit: string): Days[] {
    const own = this.#ofList(list).get(unit);
    const sheets = own === undefined || own.usual < TELLING ? this.#withNeighbours(list, unit) : own.sheets;
    const said = this.#wordsOf(list, unit).map((month) => ({ from: `${month}-01`, to: monthEnd(month) }));
    return joinedDays([...sheets.flatMap((sheet) => this.#daysOfSheet(sheet)), ...said]);
  }

  /** Whose word a month of some units' list stands on. */
  saidFor(list: ListId, units: readonly string[], month: string): KnownMonths['words'] {
    return this.#known.words.filter((one) => one.list === list && one.month === month && units.includes(one.unit));
  }

  /** How many rows of a unit's list are known of a month. */
  rowsOf(list: ListId, unit: string, month: string): number {
    return this.#ofList(list).get(unit)?.rows.get(month) ?? 0;
  }

  /** The units of a scope of which a list is expected in a period, with the days. */
  expected(list: ListId, scope: Scope, period: Days): string[] {
    return [...this.#neededOf(list, scope, period).keys()];
  }

  /** Months inside the known days without any row of a unit that has many: it is missing in a file of all units. */
  #silent(list: ListId, unit: string, span: Days, known: readonly Days[]): Days[] {
    const own = this.#ofList(list).get(unit);
    if (list !== 'dossiers' || own === undefined || own.usual < TELLING) return [];
    const said = new Set(this.#wordsOf(list, unit));
    return monthsBetween(span.from, span.to)
      .filter((month) => !own.rows.has(month) && !said.has(month))
      .flatMap((month) => commonDays(span, { from: `${month}-01`, to: monthEnd(month) }) ?? [])
      .filter((days) => known.some((one) => dayCount(commonDays(one, days) ?? EMPTY) >= TELLING_DAYS));
  }

  #neededOf(list: ListId, scope: Scope, period: Days): Map<string, Days[]> {
    const spans = new Map<string, Days[]>();
    for (const row of scope.rows) {
      const unit = this.#tree.byId.get(row.unit);
      const alive = unit === undefined ? undefined : common(row, unit);
      const during = alive && commonDays(period, { from: alive.from ?? period.from, to: alive.to ?? period.to });
      if (during === undefined) continue;
      const office = this.#officeOf(row.unit);
      spans.set(office, [...(spans.get(office) ?? []), during]);
    }
    const own = this.#ofList(list);
    const wanted = new Set([...spans.keys()].filter((unit) => own.has(unit)));
    if (list === 'dossiers') for (const unit of this.#missed(spans, own)) wanted.add(unit);
    return new Map([...spans].filter(([unit]) => wanted.has(unit)));
  }

  /** Units without a single dossier that yet should have some. */
  #missed(spans: ReadonlyMap<string, Days[]>, own: ReadonlyMap<string, OfUnit>): string[] {
    const above = new Set([...own.keys()].flatMap((unit) => this.#above(unit)));
    const otherLists = new Set(this.#known.sheets.flatMap(({ rows }) => rows.map(({ unit }) => this.#officeOf(unit))));
    // The catalogue of a province may be that of all below it.
    const catalogue = new Set(this.#known.withCatalogue.map((unit) => this.#officeOf(unit)));
    const missing = [...spans.keys()].filter((unit) => !own.has(unit));
    const known = missing.filter((unit) => otherLists.has(unit) || (catalogue.has(unit) && !above.has(unit)));
    const groups = Map.groupBy([...spans.keys()], (unit) => this.#kindAndParent(unit));
    const byMost = [...groups].flatMap(([kind, units]) => {
      const sent = units.filter((unit) => own.has(unit)).length;
      const isMost = kind !== '' && sent >= FEWEST && sent >= MOST * units.length;
      return isMost ? units.filter((unit) => missing.includes(unit)) : [];
    });
    return [...known, ...byMost];
  }

  /** Districts and communes do the same work everywhere; a department may have none that brings dossiers. */
  #kindAndParent(id: string): string {
    const unit = this.#tree.byId.get(id);
    if (unit === undefined || (unit.kind !== 'commune' && unit.kind !== 'district')) return '';
    return `${unit.kind} ${parentAt(unit) ?? ''}`;
  }

  #above(id: string): string[] {
    const found: string[] = [];
    const climb = (unit: Unit | undefined): void => {
      for (const { parent } of unit?.parents ?? []) {
        if (found.includes(parent)) continue;
        found.push(parent);
        climb(this.#tree.byId.get(parent));
      }
    };
    climb(this.#tree.byId.get(id));
    return found;
  }

  /** Of a unit with few rows, a file of others of its kind speaks too; one of the unit above where it has done so before. */
  #withNeighbours(list: ListId, id: string): SheetMonths[] {
    const own = this.#ofList(list).get(id)?.sheets ?? [];
    if (own.length === 0) return own;
    const unit = this.#tree.byId.get(id);
    const parent = unit && parentAt(unit);
    const holds = (sheet: SheetMonths): boolean => sheet.rows.some((row) => row.unit === parent);
    const withParent = own.some(holds);
    const beside = (other: string): boolean => {
      const found = this.#tree.byId.get(other);
      const isAlike = found !== undefined && found.kind === unit?.kind && parentAt(found) === parent;
      return isAlike || (withParent && other === parent);
    };
    return this.#known.sheets.filter(
      (sheet) =>
        sheet.list === list &&
        !this.#isPart(sheet) &&
        (own.includes(sheet) || sheet.rows.some((row) => beside(row.unit))),
    );
  }

  #wordsOf(list: ListId, unit: string): string[] {
    return this.#known.words.filter((one) => one.list === list && one.unit === unit).map(({ month }) => month);
  }

  #ofList(list: ListId): Map<string, OfUnit> {
    const made = this.#lists.get(list);
    if (made !== undefined) return made;
    const units = new Map<string, OfUnit>();
    for (const sheet of this.#known.sheets.filter((one) => one.list === list && !this.#isPart(one))) {
      for (const { unit, month, rows } of sheet.rows) {
        const office = this.#officeOf(unit);
        const own = units.get(office) ?? { sheets: [], rows: new Map<string, number>(), usual: 0 };
        if (own.sheets.at(-1) !== sheet) own.sheets.push(sheet);
        own.rows.set(month, (own.rows.get(month) ?? 0) + rows);
        units.set(office, own);
      }
    }
    for (const own of units.values()) own.usual = median([...own.rows.values()]);
    this.#lists.set(list, units);
    return units;
  }

  #daysOfSheet(sheet: SheetMonths): Days[] {
    const made = this.#days.get(sheet);
    if (made !== undefined) return made;
    const days = daysOfSheet(sheet);
    this.#days.set(sheet, days);
    return days;
  }

  #isPart(sheet: SheetMonths): boolean {
    const found = this.#parts.get(sheet) ?? isPartOfDossiers(sheet, this.#known.sheets);
    this.#parts.set(sheet, found);
    return found;
  }

  #officeOf(id: string): string {
    const unit = this.#tree.byId.get(id);
    if (unit === undefined || (unit.kind !== 'division' && unit.kind !== 'desk')) return id;
    const parent = parentAt(unit);
    return parent === undefined ? id : this.#officeOf(parent);
  }
}

const EMPTY: Days = { from: '2000-01-02', to: '2000-01-01' };
