import { LISTS } from '../lists.ts';
import { LiveLibrary } from '../serve/live-library.ts';
import { asText } from '../warehouse/duckdb/engine.ts';
import type { NativeDatabase } from '../warehouse/duckdb/native/native-engine.ts';
import { type OpenOffice, readOffice, shippedFor, writeOffice } from './library.ts';
import { provinceIndex } from './provinces.ts';

/**
 * The library of a server: with the units of whatever lies in the warehouse and of whoever has a token, and changed in its
 * folder. @param ids units of tokens
 */
export async function liveLibrary(
  { folder }: Pick<OpenOffice, 'folder'>,
  database: Pick<NativeDatabase, 'connect'>,
  ids: readonly string[],
): Promise<LiveLibrary> {
  const known = new Set([...ids, ...(await unitsIn(database))]);
  const { shipped, files, library } = await readOffice(folder, [...known]);
  return new LiveLibrary(
    { shipped, files, library },
    {
      provinces: provinceIndex(),
      write: (changes) => writeOffice(folder, changes),
      shippedFor: (after, more = []) => {
        for (const id of more) known.add(id);
        return shippedFor(after, [...known]);
      },
    },
  );
}

async function unitsIn(database: Pick<NativeDatabase, 'connect'>): Promise<string[]> {
  const engine = await database.connect();
  try {
    const rows = await engine.query(LISTS.map((list) => `SELECT DISTINCT unit_id FROM ${list}`).join(' UNION '));
    return rows.map((row) => asText(row['unit_id']));
  } finally {
    await engine.close();
  }
}
