import type { GroupBy, Part } from '../counts/count.ts';
import type { ProcedureTies } from './procedures.ts';

/** Before the name of a procedure, where a row has no code. */
const NAMED = '=';

const COLUMNS: Readonly<Record<GroupBy, (row: string) => string>> = {
  unit: (row) => `${row}.child_id`,
  subunit: (row) => `${row}.child_id`,
  field: (row) => `${row}.field`,
  // A name stands in for a code that the row does not have; no code begins like that.
  procedure: (row) => `coalesce(${row}.procedure_code, concat('${NAMED}', ${row}.procedure_name))`,
  channel: (row) => `${row}.came_by`,
  month: (row) => `substring(CAST(${row}.happened_on AS VARCHAR), 1, 7)`,
};

/** SQL: the group of a member of a population, empty where it is not known; `partOfGroup` says which part that is. */
export function groupSql(by: GroupBy, row: string): string {
  return `coalesce(${COLUMNS[by](row)}, '')`;
}

/** A procedure is its code and name, or twice its name where nobody says which code it has. */
export function partOfGroup(
  by: GroupBy | undefined,
  group: string,
  ties: ProcedureTies | undefined,
): Pick<Part, 'id' | 'name'> {
  if (by !== 'procedure') return { id: group, name: '' };
  const written = group.startsWith(NAMED) ? group.slice(NAMED.length) : undefined;
  const code = written === undefined ? group : ties?.codeOf(written);
  if (code === undefined) return { id: written ?? '', name: written ?? '' };
  return { id: code, name: ties?.nameOf(code) ?? '' };
}
