import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { readOffice } from '../../pipeline/cli/library.ts';
import { liveLibrary } from '../../pipeline/cli/live-library.ts';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { openForServing } from '../../pipeline/cli/warehouse.ts';
import { buildServer } from '../../pipeline/serve/server.ts';
import { SharedWarehouse } from '../../pipeline/serve/shared-warehouse.ts';
import { scratchPrefix } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { damagedText } from './damage.ts';
import { LISTS } from './lists.ts';
import { type Target, textOf, utf8 } from './target.ts';

/** An input is a request: `METHOD address`, the type of its body, the body. */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;
const PERIOD = { from: '2024-01-01', as_of: '2024-11-30' };
const KNOWN: Readonly<Record<string, string>> = {
  ...PERIOD,
  plan: 'brvt-ubnd-2023',
  unit: 'brvt-sgddt',
  of: 'brvt-sgddt',
  indicator: 'online_rate',
  target: 'remote-online',
  side: 'missing',
  by: 'month',
  list: 'dossiers',
  province: 'brvt',
  filename: 'thu.csv',
  lang: 'vi',
  limit: '10',
};
const BODIES: readonly (readonly [place: string, body: unknown])[] = [
  ['/query', { sql: 'SELECT count(*) FROM dossiers' }],
  ['/figures', { questions: [{ ask: 'figure', of: 'online_rate', unit: 'brvt', ...PERIOD }] }],
  ['/said', { kind: 'months-without', by: 'B', take_back: false, months: [] }],
  ['/library/spellings', { units: { 'Quầy 1': 'brvt-sgddt' } }],
  ['/library/defaults', { signatory: 'Nguyễn Văn A' }],
  ['/collection/decisions', { act: 'returned', units: ['brvt-stp'], reason: 'thiếu' }],
];

interface Served {
  app: FastifyInstance;
  faults: unknown[];
  folder: string;
}

let served: Promise<Served> | undefined;

async function start(): Promise<Served> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vedich-fuzz-'));
  mkdirSync(path.join(folder, 'library'));
  const file = path.join(folder, 'warehouse.duckdb');
  const office = await readOffice(path.join(folder, 'library'));
  const database = await openForServing(file, office.library);
  const faults: unknown[] = [];
  const app = await buildServer({
    library: await liveLibrary(office, database, []),
    warehouse: new SharedWarehouse(database),
    uploads: scratchPrefix(file, 'upload'),
    limits: { bytes: 2 ** 18, files: 2 },
    template: standardTemplate(),
    clock: () => '2026-11-21 08:00:00',
    onFault: (_, error) => faults.push(error),
    version: 'fuzz',
    tokenFile: path.join(folder, 'tokens.json'),
    auditFile: path.join(folder, 'audit.jsonl'),
    requireTokens: false,
    loopback: true,
    addin: path.join(folder, 'addin'),
    questionSeconds: 2,
  });
  await app.ready();
  return { app, faults, folder };
}

/** One request of each route, as its description says. */
export async function requests(): Promise<Uint8Array[]> {
  served ??= start();
  const { app } = await served;
  const paths = app.swagger().paths ?? {};
  return Object.entries(paths).flatMap(([place, methods]) =>
    Object.entries(methods as Record<string, { parameters?: { name: string; in: string }[] }>).map(
      ([method, { parameters = [] }]) => {
        const query = parameters.filter(({ name, in: where }) => where === 'query' && name in KNOWN);
        const written = new URLSearchParams(query.map(({ name }) => [name, KNOWN[name] ?? '']));
        const body = BODIES.find(([of]) => place.endsWith(of))?.[1];
        const [type, text] =
          body === undefined
            ? ['application/octet-stream', LISTS[0] ?? '']
            : ['application/json', JSON.stringify(body)];
        const id = place.includes('/plans/') ? 'brvt-ubnd-2023' : place.includes('/imports/') ? '1' : 'brvt';
        const address = `${place.replace(/\{\w+\}/g, id)}?${written}`.replace(/\?$/, '');
        return utf8(`${method.toUpperCase()} ${address}\n${method === 'get' ? '' : `${type}\n${text}`}`);
      },
    ),
  );
}

/** The server in this process, without a line: whatever is asked, the answer is an answer or a problem with its sentence. */
export const httpTarget = (seeds: readonly Uint8Array[]): Target => ({
  name: 'requests',
  seeds,
  damage: (bytes, random) => {
    const text = textOf(bytes);
    const end = text.indexOf('\n');
    // The address or the body alone, so that a body often comes to its route.
    const isBody = random(3) > 0 && end < text.length - 1;
    const [head, tail] = isBody ? [text.slice(0, end + 1), text.slice(end + 1)] : ['', text];
    return { bytes: utf8(head + damagedText(tail, random)) };
  },
  async run({ bytes }) {
    served ??= start();
    const { app, faults } = await served;
    const [first = '', type = '', ...body] = textOf(bytes).split('\n');
    const [named = '', ...address] = first.split(' ');
    const method = METHODS.find((one) => one === named) ?? 'POST';
    const url = `/${address.join(' ').replace(/^\/+/, '')}`.replace(/[^\x21-\x7e]/g, encodeURIComponent.bind(null));
    // What is no address never comes to a route.
    if (!URL.canParse(url, 'http://localhost')) return true;
    const headers = { 'content-type': type.replace(/[^\x20-\x7e]/g, '') || 'application/json' };
    const options: InjectOptions = { method, url, headers };
    const answer = await app.inject(method === 'GET' ? options : { ...options, payload: body.join('\n') });
    const [fault] = faults.splice(0);
    if (fault !== undefined) throw fault;
    if (answer.statusCode >= 500 && answer.statusCode !== 503) throw new Error(`${answer.statusCode} ${answer.body}`);
    if (answer.statusCode < 400) return false;
    if (!String(answer.headers['content-type']).startsWith('application/problem+json') || !answer.json().detail)
      throw new Error(`no problem: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
    return true;
  },
  async end() {
    const server = await served;
    served = undefined;
    await server?.app.close();
    if (server !== undefined) rmSync(server.folder, { recursive: true, force: true });
  },
});
