import type { Document, Element } from '@xmldom/xmldom';
import { XMLSerializer } from '@xmldom/xmldom';
import { cellName, columnName, parseCell } from '../../../pipeline/report/a1.ts';
import { SheetCells, stringText } from '../../../pipeline/report/sheet.ts';
import { childElement, childElements } from '../../../pipeline/report/xml.ts';
import type { Cell, CellValue, Row } from './cell.ts';
import { ErrorValue } from './cell.ts';

export interface SharedString {
  text: string;
  /** Of a text with several formats: the XML within `si`. */
  runs?: string;
}

function textOf(element: Element): SharedString {
  const text = stringText(element);
  if (!childElement(element, 'r')) return { text };
  const serializer = new XMLSerializer();
  return {
    text,
    runs: childElements(element)
      .map((child) => serializer.serializeToString(child))
      .join(''),
  };
}

export function readSharedStrings(root: Element): SharedString[] {
  return childElements(root, 'si').map(textOf);
}

function readValue(cell: Element, strings: readonly SharedString[]): { value: CellValue; runs?: string } {
  const type = cell.getAttribute('t') ?? 'n';
  if (type === 'inlineStr') {
    const inline = childElement(cell, 'is');
    const found = inline ? textOf(inline) : { text: '' };
    return found.runs === undefined ? { value: found.text } : { value: found.text, runs: found.runs };
  }
  const text = childElement(cell, 'v')?.textContent ?? '';
  if (text === '') return { value: null };
  if (type === 's') {
    const found = strings[Number(text)] ?? { text: '' };
    return found.runs === undefined ? { value: found.text } : { value: found.text, runs: found.runs };
  }
  if (type === 'str')
    return { value: text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))) };
  if (type === 'e') return { value: new ErrorValue(text) };
  if (type === 'b') return { value: text === '1' };
  return { value: Number(text) };
}

/** The rows of a sheet; the XML loses them, so that they live in one place. */
export function readRows(document: Document, strings: readonly SharedString[]): Map<number, Row> {
  const sheet = new SheetCells(document, []);
  const rows = new Map<number, Row>();
  const data = childElement(sheet.root, 'sheetData')!;
  for (const element of childElements(data, 'row')) {
    const row: Row = { attributes: new Map(), cells: new Map() };
    for (const { name, value } of element.attributes)
      if (name !== 'r' && name !== 'spans') row.attributes.set(name, value);
    for (const cellElement of childElements(element, 'c')) {
      const at = parseCell(cellElement.getAttribute('r') ?? '');
      if (!at) throw new Error(`No cell address: ${cellElement.getAttribute('r')}`);
      const cell: Cell = { style: Number(cellElement.getAttribute('s') ?? 0), ...readValue(cellElement, strings) };
      const formula = childElement(cellElement, 'f');
      if (formula?.textContent) cell.formula = formula.textContent;
      if (formula?.getAttribute('t') === 'array') cell.array = formula.getAttribute('ref') ?? cellName(at);
      row.cells.set(at.column, cell);
    }
    rows.set(Number(element.getAttribute('r')), row);
    data.removeChild(element);
  }
  return rows;
}

function text(content: string): string {
  const legal = content
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    );
  return legal.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));
}

function writeCell(name: string, cell: Cell): string {
  const style = cell.style === 0 ? '' : ` s="${cell.style}"`;
  const { value } = cell;
  let formula = '';
  if (cell.formula !== undefined) {
    const array = cell.array === undefined ? '' : ` t="array" ref="${cell.array}"`;
    formula = `<f${array}>${text(cell.formula)}</f>`;
  }
  if (typeof value === 'string') {
    if (formula !== '') return `<c r="${name}"${style} t="str">${formula}<v>${text(value)}</v></c>`;
    const content = cell.runs ?? `<t xml:space="preserve">${text(value)}</t>`;
    return `<c r="${name}"${style} t="inlineStr"><is>${content}</is></c>`;
  }
  if (value === null) return formula === '' ? `<c r="${name}"${style}/>` : `<c r="${name}"${style}>${formula}</c>`;
  if (typeof value === 'number') return `<c r="${name}"${style}>${formula}<v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${name}"${style} t="b">${formula}<v>${value ? 1 : 0}</v></c>`;
  return `<c r="${name}"${style} t="e">${formula}<v>${value.text}</v></c>`;
}

export function writeRows(rows: ReadonlyMap<number, Row>): string {
  const lines: string[] = [];
  for (const number of [...rows.keys()].sort((a, b) => a - b)) {
    const row = rows.get(number)!;
    if (row.cells.size === 0 && row.attributes.size === 0) continue;
    const attributes = [...row.attributes].map(([name, value]) => ` ${name}="${text(value)}"`).join('');
    lines.push(`<row r="${number}"${attributes}>`);
    for (const column of [...row.cells.keys()].sort((a, b) => a - b)) {
      lines.push(writeCell(`${columnName(column)}${number}`, row.cells.get(column)!));
    }
    lines.push('</row>');
  }
  return lines.join('');
}
