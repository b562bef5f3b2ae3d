import { type ColumnDefinition, type ListDefinition, readableColumns } from '../library/columns.ts';
import { sqlName } from '../warehouse/duckdb/engine.ts';
import { ROW_KEYS } from './row-keys.ts';

/** Columns whose cells are looked up among known spellings. */
export function isLookedUp(list: ListDefinition, column: ColumnDefinition): boolean {
  return (
    column.type === 'code' || column.type === 'boolean' || (list.id === 'observations' && column.id === 'indicator')
  );
}

export function isNumeric(column: ColumnDefinition): boolean {
  return column.type === 'money' || column.type === 'number' || column.type === 'integer';
}

/** Words that repeat from row to row; cleaned once for each spelling, not once for each row. */
export function isRepeatedText(list: ListDefinition, column: ColumnDefinition): boolean {
  return column.type === 'text' && !isLookedUp(list, column) && !isCode(column);
}

function isCode(column: ColumnDefinition): boolean {
  return column.type === 'text' && (column.id.endsWith('_code') || column.id === 'ticket');
}

/** A day, perhaps with a time. */
export function isMoment(column: ColumnDefinition): boolean {
  return column.type === 'datetime' || column.type === 'date';
}

/** Whether a cell of the column can be unreadable. */
export function canBeUnreadable(list: ListDefinition, column: ColumnDefinition): boolean {
  return isLookedUp(list, column) || isNumeric(column) || isMoment(column);
}

/**
 * SQL for the table `typed`, grain: one row a staged row. Each column as its type; `<column>_bad` where a cell is filled
 * but cannot be read; `<column>_raw` beside looked-up ones; the unit as `unit_id` or `unit_problem`; the list's `key`.
 * Reads `stage_<list>`, `stage_sheets`, `lookup_<column>`, `lookup_unit`.
 *
 * In steps, each of which names its result (the usual shapes; then, only where they do not fit, the unusual ones): a
 * macro inside a macro is copied out at every place where it stands, and planning would take longer than reading.
 * @param emptyValues what an empty cell of a code column means, where the column exists at all
 * @param present the columns that some sheet has: of the others no unusual shape is looked for
 */
export function typedSql(
  list: ListDefinition,
  emptyValues: ReadonlyMap<string, string>,
  present: ReadonlySet<string>,
): string {
  const columns = readableColumns(list).filter((column) => column.id !== list.unit);
  const step = (expressions: (column: ColumnDefinition) => string[]): string =>
    columns.flatMap(expressions).join(',\n        ');
  const lookups = columns
    .filter((column) => isLookedUp(list, column) || isRepeatedText(list, column))
    .map(
      (column) =>
        `LEFT JOIN ${sqlName(`lookup_${column.id}`)} AS ${sqlName(`of_${column.id}`)} ON r.${sqlName(column.id)} = ${sqlName(`of_${column.id}`)}.raw`,
    );
  const shaped = columns.filter(({ id }) => present.has(id));
  const raws = columns.filter((column) => isMoment(column) || isNumeric(column));
  const plains = raws.filter((column) => plainText(list, column).length > 0 && present.has(column.id));
  const spent = [...raws.map(({ id }) => sqlName(`${id}_raw`)), ...plains.map(({ id }) => sqlName(`${id}_plain`))];
  return `CREATE OR REPLACE TEMP TABLE typed AS
    WITH usual AS (
      SELECT r.sheet_no, r.row_no, s.lacks, s.date1904, u.unit_id, u.problem AS unit_problem,
        ${step((column) => usualValue(list, column, emptyValues.get(column.id)))}
      FROM stage_${list.id} AS r
      JOIN stage_sheets AS s ON s.sheet_no = r.sheet_no
      LEFT JOIN lookup_unit AS u
        ON u.sheet_no = r.sheet_no AND u.raw = coalesce(r.${sqlName(list.unit)}, '') AND (u.agency IS NULL OR u.agency = ${agencySql(list)})
      ${lookups.join('\n      ')}
    ), plain AS (
      SELECT u.*${[...shaped.flatMap((column) => plainText(list, column))].map((text) => `, ${text}`).join('')} FROM usual AS u
    ), dated AS (
      SELECT p.* REPLACE (${shaped.flatMap(fullYear).join(', ') || 'p.row_no AS row_no'}) FROM plain AS p
    ), parsed AS (
      SELECT q.* REPLACE (${shaped.flatMap((column) => unusualValue(list, column)).join(', ') || 'q.row_no AS row_no'}) FROM dated AS q
    ), t AS (
      SELECT b.* REPLACE (${step((column) => boundedValue(column)) || 'b.row_no AS row_no'}) FROM parsed AS b
    )
    SELECT t.* ${spent.length === 0 ? '' : `EXCLUDE (${spent.join(', ')})`}, ${step((column) => badFlag(list, column))}, ${ROW_KEYS[list.id].key} AS key FROM t`;
}

/** The province's part of the agency in a dossier code, `H06` or empty; never more is parsed out of a code. */
export function agencySql(list: ListDefinition): string {
  if (!list.columns.some((column) => column.id === 'dossier_code')) return "''";
  return `coalesce(regexp_extract(split_part(r.dossier_code, '-', 1), 'H\\d{2}'), '')`;
}

function usualValue(list: ListDefinition, column: ColumnDefinition, empty: string | undefined): string[] {
  const raw = `r.${sqlName(column.id)}`;
  const name = sqlName(column.id);
  const filled = `nullif(trim(${raw}), '')`;
  const found = `${sqlName(`of_${column.id}`)}.value`;
  if (isLookedUp(list, column)) {
    const known = column.type === 'boolean' ? `(${found} = 'true')` : found;
    const whenEmpty = column.type === 'boolean' ? 'false' : empty === undefined ? undefined : `'${empty}'`;
    const value =
      whenEmpty === undefined
        ? known
        : `CASE WHEN ${filled} IS NOT NULL THEN ${known} WHEN NOT list_contains(s.lacks, '${column.id}') THEN ${whenEmpty} END`;
    return [`${value} AS ${name}`, `${filled} AS ${sqlName(`${column.id}_raw`)}`];
  }
  if (isMoment(column)) {
    return [
      `vd_usual_moment(${raw}) AS ${name}`,
      `${filled} AS ${sqlName(`${column.id}_raw`)}`,
      `s.${sqlName(`${column.id}_day_first`)}`,
    ];
  }
  if (isNumeric(column)) {
    return [
      `TRY_CAST(TRY_CAST(${raw} AS BIGINT) AS DECIMAL(18, 4)) AS ${name}`,
      `${filled} AS ${sqlName(`${column.id}_raw`)}`,
      `s.${sqlName(`${column.id}_dot`)}`,
      `s.${sqlName(`${column.id}_comma`)}`,
    ];
  }
  return [isCode(column) ? `vd_code(${raw}) AS ${name}` : `${found} AS ${name}`];
}

/** The text of cells that the usual shapes left open, without what people put around a moment or a number. */
function plainText(list: ListDefinition, column: ColumnDefinition): string[] {
  const [name, raw, plain] = [column.id, `${column.id}_raw`, `${column.id}_plain`].map(sqlName);
  if (isLookedUp(list, column)) return [];
  if (isMoment(column))
    return [`CASE WHEN u.${name} IS NULL AND u.${raw} IS NOT NULL THEN vd_plain_moment(u.${raw}) END AS ${plain}`];
  // A whole number with a point before three digits may be a BIGINT to DuckDB, rounded: only plain digits are usual.
  if (isNumeric(column))
    return [
      `CASE WHEN u.${raw} IS NOT NULL AND (u.${name} IS NULL OR contains(u.${raw}, '.')) THEN vd_plain_number(u.${raw}) END AS ${plain}`,
    ];
  return [];
}

/** The other shapes, for the cells that the usual ones left open. */
function unusualValue(list: ListDefinition, column: ColumnDefinition): string[] {
  const name = sqlName(column.id);
  const of = (part: string): string => `q.${sqlName(`${column.id}_${part}`)}`;
  if (isLookedUp(list, column)) return [];
  if (isMoment(column)) {
    const moment = `vd_moment(${of('plain')}, q.date1904)`;
    return [`CASE WHEN ${of('plain')} IS NOT NULL THEN ${moment} ELSE q.${name} END AS ${name}`];
  }
  if (isNumeric(column)) {
    const number = `vd_number(${of('plain')}, ${of('dot')}, ${of('comma')})`;
    return [`CASE WHEN ${of('plain')} IS NOT NULL THEN ${number} ELSE q.${name} END AS ${name}`];
  }
  return column.id === 'procedure_code' ? [`vd_procedure_code(q.${name}) AS ${name}`] : [];
}

/** Years of two digits, in columns that write the day first. */
function fullYear(column: ColumnDefinition): string[] {
  if (!isMoment(column)) return [];
  const [plain, dayFirst] = [`${column.id}_plain`, `${column.id}_day_first`].map(sqlName);
  return [`CASE WHEN p.${dayFirst} THEN vd_full_year(p.${plain}) ELSE p.${plain} END AS ${plain}`];
}

function boundedValue(column: ColumnDefinition): string[] {
  const name = sqlName(column.id);
  if (isMoment(column)) return [`vd_bounded(b.${name})${column.type === 'date' ? '::DATE' : ''} AS ${name}`];
  return column.type === 'integer' ? [`TRY_CAST(b.${name} AS INTEGER) AS ${name}`] : [];
}

function badFlag(list: ListDefinition, column: ColumnDefinition): string[] {
  if (!canBeUnreadable(list, column)) return [];
  const raw = `t.${sqlName(`${column.id}_raw`)}`;
  return [`(${raw} IS NOT NULL AND t.${sqlName(column.id)} IS NULL) AS ${sqlName(`${column.id}_bad`)}`];
}
