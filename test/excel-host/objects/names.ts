import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, booleanArgument, found, isApiObject, textArgument } from '../api.ts';
import type { DefinedName } from '../book/book.ts';
import { addressOf, quotedSheet, rangeOfFormula } from '../book/references.ts';
import type { Sheet } from '../book/sheet.ts';
import type { Space } from '../space.ts';
import { asRange, rangeObject } from './range.ts';
import { sheetObject } from './worksheet.ts';

interface OneName {
  space: Space;
  item: DefinedName;
}

function target({ space, item }: OneName): ApiObject | undefined {
  const found = rangeOfFormula(item.formula);
  const sheet = found && space.book.sheet(found.sheet);
  return sheet && rangeObject(space, sheet, found.range);
}

function typeOf(self: OneName): string {
  if (target(self)) return 'Range';
  if (/#REF!/.test(self.item.formula)) return 'Error';
  if (/^".*"$/.test(self.item.formula)) return 'String';
  return /^-?\d+$/.test(self.item.formula) ? 'Integer' : /^-?[\d.]+$/.test(self.item.formula) ? 'Double' : 'String';
}

function shownValue(self: OneName): string | number {
  const type = typeOf(self);
  const { formula } = self.item;
  if (type === 'Integer' || type === 'Double') return Number(formula);
  if (type === 'Error') return '#REF!';
  // Of a range the formula, as Excel answers it.
  if (type === 'Range') return `=${formula}`;
  return type === 'String' ? formula.replace(/^"|"$/g, '').replaceAll('""', '"') : `=${formula}`;
}

const NAME: Kind<OneName> = {
  type: 'NamedItem',
  id: ({ item }) => item.name,
  scalars: {
    name: ({ item }) => item.name,
    formula: ({ item }) => `=${item.formula}`,
    value: shownValue,
    type: typeOf,
    scope: ({ item }) => (item.scope ? 'Worksheet' : 'Workbook'),
    visible: ({ item }) => item.attributes.get('hidden') !== '1',
    comment: ({ item }) => item.attributes.get('comment') ?? '',
  },
  writes: {
    visible: ({ item }, value) => {
      if (booleanArgument(value, 'visible')) item.attributes.delete('hidden');
      else item.attributes.set('hidden', '1');
    },
    comment: ({ item }, value) => item.attributes.set('comment', textArgument(value, 'comment')),
    formula: ({ item }, value) => {
      item.formula = textArgument(value, 'formula').replace(/^=/, '');
    },
  },
  links: {
    worksheet: ({ space, item }) => {
      if (!item.scope) throw new ApiError('InvalidOperation', `The name ${item.name} belongs to the workbook`);
      return sheetObject(space, item.scope);
    },
    worksheetOrNullObject: ({ space, item }) => (item.scope ? sheetObject(space, item.scope) : null),
  },
  methods: {
    delete: ({ space, item }) => {
      space.book.names = space.book.names.filter((other) => other !== item);
    },
    getRange: (self) => {
      const range = target(self);
      if (!range) throw new ApiError('ItemNotFound', `The name ${self.item.name} stands for no range`);
      return range;
    },
    getRangeOrNullObject: (self) => target(self) ?? null,
  },
};

interface Names {
  space: Space;
  scope: Sheet | undefined;
}

function add({ space, scope }: Names, name: string, reference: unknown, comment: unknown): ApiObject {
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) || name.length > 255 || /^[A-Z]{1,3}\d+$/i.test(name)) {
    throw new ApiError('InvalidArgument', `No name that Excel allows: ${name}`);
  }
  if (space.book.name(name, scope)) throw new ApiError('ItemAlreadyExists', `There is a name ${name}`);
  let formula: string;
  if (isApiObject(reference)) {
    const range = asRange(reference);
    formula = `${quotedSheet(range.sheet.name)}!${addressOf(range.range, '$')}`;
  } else formula = textArgument(reference, 'reference').replace(/^=/, '');
  const item: DefinedName = { name, scope, formula, attributes: new Map() };
  if (typeof comment === 'string' && comment !== '') item.attributes.set('comment', comment);
  space.book.names.push(item);
  return bind(NAME, { space, item });
}

function own({ space, scope }: Names): DefinedName[] {
  // What Excel keeps for itself (print titles and areas) is no named item.
  return space.book.names.filter((item) => item.scope === scope && !item.name.startsWith('_xlnm.'));
}

function item(self: Names, name: unknown): ApiObject | undefined {
  const wanted = textArgument(name, 'name').toLowerCase();
  const hit = own(self).find((other) => other.name.toLowerCase() === wanted);
  return hit && bind(NAME, { space: self.space, item: hit });
}

const NAMES: Kind<Names> = {
  type: 'NamedItemCollection',
  items: (self) => own(self).map((hit) => bind(NAME, { space: self.space, item: hit })),
  item: (self, [name]) => found(item(self, name), `name ${String(name)}`),
  methods: {
    add: (self, [name, reference, comment]) => add(self, textArgument(name, 'name'), reference, comment),
    getCount: (self) => own(self).length,
    getItem: (self, [name]) => found(item(self, name), `name ${String(name)}`),
    getItemOrNullObject: (self, [name]) => item(self, name) ?? null,
  },
};

export function namesObject(space: Space, scope?: Sheet): ApiObject {
  return bind(NAMES, { space, scope });
}
