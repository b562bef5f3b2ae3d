import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, textArgument } from '../api.ts';
import { insertSheets } from '../book/insert-sheets.ts';
import type { Space } from '../space.ts';
import { EVENT, WORKBOOK } from '../space.ts';
import { propertiesObject, settingsObject, xmlPartsObject } from './keepings.ts';
import { namesObject } from './names.ts';
import { rangeObject } from './range.ts';
import { tablesObject } from './tables.ts';
import { asSheet, sheetsObject } from './worksheet.ts';

const APPLICATION: Kind<Space> = {
  type: 'Application',
  scalars: { calculationMode: () => 'Automatic', calculationState: () => 'Done' },
  methods: {
    // Only custom functions are reckoned.
    calculate: (space, [type]) => {
      if (type === 'Full' || type === 'FullRebuild') space.recalculationWanted = true;
    },
    suspendScreenUpdatingUntilNextSync: () => null,
    suspendApiCalculationUntilNextSync: () => null,
  },
};

const RUNTIME: Kind<Space> = {
  type: 'Runtime',
  scalars: { enableEvents: (space) => !space.eventsOff },
  writes: {
    enableEvents: (space, value) => {
      space.eventsOff = value === false;
    },
  },
};

function place(space: Space, type: unknown, relativeTo: unknown): number {
  const { sheets } = space.book;
  if (type === undefined || type === null || type === 'End') return sheets.length;
  if (type === 'Beginning') return 0;
  const at = sheets.indexOf(asSheet(space, relativeTo));
  if (type === 'Before') return at;
  if (type === 'After') return at + 1;
  throw new ApiError('InvalidArgument', `No position: ${String(type)}`);
}

function insert(space: Space, base64: string, options: unknown): string[] {
  const given = typeof options === 'object' && options !== null ? Object.fromEntries(Object.entries(options)) : {};
  const names = Array.isArray(given['sheetNamesToInsert']) ? given['sheetNamesToInsert'].map(String) : [];
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  if (bytes[0] !== 0x50 || base64.includes(',')) throw new ApiError('InvalidArgument', 'This is no workbook in Base64');
  const position = place(space, given['positionType'], given['relativeTo']);
  const sheets = insertSheets(space.book, bytes, { names, position });
  for (const { id } of sheets) space.tell(EVENT.added, WORKBOOK, { worksheetId: id, source: 'Local' });
  return sheets.map(({ id }) => id);
}

const BOOK: Kind<Space> = {
  type: 'Workbook',
  scalars: { name: () => 'Book1.xlsx', readOnly: () => false, isDirty: () => true },
  links: {
    application: (space) => bind(APPLICATION, space),
    runtime: (space) => bind(RUNTIME, space),
    worksheets: sheetsObject,
    names: (space) => namesObject(space),
    tables: (space) => tablesObject(space),
    settings: settingsObject,
    customXmlParts: xmlPartsObject,
    properties: propertiesObject,
  },
  methods: {
    getSelectedRange: (space) => rangeObject(space, space.book.selection.sheet, space.book.selection.range),
    getActiveCell: (space) => {
      const { sheet, range } = space.book.selection;
      return rangeObject(space, sheet, { first: range.first, last: range.first });
    },
    insertWorksheetsFromBase64: (space, [base64, options]) =>
      insert(space, textArgument(base64, 'base64File'), options),
    _RemoveReference: (space, [id]) => {
      space.release(textArgument(id, 'reference'));
      return null;
    },
  },
};

export function bookObject(space: Space): ApiObject {
  return bind(BOOK, space);
}
