import type { ColumnDefinition } from '../library/columns.ts';
import type { Library } from '../library/library.ts';
import { LISTS } from '../lists.ts';
import type { Language, Words } from '../messages.ts';
import { asText, type Engine, sqlTexts } from '../warehouse/duckdb/engine.ts';
import { FACT_COLUMNS, IMPORT_TABLES, ROWS_OF_LISTS } from './meanings.ts';
import { OWN_TABLES } from './own-tables.ts';

export interface ColumnDescription {
  id: string;
  /** As DuckDB writes it: `VARCHAR`, `TIMESTAMP`, … */
  type: string;
  /** What it is called. */
  vi: string;
  en: string;
  /** What each of its values means, where they are few: `remote = Trực tuyến từ xa; …`. */
  values?: Words;
}

/** A table that questions can be asked about, for people. */
export interface TableDescription {
  id: string;
  /** What it is called. */
  name: Words;
  /** What one row is. */
  about: Words;
  columns: ColumnDescription[];
}

const IDS = [...LISTS, ...Object.keys(OWN_TABLES), ...Object.keys(IMPORT_TABLES)];
/** All that a question may read. */
export const ASKED_TABLES: ReadonlySet<string> = new Set(IDS);

/** The tables of the warehouse and their columns as they are there, each with what it means. */
export async function describeTables(engine: Engine, library: Library): Promise<TableDescription[]> {
  const rows = await engine.query(
    `SELECT table_name, column_name, data_type FROM duckdb_columns()
     WHERE table_name IN (SELECT unnest(${sqlTexts(IDS)})) AND schema_name = 'main' AND NOT internal
     ORDER BY table_name, column_index`,
  );
  return IDS.map((id) => {
    const list = library.columns.lists.find((one) => one.id === id);
    const own = OWN_TABLES[id] ?? IMPORT_TABLES[id];
    const columns = rows
      .filter((row) => row['table_name'] === id)
      .map((row) => ({ id: asText(row['column_name']), type: asText(row['data_type']) }));
    return {
      id,
      name: list?.name ?? own?.name ?? { vi: id, en: id },
      about: list === undefined ? (own?.about ?? { vi: '', en: '' }) : ROWS_OF_LISTS[list.id],
      columns: columns.map((column) => ({
        ...column,
        ...(meaningIn(library, list?.columns, column.id) ?? own?.columns[column.id] ?? { vi: '', en: '' }),
      })),
    };
  });
}

type Meaning = Pick<ColumnDescription, 'vi' | 'en' | 'values'>;

/** A fact's column: what every fact table has, or what the catalogue of columns and of codes says of it. */
function meaningIn(
  library: Library,
  columns: readonly ColumnDefinition[] | undefined,
  id: string,
): Meaning | undefined {
  if (columns === undefined) return undefined;
  const fixed = FACT_COLUMNS[id];
  if (fixed !== undefined) return fixed;
  const column = columns.find((one) => one.id === id);
  if (column === undefined) return undefined;
  const words = { vi: column.headers[0] ?? id, en: id.replaceAll('_', ' ') };
  const codes = library.codes.lists.find((one) => one.id === column.code)?.values ?? [];
  if (codes.length === 0) return words;
  const valuesIn = (language: Language): string => codes.map((code) => `${code.value} = ${code[language]}`).join('; ');
  return { ...words, values: { vi: valuesIn('vi'), en: valuesIn('en') } };
}
