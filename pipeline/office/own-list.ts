import { importFile } from '../facts/import.ts';
import type { Library } from '../library/library.ts';
import type { ByteSource, ReadOptions } from '../read/book.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import { duckdbWarehouse } from '../warehouse/warehouse.ts';
import { questionError } from './questions.ts';
import type { Office } from './scope.ts';

/** A list that a unit counted from. */
export interface OwnListFile {
  source: ByteSource;
  sha256: string;
}

/**
 * A unit's own lists in a warehouse by themselves, to be compared with what is known here. Rows that do not say whose they
 * are, are the unit's. Nothing of it is kept.
 * @param engine a warehouse without rows
 * @param now local moment `YYYY-MM-DD HH:MM:SS`
 * @throws UserError NO_LIST where a file has no row of a list; what keeps a file from being read
 */
export async function ownLists(
  engine: Engine,
  library: Library,
  unit: string,
  files: readonly OwnListFile[],
  reading: ReadOptions,
  now: string,
): Promise<Office> {
  const province = library.units.byId.get(unit)?.province;
  for (const { source, sha256 } of files) {
    const options = { sha256, now, ...(province === undefined ? {} : { province }) };
    const accepted = async (more: { unit?: string }): Promise<number> => {
      const { sheets } = await importFile(engine, library, source, reading, { ...options, ...more });
      return sheets.reduce((sum, { rows }) => sum + rows.accepted, 0);
    };
    if ((await accepted({})) === 0 && (await accepted({ unit })) === 0)
      throw questionError('NO_LIST', { file: source.name });
  }
  return { warehouse: duckdbWarehouse(engine, library.columns), library };
}
