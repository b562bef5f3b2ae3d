import { importFile } from '../../../pipeline/facts/import.ts';
import type { Library } from '../../../pipeline/library/library.ts';
import { type Language, UserError } from '../../../pipeline/messages.ts';
import { rejectedWorkbook } from '../../../pipeline/office/rejected-file.ts';
import { webInflate } from '../../../pipeline/read/web-inflate.ts';
import type { Engine } from '../../../pipeline/warehouse/duckdb/engine.ts';
import type { ImportChoice, ImportOutcome, ImportProgress } from '../source.ts';
import { fileSource, sha256OfFile } from './browser-reading.ts';
import { localError } from './messages.ts';
import type { PaneWarehouse } from './pane-warehouse.ts';
import { localMoment } from './private-storage.ts';

/** Told ten times a second at most. */
const TELL_EVERY_MS = 100;

/**
 * Imports files in order of names, each whole or not at all, and keeps the warehouse after each. A file that cannot be
 * read is told, the others go on.
 * @param engine of a change of the warehouse (`PaneWarehouse.change`)
 * @throws UserError CANCELLED where the page does not want it any more, NO_ROOM
 */
export async function importHere(
  warehouse: PaneWarehouse,
  engine: Engine,
  library: Library,
  files: readonly File[],
  { province, unit, as, answers }: ImportChoice,
  tell: (progress: ImportProgress) => void,
  isCancelled: () => boolean,
): Promise<ImportOutcome> {
  const outcome: ImportOutcome = { imports: [], sheets: [], open: [], failures: [] };
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, file] of ordered.entries()) {
    const place = { step: 'reading', file: file.name, number: index + 1, of: ordered.length } as const;
    let told = Number.NEGATIVE_INFINITY;
    let rows = 0;
    const onProgress = (read: number, total: number): void => {
      if (isCancelled()) throw localError('CANCELLED', { file: file.name });
      const now = performance.now();
      if (read < total && now - told < TELL_EVERY_MS) return;
      told = now;
      tell({ ...place, read, total, rows });
    };
    try {
      onProgress(0, file.size);
      const { importId, sheets, open } = await importFile(
        engine,
        library,
        fileSource(file),
        { inflate: webInflate, onProgress },
        {
          sha256: await sha256OfFile(file),
          now: localMoment(new Date()),
          onRows: (count) => {
            rows = count;
          },
          ...(province === undefined ? {} : { province }),
          ...(unit === undefined ? {} : { unit }),
          ...(as === undefined ? {} : { as }),
          ...(answers === undefined ? {} : { mapping: answers }),
        },
      );
      tell({ ...place, read: file.size, total: file.size, rows });
      if (importId !== null) outcome.imports.push({ file: file.name, import: importId });
      outcome.sheets.push(...sheets);
      outcome.open.push(...open);
    } catch (error) {
      if (!(error instanceof UserError) || error.code === 'CANCELLED') throw error;
      const { code } = error;
      outcome.failures.push({ file: file.name, code, message: error.sentence('vi'), message_en: error.sentence('en') });
      continue;
    }
    await warehouse.keep();
  }
  return outcome;
}

/** A file's rows that were left out. @throws UserError as `rejectedWorkbook` */
export async function rejectedHere(
  engine: Engine,
  library: Library,
  file: File,
  language: Language,
): Promise<Uint8Array> {
  const asked = { sha256: await sha256OfFile(file), language };
  return rejectedWorkbook(engine, library, fileSource(file), { inflate: webInflate }, asked);
}
