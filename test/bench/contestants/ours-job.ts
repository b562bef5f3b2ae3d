/** The whole job through the pipeline's own parts: read, recognise the columns, load the six needed, one statement. */
import { readDataTexts } from '../../../pipeline/cli/shipped.ts';
import { newRowCounts, projectRows } from '../../../pipeline/facts/project.ts';
import { parseCodes } from '../../../pipeline/library/codes.ts';
import { parseColumns } from '../../../pipeline/library/parse-columns.ts';
import { NO_WORDS } from '../../../pipeline/library/words.ts';
import type { TextBatch } from '../../../pipeline/read/batch.ts';
import { openBook } from '../../../pipeline/read/open.ts';
import { rowsOf } from '../../../pipeline/read/rows.ts';
import { type Recognition, recogniseSheet } from '../../../pipeline/recognise/recognise.ts';
import { type Engine, sqlText } from '../../../pipeline/warehouse/duckdb/engine.ts';
import { inflate, openFileSource } from '../../../pipeline/warehouse/duckdb/native/file-source.ts';
import { openNativeEngine } from '../../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { ONLINE, PORTAL } from '../unit-months.ts';

const NEEDED = ['unit_name', 'channel', 'received_at', 'due_at', 'finished_at', 'payment_method'];

// Grain: one row a unit and month. Moments come out of the reader as ISO text, so text compares as time does.
const UNIT_MONTHS = `
  SELECT unit_name AS "unit", received_at[1:7] AS "month", count(*) AS dossiers,
    count(*) FILTER (channel IN (${ONLINE.map(sqlText).join(', ')})) AS online,
    count(*) FILTER (finished_at[1:10] <= due_at[1:10]) AS "onTime",
    count(*) FILTER (payment_method = ${sqlText(PORTAL)}) AS "paidOnline"
  FROM dossiers GROUP BY ALL`;

const texts = readDataTexts();
const columns = parseColumns(texts['columns.yaml'] ?? '', 'columns.yaml').value;
const codes = parseCodes(texts['codes.yaml'] ?? '', 'codes.yaml').value;
if (columns === undefined || codes === undefined) throw new Error('the shipped columns or codes are broken');

const source = await openFileSource(process.argv[2] ?? '');
const book = await openBook(source, { inflate });
const batches = book.read(0)[Symbol.asyncIterator]();
const first = await batches.next();
if (first.done) throw new Error('no rows');
const recognition = recogniseSheet(rowsOf(first.value), columns, { codes, words: NO_WORDS, madeHeader: false });
const engine: Engine = await openNativeEngine(':memory:');
await engine.load('dossiers', NEEDED, needed(first.value, batches, recognition));
console.log(JSON.stringify({ table: await engine.query(UNIT_MONTHS) }));
await engine.close();
await source.close();

/** The rows below the header, cut down to the six columns, as `import` does it. */
function needed(
  head: TextBatch,
  rest: AsyncIterator<TextBatch>,
  { dataStart, keyPosition, mapping }: Recognition,
): AsyncIterable<TextBatch> {
  const positions = NEEDED.map((column) => mapping.get(column)?.position ?? -1);
  const counts = newRowCounts();
  return projectRows(all(head, rest), { dataStart, positions, keyPosition, classOf: () => 'data' }, counts);
}

async function* all(head: TextBatch, rest: AsyncIterator<TextBatch>): AsyncIterable<TextBatch> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
