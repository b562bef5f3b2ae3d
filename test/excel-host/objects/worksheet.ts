import type { Element } from '@xmldom/xmldom';
import { columnName, LAST_COLUMN, LAST_ROW } from '../../../pipeline/report/a1.ts';
import { childElement, childElements, newElement, removeElement } from '../../../pipeline/report/xml.ts';
import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, booleanArgument, found, isApiObject, numberArgument, textArgument } from '../api.ts';
import { Sheet } from '../book/sheet.ts';
import type { Space } from '../space.ts';
import { EVENT, WORKBOOK } from '../space.ts';
import { namesObject } from './names.ts';
import { isProtected } from './protection.ts';
import { asRange, rangeObject } from './range.ts';
import { tablesObject } from './tables.ts';

interface OneSheet {
  space: Space;
  sheet: Sheet;
}

/** Events that the host tells, by the names under which the library asks for them. */
const EVENT_NAMES = {
  ActivatedEvent: EVENT.activated,
  DeactivatedEvent: EVENT.deactivated,
  AddedEvent: EVENT.added,
  DeletedEvent: EVENT.deleted,
  DataChangedEvent: EVENT.changed,
  SelectionChangedEvent: EVENT.selectionChanged,
  EventNameChanged: EVENT.nameChanged,
};

/** The methods by which the library asks for events of an object, and calls them off. */
function registrations<T>(
  names: Record<string, number>,
  space: (self: T) => Space,
  target: (self: T) => string,
): Record<string, (self: T) => null> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, type]) =>
      [true, false].map((on) => [
        `_${on ? 'Register' : 'Unregister'}${name}`,
        (self: T): null => {
          space(self).listen(type, target(self), on);
          return null;
        },
      ]),
    ),
  );
}

const WHOLE = { first: { row: 1, column: 1 }, last: { row: LAST_ROW, column: LAST_COLUMN } };

function guarded<T>(code: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ApiError(code, error instanceof Error ? error.message : String(error));
  }
}

function view(sheet: Sheet): Element {
  const views = sheet.section('sheetViews');
  let element = childElement(views, 'sheetView');
  if (!element) {
    element = newElement(views, 'sheetView');
    element.setAttribute('workbookViewId', '0');
    views.appendChild(element);
  }
  return element;
}

function freeze({ sheet }: OneSheet, rows: number, columns: number): null {
  const place = view(sheet);
  const old = childElement(place, 'pane');
  if (old) removeElement(old);
  if (rows === 0 && columns === 0) return null;
  const pane = newElement(place, 'pane');
  if (columns > 0) pane.setAttribute('xSplit', String(columns));
  if (rows > 0) pane.setAttribute('ySplit', String(rows));
  pane.setAttribute('topLeftCell', `${columnName(columns + 1)}${rows + 1}`);
  pane.setAttribute('activePane', rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight');
  pane.setAttribute('state', 'frozen');
  place.insertBefore(pane, place.firstChild);
  for (const selection of childElements(place, 'selection')) removeElement(selection);
  return null;
}

const FREEZE: Kind<OneSheet> = {
  type: 'WorksheetFreezePanes',
  methods: {
    freezeRows: (self, [count]) =>
      freeze(self, count === undefined || count === null ? 1 : numberArgument(count, 'count'), 0),
    freezeColumns: (self, [count]) =>
      freeze(self, 0, count === undefined || count === null ? 1 : numberArgument(count, 'count')),
    freezeAt: (self, [argument]) => {
      const { range } = typeof argument === 'string' ? self.space.range(argument, self.sheet) : asRange(argument);
      return freeze(self, range.last.row, range.last.column);
    },
    unfreeze: (self) => freeze(self, 0, 0),
  },
};

const PROTECTION: Kind<OneSheet> = {
  type: 'WorksheetProtection',
  scalars: { protected: ({ sheet }) => isProtected(sheet) },
  methods: {
    protect: ({ sheet }) => sheet.section('sheetProtection').setAttribute('sheet', '1'),
    unprotect: ({ sheet }) => {
      const element = childElement(sheet.root, 'sheetProtection');
      if (element) removeElement(element);
    },
  },
};

const AUTO_FILTER: Kind<OneSheet> = {
  type: 'AutoFilter',
  scalars: { enabled: ({ sheet }) => childElement(sheet.root, 'autoFilter') !== undefined },
  methods: {
    remove: ({ sheet }) => {
      const element = childElement(sheet.root, 'autoFilter');
      if (element) removeElement(element);
    },
  },
};

export function asSheet(space: Space, value: unknown): Sheet {
  const self = isApiObject(value) ? value.self : value;
  if (typeof self === 'object' && self !== null && 'sheet' in self && self.sheet instanceof Sheet) return self.sheet;
  return found(space.book.sheet(textArgument(self, 'worksheet')), `sheet ${String(self)}`);
}

const VISIBILITIES = ['Visible', 'Hidden', 'VeryHidden'] as const;

const SHEET: Kind<OneSheet> = {
  type: 'Worksheet',
  id: ({ sheet }) => sheet.id,
  scalars: {
    id: ({ sheet }) => sheet.id,
    name: ({ sheet }) => sheet.name,
    position: ({ space, sheet }) => space.book.sheets.indexOf(sheet),
    visibility: ({ sheet }) => sheet.visibility,
    showGridlines: ({ sheet }) => view(sheet).getAttribute('showGridLines') !== '0',
    tabColor: ({ sheet }) => {
      const color = childElement(childElement(sheet.root, 'sheetPr') ?? sheet.root, 'tabColor')?.getAttribute('rgb');
      return color ? `#${color.slice(-6)}` : '';
    },
  },
  writes: {
    name: ({ space, sheet }, value) => {
      const before = sheet.name;
      guarded('InvalidArgument', () => space.book.renameSheet(sheet, textArgument(value, 'name')));
      space.tell(EVENT.nameChanged, WORKBOOK, {
        nameBefore: before,
        nameAfter: sheet.name,
        worksheetId: sheet.id,
        source: 'Local',
      });
    },
    position: ({ space, sheet }, value) => {
      const { sheets } = space.book;
      sheets.splice(sheets.indexOf(sheet), 1);
      sheets.splice(numberArgument(value, 'position'), 0, sheet);
    },
    visibility: ({ space, sheet }, value) => {
      const visibility = found(
        VISIBILITIES.find((name) => name === value),
        `visibility ${String(value)}`,
      );
      const shown = space.book.sheets.filter((other) => other.visibility === 'Visible');
      if (visibility !== 'Visible' && shown.length === 1 && shown[0] === sheet) {
        throw new ApiError('InvalidOperation', 'The last visible sheet stays visible');
      }
      sheet.visibility = visibility;
      if (visibility !== 'Visible' && space.book.active === sheet)
        space.activate(shown.find((other) => other !== sheet)!);
    },
    showGridlines: ({ sheet }, value) =>
      view(sheet).setAttribute('showGridLines', booleanArgument(value, 'showGridlines') ? '1' : '0'),
    tabColor: ({ sheet }, value) => {
      const properties = sheet.section('sheetPr');
      const color = childElement(properties, 'tabColor') ?? newElement(properties, 'tabColor');
      color.setAttribute('rgb', `FF${textArgument(value, 'tabColor').replace('#', '')}`);
      properties.insertBefore(color, properties.firstChild);
    },
  },
  links: {
    names: ({ space, sheet }) => namesObject(space, sheet),
    tables: ({ space, sheet }) => tablesObject(space, sheet),
    freezePanes: (self) => bind(FREEZE, self),
    protection: (self) => bind(PROTECTION, self),
    autoFilter: (self) => bind(AUTO_FILTER, self),
  },
  methods: {
    ...registrations<OneSheet>(
      EVENT_NAMES,
      ({ space }) => space,
      ({ sheet }) => sheet.id,
    ),
    activate: ({ space, sheet }) => space.activate(sheet),
    calculate: () => null,
    delete: ({ space, sheet }) => {
      guarded('InvalidOperation', () => space.book.deleteSheet(sheet));
      space.tell(EVENT.deleted, WORKBOOK, { worksheetId: sheet.id, source: 'Local' });
    },
    getRange: ({ space, sheet }, [address]) => {
      if (address === undefined || address === null || address === '') return rangeObject(space, sheet, WHOLE);
      const live = space.range(textArgument(address, 'address'), sheet);
      return rangeObject(space, live.sheet, live.range);
    },
    getCell: ({ space, sheet }, [row, column]) => {
      const at = { row: numberArgument(row, 'row') + 1, column: numberArgument(column, 'column') + 1 };
      return rangeObject(space, sheet, { first: at, last: at });
    },
    getRangeByIndexes: ({ space, sheet }, [row, column, rows, columns]) => {
      const first = { row: numberArgument(row, 'startRow') + 1, column: numberArgument(column, 'startColumn') + 1 };
      const last = {
        row: first.row + numberArgument(rows, 'rowCount') - 1,
        column: first.column + numberArgument(columns, 'columnCount') - 1,
      };
      if (last.row < first.row || last.column < first.column || last.row > LAST_ROW || last.column > LAST_COLUMN) {
        throw new ApiError('InvalidArgument', `No such range: ${rows} × ${columns} cells`);
      }
      return rangeObject(space, sheet, { first, last });
    },
    getUsedRange: ({ space, sheet }, [valuesOnly]) => {
      const cell = { row: 1, column: 1 };
      return rangeObject(space, sheet, sheet.usedRange(valuesOnly === true) ?? { first: cell, last: cell });
    },
    getUsedRangeOrNullObject: ({ space, sheet }, [valuesOnly]) => {
      const used = sheet.usedRange(valuesOnly === true);
      return used ? rangeObject(space, sheet, used) : null;
    },
  },
};

export function sheetObject(space: Space, sheet: Sheet): ApiObject {
  if (!space.book.sheets.includes(sheet)) throw new ApiError('ItemNotFound', `The sheet ${sheet.name} was deleted`);
  return bind(SHEET, { space, sheet });
}

const SHEETS: Kind<Space> = {
  type: 'WorksheetCollection',
  items: (space) => space.book.sheets.map((sheet) => sheetObject(space, sheet)),
  item: (space, [key]) => sheetObject(space, found(space.book.sheet(textArgument(key, 'key')), `sheet ${String(key)}`)),
  methods: {
    ...registrations<Space>(
      EVENT_NAMES,
      (space) => space,
      () => WORKBOOK,
    ),
    add: (space, [name]) => {
      const { book } = space;
      let number = book.sheets.length + 1;
      while (book.sheet(`Sheet${number}`)) number += 1;
      const wanted = name === undefined || name === null ? `Sheet${number}` : textArgument(name, 'name');
      if (book.sheet(wanted)) throw new ApiError('ItemAlreadyExists', `There is a sheet ${wanted}`);
      const sheet = guarded('InvalidArgument', () => book.addSheet(wanted));
      space.tell(EVENT.added, WORKBOOK, { worksheetId: sheet.id, source: 'Local' });
      return sheetObject(space, sheet);
    },
    getActiveWorksheet: (space) => sheetObject(space, space.book.active),
    getCount: (space, [visibleOnly]) =>
      space.book.sheets.filter(({ visibility }) => visibleOnly !== true || visibility === 'Visible').length,
    getFirst: (space) => sheetObject(space, space.book.sheets[0]!),
    getLast: (space) => sheetObject(space, space.book.sheets.at(-1)!),
    getItem: (space, [key]) =>
      sheetObject(space, found(space.book.sheet(textArgument(key, 'key')), `sheet ${String(key)}`)),
    getItemOrNullObject: (space, [key]) => {
      const sheet = space.book.sheet(textArgument(key, 'key'));
      return sheet ? sheetObject(space, sheet) : null;
    },
  },
};

export function sheetsObject(space: Space): ApiObject {
  return bind(SHEETS, space);
}
