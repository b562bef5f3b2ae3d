import type { CellRange } from '../../../pipeline/report/a1.ts';
import { copyFormula } from '../../../pipeline/report/formula.ts';
import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, found, numberArgument, textArgument } from '../api.ts';
import { addressOf, type Edit } from '../book/references.ts';
import { shift, shiftProblem } from '../book/shift.ts';
import type { Table } from '../book/table.ts';
import type { Space } from '../space.ts';
import { plainValue, sizeOf, writeCell, writeGrid } from './grid.ts';
import { refuseOnProtected } from './protection.ts';
import { rangeObject } from './range.ts';
import { moveCells } from './range-edits.ts';

interface OneTable {
  space: Space;
  table: Table;
}

function rowRange(table: Table, index: number): CellRange {
  const { first, last } = table.body;
  const row = first.row + index;
  if (index < 0 || row > last.row) throw new ApiError('InvalidArgument', `Row ${index} of table ${table.name}`);
  return { first: { ...first, row }, last: { ...last, row } };
}

const ROW: Kind<OneTable & { index: number }> = {
  type: 'TableRow',
  scalars: {
    index: ({ index }) => index,
    values: ({ table, index }) => {
      const { first, last } = rowRange(table, index);
      const columns = last.column - first.column + 1;
      return [
        Array.from({ length: columns }, (_, i) =>
          plainValue(table.sheet.cell(first.row, first.column + i)?.value ?? null),
        ),
      ];
    },
  },
  writes: {
    values: ({ space, table, index }, value) =>
      writeGrid(space, space.book.follow(table.sheet, rowRange(table, index)), value),
  },
  methods: {
    getRange: ({ space, table, index }) => rangeObject(space, table.sheet, rowRange(table, index)),
    delete: ({ space, table, index }) => deleteRows(space, table, index, 1),
  },
};

function deleteRows(space: Space, table: Table, index: number, count: number): void {
  const { first, last } = table.body;
  rowRange(table, index + count - 1);
  if (count === last.row - first.row + 1) {
    // The last row of a table stays, empty.
    for (let column = first.column; column <= last.column; column += 1) {
      const cell = table.sheet.cell(first.row, column);
      if (cell) table.sheet.row(first.row).cells.set(column, { style: cell.style, value: null });
    }
    if (count > 1) deleteRows(space, table, index + 1, count - 1);
    return;
  }
  const range = { first: { ...first, row: first.row + index }, last: { ...last, row: first.row + index + count - 1 } };
  const edit: Edit = { axis: 'row', at: range.first.row, count: -count, from: first.column, to: last.column };
  moveCells(space, table.sheet, edit, range, 'RowDeleted', 'ShiftCellUp');
}

/** Rows at the table's end push down what stands below it, and ranges over the whole body grow with it. */
function addRows({ space, table }: OneTable, index: unknown, values: unknown): ApiObject {
  refuseOnProtected(table.sheet);
  const lines = Array.isArray(values)
    ? values
    : values === undefined || values === null
      ? [Array(sizeOf(table.range).columns).fill(null)]
      : [[values]];
  const body = table.body;
  const columns = sizeOf(body).columns;
  for (const line of lines) {
    if (!Array.isArray(line) || line.length !== columns)
      throw new ApiError('InvalidArgument', `Table ${table.name} has ${columns} columns`);
  }
  const rows = sizeOf(body).rows;
  const at = index === undefined || index === null || index === -1 ? rows : numberArgument(index, 'index');
  if (at < 0 || at > rows) throw new ApiError('InvalidArgument', `Row ${at} of table ${table.name}`);
  const end = at === rows;
  const edit: Edit = {
    axis: 'row',
    at: body.first.row + at,
    count: lines.length,
    from: body.first.column,
    to: body.last.column,
  };
  if (end) edit.grown = body;
  const before = table.range;
  const problem = shiftProblem(space.book, table.sheet, edit);
  const blocked = problem && space.book.tables.some((other) => other !== table && problem.includes(` ${other.name} `));
  if (problem && (blocked || /Merged/.test(problem))) throw new ApiError('InvalidOperation', problem);
  shift(space.book, table.sheet, edit);
  table.range = { first: before.first, last: { ...before.last, row: before.last.row + lines.length } };
  // A row in front takes its format from the row that was first, not from the header.
  const source = at === 0 ? body.first.row + lines.length : body.first.row + at - 1;
  lines.forEach((line: unknown[], i) => {
    const row = body.first.row + at + i;
    for (let k = 0; k < columns; k += 1) fillNew(space, table, row, source, body.first.column + k, line[k]);
  });
  const range = {
    first: { ...body.first, row: body.first.row + at },
    last: { ...body.last, row: body.first.row + at + lines.length - 1 },
  };
  space.tellChange(table.sheet, addressOf(range), 'RowInserted', { shiftDirection: 'ShiftCellDown' });
  return bind(ROW, { space, table, index: at });
}

function fillNew(space: Space, table: Table, row: number, source: number, column: number, value: unknown): void {
  const model = table.sheet.cell(source, column);
  const cell = table.sheet.ensure(row, column);
  if (model) cell.style = model.style;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    writeCell(space, table.sheet, row, column, value);
  else if (model?.formula !== undefined) cell.formula = copyFormula(model.formula, row - source);
}

const ROWS: Kind<OneTable> = {
  type: 'TableRowCollection',
  scalars: { count: ({ table }) => sizeOf(table.body).rows },
  items: ({ space, table }) =>
    Array.from({ length: sizeOf(table.body).rows }, (_, index) => bind(ROW, { space, table, index })),
  methods: {
    add: (self, [index, values]) => addRows(self, index, values),
    getCount: ({ table }) => sizeOf(table.body).rows,
    getItemAt: ({ space, table }, [index]) => {
      rowRange(table, numberArgument(index, 'index'));
      return bind(ROW, { space, table, index: numberArgument(index, 'index') });
    },
  },
};

export function rowsObject(space: Space, table: Table): ApiObject {
  return bind(ROWS, { space, table });
}

function columnRange(table: Table, index: number, part: 'all' | 'body' | 'header'): CellRange {
  const whole = part === 'body' ? table.body : table.range;
  const column = whole.first.column + index;
  const last = part === 'header' ? whole.first.row : whole.last.row;
  return { first: { ...whole.first, column }, last: { row: last, column } };
}

const COLUMN: Kind<OneTable & { index: number }> = {
  type: 'TableColumn',
  id: ({ table, index }) => Number(table.columns()[index]?.getAttribute('id')),
  scalars: {
    id: ({ table, index }) => Number(table.columns()[index]?.getAttribute('id')),
    index: ({ index }) => index,
    name: ({ table, index }) => table.columnName(index),
    values: ({ table, index }) => {
      const { first, last } = columnRange(table, index, 'all');
      return Array.from({ length: last.row - first.row + 1 }, (_, i) => [
        plainValue(table.sheet.cell(first.row + i, first.column)?.value ?? null),
      ]);
    },
  },
  writes: {
    name: ({ space, table, index }, value) =>
      writeCell(
        space,
        table.sheet,
        table.range.first.row,
        table.range.first.column + index,
        textArgument(value, 'name'),
      ),
    values: ({ space, table, index }, value) =>
      writeGrid(space, space.book.follow(table.sheet, columnRange(table, index, 'all')), value),
  },
  methods: {
    getRange: ({ space, table, index }) => rangeObject(space, table.sheet, columnRange(table, index, 'all')),
    getDataBodyRange: ({ space, table, index }) => rangeObject(space, table.sheet, columnRange(table, index, 'body')),
    getHeaderRowRange: ({ space, table, index }) =>
      rangeObject(space, table.sheet, columnRange(table, index, 'header')),
    delete: ({ space, table, index }) => {
      const range = columnRange(table, index, 'all');
      const edit: Edit = {
        axis: 'column',
        at: range.first.column,
        count: -1,
        from: range.first.row,
        to: range.last.row,
      };
      moveCells(space, table.sheet, edit, range, 'ColumnDeleted', 'ShiftCellLeft');
    },
  },
};

function column(self: OneTable, key: unknown): ApiObject | undefined {
  const columns = self.table.columns();
  const index = columns.findIndex((element, i) =>
    typeof key === 'number'
      ? Number(element.getAttribute('id')) === key
      : self.table.columnName(i).toLowerCase() === textArgument(key, 'key').toLowerCase(),
  );
  return index < 0 ? undefined : bind(COLUMN, { ...self, index });
}

/** A new column, at the right end or in between; cells beside the table move to the right. */
function addColumn(self: OneTable, index: unknown, values: unknown, name: unknown): ApiObject {
  const { space, table } = self;
  const before = table.range;
  const count = table.columns().length;
  const at = index === undefined || index === null || index === -1 ? count : numberArgument(index, 'index');
  const place = before.first.column + at;
  const edit: Edit = { axis: 'column', at: place, count: 1, from: before.first.row, to: before.last.row };
  const problem = shiftProblem(space.book, table.sheet, edit);
  if (problem) throw new ApiError('InvalidOperation', problem);
  shift(space.book, table.sheet, edit);
  if (at === count || at === 0) {
    table.range = { first: before.first, last: { ...before.last, column: before.last.column + 1 } };
    const fresh = table.newColumn(`Column${count + 1}`);
    table.setColumns(at === 0 ? [fresh, ...table.columns()] : [...table.columns(), fresh]);
    writeCell(space, table.sheet, before.first.row, place, `Column${count + 1}`);
  }
  if (Array.isArray(values)) writeGrid(space, space.book.follow(table.sheet, columnRange(table, at, 'all')), values);
  if (typeof name === 'string') writeCell(space, table.sheet, before.first.row, place, name);
  return bind(COLUMN, { ...self, index: at });
}

const COLUMNS: Kind<OneTable> = {
  type: 'TableColumnCollection',
  scalars: { count: ({ table }) => table.columns().length },
  items: (self) => self.table.columns().map((_, index) => bind(COLUMN, { ...self, index })),
  item: (self, [key]) => found(column(self, key), `column ${String(key)}`),
  methods: {
    add: (self, [index, values, name]) => addColumn(self, index, values, name),
    getCount: ({ table }) => table.columns().length,
    getItem: (self, [key]) => found(column(self, key), `column ${String(key)}`),
    getItemAt: (self, [index]) => {
      const place = numberArgument(index, 'index');
      if (place < 0 || place >= self.table.columns().length)
        throw new ApiError('ItemNotFound', `There is no column ${place}`);
      return bind(COLUMN, { ...self, index: place });
    },
    getItemOrNullObject: (self, [key]) => column(self, key) ?? null,
  },
};

export function columnsObject(space: Space, table: Table): ApiObject {
  return bind(COLUMNS, { space, table });
}
