import { aboutColumns, rowKeys } from '../../pipeline/report/row-keys.ts';
import type { TableContent } from '../../pipeline/report/types.ts';
import type { WrittenRow } from '../../pipeline/report/written.ts';
import { textKey } from '../../pipeline/text.ts';
import { type CellValue, type CellWrite, toWrite } from './cell-text.ts';
import { findRows, type KnownRow, type KnownTable } from './find-rows.ts';
import { type CellState, handEdit } from './hand-edit.ts';
import { layoutRows, type Slot } from './layout-rows.ts';
import { type KeptEdit, keptAt } from './memory.ts';
import { contentRows } from './row-keys.ts';

/** A table as it stands in the workbook. */
export interface TableState {
  headers: string[];
  body: CellState[][];
  /** For each row of the body: whether something stands in it to the left or right of the table. */
  beside: boolean[];
}

/** A cell of the table that somebody changed. Rows and columns of the body as it stands, from 0. */
export interface TableConflict {
  row: number;
  column: number;
  header: string;
  written: CellValue;
  current: CellState;
  fresh: CellValue;
}

export interface Block {
  row: number;
  column: number;
  values: CellWrite[][];
}

/** What is to be done, in this order. Deletions name rows as they stand (from below), everything else final rows. */
export interface TableEdit {
  deletes: { row: number; count: number }[];
  /** From above; `like` is the final row whose formats the new ones take. */
  inserts: { row: number; count: number; like: number }[];
  /** Formulas of somebody's own columns that go on into new rows. */
  formulas: { column: number; from: number; row: number; count: number }[];
  blocks: Block[];
  /** Cells whose edit by hand was kept. */
  marked: { row: number; column: number }[];
  /** Cells written. */
  cells: number;
  /** What is remembered of it; rows of the body, from 0. */
  remembered: WrittenRow[];
  columns: string[];
  kept: KeptEdit[];
}

interface Owned {
  /** Header as the report names it. */
  name: string;
  content: number;
  column: number;
}

/** The columns of the content that a table has, by their headers. */
export function ownedColumns(headers: readonly string[], content: TableContent): Owned[] {
  const keys = headers.map(textKey);
  return content.columns.flatMap(({ name }, i) => {
    const column = keys.indexOf(textKey(name));
    return column < 0 ? [] : [{ name, content: i, column }];
  });
}

/** Plans one table: first which cells somebody changed, then, when those are decided, what to write where. */
export class TablePlan {
  readonly conflicts: TableConflict[] = [];
  private readonly table: string;
  private readonly state: TableState;
  private readonly owned: Owned[];
  private readonly fresh: CellValue[][];
  private readonly keys: string[];
  /** For each row of the body the written row that it is, and what was written there. */
  private readonly rows: (KnownRow | undefined)[];
  private readonly earlier: ReadonlyMap<string, KeptEdit>;
  /** Edits that were kept before and have nothing new to be asked about. */
  private readonly silent = new Set<string>();

  constructor(
    table: string,
    content: TableContent,
    state: TableState,
    remembered: KnownTable | undefined,
    kept: readonly KeptEdit[],
  ) {
    this.table = table;
    this.state = state;
    this.owned = ownedColumns(state.headers, content);
    const positions = this.owned.map((column) => column.content);
    this.fresh = contentRows(content, positions);
    this.keys = rowKeys(table, content);
    this.earlier = new Map(kept.map((edit) => [edit.at, edit]));
    this.rows = findRows(table, this.owned, state.body, remembered, () =>
      this.fresh.map((cells, i) => ({ key: this.keys[i] ?? '', cells })),
    );
    this.findConflicts();
  }

  private isBlank(row: number): boolean {
    return this.owned.every(({ column }) => this.state.body[row]![column]!.value === '');
  }

  private findConflicts(): void {
    this.rows.forEach((written, row) => {
      if (!written) return;
      const place = this.keys.indexOf(written.key);
      this.owned.forEach(({ name, column }, i) => {
        const current = this.state.body[row]![column]!;
        const before = written.cells[i] ?? '';
        const fresh = place < 0 ? '' : this.fresh[place]![i]!;
        const edit = handEdit(current, before, fresh, this.earlier.get(keptAt(this.table, written.key, name)));
        if (edit === 'kept') this.silent.add(`${row} ${column}`);
        if (edit === 'ask') this.conflicts.push({ row, column, header: name, written: before, current, fresh });
      });
    });
  }

  /** @param keep for each conflict whether the edit by hand stays */
  finish(keep: readonly boolean[]): TableEdit {
    const { body, beside } = this.state;
    const held = new Set(this.silent);
    this.conflicts.forEach(({ row, column }, i) => {
      if (keep[i]) held.add(`${row} ${column}`);
    });
    const isHeld = (row: number): boolean => this.owned.some(({ column }) => held.has(`${row} ${column}`));
    const users = this.state.headers
      .map((_, column) => column)
      .filter((column) => !this.owned.some((own) => own.column === column));
    const noted = (row: number): boolean =>
      beside[row] === true ||
      users.some((column) => body[row]![column]!.value !== '' && body[row]![column]!.formula === undefined);
    const places = this.rows.map((written) => (written ? this.keys.indexOf(written.key) : undefined));
    // Empty rows of a template wait to be filled, whatever stands beside them.
    let waiting = this.fresh.length - places.filter((place) => place !== undefined && place >= 0).length;
    const slots = layoutRows(
      places.map((place, row) => {
        if (place === undefined) return 'own';
        if (place >= 0) return place;
        if (isHeld(row)) return 'own';
        if (this.isBlank(row) && waiting > 0) {
          waiting -= 1;
          return 'free';
        }
        return noted(row) ? 'emptied' : 'free';
      }),
      beside,
      this.fresh.length,
    );
    return this.edit(slots, places, held, users);
  }

  private edit(
    slots: readonly Slot[],
    places: readonly (number | undefined)[],
    held: ReadonlySet<string>,
    users: readonly number[],
  ): TableEdit {
    const { body } = this.state;
    const width = this.state.headers.length;
    const edit: TableEdit = {
      ...structure(slots, body.length),
      formulas: [],
      blocks: [],
      marked: [],
      cells: 0,
      remembered: [],
      columns: this.owned.map(({ name }) => name),
      kept: [],
    };
    const about = new Set(aboutColumns(this.table, edit.columns));
    const writes: CellWrite[][] = slots.map((slot, final) => {
      const line: CellWrite[] = Array.from({ length: width }, () => null);
      const have = slot.from === undefined ? undefined : body[slot.from];
      if (slot.emptied) {
        this.owned.forEach(({ column }, i) => {
          if (!about.has(i) && have?.[column]?.value !== '') line[column] = '';
        });
        // Its note is found again when the row comes back.
        const cells = this.owned.map(({ column }, i) => (about.has(i) ? (have?.[column]?.value ?? '') : ''));
        const key = this.rows[slot.from ?? -1]?.key ?? '';
        edit.remembered.push({ row: final, key: this.keys.includes(key) ? `${key} •` : key, cells });
      }
      if (slot.fresh === undefined) return line;
      const source = places.indexOf(slot.fresh);
      const was = source < 0 ? undefined : body[source];
      const remembered: CellValue[] = [];
      this.owned.forEach(({ name, column }, i) => {
        const fresh = this.fresh[slot.fresh!]![i]!;
        const there = have?.[column];
        if (source >= 0 && held.has(`${source} ${column}`)) {
          const current = was![column]!;
          if (slot.from !== source) line[column] = toWrite(current.value);
          edit.marked.push({ row: final, column });
          remembered.push(this.rows[source]?.cells[i] ?? '');
          const said = slot.from === source ? (current.formula ?? current.value) : current.value;
          const at = keptAt(this.table, this.keys[slot.fresh!]!, name);
          edit.kept.push({ at, current: said, offered: fresh });
          return;
        }
        remembered.push(fresh);
        if (there?.formula !== undefined || (there?.value ?? '') !== fresh) line[column] = toWrite(fresh);
      });
      edit.remembered.push({ row: final, key: this.keys[slot.fresh]!, cells: remembered });
      if (slot.from !== source) {
        // What somebody wrote beside the row goes with it.
        for (const column of users) {
          if (have?.[column]?.formula !== undefined || was?.[column]?.formula !== undefined) continue;
          const note = was?.[column]?.value ?? '';
          if (note !== (have?.[column]?.value ?? '')) line[column] = toWrite(note);
        }
      }
      return line;
    });
    for (const line of writes) edit.cells += line.filter((value) => value !== null).length;
    edit.blocks = blocks(writes, width);
    edit.formulas = this.goingOn(slots, edit.inserts, users);
    return edit;
  }

  /** New rows take the formulas of the nearest row in somebody's own columns. */
  private goingOn(
    slots: readonly Slot[],
    inserts: TableEdit['inserts'],
    users: readonly number[],
  ): TableEdit['formulas'] {
    const { body } = this.state;
    return inserts.flatMap(({ row, count }) =>
      users.flatMap((column) => {
        const has = (slot: Slot | undefined): boolean =>
          slot?.from !== undefined && body[slot.from]![column]!.formula !== undefined;
        const above = slots.findLastIndex((slot, at) => at < row && has(slot));
        const from = above >= 0 ? above : slots.findIndex((slot, at) => at >= row + count && has(slot));
        return from < 0 ? [] : [{ column, from, row, count }];
      }),
    );
  }
}

/** Which rows go, and where new ones come. */
function structure(slots: readonly Slot[], count: number): Pick<TableEdit, 'deletes' | 'inserts'> {
  const stay = new Set(slots.map(({ from }) => from));
  const deletes: TableEdit['deletes'] = [];
  for (let row = count - 1; row >= 0; row -= 1) {
    if (stay.has(row)) continue;
    const last = deletes.at(-1);
    if (last?.row === row + 1) {
      last.row = row;
      last.count += 1;
    } else deletes.push({ row, count: 1 });
  }
  const inserts: TableEdit['inserts'] = [];
  slots.forEach(({ from }, row) => {
    if (from !== undefined) return;
    const last = inserts.at(-1);
    if (last && last.row + last.count === row) {
      last.count += 1;
      return;
    }
    const above = slots.findLastIndex((slot, at) => at < row && slot.from !== undefined && slot.fresh !== undefined);
    const some = slots.findIndex((slot) => slot.from !== undefined);
    inserts.push({ row, count: 1, like: above >= 0 ? above : some });
  });
  return { deletes, inserts };
}

/** Neighbouring columns with something to write as one block each, without the untouched rows above and below. */
function blocks(lines: readonly (readonly CellWrite[])[], width: number): Block[] {
  const found: Block[] = [];
  const changed = (column: number): boolean => lines.some((line) => line[column] !== null);
  for (let column = 0; column < width; column += 1) {
    if (!changed(column)) continue;
    let end = column + 1;
    while (end < width && changed(end)) end += 1;
    const parts = lines.map((line) => line.slice(column, end));
    const touched = parts.map((part) => part.some((value) => value !== null));
    const first = touched.indexOf(true);
    found.push({ row: first, column, values: parts.slice(first, touched.lastIndexOf(true) + 1) });
    column = end;
  }
  return found;
}
