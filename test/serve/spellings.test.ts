import { expect, it } from 'vitest';
import { ServerSource } from '../../addin/source/server-source.ts';
import type { OpenFile } from '../../pipeline/facts/open-questions.ts';
import { type Mapping, NO_MAPPING } from '../../pipeline/library/mapping.ts';
import type { Spelling } from '../../pipeline/office/spellings.ts';
import { csv, emptyServers, form, IMPORTS, reportOf } from './empty-servers.ts';
import { problemIn } from './running-server.ts';

const here = emptyServers();
const SPELLINGS = '/api/v1/library/spellings';

const ANSWERS: Mapping = {
  ...NO_MAPPING,
  columns: { 'Chủ HS': 'ignore' },
  codes: { channel: { 'Bồ câu': 'counter' } },
  units: { 'Quầy số 9': 'brvt-syt' },
};

async function said(token?: string): Promise<Pick<Spelling, 'part' | 'written' | 'vi'>[]> {
  const { spellings }: { spellings: Spelling[] } = await (await here.server.get(SPELLINGS, token)).json();
  return spellings.map(({ part, written, vi }) => ({ part, written, vi }));
}

function forget(place: object, token?: string): Promise<Response> {
  return fetch(`${here.server.url}${SPELLINGS}`, {
    method: 'DELETE',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(place),
  });
}

const STRANGE = csv([
  { code: 'H06.20-24-000001', unit: 'Sở Y tế' },
  { code: 'H06.20-24-000002', unit: 'Quầy số 9', channel: 'Bồ câu' },
]);

it('answers are kept for every import, told with their meaning, and taken back one by one', async () => {
  const asked = await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': STRANGE })));
  expect(asked.open.map(({ kind, written }) => [kind, written])).toEqual([
    ['value', 'Bồ câu'],
    ['unit', 'Quầy số 9'],
  ]);
  const source = new ServerSource({ address: here.server.url });
  expect(await source.library.explain(ANSWERS)).toEqual([]);
  expect(await said()).toEqual([
    { part: 'columns', written: 'Chủ HS', vi: 'không dùng' },
    { part: 'codes', written: 'Bồ câu', vi: 'Trực tiếp' },
    { part: 'units', written: 'Quầy số 9', vi: 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu' },
  ]);
  const told = await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': STRANGE })));
  expect(told).toMatchObject({ open: [], sheets: [{ rows: { accepted: 2, rejected: 0 } }] });

  expect((await forget({ part: 'codes', column: 'channel', written: 'Bồ câu' })).status).toBe(200);
  expect((await said()).map(({ written }) => written)).toEqual(['Chủ HS', 'Quầy số 9']);
  const again = await reportOf(
    await here.server.post(IMPORTS, form({ 'b.csv': STRANGE.replaceAll('24-00', '24-01') })),
  );
  expect(again.open.map(({ written }) => written)).toEqual(['Bồ câu']);
});

it('a meaning that there is not is refused, and nothing is kept', async () => {
  const wrong = { ...NO_MAPPING, codes: { channel: { 'Bồ câu': 'pigeon' } } };
  const answer = await here.server.postJson(SPELLINGS, wrong);
  expect(await problemIn(answer)).toMatchObject({ status: 422, code: 'LIBRARY_MISTAKES' });
  expect(await said()).toEqual([]);
});

it('a contributor answers for its own import only; nobody speaks for, or is told of, units of others', async () => {
  const contributor = await here.server.token('brvt-syt', 'contributor');
  const other = await here.server.token('brvt-sgddt', 'consolidator');
  expect(await problemIn(await here.server.postJson(SPELLINGS, ANSWERS, contributor))).toMatchObject({ status: 403 });
  expect(await problemIn(await here.server.postJson(SPELLINGS, ANSWERS, other))).toMatchObject({ status: 403 });
  expect(await said()).toEqual([]);
  // The name of another office's unit would bring its rows and reports under the own one.
  for (const written of ['Sở Y tế', 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu']) {
    const taken = { ...NO_MAPPING, units: { [written]: 'brvt-sgddt' } };
    expect(await problemIn(await here.server.postJson(SPELLINGS, taken, other))).toMatchObject({
      status: 403,
      code: 'NOT_YOUR_UNIT',
    });
  }
  const ownName = { ...NO_MAPPING, units: { 'Sở GD&ĐT tỉnh nhà': 'brvt-sgddt' } };
  expect((await here.server.postJson(SPELLINGS, ownName, other)).status).toBe(200);
  expect((await forget({ part: 'units', written: 'Sở GD&ĐT tỉnh nhà' }, other)).status).toBe(200);

  const answers = new URLSearchParams({ map_value: 'channel:Bồ câu=counter', map_unit: 'Quầy số 9=brvt-syt' });
  const own = await reportOf(await here.server.post(`${IMPORTS}&${answers}`, form({ 'a.csv': STRANGE }), contributor));
  expect(own).toMatchObject({ open: [], sheets: [{ rows: { accepted: 2 } }] });
  expect(await said()).toEqual([]);

  expect((await here.server.postJson(SPELLINGS, ANSWERS)).status).toBe(200);
  expect((await said(other)).map(({ written }) => written)).toEqual(['Chủ HS', 'Bồ câu']);
  const theirs = { part: 'units', written: 'Quầy số 9' };
  expect(await problemIn(await forget(theirs, other))).toMatchObject({ status: 403, code: 'NOT_YOUR_UNIT' });
});

it('a file whose rows name no unit is asked about once, and known by the agency of its dossiers from then on', async () => {
  const bare = (month: string): string =>
    csv([
      { code: `H06.20-24${month}01-0001`, unit: '' },
      { code: `000.00.20.H06-24${month}02-0002`, unit: '' },
    ]);
  const asked = await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': bare('03') })));
  expect(asked.open).toMatchObject([{ kind: 'sheet-unit', written: 'H06.20', rows: 2, needed: true }]);
  const answers = { ...NO_MAPPING, agencies: { 'H06.20': 'brvt-syt' } };
  expect((await here.server.postJson(SPELLINGS, answers)).status).toBe(200);
  for (const month of ['03', '04']) {
    const told = await reportOf(await here.server.post(IMPORTS, form({ [`${month}.csv`]: bare(month) })));
    expect(told).toMatchObject({ open: [], sheets: [{ rows: { accepted: 2 } }] });
    expect(told.sheets[0]?.problems.map(({ code }) => code)).toContain('I_UNIT_SAID');
  }
  expect(new Set(Object.values(await here.stored()))).toEqual(new Set(['brvt-syt']));
});

it('questions of earlier imports are asked again, by whoever sees all of the file, without anybody’s data', async () => {
  const file = csv([
    { code: 'H06.20-24-000001', unit: 'Sở Y tế' },
    { code: 'H06.20-24-000002', unit: 'Quầy số 9' },
    { code: 'H06.20-24-000003', unit: 'Nguyễn Văn An' },
  ]);
  await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': file })));
  const seen = async (token?: string): Promise<string[]> => {
    const { files }: { files: OpenFile[] } = await (await here.server.get('/api/v1/open-questions', token)).json();
    return files.flatMap(({ questions }) => questions.map(({ written }) => written));
  };
  expect(await seen()).toEqual(['Quầy số 9']);
  expect(await seen(await here.server.token('brvt-syt', 'contributor'))).toEqual(['Quầy số 9']);
  expect(await seen(await here.server.token('brvt-sgddt', 'contributor'))).toEqual([]);
  expect(await seen(await here.server.token('brvt-syt', 'reader'))).toEqual([]);
  // The same file again asks again; a mended one in its place does not.
  const again = await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': file })));
  expect(again.open.map(({ written }) => written)).toEqual(['Quầy số 9']);
  await reportOf(
    await here.server.post(IMPORTS, form({ 'a.csv': csv([{ code: 'H06.20-24-000002', unit: 'Sở Y tế' }]) })),
  );
  expect(await seen()).toEqual([]);
});
