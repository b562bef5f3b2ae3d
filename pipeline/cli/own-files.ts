import { readFile } from 'node:fs/promises';
import { type DataMistake, mistakeText } from '../library/data.ts';
import type { OwnKind } from '../library/layer/edit.ts';
import { fileName } from '../library/layer/files.ts';
import { KIND_WORDS } from '../messages.ts';
import type { Args } from './command.ts';
import { type Io, say } from './io.ts';
import { DEFAULT_LIBRARY, type OpenOffice, readOffice, shippedFor, writeOffice } from './library.ts';
import { userError } from './messages.ts';

const KINDS = { plans: KIND_WORDS.plan, units: KIND_WORDS.unit, indicators: KIND_WORDS.indicator } as const;

/** The office's layer, to be written: its folder is made where it is not there yet. */
function ownOffice(args: Args): Promise<OpenOffice> {
  return readOffice(args.text('library') ?? DEFAULT_LIBRARY);
}

/** @throws UserError where there is no such file */
export async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  });
}

/** Every mistake with its line, under the name that the user gave. @throws UserError where there is any */
export function refuseMistakes(io: Io, mistakes: readonly DataMistake[], file: string): void {
  for (const mistake of mistakes) io.err(mistakeText(mistake, io.language));
  if (mistakes.length > 0) throw userError('FILE_MISTAKES', { path: file, count: mistakes.length });
}

/**
 * A checked file put into the office's layer; with mistakes it is refused whole, all of them told.
 * @param bytes what is kept: the file itself, or what was made of it
 * @returns the ids that it brought
 */
export async function addOwn(args: Args, io: Io, kind: OwnKind, file: string, bytes: Uint8Array): Promise<string[]> {
  const { folder, files, library } = await ownOffice(args);
  // With the units that the new file names.
  const shipped = await shippedFor(new Map([...files, [`${kind}/${fileName(file)}`, bytes]]), []);
  const { addFile } = await import('../library/layer/edit.ts');
  const edit = addFile(shipped, files, kind, file, bytes);
  const shown = edit.mistakes.map((mistake) => (mistake.file === edit.path ? { ...mistake, file } : mistake));
  refuseMistakes(io, shown, file);
  const brought = [...edit.library.office[kind]].filter(([, path]) => path === edit.path).map(([id]) => id);
  await writeOffice(folder, edit.changes);
  const was = new Set([...library.office[kind]].filter(([, path]) => path === edit.path).map(([id]) => id));
  for (const id of brought) {
    const name = `${KINDS[kind][io.language]} '${id}'`;
    if (was.has(id)) io.out(say(io, `Thay ${name} đã thêm trước đây.`, `Replaces the ${name} that was added before.`));
    else if (kind !== 'indicators' && hasId(shipped, kind, id))
      io.out(say(io, `Thay ${name} có sẵn của chương trình.`, `Stands in the place of the ${name} that ships.`));
  }
  for (const id of was)
    if (!brought.includes(id))
      io.out(
        say(
          io,
          `Tệp mới không còn ${KINDS[kind].vi} '${id}'.`,
          `The new file no longer has the ${KINDS[kind].en} '${id}'.`,
        ),
      );
  return brought;
}

function hasId(shipped: OpenOffice['shipped'], kind: 'plans' | 'units', id: string): boolean {
  return kind === 'plans' ? shipped.plans.has(id) : shipped.units.byId.has(id);
}

/** What has the id taken out of the layer, with its file. @throws UserError where it is not the office's own, or still needed */
export async function removeOwnFile(args: Args, io: Io, kind: OwnKind, id: string): Promise<number> {
  const { folder, files, shipped, library } = await ownOffice(args);
  const { removeOwn } = await import('../library/layer/edit.ts');
  const edit = removeOwn(shipped, files, kind, id);
  if (edit === undefined) {
    const known = kind === 'units' ? library.units.byId.has(id) : library[kind].has(id);
    if (known) throw userError('NOT_OWN', { kind: KINDS[kind], id });
    throw userError('UNKNOWN_ID', { kind: KINDS[kind], id, hint: '', list: 'vedich library check' });
  }
  refuseMistakes(io, edit.mistakes, edit.path);
  await writeOffice(folder, edit.changes);
  const gone = [...library.office[kind]].filter(([, path]) => path === edit.path).map(([other]) => other);
  io.out(say(io, `Đã gỡ ${gone.join(', ')} (${edit.path}).`, `Removed ${gone.join(', ')} (${edit.path}).`));
  return 0;
}
