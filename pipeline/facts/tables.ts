import {
  type ColumnCatalogue,
  type ColumnDefinition,
  type ListDefinition,
  readableColumns,
} from '../library/columns.ts';
import { LISTS, type ListId } from '../lists.ts';
import { type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { COVERAGE_TABLES } from './coverage.ts';
import { FORMAT, formatOf } from './format.ts';
import { REJECTION_TABLES } from './rejections.ts';

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

function sqlType(column: ColumnDefinition): string {
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
  return `CREATE TABLE IF NOT EXISTS ${list.id} (key VARCHAR NOT NULL, ${stateColumns(list)}, ${ORIGIN})`;
}

const ORIGIN = 'import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, row_no INTEGER NOT NULL';

function stateColumns(list: ListDefinition): string {
  const columns = factColumns(list).map(({ name, type }) => `${sqlName(name)} ${type}`);
  return `unit_id VARCHAR NOT NULL, ${columns.join(', ')}, lacks VARCHAR[] NOT NULL`;
}

/** Grain: a key that several sheets have brought, and a state that it was in; there `lacks` is what its sheet lacks. */
export function stateTable(list: ListDefinition): string {
  return `past.${list.id}`;
}

/** Grain: a key that several sheets have brought, and such a sheet, with the state it shows. */
export function seenTable(list: ListDefinition): string {
  return `past.${list.id}_seen`;
}

const ORIGIN_TABLES = [
  'CREATE SCHEMA IF NOT EXISTS past',
  `CREATE TABLE IF NOT EXISTS imports (
     import_id INTEGER NOT NULL, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL,
     size BIGINT NOT NULL, kind VARCHAR NOT NULL, encoding VARCHAR NOT NULL, imported_at TIMESTAMP NOT NULL,
     said_unit VARCHAR, sender VARCHAR)`,
  // One row: an import that was taken away leaves its number unused.
  'CREATE TABLE IF NOT EXISTS last_import (number INTEGER NOT NULL)',
  `CREATE TABLE IF NOT EXISTS import_sheets (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, sheet VARCHAR NOT NULL, list VARCHAR, header_row INTEGER,
     rows_read INTEGER NOT NULL, rows_accepted INTEGER NOT NULL, rows_rejected INTEGER NOT NULL,
     rows_duplicate INTEGER NOT NULL, rows_skipped INTEGER NOT NULL,
     columns_found VARCHAR[] NOT NULL, columns_missing VARCHAR[] NOT NULL)`,
  // Grain: sheet and unit. Whose rows a sheet brought, for those who may see only their own.
  `CREATE TABLE IF NOT EXISTS import_units (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, unit_id VARCHAR NOT NULL, rows_accepted INTEGER NOT NULL)`,
  // Grain: a sheet whose rows are those of a list. How new it is (`export-period.ts`).
  `CREATE TABLE IF NOT EXISTS import_periods (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, title_from DATE, title_to DATE, last_event DATE, as_new_as DATE NOT NULL)`,
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
     params VARCHAR[] NOT NULL, other_import INTEGER)`,
  // Grain: one question that a sheet left open. What stands in the file only where it is nobody's data (`mayKeep`).
  `CREATE TABLE IF NOT EXISTS open_questions (
     import_id INTEGER NOT NULL, sheet_no INTEGER NOT NULL, question_no INTEGER NOT NULL, kind VARCHAR NOT NULL, list VARCHAR NOT NULL,
     column_name VARCHAR NOT NULL, header VARCHAR NOT NULL, written VARCHAR NOT NULL, row_count INTEGER NOT NULL,
     guess VARCHAR, likely VARCHAR[] NOT NULL, needed BOOLEAN NOT NULL)`,
];

/** Makes what is not there yet. @returns false where the file is a warehouse of another version */
export async function prepareWarehouse(engine: Engine, catalogue: ColumnCatalogue): Promise<boolean> {
  await engine.transaction(async () => {
    await engine.run('CREATE TABLE IF NOT EXISTS warehouse_version (version VARCHAR NOT NULL, upgraded_from VARCHAR)');
    const versions = await engine.query('SELECT version FROM warehouse_version');
    // Nothing of ours is put into one of another version.
    if (versions.some((row) => row['version'] !== FORMAT)) return;
    for (const sql of [...ORIGIN_TABLES, ...COVERAGE_TABLES, ...REJECTION_TABLES]) await engine.run(sql);
    for (const id of LISTS) {
      const list = listOf(catalogue, id);
      await engine.run(factTable(list));
      await engine.run(
        `CREATE TABLE IF NOT EXISTS ${stateTable(list)} (key VARCHAR NOT NULL, state UBIGINT NOT NULL, ${stateColumns(list)})`,
      );
      await engine.run(
        `CREATE TABLE IF NOT EXISTS ${seenTable(list)} (key VARCHAR NOT NULL, state UBIGINT NOT NULL, ${ORIGIN})`,
      );
    }
    await engine.run('INSERT INTO last_import SELECT 0 WHERE NOT EXISTS (FROM last_import)');
    await engine.run(
      `INSERT INTO warehouse_version SELECT ${sqlText(FORMAT)}, NULL WHERE NOT EXISTS (FROM warehouse_version)`,
    );
  });
  return warehouseVersionFits(engine);
}

export async function warehouseVersionFits(engine: Engine): Promise<boolean> {
  return (await formatOf(engine)) === FORMAT;
}
