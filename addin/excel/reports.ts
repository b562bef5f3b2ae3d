import type { ReportRecord } from './types.ts';

/** The reports that stand in this workbook, and where their numbers came from. */
export async function reportsInWorkbook(): Promise<ReportRecord[]> {
  return [];
}
