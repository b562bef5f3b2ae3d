import { fileName } from '../../pipeline/library/layer/files.ts';
import type { Spelling } from '../../pipeline/office/spellings.ts';
import type { LibrarySource, Mistake } from './library-source.ts';
import type { Connection } from './server-address.ts';
import { bodyOf, callServer, ProblemError } from './server-call.ts';

const YAML = 'application/yaml';
const ZIP = 'application/zip';

/** The office's own layer beside the server's warehouse. */
export function libraryOfServer(connection: Connection): LibrarySource {
  const call = (place: string, type: string, body?: unknown, method?: string): Promise<Response> =>
    callServer(connection, `/library${place}`, {}, type, undefined, body, method);
  const json = async <T>(place: string, body?: unknown, method?: string): Promise<T> => {
    const answer = await call(place, 'application/json', body, method);
    return bodyOf(answer, (sent): Promise<T> => sent.json(), connection.address);
  };
  /** What is wrong with the files where the change was refused for it. */
  const told = (change: Promise<unknown>): Promise<Mistake[]> =>
    change.then(
      () => [],
      (error: unknown) => mistakesIn(error),
    );
  return {
    state: () => json(''),
    async text(kind, id) {
      const answer = await call(`/${kind}/${encodeURIComponent(id)}`, YAML);
      return bodyOf(answer, (sent) => sent.text(), connection.address);
    },
    async put(kind, name, bytes) {
      const id = kind === 'plans' ? (planId(bytes) ?? fileStem(name)) : fileStem(name);
      const body = new Blob([new Uint8Array(bytes)], { type: YAML });
      try {
        const { ids } = await json<{ ids: string[] }>(`/${kind}/${encodeURIComponent(id)}`, body, 'PUT');
        return { ids, mistakes: [] };
      } catch (error) {
        return { ids: [], mistakes: mistakesIn(error) };
      }
    },
    async remove(kind, id) {
      try {
        await json(`/${kind}/${encodeURIComponent(id)}`, undefined, 'DELETE');
        return [];
      } catch (error) {
        return mistakesIn(error);
      }
    },
    spellings: async () => (await json<{ spellings: Spelling[] }>('/spellings')).spellings,
    explain: (answers) => told(json('/spellings', answers)),
    forget: ({ part, column, written }) => told(json('/spellings', { part, column, written }, 'DELETE')),
    defaults: () => json('/defaults'),
    async putDefaults({ place, numberPattern, template, signatory, recipients, appendices }) {
      try {
        await json('/defaults', { place, numberPattern, template, signatory, recipients, appendices }, 'PUT');
        return [];
      } catch (error) {
        return mistakesIn(error);
      }
    },
    async exported() {
      const answer = await call('/export', ZIP);
      return bodyOf(answer, async (sent) => new Uint8Array(await sent.arrayBuffer()), connection.address);
    },
    async imported(zip) {
      try {
        return await json('/import', new Blob([await zip.arrayBuffer()], { type: ZIP }));
      } catch (error) {
        return { files: 0, mistakes: mistakesIn(error) };
      }
    },
    provinces: async () =>
      (await json<{ provinces: Awaited<ReturnType<LibrarySource['provinces']>> }>('/provinces')).provinces,
    unitsOf: async (province) =>
      (await json<{ units: Awaited<ReturnType<LibrarySource['unitsOf']>> }>(`/provinces/${province}`)).units,
    unitsFrom: (rows, province) => json('/units-from', { rows, province }),
  };
}

function fileStem(name: string): string {
  return fileName(name).replace(/\.yaml$/, '');
}

/** What the plan calls itself; the address of a plan on the server is its id. */
function planId(bytes: Uint8Array): string | undefined {
  return /^id:\s*["']?([a-z0-9-]+)/m.exec(new TextDecoder().decode(bytes))?.[1];
}

/** Mistakes of files, `plans/a.yaml:12`; whatever else went wrong is thrown on. */
function mistakesIn(error: unknown): Mistake[] {
  if (!(error instanceof ProblemError) || error.code !== 'LIBRARY_MISTAKES') throw error;
  return error.failures.map(({ file, message, message_en }) => {
    const [, path = file, line = '0'] = /^(.*):(\d+)$/.exec(file) ?? [];
    return { file: path, line: Number(line), message, message_en };
  });
}
