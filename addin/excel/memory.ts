import { parsePart, partXml } from '../../pipeline/report/machine-part.ts';
import type { WrittenReport } from '../../pipeline/report/written.ts';
import { type CellValue, readValue } from './cell-text.ts';
import { type CellBinding, isBoundPart } from './types.ts';

/** An edit by hand that somebody chose to keep, and the figure it was kept against. */
export interface KeptEdit {
  /** A workbook name, or table, row key and column (`keptAt`). */
  at: string;
  current: CellValue;
  offered: CellValue;
}

/** What the add-in alone knows of a report. */
interface OwnKnowledge {
  /** Table of the report (`vd_chi_tieu`) → Excel's own id of it, which stays when somebody renames it. */
  ids: Record<string, string>;
  kept: KeptEdit[];
}

/**
 * One report of the workbook, whoever made it: what it stands on and what was written where. With the prefix `''` there is
 * no report, only cells bound to its targets.
 */
export interface ReportMemory extends WrittenReport, OwnKnowledge {}

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

/** As the machine-readable part of the workbook: what the add-in alone knows stands behind the reports. */
export function memoryXml({ reports, bindings }: WorkbookMemory): string {
  const own = reports
    .filter(({ ids, kept }) => Object.keys(ids).length + kept.length > 0)
    .map(({ plan, unit, ids, kept }) => ({ plan, unit, ids, kept }));
  return partXml({
    reports: reports.map(({ ids: _, kept: __, ...report }) => report),
    addin: own.length + bindings.length > 0 ? JSON.stringify({ reports: own, cells: bindings }) : undefined,
  });
}

/** What `memoryXml` wrote, or a report left in a file that the add-in never saw. What somebody damaged is as if it were not there. */
export function parseMemory(xml: string | undefined | null): WorkbookMemory {
  if (!xml) return { reports: [], bindings: [] };
  const { reports, addin } = parsePart(xml);
  const own = json(addin);
  const knowledge = listOf(own['reports']).filter(isObject);
  return {
    reports: reports.map((report): ReportMemory => {
      const known = knowledge.find(({ plan, unit }) => plan === report.plan && unit === report.unit);
      return { ...report, ids: textsOf(known?.['ids']), kept: keptOf(known?.['kept']) };
    }),
    bindings: listOf(own['cells']).filter(isObject).flatMap(bindingOf),
  };
}

function bindingOf(cell: Json): BindingMemory[] {
  const fact = (name: string): string => String(cell[name] ?? '');
  const [part, kept] = [fact('part'), cell['kept']];
  if (!isBoundPart(part)) return [];
  const edit = isObject(kept)
    ? { kept: { current: readValue(kept['current']), offered: readValue(kept['offered']) } }
    : {};
  const bound = { name: fact('name'), plan: fact('plan'), unit: fact('unit'), target: fact('target'), part };
  return [{ ...bound, written: readValue(cell['written']), ...edit }];
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

function textsOf(value: unknown): Record<string, string> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)])) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
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
