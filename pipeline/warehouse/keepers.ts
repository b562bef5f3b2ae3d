import { LISTS, type ListId } from '../lists.ts';
import { belongsSql } from './belongs.ts';
import { asTexts, type Engine } from './duckdb/engine.ts';
import { KEPT_LISTS, type KeptList, type KnownScope, type Scope } from './question.ts';

/** The scope with the lists of which it has a row, and the units that have rows of their own in those that tell of others' rows. */
export async function withKeepers(engine: Engine, scope: Scope): Promise<KnownScope> {
  const among = (list: ListId): string => `FROM ${list} AS e WHERE ${belongsSql(list, 'e', scope.rows, 'theirs')}`;
  const tests = LISTS.map((list) => `EXISTS (SELECT 1 ${among(list)}) AS ${list}`);
  const keepers = KEPT_LISTS.map((list) => `(SELECT list(DISTINCT e.unit_id) ${among(list)}) AS ${list}_of`);
  const [found] = await engine.query(`SELECT ${[...tests, ...keepers].join(', ')}`);
  const of = (list: KeptList): ReadonlySet<string> => new Set(asTexts(found?.[`${list}_of`]));
  return {
    ...scope,
    there: new Set(LISTS.filter((list) => found?.[list] === true)),
    keepers: { procedures: of('procedures'), payments: of('payments') },
  };
}
