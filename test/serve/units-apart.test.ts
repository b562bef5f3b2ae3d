import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { asCount } from '../../pipeline/warehouse/duckdb/engine.ts';
import { csv, emptyServers, form, IMPORTS, reportOf } from './empty-servers.ts';
import { problemIn } from './running-server.ts';

const here = emptyServers();

describe('who may import what', () => {
  const both = csv([
    { code: 'H06.20-24-000001', unit: 'Sở Y tế' },
    { code: 'H06.30-24-000001', unit: 'Sở Tư pháp' },
  ]);

  it('a reader nothing', async () => {
    const reader = await here.server.token('brvt', 'reader');
    expect(await problemIn(await here.server.post(IMPORTS, form({ 'a.csv': both }), reader))).toMatchObject({
      status: 403,
      code: 'NOT_YOUR_ROLE',
    });
    expect(await here.stored()).toEqual({});
  });

  it('a contributor only rows of its own unit', async () => {
    const contributor = await here.server.token('brvt-syt', 'contributor');
    const { sheets } = await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': both }), contributor));
    expect(sheets[0]?.rows).toMatchObject({ accepted: 1, rejected: 1 });
    expect(sheets[0]?.problems.map(({ code, rows }) => [code, rows])).toContainEqual(['E_OTHER_UNIT', [3]]);
    expect(await here.stored()).toEqual({ 'H06.20-24-000001': 'brvt-syt' });
    // The office above may say the same of the same bytes, and is believed.
    const above = await here.server.token('brvt', 'consolidator');
    expect(
      (await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': both }), above))).sheets[0]?.rows.accepted,
    ).toBe(2);
  });

  it('a contributor does not take over a row of another unit, nor learn what it says', async () => {
    await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': both })));
    const contributor = await here.server.token('brvt-syt', 'contributor');
    // Without the column of the channel, an import keeps what it knew of it.
    const claim = 'Mã hồ sơ,Đơn vị tiếp nhận,Ngày tiếp nhận,Trạng thái\nH06.30-24-000001,Sở Y tế,05/03/2024,4';
    const { sheets } = await reportOf(await here.server.post(IMPORTS, form({ 'claim.csv': claim }), contributor));
    expect(sheets[0]?.rows).toMatchObject({ accepted: 0, rejected: 1 });
    expect(await here.stored()).toEqual({ 'H06.20-24-000001': 'brvt-syt', 'H06.30-24-000001': 'brvt-stp' });
  });

  it('only a consolidator may say that a whole file is a lower unit', async () => {
    const contributor = await here.server.token('brvt', 'contributor');
    const consolidator = await here.server.token('brvt', 'consolidator');
    const place = '/api/v1/imports?unit=brvt-syt';
    const noUnit = 'Mã hồ sơ,Ngày tiếp nhận,Trạng thái\nH06.20-24-000007,05/03/2024,4';
    expect(await problemIn(await here.server.post(place, form({ 'a.csv': noUnit }), contributor))).toMatchObject({
      code: 'NOT_YOUR_UNIT',
    });
    await reportOf(await here.server.post(place, form({ 'a.csv': noUnit }), consolidator));
    expect(await here.stored()).toEqual({ 'H06.20-24-000007': 'brvt-syt' });
    const foreign = '/api/v1/imports?unit=gialai-sgddt';
    expect(await problemIn(await here.server.post(foreign, form({ 'a.csv': noUnit }), consolidator))).toMatchObject({
      status: 403,
      code: 'NOT_YOUR_UNIT',
    });
  });

  it('of rows of others that were all left out, nobody else learns their number, reasons or places', async () => {
    const rows = [...Array(9).keys()].map((n) => {
      const own = n < 2;
      return {
        code: `H06.20-24-00000${n}`,
        unit: own ? 'Sở Y tế' : 'Sở Tư pháp',
        ...(own ? {} : { channel: 'Qua Zalo của phường' }),
      };
    });
    await reportOf(await here.server.post(IMPORTS, form({ 'chung.csv': csv(rows) })));
    const health = await here.server.token('brvt-syt', 'contributor');
    const { targets, sources, problems }: Evaluation = await (
      await here.server.get(
        '/api/v1/report-data?plan=brvt-ubnd-2023&unit=brvt-syt&as_of=2024-11-30&from=2024-01-01',
        health,
      )
    ).json();
    expect(targets.every(({ row }) => row.rejected === 0)).toBe(true);
    expect(sources.map(({ file, read, rejected }) => [file, read, rejected])).toContainEqual(['chung.csv', 2, 0]);
    expect(problems.filter(({ file }) => file === 'chung.csv')).toEqual([]);
    // The same from an office whose token does not speak for the second unit.
    await reportOf(
      await here.server.post(
        IMPORTS,
        form({ 'chung-2.csv': csv(rows.map((row) => ({ ...row, channel: 'Trực tuyến' }))) }),
        health,
      ),
    );
    const seen = async (token?: string) =>
      ((await (await here.server.get('/api/v1/imports', token)).json()) as Record<string, unknown>[]).map(
        ({ rows_read, rows_accepted, rows_rejected }) => [rows_read, rows_accepted, rows_rejected],
      );
    expect(await seen()).toEqual([
      [10, 2, 7],
      [10, 2, 7],
    ]);
    // What a unit sent itself it knows.
    expect(await seen(health)).toEqual([
      [2, 2, 0],
      [10, 2, 7],
    ]);
    const seenBy = { kind: 'rejections-seen', by: 'B', take_back: false, sheets: [{ importId: 1, sheetNo: 0 }] };
    expect(await problemIn(await here.server.postJson('/api/v1/said', seenBy, health))).toMatchObject({ status: 403 });
    // Whose units they all are is told everything.
    expect(await seen(await here.server.token('brvt', 'reader'))).toEqual(await seen());
  });

  it('of a file with rows of several units, a report shows each only its own share', async () => {
    await reportOf(
      await here.server.post(
        IMPORTS,
        form({
          'chung.csv': csv(
            [...Array(9).keys()].map((n) => ({ code: `H06.20-24-00000${n}`, unit: n < 2 ? 'Sở Y tế' : 'Sở Tư pháp' })),
          ),
        }),
      ),
    );
    const token = await here.server.token('brvt-syt', 'reader');
    const engine = await here.server.database.connect();
    const { confine } = await import('../../pipeline/serve/confined-views.ts');
    const { unitScope } = await import('../../pipeline/library/units/scope.ts');
    await confine(engine, unitScope(shippedLibrary().units, 'brvt-syt'));
    const [sheet] = await engine.query('SELECT rows_read, rows_accepted, rows_skipped FROM import_sheets');
    expect(sheet).toEqual({ rows_read: 2, rows_accepted: 2, rows_skipped: 0 });
    expect(asCount((await engine.query('SELECT count(*) AS n FROM dossiers'))[0]?.['n'])).toBe(2);
    await engine.close();
    const answer = await here.server.get(
      '/api/v1/dossiers?indicator=online_rate&unit=brvt-syt&from=2024-01-01&as_of=2024-12-31&side=numerator',
      token,
    );
    const members: { member: string; file: string }[] = await answer.json();
    expect(members.map(({ member, file }) => [member, file])).toEqual([
      ['H06.20-24-000000', 'chung.csv'],
      ['H06.20-24-000001', 'chung.csv'],
    ]);
  });
});

it('a unit that was below another until a day is seen by it until that day, and by the next one from then on', async () => {
  const rows = csv([
    { code: 'H06.20-24-000001', unit: '', received: '05/06/2024' },
    { code: 'H06.20-25-000001', unit: '', received: '05/03/2025' },
  ]);
  const commune = shippedLibrary().units.units.find(
    ({ parents }) => parents.length > 1 && parents[0]?.parent === 'brvt-longdien',
  );
  await reportOf(await here.server.post(`/api/v1/imports?unit=${commune?.id}`, form({ 'a.csv': rows })));
  const members = async (parent: string, unit: string): Promise<string[]> => {
    const token = await here.server.token(parent, 'reader');
    const place = `/api/v1/dossiers?indicator=online_rate&unit=${unit}&from=2024-01-01&as_of=2025-12-31&side=numerator`;
    const found: { member: string }[] = await (await here.server.get(place, token)).json();
    return found.map(({ member }) => member);
  };
  for (const unit of ['', commune?.id ?? '']) {
    expect(await members('brvt-longdien', unit || 'brvt-longdien')).toEqual(['H06.20-24-000001']);
    expect(await members('brvt-longdat', unit || 'brvt-longdat')).toEqual(['H06.20-25-000001']);
  }
  expect(await members('brvt', commune?.id ?? '')).toEqual(['H06.20-24-000001', 'H06.20-25-000001']);
});

it('figures and dossiers that are asked for with a plan leave out the units that the plan leaves out', async () => {
  const rows = csv([
    { code: 'H06.20-23-000001', unit: 'Sở Y tế', received: '05/03/2023' },
    { code: 'H06.20-23-000002', unit: 'Thanh tra tỉnh', received: '05/03/2023' },
  ]);
  expect((await here.server.post(IMPORTS, form({ 'a.csv': rows }))).status).toBe(200);
  const asked = 'unit=brvt&from=2023-01-01&as_of=2023-11-30';
  const count = async (query: string): Promise<unknown> => {
    const [row] = await (await here.server.get(`/api/v1/indicators?${asked}&indicator=online_rate${query}`)).json();
    return row.denominator;
  };
  const units = async (query: string): Promise<unknown[]> => {
    const place = `/api/v1/dossiers?${asked}&indicator=online_rate&side=numerator${query}`;
    const members: { unit: string }[] = await (await here.server.get(place)).json();
    return members.map(({ unit }) => unit);
  };
  expect([await count(''), await units('')]).toEqual([2, ['brvt-syt', 'brvt-thanhtra']]);
  const plan = '&plan=brvt-ubnd-2023';
  expect([await count(plan), await units(plan)]).toEqual([1, ['brvt-syt']]);
  const answer = await here.server.get('/api/v1/report-data?plan=brvt-ubnd-2023&unit=brvt&as_of=2023-11-30');
  const { targets }: Evaluation = await answer.json();
  expect(targets.find(({ row }) => row.indicator === 'remote_online_rate')?.row.denominator).toBe(1);
});
