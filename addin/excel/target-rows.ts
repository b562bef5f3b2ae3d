import { textKey } from '../../pipeline/text.ts';
import { readValue } from './cell-text.ts';
import { findRows, type KnownTable } from './find-rows.ts';

/** Which target each row of a table of targets is, and in which column its result stands. */
export function reportTargetColumns(
  header: readonly unknown[],
  values: readonly (readonly unknown[])[],
  remembered: KnownTable,
): { rows: (string | undefined)[]; column: number } {
  const headers = header.map((text) => textKey(`${text}`));
  const owned = remembered.columns.flatMap(({ name }) => {
    const column = headers.indexOf(textKey(name));
    return column < 0 ? [] : [{ name, column }];
  });
  const body = values.map((row) => row.map((value) => ({ value: readValue(value) })));
  const rows = findRows('vd_chi_tieu', owned, body, remembered, () => []).map((row) => row?.key);
  const result = owned.find(({ name }) => name === 'Kết quả') ?? owned[0];
  return { rows, column: result?.column ?? 0 };
}
