import { expect, it } from 'vitest';
import { csv, emptyServers, form, IMPORTS, manyRows } from './empty-servers.ts';
import { problemIn } from './running-server.ts';

const servers = emptyServers();

const LIST = '/api/v1/imports';

interface Row {
  import: number;
  file: string;
  units: string[];
  rows_accepted: number;
  removable: boolean;
}

async function listed(token?: string): Promise<Row[]> {
  return (await servers.server.get(LIST, token)).json();
}

function remove(id: number | string, token?: string): Promise<Response> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${servers.server.url}${LIST}/${id}`, { method: 'DELETE', headers });
}

it('lists what was imported, tells what would go with it, and takes it away while readers go on', async () => {
  const { server } = servers;
  const first = csv([
    { code: 'H06.20-240305-1', unit: 'Sở Y tế' },
    { code: 'H06.20-240305-2', unit: 'Sở Y tế' },
  ]);
  const second = csv([{ code: 'H06.20-240305-2', unit: 'Sở Y tế', received: '06/03/2024' }]);
  await server.post(IMPORTS, form({ 'a.csv': first }));
  await server.post(IMPORTS, form({ 'b.csv': second }));
  expect(await listed()).toEqual([
    expect.objectContaining({
      import: 1,
      file: 'a.csv',
      units: ['brvt-syt'],
      lists: ['dossiers'],
      until: '2024-03-05',
      rows_accepted: 2,
      removable: true,
    }),
    expect.objectContaining({ import: 2, file: 'b.csv', until: '2024-03-06', rows_accepted: 1, removable: true }),
  ]);
  const goes = { import: 1, file: 'a.csv', lists: [{ list: 'dossiers', gone: 1, back: 1 }] };
  expect(await (await server.get(`${LIST}/1`)).json()).toEqual(goes);
  const [answer, ...readings] = await Promise.all([
    remove(1),
    ...Array.from({ length: 6 }, () => server.get('/api/v1/state')),
  ]);
  expect(await answer?.json()).toEqual(goes);
  for (const reading of readings) expect(reading?.status).toBe(200);
  expect((await listed()).map((row) => row.import)).toEqual([2]);
  expect(await servers.stored()).toEqual({ 'H06.20-240305-2': 'brvt-syt' });
  // Its number is nobody's any more, also where it was the last one.
  expect(await problemIn(await remove(1))).toMatchObject({ status: 400, code: 'UNKNOWN_PARAMETER' });
  expect((await remove(2)).status).toBe(200);
  await server.post(IMPORTS, form({ 'a.csv': first }));
  expect((await listed()).map((row) => row.import)).toEqual([3]);
  expect(await problemIn(await remove('x'))).toMatchObject({ status: 400 });
});

it('a contributor takes back what it sent, a consolidator what is of its units, nobody what is of others', async () => {
  const { server } = servers;
  const health = await server.token('brvt-syt', 'contributor');
  const education = await server.token('brvt-sgddt', 'contributor');
  const reader = await server.token('brvt-syt', 'reader');
  const above = await server.token('brvt', 'consolidator');
  const ours = await server.token('brvt-syt', 'consolidator');
  await server.post(IMPORTS, form({ 'cua-so-y-te.csv': manyRows(3) }), health);
  await server.post(IMPORTS, form({ 'tinh-gui.csv': csv([{ code: 'H06.20-24-9', unit: 'Sở Y tế' }]) }), above);
  await server.post(
    IMPORTS,
    form({
      'hai-so.csv': csv([
        { code: 'H06.20-24-8', unit: 'Sở Y tế' },
        { code: 'H06.23-24-8', unit: 'Sở Giáo dục và Đào tạo' },
      ]),
    }),
    above,
  );
  // Of a file with rows of two units, each sees its own.
  const shown = async (token: string) =>
    (await listed(token)).map((row) => [row.import, row.rows_accepted, row.removable]);
  expect(await shown(health)).toEqual([
    [1, 3, true],
    [2, 1, false],
    [3, 1, false],
  ]);
  expect(await shown(reader)).toEqual([
    [1, 3, false],
    [2, 1, false],
    [3, 1, false],
  ]);
  expect(await shown(ours)).toEqual([
    [1, 3, true],
    [2, 1, true],
    [3, 1, false],
  ]);
  expect(await shown(education)).toEqual([[3, 1, false]]);
  expect((await listed(education))[0]?.units).toEqual(['brvt-sgddt']);

  expect(await problemIn(await remove(1, education))).toMatchObject({ status: 400, code: 'UNKNOWN_PARAMETER' });
  expect(await problemIn(await remove(1, reader))).toMatchObject({ status: 403, code: 'NOT_YOUR_ROLE' });
  for (const [id, token] of [
    [2, health],
    [3, health],
    [3, ours],
    [3, education],
  ] as const) {
    expect(await problemIn(await remove(id, token))).toMatchObject({ status: 403, code: 'NOT_YOUR_IMPORT' });
    expect(await problemIn(await server.get(`${LIST}/${id}`, token))).toMatchObject({
      status: 403,
      code: 'NOT_YOUR_IMPORT',
    });
  }
  expect((await remove(1, health)).status).toBe(200);
  expect((await remove(2, ours)).status).toBe(200);
  expect((await remove(3, above)).status).toBe(200);
  expect(await listed()).toEqual([]);
  expect(await servers.stored()).toEqual({});
});

it('what was refused because another unit had it is taken once that is gone', async () => {
  const { server } = servers;
  const token = await server.token('brvt-syt', 'contributor');
  const rows = csv([{ code: 'H06.20-24-1', unit: 'Sở Y tế' }]);
  await server.post(IMPORTS, form({ 'nham.csv': csv([{ code: 'H06.20-24-1', unit: 'Sở Giáo dục và Đào tạo' }]) }));
  await server.post(IMPORTS, form({ 'dung.csv': rows }), token);
  expect(await servers.stored()).toEqual({ 'H06.20-24-1': 'brvt-sgddt' });
  await remove(1);
  await server.post(IMPORTS, form({ 'dung.csv': rows }), token);
  expect(await servers.stored()).toEqual({ 'H06.20-24-1': 'brvt-syt' });
  expect((await listed()).map((row) => row.file)).toEqual(['dung.csv']);
});
