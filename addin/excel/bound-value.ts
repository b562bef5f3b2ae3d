import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { unitSuffix, verdictWords } from '../../pipeline/evaluate/words.ts';
import type { CellValue } from './cell-text.ts';
import type { CellBinding } from './types.ts';

/** What stands in a cell without a value: no value is not zero. */
const NOTHING = '–';

/**
 * What a bound cell shows; undefined when the plan has no such target. Percentages are plain numbers (57,64), unless the
 * cell is formatted as a percentage: then it gets the share, so that it shows the same.
 */
export function boundValue(
  { target, part }: Pick<CellBinding, 'target' | 'part'>,
  { targets }: Evaluation,
  format: string,
): CellValue | undefined {
  const detail = targets.find(({ row }) => row.target === target);
  if (!detail) return undefined;
  if (part === 'verdict') return verdictWords(detail.row, 'vi');
  const value = detail.row[part];
  if (value === null) return NOTHING;
  const percent = part === 'value' || part === 'threshold' ? detail.row.unit_of_measure.startsWith('percent') : false;
  return percent && showsPercent(format) ? value / 100 : value;
}

/** Whether a number format multiplies by a hundred; a % in quotes or behind a backslash is only printed. */
function showsPercent(format: string): boolean {
  return format.replace(/"[^"]*"|\\./g, '').includes('%');
}

/** A number format for a cell that has none of its own: as many decimals as the verdict needs, and the unit. */
export function boundFormat(binding: Pick<CellBinding, 'target' | 'part'>, evaluation: Evaluation): string {
  const detail = evaluation.targets.find(({ row }) => row.target === binding.target);
  if (binding.part === 'verdict' || !detail) return 'General';
  if (binding.part === 'numerator' || binding.part === 'denominator') return '#,##0';
  const decimals =
    binding.part === 'value' ? decimalsOf(detail.valueText) : Number.isInteger(detail.row.threshold ?? 0) ? 0 : 2;
  const suffix = unitSuffix(detail.row.unit_of_measure, 'vi');
  return `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}${suffix ? `"${suffix}"` : ''}`;
}

/** How many decimals a plain decimal text has. */
function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
