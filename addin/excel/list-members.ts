import type { Table } from '../../pipeline/evaluate/tables.ts';
import { WorkbookError } from './errors.ts';

export interface MemberList {
  title: string;
  sheetName: string;
  numerator: Table;
  missing: Table;
  /** Lines below the title: definition, period, unit. */
  about: string[];
}

/**
 * Lists the members behind a number on a new sheet: what is missing first, then what is counted.
 * @param onProgress rows written so far, and of how many
 * @throws the signal's reason when it aborts; the half-written sheet is gone then
 */
export async function listMembers(
  list: MemberList,
  onProgress: (written: number, of: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  onProgress(0, list.numerator.rows.length);
  throw new WorkbookError('EXCEL', { reason: 'not built' });
}
