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

/** How the columns of a file are to be read. */
export interface TypedShapes {
  /** What an empty cell of a code column means, where the column exists at all. */
  empty: ReadonlyMap<string, string>;
  /** The columns that some sheet has. */
  present: ReadonlySet<string>;
  /** The columns that some sheet lacks. */
  lacking: ReadonlySet<string>;
  /** Columns of moments and numbers with cells that may be of an unusual shape: of the others none is looked for. */
  odd: ReadonlySet<string>;
  /** Some name tells its unit only together with the agency of the row's code. */
  byAgency: boolean;
  /** Looked-up columns whose cells are asked about as they are written. */
  written: ReadonlySet<string>;
}

/**
 * SQL for the table `typed`, grain: one row a staged row. Each column as its type; `<column>_bad` where a cell is filled
 * but cannot be read; `<column>_raw` beside those that are asked about as they are written; the unit as `unit_id` or `unit_problem`; the list's `key`.
 * Reads `stage_<list>`, `stage_sheets`, `lookup_<column>`, `lookup_unit`.
 *
 * In steps, each of which names its result (the usual shapes; then, only where they do not fit, the unusual ones): a
 * macro inside a macro is copied out at every place where it stands, and planning would take longer than reading.
 */
export function typedSql(list: ListDefinition, shapes: TypedShapes): string {
  const columns = readableColumns(list).filter((column) => column.id !== list.unit);
  const step = (expressions: (column: ColumnDefinition) => string[]): string =>
    columns.flatMap(expressions).join(',\n        ');
  const lookups = columns
    .filter((column) => shapes.present.has(column.id) && (isLookedUp(list, column) || isRepeatedText(list, column)))
    .map(
      (column) =>
        `LEFT JOIN ${sqlName(`lookup_${column.id}`)} AS ${sqlName(`of_${column.id}`)} ON r.${sqlName(column.id)} = ${sqlName(`of_${column.id}`)}.raw`,
    );
  const shaped = columns.filter(({ id }) => shapes.odd.has(id));
  const spent = [
    'date1904',
    ...columns
      .filter((column) => isLookedUp(list, column) && !shapes.written.has(column.id))
      .map(({ id }) => `${id}_raw`),
    ...columns.filter(isMoment).flatMap(({ id }) => [`${id}_text`, `${id}_day_first`]),
    ...columns.filter(isNumeric).flatMap(({ id }) => [`${id}_text`, `${id}_dot`, `${id}_comma`]),
    ...shaped.map(({ id }) => `${id}_plain`),
  ];
  const name = `u.sheet_no = CAST(r.sheet_no AS VARCHAR) AND u.raw = coalesce(r.${sqlName(list.unit)}, '')`;
  // Two joins, each on equal values alone: with an OR in it, every row would be held against every name.
  const unitJoins = shapes.byAgency
    ? `LEFT JOIN (FROM lookup_unit WHERE agency IS NULL) AS u ON ${name}
      LEFT JOIN (FROM lookup_unit WHERE agency IS NOT NULL) AS a ON ${name.replaceAll('u.', 'a.')} AND a.agency = ${agencySql(list)}`
    : `LEFT JOIN lookup_unit AS u ON ${name}`;
  const ofUnit = (part: string): string => (shapes.byAgency ? `coalesce(u.${part}, a.${part})` : `u.${part}`);
  const steps = [
    `usual AS (
      SELECT r.sheet_no, r.row_no, s.lacks, s.date1904, ${ofUnit('unit_id')} AS unit_id, ${ofUnit('problem')} AS unit_problem,
        ${step((column) => usualValue(list, column, shapes))}
      FROM stage_${list.id} AS r
      JOIN stage_sheets AS s ON s.sheet_no = r.sheet_no
      ${[unitJoins, ...lookups].join('\n      ')}
    )`,
    ...(shaped.length === 0
      ? ['parsed AS (FROM usual)']
      : [
          `plain AS (SELECT u.*, ${shaped.map(plainText).join(', ')} FROM usual AS u)`,
          `dated AS (SELECT p.* REPLACE (${shaped.flatMap(fullYear).join(', ') || 'p.row_no AS row_no'}) FROM plain AS p)`,
          `parsed AS (SELECT q.* REPLACE (${shaped.map(unusualValue).join(', ')}) FROM dated AS q)`,
        ]),
    `t AS (
      SELECT b.* REPLACE (${step((column) => boundedValue(column)) || 'b.row_no AS row_no'}) FROM parsed AS b
    )`,
  ];
  return `CREATE OR REPLACE TEMP TABLE typed AS
    WITH ${steps.join(', ')}
    SELECT t.* EXCLUDE (${spent.map(sqlName).join(', ')}), ${step((column) => badFlag(list, column))}, ${ROW_KEYS[list.id].key} AS key FROM t`;
}

/** The province's part of the agency in a dossier code, `H06` or empty; never more is parsed out of a code. */
export function agencySql(list: ListDefinition): string {
  if (!list.columns.some((column) => column.id === 'dossier_code')) return "''";
  return `coalesce(regexp_extract(split_part(r.dossier_code, '-', 1), 'H\\d{2}'), '')`;
}

function usualValue(list: ListDefinition, column: ColumnDefinition, shapes: TypedShapes): string[] {
  const raw = `r.${sqlName(column.id)}`;
  const name = sqlName(column.id);
  const of = sqlName(`of_${column.id}`);
  const isThere = shapes.present.has(column.id);
  const found = isThere ? `${of}.value` : 'NULL::VARCHAR';
  if (isLookedUp(list, column)) {
    // What stands in a cell was trimmed once for each spelling; only those beyond the many that were looked at are here.
    const filled = isThere
      ? `CASE WHEN ${of}.raw IS NULL AND ${raw} IS NOT NULL THEN nullif(trim(${raw}), '') ELSE ${of}.filled END`
      : 'NULL::VARCHAR';
    const known = column.type === 'boolean' ? `(${found} = 'true')` : found;
    const empty = shapes.empty.get(column.id);
    const whenEmpty = column.type === 'boolean' ? 'false' : empty === undefined ? undefined : `'${empty}'`;
    const there = shapes.lacking.has(column.id) ? `NOT list_contains(s.lacks, '${column.id}')` : 'true';
    const value =
      whenEmpty === undefined
        ? known
        : `CASE WHEN ${filled} IS NOT NULL THEN ${known} WHEN ${there} THEN ${whenEmpty} END`;
    return [`${value} AS ${name}`, `${filled} AS ${sqlName(`${column.id}_raw`)}`];
  }
  if (isMoment(column)) {
    return [
      `vd_usual_moment(${raw}) AS ${name}`,
      `${raw} AS ${sqlName(`${column.id}_text`)}`,
      `s.${sqlName(`${column.id}_day_first`)}`,
    ];
  }
  if (isNumeric(column)) {
    return [
      `TRY_CAST(TRY_CAST(${raw} AS BIGINT) AS DECIMAL(18, 4)) AS ${name}`,
      `${raw} AS ${sqlName(`${column.id}_text`)}`,
      `s.${sqlName(`${column.id}_dot`)}`,
      `s.${sqlName(`${column.id}_comma`)}`,
    ];
  }
  if (!isCode(column)) return [`${found} AS ${name}`];
  return [`vd_code(${raw}) AS ${name}`];
}

/** The text of cells that the usual shapes left open, without what people put around a moment or a number. */
function plainText(column: ColumnDefinition): string {
  const [name, text, plain] = [column.id, `${column.id}_text`, `${column.id}_plain`].map(sqlName);
  if (isMoment(column)) return `CASE WHEN u.${name} IS NULL THEN vd_plain_moment(u.${text}) END AS ${plain}`;
  // A whole number with a point before three digits may be a BIGINT to DuckDB, rounded: only plain digits are usual.
  return `CASE WHEN u.${name} IS NULL OR contains(u.${text}, '.') THEN vd_plain_number(u.${text}) END AS ${plain}`;
}

/** The other shapes, for the cells that the usual ones left open. */
function unusualValue(column: ColumnDefinition): string {
  const name = sqlName(column.id);
  const of = (part: string): string => `q.${sqlName(`${column.id}_${part}`)}`;
  const value = isMoment(column)
    ? `vd_moment(${of('plain')}, q.date1904)`
    : `vd_number(${of('plain')}, ${of('dot')}, ${of('comma')})`;
  return `CASE WHEN ${of('plain')} IS NOT NULL THEN ${value} ELSE q.${name} END AS ${name}`;
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
  if (column.type === 'integer') return [`TRY_CAST(b.${name} AS INTEGER) AS ${name}`];
  return column.id === 'procedure_code' ? [`vd_procedure_code(b.${name}) AS ${name}`] : [];
}

/** A blank cell says as little as none; whether it is blank is asked only where there is no value. */
function badFlag(list: ListDefinition, column: ColumnDefinition): string[] {
  if (!canBeUnreadable(list, column)) return [];
  const [name, bad] = [column.id, `${column.id}_bad`].map(sqlName);
  if (isLookedUp(list, column))
    return [`(t.${sqlName(`${column.id}_raw`)} IS NOT NULL AND t.${name} IS NULL) AS ${bad}`];
  return [
    `CASE WHEN t.${name} IS NULL THEN coalesce(trim(t.${sqlName(`${column.id}_text`)}), '') <> '' ELSE false END AS ${bad}`,
  ];
}
