import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { evaluationRecord } from '../../pipeline/office/tables.ts';
import { asKnown } from '../support/sample-truth.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { NOW } from './running-server.ts';
import { ARROW, PLAN, sampleServers, textOf } from './sample-servers.ts';

const servers = sampleServers();
const { tokens } = servers;

describe('figures', () => {
  const expected = (name: string): unknown => JSON.parse(readFileSync(path.join(SAMPLES, 'expected', name), 'utf8'));

  it.each([
    ['brvt', '2023-11-30', 'brvt-ubnd-2023/2023-11-30.json'],
    ['brvt', '2023-10-31', 'brvt-ubnd-2023/2023-10-31.json'],
    ['brvt-syt', '2023-11-30', 'by-unit/brvt-ubnd-2023/brvt-syt/2023-11-30.json'],
    ['brvt-chauduc', '2023-11-30', 'by-unit/brvt-ubnd-2023/brvt-chauduc/2023-11-30.json'],
    ['brvt-sgddt', '2023-11-30', 'by-unit/brvt-ubnd-2023/brvt-sgddt/2023-11-30.json'],
  ])('evaluation of %s on %s is what the generator knows, for its own token too', async (unit, asOf, name) => {
    const place = `/api/v1/evaluation?plan=${PLAN}&unit=${unit}&as_of=${asOf}`;
    const rows = async (answer: Response): Promise<object[]> => ((await answer.json()) as object[]).map(asKnown);
    expect(await rows(await servers.local.get(place))).toEqual(expected(name));
    expect(await rows(await servers.guarded.get(place, tokens[unit]))).toEqual(expected(name));
  });

  it.each([
    ['a plan evaluated', `/api/v1/evaluation?plan=${PLAN}&unit=brvt&as_of=2023-11-30`],
    [
      'indicators by unit',
      '/api/v1/indicators?unit=brvt&from=2023-01-01&as_of=2023-11-30&indicator=online_rate&by=unit',
    ],
    [
      'two indicators by month',
      '/api/v1/indicators?unit=brvt&from=2023-09-10&as_of=2023-11-30&indicator=online_rate&indicator=on_time_rate&by=month',
    ],
    [
      'dossiers',
      '/api/v1/dossiers?indicator=online_rate&unit=brvt-syt&from=2023-01-01&as_of=2023-11-30&side=numerator',
    ],
    [
      'no dossiers',
      '/api/v1/dossiers?indicator=online_rate&unit=gialai&from=2023-01-01&as_of=2023-11-30&side=numerator',
    ],
    ['plans', '/api/v1/plans'],
    ['all indicators', '/api/v1/indicator-list'],
    ['units', '/api/v1/units'],
  ])('Arrow equals JSON: %s', async (_, place) => {
    const rows: Record<string, unknown>[] = await (await servers.local.get(place)).json();
    const answer = await servers.local.get(place, undefined, `${ARROW}, application/json;q=0.5`);
    expect(answer.headers.get('content-type')).toBe(ARROW);
    const table = tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
    const dates = new Set(
      table.schema.fields.filter(({ type }) => String(type).startsWith('Date')).map(({ name }) => name),
    );
    const unpacked = table.toArray().map((row) =>
      Object.fromEntries(
        table.schema.fields.map(({ name }) => {
          const value = row[name];
          if (value !== null && dates.has(name)) return [name, new Date(Number(value)).toISOString().slice(0, 10)];
          return [name, typeof value === 'object' && value !== null ? [...value] : value];
        }),
      ),
    );
    // What JSON has as one object a table has in columns.
    const needed = table.schema.fields.map(({ name }) => name).filter((name) => name.startsWith('needed_'));
    const flat = rows.map(({ needed: object, ...row }) => {
      if (needed.length === 0) return object === undefined ? row : { ...row, needed: object };
      const own = Object.entries(Object(object)).map(([key, value]) => [`needed_${key}`, value]);
      return { ...row, ...Object.fromEntries(needed.map((name) => [name, null])), ...Object.fromEntries(own) };
    });
    expect(unpacked).toEqual(flat);
  });

  it('report-data is all that the report is made of', async () => {
    const query = `plan=${PLAN}&unit=brvt&as_of=2023-11-30`;
    const evaluation: Evaluation = await (await servers.local.get(`/api/v1/report-data?${query}`)).json();
    const rows: unknown = await (await servers.local.get(`/api/v1/evaluation?${query}`)).json();
    expect(evaluation.targets.map(({ row }) => evaluationRecord(row, 'vi'))).toEqual(rows);
    expect(evaluation.sources.length).toBeGreaterThan(3);
    const report = await servers.local.get(`/api/v1/report?${query}`);
    const own = (await makeReport(evaluation, standardTemplate(), { version: 'test', madeAt: NOW })).bytes;
    expect(unzipSync(own)).toEqual(unzipSync(new Uint8Array(await report.arrayBuffer())));
  });

  it('state says until when the data go, of what the token may see', async () => {
    const stateFor = async (token?: string): Promise<unknown> =>
      (token === undefined ? servers.local : servers.guarded)
        .get('/api/v1/state', token)
        .then((answer) => answer.json());
    const whole = { empty: false, version: 'test', lastDay: '2023-12-31', role: 'consolidator', unit: null };
    expect(await stateFor()).toEqual({ ...whole, units: expect.arrayContaining(['brvt-sgddt', 'brvt-syt']) });
    expect(await stateFor(tokens['brvt-syt'])).toMatchObject({
      empty: false,
      role: 'reader',
      unit: 'brvt-syt',
      units: ['brvt-syt'],
    });
    expect(await stateFor(tokens['gialai'])).toEqual({
      empty: true,
      version: 'test',
      lastDay: null,
      units: [],
      role: 'reader',
      unit: 'gialai',
    });
  });

  it('the report is the filled workbook, the template the empty one', async () => {
    const report = await servers.local.get(`/api/v1/report?plan=${PLAN}&unit=brvt&as_of=2023-11-30`);
    expect(report.headers.get('content-disposition')).toBe(
      'attachment; filename="bao-cao-brvt-ubnd-2023-2023-11-30.xlsx"',
    );
    expect(await textOf(report)).toContain('30/11/2023');
    const template = await servers.local.get('/api/v1/template');
    expect(new Uint8Array(await template.arrayBuffer())).toEqual(
      new Uint8Array(readFileSync(path.join(SAMPLES, '../templates/standard.xlsx'))),
    );
  });
});
