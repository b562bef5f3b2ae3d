import { parseDocument } from 'yaml';
import { joinedMappings, type Mapping } from '../mapping.ts';
import { parseSpellings, writeSpellings } from '../spellings.ts';
import type { LibraryParts } from '../types.ts';
import { editOffice, type OfficeEdit } from './edit.ts';
import { type OfficeFiles, placeOf, textOf } from './files.ts';
import { parseOffice } from './parse.ts';

/** One thing that was explained: `column` where it is the value of a code column. */
export interface SpellingPlace {
  part: keyof Mapping;
  column: string;
  written: string;
}

const SAID_AT_IMPORT = 'spellings/import.yaml';

/** What was answered, kept beside what had been answered before; what another file says of the same word is taken out there. */
export function keepSpellings(shipped: LibraryParts, files: OfficeFiles, said: Mapping): OfficeEdit {
  const others = [...files.keys()].filter((path) => placeOf(path) === 'spellings' && path !== SAID_AT_IMPORT);
  const cleared = new Map<string, Uint8Array>();
  for (const path of others) {
    const bytes = withoutPlaces(path, files.get(path), placesIn(said));
    if (bytes !== undefined) cleared.set(path, bytes);
  }
  const { columns, codes, indicators, units } = parseOffice(shipped, files);
  const read = textOf(SAID_AT_IMPORT, files.get(SAID_AT_IMPORT) ?? new Uint8Array());
  const kept =
    read.mistake !== undefined || read.text.trim() === ''
      ? undefined
      : parseSpellings(read.text, SAID_AT_IMPORT, { columns, codes, indicators, units: units.byId }).value;
  const all = kept === undefined ? said : joinedMappings(kept, said);
  return editOffice(
    shipped,
    files,
    new Map([...cleared, [SAID_AT_IMPORT, new TextEncoder().encode(writeSpellings(all))]]),
  );
}

/** One explanation taken out of whatever file has it; comments and everything else of the file stay. */
export function forgetSpelling(shipped: LibraryParts, files: OfficeFiles, place: SpellingPlace): OfficeEdit {
  const changes = new Map<string, Uint8Array>();
  for (const [path, bytes] of files) {
    const after = placeOf(path) === 'spellings' ? withoutPlaces(path, bytes, [place]) : undefined;
    if (after !== undefined) changes.set(path, after);
  }
  return editOffice(shipped, files, changes);
}

/** Everything that a mapping explains, each with its meaning. */
export function placesIn({ codes, ...plain }: Mapping): (SpellingPlace & { meant: string })[] {
  const of = (part: keyof Mapping, column: string, said: Readonly<Record<string, string>>) =>
    Object.entries(said).map(([written, meant]) => ({ part, column, written, meant }));
  return [
    ...of('columns', '', plain.columns),
    ...Object.entries(codes).flatMap(([column, said]) => of('codes', column, said)),
    ...of('units', '', plain.units),
    ...of('agencies', '', plain.agencies),
    ...of('sheets', '', plain.sheets),
  ];
}

/** The file without some of its lines; undefined where it has none of them, or cannot be read. */
function withoutPlaces(path: string, bytes: Uint8Array | undefined, places: readonly SpellingPlace[]) {
  const read = textOf(path, bytes ?? new Uint8Array());
  if (read.mistake !== undefined) return undefined;
  const document = parseDocument(read.text, { schema: 'failsafe' });
  if (document.errors.length > 0) return undefined;
  let changed = false;
  for (const { part, column, written } of places) {
    const keys = column === '' ? [part, written] : [part, column, written];
    if (document.getIn(keys) === undefined) continue;
    document.deleteIn(keys);
    changed = true;
  }
  return changed ? new TextEncoder().encode(document.toString()) : undefined;
}
