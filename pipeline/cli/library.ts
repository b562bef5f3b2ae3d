import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { mistakeText } from '../library/data.ts';
import type { OfficeChanges } from '../library/layer/edit.ts';
import { idsNamed, isPassedOver, type OfficeFiles } from '../library/layer/files.ts';
import { withOffice } from '../library/layer/over.ts';
import { NO_OFFICE } from '../library/layer/types.ts';
import type { Library, LibraryParts } from '../library/types.ts';
import type { Args } from './command.ts';
import type { Io } from './io.ts';
import { userError } from './messages.ts';
import { shippedParts, shippedWith } from './shipped.ts';
import { writeWhole } from './write-file.ts';

/** The office's own files lie here where nobody says otherwise (`--library`). */
export const DEFAULT_LIBRARY = path.join('.vedich', 'library');

/** The library without anything of an office's own. @throws LibraryError where the shipped data is broken */
export function shippedLibrary(): Library {
  return withOffice(shippedParts(), {}, NO_OFFICE);
}

/** The office's layer as it lies in its folder, and the library with it. */
export interface OpenOffice {
  folder: string;
  files: OfficeFiles;
  shipped: LibraryParts;
  library: Library;
}

/**
 * The library with the office's own layer; mistakes in it are told, each with its line, and stop nothing. It has the units
 * of the provinces that `--unit`, `--province`, the office's files and `ids` name.
 * @throws UserError where `--library` names a folder that there is not
 */
export async function openLibrary(args: Args, io: Io, ids: readonly string[] = []): Promise<Library> {
  const { folder, library } = await openOffice(args, ids);
  for (const mistake of library.office.mistakes) io.err(path.join(folder, mistakeText(mistake, io.language)));
  return library;
}

/** As `openLibrary`, with the files, for whoever changes them. */
export async function openOffice(args: Args, ids: readonly string[] = []): Promise<OpenOffice> {
  const named = args.text('library');
  if (named !== undefined && !existsSync(named)) throw userError('NO_LIBRARY', { path: named });
  const asked = [args.text('unit'), args.text('province')].filter((id) => id !== undefined);
  return readOffice(named ?? DEFAULT_LIBRARY, [...ids, ...asked]);
}

export async function readOffice(folder: string, ids: readonly string[] = []): Promise<OpenOffice> {
  const files = readFiles(folder);
  const shipped = await shippedFor(files, ids);
  // Without files of one's own nothing of what reads them is loaded.
  const library =
    files.size === 0
      ? withOffice(shipped, {}, NO_OFFICE)
      : (await import('../library/layer/parse.ts')).parseOffice(shipped, files);
  return { folder, files, shipped, library };
}

/** The shipped layer with the units that the office's files and the ids need. */
export async function shippedFor(files: OfficeFiles, ids: readonly string[]): Promise<LibraryParts> {
  const all = [...ids, ...[...files].flatMap(([place, bytes]) => idsNamed(place, bytes))];
  if (all.length === 0) return shippedParts();
  const { provinceIndex } = await import('./provinces.ts');
  return shippedWith(provinceIndex(), all);
}

/** Every file below the folder, by its path with `/`; hidden ones and what systems leave beside are passed over. */
function readFiles(folder: string): OfficeFiles {
  if (!existsSync(folder)) return new Map();
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => [file.split(path.sep).join('/'), file] as const)
    .filter(([place]) => !isPassedOver(place));
  return new Map(found.map(([place, file]) => [place, readFileSync(path.join(folder, file))]));
}

/** Each file whole or not at all. @throws UserError where the folder cannot be written */
export async function writeOffice(folder: string, changes: OfficeChanges): Promise<void> {
  for (const [place, bytes] of changes) {
    const file = path.join(folder, ...place.split('/'));
    if (bytes === null) await rm(file, { force: true });
    else await writeWhole(file, bytes);
  }
}

/** Where a template of the office's own lies. */
export function templateFile(args: Args, name: string): string {
  return path.join(args.text('library') ?? DEFAULT_LIBRARY, 'templates', name);
}
