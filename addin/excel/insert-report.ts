import { WorkbookError } from './errors.ts';
import type { AskConflicts, ReportToWrite, Written } from './types.ts';

/**
 * Brings a report into the workbook: the template comes in whole, filled; where the workbook has names and tables of
 * the report that belong to none yet (an own template), those are filled instead.
 * @param ask asked where an own template's cells already hold something; without it such cells are kept and marked
 */
export async function insertReport(template: Uint8Array, report: ReportToWrite, ask?: AskConflicts): Promise<Written> {
  throw new WorkbookError('EXCEL', { reason: `not built: ${template.length} ${report.version} ${typeof ask}` });
}
