import { PREFIX } from '../../pipeline/report/layout.ts';
import type { ReportContent } from '../../pipeline/report/types.ts';
import type { ReportMemory } from './memory.ts';
import type { Book } from './read-book.ts';

/** How names and tables begin in the first report of a workbook, as in the standard template. */
export const FIRST_PREFIX = PREFIX;

/** Of a plan and unit that has bound cells in the workbook, but no report. */
export const NO_PREFIX = '';

/** The names and tables of a workbook that belong to one report. */
export interface Places {
  /** Workbook names, and which name of the report each is. */
  names: { name: string; content: string }[];
  tables: { id: string; name: string; content: string }[];
  /** Names and tables of the report that stand on sheets which stay empty. */
  passedOver: ReadonlySet<string>;
}

/** `vd2_chi_tieu` of `vd_chi_tieu` */
export function prefixed(content: string, prefix: string): string {
  return prefix + content.slice(FIRST_PREFIX.length);
}

/** The name of the report that a workbook name belongs to: `vd_phu_de` for `vd_phu_de_3`. */
function contentName(name: string, content: ReportContent, prefix: string): string | undefined {
  const key = name.toLowerCase();
  return Object.keys(content.names).find((own) => {
    const wanted = prefixed(own, prefix).toLowerCase();
    return key === wanted || key.replace(/_\d+$/, '') === wanted;
  });
}

/**
 * What of a report the workbook still has. A table that somebody renamed is found by its id.
 * @param empty sheets that stay empty
 */
export function placesOf(
  book: Book,
  content: ReportContent,
  report: Pick<ReportMemory, 'prefix' | 'ids'>,
  empty: ReadonlySet<string>,
): Places {
  const passedOver = new Set<string>();
  const names = book.names.flatMap(({ name, dead, sheet }) => {
    const own = dead ? undefined : contentName(name, content, report.prefix);
    if (own === undefined) return [];
    if (!empty.has(sheet)) return [{ name, content: own }];
    passedOver.add(own);
    return [];
  });
  const tables = Object.keys(content.tables).flatMap((own) => {
    const wanted = prefixed(own, report.prefix).toLowerCase();
    const table =
      book.tables.find(({ name }) => name.toLowerCase() === wanted) ??
      book.tables.find(({ id }) => id === report.ids[own]);
    if (!table?.headers) return [];
    if (!empty.has(table.sheet)) return [{ id: table.id, name: table.name, content: own }];
    passedOver.add(own);
    return [];
  });
  return { names, tables, passedOver };
}

/** The first beginning that no name, no table and no report of the workbook has. @param from its number, where the first ones are not wanted */
export function freePrefix(book: Book, from = 1): string {
  const taken = [
    ...book.names.map(({ name }) => name),
    ...book.tables.map(({ name }) => name),
    ...book.memory.reports.map(({ prefix }) => prefix),
  ].map((name) => name.toLowerCase());
  for (let number = from; ; number += 1) {
    const prefix = number === 1 ? FIRST_PREFIX : `vd${number}_`;
    if (!taken.some((name) => name.startsWith(prefix))) return prefix;
  }
}
