import { SheetCopy } from '../../pipeline/formats/sheet-copy.ts';
import { formatOfCode } from '../../pipeline/read/number-format.ts';
import { FORMAT_DATE } from '../../pipeline/read/number-text.ts';
import { inWorkbook, WorkbookError } from './errors.ts';

/** Cells fetched at once: far below Excel's limits (5 MB an answer on the web), so that the pane stays alive between. */
const CHUNK = 10_000;
/** So many days are looked at for the calendar of the workbook. */
const DAYS = 30;
const DAYS_1904 = 1_462;

/** The sheet in front, as a file that is imported like any other. */
export interface SheetFile {
  /** `Thống kê – Tháng 11.xlsx`: the workbook and its sheet. */
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface Area {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/**
 * Reads all that stands in the sheet in front of the user: values with their number formats, in their rows and columns,
 * merged areas, the calendar. Nothing is written or selected.
 * @param onProgress rows read so far, and of how many
 */
export async function readSheet(onProgress: (read: number, of: number) => void): Promise<SheetFile> {
  return inWorkbook(async (context) => {
    const { workbook } = context;
    const sheet = workbook.worksheets.getActiveWorksheet();
    workbook.load('name');
    sheet.load('name');
    const area = await usedArea(context, sheet);
    if (area === undefined) throw new WorkbookError('EMPTY_SHEET', { sheet: sheet.name });
    const copy = new SheetCopy(sheet.name);
    const days: Day[] = [];
    const most = Math.max(1, Math.floor(CHUNK / area.columns));
    for (let done = 0; done < area.rows; done += most) {
      const [row, count] = [area.row + done, Math.min(most, area.rows - done)];
      const range = sheet.getRangeByIndexes(row, area.column, count, area.columns);
      range.load('values,valueTypes,numberFormat');
      await context.sync();
      const { values, valueTypes, numberFormat: formats } = range;
      const errors = valueTypes.map((types) => types.map((type) => type === Excel.RangeValueType.error));
      copy.add({ row, column: area.column, values, formats, errors });
      if (days.length < DAYS) days.push(...daysIn(row, area.column, values, formats).slice(0, DAYS - days.length));
      onProgress(done + count, area.rows);
    }
    const merged = await mergedAreas(context, sheet, area);
    const date1904 = await countsFrom1904(context, sheet, days);
    const after = await usedArea(context, sheet);
    if (JSON.stringify(after) !== JSON.stringify(area)) throw new WorkbookError('CHANGED_WHILE_READING');
    const book = workbook.name.replace(/\.[^.]+$/, '');
    return { name: `${book} – ${sheet.name}.xlsx`, bytes: copy.bytes({ date1904, merged }) };
  });
}

/** Where there is anything; also fetches what was asked for before. */
async function usedArea(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<Area | undefined> {
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load('rowIndex,columnIndex,rowCount,columnCount');
  await context.sync();
  if (used.isNullObject) return undefined;
  return { row: used.rowIndex, column: used.columnIndex, rows: used.rowCount, columns: used.columnCount };
}

/** `B2:B5`. Excel tells at most 512 at once: where there are more, it is asked about half of the rows. */
async function mergedAreas(context: Excel.RequestContext, sheet: Excel.Worksheet, area: Area): Promise<string[]> {
  const merged = sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns).getMergedAreasOrNullObject();
  merged.load('address');
  try {
    await context.sync();
  } catch (error) {
    if (!(error instanceof OfficeExtension.Error) || area.rows === 1) throw error;
    const half = Math.floor(area.rows / 2);
    const upper = await mergedAreas(context, sheet, { ...area, rows: half });
    const lower = await mergedAreas(context, sheet, { ...area, row: area.row + half, rows: area.rows - half });
    // One that lies over the border is told twice.
    return [...new Set([...upper, ...lower])];
  }
  if (merged.isNullObject) return [];
  return [...merged.address.matchAll(/!(\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+)(?=,|$)/g)].map(([, one = '']) =>
    one.replaceAll('$', ''),
  );
}

/** A cell that shows a day with its year. */
interface Day {
  row: number;
  column: number;
  serial: number;
}

function daysIn(
  row: number,
  column: number,
  values: readonly (readonly unknown[])[],
  formats: readonly (readonly string[])[],
): Day[] {
  return values.flatMap((cells, down) =>
    cells.flatMap((serial, right) => {
      const format = formats[down]?.[right] ?? '';
      const isDay = typeof serial === 'number' && serial > DAYS_1904 && formatOfCode(format) === FORMAT_DATE;
      return isDay && /yy/i.test(format) ? [{ row: row + down, column: column + right, serial }] : [];
    }),
  );
}

/** Excel does not say from when it counts days: one that shows another year than it would from 1900 tells it. */
async function countsFrom1904(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  days: readonly Day[],
): Promise<boolean> {
  const shown = days.map(({ row, column, serial }) => {
    const cell = sheet.getRangeByIndexes(row, column, 1, 1);
    cell.load('text');
    return { cell, serial };
  });
  if (shown.length > 0) await context.sync();
  for (const { cell, serial } of shown) {
    const text = `${cell.text[0]?.[0] ?? ''}`;
    const years = [...text.matchAll(/\d+/g)].map(([digits]) => digits);
    const has = (year: number): boolean => years.includes(String(year)) || years.at(-1) === String(year).slice(-2);
    const [from1900, from1904] = [has(yearOf(serial)), has(yearOf(serial + DAYS_1904))];
    // A column that is too narrow shows ####.
    if (from1900 !== from1904) return from1904;
  }
  return false;
}

function yearOf(serial: number): number {
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).getUTCFullYear();
}
