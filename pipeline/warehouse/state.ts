import { LAST_DAY } from '../counts/period.ts';
import { LISTS, type ListId } from '../lists.ts';
import { belongsSql } from './belongs.ts';
import { asFlag, asText, type Engine, sqlDate } from './duckdb/engine.ts';
import type { Scope } from './question.ts';

/** What is known of the data as a whole. */
export interface WarehouseState {
  empty: boolean;
  /** The day of the newest dossier, `YYYY-MM-DD`. */
  lastDay: string | null;
}

/** Ids of the units that there are facts of, as far as the engine may see. */
export async function unitsWithData(engine: Engine): Promise<string[]> {
  const lists = LISTS.map((list) => `SELECT DISTINCT unit_id FROM ${list}`).join(' UNION ');
  return (await engine.query(`SELECT unit_id FROM (${lists}) AS u ORDER BY unit_id`)).map((row) =>
    asText(row['unit_id']),
  );
}

/**
 * @param scope whose data are meant; all without it
 * @param until dossiers of later days are not looked at, `YYYY-MM-DD`
 */
export async function stateOf(engine: Engine, scope?: Scope, until = LAST_DAY): Promise<WarehouseState> {
  const ours = (list: ListId): string => (scope === undefined ? 'true' : belongsSql(list, 'e', scope.rows));
  const anything = LISTS.map((list) => `EXISTS (SELECT 1 FROM ${list} AS e WHERE ${ours(list)})`).join(' OR ');
  const [row] = await engine.query(
    `SELECT (SELECT max(CAST(e.received_at AS DATE)) FROM dossiers AS e
       WHERE CAST(e.received_at AS DATE) <= ${sqlDate(until)} AND ${ours('dossiers')}) AS last, NOT (${anything}) AS empty`,
  );
  return { empty: asFlag(row?.['empty']), lastDay: asText(row?.['last']) || null };
}
