/** Reading alone: every cell of the sheet as text in a DuckDB table that can be queried. */

import { openBook } from '../../../pipeline/read/open.ts';
import { inflate, openFileSource } from '../../../pipeline/warehouse/duckdb/native/file-source.ts';
import { openNativeEngine } from '../../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { EXPORT_HEADERS } from '../export-rows.ts';

const source = await openFileSource(process.argv[2] ?? '');
const book = await openBook(source, { inflate });
const engine = await openNativeEngine(':memory:');
await engine.load(
  'sheet',
  EXPORT_HEADERS.map((_, i) => `c${i}`),
  book.read(0),
);
const [counted] = await engine.query('SELECT count(*) AS rows FROM sheet');
console.log(JSON.stringify({ count: counted?.['rows'] }));
await engine.close();
await source.close();
