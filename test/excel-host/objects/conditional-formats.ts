import type { Element } from '@xmldom/xmldom';
import type { CellRange } from '../../../pipeline/report/a1.ts';
import { cellName, parseRange, rangeName } from '../../../pipeline/report/a1.ts';
import { insertSection } from '../../../pipeline/report/worksheet-order.ts';
import { childElement, childElements, newElement, removeElement, setText } from '../../../pipeline/report/xml.ts';
import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, booleanArgument, found, numberArgument, textArgument, UnknownMember } from '../api.ts';
import type { LiveRange } from '../book/book.ts';
import type { Sheet } from '../book/sheet.ts';
import type { StyleChange } from '../book/styles.ts';
import { colorOf } from '../book/styles.ts';
import type { Space } from '../space.ts';
import { refuseOnProtected } from './protection.ts';
import { rangeObject } from './range.ts';
import { clearRules } from './range-edits.ts';

/** One rule: a `cfRule` within the `conditionalFormatting` of its cells. */
interface Rule {
  space: Space;
  sheet: Sheet;
  element: Element;
}

const TYPES: Record<string, string> = { Custom: 'expression', CellValue: 'cellIs', ContainsText: 'containsText' };
const API_TYPES: Record<string, string> = {
  expression: 'Custom',
  cellIs: 'CellValue',
  containsText: 'ContainsText',
  notContainsText: 'ContainsText',
  beginsWith: 'ContainsText',
  endsWith: 'ContainsText',
};

function touches(list: string, range: CellRange): boolean {
  return list.split(/\s+/).some((text) => {
    const own = parseRange(text);
    if (!own) return false;
    const rows = own.first.row <= range.last.row && own.last.row >= range.first.row;
    return rows && own.first.column <= range.last.column && own.last.column >= range.first.column;
  });
}

function rulesOf(sheet: Sheet): Element[] {
  return childElements(sheet.root, 'conditionalFormatting').flatMap((list) => childElements(list, 'cfRule'));
}

function rulesIn(space: Space, { sheet, range }: LiveRange): Rule[] {
  return childElements(sheet.root, 'conditionalFormatting')
    .filter((list) => touches(list.getAttribute('sqref') ?? '', range))
    .flatMap((list) => childElements(list, 'cfRule'))
    .sort((a, b) => Number(a.getAttribute('priority')) - Number(b.getAttribute('priority')))
    .map((element) => ({ space, sheet, element }));
}

/** A rule's lasting id; the file has none. */
const ids = new WeakMap<Element, string>();
let idCount = 0;
function idOf(element: Element): string {
  let id = ids.get(element);
  if (id === undefined) {
    idCount += 1;
    id = `{${String(idCount).padStart(8, '0')}-0003-0000-0000-000000000000}`;
    ids.set(element, id);
  }
  return id;
}

function sqref({ element }: Rule): string {
  return (element.parentNode as Element).getAttribute('sqref') ?? '';
}

function setFormula({ element }: Rule, place: number, text: string): void {
  while (childElements(element, 'formula').length <= place) element.appendChild(newElement(element, 'formula'));
  setText(childElements(element, 'formula')[place]!, text.replace(/^=/, ''));
}

function formula({ element }: Rule, place: number): string {
  const text = childElements(element, 'formula')[place]?.textContent;
  return text ? `=${text}` : '';
}

function dxfOf({ space, element }: Rule): Element | undefined {
  const place = element.getAttribute('dxfId');
  return place === null ? undefined : childElements(space.book.styles.list('dxfs'))[Number(place)];
}

function restyleRule(rule: Rule, change: Pick<StyleChange, 'fill' | 'font'>): void {
  const { styles } = rule.space.book;
  const base = dxfOf(rule)?.cloneNode(true) as Element | undefined;
  rule.element.setAttribute('dxfId', String(styles.place('dxfs', styles.dxf(change, base))));
}

const RULE_FILL: Kind<Rule> = {
  type: 'ConditionalRangeFill',
  scalars: {
    color: (rule) => {
      const fill = childElement(dxfOf(rule) ?? rule.element, 'fill');
      const pattern = fill && childElement(fill, 'patternFill');
      return colorOf(pattern && childElement(pattern, 'bgColor'), '');
    },
  },
  writes: { color: (rule, value) => restyleRule(rule, { fill: textArgument(value, 'color') }) },
};

function fontPart(rule: Rule, name: string): Element | undefined {
  const font = childElement(dxfOf(rule) ?? rule.element, 'font');
  return font && childElement(font, name);
}

const RULE_FONT: Kind<Rule> = {
  type: 'ConditionalRangeFont',
  scalars: {
    color: (rule) => colorOf(fontPart(rule, 'color'), ''),
    bold: (rule) => fontPart(rule, 'b') !== undefined,
    italic: (rule) => fontPart(rule, 'i') !== undefined,
  },
  writes: {
    color: (rule, value) => restyleRule(rule, { font: { color: textArgument(value, 'color') } }),
    bold: (rule, value) => restyleRule(rule, { font: { bold: booleanArgument(value, 'bold') } }),
    italic: (rule, value) => restyleRule(rule, { font: { italic: booleanArgument(value, 'italic') } }),
  },
};

const RULE_FORMAT: Kind<Rule> = {
  type: 'ConditionalRangeFormat',
  links: { fill: (rule) => bind(RULE_FILL, rule), font: (rule) => bind(RULE_FONT, rule) },
};

const CUSTOM_RULE: Kind<Rule> = {
  type: 'ConditionalFormatRule',
  scalars: { formula: (rule) => formula(rule, 0) },
  writes: { formula: (rule, value) => setFormula(rule, 0, textArgument(value, 'formula')) },
};

const CUSTOM: Kind<Rule> = {
  type: 'CustomConditionalFormat',
  links: { format: (rule) => bind(RULE_FORMAT, rule), rule: (rule) => bind(CUSTOM_RULE, rule) },
};

function lower(word: string): string {
  return word.slice(0, 1).toLowerCase() + word.slice(1);
}

function upper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function options(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null)
    throw new ApiError('InvalidArgument', `No rule: ${JSON.stringify(value)}`);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [lower(name), entry]));
}

const CELL_VALUE: Kind<Rule> = {
  type: 'CellValueConditionalFormat',
  scalars: {
    rule: (rule) => {
      const operator = upper(rule.element.getAttribute('operator') ?? 'equal');
      const two = formula(rule, 1);
      return {
        formula1: formula(rule, 0),
        ...(two === '' ? {} : { formula2: two }),
        operator: operator.replace('OrEqual', ''),
      };
    },
  },
  writes: {
    rule: (rule, value) => {
      const { formula1, formula2, operator } = options(value);
      const known = [
        'Between',
        'NotBetween',
        'EqualTo',
        'NotEqualTo',
        'GreaterThan',
        'LessThan',
        'GreaterThanOrEqual',
        'LessThanOrEqual',
      ];
      const name = textArgument(operator, 'operator');
      if (!known.includes(name)) throw new ApiError('InvalidArgument', `No operator: ${name}`);
      rule.element.setAttribute('operator', lower(name).replace('equalTo', 'equal').replace('notEqualTo', 'notEqual'));
      setFormula(rule, 0, textArgument(formula1, 'formula1'));
      if (formula2 !== undefined && formula2 !== null) setFormula(rule, 1, textArgument(formula2, 'formula2'));
    },
  },
  links: { format: (rule) => bind(RULE_FORMAT, rule) },
};

const TEXT_OPERATORS: Record<
  string,
  { type: string; operator: string; formula: (cell: string, text: string, length: number) => string }
> = {
  Contains: {
    type: 'containsText',
    operator: 'containsText',
    formula: (cell, text) => `NOT(ISERROR(SEARCH(${text},${cell})))`,
  },
  NotContains: {
    type: 'notContainsText',
    operator: 'notContains',
    formula: (cell, text) => `ISERROR(SEARCH(${text},${cell}))`,
  },
  BeginsWith: {
    type: 'beginsWith',
    operator: 'beginsWith',
    formula: (cell, text, length) => `LEFT(${cell},${length})=${text}`,
  },
  EndsWith: {
    type: 'endsWith',
    operator: 'endsWith',
    formula: (cell, text, length) => `RIGHT(${cell},${length})=${text}`,
  },
};

const TEXT: Kind<Rule> = {
  type: 'TextConditionalFormat',
  scalars: {
    rule: ({ element }) => {
      const found = Object.entries(TEXT_OPERATORS).find(([, { type }]) => type === element.getAttribute('type'));
      return { operator: found?.[0] ?? '', text: element.getAttribute('text') ?? '' };
    },
  },
  writes: {
    rule: (rule, value) => {
      const { operator, text } = options(value);
      const kind = TEXT_OPERATORS[textArgument(operator, 'operator')];
      if (!kind) throw new ApiError('InvalidArgument', `No operator: ${String(operator)}`);
      const wanted = textArgument(text, 'text');
      rule.element.setAttribute('type', kind.type);
      rule.element.setAttribute('operator', kind.operator);
      rule.element.setAttribute('text', wanted);
      const cell = cellName(parseRange(sqref(rule).split(/\s+/)[0] ?? '')!.first);
      setFormula(rule, 0, kind.formula(cell, `"${wanted.replaceAll('"', '""')}"`, wanted.length));
    },
  },
  links: { format: (rule) => bind(RULE_FORMAT, rule) },
};

function typed(rule: Rule, type: string, kind: Kind<Rule>): ApiObject | null {
  return API_TYPES[rule.element.getAttribute('type') ?? ''] === type ? bind(kind, rule) : null;
}

function exactly(rule: Rule, type: string, kind: Kind<Rule>): ApiObject {
  const object = typed(rule, type, kind);
  if (!object) throw new ApiError('InvalidOperation', `This conditional format is not of type ${type}`);
  return object;
}

function removeRule({ sheet, element }: Rule): void {
  refuseOnProtected(sheet);
  const list = element.parentNode as Element;
  removeElement(element);
  if (childElements(list, 'cfRule').length === 0) removeElement(list);
}

const RULE: Kind<Rule> = {
  type: 'ConditionalFormat',
  id: ({ element }) => idOf(element),
  scalars: {
    id: ({ element }) => idOf(element),
    type: ({ element }) => API_TYPES[element.getAttribute('type') ?? ''] ?? upper(element.getAttribute('type') ?? ''),
    priority: ({ sheet, element }) =>
      rulesOf(sheet).filter((rule) => Number(rule.getAttribute('priority')) < Number(element.getAttribute('priority')))
        .length,
    stopIfTrue: ({ element }) => element.getAttribute('stopIfTrue') === '1',
  },
  writes: {
    stopIfTrue: ({ element }, value) =>
      element.setAttribute('stopIfTrue', booleanArgument(value, 'stopIfTrue') ? '1' : '0'),
    priority: ({ sheet, element }, value) => {
      const others = rulesOf(sheet)
        .filter((rule) => rule !== element)
        .sort((a, b) => Number(a.getAttribute('priority')) - Number(b.getAttribute('priority')));
      others.splice(numberArgument(value, 'priority'), 0, element);
      others.forEach((rule, i) => {
        rule.setAttribute('priority', String(i + 1));
      });
    },
  },
  links: {
    custom: (rule) => exactly(rule, 'Custom', CUSTOM),
    customOrNullObject: (rule) => typed(rule, 'Custom', CUSTOM),
    cellValue: (rule) => exactly(rule, 'CellValue', CELL_VALUE),
    cellValueOrNullObject: (rule) => typed(rule, 'CellValue', CELL_VALUE),
    textComparison: (rule) => exactly(rule, 'ContainsText', TEXT),
    textComparisonOrNullObject: (rule) => typed(rule, 'ContainsText', TEXT),
  },
  methods: {
    delete: removeRule,
    getRange: (rule) =>
      rangeObject(rule.space, rule.sheet, found(parseRange(sqref(rule).split(/\s+/)[0] ?? ''), 'range of the rule')),
  },
};

function addRule(space: Space, { sheet, range }: LiveRange, type: string): Rule {
  const fileType = TYPES[type];
  if (fileType === undefined) throw new UnknownMember(`conditional formats of type ${type}`);
  refuseOnProtected(sheet);
  const list = newElement(sheet.root, 'conditionalFormatting');
  list.setAttribute('sqref', rangeName(range));
  const element = newElement(list, 'cfRule');
  element.setAttribute('type', fileType);
  if (fileType === 'cellIs') element.setAttribute('operator', 'equal');
  // A new rule comes before the others.
  for (const rule of rulesOf(sheet)) rule.setAttribute('priority', String(Number(rule.getAttribute('priority')) + 1));
  element.setAttribute('priority', '1');
  list.appendChild(element);
  insertSection(sheet.root, list);
  return { space, sheet, element };
}

const RULES: Kind<{ space: Space; live: LiveRange }> = {
  type: 'ConditionalFormatCollection',
  items: ({ space, live }) => rulesIn(space, live).map((rule) => bind(RULE, rule)),
  item: ({ space, live }, [id]) =>
    bind(
      RULE,
      found(
        rulesIn(space, live).find(({ element }) => idOf(element) === id),
        `conditional format ${id}`,
      ),
    ),
  methods: {
    add: ({ space, live }, [type]) => bind(RULE, addRule(space, live, textArgument(type, 'type'))),
    getCount: ({ space, live }) => rulesIn(space, live).length,
    getItemAt: ({ space, live }, [index]) =>
      bind(RULE, found(rulesIn(space, live)[numberArgument(index, 'index')], `conditional format ${index}`)),
    getItem: ({ space, live }, [id]) =>
      bind(
        RULE,
        found(
          rulesIn(space, live).find(({ element }) => idOf(element) === id),
          `conditional format ${id}`,
        ),
      ),
    clearAll: ({ live }) => clearRules(live.sheet, live.range),
  },
};

export function conditionalFormatsObject(space: Space, live: LiveRange): ApiObject {
  return bind(RULES, { space, live });
}
