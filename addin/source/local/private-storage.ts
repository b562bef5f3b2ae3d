import type { Storage } from './protocol.ts';

const FILE = 'warehouse.duckdb';
/** Written beside, then renamed: what is there under the real name is always whole. */
const NEW_FILE = 'warehouse.new.duckdb';

/** The files of this page alone that the browser keeps on the machine (OPFS); undefined where it has none. */
export async function privateFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await navigator.storage.getDirectory();
  } catch {
    return undefined;
  }
}

/** The kept warehouse; undefined where there is none. */
export async function keptWarehouse(folder: FileSystemDirectoryHandle): Promise<Uint8Array | undefined> {
  const file = await keptFile(folder);
  return file === undefined || file.size === 0 ? undefined : new Uint8Array(await file.arrayBuffer());
}

/** @throws DOMException (QuotaExceededError) where there is no room; what was kept before is still there then */
export async function keep(folder: FileSystemDirectoryHandle, bytes: Uint8Array): Promise<void> {
  const handle = await folder.getFileHandle(NEW_FILE, { create: true });
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    let done = 0;
    while (done < bytes.length) done += access.write(bytes.subarray(done), { at: done });
    access.flush();
  } finally {
    access.close();
  }
  await handle.move(FILE);
}

export async function removeKept(folder: FileSystemDirectoryHandle): Promise<void> {
  for (const name of [FILE, NEW_FILE]) {
    await folder.removeEntry(name).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
    });
  }
}

export async function storageOf(folder: FileSystemDirectoryHandle | undefined): Promise<Storage> {
  const file = folder === undefined ? undefined : await keptFile(folder);
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

async function keptFile(folder: FileSystemDirectoryHandle): Promise<File | undefined> {
  try {
    return await (await folder.getFileHandle(FILE)).getFile();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}
