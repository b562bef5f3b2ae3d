import type { Table } from '../../pipeline/office/tables.ts';
import { memberColumns } from './member-columns.ts';
import { writeList } from './write-list.ts';

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
  { title, sheetName, numerator, missing, about }: MemberList,
  onProgress: (written: number, of: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  const part = (words: string, { rows }: Table) => ({
    title: `${words}: ${rows.length.toLocaleString('vi-VN')}`,
    rows,
  });
  const parts = [part('Trong mẫu số nhưng chưa vào tử số', missing), part('Đã tính vào tử số', numerator)];
  const columns = memberColumns([missing, numerator]);
  await writeList({ title, sheetName, about, columns, parts }, onProgress, signal);
}
