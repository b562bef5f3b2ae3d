import type { ListId } from '../lists.ts';
import { momentOf } from '../lists.ts';
import { asCount, type Engine, sqlText } from '../warehouse/duckdb/engine.ts';

/** What is kept of rows that could not be taken, so that the numbers they are missing in can say so. */
export const REJECTION_TABLES = [
  // Grain: a row of a file. Whose and of which day it was, as far as it can be read, and the columns it was rejected for.
  // Its key is kept as a fingerprint: in a shifted row it can be a person's name.
  `CREATE TABLE IF NOT EXISTS rejected_facts (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, row_no INTEGER NOT NULL, list VARCHAR NOT NULL, unit_id VARCHAR,
     happened_on DATE, print VARCHAR, columns VARCHAR[] NOT NULL)`,
  // Grain: a row that was rejected, and an import that brought its key since.
  `CREATE TABLE IF NOT EXISTS mended_rows (
     import_id INTEGER NOT NULL, of_import INTEGER NOT NULL, sheet_no INTEGER NOT NULL, row_no INTEGER NOT NULL)`,
  // Grain: sheet. Somebody has seen what was rejected in it and takes the numbers as they are.
  `CREATE TABLE IF NOT EXISTS rejections_seen (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, seen_by VARCHAR NOT NULL, seen_at TIMESTAMP NOT NULL)`,
];

/**
 * Keeps the rows of `typed` that `found_problems` rejects. A row that its sender may not say is missing in no number: it is
 * another unit's.
 */
export async function keepRejected(engine: Engine, list: ListId, importId: number): Promise<void> {
  const moment = momentOf(list);
  await engine.run(
    `INSERT INTO rejected_facts
       SELECT ${importId}, t.sheet_no, t.row_no, ${sqlText(list)}, t.unit_id, ${moment === null ? 'NULL' : `t.${moment}::DATE`}, md5(t.key), p.columns
       FROM typed AS t JOIN (
         SELECT sheet_no, row_no, list(DISTINCT column_name ORDER BY column_name) AS columns FROM found_problems
         GROUP BY sheet_no, row_no HAVING NOT bool_or(code = 'E_OTHER_UNIT')) AS p ON p.sheet_no = t.sheet_no AND p.row_no = t.row_no
       ORDER BY t.sheet_no, t.row_no`,
  );
}

/** Rows that an earlier import rejected, and that stand among the accepted ones of `typed` now. */
export async function keepMended(engine: Engine, list: ListId, importId: number): Promise<void> {
  const [open] = await engine.query(
    `SELECT count(*) AS n FROM rejected_facts WHERE list = ${sqlText(list)} AND print IS NOT NULL AND import_id < ${importId}`,
  );
  if (asCount(open?.['n']) === 0) return;
  await engine.run(
    `INSERT INTO mended_rows SELECT ${importId}, import_id, sheet_no, row_no FROM rejected_facts
       WHERE list = ${sqlText(list)} AND import_id < ${importId} AND print IN (SELECT md5(key) FROM typed)`,
  );
}

/** A sheet of an import. */
export interface SheetOfImport {
  importId: number;
  sheetNo: number;
}

/**
 * Keeps that somebody has seen what was rejected in some sheets; a later import has rows of its own and asks again.
 * @param by who, as they call themselves
 * @param now local moment `YYYY-MM-DD HH:MM:SS`
 */
export async function acceptRejections(
  engine: Engine,
  sheets: readonly SheetOfImport[],
  by: string,
  now: string,
): Promise<void> {
  await engine.transaction(async () => {
    for (const { importId, sheetNo } of sheets) {
      await engine.run(`DELETE FROM rejections_seen WHERE import_id = ${importId} AND sheet_no = ${sheetNo}`);
      await engine.run(
        `INSERT INTO rejections_seen VALUES (${importId}, ${sheetNo}, ${sqlText(by)}, TIMESTAMP ${sqlText(now)})`,
      );
    }
  });
}

/** What somebody had seen is to be asked again. */
export async function takeBackAcceptance(engine: Engine, sheets: readonly SheetOfImport[]): Promise<void> {
  await engine.transaction(async () => {
    for (const { importId, sheetNo } of sheets)
      await engine.run(`DELETE FROM rejections_seen WHERE import_id = ${importId} AND sheet_no = ${sheetNo}`);
  });
}
