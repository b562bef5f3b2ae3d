import { vietnameseMoment } from '../../pipeline/dates.ts';
import { factsOf, type Making, type ReportFacts } from '../../pipeline/report/written.ts';
import { inWorkbook } from './errors.ts';
import { readBook } from './read-book.ts';
import type { ReportRecord, ReportToWrite } from './types.ts';

/** The reports that stand in this workbook, whoever made them. */
export async function reportsInWorkbook(): Promise<ReportRecord[]> {
  return inWorkbook(async (context) => {
    const { memory } = await readBook(context);
    return memory.reports.map(({ plan, plan_title, unit, unit_name, from, as_of, made_at }) => ({
      plan,
      planTitle: plan_title,
      unit,
      unitName: unit_name,
      from,
      asOf: as_of,
      writtenAt: made_at.slice(0, 16),
    }));
  });
}

/** A report that is written now. */
export function makingNow({ version }: ReportToWrite): Making {
  return { version, madeAt: vietnameseMoment(Date.now()) };
}

/** What a report stands on, for whoever reads the workbook later. */
export function factsNow(report: ReportToWrite): ReportFacts {
  return factsOf(report.evaluation, makingNow(report));
}
