/**
 * The only place that touches Office.js. Screens and functions import from here. What cannot be done rejects with a
 * `WorkbookError`, a sentence in both languages.
 */

export { bindSelection } from './bindings.ts';
export { WorkbookError } from './errors.ts';
export { freezeFunctions } from './freeze.ts';
export { detectHost } from './host.ts';
export { insertBook } from './insert-book.ts';
export { insertForm } from './insert-form.ts';
export { insertReport } from './insert-report.ts';
export { listMembers, type MemberList } from './list-members.ts';
export { listTable, type TableSheet } from './list-table.ts';
export { readSheet, type SheetFile } from './read-sheet.ts';
export { refreshReport } from './refresh-report.ts';
export { reportsInWorkbook } from './reports.ts';
export { REQUIRED } from './required.ts';
export { type FileCell, showCell } from './show-cell.ts';
export type { TargetPlace } from './targets.ts';
export { onTargetSelected, showTarget } from './targets.ts';
export type * from './types.ts';
export { BOUND_PARTS } from './types.ts';
