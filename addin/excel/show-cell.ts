import { inWorkbook } from './errors.ts';

/** Where a figure or a finding stands: file, sheet, cell (`B12`; empty = the sheet). */
export interface FileCell {
  file: string;
  sheet: string;
  cell: string;
}

/**
 * Goes to a cell of a unit's workbook where that is the one that is open.
 * @returns false where another workbook is open, or it has no such sheet
 */
export async function showCell({ file, sheet, cell }: FileCell): Promise<boolean> {
  return inWorkbook(async (context) => {
    const { workbook } = context;
    workbook.load('name');
    const found = workbook.worksheets.getItemOrNullObject(sheet);
    await context.sync();
    if (found.isNullObject || bare(workbook.name) !== bare(file)) return false;
    found.activate();
    if (cell !== '') found.getRange(cell).select();
    await context.sync();
    return true;
  });
}

/** A name without its folders and its ending: Excel shows it with or without. */
function bare(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/\.[a-z]{3,4}$/i, '')
    .normalize('NFC')
    .toLowerCase();
}
