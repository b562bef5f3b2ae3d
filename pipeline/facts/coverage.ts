import type { ListId } from '../lists.ts';
import { momentOf } from '../lists.ts';
import { type Engine, sqlDate, sqlText } from '../warehouse/duckdb/engine.ts';
import type { StagedSheet } from './stage.ts';

/** What is kept of which days a file speaks of. `warehouse/months.ts` reads it, `coverage/` judges it. */
export const COVERAGE_TABLES = [
  // Grain: sheet, unit, month and (for dossiers) way of filing. Rows that became facts, by the day they happened on.
  `CREATE TABLE IF NOT EXISTS import_months (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, list VARCHAR NOT NULL, unit_id VARCHAR NOT NULL,
     month VARCHAR NOT NULL, way VARCHAR NOT NULL, row_count INTEGER NOT NULL, last_day DATE NOT NULL)`,
  // Grain: sheet. The period that its title claims, and when the first of its dossiers were done.
  `CREATE TABLE IF NOT EXISTS import_spans (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, list VARCHAR NOT NULL, title_from DATE, title_to DATE, first_end DATE)`,
  // Grain: list, unit and month. Somebody's word that the unit had none of the list in that month.
  `CREATE TABLE IF NOT EXISTS months_without (
     list VARCHAR NOT NULL, unit_id VARCHAR NOT NULL, month VARCHAR NOT NULL, said_by VARCHAR NOT NULL, said_at TIMESTAMP NOT NULL)`,
];

/** One row in so many may carry a slip: the first day that is believed is the one by which more were done. */
const SLIPS = 100;

/**
 * Keeps which months the accepted rows of `typed` are of, and what the titles say. In the import's transaction; lists of
 * a state (the catalogue) and numbers kept by hand have no months.
 */
export async function keepMonths(
  engine: Engine,
  list: ListId,
  importId: number,
  sheets: readonly StagedSheet[],
): Promise<void> {
  const moment = momentOf(list);
  if (moment === null || list === 'observations') return;
  const day = `t.${moment}::DATE`;
  const way = list === 'dossiers' ? "coalesce(t.channel, '')" : "''";
  await engine.run(
    `INSERT INTO import_months
       SELECT ${importId}, t.sheet_no, ${sqlText(list)}, t.unit_id, strftime(${day}, '%Y-%m'), ${way}, count(*), max(${day})
       FROM typed AS t WHERE t.${moment} IS NOT NULL GROUP BY ALL ORDER BY ALL`,
  );
  const end = 'coalesce(t.returned_at, t.finished_at)::DATE';
  for (const { sheetNo, titlePeriod } of sheets) {
    const first =
      list === 'dossiers'
        ? `(SELECT min(d.done) FROM (
            SELECT ${end} AS done, row_number() OVER (ORDER BY ${end}) AS place, count(*) OVER () AS total
            FROM typed AS t WHERE t.sheet_no = ${sheetNo} AND ${end} >= ${day}) AS d WHERE d.place * ${SLIPS} > d.total)`
        : 'NULL';
    await engine.run(
      `INSERT INTO import_spans SELECT ${importId}, ${sheetNo}, ${sqlText(list)}, ${sqlDate(titlePeriod?.from ?? null)}, ${sqlDate(titlePeriod?.to ?? null)}, ${first}`,
    );
  }
}

/** A month of which somebody said that a unit had none of a list. */
export interface MonthWithout {
  list: ListId;
  unit: string;
  /** `YYYY-MM` */
  month: string;
}

/**
 * Keeps somebody's word for months; said again, the later word stands.
 * @param by who says it, as they call themselves
 * @param now local moment `YYYY-MM-DD HH:MM:SS`
 */
export async function sayMonthsWithout(
  engine: Engine,
  months: readonly MonthWithout[],
  by: string,
  now: string,
): Promise<void> {
  await engine.transaction(async () => {
    for (const one of months) {
      await takeBack(engine, one);
      await engine.run(
        `INSERT INTO months_without VALUES (${[one.list, one.unit, one.month, by].map(sqlText).join(', ')}, TIMESTAMP ${sqlText(now)})`,
      );
    }
  });
}

/** The word for these months no longer holds. */
export async function takeBackMonthsWithout(engine: Engine, months: readonly MonthWithout[]): Promise<void> {
  await engine.transaction(async () => {
    for (const one of months) await takeBack(engine, one);
  });
}

async function takeBack(engine: Engine, { list, unit, month }: MonthWithout): Promise<void> {
  await engine.run(
    `DELETE FROM months_without WHERE list = ${sqlText(list)} AND unit_id = ${sqlText(unit)} AND month = ${sqlText(month)}`,
  );
}
