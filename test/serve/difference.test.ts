import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AS_OF, differing, PLAN, sides, UNIT, writeOwnLists } from '../consolidate/own-lists.ts';
import { vedich } from '../pipeline/command-line.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { form } from './empty-servers.ts';
import { problemIn, type Running, startServer } from './running-server.ts';

const scratch = temporaryFolder();
const lists = path.join(scratch.folder, 'danh-sach');
let server: Running;
beforeAll(async () => {
  writeOwnLists(lists);
  const [own, office, report] = ['so.duckdb', 'tinh.duckdb', 'bao-cao.xlsx'].map((name) =>
    path.join(scratch.folder, name),
  );
  if (own === undefined || office === undefined || report === undefined) throw new Error('named above');
  await vedich(['import', lists, '--province', 'brvt', '--warehouse', own]);
  await vedich(['report', '--plan', PLAN, '--unit', UNIT, '--as-of', AS_OF, '--warehouse', own, '-o', report]);
  await sampleWarehouse(office, ['brvt-2024']);
  await vedich(['collect', report, '--plan', PLAN, '--unit', 'brvt', '--as-of', AS_OF, '--warehouse', office]);
  server = await startServer(office, { requireTokens: true, limits: { bytes: 2 ** 24, files: 20 } });
}, 300_000);
afterAll(async () => {
  await server?.close();
  scratch.remove();
});

const place = (target: string): string =>
  `/api/v1/collection/difference?plan=${PLAN}&unit=brvt&as_of=${AS_OF}&of=${UNIT}&target=${target}`;
const given = (): FormData =>
  form(
    Object.fromEntries(readdirSync(lists).map((name) => [name, new Uint8Array(readFileSync(path.join(lists, name)))])),
  );

it('a figure that a unit reports opens to the dossiers of the difference, by the lists that it counted from', async () => {
  const token = await server.token('brvt', 'consolidator');
  const answer = await server.post(place('remote-online'), given(), token);
  expect(answer.status).toBe(200);
  const { members, list, reported } = await answer.json();
  expect(list).toEqual(reported);
  expect(
    members.map((row: Record<string, string>) => [row['member'], row['counted_here'], row['counted_by_unit']]),
  ).toEqual(differing('remote-online'));
  const here = await (await server.get(place('remote-online'), token)).json();
  expect(here.members).toHaveLength(sides('remote-online').size);
  expect(server.faults).toEqual([]);
  // Nothing of what was handed in is left.
  expect(readdirSync(scratch.folder).filter((name) => name.startsWith('vedich-upload'))).toEqual([]);
}, 120_000);

it('whoever does not consolidate there gets none of it', async () => {
  const [reader, own, other] = [
    await server.token('brvt', 'reader'),
    await server.token(UNIT, 'consolidator'),
    await server.token('brvt-syt', 'consolidator'),
  ];
  for (const [token, answer] of [
    [own, await server.get(place('remote-online'), own)],
    [other, await server.get(place('remote-online'), other)],
    [reader, await server.post(place('remote-online'), given(), reader)],
    [own, await server.post(place('remote-online'), given(), own)],
    [other, await server.post(place('remote-online'), given(), other)],
  ] as const) {
    expect(answer.status, token).toBe(403);
    expect(JSON.stringify(await problemIn(answer))).not.toContain('H06.23');
  }
});

it('of a unit that has left the office nothing is told as it was after that day, with lists or without', async () => {
  const [district, town] = ['brvt-longdien', 'brvt-longdien-longdien'];
  const token = await server.token(district, 'consolidator');
  const on = (day: string) =>
    place('remote-online')
      .replace('unit=brvt&', `unit=${district}&`)
      .replace(`of=${UNIT}`, `of=${town}`)
      .replace(AS_OF, day);
  // The town was another district's from 2025 on.
  for (const answer of [await server.get(on('2025-01-31'), token), await server.post(on('2025-01-31'), given(), token)])
    expect(await problemIn(answer)).toMatchObject({ status: 403, code: 'NOT_YOUR_UNIT' });
  for (const answer of [await server.get(on(AS_OF), token), await server.post(on(AS_OF), given(), token)])
    expect((await problemIn(answer)).code).not.toBe('NOT_YOUR_UNIT');
});
