import { sqlName } from '../engine/engine.ts';
import type { ColumnDefinition, ListDefinition } from '../recognise/columns.ts';
import { LIST_RULES } from './lists.ts';
import { readableColumns } from './tables.ts';

/** Columns whose cells are looked up among known spellings. */
export function isLookedUp(list: ListDefinition, column: ColumnDefinition): boolean {
  return (
    column.type === 'code' || column.type === 'boolean' || (list.id === 'observations' && column.id === 'indicator')
  );
}

export function isNumeric(column: ColumnDefinition): boolean {
  return column.type === 'money' || column.type === 'number' || column.type === 'integer';
}

/**
 * SQL for the table `typed`, grain: one row a staged row. Each column as its type; `<column>_bad` where a cell is filled
 * but cannot be read; `<column>_raw` beside codes; the unit as `unit_id` or `unit_problem`; the list's `key`.
 * Reads `stage_<list>`, `stage_sheets`, `lookup_<column>`, `lookup_unit`.
 * @param emptyValues what an empty cell of a code column means, where the column exists at all
 */
export function typedSql(list: ListDefinition, emptyValues: ReadonlyMap<string, string>): string {
  const rules = LIST_RULES[list.id];
  const columns = readableColumns(list).filter((column) => column.id !== rules.unitColumn);
  const selected = columns.flatMap((column) => typedColumn(list, column, emptyValues.get(column.id)));
  const lookups = columns
    .filter((column) => isLookedUp(list, column))
    .map(
      (column) =>
        `LEFT JOIN ${sqlName(`lookup_${column.id}`)} AS ${sqlName(`of_${column.id}`)} ON r.${sqlName(column.id)} = ${sqlName(`of_${column.id}`)}.raw`,
    );
  return `CREATE OR REPLACE TEMP TABLE typed AS
    SELECT *, ${rules.key} AS key FROM (
      SELECT r.sheet_no, r.row_no, s.lacks, u.unit_id, u.problem AS unit_problem, ${selected.join(',\n        ')}
      FROM stage_${list.id} AS r
      JOIN stage_sheets AS s ON s.sheet_no = r.sheet_no
      LEFT JOIN lookup_unit AS u
        ON u.sheet_no = r.sheet_no::VARCHAR AND u.raw = coalesce(r.${sqlName(rules.unitColumn)}, '') AND u.agency = ${agencySql(list)}
      ${lookups.join('\n      ')}
    ) AS t`;
}

/** The province's part of the agency in a dossier code, `H06` or empty; never more is parsed out of a code. */
export function agencySql(list: ListDefinition): string {
  if (!list.columns.some((column) => column.id === 'dossier_code')) return "''";
  return `coalesce(regexp_extract(split_part(r.dossier_code, '-', 1), 'H\\d{2}'), '')`;
}

function typedColumn(list: ListDefinition, column: ColumnDefinition, empty: string | undefined): string[] {
  const raw = `r.${sqlName(column.id)}`;
  const name = sqlName(column.id);
  const filled = `nullif(trim(${raw}), '') IS NOT NULL`;
  const bad = (value: string): string => `(${filled} AND ${value} IS NULL) AS ${sqlName(`${column.id}_bad`)}`;
  if (isLookedUp(list, column)) {
    const found = `${sqlName(`of_${column.id}`)}.value`;
    const known = column.type === 'boolean' ? `(${found} = 'true')` : found;
    const whenEmpty = column.type === 'boolean' ? 'false' : empty === undefined ? undefined : `'${empty}'`;
    const value =
      whenEmpty === undefined
        ? known
        : `CASE WHEN ${filled} THEN ${known} WHEN NOT list_contains(s.lacks, '${column.id}') THEN ${whenEmpty} END`;
    return [`${value} AS ${name}`, bad(found), `nullif(trim(${raw}), '') AS ${sqlName(`${column.id}_raw`)}`];
  }
  if (column.type === 'datetime')
    return [`vd_moment(${raw}, s.date1904) AS ${name}`, bad(`vd_moment(${raw}, s.date1904)`)];
  if (column.type === 'date')
    return [`vd_moment(${raw}, s.date1904)::DATE AS ${name}`, bad(`vd_moment(${raw}, s.date1904)`)];
  if (isNumeric(column)) {
    const number = `vd_number(${raw}, s.${sqlName(`${column.id}_dot`)}, s.${sqlName(`${column.id}_comma`)})`;
    const value = column.type === 'integer' ? `TRY_CAST(${number} AS INTEGER)` : number;
    return [`${value} AS ${name}`, bad(value)];
  }
  if (column.id === 'procedure_code') return [`vd_procedure_code(${raw}) AS ${name}`];
  return [`${column.id.endsWith('_code') || column.id === 'ticket' ? 'vd_code' : 'vd_clean'}(${raw}) AS ${name}`];
}
