import type { CellRange } from '../../../pipeline/report/a1.ts';
import { LAST_COLUMN, LAST_ROW } from '../../../pipeline/report/a1.ts';
import { mergedRanges } from '../../../pipeline/report/heights.ts';
import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, found, isApiObject, numberArgument, textArgument, UnknownMember } from '../api.ts';
import type { LiveRange } from '../book/book.ts';
import { addressOf, parseAddress, quotedSheet } from '../book/references.ts';
import type { Sheet } from '../book/sheet.ts';
import type { Space } from '../space.ts';
import { conditionalFormatsObject } from './conditional-formats.ts';
import { copyCells } from './copy.ts';
import { formatObject, rangeWidth } from './format.ts';
import { formulaText, plainValue, readGrid, shownText, sizeOf, valueType, writeFormats, writeGrid } from './grid.ts';
import { clearRange, deleteCells, insertCells, mergeRange, unmergeRange } from './range-edits.ts';
import { sheetObject } from './worksheet.ts';

/** What a range of the API is: cells that move when others are put in before them. */
export class Range {
  readonly space: Space;
  readonly live: LiveRange;

  constructor(space: Space, live: LiveRange) {
    this.space = space;
    this.live = live;
  }

  get sheet(): Sheet {
    return this.live.sheet;
  }

  get range(): CellRange {
    if (this.live.gone) throw new ApiError('ItemNotFound', 'The cells of this range were deleted');
    return this.live.range;
  }

  at(range: CellRange): ApiObject {
    const { first, last } = range;
    if (
      first.row < 1 ||
      first.column < 1 ||
      last.row > LAST_ROW ||
      last.column > LAST_COLUMN ||
      first.row > last.row ||
      first.column > last.column
    ) {
      throw new ApiError('InvalidArgument', `No such range: ${JSON.stringify(range)}`);
    }
    return rangeObject(this.space, this.sheet, range);
  }
}

export function rangeObject(space: Space, sheet: Sheet, range: CellRange): ApiObject {
  return bind(RANGE, new Range(space, space.book.follow(sheet, range)));
}

export function asRange(value: unknown): Range {
  const self = isApiObject(value) ? value.self : undefined;
  if (!(self instanceof Range)) throw new ApiError('InvalidArgument', 'This is no range');
  return self;
}

/** Another range given as an object or as an address. */
function other(self: Range, argument: unknown): CellRange {
  if (typeof argument === 'string') return self.space.range(argument, self.sheet).range;
  const range = asRange(argument);
  if (range.sheet !== self.sheet) throw new ApiError('InvalidArgument', 'The ranges are on different sheets');
  return range.range;
}

function intersection(a: CellRange, b: CellRange): CellRange | undefined {
  const first = { row: Math.max(a.first.row, b.first.row), column: Math.max(a.first.column, b.first.column) };
  const last = { row: Math.min(a.last.row, b.last.row), column: Math.min(a.last.column, b.last.column) };
  return first.row <= last.row && first.column <= last.column ? { first, last } : undefined;
}

function offset({ first, last }: CellRange, rows: number, columns: number): CellRange {
  return {
    first: { row: first.row + rows, column: first.column + columns },
    last: { row: last.row + rows, column: last.column + columns },
  };
}

function count(argument: unknown): number {
  return argument === undefined || argument === null ? 1 : numberArgument(argument, 'count');
}

/** `n` rows above (below zero) or below the range. */
function beside(self: Range, axis: 'row' | 'column', n: number): ApiObject {
  const { first, last } = self.range;
  const span = n < 0 ? [first[axis] + n, first[axis] - 1] : [last[axis] + 1, last[axis] + n];
  return self.at({ first: { ...first, [axis]: span[0] }, last: { ...last, [axis]: span[1] } });
}

/** Of a single cell with a formula of several results: the cells that show them. */
function spillOf(self: Range): CellRange | undefined {
  const { first, last } = self.range;
  if (first.row !== last.row || first.column !== last.column) {
    throw new ApiError('InvalidArgument', 'Only a single cell spills');
  }
  const array = self.sheet.cell(first.row, first.column)?.array;
  return array === undefined ? undefined : parseAddress(array)?.range;
}

function isHidden(self: Range, axis: 'row' | 'column'): boolean | null {
  const { first, last } = self.range;
  const states = new Set<boolean>();
  for (let place = first[axis]; place <= Math.min(last[axis], first[axis] + 10_000); place += 1) {
    const attributes =
      axis === 'row' ? self.sheet.rows.get(place)?.attributes : self.sheet.columnFormat(place)?.attributes;
    states.add(attributes?.get('hidden') === '1');
  }
  return states.size === 1 ? [...states][0]! : null;
}

function hide(self: Range, axis: 'row' | 'column', hidden: boolean): void {
  const { first, last } = self.range;
  if (axis === 'column') self.sheet.formatColumns(first.column, last.column, { hidden: hidden ? '1' : '0' });
  else
    for (let row = first.row; row <= last.row; row += 1)
      self.sheet.row(row).attributes.set('hidden', hidden ? '1' : '0');
}

/** Excel's own limit for what `getMergedAreasOrNullObject` tells at once. */
const MOST_MERGED = 512;

const MERGED: Kind<{ sheet: Sheet; areas: readonly CellRange[] }> = {
  type: 'RangeAreas',
  scalars: {
    address: ({ sheet, areas }) => areas.map((area) => `${quotedSheet(sheet.name)}!${addressOf(area)}`).join(','),
    areaCount: ({ areas }) => areas.length,
  },
};

const RANGE: Kind<Range> = {
  type: 'Range',
  scalars: {
    address: (self) => `${quotedSheet(self.sheet.name)}!${addressOf(self.range)}`,
    cellCount: ({ range }) => sizeOf(range).rows * sizeOf(range).columns,
    columnCount: ({ range }) => sizeOf(range).columns,
    rowCount: ({ range }) => sizeOf(range).rows,
    columnIndex: ({ range }) => range.first.column - 1,
    rowIndex: ({ range }) => range.first.row - 1,
    values: ({ live }) => readGrid(live, (cell) => plainValue(cell?.value ?? null)),
    formulas: ({ live }) => readGrid(live, formulaText),
    text: ({ live, space }) =>
      readGrid(live, (cell) =>
        cell ? shownText(cell.value, space.book.styles.numberFormat(cell.style), space.book.date1904) : '',
      ),
    numberFormat: ({ live, space, sheet }) =>
      readGrid(live, (_, row, column) => space.book.styles.numberFormat(sheet.styleAt(row, column))),
    valueTypes: ({ live }) => readGrid(live, (cell) => valueType(cell?.value ?? null)),
    columnHidden: (self) => isHidden(self, 'column'),
    rowHidden: (self) => isHidden(self, 'row'),
    width: ({ space, live }) => rangeWidth({ space, live }),
    isEntireColumn: ({ range }) => range.first.row === 1 && range.last.row === LAST_ROW,
    isEntireRow: ({ range }) => range.first.column === 1 && range.last.column === LAST_COLUMN,
    hasSpill: ({ live }) => (readGrid(live, (cell) => cell?.array !== undefined) ?? []).flat().includes(true),
  },
  writes: {
    values: ({ space, live }, value) => writeGrid(space, live, value),
    formulas: ({ space, live }, value) => writeGrid(space, live, value),
    numberFormat: ({ space, live }, value) => writeFormats(space, live, value),
    columnHidden: (self, value) => hide(self, 'column', value === true),
    rowHidden: (self, value) => hide(self, 'row', value === true),
  },
  links: {
    worksheet: ({ space, sheet }) => sheetObject(space, sheet),
    format: ({ space, live }) => formatObject(space, live),
    conditionalFormats: ({ space, live }) => conditionalFormatsObject(space, live),
  },
  methods: {
    _ValidateArraySize: (self, [rows, columns]) => {
      const size = sizeOf(self.range);
      if (size.rows !== rows || size.columns !== columns) {
        throw new ApiError('InvalidArgument', `${rows} × ${columns} values for ${size.rows} × ${size.columns} cells`);
      }
      return null;
    },
    getCell: (self, [row, column]) => {
      const { first } = self.range;
      const cell = {
        row: first.row + numberArgument(row, 'row'),
        column: first.column + numberArgument(column, 'column'),
      };
      return self.at({ first: cell, last: cell });
    },
    getRow: (self, [index]) => {
      const { first, last } = self.range;
      const row = first.row + numberArgument(index, 'row');
      if (row > last.row) throw new ApiError('InvalidArgument', `Row ${index} of ${addressOf(self.range)}`);
      return self.at({ first: { ...first, row }, last: { ...last, row } });
    },
    getColumn: (self, [index]) => {
      const { first, last } = self.range;
      const column = first.column + numberArgument(index, 'column');
      if (column > last.column) throw new ApiError('InvalidArgument', `Column ${index} of ${addressOf(self.range)}`);
      return self.at({ first: { ...first, column }, last: { ...last, column } });
    },
    getLastCell: (self) => self.at({ first: self.range.last, last: self.range.last }),
    getLastRow: (self) => self.at({ first: { ...self.range.first, row: self.range.last.row }, last: self.range.last }),
    getLastColumn: (self) =>
      self.at({ first: { ...self.range.first, column: self.range.last.column }, last: self.range.last }),
    getOffsetRange: (self, [rows, columns]) =>
      self.at(offset(self.range, numberArgument(rows, 'rows'), numberArgument(columns, 'columns'))),
    getResizedRange: (self, [rows, columns]) => {
      const { first, last } = self.range;
      return self.at({
        first,
        last: {
          row: last.row + numberArgument(rows, 'rows'),
          column: last.column + numberArgument(columns, 'columns'),
        },
      });
    },
    getAbsoluteResizedRange: (self, [rows, columns]) => {
      const { first } = self.range;
      return self.at({
        first,
        last: {
          row: first.row + numberArgument(rows, 'rows') - 1,
          column: first.column + numberArgument(columns, 'columns') - 1,
        },
      });
    },
    getEntireRow: (self) =>
      self.at({ first: { ...self.range.first, column: 1 }, last: { ...self.range.last, column: LAST_COLUMN } }),
    getEntireColumn: (self) =>
      self.at({ first: { ...self.range.first, row: 1 }, last: { ...self.range.last, row: LAST_ROW } }),
    getRowsAbove: (self, [n]) => beside(self, 'row', -count(n)),
    getRowsBelow: (self, [n]) => beside(self, 'row', count(n)),
    getColumnsBefore: (self, [n]) => beside(self, 'column', -count(n)),
    getColumnsAfter: (self, [n]) => beside(self, 'column', count(n)),
    getIntersection: (self, [argument]) =>
      self.at(found(intersection(self.range, other(self, argument)), 'cell in both ranges')),
    getIntersectionOrNullObject: (self, [argument]) => {
      const common = intersection(self.range, other(self, argument));
      return common ? self.at(common) : null;
    },
    getBoundingRect: (self, [argument]) => {
      const [a, b] = [self.range, other(self, argument)];
      return self.at({
        first: { row: Math.min(a.first.row, b.first.row), column: Math.min(a.first.column, b.first.column) },
        last: { row: Math.max(a.last.row, b.last.row), column: Math.max(a.last.column, b.last.column) },
      });
    },
    getUsedRange: (self, [valuesOnly]) => {
      const used = self.sheet.usedRange(valuesOnly === true, self.range);
      return self.at(used ?? { first: self.range.first, last: self.range.first });
    },
    getUsedRangeOrNullObject: (self, [valuesOnly]) => {
      const used = self.sheet.usedRange(valuesOnly === true, self.range);
      return used ? self.at(used) : null;
    },
    insert: (self, [direction]) => self.at(insertCells(self, textArgument(direction, 'shift'))),
    delete: (self, [direction]) => deleteCells(self, textArgument(direction, 'shift')),
    clear: (self, [what]) =>
      clearRange(self, what === undefined || what === null ? 'All' : textArgument(what, 'applyTo')),
    select: ({ space, sheet, range }) => space.select(sheet, range),
    copyFrom: (self, [source, what, skipBlanks, transpose]) => {
      if (skipBlanks === true || transpose === true)
        throw new UnknownMember('Range.copyFrom() that skips or transposes');
      const from = isApiObject(source)
        ? asRange(source)
        : new Range(self.space, self.space.range(textArgument(source, 'source'), self.sheet));
      return copyCells(self, from, what === undefined || what === null ? 'All' : textArgument(what, 'copyType'));
    },
    getSpillingToRange: (self) => self.at(found(spillOf(self), 'cells that the formula spills to')),
    getSpillingToRangeOrNullObject: (self) => {
      const spilled = spillOf(self);
      return spilled ? self.at(spilled) : null;
    },
    getMergedAreasOrNullObject: (self) => {
      const inside = mergedRanges(self.sheet.root).filter((merged) => intersection(merged, self.range) !== undefined);
      if (inside.length > MOST_MERGED) throw new ApiError('InvalidOperation', `${inside.length} merged areas`);
      return inside.length === 0 ? null : bind(MERGED, { sheet: self.sheet, areas: inside });
    },
    merge: (self, [across]) => mergeRange(self, across === true),
    unmerge: (self) => unmergeRange(self),
    calculate: () => null,
  },
};
