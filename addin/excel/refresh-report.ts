import { WorkbookError } from './errors.ts';
import type { AskConflicts, ReportToWrite, Written } from './types.ts';

/**
 * Brings the figures of a report up to date where they stand: its names, its tables and the cells bound to its targets.
 * Everything else stays. @returns undefined when `ask` answered that nothing should be written
 */
export async function refreshReport(report: ReportToWrite, ask: AskConflicts): Promise<Written | undefined> {
  throw new WorkbookError('EXCEL', { reason: `not built: ${report.version} ${typeof ask}` });
}
