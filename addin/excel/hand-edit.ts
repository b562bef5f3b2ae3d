import { holds } from '../../pipeline/report/written-places.ts';
import type { CellValue } from './cell-text.ts';
import type { KeptEdit } from './memory.ts';

/** What stands in a cell. */
export interface CellState {
  value: CellValue;
  /** Where the cell has one. */
  formula: string | undefined;
}

/**
 * Whether somebody changed a cell since it was written: `none` also where what is new stands there already, `kept` where
 * the edit was kept before and there is nothing new to be asked about.
 */
export function handEdit(
  { value, formula }: CellState,
  written: CellValue,
  fresh: CellValue,
  kept: Pick<KeptEdit, 'current' | 'offered'> | undefined,
): 'none' | 'kept' | 'ask' {
  if (formula === undefined && (holds(value, written) || holds(value, fresh))) return 'none';
  if (kept?.current !== (formula ?? value)) return 'ask';
  // A formula that was kept goes on reckoning; a number is asked about again when there is a newer one.
  return formula !== undefined || kept.offered === fresh ? 'kept' : 'ask';
}
