import { type Zippable, zipSync } from 'fflate';
import { UserError } from '../../messages.ts';
import { sourceFromBytes } from '../../read/memory-source.ts';
import { webInflate } from '../../read/web-inflate.ts';
import { readZipDirectory } from '../../read/zip/zip-directory.ts';
import { readZipEntryWhole } from '../../read/zip/zip-entry.ts';
import type { DataMistake } from '../data.ts';
import { isPassedOver, type OfficeFiles, placeOf } from './files.ts';

/** An office has a few dozen files; more is no layer, and a small zip must not become a full disk. */
const MOST_FILES = 2000;
const MOST_BYTES = 64 * 2 ** 20;
/** The same files give the same bytes. */
const MADE = new Date(2000, 0, 1);

/** The whole layer as one zip; the same files give the same bytes. */
export function exportOffice(files: OfficeFiles): Uint8Array {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) entries[path] = [files.get(path) ?? new Uint8Array(), { mtime: MADE }];
  return zipSync(entries, { level: 6 });
}

/**
 * The files of an exported layer; a folder around all of them, as archivers put it, is left out. Read as every other zip is:
 * what is damaged, or swells beyond what it says, is refused.
 * @returns files of the layer's own places only; what is no zip, too much, or has no such file at all is a mistake
 */
export async function importOffice(
  zip: Uint8Array,
  name: string,
): Promise<{ files: OfficeFiles; mistakes: DataMistake[] }> {
  const refused = (message: string, en: string) => ({
    files: new Map<string, Uint8Array>(),
    mistakes: [{ file: name, line: 0, message, en }],
  });
  const source = sourceFromBytes(name, zip);
  const all = new Map<string, Uint8Array>();
  try {
    const entries = (await readZipDirectory(source)).filter(
      (entry) => !entry.name.endsWith('/') && !isPassedOver(entry.name),
    );
    if (entries.length > MOST_FILES || entries.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) {
      return refused(
        `Tệp zip quá lớn cho một thư viện (tối đa ${MOST_FILES} tệp, ${MOST_BYTES / 2 ** 20} MB).`,
        `The zip is too large for a library (at most ${MOST_FILES} files, ${MOST_BYTES / 2 ** 20} MB).`,
      );
    }
    for (const entry of entries) all.set(entry.name, await readZipEntryWhole(source, entry, webInflate));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refused(
      'Không phải tệp zip của thư viện, hoặc tệp bị hỏng; xuất lại bằng vedich library export.',
      'This is no zip of a library, or it is damaged; make it again with vedich library export.',
    );
  }
  const around = commonFolder([...all.keys()]);
  const files = new Map(
    [...all].flatMap(([path, content]) => {
      const inside = path.slice(around.length);
      return placeOf(inside) === undefined ? [] : [[inside, content] as const];
    }),
  );
  if (files.size === 0) {
    return refused(
      'Trong tệp zip không có tệp nào của thư viện (plans/, units/, spellings/, …).',
      'The zip has no file of a library (plans/, units/, spellings/, …).',
    );
  }
  return { files, mistakes: [] };
}

/** `library/` where every path begins with it and none would be a place of the layer as it stands; else empty. */
function commonFolder(paths: readonly string[]): string {
  if (paths.some((path) => placeOf(path) !== undefined)) return '';
  const folder = `${paths[0]?.split('/')[0] ?? ''}/`;
  return paths.every((path) => path.startsWith(folder)) ? folder : '';
}
