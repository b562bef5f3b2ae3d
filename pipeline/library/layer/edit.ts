import type { DataMistake } from '../data.ts';
import type { Library, LibraryParts } from '../types.ts';
import { fileName, type OfficeFiles, type OfficeFolder } from './files.ts';
import { parseOffice } from './parse.ts';

/** Files to be written; `null` = removed. */
export type OfficeChanges = ReadonlyMap<string, Uint8Array | null>;

/** What a change of the layer would come to. It is made only where `mistakes` is empty. */
export interface OfficeEdit {
  changes: OfficeChanges;
  /** The files and the library as they would then be. */
  files: OfficeFiles;
  library: Library;
  /** Mistakes of the files that are written, and those that the change would bring to others (a plan whose unit is gone). */
  mistakes: readonly DataMistake[];
}

/** The layer with some files written or removed, read as it would be read at the next start. */
export function editOffice(shipped: LibraryParts, files: OfficeFiles, changes: OfficeChanges): OfficeEdit {
  const after = new Map(files);
  for (const [path, bytes] of changes) {
    if (bytes === null) after.delete(path);
    else after.set(path, bytes);
  }
  const before = new Set(parseOffice(shipped, files).office.mistakes.map(mistakeKey));
  const library = parseOffice(shipped, after);
  const mistakes = library.office.mistakes.filter(
    (mistake) => changes.has(mistake.file) || !before.has(mistakeKey(mistake)),
  );
  return { changes, files: after, library, mistakes };
}

function mistakeKey({ file, line, message }: DataMistake): string {
  return `${file}\n${line}\n${message}`;
}

/** What has an id of its own, and a file (or several in one file) in a folder of its name. */
export type OwnKind = 'plans' | 'units' | 'indicators';

/**
 * A file of plans, units or indicators put into the layer, its bytes as they are. A plan goes where the same plan lies
 * already, whatever that file is called; other files are named as they were.
 * @param name the file's own name, e.g. `Kế hoạch 2025.yaml`
 */
export function addFile(
  shipped: LibraryParts,
  files: OfficeFiles,
  kind: OwnKind,
  name: string,
  bytes: Uint8Array,
): OfficeEdit & { path: string } {
  const given = `${kind}/${fileName(name)}`;
  if (kind !== 'plans') return { ...editOffice(shipped, files, new Map([[given, bytes]])), path: given };
  // Read alone: what it is called inside decides its place.
  const alone = parseOffice(shipped, new Map([...withoutFolder(files, 'plans'), [given, bytes]]));
  const [id] = alone.office.plans.keys();
  const path = id === undefined ? given : (parseOffice(shipped, files).office.plans.get(id) ?? freePath(files, id));
  return { ...editOffice(shipped, files, new Map([[path, bytes]])), path };
}

/**
 * A plan, or a file of units or indicators, taken out.
 * @returns undefined where nothing of the office's own has the id
 */
export function removeOwn(
  shipped: LibraryParts,
  files: OfficeFiles,
  kind: OwnKind,
  id: string,
): (OfficeEdit & { path: string }) | undefined {
  const path = parseOffice(shipped, files).office[kind].get(id);
  return path === undefined ? undefined : { ...editOffice(shipped, files, new Map([[path, null]])), path };
}

function withoutFolder(files: OfficeFiles, folder: OfficeFolder): [string, Uint8Array][] {
  return [...files].filter(([path]) => !path.startsWith(`${folder}/`));
}

function freePath(files: OfficeFiles, id: string): string {
  const taken = (path: string): boolean => files.has(path);
  for (let number = 1; ; number += 1) {
    const path = `plans/${id}${number === 1 ? '' : `-${number}`}.yaml`;
    if (!taken(path)) return path;
  }
}
