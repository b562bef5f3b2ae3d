import { inWorkbook } from './errors.ts';
import { readBook } from './read-book.ts';
import type { ReportRecord, ReportToWrite } from './types.ts';

/** The reports that stand in this workbook, and where their numbers came from. */
export async function reportsInWorkbook(): Promise<ReportRecord[]> {
  return inWorkbook(async (context) => {
    const { memory } = await readBook(context);
    return memory.reports.map(({ plan, planTitle, unit, unitName, from, asOf, version, writtenAt, sources }) => ({
      plan,
      planTitle,
      unit,
      unitName,
      from,
      asOf,
      version,
      writtenAt,
      sources,
    }));
  });
}

/** Where the numbers of a report come from, for whoever consolidates it later. */
export function recordOf({ evaluation, version }: ReportToWrite, now = new Date()): ReportRecord {
  const { plan, unit, from, asOf, sources } = evaluation;
  const seen = new Map(sources.map(({ file, sha256 }) => [`${file} ${sha256}`, { file, sha256 }]));
  return {
    plan: plan.id,
    planTitle: plan.title.vi,
    unit: unit.id,
    unitName: unit.name,
    from,
    asOf,
    version,
    writtenAt: localMoment(now),
    sources: [...seen.values()],
  };
}

/** `2024-11-30 08:05` */
function localMoment(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}`;
}
