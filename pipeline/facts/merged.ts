import { type ColumnDefinition, type ListDefinition, readableColumns } from '../library/columns.ts';
import type { MergedArea } from '../read/book.ts';
import { asCount, type Engine, sqlName } from '../warehouse/duckdb/engine.ts';
import { makePairs } from './lookups.ts';
import { foundFact } from './problem-words.ts';
import { ROW_KEYS } from './row-keys.ts';
import type { StagedSheet } from './stage.ts';
import { isNumeric } from './typed.ts';

/** Rows that are named where a merged cell was read. */
const MOST_ROWS = 20;

/**
 * Whether a merged cell's value holds for each of its rows. Of what tells the rows apart each has its own, so a dossier's
 * code over two rows is one dossier; and an amount over two rows is the amount of both, which must not be counted twice.
 */
function holdsForEachRow(list: ListDefinition, column: ColumnDefinition): boolean {
  return !isNumeric(column) && !ROW_KEYS[list.id].own.includes(column.id);
}

/**
 * Gives the rows below in a merged area the value of its cell, in a table that then takes the place of `staged.table`: only
 * where the sheet merges them itself, never from the header or above, and told. A sheet without such areas is not touched.
 * @param dataStart the first row below the header
 */
export async function fillMerged(
  engine: Engine,
  list: ListDefinition,
  staged: StagedSheet,
  areas: readonly MergedArea[],
  dataStart: number,
): Promise<void> {
  const below = areas.filter(({ first }) => first >= dataStart);
  const columns = readableColumns(list).flatMap((column) => {
    const ofColumn = below.filter(({ column: position }) => position === staged.positions[column.id]);
    return ofColumn.length === 0 || !holdsForEachRow(list, column) ? [] : [{ id: column.id, areas: ofColumn }];
  });
  if (columns.length === 0) return;
  const filled = `whole_${staged.sheetNo}`;
  const values: string[] = [];
  const joins: string[] = [];
  for (const [index, { id, areas: ofColumn }] of columns.entries()) {
    const table = `merged_${staged.sheetNo}_${index}`;
    const rows = ofColumn.map(({ first, last }) => [String(first), String(last)]);
    await makePairs(engine, table, ['first', 'last'], rows);
    const name = sqlName(id);
    values.push(`coalesce(r.${name}, v${index}.${name}) AS ${name}`);
    joins.push(
      `ASOF LEFT JOIN (SELECT first::INTEGER AS first, last::INTEGER AS last FROM ${sqlName(table)}) AS a${index} ON r.row_no >= a${index}.first
       LEFT JOIN ${sqlName(staged.table)} AS v${index} ON v${index}.row_no = a${index}.first AND r.row_no <= a${index}.last`,
    );
  }
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${sqlName(filled)} AS SELECT r.* REPLACE (${values.join(', ')}) FROM ${sqlName(staged.table)} AS r ${joins.join(' ')}`,
  );
  for (const { id } of columns) await tell(engine, staged, filled, id);
  staged.filled = filled;
}

async function tell(engine: Engine, staged: StagedSheet, filled: string, id: string): Promise<void> {
  const name = sqlName(id);
  const [found] = await engine.query(
    `SELECT count(*)::INTEGER AS n, coalesce(list(w.row_no ORDER BY w.row_no)[1:${MOST_ROWS}], [])::INTEGER[] AS found
       FROM ${sqlName(filled)} AS w JOIN ${sqlName(staged.table)} AS r USING (row_no) WHERE r.${name} IS NULL AND w.${name} IS NOT NULL`,
  );
  const count = asCount(found?.['n']);
  if (count === 0) return;
  const rows = Array.isArray(found?.['found']) ? found['found'].map(Number) : [];
  staged.problems.push({ ...foundFact('I_MERGED_CELL'), column: id, header: staged.columns[id] ?? id, count, rows });
}
