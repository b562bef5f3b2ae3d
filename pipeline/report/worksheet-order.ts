import type { Element } from '@xmldom/xmldom';
import { childElement, insertBeforeNamed, newElement } from './xml.ts';

/** What may stand in a worksheet; Excel refuses a file that has it in another order. */
const SECTIONS = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
];

/** Puts an element into a worksheet where the format wants it, behind those of the same name. */
export function insertSection(root: Element, element: Element): void {
  insertBeforeNamed(root, element, SECTIONS.slice(SECTIONS.indexOf(element.localName ?? '') + 1));
}

/** A section of a worksheet, made at its place where there is none. */
export function ensureSection(root: Element, name: string): Element {
  const found = childElement(root, name);
  if (found) return found;
  const element = newElement(root, name);
  insertSection(root, element);
  return element;
}
