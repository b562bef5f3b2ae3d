import { type ColumnDefinition, type ListDefinition, readableColumns } from '../library/columns.ts';
import { type Engine, sqlName, sqlText, sqlTexts } from '../warehouse/duckdb/engine.ts';
import { oddColumns, otherDayOrders, separatorMeanings } from './lookups.ts';
import type { StagedSheet } from './stage.ts';
import { isMoment, isNumeric } from './typed.ts';

/** The columns that some of the sheets have. */
export function presentColumns(sheets: readonly StagedSheet[]): Set<string> {
  return new Set(sheets.flatMap((sheet) => Object.keys(sheet.columns)));
}

/**
 * `stage_<list>` (sheet, row, every readable column as text) and `stage_sheets` (what each sheet lacks and means).
 * @returns the columns that plainly have cells of an unusual shape
 */
export async function gatherSheets(
  engine: Engine,
  list: ListDefinition,
  sheets: readonly StagedSheet[],
): Promise<Set<string>> {
  const columns = readableColumns(list);
  const stage = `stage_${list.id}`;
  // A view: the rows of the sheets are not copied.
  const selects = sheets.map((sheet) => {
    const cells = columns.map(
      ({ id }) => `${sheet.columns[id] === undefined ? 'NULL::VARCHAR' : sqlName(id)} AS ${sqlName(id)}`,
    );
    return `SELECT ${sheet.sheetNo} AS sheet_no, row_no, ${cells.join(', ')} FROM ${sqlName(sheet.filled ?? sheet.table)}`;
  });
  await engine.run(`CREATE OR REPLACE TEMP VIEW ${stage} AS ${selects.join('\nUNION ALL ')}`);
  const present = presentColumns(sheets);
  const numeric = columns.filter(isNumeric);
  const moments = columns.filter(isMoment);
  const odd = await oddColumns(
    engine,
    stage,
    [...numeric, ...moments].filter(({ id }) => present.has(id)),
  );
  const isOdd = ({ id }: ColumnDefinition): boolean => odd.has(id);
  const meanings = await separatorMeanings(engine, stage, numeric.filter(isOdd));
  const otherOrder = await otherDayOrders(engine, stage, moments.filter(isOdd));
  const styleColumns = [
    ...numeric.flatMap(({ id }) => [`${sqlName(`${id}_dot`)} VARCHAR`, `${sqlName(`${id}_comma`)} VARCHAR`]),
    ...moments.map(({ id }) => `${sqlName(`${id}_day_first`)} BOOLEAN`),
  ];
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE stage_sheets (sheet_no INTEGER, lacks VARCHAR[], date1904 BOOLEAN${styleColumns.map((column) => `, ${column}`).join('')})`,
  );
  for (const sheet of sheets) {
    const styles = numeric.flatMap(({ id }) => {
      const meaning = meanings.get(`${sheet.sheetNo}/${id}`);
      return [sqlText(meaning?.dot ?? 'T'), sqlText(meaning?.comma ?? 'T')];
    });
    const orders = moments.map(({ id }) => String(!otherOrder.has(`${sheet.sheetNo}/${id}`)));
    await engine.run(
      `INSERT INTO stage_sheets VALUES (${[String(sheet.sheetNo), sqlTexts(sheet.missing), String(sheet.date1904), ...styles, ...orders].join(', ')})`,
    );
  }
  return odd;
}
