import path from 'node:path';
import { expect, it } from 'vitest';
import type { Caller } from '../../pipeline/serve/access.ts';
import { SharedWarehouse } from '../../pipeline/serve/shared-warehouse.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { csv, emptyServers, IMPORTS } from './empty-servers.ts';
import { type Running, startServer } from './running-server.ts';

const here = emptyServers();

/** Says how often it was really read. */
class Counting extends SharedWarehouse {
  reads = 0;

  override read<T>(caller: Caller, work: (engine: Engine) => Promise<T>): Promise<T> {
    this.reads += 1;
    return super.read(caller, work);
  }
}

const FIGURES = '/api/v1/indicators?indicator=online_rate&from=2024-01-01&as_of=2024-12-31&unit=';

async function withServer(test: (server: Running, warehouse: Counting) => Promise<void>): Promise<void> {
  const warehouse = new Counting({ ...here.server.database, close: async () => undefined });
  const file = path.join(here.folder, 'warehouse.duckdb');
  const server = await startServer(file, { warehouse, requireTokens: true }, here.server.database);
  await test(server, warehouse).finally(() => server.close());
}

const rowsOf = (n: number): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(csv([{ code: `H06.20-24-00000${n}`, unit: 'Sở Y tế' }]));

it('many who ask the same are answered from one count; after an import, or for another unit, it is counted anew', async () => {
  await withServer(async (server, warehouse) => {
    const sender = await server.token('brvt-syt', 'contributor');
    const [reader, other] = [await server.token('brvt-syt', 'reader'), await server.token('brvt', 'reader')];
    expect((await server.post(`${IMPORTS}&filename=a.csv`, rowsOf(1), sender)).status).toBe(200);
    const before = warehouse.reads;
    const answers = await Promise.all(Array.from({ length: 50 }, () => server.get(`${FIGURES}brvt-syt`, reader)));
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(warehouse.reads - before).toBe(1);
    expect(new Set(texts).size).toBe(1);
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.get('content-type')}`)).size).toBe(1);
    expect(JSON.parse(texts[0] ?? '')).toMatchObject([{ denominator: 1 }]);

    // A list that goes on says so each time.
    const list = `/api/v1/dossiers?indicator=online_rate&unit=brvt-syt&from=2024-01-01&as_of=2024-12-31&side=missing&limit=1`;
    const links = [await server.get(list, reader), await server.get(list, reader)].map(({ headers }) =>
      headers.get('link'),
    );
    expect(links[1]).toBe(links[0]);

    // Another one's token has its own answer, a table of another kind too.
    const [read, again] = [warehouse.reads, () => warehouse.reads];
    expect((await server.get(`${FIGURES}brvt-syt`, other)).status).toBe(200);
    expect((await server.get(`${FIGURES}brvt-syt`, reader, 'text/csv')).headers.get('content-type')).toContain(
      'text/csv',
    );
    expect(again() - read).toBe(2);
    expect((await server.get(`${FIGURES}brvt`, reader)).status).toBe(403);

    expect((await server.post(`${IMPORTS}&filename=b.csv`, rowsOf(2), sender)).status).toBe(200);
    expect(await (await server.get(`${FIGURES}brvt-syt`, reader)).json()).toMatchObject([{ denominator: 2 }]);
  });
});

it('what is refused, or was counted while something was written, is not kept', async () => {
  await withServer(async (server, warehouse) => {
    const sender = await server.token('brvt-syt', 'contributor');
    const unknown = `${FIGURES.replace('online_rate', 'no_rate')}brvt-syt`;
    for (let time = 0; time < 2; time += 1) expect((await server.get(unknown, sender)).status).toBe(400);
    for (let n = 3; n <= 8; n += 1) {
      const importing = server.post(`${IMPORTS}&filename=${n}.csv`, rowsOf(n), sender);
      const asked = Array.from({ length: 5 }, () => server.get(`${FIGURES}brvt-syt`, sender));
      expect((await importing).status).toBe(200);
      await Promise.all(asked);
      const [{ denominator }] = (await (await server.get(`${FIGURES}brvt-syt`, sender)).json()) as [
        { denominator: number },
      ];
      const [counted] = await warehouse.readAll({ token: null, gone: new AbortController().signal }, (engine) =>
        engine.query("SELECT count(*)::INTEGER AS n FROM dossiers WHERE unit_id = 'brvt-syt'"),
      );
      expect(denominator).toBe(counted?.['n']);
    }
  });
});
