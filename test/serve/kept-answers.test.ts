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
  hold: () => Promise<void> = async () => undefined;

  override read<T>(caller: Caller, work: (engine: Engine) => Promise<T>): Promise<T> {
    this.reads += 1;
    return super.read(caller, async (engine) => {
      await this.hold();
      return work(engine);
    });
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

    // What the server says to itself nobody else can say.
    const own = { authorization: `Bearer ${reader}`, 'vedich-counted-anew': '' };
    const counted = warehouse.reads;
    expect((await fetch(`${server.url}${FIGURES}brvt-syt`, { headers: own })).status).toBe(200);
    expect(warehouse.reads).toBe(counted);

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

it('an import drops what its own units are asked, and nothing of others; whoever has an answer is told that it is the same', async () => {
  await withServer(async (server, warehouse) => {
    const sender = await server.token('brvt-syt', 'contributor');
    const [own, other] = [await server.token('brvt-syt', 'reader'), await server.token('brvt-stp', 'reader')];
    const figures = (unit: string, token: string, etag = '') =>
      fetch(`${server.url}${FIGURES}${unit}`, {
        headers: { authorization: `Bearer ${token}`, ...(etag === '' ? {} : { 'if-none-match': etag }) },
      });
    const asked = [await figures('brvt-syt', own), await figures('brvt-stp', other)];
    const [[ownTag, ownImport], [otherTag, otherImport]] = asked.map(({ headers }) => [
      headers.get('etag') ?? '',
      Number(headers.get('vedich-last-import')),
    ]) as [[string, number], [string, number]];
    expect(ownTag).toMatch(/^"[\w-]{22}"$/);
    const same = await figures('brvt-syt', own, `W/${ownTag}, "x"`);
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', ownTag]);

    const done = await server.post(`${IMPORTS}&filename=c.csv`, rowsOf(9), sender);
    const { imports } = (await done.json()) as { imports: { import: number }[] };
    const before = warehouse.reads;
    const unmoved = await figures('brvt-stp', other, otherTag);
    expect([unmoved.status, warehouse.reads - before]).toEqual([304, 0]);
    expect(Number(unmoved.headers.get('vedich-last-import'))).toBe(otherImport);
    // Counted anew before the import was told as done.
    const changed = await figures('brvt-syt', own, ownTag);
    expect([changed.status, warehouse.reads - before]).toEqual([200, 0]);
    expect(Number(changed.headers.get('vedich-last-import'))).toBe(imports[0]?.import);
    expect(Number(changed.headers.get('vedich-last-import'))).toBeGreaterThan(ownImport);
  });
});

it('while what was imported is counted anew, others have the answer of before with its import', async () => {
  await withServer(async (server, warehouse) => {
    const sender = await server.token('brvt-syt', 'contributor');
    const reader = await server.token('brvt-syt', 'reader');
    const figures = () => server.get(`${FIGURES}brvt-syt`, reader);
    for (let time = 0; time < 2; time += 1) await figures();
    const before = Number((await figures()).headers.get('vedich-last-import'));
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    warehouse.hold = async () => {
      held.resolve();
      await release.promise;
    };
    const importing = server.post(`${IMPORTS}&filename=d.csv`, rowsOf(10), sender);
    await held.promise;
    const meanwhile = await figures();
    expect([meanwhile.status, Number(meanwhile.headers.get('vedich-last-import'))]).toEqual([200, before]);
    warehouse.hold = async () => undefined;
    release.resolve();
    expect((await importing).status).toBe(200);
    expect(Number((await figures()).headers.get('vedich-last-import'))).toBe(before + 1);
  });
});
