import type { ImportedSheet } from '../../pipeline/facts/types.ts';
import { NO_MAPPING } from '../../pipeline/library/mapping.ts';
import { sourceError } from './messages.ts';
import type { Connection } from './server-address.ts';
import { offline, type Problem, problemError, problemOf, queryText } from './server-call.ts';
import { type ImportChoice, type ImportOutcome, type ImportProgress, SourceError } from './source.ts';

type ImportEvent =
  | { event: 'queued' }
  | { event: 'progress'; read: number; total: number; rows: number }
  | ({ event: 'done'; sheets: ImportedSheet[] } & Pick<ImportOutcome, 'imports' | 'open' | 'failures'>)
  | { event: 'problem'; problem: Problem };

type Told = Pick<ImportProgress, 'step' | 'read' | 'total' | 'rows'>;

/**
 * One request a file, in order of names as the command line does: a file that cannot be read leaves the others alone, and
 * a list of files longer than the server takes at once does not matter.
 */
export async function sendFiles(
  connection: Connection,
  files: readonly File[],
  options: ImportChoice,
  onProgress: (progress: ImportProgress) => void,
  signal?: AbortSignal,
): Promise<ImportOutcome> {
  const outcome: ImportOutcome = { imports: [], sheets: [], open: [], failures: [] };
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, file] of ordered.entries()) {
    signal?.throwIfAborted();
    const tell = (told: Told): void => onProgress({ file: file.name, number: index + 1, of: ordered.length, ...told });
    try {
      const { imports, sheets, open, failures } = await sendFile(connection, file, options, tell, signal);
      outcome.imports.push(...imports);
      outcome.sheets.push(...sheets);
      outcome.open.push(...open);
      outcome.failures.push(...failures);
    } catch (error) {
      signal?.throwIfAborted();
      // Nothing went in yet: the whole import failed, and the screen says why.
      if (!(error instanceof SourceError) || index === 0) throw error;
      for (const { name } of ordered.slice(index))
        outcome.failures.push({ file: name, code: error.code, message: error.vi, message_en: error.en });
      return outcome;
    }
  }
  return outcome;
}

/** XMLHttpRequest, because `fetch` does not tell how much has been sent. */
function sendFile(
  { address, token }: Connection,
  file: File,
  { province, unit, as, answers = NO_MAPPING }: ImportChoice,
  tell: (told: Told) => void,
  signal?: AbortSignal,
): Promise<ImportOutcome> {
  const pairs = (said: Readonly<Record<string, string>>): string[] =>
    Object.entries(said).map(([written, meant]) => `${written}=${meant}`);
  const { columns, codes, units, agencies, sheets } = answers;
  const query = queryText({
    filename: file.name,
    province,
    unit,
    as,
    map: pairs(columns),
    map_value: Object.entries(codes).flatMap(([column, cells]) => pairs(cells).map((pair) => `${column}:${pair}`)),
    map_unit: pairs(units),
    map_sheet: pairs({ ...sheets, ...agencies }),
  });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    let seen = 0;
    let outcome: ImportOutcome | undefined;
    let failure: SourceError | undefined;
    const readLines = (): void => {
      const end = request.responseText.lastIndexOf('\n') + 1;
      const lines = request.responseText.slice(seen, end).split('\n');
      seen = end;
      for (const line of lines) {
        if (line === '') continue;
        const event: ImportEvent = JSON.parse(line);
        if (event.event === 'progress') {
          const { read, total, rows } = event;
          tell({ step: 'reading', read, total, rows });
        }
        if (event.event === 'done') outcome = event;
        if (event.event === 'problem') {
          if (event.problem.failures === undefined) failure = problemError(event.problem, address, request.status);
          else outcome = { imports: [], sheets: [], open: [], failures: event.problem.failures };
        }
      }
    };
    request.open('POST', `${address}/api/v1/imports${query}`);
    request.setRequestHeader('accept', 'application/x-ndjson');
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (token !== undefined) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => tell({ step: 'sending', read: loaded, total, rows: 0 });
    request.onprogress = () => {
      if (request.status === 200) readLines();
    };
    request.onload = () => {
      if (request.status === 200) readLines();
      if (outcome !== undefined) resolve(outcome);
      else if (failure !== undefined) reject(failure);
      else if (request.status === 200) reject(sourceError('BROKEN_OFF', { file: file.name }));
      else reject(problemError(problemOf(request.responseText), address, request.status));
    };
    request.onerror = () => reject(seen > 0 ? sourceError('BROKEN_OFF', { file: file.name }) : offline(address));
    request.onabort = () => reject(signal?.reason);
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort);
    tell({ step: 'sending', read: 0, total: file.size, rows: 0 });
    request.send(file);
  });
}
