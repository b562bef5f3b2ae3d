import type { ListDefinition } from '../library/columns.ts';
import { cleanText, textKey } from '../text.ts';
import type { Recognition } from './recognise.ts';

export type RowClass = 'data' | 'blank' | 'total' | 'numbering' | 'header-repeat' | 'other-header' | 'note';

/** `Tổng số`, `Tổng cộng`, `Cộng`, `Trong đó`, `Lũy kế` …; not `Công ty …` or `Tổng công ty …`, which are applicants. */
const TOTAL = /^(?:(?:tong so|tong cong|cong don|trong do|luy ke)\b|(?:tong|cong)(?: \d+)*$)/;
const NUMBERING = /^\(?(\d{1,2}|[A-ZĐ])\)?(\s*=.*)?$/;
/** A note or a signature line has no more cells than this. */
const FEW_CELLS = 3;
/** A cell or three may say "Trạng thái" or "Lĩnh vực" by chance. */
const FEWEST_HEADERS = 4;

/**
 * What a row below the header is. Called for rows that might not be data; a row that lacks its key but is filled like
 * the others is data, so that it is rejected with a reason and not passed over.
 */
export function classRow(cells: readonly string[], recognition: Recognition, list: ListDefinition): RowClass {
  const clean = cells.map(cleanText);
  const filled = clean.filter((cell) => cell !== '');
  if (filled.length === 0) return 'blank';
  const key = clean[recognition.keyPosition] ?? '';
  const keyed = isCodeLike(key);
  if (filled.length >= 3 && filled.every((cell) => NUMBERING.test(cell)) && !keyedLikeTheList(key)) return 'numbering';
  if (repeatsHeader(clean, recognition)) return 'header-repeat';
  if (!keyed && isOtherHeader(filled, recognition)) return 'other-header';
  if (isTotal(filled) && (!keyed || filled.every(isLabelOrNumber))) return 'total';
  if (list.id === 'observations') return isObservation(clean, recognition) ? 'data' : 'note';
  if (keyed) return 'data';
  return filled.length <= FEW_CELLS || !filled.some((cell) => /\d/.test(cell)) ? 'note' : 'data';
}

function isTotal(filled: readonly string[]): boolean {
  return filled.slice(0, 3).some((cell) => TOTAL.test(textKey(cell)));
}

/** `Tổng cộng | 1.234`: the count may stand under the code. */
function isLabelOrNumber(cell: string): boolean {
  return TOTAL.test(textKey(cell)) || /^[\d.,\s%]+$/.test(cell);
}

/** A code has a digit and no blank inside, but for blanks around its separators; a day ("Ngày in: 01/12/2024") is none. */
export function isCodeLike(text: string): boolean {
  return !/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text) && /\d/.test(text) && !/(?<![-./\s])\s+(?![-./\s])/.test(text);
}

function keyedLikeTheList(key: string): boolean {
  return isCodeLike(key) && key.length > 4;
}

/** Observations are known by names, so a day or a number must show that it is one; the name may stand above, in a merged cell. */
function isObservation(cells: readonly string[], recognition: Recognition): boolean {
  const cell = (column: string): string => cells[recognition.mapping.get(column)?.position ?? -1] ?? '';
  // A line of a form that nobody has filled in says nothing.
  if (cell('numerator') === '' && cell('denominator') === '') return false;
  const [hasDay, hasNumber] = [/\d/.test(cell('period_end')), /\d/.test(cell('numerator'))];
  return cell('indicator') === '' ? hasDay && hasNumber : hasDay || hasNumber;
}

/** The header of another table: most cells are headers of some list, and cells of data never are so many of them. */
function isOtherHeader(filled: readonly string[], { isHeader }: Recognition): boolean {
  if (filled.length < FEWEST_HEADERS || filled.some((cell) => /\d{3}/.test(cell))) return false;
  const known = filled.filter(isHeader).length;
  return known >= FEWEST_HEADERS && known > filled.length / 2;
}

/** The table's own header again, as on each printed page; one whose columns stand otherwise is another table's. */
function repeatsHeader(cells: readonly string[], recognition: Recognition): boolean {
  let same = 0;
  for (const { position, header } of recognition.mapping.values()) {
    const cell = textKey(cells[position] ?? '');
    if (cell === '') continue;
    if (` ${textKey(header)} `.includes(` ${cell} `)) same += 1;
    else if (recognition.isHeader(cells[position] ?? '')) return false;
  }
  return same >= 3;
}
