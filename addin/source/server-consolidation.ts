import { vietnameseMoment } from '../../pipeline/dates.ts';
import type { FormChoice } from '../../pipeline/office/collection-now.ts';
import type {
  CollectedFiles,
  CollectionNow,
  CollectionQuery,
  ConsolidationSource,
  DifferenceRecord,
  SendingSource,
  StandingRecord,
} from './consolidation-source.ts';
import type { Connection } from './server-address.ts';
import { bodyOf, callServer, ProblemError } from './server-call.ts';

const JSON_TYPE = 'application/json';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const ZIP = 'application/zip';

type Query = Readonly<Record<string, string | undefined>>;

/** What is wrong with one file alone: the others go on. */
const OF_ONE_FILE = new Set(['OTHER_UNITS_REPORT', 'NO_FILES', 'TOO_LARGE', 'BROKEN_UPLOAD']);

const asked = ({ plan, form, unit, asOf, language }: CollectionQuery): Query => ({
  plan,
  form,
  unit,
  as_of: asOf,
  lang: language,
});

const forms = async (connection: Connection): Promise<FormChoice[]> =>
  (await json<{ forms: FormChoice[] }>(connection, '/forms', {})).forms;

/** Units' reports collected on a server, by whoever consolidates there. */
export function consolidationOfServer(connection: Connection): ConsolidationSource {
  const bytes = async (place: string, query: Query, type: string, method: string): Promise<Uint8Array> => {
    const answer = await callServer(connection, place, query, type, undefined, undefined, method);
    return bodyOf(answer, async (sent) => new Uint8Array(await sent.arrayBuffer()), connection.address);
  };
  return {
    forms: () => forms(connection),
    collect: (query, files, onFile) =>
      handIn(connection, '/collection/files', files, onFile, (file) => ({
        ...asked(query),
        received: vietnameseMoment(file.lastModified),
      })),
    now: (query) => json<CollectionNow>(connection, '/collection', asked(query)),
    async decide(query, units, act, reason, seen) {
      await json(connection, '/collection/decisions', asked(query), { act, units, reason, seen });
    },
    async explainUnit({ unit }, name, means) {
      await json(connection, '/collection/names', { unit }, { name, means });
    },
    workbook: (query, only) => bytes('/collection/workbook', { ...asked(query), only }, XLSX, 'GET'),
    blanks: (query) => bytes('/collection/blanks', asked(query), ZIP, 'GET'),
    difference: (query, of, target, lists) => {
      const about = { ...asked(query), of, target };
      if (lists.length === 0) return json<DifferenceRecord>(connection, '/collection/difference', about);
      const body = new FormData();
      for (const list of lists) body.append('files', list, list.name);
      return json<DifferenceRecord>(connection, '/collection/difference', about, body);
    },
    letter: (query) => bytes('/collection/letter', asked(query), DOCX, 'POST'),
  };
}

/** A unit's own reports, by its own token. */
export function sendingToServer(connection: Connection): SendingSource {
  return {
    forms: () => forms(connection),
    standing: (query) => json<StandingRecord>(connection, '/own-reports', asked(query)),
    send: (query, files, onFile) => handIn(connection, '/own-reports', files, onFile, () => asked(query)),
  };
}

/** The server is ours and of the same version: what it sends is what its types say. */
async function json<T>(connection: Connection, place: string, query: Query, body?: unknown): Promise<T> {
  const answer = await callServer(connection, place, query, JSON_TYPE, undefined, body);
  return bodyOf(answer, (sent): Promise<T> => sent.json(), connection.address);
}

/** One request a file, in order of names; @param onFile told with the number of each, from 1 */
async function handIn(
  connection: Connection,
  place: string,
  files: readonly File[],
  onFile: (number: number, of: number) => void,
  queryFor: (file: File) => Query,
): Promise<CollectedFiles> {
  const reports: CollectedFiles['reports'][number][] = [];
  const refused: CollectedFiles['refused'][number][] = [];
  for (const [index, file] of [...files].sort((a, b) => (a.name < b.name ? -1 : 1)).entries()) {
    onFile(index + 1, files.length);
    const body = new Blob([file], { type: 'application/octet-stream' });
    try {
      const query = { ...queryFor(file), filename: file.name };
      reports.push(...(await json<CollectedFiles>(connection, place, query, body)).reports);
    } catch (error) {
      if (!(error instanceof ProblemError) || !OF_ONE_FILE.has(error.code)) throw error;
      refused.push({ file: file.name, message: error.vi, message_en: error.en });
    }
  }
  return { reports, refused };
}
