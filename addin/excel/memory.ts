import {
  childElement,
  childElements,
  newElement,
  parseXml,
  rootOf,
  setText,
  writeXml,
} from '../../pipeline/report/xml.ts';
import { type CellValue, readValue } from './cell-text.ts';
import { type CellBinding, isBoundPart, type ReportRecord } from './types.ts';

/** Where the add-in keeps what it knows of a workbook: one custom XML part of this namespace. */
export const NAMESPACE = 'urn:vedich:workbook:1';

/** A row of a table as it was written last; values by `remember`. */
export interface RememberedRow {
  /** What the row is about, the same from one report to the next: a target, a procedure, a file. */
  key: string;
  cells: CellValue[];
}

export interface RememberedTable {
  /** Excel's own id of the table, which stays when somebody renames it. */
  id: string;
  /** Headers of the columns that were found, as the report names them. */
  columns: string[];
  rows: RememberedRow[];
}

/** An edit by hand that somebody chose to keep, and the figure it was kept against. */
export interface KeptEdit {
  /** A workbook name, or table, row key and column (`keptAt`). */
  at: string;
  current: CellValue;
  offered: CellValue;
}

/** One report of the workbook, and what was written where. */
export interface ReportMemory extends ReportRecord {
  /** How its names and tables begin: `vd_`, or `vd2_` … for further reports of one workbook; `''` = bound cells alone. */
  prefix: string;
  /** Workbook name → what was written. */
  names: Record<string, CellValue>;
  /** Table of the report (`vd_chi_tieu`) → what was written. */
  tables: Record<string, RememberedTable>;
  kept: KeptEdit[];
  /** Names of cells merged over several columns, and over how many: Excel never fits the heights of their rows. */
  spans: Record<string, number>;
}

export interface BindingMemory extends CellBinding {
  /** The hidden defined name that holds on to the cell. */
  name: string;
  written: CellValue;
  kept?: { current: CellValue; offered: CellValue };
}

/** All that the add-in keeps in a workbook. */
export interface WorkbookMemory {
  reports: ReportMemory[];
  bindings: BindingMemory[];
}

export function keptAt(table: string, key: string, column: string): string {
  return [table, key, column].join('\t');
}

export function isOf(place: { plan: string; unit: string }, plan: string, unit: string): boolean {
  return place.plan === plan && place.unit === unit;
}

const FACTS = ['plan', 'planTitle', 'unit', 'unitName', 'from', 'asOf', 'version', 'writtenAt', 'prefix'] as const;

/**
 * As XML that another program can read: for each report where its numbers came from, as attributes and elements; what
 * was written where as JSON.
 */
export function memoryXml(memory: WorkbookMemory): string {
  const document = parseXml(`<vedich xmlns="${NAMESPACE}"/>`);
  if (!document) throw new Error('unreachable: a literal that is XML');
  const root = rootOf(document);
  const child = (parent: typeof root, name: string, attributes: Record<string, string>): typeof root => {
    const element = newElement(root, name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    parent.appendChild(element);
    return element;
  };
  for (const report of memory.reports) {
    const element = child(root, 'report', Object.fromEntries(FACTS.map((fact) => [fact, report[fact]])));
    for (const { file, sha256 } of report.sources) child(element, 'source', { file, sha256 });
    const { names, tables, kept, spans } = report;
    setText(child(element, 'written', {}), JSON.stringify({ names, tables, kept, spans }));
  }
  for (const { name, plan, unit, target, part, written, kept } of memory.bindings) {
    const element = child(root, 'cell', { name, plan, unit, target, part });
    setText(child(element, 'written', {}), JSON.stringify({ written, kept }));
  }
  return writeXml(document);
}

/** What `memoryXml` wrote. Parts that somebody damaged are as if they were not there. */
export function parseMemory(xml: string | undefined | null): WorkbookMemory {
  const document = xml ? parseXml(xml) : undefined;
  if (!document) return { reports: [], bindings: [] };
  const root = rootOf(document);
  const reports = childElements(root, 'report').map((element): ReportMemory => {
    const fact = (name: (typeof FACTS)[number]): string => element.getAttribute(name) ?? '';
    const written = json(childElement(element, 'written')?.textContent);
    return {
      plan: fact('plan'),
      planTitle: fact('planTitle'),
      unit: fact('unit'),
      unitName: fact('unitName'),
      from: fact('from'),
      asOf: fact('asOf'),
      version: fact('version'),
      writtenAt: fact('writtenAt'),
      prefix: fact('prefix'),
      sources: childElements(element, 'source').map((source) => ({
        file: source.getAttribute('file') ?? '',
        sha256: source.getAttribute('sha256') ?? '',
      })),
      names: valuesOf(written['names']),
      tables: tablesOf(written['tables']),
      kept: keptOf(written['kept']),
      spans: countsOf(written['spans']),
    };
  });
  const bindings = childElements(root, 'cell').flatMap((element): BindingMemory[] => {
    const fact = (name: string): string => element.getAttribute(name) ?? '';
    const part = fact('part');
    if (!isBoundPart(part)) return [];
    const { written, kept } = json(childElement(element, 'written')?.textContent);
    const edit = isObject(kept)
      ? { current: readValue(kept['current']), offered: readValue(kept['offered']) }
      : undefined;
    const bound = { name: fact('name'), plan: fact('plan'), unit: fact('unit'), target: fact('target'), part };
    return [{ ...bound, written: readValue(written), ...(edit && { kept: edit }) }];
  });
  return { reports, bindings };
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function json(text: string | undefined | null): Json {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function valuesOf(value: unknown): Record<string, CellValue> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readValue(one)])) : {};
}

function countsOf(value: unknown): Record<string, number> {
  const counts = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(counts.flatMap(([name, count]) => (typeof count === 'number' ? [[name, count]] : [])));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function tablesOf(value: unknown): Record<string, RememberedTable> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, Json] => isObject(entry[1]))
      .map(([name, table]) => {
        const rows = listOf(table['rows'])
          .filter(isObject)
          .map((row) => ({ key: String(row['key'] ?? ''), cells: listOf(row['cells']).map(readValue) }));
        return [name, { id: String(table['id'] ?? ''), columns: listOf(table['columns']).map(String), rows }];
      }),
  );
}

function keptOf(value: unknown): KeptEdit[] {
  return listOf(value)
    .filter(isObject)
    .map((kept) => ({
      at: String(kept['at'] ?? ''),
      current: readValue(kept['current']),
      offered: readValue(kept['offered']),
    }));
}
