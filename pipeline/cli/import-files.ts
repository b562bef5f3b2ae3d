import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { importFile } from '../facts/import.ts';
import type { ImportedFile, ImportOptions } from '../facts/types.ts';
import type { Library } from '../library/library.ts';
import { UserError } from '../messages.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import { inflate, openFileSource, sha256Of } from '../warehouse/duckdb/native/file-source.ts';
import { type Io, say } from './io.ts';
import { userError } from './messages.ts';
import { progressLine } from './text-table.ts';

/** Endings that are looked at in a folder; a file that is named is read whatever its ending. */
const ENDINGS = new Set(['.xlsx', '.xlsm', '.xls', '.ods', '.csv', '.tsv', '.txt', '.html', '.htm', '.json']);
/** Office's own lock files, hidden files. */
const PASSED_OVER = /^(~\$|\.)/;

export interface ImportRun {
  files: ImportedFile[];
  /** A sentence for each file that could not be read; the others are in the warehouse. */
  failures: string[];
}

/** Files one after the other, folders in order of names, each in a transaction of its own. */
export async function importPaths(
  engine: Engine,
  library: Library,
  paths: readonly string[],
  io: Io,
  options: Omit<ImportOptions, 'sha256'>,
): Promise<ImportRun> {
  const files: string[] = [];
  for (const given of paths) files.push(...(await filesOf(given)));
  const run: ImportRun = { files: [], failures: [] };
  const progress = progressLine(io);
  for (const [index, file] of files.entries()) {
    const label = `${say(io, 'Đang nạp', 'Importing')} ${index + 1}/${files.length} ${path.basename(file)}`;
    progress.show(label);
    const source = await openFileSource(file);
    let rows = 0;
    try {
      const sha256 = await sha256Of(source);
      const imported = await importFile(
        engine,
        library,
        source,
        { inflate, onProgress: (read, total) => progress.show(`${label} ${bar(read, total)}${rowsRead(io, rows)}`) },
        { ...options, sha256, onRows: (count) => (rows = count) },
      );
      run.files.push(imported);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      run.failures.push(`${path.basename(file)}: ${error.sentence(io.language, 'terminal')}`);
    } finally {
      await source.close();
      progress.clear();
    }
  }
  return run;
}

export async function filesOf(given: string): Promise<string[]> {
  const found = await stat(given).catch(() => undefined);
  if (found === undefined) throw userError('NO_SUCH_PATH', { path: given });
  if (!found.isDirectory()) return [given];
  const files = await inFolder(given);
  if (files.length === 0) throw userError('EMPTY_FOLDER', { path: given });
  return files;
}

/** In order of names, folders in their place: what a later month's file says is newer. */
async function inFolder(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !PASSED_OVER.test(name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await inFolder(full)));
    else if (ENDINGS.has(path.extname(entry.name).toLowerCase())) files.push(full);
  }
  return files;
}

function rowsRead(io: Io, rows: number): string {
  if (rows === 0) return '';
  return say(io, ', {rows} dòng', ', {rows:row|rows}', { rows });
}

function bar(read: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, read / total);
  const done = Math.round(share * 20);
  return `${'█'.repeat(done)}${'░'.repeat(20 - done)} ${Math.round(share * 100)} %`;
}
