import { LISTS, type ListId } from '../lists.ts';
import { belongsSql } from './belongs.ts';
import { asText, type Engine, sqlText } from './duckdb/engine.ts';
import { KEPT_LISTS, type KeptList, type KnownScope, type Scope } from './question.ts';

/** The scope with those of its units that have rows, with the lists of which it has a row, and the units that have rows of their own in those that tell of others' rows. */
export async function withKeepers(engine: Engine, scope: Scope): Promise<KnownScope> {
  const all = LISTS.map((list) => `SELECT e.unit_id AS unit_id FROM ${list} AS e`).join(' UNION ALL ');
  const filled = await engine.query(`SELECT DISTINCT u.unit_id AS unit_id FROM (${all}) AS u`);
  const units = new Set(filled.map((row) => asText(row['unit_id'])));
  const present = scope.rows.filter(({ unit }) => units.has(unit));
  // A SELECT a list, of one row or of one for each unit: as ten answers in one row they are planned for twice as long.
  const selects = LISTS.map((list) => {
    const among = `FROM ${list} AS e WHERE ${belongsSql(list, 'e', present, 'theirs')}`;
    return isKept(list)
      ? `SELECT DISTINCT ${sqlText(list)} AS list, e.unit_id AS unit_id ${among}`
      : `(SELECT ${sqlText(list)} AS list, '' AS unit_id ${among} LIMIT 1)`;
  });
  const found = await engine.query(selects.join(' UNION ALL '));
  const of = (list: KeptList): ReadonlySet<string> =>
    new Set(found.filter((row) => row['list'] === list).map((row) => asText(row['unit_id'])));
  return {
    ...scope,
    present,
    payers: (scope.payers ?? []).filter(({ unit, payer }) => units.has(unit) && units.has(payer)),
    there: new Set(LISTS.filter((list) => found.some((row) => row['list'] === list))),
    keepers: { procedures: of('procedures'), payments: of('payments') },
  };
}

const isKept = (list: ListId): boolean => KEPT_LISTS.some((kept) => kept === list);
