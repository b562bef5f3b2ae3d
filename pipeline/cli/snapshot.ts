import { existsSync } from 'node:fs';
import { copyFile, link, open, rename, rm, stat } from 'node:fs/promises';
import { machineFault } from './machine-faults.ts';
import { userError } from './messages.ts';

/** Between two tries; also longer than the smallest step of a file's clock. */
const STILL_MS = 100;
const TRIES = 300;

/**
 * The state of a warehouse at one moment, in a file of its own, whoever has the warehouse open meanwhile. DuckDB writes what
 * was committed to the file's log and from there into the file, both whole or not at all; so the two together, taken while
 * nobody writes to either, are what a power cut would leave, from which every state comes back whole.
 * @param place a file that is not there; what stays of the log lies in `<place>.wal`, until somebody opens it
 * @throws UserError BACKUP_BUSY where it is written to for half a minute on end
 */
export async function snapshot(file: string, place: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await stamp(file);
    if (before.changed < Date.now() - STILL_MS) {
      await rm(`${place}.wal`, { force: true });
      await copyFile(file, place);
      await copyFile(`${file}.wal`, `${place}.wal`).catch((cause: unknown) => {
        if (existsSync(`${file}.wal`)) throw cause;
      });
      if ((await stamp(file)).print === before.print) return;
    }
    await new Promise((later) => setTimeout(later, STILL_MS));
  }
  throw userError('BACKUP_BUSY', { path: file });
}

async function stamp(file: string): Promise<{ print: string; changed: number }> {
  const [whole, log] = await Promise.all([
    stat(file, { bigint: true }),
    stat(`${file}.wal`, { bigint: true }).catch(() => undefined),
  ]);
  const print = [whole, log].map((one) => `${one?.ino} ${one?.size} ${one?.mtimeNs}`).join();
  return { print, changed: Math.max(Number(whole.mtimeMs), Number(log?.mtimeMs ?? 0)) };
}

/** Gives a finished file its name, on the disk and only where nothing has that name. @throws UserError BACKUP_EXISTS */
export async function putInPlace(made: string, place: string): Promise<void> {
  const written = await open(made, 'r+');
  await written.sync().finally(() => written.close());
  try {
    await link(made, place);
    await rm(made);
  } catch (cause) {
    if (existsSync(place)) throw userError('BACKUP_EXISTS', { path: place }, { cause });
    // A disk without links.
    await rename(made, place).catch((refused: unknown) => {
      throw machineFault(refused, place) ?? refused;
    });
  }
}
