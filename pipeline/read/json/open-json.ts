import type { TextBatch } from '../batch.ts';
import { type Book, type ByteSource, NOTHING_MERGED, type ReadOptions } from '../book.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { BatchBuilder } from '../rows.ts';
import { asUtf8, markedEncoding, type TextEncodingFound, UTF8 } from '../text/encodings.ts';
import { recordFields } from './record-fields.ts';
import { type JsonElement, JsonRecordScanner } from './record-scanner.ts';

interface JsonList {
  name: string;
  /** Names of all fields, in the order in which they first occur. */
  fields: Map<string, number>;
  records: number;
}

/**
 * The national synchronisation format, `{service, data: […]}`, or a bare array of records. Each list of records is a
 * sheet; its header is made of the names of the fields (row 0), records are rows 1, 2, … Read twice: each record may
 * bring a field that the ones before did not have, and the header comes first.
 */
export async function openJson(source: ByteSource, head: Uint8Array, options: ReadOptions): Promise<Book> {
  const encoding = markedEncoding(head) ?? UTF8;
  const lists = await findLists(source, encoding);
  const onRead = (bytesRead: number) => options.onProgress?.(bytesRead, source.size);

  return {
    kind: 'json',
    encoding: encoding.name,
    sheets: lists.map(({ name }) => ({ name: name || 'JSON', hidden: false, date1904: false, madeHeader: true })),
    merged: () => NOTHING_MERGED,
    async *read(index): AsyncGenerator<TextBatch> {
      const list = lists[index];
      if (!list) throw new RangeError(`no sheet ${index}`);
      const batch = new BatchBuilder({ file: source.name, sheet: list.name || 'JSON' });
      batch.startRow(0);
      for (const [field, column] of list.fields) batch.text(column, field);
      batch.endRow();
      let row = 0;
      for await (const element of elementsOf(source, encoding, onRead)) {
        if (element.list !== list.name) continue;
        batch.startRow(++row);
        for (const [field, text] of fieldsOf(source, element)) {
          const column = list.fields.get(field);
          if (column === undefined)
            throw readError('file-changed', { file: source.name, offset: 0, expected: 0, actual: 0 });
          batch.text(column, text);
        }
        batch.endRow();
        if (batch.full) yield* batch.take();
      }
      yield* batch.end();
    },
  };
}

async function findLists(source: ByteSource, encoding: TextEncodingFound): Promise<JsonList[]> {
  const lists = new Map<string, JsonList>();
  for await (const element of elementsOf(source, encoding)) {
    let list = lists.get(element.list);
    if (!list) {
      // A list that does not begin with a record (`"roles": ["a"]`) is no list of records.
      if (!element.text.startsWith('{')) continue;
      if (lists.size >= LIMITS.sheets)
        throw readError('sheets-exceeded', { file: source.name, sheet: element.list, limit: LIMITS.sheets });
      list = { name: element.list, fields: new Map(), records: 0 };
      lists.set(element.list, list);
    }
    if (++list.records > LIMITS.textRows) {
      throw readError('limit-exceeded', {
        file: source.name,
        sheet: list.name || 'JSON',
        row: list.records,
        what: 'records',
        limit: LIMITS.textRows,
      });
    }
    for (const field of fieldsOf(source, element).keys())
      if (!list.fields.has(field)) list.fields.set(field, list.fields.size);
    if (list.fields.size > LIMITS.filledColumns) {
      throw readError('limit-exceeded', {
        file: source.name,
        sheet: list.name || 'JSON',
        row: list.records,
        what: 'filled columns',
        limit: LIMITS.filledColumns,
      });
    }
  }
  if (lists.size === 0) throw readError('json-shape', { file: source.name, line: 1, found: '[]' });
  return [...lists.values()];
}

async function* elementsOf(
  source: ByteSource,
  encoding: TextEncodingFound,
  onRead?: (bytesRead: number) => void,
): AsyncGenerator<JsonElement> {
  const scanner = new JsonRecordScanner(source.name);
  for await (const chunk of asUtf8(source, encoding, onRead)) yield* scanner.scan(chunk);
  yield* scanner.scan(new Uint8Array(0), true);
}

function fieldsOf(source: ByteSource, element: JsonElement): Map<string, string> {
  try {
    return recordFields(element.text);
  } catch (error) {
    const found = element.text.slice(0, 40);
    if (error instanceof TypeError) throw readError('json-shape', { file: source.name, line: element.line, found });
    // Where the engine says; what it says is in its own language.
    const at = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? 0);
    const detail = element.text.slice(Math.max(0, at - 20), at + 20);
    throw readError('json-wrong', { file: source.name, line: element.line, detail }, { cause: error });
  }
}
