import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import type { Words } from '../../pipeline/messages.ts';
import { cellName, columnName, parseSheetRange } from '../../pipeline/report/a1.ts';
import { writtenValue } from '../../pipeline/report/sheet.ts';
import type { ReportContent } from '../../pipeline/report/types.ts';
import type { WrittenName, WrittenTable, WrittenValue } from '../../pipeline/report/written.ts';
import { textKey } from '../../pipeline/text.ts';
import { boundValue } from './bound-value.ts';
import type { CellValue } from './cell-text.ts';
import { type CellState, handEdit } from './hand-edit.ts';
import type { BindingMemory, KeptEdit, ReportMemory } from './memory.ts';
import type { Places } from './places.ts';
import { ownedColumns, type TableEdit, TablePlan } from './plan-table.ts';
import { addressOf, type NamedCell, type PlacedTable } from './read-book.ts';
import { boundWords, missingBinding, missingColumn, missingName, missingTable, placeWords } from './texts.ts';
import type { Conflict } from './types.ts';

/** What was written into a report before; undefined where none was. */
export type Before = Pick<ReportMemory, 'names' | 'tables' | 'ids' | 'kept'>;

export interface ReportState {
  cells: ReadonlyMap<string, NamedCell>;
  tables: ReadonlyMap<string, PlacedTable>;
}

/** What is to be done with a table. */
interface TableChange {
  /** As the report calls it. */
  content: string;
  id: string;
  edit: TableEdit;
}

/** What is to be done with a single cell. */
export interface CellEdit {
  /** The defined name by which it is found. */
  name: string;
  /** undefined = it stays as it is. */
  value: CellValue | undefined;
  /** Whether an edit by hand stays in it. */
  kept: boolean;
}

export interface ReportEdit {
  cells: CellEdit[];
  tables: { id: string; edit: TableEdit }[];
  after: Before;
  bindings: BindingMemory[];
  kept: number;
}

/** A single cell that somebody changed, or one that can be written without a question. */
interface CellPlan {
  name: string;
  fresh: CellValue;
  /** Position in the list of conflicts; undefined = none. */
  conflict: number | undefined;
  /** Kept before, with nothing new to be asked about. */
  silent: boolean;
  /** Stays as it is, whatever it holds. */
  untouched: boolean;
  current: CellState;
}

/** Plans one report and the cells bound to its targets: first what to ask, then what to write. */
export class ReportPlan {
  readonly conflicts: Conflict[] = [];
  readonly notFound: Words[] = [];
  private readonly places: Places;
  private readonly state: ReportState;
  private readonly before: Before | undefined;
  /** Workbook name → how it was written. */
  private readonly earlier: ReadonlyMap<string, WrittenName>;
  private readonly bindings: BindingMemory[] = [];
  private readonly named: CellPlan[];
  private readonly bound: CellPlan[];
  private readonly tables: { content: string; id: string; plan: TablePlan; first: number }[];

  constructor(
    content: ReportContent,
    evaluation: Evaluation,
    places: Places,
    state: ReportState,
    before: Before | undefined,
    bindings: readonly BindingMemory[],
  ) {
    this.places = places;
    this.state = state;
    this.before = before;
    this.earlier = new Map(before?.names.map((one) => [one.name, one]));
    const kept = new Map(before?.kept.map((edit) => [edit.at, edit]));
    this.named = places.names.flatMap(({ name, content: own }) => {
      const item = content.names[own];
      const cell = state.cells.get(name);
      if (!item || !cell) return [];
      const { value, formula } = cell.cell;
      const filled = formula !== undefined || `${value}`.trim() !== '';
      const written = this.earlier.get(name)?.value ?? '';
      const theirs = filled && (formula !== undefined || value !== written || item.value === null);
      const way = item.ifEmpty ? (theirs ? 'leave' : 'fill') : 'ask';
      return [this.single(name, placeWords(own), cell, writtenValue(item.value), written, kept.get(name), way)];
    });
    this.tables = places.tables.flatMap(({ id, content: own }) => {
      const table = content.tables[own];
      const placed = state.tables.get(id);
      if (!table || !placed) return [];
      const plan = new TablePlan(own, table, placed, before?.tables[own], before?.kept ?? []);
      const first = this.conflicts.length;
      for (const { row, column, header, written, current, fresh } of plan.conflicts) {
        const cell = cellName({ row: placed.top + row + 1, column: placed.left + column + 1 });
        const place = placeWords(own);
        const about = rowWords(placed, row, column);
        const label = {
          vi: `${place.vi}: ${about.vi}, ${header}`,
          en: `${place.en}: ${about.en}, ${header}`,
        };
        this.conflicts.push({
          address: addressOf(placed.sheet, cell),
          label,
          written: shown(written),
          current: shown(current.formula ?? current.value),
          fresh: shown(fresh),
        });
      }
      return [{ content: own, id, plan, first }];
    });
    this.bound = this.planBindings(bindings, evaluation);
    this.findMissing(content);
  }

  private single(
    name: string,
    label: Words,
    cell: NamedCell,
    fresh: CellValue,
    written: CellValue,
    kept: Pick<KeptEdit, 'current' | 'offered'> | undefined,
    way: 'ask' | 'leave' | 'fill',
  ): CellPlan {
    const { value, formula } = cell.cell;
    const plan: CellPlan = {
      name,
      fresh,
      conflict: undefined,
      silent: false,
      untouched: way === 'leave',
      current: cell.cell,
    };
    if (way !== 'ask') return plan;
    const edit = handEdit(cell.cell, written, fresh, kept);
    if (edit !== 'ask') return { ...plan, silent: edit === 'kept' };
    const conflict =
      this.conflicts.push({
        address: cell.address,
        label,
        written: shown(written),
        current: shown(formula ?? value),
        fresh: shown(fresh),
      }) - 1;
    return { ...plan, conflict };
  }

  private planBindings(bindings: readonly BindingMemory[], evaluation: Evaluation): CellPlan[] {
    return bindings.flatMap((binding) => {
      const detail = evaluation.targets.find(({ row }) => row.target === binding.target);
      const words = boundWords(detail?.name ?? { vi: binding.target, en: binding.target }, binding.part);
      const cell = this.state.cells.get(binding.name);
      const fresh = cell && boundValue(binding, evaluation, cell.format);
      if (cell === undefined || fresh === undefined) {
        this.notFound.push(missingBinding(words));
        // The cell is gone for good; a target may come back with the plan's next version.
        if (cell !== undefined) this.bindings.push(binding);
        return [];
      }
      this.bindings.push(binding);
      return [this.single(binding.name, words, cell, fresh, binding.written, binding.kept, 'ask')];
    });
  }

  /** What was written before and is gone; in a workbook's own template, what it lacks from the start. */
  private findMissing(content: ReportContent): void {
    const { before, places, notFound } = this;
    const names = new Set(places.names.map(({ name }) => name.toLowerCase()));
    if (before) {
      for (const { name } of before.names) {
        if (!names.has(name.toLowerCase())) notFound.push(missingName(name.replace(/^vd\d*_/, 'vd_'), name));
      }
    } else {
      const found = new Set(places.names.map((place) => place.content));
      for (const name of Object.keys(content.names)) {
        if (!found.has(name) && !places.passedOver.has(name)) notFound.push(missingName(name, name));
      }
    }
    for (const [name, table] of Object.entries(content.tables)) {
      const place = places.tables.find((other) => other.content === name);
      const placed = place && this.state.tables.get(place.id);
      const remembered = before?.tables[name];
      if (!placed) {
        if (remembered || !(before || places.passedOver.has(name))) notFound.push(missingTable(name, name));
        continue;
      }
      const has = new Set(ownedColumns(placed.headers, table).map((column) => column.name));
      const wanted =
        remembered?.columns.map((one) => one.name) ?? table.columns.flatMap((one) => (one.optional ? [] : [one.name]));
      for (const column of wanted) if (!has.has(column)) notFound.push(missingColumn(name, column));
    }
  }

  /** @param keep for each conflict whether the edit by hand stays */
  finish(keep: readonly boolean[]): ReportEdit {
    const held = (plan: CellPlan): boolean =>
      plan.silent || (plan.conflict !== undefined && keep[plan.conflict] === true);
    const singles = [...this.named, ...this.bound].map((plan): CellEdit => {
      const { value, formula } = plan.current;
      const same = formula === undefined && value === plan.fresh;
      const stays = plan.untouched || held(plan) || same;
      return { name: plan.name, value: stays ? undefined : plan.fresh, kept: held(plan) };
    });
    const edits = this.tables.map(({ content, id, plan, first }) => ({
      content,
      id,
      edit: plan.finish(keep.slice(first, first + plan.conflicts.length)),
    }));
    const kept = this.named.filter(held).map(keptEdit);
    return {
      cells: singles,
      tables: edits,
      after: {
        ...this.written(edits, held),
        ids: Object.fromEntries(edits.map(({ content, id }) => [content, id])),
        kept: [...kept, ...edits.flatMap(({ edit }) => edit.kept)],
      },
      bindings: this.bindings.map((binding) => {
        const plan = this.bound.find(({ name }) => name === binding.name);
        const { kept: _, ...rest } = binding;
        if (!plan) return rest;
        if (!held(plan)) return { ...rest, written: plan.fresh };
        const { current, offered } = keptEdit(plan);
        return { ...rest, kept: { current, offered } };
      }),
      kept: singles.filter((edit) => edit.kept).length + edits.reduce((sum, { edit }) => sum + edit.kept.length, 0),
    };
  }

  /** What stands written after the edit, and where: rows that come or go in a table move what stands below it. */
  private written(edits: readonly TableChange[], held: (plan: CellPlan) => boolean): Pick<Before, 'names' | 'tables'> {
    const moved = (sheet: string, row: number): number =>
      edits.reduce((at, { id, edit }) => {
        const table = this.state.tables.get(id);
        return table && table.sheet === sheet && table.top < row ? at + growth(edit) : at;
      }, row);
    const names = this.named.flatMap((plan): WrittenName[] => {
      const before = this.earlier.get(plan.name);
      const place = parseSheetRange(this.state.cells.get(plan.name)?.address ?? '');
      // What staff wrote themselves was never written by us.
      if (!place || (plan.untouched && before === undefined)) return [];
      const value: WrittenValue = held(plan) || plan.untouched ? (before?.value ?? '') : plan.fresh;
      const { column, row } = place.range.first;
      const cell = cellName({ column, row: moved(place.sheet, row - 1) + 1 });
      const { name } = plan;
      return [{ name, sheet: place.sheet, cell, value, ...(before?.span === undefined ? {} : { span: before.span }) }];
    });
    const tables = edits.flatMap(({ content, id, edit }): [string, WrittenTable][] => {
      const placed = this.state.tables.get(id);
      if (!placed) return [];
      const { sheet, left, headers } = placed;
      const top = moved(sheet, placed.top) + 1;
      const columns = edit.columns.map((name) => ({
        name,
        column: columnName(left + headers.map(textKey).indexOf(textKey(name)) + 1),
      }));
      const rows = edit.remembered.map((one) => ({ ...one, row: top + one.row }));
      return [[content, { sheet, columns, rows }]];
    });
    return { names, tables: Object.fromEntries(tables) };
  }
}

/** Rows that an edit gives to a table, or takes. */
function growth({ inserts, deletes }: TableEdit): number {
  const sum = (parts: readonly { count: number }[]): number => parts.reduce((total, { count }) => total + count, 0);
  return sum(inserts) - sum(deletes);
}

function keptEdit({ name, current, fresh }: CellPlan): KeptEdit {
  return { at: name, current: current.formula ?? current.value, offered: fresh };
}

/** What a row of a table is about: its first words. */
function rowWords({ headers, body }: PlacedTable, row: number, besides: number): Words {
  const words = headers.map((_, column) => (column === besides ? '' : body[row]?.[column]?.value));
  const text = words.find((value) => typeof value === 'string' && /\p{L}{2}/u.test(value));
  if (typeof text !== 'string') return { vi: `dòng ${row + 1}`, en: `row ${row + 1}` };
  return { vi: text.slice(0, 80), en: text.slice(0, 80) };
}

/** A value as a question shows it. */
function shown(value: CellValue): string | number {
  return typeof value === 'number' ? value : `${value}`;
}
