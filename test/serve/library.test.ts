import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ServerSource } from '../../addin/source/server-source.ts';
import { dossiers, PLAN, PLAN_ID } from '../support/ninh-binh.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { problemIn, type Running, startServer } from './running-server.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);

const UNITS = `province: ninhbinh
units:
  - id: ninhbinh-sgddt-nnhl
    short: Trung tâm Ngoại ngữ Hoa Lư
    kind: agency
    parent: ninhbinh-sgddt
`;

function send(server: Running, method: 'PUT' | 'DELETE', place: string, body?: string, token?: string) {
  return fetch(`${server.url}/api/v1/library/${place}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/yaml' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body }),
  });
}

function folderFor(name: string): string {
  const folder = path.join(scratch.folder, name);
  mkdirSync(folder);
  return folder;
}

describe('own plans and units on a server', () => {
  const folder = folderFor('machine');
  const warehouse = path.join(folder, 'warehouse.duckdb');
  const asked = `unit=ninhbinh-sgddt&as_of=2026-03-31`;

  it('are put there, used at once, and there after a restart', async () => {
    const server = await startServer(warehouse);
    expect((await send(server, 'PUT', 'units/don-vi', UNITS)).status).toBe(200);
    const put = await send(server, 'PUT', `plans/${PLAN_ID}`, PLAN);
    expect(await put.json()).toEqual({
      ids: [PLAN_ID],
      replaced: false,
      plan: { id: PLAN_ID, version: expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
    const file = new TextEncoder().encode(dossiers(3, 'Trung tâm Ngoại ngữ Hoa Lư tỉnh Ninh Bình', 10, 7, 1));
    const imported = await server.post('/api/v1/imports?filename=a.csv&province=ninhbinh', file);
    expect((await imported.json()).sheets[0].rows).toMatchObject({ accepted: 10 });
    const figures = [
      { indicator: 'remote_online_rate', numerator: 7, denominator: 10 },
      { indicator: 'on_time_rate', numerator: 9, denominator: 10 },
    ];
    const evaluation = `/api/v1/evaluation?plan=${PLAN_ID}&${asked}`;
    expect(await (await server.get(evaluation)).json()).toMatchObject(figures);
    // A month of three: nobody gets a report of it without saying so.
    const report = `/api/v1/report?plan=${PLAN_ID}&${asked}`;
    const refused = await problemIn(await server.get(report));
    expect(refused).toMatchObject({ status: 409, code: 'REPORT_ASKS' });
    expect(refused.failures?.[0]?.message_en).toContain('2 of 2 targets lack days of their period');
    expect((await server.get(`${report}&confirm=true`)).status).toBe(200);
    const { checks } = await (await server.get(report.replace('/report', '/report-data'))).json();
    expect(checks).toMatchObject([{ code: 'INCOMPLETE', asks: true, targets: ['remote', 'on-time'] }]);
    await server.close();

    const again = await startServer(warehouse);
    expect(await (await again.get(evaluation)).json()).toMatchObject(figures);
    expect(await (await again.get(`/api/v1/library/plans/${PLAN_ID}`)).text()).toBe(PLAN);
    const { plans, units } = await (await again.get('/api/v1/library')).json();
    expect([Object.keys(plans), Object.keys(units)]).toEqual([[PLAN_ID], ['ninhbinh-sgddt-nnhl']]);
    await again.close();
  });

  it('are refused with every line where they have mistakes, and nothing changes', async () => {
    const server = await startServer(warehouse);
    const broken = PLAN.replace('remote_online_rate', 'remote_online_rat').replace('value: 90', 'value: chín mươi');
    const answer = await send(server, 'PUT', `plans/${PLAN_ID}`, broken);
    const problem = await problemIn(answer);
    expect(problem).toMatchObject({ status: 422, code: 'LIBRARY_MISTAKES' });
    expect(problem.failures?.map(({ message_en }) => message_en)).toEqual([
      expect.stringContaining('there is no indicator "remote_online_rat"; is it "remote_online_rate"?'),
      expect.stringContaining('"chín mươi" is no number'),
    ]);
    expect(await (await server.get(`/api/v1/library/plans/${PLAN_ID}`)).text()).toBe(PLAN);
    expect(await problemIn(await send(server, 'PUT', 'plans/other-id', PLAN))).toMatchObject({ code: 'OTHER_ID' });
    // A plan without its unit would be a broken plan.
    writeFileSync(path.join(folder, 'library', 'plans', 'hong.yaml'), 'id: [');
    await server.close();
    const beside = await startServer(warehouse);
    const { plans, mistakes } = await (await beside.get('/api/v1/library')).json();
    expect([Object.keys(plans), mistakes[0]]).toEqual([
      [PLAN_ID],
      expect.objectContaining({ file: 'plans/hong.yaml', line: 1 }),
    ]);
    expect((await send(beside, 'DELETE', `plans/${PLAN_ID}`)).status).toBe(200);
    expect(existsSync(path.join(folder, 'library', 'plans', `${PLAN_ID}.yaml`))).toBe(false);
    expect(await problemIn(await beside.get(`/api/v1/evaluation?plan=${PLAN_ID}&${asked}`))).toMatchObject({
      status: 400,
    });
    await beside.close();
  });
});

describe('as a screen asks', () => {
  it('provinces, a pasted table, and all of it as one zip', async () => {
    const folder = folderFor('whole');
    const server = await startServer(path.join(folder, 'warehouse.duckdb'));
    const { library } = new ServerSource({ address: server.url });
    const provinces = await library.provinces();
    expect([provinces.length, provinces.filter(({ to }) => to === null).length]).toEqual([63, 34]);
    expect((await library.unitsOf('ninhbinh')).map(({ id }) => id)).toContain('ninhbinh-sgddt');
    const units = await (await server.get('/api/v1/units')).json();
    expect(units.map((unit: { id: string }) => unit.id)).toContain('ninhbinh-sgddt');
    const table = await library.unitsFrom([['Tên'], ['Trung tâm Ngoại ngữ Hoa Lư']], 'ninhbinh');
    expect(await library.put('units', 'Đơn vị.yaml', new TextEncoder().encode(table.yaml))).toMatchObject({
      mistakes: [],
    });
    expect(await library.put('plans', 'a.yaml', new TextEncoder().encode(PLAN))).toEqual({
      ids: [PLAN_ID],
      mistakes: [],
    });
    const broken = await library.put('plans', 'a.yaml', new TextEncoder().encode(PLAN.replace('90', 'nhiều')));
    expect(broken.mistakes).toMatchObject([{ line: 21, message_en: expect.stringContaining('"nhiều" is no number') }]);
    expect(await library.text('plans', PLAN_ID)).toBe(PLAN);
    const zip = await library.exported();
    expect(await library.remove('plans', PLAN_ID)).toEqual([]);
    expect((await library.state()).plans).toEqual({});
    const file = new File([new Uint8Array(zip)], 'a.zip');
    expect(await library.imported(file)).toEqual({ files: 2, mistakes: [] });
    expect(await library.exported()).toEqual(zip);
    expect(await library.imported(new File(['no zip'], 'a.zip'))).toMatchObject({ files: 0, mistakes: [{ line: 0 }] });
    expect(server.faults).toEqual([]);
    await server.close();
  });

  it('who signs reports and what comes behind them, kept beside what else the file says', async () => {
    const folder = folderFor('defaults');
    mkdirSync(path.join(folder, 'library'));
    const file = path.join(folder, 'library', 'defaults.yaml');
    writeFileSync(file, '# của Sở\nunit: brvt-sgddt\nplace: Bà Rịa\n');
    const server = await startServer(path.join(folder, 'warehouse.duckdb'), { requireTokens: true });
    const ask = async (unit: string, role: 'consolidator' | 'reader') =>
      new ServerSource({ address: server.url, token: await server.token(unit, role) }).library;
    const own = await ask('brvt-sgddt', 'consolidator');
    const { templates, ...before } = await own.defaults();
    expect([before.place, before.signatory, templates]).toEqual(['Bà Rịa', null, []]);
    const signatory = { onBehalf: 'KT. GIÁM ĐỐC', position: 'PHÓ GIÁM ĐỐC', name: 'Nguyễn Văn A' };
    expect(await own.putDefaults({ ...before, signatory, appendices: ['fields'] })).toEqual([]);
    expect(await own.defaults()).toMatchObject({ unit: 'brvt-sgddt', signatory, appendices: ['fields'] });
    expect(readFileSync(file, 'utf8')).toContain('# của Sở\nunit: brvt-sgddt');
    expect(await own.putDefaults({ ...before, numberPattern: 'BC' })).toMatchObject([{ file: 'defaults.yaml' }]);
    // Neither seen nor changed by others.
    const other = await ask('brvt-syt', 'consolidator');
    expect(await other.defaults()).toMatchObject({ unit: null, signatory: null });
    await expect(other.putDefaults(before)).rejects.toMatchObject({ code: 'NOT_YOUR_UNIT' });
    await expect((await ask('brvt-sgddt', 'reader')).putDefaults(before)).rejects.toMatchObject({
      code: 'NOT_YOUR_ROLE',
    });
    expect(server.faults).toEqual([]);
    await server.close();
  });

  it('with a token only what is its own', async () => {
    const folder = folderFor('whole-tokens');
    const server = await startServer(path.join(folder, 'warehouse.duckdb'), { requireTokens: true });
    const token = await server.token('brvt-sgddt', 'consolidator');
    const { library } = new ServerSource({ address: server.url, token });
    await expect(library.exported()).rejects.toMatchObject({ code: 'NOT_YOUR_UNIT' });
    await expect(library.imported(new File(['a'], 'a.zip'))).rejects.toMatchObject({ code: 'NOT_YOUR_UNIT' });
    expect(await library.unitsOf('ninhbinh')).toEqual([]);
    await expect(library.unitsFrom([['Tên'], ['A']], 'ninhbinh')).rejects.toMatchObject({ code: 'NOT_YOUR_UNIT' });
    const reader = new ServerSource({ address: server.url, token: await server.token('brvt', 'reader') });
    await expect(reader.library.exported()).rejects.toMatchObject({ code: 'NOT_YOUR_LIBRARY' });
    await server.close();
  });
});

describe('with tokens', () => {
  it('only a consolidator changes them, and only its own', async () => {
    const folder = folderFor('tokens');
    const server = await startServer(path.join(folder, 'warehouse.duckdb'), { requireTokens: true });
    const plan = PLAN.replaceAll('ninhbinh', 'brvt').replaceAll('Ninh Bình', 'Bà Rịa - Vũng Tàu');
    const id = PLAN_ID.replace('ninhbinh', 'brvt');
    const of = (unit: string, role: 'reader' | 'contributor' | 'consolidator') => server.token(unit, role);
    for (const [token, code] of [
      [await of('brvt-sgddt', 'reader'), 'NOT_YOUR_ROLE'],
      [await of('brvt-sgddt', 'contributor'), 'NOT_YOUR_LIBRARY'],
      [await of('brvt-syt', 'consolidator'), 'NOT_YOUR_UNIT'],
      [await of('gialai', 'consolidator'), 'NOT_YOUR_UNIT'],
    ] as const)
      expect(await problemIn(await send(server, 'PUT', `plans/${id}`, plan, token))).toMatchObject({
        status: 403,
        code,
      });
    const own = await of('brvt-sgddt', 'consolidator');
    expect((await send(server, 'PUT', `plans/${id}`, plan, own)).status).toBe(200);
    expect((await send(server, 'DELETE', `plans/${id}`, undefined, await of('brvt-syt', 'consolidator'))).status).toBe(
      403,
    );
    const shipped = readFileSync(new URL('../../pipeline/library/plans/brvt-sgddt-2024.yaml', import.meta.url), 'utf8');
    expect((await send(server, 'PUT', 'plans/brvt-sgddt-2024', shipped, own)).status).toBe(403);

    // Nobody draws another's unit below one's own: its figures would be theirs to see.
    const stolen = 'province: brvt\nunits:\n  - { id: brvt-syt, parent: brvt-sgddt }\n';
    const theft = await problemIn(await send(server, 'PUT', 'units/x', stolen, own));
    expect(theft).toMatchObject({ status: 403, code: 'NOT_YOUR_UNIT' });
    const made =
      'province: brvt\nunits:\n  - { id: brvt-sgddt-tt, short: Trung tâm thử, kind: agency, parent: brvt-sgddt }\n';
    expect((await send(server, 'PUT', 'units/x', made, own)).status).toBe(200);
    const seen = await (await server.get('/api/v1/units', own)).json();
    expect(seen.map((unit: { id: string }) => unit.id)).toContain('brvt-sgddt-tt');
    expect(server.faults).toEqual([]);
    await server.close();
  });
});
