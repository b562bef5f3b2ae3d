import { localError } from './messages.ts';
import type { Storage } from './protocol.ts';
import { onceFree, reading, replacing, tellOthers, writing } from './windows.ts';

/** Files that are kept: the warehouse, the office's own library as one zip, the provinces that somebody looked at, the last figures. */
export const KEPT = {
  warehouse: 'warehouse.duckdb',
  office: 'library.zip',
  provinces: 'provinces.json',
  figures: 'figures.json',
} as const;

export type KeptFile = (typeof KEPT)[keyof typeof KEPT];

/** Written beside, then renamed: what is there under the real name is always whole. `warehouse.new.duckdb` */
function newName(file: KeptFile): string {
  return file.replace('.', '.new.');
}

let isForgetful = false;

/** From now on this worker has no storage: what is kept is neither read nor changed. */
export function forgetAll(): void {
  isForgetful = true;
}

/** The files of this page alone that the browser keeps on the machine (OPFS); undefined where it has none. */
export async function privateFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  if (isForgetful) return undefined;
  try {
    return await navigator.storage.getDirectory();
  } catch {
    return undefined;
  }
}

/** A whole file, and which state of it. */
export interface Kept {
  bytes: Uint8Array;
  stamp: string;
}

/** What was kept; undefined where nothing was. */
export function kept(folder: FileSystemDirectoryHandle, name: KeptFile): Promise<Kept | undefined> {
  return reading(name, async () => {
    const file = await keptFile(folder, name);
    return file === undefined ? undefined : { bytes: new Uint8Array(await file.arrayBuffer()), stamp: stampOf(file) };
  });
}

/** Which state is kept, without reading it; `''` = none. */
export async function keptStamp(folder: FileSystemDirectoryHandle, name: KeptFile): Promise<string> {
  return stampOf(await keptFile(folder, name));
}

/** Every state is written anew, so that its time tells it from the one before. */
function stampOf(file: File | undefined): string {
  return file === undefined ? '' : `${file.lastModified}/${file.size}`;
}

/** Whole or not at all, and other windows hear of it. @throws UserError NO_ROOM; what was kept before is still there then */
export async function keep(folder: FileSystemDirectoryHandle, name: KeptFile, bytes: Uint8Array): Promise<void> {
  try {
    await writing(name, () => put(folder, name, bytes));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw localError('NO_ROOM', { reason }, { cause });
  }
  tellOthers();
}

async function put(folder: FileSystemDirectoryHandle, name: KeptFile, bytes: Uint8Array): Promise<void> {
  const handle = await folder.getFileHandle(newName(name), { create: true });
  const access = await onceFree(() => handle.createSyncAccessHandle());
  try {
    access.truncate(0);
    let done = 0;
    while (done < bytes.length) done += access.write(bytes.subarray(done), { at: done });
    access.flush();
  } finally {
    access.close();
  }
  await replacing(name, () => onceFree(() => handle.move(name)));
}

export async function removeKept(folder: FileSystemDirectoryHandle, file: KeptFile): Promise<void> {
  for (const name of [file, newName(file)]) {
    await onceFree(() => folder.removeEntry(name)).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
    });
  }
  tellOthers();
}

export async function storageOf(folder: FileSystemDirectoryHandle | undefined): Promise<Storage> {
  const file = folder === undefined ? undefined : await keptFile(folder, KEPT.warehouse);
  return {
    kept: folder !== undefined,
    bytes: file?.size ?? 0,
    keptAt: file === undefined ? null : localMoment(new Date(file.lastModified)).slice(0, 16),
  };
}

/** `YYYY-MM-DD HH:MM:SS` of the machine's own clock. */
export function localMoment(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

async function keptFile(folder: FileSystemDirectoryHandle, name: KeptFile): Promise<File | undefined> {
  try {
    const file = await (await folder.getFileHandle(name)).getFile();
    return file.size === 0 ? undefined : file;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}
