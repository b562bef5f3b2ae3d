import type { Inflate } from '../../pipeline/read/book.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { openBook } from '../../pipeline/read/open.ts';
import { rowsOf } from '../../pipeline/read/rows.ts';
import { webInflate } from '../../pipeline/read/web-inflate.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { seeded } from '../read/seeded.ts';
import { BOOKS } from './books.ts';
import { damagedBytes, damagedDirectory, damagedParts } from './damage.ts';

export type Outcome = { rows: string } | { code: string };

/** All rows of all sheets as one text, or the code of the sentence; any other error is our fault and goes on. */
export async function outcomeOf(bytes: Uint8Array, inflater: Inflate = inflate): Promise<Outcome> {
  try {
    const book = await openBook(sourceFromBytes('thu.xlsx', bytes), { inflate: inflater });
    const rows: unknown[] = [];
    for (const [index, sheet] of book.sheets.entries()) {
      rows.push(sheet.name);
      for await (const batch of book.read(index)) rows.push(...rowsOf(batch).map(({ row, cells }) => [row, ...cells]));
    }
    return { rows: JSON.stringify(rows) };
  } catch (error) {
    if (error instanceof Error && error.name === 'UserError' && 'code' in error) return { code: String(error.code) };
    throw error;
  }
}

/** The damaged file of that number: the same bytes at each run, so that a finding can be looked at again. */
function damagedFile(number: number): {
  what: string;
  sound: Uint8Array;
  bytes: Uint8Array;
  mayChange: boolean;
} {
  const random = seeded(number * 2_654_435_761);
  const { kind, isZip, bytes: sound } = BOOKS[random(BOOKS.length)]!;
  const how = isZip ? random(4) : 0;
  const bytes =
    how === 0 ? damagedBytes(sound, random) : how === 1 ? damagedDirectory(sound, random) : damagedParts(sound, random);
  const what = `${kind}, ${['bytes', 'directory', 'parts', 'parts'][how]}`;
  // Only damage below the checksums of a zip can be told from another file; edited parts are a book of their own.
  return { what, sound, bytes, mayChange: !isZip || how > 1 };
}

/**
 * Reads the damaged file of that number by both inflaters.
 * @returns what happened, and what is wrong with it (undefined where nothing is)
 */
export async function readerCase(number: number): Promise<{ refused: boolean; what: string; wrong?: string }> {
  const { what, sound, bytes, mayChange } = damagedFile(number);
  try {
    const result = await outcomeOf(bytes);
    const refused = 'code' in result;
    // The zip's name table may be damaged so that the file is another kind of zip or text; whatever it is, it is whole.
    if (!refused && !mayChange && bytes[0] === 0x50 && bytes[1] === 0x4b) {
      const whole = await outcomeOf(sound);
      if (!('rows' in whole) || whole.rows !== result.rows)
        return { refused, what, wrong: 'other rows without an error' };
    }
    const web = await outcomeOf(bytes, webInflate);
    // Which of two faults is met first may differ: only one inflater tells of bytes behind the stream at once.
    if ('code' in web ? !refused : refused || web.rows !== result.rows) {
      return { refused, what, wrong: `the browser's inflater differs: ${short(web)} instead of ${short(result)}` };
    }
    return { refused, what };
  } catch (error) {
    const wrong = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { refused: false, what, wrong };
  }
}

function short(outcome: Outcome): string {
  return 'code' in outcome ? outcome.code : `${outcome.rows.length} characters of rows`;
}
