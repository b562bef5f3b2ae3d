/** The floor: Node's own streaming inflate of the sheet, nothing else. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { readZipDirectory } from '../../../pipeline/read/zip/zip-directory.ts';
import { openFileSource } from '../../../pipeline/warehouse/duckdb/native/file-source.ts';

const file = process.argv[2] ?? '';
const source = await openFileSource(file);
const sheet = (await readZipDirectory(source)).find(({ name }) => name === 'xl/worksheets/sheet1.xml');
await source.close();
if (sheet === undefined) throw new Error('no sheet');
const handle = await open(file);
const { buffer } = await handle.read(Buffer.alloc(30), 0, 30, sheet.headerOffset);
await handle.close();
// The contents stand behind the local header and its two fields of variable length (APPNOTE 4.3.7).
const start = sheet.headerOffset + 30 + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
const inflater = createInflateRaw({ chunkSize: 1 << 20 });
let count = 0;
inflater.on('data', (chunk: Buffer) => {
  count += chunk.length;
});
inflater.on('end', () => console.log(JSON.stringify({ count: count === sheet.size ? sheet.size : -1 })));
createReadStream(file, { start, end: start + sheet.compressedSize - 1, highWaterMark: 1 << 18 }).pipe(inflater);
