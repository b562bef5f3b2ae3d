import { asCount, asText, type Engine } from '../../pipeline/warehouse/duckdb/engine.ts';

/** What two warehouses of the same files need not share. */
const OWN: ReadonlySet<string> = new Set(['imported_at']);

/**
 * What a warehouse holds, whichever way it came to hold it: of every table how many rows, and a digest of all of them, with
 * the names of files in the place of the numbers of imports. Files must have different names.
 */
export async function contentOf(engine: Pick<Engine, 'query'>): Promise<Record<string, string>> {
  const tables = await engine.query(
    `SELECT c.schema_name AS s, c.table_name AS t, list(c.column_name ORDER BY c.column_index) AS c
       FROM duckdb_columns() AS c JOIN duckdb_tables() AS t
         ON t.database_name = c.database_name AND t.schema_name = c.schema_name AND t.table_name = c.table_name
       WHERE NOT t.temporary AND c.database_name = current_database() AND c.table_name <> 'last_import' GROUP BY ALL ORDER BY ALL`,
  );
  const digests = tables.map(({ s, t, c }) => {
    const columns = (Array.isArray(c) ? c.map(asText) : []).filter((name) => !OWN.has(name));
    const shown = columns.map((name) =>
      ['import_id', 'other_import', 'of_import'].includes(name)
        ? `(SELECT i.file FROM main.imports AS i WHERE i.import_id = r.${name}) AS ${name}`
        : `r.${name}`,
    );
    return `SELECT '${asText(s)}.${asText(t)}' AS t, count(*) AS n, md5(coalesce(string_agg(x::VARCHAR, chr(10) ORDER BY x::VARCHAR), '')) AS digest
      FROM (SELECT ${shown.join(', ')} FROM ${asText(s)}.${asText(t)} AS r) AS x`;
  });
  const rows = await engine.query(digests.join('\nUNION ALL '));
  return Object.fromEntries(rows.map((row) => [asText(row['t']), `${asCount(row['n'])} ${asText(row['digest'])}`]));
}

/** Facts alone, without where they come from. */
export async function factsOf(engine: Engine, lists: readonly string[]): Promise<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const list of lists) {
    const [row] = await engine.query(
      `SELECT count(*) AS n, md5(coalesce(string_agg(x::VARCHAR, chr(10) ORDER BY x::VARCHAR), '')) AS digest
         FROM (SELECT f.* EXCLUDE (import_id), (SELECT i.file FROM imports AS i WHERE i.import_id = f.import_id) AS file FROM ${list} AS f) AS x`,
    );
    facts[list] = `${asCount(row?.['n'])} ${asText(row?.['digest'])}`;
  }
  return facts;
}
