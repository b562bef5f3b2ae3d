import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { forgetImport } from '../../pipeline/facts/forget.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { asCount, asText, type Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { seeded } from '../read/seeded.ts';
import { importInto, newWarehouse, sampleFolders } from '../support/warehouse.ts';

const RUNS = 200;

const { columns } = shippedLibrary();

/** Every sample with the province it is of. */
function samples(): { file: string; province: string }[] {
  return sampleFolders().flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name !== 'README.md')
      .map((name) => ({
        file: path.join(folder, name),
        province: path.basename(folder).startsWith('gialai') ? 'gialai' : 'brvt',
      })),
  );
}

/** A digest of every table: names of files in the place of numbers of imports, and no moments of import. */
async function contentOf(engine: Engine): Promise<Record<string, string>> {
  const tables = await engine.query(
    `SELECT schema_name AS s, table_name AS t, list(column_name ORDER BY column_index) AS c FROM duckdb_columns()
       WHERE NOT internal AND schema_name IN ('main', 'past') AND table_name <> 'last_import'
         AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE NOT temporary) GROUP BY ALL ORDER BY ALL`,
  );
  const content: Record<string, string> = {};
  for (const { s, t, c } of tables) {
    const names = Array.isArray(c) ? c.map(asText) : [];
    const file = (column: string): string => `(SELECT i.file FROM main.imports AS i WHERE i.import_id = r.${column})`;
    const shown = names
      .filter((name) => name !== 'imported_at')
      .map((name) => (['import_id', 'other_import'].includes(name) ? `${file(name)} AS ${name}` : `r.${name}`));
    const [row] = await engine.query(
      `SELECT count(*) AS n, md5(string_agg(x::VARCHAR, chr(10) ORDER BY x::VARCHAR)) AS digest FROM (SELECT ${shown.join(', ')} FROM ${s}.${t} AS r) AS x`,
    );
    content[`${s}.${t}`] = `${asCount(row?.['n'])} ${asText(row?.['digest'])}`;
  }
  return content;
}

async function remove(engine: Engine, file: string): Promise<void> {
  const rows = await engine.query(`SELECT import_id AS id FROM imports WHERE file = '${path.basename(file)}'`);
  expect(rows).toHaveLength(1);
  await engine.transaction(() => forgetImport(engine, columns, asCount(rows[0]?.['id'])));
}

it('probe', async () => {
  const engine = await newWarehouse();
  for (const { file, province } of samples()) await importInto(engine, [file], { province });
  console.log(await contentOf(engine));
  for (const { file } of samples()) await remove(engine, file);
  console.log(await contentOf(engine));
});
