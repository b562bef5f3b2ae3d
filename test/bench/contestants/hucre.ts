/** hucre, streaming from the file's bytes (from a stream it is no leaner where the strings stand behind the sheet). */
import { readFileSync } from 'node:fs';
import { type Cell, UnitMonths } from '../unit-months.ts';
import { fromCache } from './package.ts';

const { streamXlsxRows } = await fromCache<{
  streamXlsxRows(input: Uint8Array): AsyncIterable<{ values: Cell[] }>;
}>('hucre/xlsx');
const counts = new UnitMonths();
for await (const row of streamXlsxRows(readFileSync(process.argv[2] ?? ''))) counts.row(row.values);
console.log(JSON.stringify({ table: counts.result() }));
