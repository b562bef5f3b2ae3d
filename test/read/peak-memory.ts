/** Reads a book whole and prints `{rows, peakMb}`: run as a process of its own, since memory is measured by process. */

import { openBook } from '../../pipeline/read/open.ts';
import { inflate, openFileSource } from '../../pipeline/warehouse/duckdb/native/file-source.ts';

const source = await openFileSource(process.argv[2] ?? '');
const book = await openBook(source, { inflate });
let rows = 0;
for await (const batch of book.read(0)) rows += batch.rows;
await source.close();
console.log(JSON.stringify({ rows, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
