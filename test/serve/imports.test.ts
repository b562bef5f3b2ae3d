import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportedSheet } from '../../pipeline/facts/types.ts';
import { importInto, newWarehouse, SAMPLES } from '../support/warehouse.ts';
import { csv, emptyServers, form, IMPORTS, manyRows, reportOf } from './empty-servers.ts';
import { problemIn } from './running-server.ts';

const here = emptyServers();

describe('an upload', () => {
  it('gives the report of vedich import --format json, for a form and for a body', async () => {
    const file = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-11.csv');
    const engine = await newWarehouse();
    const { sheets } = await importInto(engine, [file], { province: 'brvt' });
    await engine.close();
    const bytes = new Uint8Array(readFileSync(file));
    const report = await reportOf(
      await here.server.post(IMPORTS, form({ 'C:\\fakepath\\ho-so-2024-thang-11.csv': bytes })),
    );
    expect(report).toEqual({ imports: [{ file: sheets[0]?.file, import: 1 }], sheets, open: [], failures: [] });

    const again = await reportOf(await here.server.post(`${IMPORTS}&filename=ho-so-2024-thang-11.csv`, bytes));
    expect(again.sheets[0]?.problems.map(({ code }) => code)).toContain('I_KNOWN_FILE');
    expect(again.sheets[0]?.rows).toEqual(sheets[0]?.rows);
  });

  it('asks for headers and units that it does not know, and takes the answers', async () => {
    const text = csv([
      { code: 'H06.20-24-000001', unit: 'Sở Y tế' },
      { code: 'H06.20-24-000002', unit: 'Trạm một cửa = mới' },
      { code: 'H06.20-24-000003', unit: 'Trạm một cửa = mới' },
    ]).replace('Hình thức nộp', 'Kênh = lạ');
    const asked = await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': text })));
    expect(asked.sheets[0]?.rows).toMatchObject({ accepted: 1, rejected: 2 });
    expect(asked.open).toMatchObject([
      { kind: 'column', file: 'a.csv', sheet: 'a', list: 'dossiers', written: 'Kênh = lạ', rows: 3 },
      { kind: 'unit', header: 'Đơn vị tiếp nhận', written: 'Trạm một cửa = mới', rows: 2, needed: true },
    ]);
    expect(asked.open[0]?.choices.map(({ id }) => id)).toContain('channel');
    const said = new URLSearchParams({ map: 'Kênh = lạ=channel', map_unit: 'Trạm một cửa = mới=brvt-chauduc' });
    const told = await reportOf(await here.server.post(`${IMPORTS}&${said}`, form({ 'a.csv': text })));
    expect(told).toMatchObject({ open: [], sheets: [{ rows: { accepted: 3, rejected: 0 } }] });
    expect(await here.stored()).toEqual({
      'H06.20-24-000001': 'brvt-syt',
      'H06.20-24-000002': 'brvt-chauduc',
      'H06.20-24-000003': 'brvt-chauduc',
    });
    const wrong = new URLSearchParams({ map_unit: 'Trạm một cửa = mới=brvt-chauduk' });
    const refused = await here.server.post(`${IMPORTS}&${wrong}`, form({ 'b.csv': text }));
    expect(await refused.text()).toContain('brvt-chauduc');
  });

  it('of several files is imported in order of names, and one that cannot be read does not stop the others', async () => {
    const later = csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế', channel: 'Trực tiếp' }]);
    const earlier = csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]);
    const { sheets, failures } = await reportOf(
      await here.server.post(
        IMPORTS,
        form({ 'thang-4.csv': later, 'hong.xlsx': new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]), 'thang-3.csv': earlier }),
      ),
    );
    expect(sheets.map(({ file }) => file)).toEqual(['thang-3.csv', 'thang-4.csv']);
    expect(failures.map(({ file }) => file)).toEqual(['hong.xlsx']);
    expect(failures[0]?.message).toMatch(/[ạ-ỹ]/);
    const rows: { numerator: number }[] = await (
      await here.server.get('/api/v1/indicators?unit=brvt-syt&from=2024-01-01&as_of=2024-12-31&indicator=online_rate')
    ).json();
    expect(rows[0]?.numerator).toBe(0);
  });

  it('tells its progress line by line, then the report', async () => {
    const answer = await here.server.post(
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
    const answer = await here.server.post(
      IMPORTS,
      form({ 'a.csv': csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]) }),
      undefined,
      'text/event-stream',
    );
    const events = (await answer.text()).trim().split('\n\n');
    expect(events[0]).toBe('event: queued\ndata: {"files":["a.csv"]}');
    expect(events.at(-1)).toMatch(/^event: done\ndata: \{"imports":\[.*"sheets":\[/);
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
    expect(await problemIn(await here.server.post(place, body))).toMatchObject({ status, code });
    expect(here.server.faults).toEqual([]);
    await reportOf(
      await here.server.post(IMPORTS, form({ 'a.csv': csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]) })),
    );
  });

  it('of bytes that mean nothing, a broken form, a wrong parameter: a sentence each', async () => {
    const random = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256);
    const garbage = await here.server.post(`${IMPORTS}&filename=a.csv`, random);
    if (garbage.status === 200) {
      const { sheets } = await reportOf(garbage);
      expect(sheets.every(({ rows }) => rows.accepted === 0)).toBe(true);
    } else expect((await problemIn(garbage)).status).toBe(422);
    const broken = await fetch(`${here.server.url}${IMPORTS}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\nno end',
    });
    expect((await problemIn(broken)).status).toBe(400);
    const noBoundary = await fetch(`${here.server.url}${IMPORTS}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data' },
      body: 'x',
    });
    expect((await problemIn(noBoundary)).status).toBeLessThan(500);
    expect(await problemIn(await here.server.post('/api/v1/imports?as=people&filename=a', 'x'))).toMatchObject({
      code: 'NOT_A_CHOICE',
    });
    expect(await problemIn(await here.server.post('/api/v1/imports?province=brvt-syt&filename=a', 'x'))).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
    });
    expect(await problemIn(await here.server.post(IMPORTS, 'x'))).toMatchObject({ code: 'NO_FILES' });
    expect(here.server.faults).toEqual([]);
  });
});

it('reading goes on while an import runs, and sees all of it or nothing', async () => {
  await reportOf(await here.server.post(IMPORTS, form({ 'a.csv': manyRows(100) })));
  const place = '/api/v1/indicators?unit=brvt-syt&from=2024-01-01&as_of=2024-12-31&indicator=online_rate';
  let running = true;
  const importing = here.server
    .post(IMPORTS, form({ 'b.csv': manyRows(10_000) }))
    .then(reportOf)
    .finally(() => {
      running = false;
    });
  const seen: number[] = [];
  let duringImport = 0;
  while (running) {
    const rows: { denominator: number }[] = await (await here.server.get(place)).json();
    seen.push(rows[0]?.denominator ?? -1);
    if (running) duringImport += 1;
  }
  expect((await importing).sheets[0]?.rows.accepted).toBe(10_000);
  const [after]: { denominator: number }[] = await (await here.server.get(place)).json();
  expect(after?.denominator).toBe(10_000);
  expect(duringImport).toBeGreaterThan(0);
  expect(new Set([...seen, 100, 10_000])).toEqual(new Set([100, 10_000]));
});

it('two imports at once are done one after the other', async () => {
  const reports = await Promise.all(
    ['a', 'b', 'c'].map((name) => here.server.post(IMPORTS, form({ [`${name}.csv`]: manyRows(500) })).then(reportOf)),
  );
  // The same bytes under another name are known: the report is that of the first.
  expect(reports.map(({ sheets }) => sheets[0]?.rows.accepted)).toEqual([500, 500, 500]);
  expect(reports.filter(({ sheets }) => sheets[0]?.problems.some(({ code }) => code === 'I_KNOWN_FILE'))).toHaveLength(
    2,
  );
  expect(Object.keys(await here.stored()).length).toBe(500);
});
