import { columnName } from '../../pipeline/report/a1.ts';
import { type CellValue, formulaOf, readValue, toWrite } from './cell-text.ts';
import { inWorkbook, WorkbookError } from './errors.ts';
import { addressOf } from './read-book.ts';

/** A function of this add-in in a formula, not in a text within it. */
const OURS = /(?<![\p{L}\p{N}_.])VEDICH\.[\p{L}\p{N}_]+\s*\(/iu;
/** Cells read at once: well under what Excel on the web carries in one answer. */
const CHUNK = 40_000;

interface Frozen {
  sheet: string;
  row: number;
  column: number;
  address: string;
}

/**
 * Turns every formula with a function of this add-in into its value, the cells it spills over as well, for a file that
 * leaves the office. @returns how many formulas
 */
export async function freezeFunctions(): Promise<number> {
  return inWorkbook(async (context) => {
    const { workbook } = context;
    const found = await findFormulas(context);
    if (found.length === 0) return 0;
    const cellOf = ({ sheet, row, column }: Frozen): Excel.Range =>
      workbook.worksheets.getItem(sheet).getCell(row, column);
    const cells = found.map((place) => {
      const cell = cellOf(place);
      const spilled = cell.getSpillingToRangeOrNullObject();
      cell.load('values');
      spilled.load('values');
      return { place, cell, spilled };
    });
    await context.sync();
    const shown = cells.map(({ place, cell, spilled }) => ({
      place,
      values: (spilled.isNullObject ? cell : spilled).values.map((row) => row.map(readValue)),
    }));
    const busy = shown.find(({ values }) => values.flat().includes('#BUSY!'));
    if (busy) throw new WorkbookError('STILL_CALCULATING', { address: busy.place.address });
    for (const { place, values } of shown) {
      const range = cellOf(place).getResizedRange(values.length - 1, (values[0]?.length ?? 1) - 1);
      range.values = values.map((row) => row.map(asValue));
    }
    await context.sync();
    return found.length;
  });
}

/** An error stays the error that it is; everything else is the value that is shown, text as text. */
function asValue(value: unknown): CellValue {
  const read = readValue(value);
  return typeof read === 'string' && /^#(N\/A|VALUE!|REF!|NAME\?|NUM!|DIV\/0!|NULL!)$/.test(read)
    ? read
    : toWrite(read);
}

async function findFormulas(context: Excel.RequestContext): Promise<Frozen[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/id,items/name,items/protection/protected');
  await context.sync();
  const sheets = worksheets.items.map((sheet) => {
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load('rowIndex,columnIndex,rowCount,columnCount');
    return { sheet, used };
  });
  await context.sync();
  const found: Frozen[] = [];
  for (const { sheet, used } of sheets) {
    if (used.isNullObject) continue;
    const rows = Math.max(1, Math.floor(CHUNK / used.columnCount));
    const before = found.length;
    for (let at = 0; at < used.rowCount; at += rows) {
      const count = Math.min(rows, used.rowCount - at);
      const part = sheet.getRangeByIndexes(used.rowIndex + at, used.columnIndex, count, used.columnCount);
      part.load('formulas,values');
      await context.sync();
      part.formulas.forEach((line, i) => {
        line.forEach((text, j) => {
          const formula = formulaOf(text, part.values[i]?.[j]);
          if (formula === undefined || !OURS.test(formula.replace(/"[^"]*"/g, '""'))) return;
          const [row, column] = [used.rowIndex + at + i, used.columnIndex + j];
          const address = addressOf(sheet.name, `${columnName(column + 1)}${row + 1}`);
          found.push({ sheet: sheet.id, row, column, address });
        });
      });
    }
    if (found.length > before && sheet.protection.protected) {
      throw new WorkbookError('PROTECTED_SHEET', { sheet: sheet.name });
    }
  }
  return found;
}
