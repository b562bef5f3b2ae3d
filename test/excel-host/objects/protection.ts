import type { CellRange } from '../../../pipeline/report/a1.ts';
import { childElement } from '../../../pipeline/report/xml.ts';
import { ApiError } from '../api.ts';
import type { Sheet } from '../book/sheet.ts';
import type { Styles } from '../book/styles.ts';

/** What may be allowed on a protected sheet, as the file names it. */
type Allowance =
  | 'formatCells'
  | 'formatColumns'
  | 'formatRows'
  | 'insertRows'
  | 'insertColumns'
  | 'deleteRows'
  | 'deleteColumns';

export function isProtected(sheet: Sheet): boolean {
  return childElement(sheet.root, 'sheetProtection')?.getAttribute('sheet') === '1';
}

function refused(sheet: Sheet): ApiError {
  return new ApiError('AccessDenied', `The sheet ${sheet.name} is protected`);
}

/** Refuses what a protected sheet does not allow; without `allowance` it never does. */
export function refuseOnProtected(sheet: Sheet, allowance?: Allowance): void {
  if (!isProtected(sheet)) return;
  const allowed = allowance && childElement(sheet.root, 'sheetProtection')?.getAttribute(allowance) === '0';
  if (!allowed) throw refused(sheet);
}

/** Refuses to write into locked cells of a protected sheet. */
export function refuseLocked(styles: Styles, sheet: Sheet, { first, last }: CellRange): void {
  if (!isProtected(sheet)) return;
  for (let row = first.row; row <= last.row; row += 1) {
    for (let column = first.column; column <= last.column; column += 1) {
      if (styles.isLocked(sheet.styleAt(row, column))) throw refused(sheet);
    }
  }
}
