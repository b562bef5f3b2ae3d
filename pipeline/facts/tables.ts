import {
  type ColumnCatalogue,
  type ColumnDefinition,
  type ListDefinition,
  readableColumns,
} from '../library/columns.ts';
import { LISTS, type ListId } from '../lists.ts';
import { type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';

/** Raised when the shape of the warehouse changes; an older file is refused with a sentence, never half-read. */
export const WAREHOUSE_VERSION = '1';

const SQL_TYPES: Readonly<Record<Exclude<ColumnDefinition['type'], 'personal'>, string>> = {
  text: 'VARCHAR',
  code: 'VARCHAR',
  datetime: 'TIMESTAMP',
  date: 'DATE',
  money: 'DECIMAL(18, 4)',
  number: 'DECIMAL(18, 4)',
  integer: 'INTEGER',
  boolean: 'BOOLEAN',
};

/** The columns of a list's fact table beside key, unit and origin, with their SQL types. */
export function factColumns(list: ListDefinition): { name: string; type: string }[] {
  return readableColumns(list)
    .filter((column) => column.id !== list.unit && !list.notKept.includes(column.id))
    .map((column) => ({ name: column.id, type: sqlType(column) }));
}

export function sqlType(column: ColumnDefinition): string {
  return column.type === 'personal' ? 'VARCHAR' : SQL_TYPES[column.type];
}

/** The list of the catalogue with that id; the catalogue's parser has seen to it that all eight are there. */
export function listOf(catalogue: ColumnCatalogue, id: ListId): ListDefinition {
  const list = catalogue.lists.find((candidate) => candidate.id === id);
  if (list === undefined) throw new Error(`columns.yaml has no list ${id}`);
  return list;
}

/**
 * One fact table a list, grain: one row a key in its latest known state. `lacks` names the columns that no import of
 * this row had at all; `import_id`, `sheet_no`, `row_no` say where the latest state stands.
 */
function factTable(list: ListDefinition): string {
  const columns = factColumns(list).map(({ name, type }) => `${sqlName(name)} ${type}`);
  return `CREATE TABLE IF NOT EXISTS ${list.id} (
    key VARCHAR NOT NULL, unit_id VARCHAR NOT NULL, ${columns.join(', ')},
    lacks VARCHAR[] NOT NULL, import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, row_no INTEGER NOT NULL)`;
}

const ORIGIN_TABLES = [
  'CREATE TABLE IF NOT EXISTS warehouse_version (version VARCHAR NOT NULL)',
  `CREATE TABLE IF NOT EXISTS imports (
     import_id INTEGER NOT NULL, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL,
     size BIGINT NOT NULL, kind VARCHAR NOT NULL, encoding VARCHAR NOT NULL, imported_at TIMESTAMP NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS import_sheets (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, sheet VARCHAR NOT NULL, list VARCHAR, header_row INTEGER,
     rows_read INTEGER NOT NULL, rows_accepted INTEGER NOT NULL, rows_rejected INTEGER NOT NULL,
     rows_duplicate INTEGER NOT NULL, rows_skipped INTEGER NOT NULL,
     columns_found VARCHAR[] NOT NULL, columns_missing VARCHAR[] NOT NULL)`,
  // Grain: sheet and unit. Whose rows a sheet brought, for those who may see only their own.
  `CREATE TABLE IF NOT EXISTS import_units (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, unit_id VARCHAR NOT NULL, rows_accepted INTEGER NOT NULL)`,
  // Grain: an import. What of the library it stood on, as fingerprints (`standing.ts`).
  `CREATE TABLE IF NOT EXISTS import_standings (
     import_id INTEGER NOT NULL, state VARCHAR[] NOT NULL, heads VARCHAR NOT NULL, body VARCHAR NOT NULL)`,
  // Grain: a word of an import and what it meant. Names only of those that were found to be units; else fingerprints.
  `CREATE TABLE IF NOT EXISTS import_words (
     import_id INTEGER NOT NULL, kind VARCHAR NOT NULL, place VARCHAR NOT NULL, word VARCHAR NOT NULL,
     agency VARCHAR, meaning VARCHAR)`,
  // Grain: one row and one reason. The cell itself stays in the file: in a shifted row it can be a person's name.
  `CREATE TABLE IF NOT EXISTS rejected_rows (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, row_no INTEGER NOT NULL, code VARCHAR NOT NULL,
     column_name VARCHAR NOT NULL)`,
  // Grain: one kind of problem in one column of one sheet.
  `CREATE TABLE IF NOT EXISTS problems (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, code VARCHAR NOT NULL, severity VARCHAR NOT NULL,
     column_name VARCHAR NOT NULL, header VARCHAR NOT NULL, row_count INTEGER NOT NULL, first_rows INTEGER[] NOT NULL,
     params VARCHAR[] NOT NULL)`,
  // Grain: one question that a sheet left open. What stands in the file only where it is nobody's data (`mayKeep`).
  `CREATE TABLE IF NOT EXISTS open_questions (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, kind VARCHAR NOT NULL, list VARCHAR NOT NULL,
     column_name VARCHAR NOT NULL, header VARCHAR NOT NULL, written VARCHAR NOT NULL, row_count INTEGER NOT NULL,
     guess VARCHAR, likely VARCHAR[] NOT NULL, needed BOOLEAN NOT NULL)`,
];

/** Makes what is not there yet. @returns false where the file is a warehouse of another version */
export async function prepareWarehouse(engine: Engine, catalogue: ColumnCatalogue): Promise<boolean> {
  await engine.transaction(async () => {
    for (const sql of ORIGIN_TABLES) await engine.run(sql);
    for (const id of LISTS) await engine.run(factTable(listOf(catalogue, id)));
    await engine.run(
      `INSERT INTO warehouse_version SELECT ${sqlText(WAREHOUSE_VERSION)} WHERE NOT EXISTS (FROM warehouse_version)`,
    );
  });
  return warehouseVersionFits(engine);
}

export async function warehouseVersionFits(engine: Engine): Promise<boolean> {
  const rows = await engine.query('SELECT version FROM warehouse_version');
  return rows.length === 1 && rows[0]?.['version'] === WAREHOUSE_VERSION;
}
