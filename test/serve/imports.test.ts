import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import type { ImportedSheet, OpenHeaders, OpenUnit } from '../../pipeline/facts/types.ts';
import { asCount, asText } from '../../pipeline/warehouse/duckdb/engine.ts';
import { importInto, newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { problemIn, type Running, startServer } from './running-server.ts';

const scratch = temporaryFolder();
let number = 0;
let folder: string;
let server: Running;

beforeAll(() => {
  // The shipped data are parsed once, not within a test's time.
  shippedLibrary();
});
beforeEach(async () => {
  number += 1;
  folder = path.join(scratch.folder, String(number));
  mkdirSync(folder);
  server = await startServer(path.join(folder, 'warehouse.duckdb'));
});
afterEach(async () => {
  expect(readdirSync(folder).filter((name) => name.startsWith('vedich-'))).toEqual([]);
  await server.close();
});
afterAll(scratch.remove);

const HEADER =
  'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái';

interface Row {
  code: string;
  unit: string;
  received?: string;
  channel?: string;
}

function csv(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ code, unit, received = '05/03/2024', channel = 'Trực tuyến' }) =>
      `${code},1.001000,${unit},${channel},${received},28/03/2024,,4`,
  );
  return [HEADER, ...lines].join('\n');
}

function manyRows(count: number, unit = 'Sở Y tế'): string {
  return csv(
    Array.from({ length: count }, (_, index) => ({ code: `H06.20-24-${String(index).padStart(6, '0')}`, unit })),
  );
}

function form(files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): FormData {
  const made = new FormData();
  for (const [name, content] of Object.entries(files)) made.append('files', new Blob([content]), name);
  return made;
}

interface Report {
  sheets: ImportedSheet[];
  open: OpenHeaders[];
  open_units: OpenUnit[];
  failures: { file: string; code: string; message: string; message_en: string }[];
}

const IMPORTS = '/api/v1/imports?province=brvt';

async function reportOf(answer: Response): Promise<Report> {
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text);
}

async function stored(): Promise<Record<string, string>> {
  const engine = await server.database.connect();
  const rows = await engine.query('SELECT dossier_code, unit_id FROM dossiers ORDER BY ALL');
  await engine.close();
  return Object.fromEntries(rows.map((row) => [asText(row['dossier_code']), asText(row['unit_id'])]));
}

describe('an upload', () => {
  it('gives the report of vedich import --format json, for a form and for a body', async () => {
    const file = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-11.csv');
    const engine = await newWarehouse();
    const { sheets } = await importInto(engine, [file], { province: 'brvt' });
    await engine.close();
    const bytes = new Uint8Array(readFileSync(file));
    const report = await reportOf(await server.post(IMPORTS, form({ 'C:\\fakepath\\ho-so-2024-thang-11.csv': bytes })));
    expect(report).toEqual({ sheets, open: [], open_units: [], failures: [] });

    const again = await reportOf(await server.post(`${IMPORTS}&filename=ho-so-2024-thang-11.csv`, bytes));
    expect(again.sheets[0]?.problems.map(({ code }) => code)).toContain('I_KNOWN_FILE');
    expect(again.sheets[0]?.rows).toEqual(sheets[0]?.rows);
  });

  it('asks for headers and units that it does not know, and takes the answers', async () => {
    const text = csv([
      { code: 'H06.20-24-000001', unit: 'Sở Y tế' },
      { code: 'H06.20-24-000002', unit: 'Trạm một cửa = mới' },
      { code: 'H06.20-24-000003', unit: 'Trạm một cửa = mới' },
    ]).replace('Hình thức nộp', 'Kênh = lạ');
    const asked = await reportOf(await server.post(IMPORTS, form({ 'a.csv': text })));
    expect(asked.sheets[0]?.rows).toMatchObject({ accepted: 1, rejected: 2 });
    expect(asked.open[0]?.headers).toEqual(['Kênh = lạ']);
    expect(asked.open_units).toEqual([
      { file: 'a.csv', sheet: 'a', name: 'Trạm một cửa = mới', rows: 2, suggestions: expect.any(Array) },
    ]);
    const said = new URLSearchParams({ map: 'Kênh = lạ=channel', map_unit: 'Trạm một cửa = mới=brvt-chauduc' });
    const told = await reportOf(await server.post(`${IMPORTS}&${said}`, form({ 'a.csv': text })));
    expect(told).toMatchObject({ open: [], open_units: [], sheets: [{ rows: { accepted: 3, rejected: 0 } }] });
    expect(await stored()).toEqual({
      'H06.20-24-000001': 'brvt-syt',
      'H06.20-24-000002': 'brvt-chauduc',
      'H06.20-24-000003': 'brvt-chauduc',
    });
    const wrong = new URLSearchParams({ map_unit: 'Trạm một cửa = mới=brvt-chauduk' });
    const refused = await server.post(`${IMPORTS}&${wrong}`, form({ 'b.csv': text }));
    expect(await refused.text()).toContain('brvt-chauduc');
  });

  it('of several files is imported in order of names, and one that cannot be read does not stop the others', async () => {
    const later = csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế', channel: 'Trực tiếp' }]);
    const earlier = csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]);
    const { sheets, failures } = await reportOf(
      await server.post(
        IMPORTS,
        form({ 'thang-4.csv': later, 'hong.xlsx': new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]), 'thang-3.csv': earlier }),
      ),
    );
    expect(sheets.map(({ file }) => file)).toEqual(['thang-3.csv', 'thang-4.csv']);
    expect(failures.map(({ file }) => file)).toEqual(['hong.xlsx']);
    expect(failures[0]?.message).toMatch(/[ạ-ỹ]/);
    const rows: { numerator: number }[] = await (
      await server.get('/api/v1/indicators?unit=brvt-syt&from=2024-01-01&as_of=2024-12-31&indicator=online_rate')
    ).json();
    expect(rows[0]?.numerator).toBe(0);
  });

  it('tells its progress line by line, then the report', async () => {
    const answer = await server.post(
      IMPORTS,
      form({ 'a.csv': manyRows(3000), 'b.csv': csv([{ code: 'H06.20-24-900001', unit: 'Sở Y tế' }]) }),
      undefined,
      'application/x-ndjson',
    );
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    const events: {
      event: string;
      file?: string;
      number?: number;
      of?: number;
      read?: number;
      total?: number;
      rows?: number;
      sheets?: ImportedSheet[];
    }[] = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events[0]).toEqual({ event: 'queued', files: ['a.csv', 'b.csv'] });
    const progress = events.filter(({ event }) => event === 'progress');
    for (const [file, rows] of [
      ['a.csv', 3000],
      ['b.csv', 1],
    ]) {
      const last = progress.filter((one) => one.file === file).at(-1);
      expect(last?.read).toBe(last?.total);
      expect(last?.of).toBe(2);
      expect(last?.rows).toBe(rows);
    }
    expect(events.at(-1)?.event).toBe('done');
    expect(events.at(-1)?.sheets?.map(({ rows }) => rows.accepted)).toEqual([3000, 1]);
  });

  it('tells it as server-sent events as well', async () => {
    const answer = await server.post(
      IMPORTS,
      form({ 'a.csv': csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]) }),
      undefined,
      'text/event-stream',
    );
    const events = (await answer.text()).trim().split('\n\n');
    expect(events[0]).toBe('event: queued\ndata: {"files":["a.csv"]}');
    expect(events.at(-1)).toMatch(/^event: done\ndata: \{"sheets":\[/);
  });

  it.each([
    ['nothing at all', new Uint8Array(0), 400, 'NO_FILES'],
    ['a form without a file', new FormData(), 400, 'NO_FILES'],
    ['too much', manyRows(30_000), 413, 'TOO_LARGE'],
    ['too much in a form', form({ 'a.csv': manyRows(7000), 'b.csv': manyRows(12_000) }), 413, 'TOO_LARGE'],
    ['too many files', form({ 'a.csv': 'a', 'b.csv': 'b', 'c.csv': 'c', 'd.csv': 'd' }), 413, 'TOO_LARGE'],
    ['a broken workbook', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 422, 'NOTHING_IMPORTED'],
  ])('of %s is refused with a sentence, and the server goes on', async (_, body, status, code) => {
    const place = body instanceof FormData ? IMPORTS : `${IMPORTS}&filename=a.xlsx`;
    expect(await problemIn(await server.post(place, body))).toMatchObject({ status, code });
    expect(server.faults).toEqual([]);
    await reportOf(await server.post(IMPORTS, form({ 'a.csv': csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]) })));
  });

  it('of bytes that mean nothing, a broken form, a wrong parameter: a sentence each', async () => {
    const random = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256);
    const garbage = await server.post(`${IMPORTS}&filename=a.csv`, random);
    if (garbage.status === 200) {
      const { sheets } = await reportOf(garbage);
      expect(sheets.every(({ rows }) => rows.accepted === 0)).toBe(true);
    } else expect((await problemIn(garbage)).status).toBe(422);
    const broken = await fetch(`${server.url}${IMPORTS}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\nno end',
    });
    expect((await problemIn(broken)).status).toBe(400);
    const noBoundary = await fetch(`${server.url}${IMPORTS}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data' },
      body: 'x',
    });
    expect((await problemIn(noBoundary)).status).toBeLessThan(500);
    expect(await problemIn(await server.post('/api/v1/imports?as=people&filename=a', 'x'))).toMatchObject({
      code: 'NOT_A_CHOICE',
    });
    expect(await problemIn(await server.post('/api/v1/imports?province=brvt-syt&filename=a', 'x'))).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
    });
    expect(await problemIn(await server.post(IMPORTS, 'x'))).toMatchObject({ code: 'NO_FILES' });
    expect(server.faults).toEqual([]);
  });
});

describe('who may import what', () => {
  const both = csv([
    { code: 'H06.20-24-000001', unit: 'Sở Y tế' },
    { code: 'H06.30-24-000001', unit: 'Sở Tư pháp' },
  ]);

  it('a reader nothing', async () => {
    const reader = await server.token('brvt', 'reader');
    expect(await problemIn(await server.post(IMPORTS, form({ 'a.csv': both }), reader))).toMatchObject({
      status: 403,
      code: 'NOT_YOUR_ROLE',
    });
    expect(await stored()).toEqual({});
  });

  it('a contributor only rows of its own unit', async () => {
    const contributor = await server.token('brvt-syt', 'contributor');
    const { sheets } = await reportOf(await server.post(IMPORTS, form({ 'a.csv': both }), contributor));
    expect(sheets[0]?.rows).toMatchObject({ accepted: 1, rejected: 1 });
    expect(sheets[0]?.problems.map(({ code, rows }) => [code, rows])).toContainEqual(['E_OTHER_UNIT', [3]]);
    expect(await stored()).toEqual({ 'H06.20-24-000001': 'brvt-syt' });
    // The office above may say the same of the same bytes, and is believed.
    const above = await server.token('brvt', 'consolidator');
    expect((await reportOf(await server.post(IMPORTS, form({ 'a.csv': both }), above))).sheets[0]?.rows.accepted).toBe(
      2,
    );
  });

  it('a contributor does not take over a row of another unit, nor learn what it says', async () => {
    await reportOf(await server.post(IMPORTS, form({ 'a.csv': both })));
    const contributor = await server.token('brvt-syt', 'contributor');
    // Without the column of the channel, an import keeps what it knew of it.
    const claim = 'Mã hồ sơ,Đơn vị tiếp nhận,Ngày tiếp nhận,Trạng thái\nH06.30-24-000001,Sở Y tế,05/03/2024,4';
    const { sheets } = await reportOf(await server.post(IMPORTS, form({ 'claim.csv': claim }), contributor));
    expect(sheets[0]?.rows).toMatchObject({ accepted: 0, rejected: 1 });
    expect(await stored()).toEqual({ 'H06.20-24-000001': 'brvt-syt', 'H06.30-24-000001': 'brvt-stp' });
  });

  it('only a consolidator may say that a whole file is a lower unit', async () => {
    const contributor = await server.token('brvt', 'contributor');
    const consolidator = await server.token('brvt', 'consolidator');
    const place = '/api/v1/imports?unit=brvt-syt';
    const noUnit = 'Mã hồ sơ,Ngày tiếp nhận,Trạng thái\nH06.20-24-000007,05/03/2024,4';
    expect(await problemIn(await server.post(place, form({ 'a.csv': noUnit }), contributor))).toMatchObject({
      code: 'NOT_YOUR_UNIT',
    });
    await reportOf(await server.post(place, form({ 'a.csv': noUnit }), consolidator));
    expect(await stored()).toEqual({ 'H06.20-24-000007': 'brvt-syt' });
    const foreign = '/api/v1/imports?unit=gialai-sgddt';
    expect(await problemIn(await server.post(foreign, form({ 'a.csv': noUnit }), consolidator))).toMatchObject({
      status: 403,
      code: 'NOT_YOUR_UNIT',
    });
  });

  it('of a file with rows of several units, a report shows each only its own share', async () => {
    await reportOf(
      await server.post(
        IMPORTS,
        form({
          'chung.csv': csv(
            [...Array(9).keys()].map((n) => ({ code: `H06.20-24-00000${n}`, unit: n < 2 ? 'Sở Y tế' : 'Sở Tư pháp' })),
          ),
        }),
      ),
    );
    const token = await server.token('brvt-syt', 'reader');
    const engine = await server.database.connect();
    const { confine } = await import('../../pipeline/serve/confined-views.ts');
    const { unitScope } = await import('../../pipeline/library/units/scope.ts');
    await confine(engine, unitScope(shippedLibrary().units, 'brvt-syt'));
    const [sheet] = await engine.query('SELECT rows_read, rows_accepted, rows_skipped FROM import_sheets');
    expect(sheet).toEqual({ rows_read: 2, rows_accepted: 2, rows_skipped: 0 });
    expect(asCount((await engine.query('SELECT count(*) AS n FROM dossiers'))[0]?.['n'])).toBe(2);
    await engine.close();
    const answer = await server.get(
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

it('reading goes on while an import runs, and sees all of it or nothing', async () => {
  await reportOf(await server.post(IMPORTS, form({ 'a.csv': manyRows(100) })));
  const place = '/api/v1/indicators?unit=brvt-syt&from=2024-01-01&as_of=2024-12-31&indicator=online_rate';
  let running = true;
  const importing = server
    .post(IMPORTS, form({ 'b.csv': manyRows(10_000) }))
    .then(reportOf)
    .finally(() => {
      running = false;
    });
  const seen: number[] = [];
  let duringImport = 0;
  while (running) {
    const rows: { denominator: number }[] = await (await server.get(place)).json();
    seen.push(rows[0]?.denominator ?? -1);
    if (running) duringImport += 1;
  }
  expect((await importing).sheets[0]?.rows.accepted).toBe(10_000);
  const [after]: { denominator: number }[] = await (await server.get(place)).json();
  expect(after?.denominator).toBe(10_000);
  expect(duringImport).toBeGreaterThan(0);
  expect(new Set([...seen, 100, 10_000])).toEqual(new Set([100, 10_000]));
});

it('two imports at once are done one after the other', async () => {
  const reports = await Promise.all(
    ['a', 'b', 'c'].map((name) => server.post(IMPORTS, form({ [`${name}.csv`]: manyRows(500) })).then(reportOf)),
  );
  // The same bytes under another name are known: the report is that of the first.
  expect(reports.map(({ sheets }) => sheets[0]?.rows.accepted)).toEqual([500, 500, 500]);
  expect(reports.filter(({ sheets }) => sheets[0]?.problems.some(({ code }) => code === 'I_KNOWN_FILE'))).toHaveLength(
    2,
  );
  expect(Object.keys(await stored()).length).toBe(500);
});

it('a unit that was below another until a day is seen by it until that day, and by the next one from then on', async () => {
  const rows = csv([
    { code: 'H06.20-24-000001', unit: '', received: '05/06/2024' },
    { code: 'H06.20-25-000001', unit: '', received: '05/03/2025' },
  ]);
  const commune = shippedLibrary().units.units.find(
    ({ parents }) => parents.length > 1 && parents[0]?.parent === 'brvt-longdien',
  );
  await reportOf(await server.post(`/api/v1/imports?unit=${commune?.id}`, form({ 'a.csv': rows })));
  const members = async (parent: string, unit: string): Promise<string[]> => {
    const token = await server.token(parent, 'reader');
    const place = `/api/v1/dossiers?indicator=online_rate&unit=${unit}&from=2024-01-01&as_of=2025-12-31&side=numerator`;
    const found: { member: string }[] = await (await server.get(place, token)).json();
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
  expect((await server.post(IMPORTS, form({ 'a.csv': rows }))).status).toBe(200);
  const asked = 'unit=brvt&from=2023-01-01&as_of=2023-11-30';
  const count = async (query: string): Promise<unknown> => {
    const [row] = await (await server.get(`/api/v1/indicators?${asked}&indicator=online_rate${query}`)).json();
    return row.denominator;
  };
  const units = async (query: string): Promise<unknown[]> => {
    const place = `/api/v1/dossiers?${asked}&indicator=online_rate&side=numerator${query}`;
    const members: { unit: string }[] = await (await server.get(place)).json();
    return members.map(({ unit }) => unit);
  };
  expect([await count(''), await units('')]).toEqual([2, ['brvt-syt', 'brvt-thanhtra']]);
  const plan = '&plan=brvt-ubnd-2023';
  expect([await count(plan), await units(plan)]).toEqual([1, ['brvt-syt']]);
  const answer = await server.get('/api/v1/report-data?plan=brvt-ubnd-2023&unit=brvt&as_of=2023-11-30');
  const { targets }: Evaluation = await answer.json();
  expect(targets.find(({ row }) => row.indicator === 'remote_online_rate')?.row.denominator).toBe(1);
});

it('a fault of ours is told by its number alone, and the server goes on', async () => {
  const engine = await server.database.connect();
  await engine.run('ALTER TABLE payments RENAME TO payments_gone');
  const answer = await server.get('/api/v1/evaluation?plan=brvt-ubnd-2023&unit=brvt&as_of=2023-11-30');
  expect(await problemIn(answer)).toMatchObject({ status: 500, code: 'OUR_FAULT' });
  expect(server.faults.map(String).join()).toContain('payments');
  const importing = await server.post(IMPORTS, form({ 'a.csv': csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]) }));
  expect(importing.status).toBe(200);
  await engine.run('ALTER TABLE payments_gone RENAME TO payments');
  await engine.close();
  expect((await server.get('/api/v1/evaluation?plan=brvt-ubnd-2023&unit=brvt&as_of=2023-11-30')).status).toBe(200);
});

it('serves the built add-in where there is one, and nothing beside it', async () => {
  const addin = path.join(folder, 'addin');
  mkdirSync(path.join(addin, 'assets'), { recursive: true });
  writeFileSync(path.join(addin, 'taskpane.html'), '<!doctype html><title>Về đích</title>');
  writeFileSync(path.join(addin, 'assets/pane.js'), 'export {};');
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  const own = await startServer(path.join(folder, 'warehouse.duckdb'), { requireTokens: true }, server.database);
  try {
    const page = await own.get('/');
    expect(await page.text()).toContain('Về đích');
    expect(page.headers.get('content-security-policy')).toContain(
      "script-src 'self' 'wasm-unsafe-eval' https://appsforoffice.microsoft.com;",
    );
    expect((await own.get('/assets/pane.js')).headers.get('content-type')).toContain('javascript');
    for (const place of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/warehouse.duckdb',
      '/tokens.json',
    ])
      expect((await problemIn(await own.get(place))).status, place).toBeGreaterThanOrEqual(400);
    expect(await problemIn(await own.get('/api/v1/units'))).toMatchObject({ code: 'NO_TOKEN' });
  } finally {
    await own.close();
  }
});
