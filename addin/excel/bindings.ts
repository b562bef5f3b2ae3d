import { WorkbookError } from './errors.ts';
import type { BoundCell, CellBinding, ReportToWrite } from './types.ts';

/** Binds a part of a target to the selected cell and writes it there. @returns the cell's address */
export async function bindSelection(binding: CellBinding, report: ReportToWrite): Promise<string> {
  throw new WorkbookError('EXCEL', { reason: `not built: ${binding.target} ${report.version}` });
}

/** The cells of this workbook that are bound to targets. */
export async function bindingsInWorkbook(): Promise<BoundCell[]> {
  return [];
}

/** The cell keeps its value and is not refreshed any more. */
export async function unbind(bound: BoundCell): Promise<void> {
  throw new WorkbookError('EXCEL', { reason: `not built: ${bound.name}` });
}
