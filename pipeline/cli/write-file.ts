import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { userError } from './messages.ts';

/** Whole or not at all: written beside its place, then renamed. @throws UserError where that is refused */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const beside = path.join(path.dirname(path.resolve(file)), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    await mkdir(path.dirname(path.resolve(file)), { recursive: true });
    await writeFile(beside, bytes);
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw userError('CANNOT_WRITE', { path: file, reason }, { cause });
  }
}

/** A copy of a file, on the disk before it has its name. */
export async function writeCopy(file: string, copy: string): Promise<void> {
  const beside = `${copy}.${process.pid}.tmp`;
  try {
    await copyFile(file, beside);
    const written = await open(beside, 'r+');
    await written.sync().finally(() => written.close());
    await rename(beside, copy);
  } finally {
    await rm(beside, { force: true });
  }
}
