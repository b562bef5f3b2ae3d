import type { CellRange } from '../../../pipeline/report/a1.ts';
import { rangeName } from '../../../pipeline/report/a1.ts';
import { mergedRanges } from '../../../pipeline/report/heights.ts';
import { childElement, newElement, removeElement } from '../../../pipeline/report/xml.ts';
import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, booleanArgument, found, isApiObject, numberArgument, textArgument } from '../api.ts';
import { CONTENT, OFFICE } from '../book/book.ts';
import { escapeXml } from '../book/package.ts';
import type { Sheet } from '../book/sheet.ts';
import type { Table } from '../book/table.ts';
import type { Space } from '../space.ts';
import { plainValue, sizeOf } from './grid.ts';
import { refuseOnProtected } from './protection.ts';
import { asRange, rangeObject } from './range.ts';
import { columnsObject, rowsObject } from './table-parts.ts';
import { sheetObject } from './worksheet.ts';

interface OneTable {
  space: Space;
  table: Table;
}

function row({ table }: OneTable, place: 'header' | 'totals'): CellRange {
  const { first, last } = table.range;
  if (place === 'header' && !table.headers)
    throw new ApiError('InvalidOperation', `Table ${table.name} shows no headers`);
  if (place === 'totals' && !table.totals)
    throw new ApiError('InvalidOperation', `Table ${table.name} shows no totals`);
  const number = place === 'header' ? first.row : last.row;
  return { first: { ...first, row: number }, last: { ...last, row: number } };
}

function on(attribute: string): (self: OneTable) => boolean {
  return ({ table }) => table.style().getAttribute(attribute) === '1';
}

function turn(attribute: string): (self: OneTable, value: unknown) => void {
  return ({ table }, value) => table.style().setAttribute(attribute, booleanArgument(value, attribute) ? '1' : '0');
}

function overlaps(a: CellRange, b: CellRange): boolean {
  const rows = a.first.row <= b.last.row && b.first.row <= a.last.row;
  return rows && a.first.column <= b.last.column && b.first.column <= a.last.column;
}

function resize({ space, table }: OneTable, range: CellRange): void {
  refuseOnProtected(table.sheet);
  const before = table.range;
  if (range.first.row !== before.first.row)
    throw new ApiError('InvalidArgument', 'The header of a table stays in its row');
  if (sizeOf(range).rows < (table.headers ? 2 : 1))
    throw new ApiError('InvalidArgument', 'A table has at least one row');
  const clash = space.book.tables.find(
    (other) => other !== table && other.sheet === table.sheet && overlaps(other.range, range),
  );
  if (clash) throw new ApiError('InvalidArgument', `The cells belong to table ${clash.name}`);
  const columns = table.columns();
  const kept = columns.filter(
    (_, i) => before.first.column + i >= range.first.column && before.first.column + i <= range.last.column,
  );
  if (range.first.column !== before.first.column)
    throw new ApiError('InvalidArgument', 'The host resizes tables to the right only');
  table.range = range;
  table.setColumns(kept);
  for (let column = range.first.column + kept.length; column <= range.last.column; column += 1) {
    const cell = table.sheet.ensure(range.first.row, column);
    const name = String(plainValue(cell.value)) || `Column${column - range.first.column + 1}`;
    cell.value = name;
    table.setColumns([...table.columns(), table.newColumn(name)]);
  }
}

function setTotals({ space, table }: OneTable, show: boolean): void {
  if (show === table.totals) return;
  const { first, last } = table.range;
  if (!show) {
    const range = row({ space, table }, 'totals');
    for (let column = range.first.column; column <= range.last.column; column += 1) {
      const cell = table.sheet.cell(range.first.row, column);
      if (cell) table.sheet.row(range.first.row).cells.set(column, { style: cell.style, value: null });
    }
    table.root.removeAttribute('totalsRowCount');
    table.range = { first, last: { ...last, row: last.row - 1 } };
    return;
  }
  table.root.setAttribute('totalsRowCount', '1');
  table.range = { first, last: { ...last, row: last.row + 1 } };
}

const TABLE: Kind<OneTable> = {
  type: 'Table',
  id: ({ table }) => table.id,
  scalars: {
    id: ({ table }) => table.id,
    name: ({ table }) => table.name,
    showHeaders: ({ table }) => table.headers,
    showTotals: ({ table }) => table.totals,
    style: ({ table }) => table.style().getAttribute('name') ?? '',
    showBandedRows: on('showRowStripes'),
    showBandedColumns: on('showColumnStripes'),
    highlightFirstColumn: on('showFirstColumn'),
    highlightLastColumn: on('showLastColumn'),
    showFilterButton: ({ table }) => childElement(table.root, 'autoFilter') !== undefined,
  },
  writes: {
    name: ({ space, table }, value) => {
      const name = textArgument(value, 'name');
      if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name))
        throw new ApiError('InvalidArgument', `No name that Excel allows: ${name}`);
      const taken = space.book.table(name) ?? space.book.name(name);
      if (taken && taken !== table) throw new ApiError('InvalidArgument', `There is something called ${name}`);
      table.name = name;
    },
    style: ({ table }, value) => table.style().setAttribute('name', textArgument(value, 'style')),
    showTotals: (self, value) => setTotals(self, booleanArgument(value, 'showTotals')),
    showBandedRows: turn('showRowStripes'),
    showBandedColumns: turn('showColumnStripes'),
    highlightFirstColumn: turn('showFirstColumn'),
    highlightLastColumn: turn('showLastColumn'),
    showFilterButton: ({ table }, value) => {
      const old = childElement(table.root, 'autoFilter');
      if (old) removeElement(old);
      if (!booleanArgument(value, 'showFilterButton')) return;
      table.root.insertBefore(newElement(table.root, 'autoFilter'), table.root.firstChild);
      table.range = { ...table.range };
    },
  },
  links: {
    worksheet: ({ space, table }) => sheetObject(space, table.sheet),
    rows: (self) => rowsObject(self.space, self.table),
    columns: (self) => columnsObject(self.space, self.table),
  },
  methods: {
    getRange: ({ space, table }) => rangeObject(space, table.sheet, table.range),
    getHeaderRowRange: (self) => rangeObject(self.space, self.table.sheet, row(self, 'header')),
    getTotalRowRange: (self) => rangeObject(self.space, self.table.sheet, row(self, 'totals')),
    getDataBodyRange: ({ space, table }) => rangeObject(space, table.sheet, table.body),
    resize: (self, [argument]) => {
      const range = isApiObject(argument)
        ? asRange(argument).range
        : self.space.range(textArgument(argument, 'range'), self.table.sheet).range;
      resize(self, range);
    },
    convertToRange: ({ space, table }) => {
      const { sheet, range } = table;
      space.book.dropTable(table);
      return rangeObject(space, sheet, range);
    },
    delete: ({ space, table }) => {
      const { first, last } = table.range;
      for (let number = first.row; number <= last.row; number += 1) {
        for (let column = first.column; column <= last.column; column += 1)
          table.sheet.rows.get(number)?.cells.delete(column);
      }
      space.book.dropTable(table);
    },
    clearFilters: () => null,
  },
};

function tableObject(space: Space, table: Table): ApiObject {
  return bind(TABLE, { space, table });
}

function addTable(space: Space, sheet: Sheet, range: CellRange, hasHeaders: boolean): Table {
  const { book } = space;
  refuseOnProtected(sheet);
  const clash = book.tables.find((other) => other.sheet === sheet && overlaps(other.range, range));
  if (clash) throw new ApiError('InvalidArgument', `The cells belong to table ${clash.name}`);
  if (mergedRanges(sheet.root).some((merged) => overlaps(merged, range)))
    throw new ApiError('InvalidOperation', 'A table has no merged cells');
  if (!hasHeaders)
    throw new ApiError('NotImplementedInTheHost', 'The Excel host of the tests adds tables with headers only');
  const last = { ...range.last, row: Math.max(range.last.row, range.first.row + 1) };
  let number = book.tables.length + 1;
  while (book.table(`Table${number}`)) number += 1;
  const taken = new Set<string>();
  const names = Array.from({ length: range.last.column - range.first.column + 1 }, (_, i) => {
    const cell = sheet.ensure(range.first.row, range.first.column + i);
    const wanted = String(plainValue(cell.value)) || `Column${i + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = wanted + n;
    taken.add(name.toLowerCase());
    cell.value = name;
    return name;
  });
  const columns = names.map(
    (name, i) => `<tableColumn id="${i + 1}" name="${escapeXml(name).replace(/\n/g, '_x000a_')}"/>`,
  );
  const ref = rangeName({ first: range.first, last });
  const path = book.parts.freePath('xl/tables/table1.xml');
  book.parts.put(
    path,
    `<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${number}" name="Table${number}" displayName="Table${number}" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/><tableColumns count="${names.length}">${columns.join('')}</tableColumns><tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`,
    `${CONTENT}.table+xml`,
  );
  book.parts.relate(sheet.path, `${OFFICE}/table`, path);
  const table = book.tableOf(sheet, path);
  book.tables.push(table);
  return table;
}

interface Tables {
  space: Space;
  scope: Sheet | undefined;
}

function own({ space, scope }: Tables): Table[] {
  return space.book.tables.filter(({ sheet }) => scope === undefined || sheet === scope);
}

function item(self: Tables, key: unknown): ApiObject | undefined {
  const wanted = textArgument(key, 'key');
  const hit = own(self).find((table) => table.id === wanted || table.name.toLowerCase() === wanted.toLowerCase());
  return hit && tableObject(self.space, hit);
}

const TABLES: Kind<Tables> = {
  type: 'TableCollection',
  scalars: { count: (self) => own(self).length },
  items: (self) => own(self).map((table) => tableObject(self.space, table)),
  item: (self, [key]) => found(item(self, key), `table ${String(key)}`),
  methods: {
    add: (self, [address, hasHeaders]) => {
      const { space } = self;
      const { sheet, range } = isApiObject(address)
        ? asRange(address)
        : space.range(textArgument(address, 'address'), self.scope ?? space.book.active);
      return tableObject(space, addTable(space, sheet, range, booleanArgument(hasHeaders, 'hasHeaders')));
    },
    getCount: (self) => own(self).length,
    getItem: (self, [key]) => found(item(self, key), `table ${String(key)}`),
    getItemAt: (self, [index]) =>
      tableObject(self.space, found(own(self)[numberArgument(index, 'index')], `table ${index}`)),
    getItemOrNullObject: (self, [key]) => item(self, key) ?? null,
  },
};

export function tablesObject(space: Space, scope?: Sheet): ApiObject {
  return bind(TABLES, { space, scope });
}
