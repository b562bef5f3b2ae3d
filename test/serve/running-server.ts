import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { readOffice } from '../../pipeline/cli/library.ts';
import { liveLibrary } from '../../pipeline/cli/live-library.ts';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { openForServing } from '../../pipeline/cli/warehouse.ts';
import { auditFile } from '../../pipeline/serve/audit.ts';
import type { ProblemDocument } from '../../pipeline/serve/problem.ts';
import { buildServer, type ServerOptions } from '../../pipeline/serve/server.ts';
import { SharedWarehouse } from '../../pipeline/serve/shared-warehouse.ts';
import { type KeptToken, makeToken, type Role, tokenFile, writeTokens } from '../../pipeline/serve/tokens.ts';
import { type NativeDatabase, scratchPrefix } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';

export const NOW = '2026-11-21 08:00:00';

/** The server itself, on a port of its own; what went wrong inside it is kept for the test. */
export interface Running {
  url: string;
  port: number;
  app: FastifyInstance;
  database: NativeDatabase;
  faults: unknown[];
  /** Makes a token that works. */
  token(unit: string, role: Role, expires?: string): Promise<string>;
  get(place: string, token?: string, accept?: string): Promise<Response>;
  post(
    place: string,
    body: FormData | string | Uint8Array<ArrayBuffer>,
    token?: string,
    accept?: string,
  ): Promise<Response>;
  postJson(place: string, value: unknown, token?: string): Promise<Response>;
  close(): Promise<void>;
}

/**
 * @param shared the database of another server in the same process, which then closes it
 * @param port where another one listened before; any by default
 */
export async function startServer(
  warehouse: string,
  options: Partial<ServerOptions> = {},
  shared?: NativeDatabase,
  port = 0,
): Promise<Running> {
  const office = await readOffice(path.join(path.dirname(warehouse), 'library'));
  const database = shared ?? (await openForServing(warehouse, office.library));
  const library = await liveLibrary(office, database, []);
  const faults: unknown[] = [];
  const file = tokenFile(warehouse);
  const kept: KeptToken[] = [];
  const app = await buildServer({
    library,
    warehouse: new SharedWarehouse(shared === undefined ? database : { ...shared, close: async () => undefined }),
    uploads: scratchPrefix(warehouse, 'upload'),
    limits: { bytes: 2 ** 20, files: 3 },
    template: standardTemplate(),
    clock: () => NOW,
    onFault: (_, error) => faults.push(error),
    version: 'test',
    tokenFile: file,
    auditFile: auditFile(warehouse),
    requireTokens: false,
    loopback: true,
    addin: path.join(path.dirname(warehouse), 'addin'),
    ...options,
  });
  const url = await app.listen({ host: '127.0.0.1', port });
  const headers = (token: string | undefined, accept: string | undefined): Record<string, string> => ({
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(accept === undefined ? {} : { accept }),
  });
  return {
    url,
    port: Number(new URL(url).port),
    app,
    database,
    faults,
    async token(unit, role, expires) {
      const made = makeToken(unit, role, expires ?? null, NOW);
      kept.push(made.kept);
      await writeTokens(file, kept);
      return made.token;
    },
    get: (place, token, accept) => fetch(`${url}${place}`, { headers: headers(token, accept), redirect: 'manual' }),
    post: (place, body, token, accept) =>
      fetch(`${url}${place}`, {
        method: 'POST',
        body,
        headers: {
          ...headers(token, accept),
          ...(body instanceof FormData ? {} : { 'content-type': 'application/octet-stream' }),
        },
      }),
    postJson: (place, value, token) =>
      fetch(`${url}${place}`, {
        method: 'POST',
        body: JSON.stringify(value),
        headers: { ...headers(token, undefined), 'content-type': 'application/json' },
      }),
    close: () => app.close(),
  };
}

/** The problem document of an answer; fails where it is none, or tells what only we should know. */
export async function problemIn(answer: Response): Promise<ProblemDocument> {
  const text = await answer.text();
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json'))
    throw new Error(`no problem: ${answer.status} ${text.slice(0, 300)}`);
  if (/node_modules|\.ts:\d|\\n\s+at |SELECT |Error:/.test(text)) throw new Error(`tells too much: ${text}`);
  const problem: ProblemDocument = JSON.parse(text);
  if (
    problem.status !== answer.status ||
    problem.detail === '' ||
    problem.detail_en === '' ||
    problem.title === '' ||
    problem.request === ''
  )
    throw new Error(`half a problem: ${text}`);
  return problem;
}
