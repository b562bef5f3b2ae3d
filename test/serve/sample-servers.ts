import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll } from 'vitest';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { type Running, startServer } from './running-server.ts';

export const ARROW = 'application/vnd.apache.arrow.stream';
export const PLAN = 'brvt-ubnd-2023';

/** Servers of one warehouse: the samples of the plan's year. */
export interface SampleServers {
  /** The warehouse. */
  file: string;
  /** Asks nobody for a token. */
  local: Running;
  /** Asks everybody. */
  guarded: Running;
  /** A reader's token for the guarded one, by unit: the province, three units below it, another province. */
  tokens: Readonly<Record<string, string>>;
}

/** They run from before the first test of the file to behind its last. */
export function sampleServers(): SampleServers {
  const scratch = temporaryFolder();
  const file = path.join(scratch.folder, 'warehouse.duckdb');
  let guarded: Running | undefined;
  let local: Running | undefined;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    await sampleWarehouse(file, ['brvt-2023']);
    guarded = await startServer(file, { requireTokens: true });
    local = await startServer(file, {}, guarded.database);
    for (const unit of ['brvt', 'brvt-syt', 'brvt-sgddt', 'brvt-chauduc', 'gialai'])
      tokens[unit] = await guarded.token(unit, 'reader');
  });
  afterAll(async () => {
    await local?.close();
    await guarded?.close();
    scratch.remove();
  });
  const started = (server: Running | undefined): Running => {
    if (server === undefined) throw new Error('the servers start before the first test');
    return server;
  };
  return {
    file,
    tokens,
    get local() {
      return started(local);
    },
    get guarded() {
      return started(guarded);
    },
  };
}

export interface Operation {
  method: string;
  place: string;
  security: unknown;
  parameters: { name: string; in: string; required?: boolean }[];
}

/** Every route of the OpenAPI document. */
export async function operations(server: Running): Promise<Operation[]> {
  const answer = await server.get('/api/openapi.json');
  const document: {
    paths: Record<string, Record<string, { parameters?: Operation['parameters']; security?: unknown }>>;
  } = await answer.json();
  return Object.entries(document.paths).flatMap(([place, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], security }]) => ({
      method: method.toUpperCase(),
      place,
      parameters,
      security,
    })),
  );
}

/** What an answer says, whatever it is packed in. */
export async function textOf(answer: Response): Promise<string> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return new TextDecoder().decode(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => new TextDecoder().decode(part))
    .join('\n');
}
