import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Unit } from '../../pipeline/library/units/types.ts';
import { AS_OF, PLAN_ID } from '../consolidate/office.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { asked, officeIn, reportOf, UNITS } from './collecting.ts';
import { csv, form } from './empty-servers.ts';
import { type Running, startServer } from './running-server.ts';
import { type Operation, operations, textOf } from './sample-servers.ts';

/**
 * Two servers whose warehouses are the same for one unit and different for all others: rows, files, what was left out,
 * reports, decisions, answers about names. Whatever that unit's tokens ask, both answer alike: to the letter, with the
 * same headers. What differs would have been learnt of others.
 */
const scratch = temporaryFolder();
const [own, two, three] = threeUnits();
const ROLES = ['reader', 'contributor', 'consolidator'] as const;
const API = '/api/v1';
const worlds: Running[] = [];
/** By role, for each world. */
const tokens: Record<string, string[]> = {};

function threeUnits(): [Unit, Unit, Unit] {
  const [first, second, third] = UNITS;
  if (first === undefined || second === undefined || third === undefined) throw new Error('there are units');
  return [first, second, third];
}

const rows = (unit: string, from: number, count: number, channel = 'Trực tuyến') =>
  Array.from({ length: count }, (_, at) => ({
    code: `H42.20-26-${String(from + at).padStart(6, '0')}`,
    unit,
    received: `${String(1 + (at % 28)).padStart(2, '0')}/0${1 + (at % 9)}/2026`,
    channel,
  }));
const FOREIGN = /H42\.20-26-00[1-9]|rieng-|Quầy khác|vì lý do/;

async function world(number: 0 | 1): Promise<Running> {
  const server = await startServer(officeIn(path.join(scratch.folder, String(number))));
  const send = async (answer: Promise<Response>): Promise<void> => {
    const { status } = await answer;
    if (status !== 200) throw new Error(`${status} ${await (await answer).text()}`);
  };
  const place = `${API}/imports?province=ninhbinh`;
  const others = number === 0 ? rows(two.name, 1000, 40) : [...rows(two.name, 2000, 25), ...rows(three.name, 3000, 31)];
  const leftOut = rows(number === 0 ? two.name : three.name, 4000 + number * 100, 3 + number * 4, 'Bồ câu');
  await send(server.post(place, form({ 'cua-minh.csv': csv(rows(own.name, 1, 60)) })));
  await send(
    server.post(place, form({ 'chung.csv': csv([...rows(own.name, 70, 5), ...others.slice(0, 9), ...leftOut]) })),
  );
  await send(server.post(place, form({ 'sot.csv': csv([...rows(own.name, 80, 4), ...leftOut]) })));
  await send(server.post(place, form({ [`rieng-${number}.csv`]: csv(others) })));
  const handIn = (unit: { id: string; name: string }, seed: number): Promise<void> => {
    const report = reportOf(unit, seed);
    return send(server.post(`${API}/own-reports?${asked(unit.id)}`, form({ [report.name]: report.bytes })));
  };
  await handIn(own, 40);
  await handIn(two, 41 + number);
  if (number === 1) await handIn(three, 50);
  const act = number === 0 ? 'accepted' : 'returned';
  const decision = { act, units: [two.id], reason: `vì lý do ${number}` };
  await send(server.postJson(`${API}/collection/decisions?${asked('ninhbinh')}`, decision));
  await send(server.postJson(`${API}/library/spellings`, { units: { [`Quầy khác ${number}`]: two.id } }));
  const months = [{ list: 'dossiers', unit: two.id, month: `2026-0${8 + number}` }];
  await send(server.postJson(`${API}/said`, { kind: 'months-without', by: 'B', take_back: false, months }));
  return server;
}

beforeAll(async () => {
  for (const number of [0, 1] as const) worlds.push(await world(number));
  for (const role of ROLES) {
    tokens[role] = [];
    for (const server of worlds) tokens[role].push(await server.token(own.id, role));
  }
});
afterAll(async () => {
  for (const server of worlds) await server.close();
  scratch.remove();
});

const EVERY_UNIT = [own.id, two.id, 'ninhbinh', 'gialai', 'no-such-unit'];
const POOLS: Readonly<Record<string, readonly string[]>> = {
  unit: EVERY_UNIT,
  of: EVERY_UNIT,
  plan: [PLAN_ID, 'brvt-ubnd-2023', 'no-such-plan'],
  form: ['no-such-form'],
  as_of: [AS_OF, '2026-06-30'],
  from: ['2026-01-01', '2026-09-15'],
  indicator: ['online_rate', 'remote_online_rate', 'no-such-indicator'],
  target: ['remote', 'no-such-target'],
  by: ['month', 'field'],
  part: ['', '2026-03'],
  province: ['ninhbinh', 'gialai'],
  filename: ['a.csv'],
  limit: ['1', '7'],
  offset: ['0', '3'],
  received: ['2026-11-03 09:00:00'],
  map: ['Chủ HS=ignore'],
  map_value: ['channel:Bồ câu=counter'],
  map_unit: [`Quầy khác 0=${own.id}`],
  map_sheet: [`Sheet1=${own.id}`],
};

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: { enum?: string[]; type?: string; items?: { enum?: string[] } };
}

function poolOf({ name, schema }: Parameter): readonly string[] {
  // With all of them everything is in the report that any has.
  if (name === 'appendix') return ['all'];
  const choices = schema?.enum ?? schema?.items?.enum;
  if (choices !== undefined) return choices;
  if (schema?.type === 'boolean') return ['true', 'false'];
  return POOLS[name] ?? ['1'];
}

function idsOf(place: string): readonly string[] {
  if (!place.includes('{id}')) return [''];
  if (place.includes('/imports/')) return ['1', '2', '3', '4', '99'];
  return place.includes('/plans/') ? (POOLS['plan'] ?? []) : EVERY_UNIT;
}

/**
 * Addresses of a route: every unit, by every role; and every other parameter by itself in each of its values. Of what
 * only reads, that is asked by one role: what it sees is a matter of its unit.
 */
function addressesOf({ method, place, parameters }: Operation): { address: string; roles: readonly string[] }[] {
  const query = (parameters as readonly Parameter[]).filter((one) => one.in === 'query');
  const address = (id: string, values: Readonly<Record<string, string>>): string =>
    `${place.replace('{id}', id)}?${new URLSearchParams(values)}`.replace(/\?$/, '');
  const usual = Object.fromEntries(
    query
      .filter(({ name, required }) => required === true || (name === 'plan' && /collection|own-reports/.test(place)))
      .map((one) => [one.name, poolOf(one)[0] ?? '']),
  );
  const found = new Map<string, readonly string[]>();
  // Of one figure, where something else is varied.
  const one = Object.fromEntries(
    query.flatMap(({ name }) => (name === 'indicator' || name === 'target' ? [[name, POOLS[name]?.[0] ?? '']] : [])),
  );
  const few = method === 'GET' ? [ROLES[0]] : ROLES;
  for (const id of idsOf(place)) found.set(address(id, usual), ROLES);
  const [id = ''] = idsOf(place);
  for (const varied of query) {
    for (const value of poolOf(varied)) {
      const written = address(id, { ...one, ...usual, [varied.name]: value });
      found.set(written, found.get(written) ?? few);
    }
    // Of others, with everything else, too.
    if (query.some(({ name }) => name === 'unit') && varied.name !== 'unit')
      found.set(address(id, { ...one, ...usual, [varied.name]: poolOf(varied).at(-1) ?? '', unit: two.id }), ROLES);
  }
  return [...found].map(([written, roles]) => ({ address: written, roles }));
}

function bodiesOf({ method, place }: Operation): readonly (string | object | undefined)[] {
  if (method === 'GET') return [undefined];
  const period = { from: '2026-01-01', as_of: AS_OF };
  const said = { by: 'B', take_back: false };
  switch (place.slice(API.length)) {
    case '/figures':
      return EVERY_UNIT.map((unit) => ({
        questions: [
          { ask: 'figure', of: 'online_rate', unit, ...period },
          { ask: 'target', of: `${PLAN_ID}/remote`, unit, ...period },
          { ask: 'table', of: 'online_rate', by: 'month', unit, ...period },
          { ask: 'table', of: 'online_rate', by: 'unit', unit, ...period },
          { ask: 'figure', of: 'online_rate', unit: two.name, ...period },
        ],
      }));
    case '/query':
      return [{ sql: 'SELECT count(*) FROM dossiers' }];
    case '/said':
      return [
        ...EVERY_UNIT.map((unit) => ({
          ...said,
          kind: 'months-without',
          months: [{ list: 'dossiers', unit, month: '2026-01' }],
        })),
        ...[1, 2, 3, 4, 99].map((importId) => ({
          ...said,
          kind: 'rejections-seen',
          sheets: [{ importId, sheetNo: 0 }],
        })),
      ];
    case '/collection/decisions':
      return EVERY_UNIT.map((unit) => ({ act: 'accepted', units: [unit], reason: '' }));
    case '/collection/names':
      return EVERY_UNIT.map((means) => ({ name: 'Đội 7', means }));
    case '/library/spellings':
      return method === 'POST'
        ? EVERY_UNIT.map((unit) => ({ units: { 'Quầy số 9': unit } }))
        : [{ part: 'units', written: 'Quầy số 9' }];
    case '/library/units-from':
      return EVERY_UNIT.map((province) => ({ rows: [['Tên'], ['Xã A']], province }));
    default:
      return [csv(rows(own.name, 90, 2))];
  }
}

interface Told {
  status: number;
  headers: Record<string, string>;
  text: string;
}

async function tell(
  server: Running,
  method: string,
  place: string,
  body: string | object | undefined,
  token?: string,
): Promise<Told> {
  const answer = await fetch(`${server.url}${place}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined
        ? {}
        : { 'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const { date: _, 'x-request-id': __, 'content-length': ___, ...headers } = Object.fromEntries(answer.headers);
  // A request's number is chance; the print of a file with rows of others is that of the whole file.
  const text = (await textOf(answer))
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replaceAll(/[0-9a-f]{64}/g, '#');
  return { status: answer.status, headers, text };
}

/** Where two texts part, with some of what is around. */
function firstDifference(one: string, other: string): [string, string] | undefined {
  if (one === other) return undefined;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return [one.slice(at - 60, at + 60), other.slice(at - 60, at + 60)];
}

it('no route, method, parameter or role tells a unit anything that depends on others', async () => {
  const [first] = worlds;
  if (first === undefined) throw new Error('two worlds');
  const routes = await operations(first);
  const reads = routes.filter(({ method }) => method === 'GET');
  let asked = 0;
  const differing: unknown[] = [];
  const statuses = new Map<number, number>();
  // What only reads comes first: both worlds stay as they are.
  for (const operation of [...reads, ...routes.filter(({ method }) => method !== 'GET')]) {
    for (const { address: place, roles } of addressesOf(operation)) {
      for (const body of bodiesOf(operation)) {
        const ofRole = async (role: string): Promise<void> => {
          const [one, other] = await Promise.all(
            worlds.map((server, at) => tell(server, operation.method, place, body, tokens[role]?.[at])),
          );
          if (one === undefined || other === undefined) throw new Error('two worlds');
          asked += 1;
          statuses.set(one.status, (statuses.get(one.status) ?? 0) + 1);
          const what = `${role} ${operation.method} ${place} ${JSON.stringify(body)?.slice(0, 150)}`;
          const difference = firstDifference(JSON.stringify(one), JSON.stringify(other));
          if (difference !== undefined) differing.push([what, ...difference]);
          const found = FOREIGN.exec(one.text)?.[0];
          if (found !== undefined) differing.push([what, found]);
        };
        // What changes something is done in one order, the same in both worlds.
        if (operation.method === 'GET') await Promise.all(roles.map(ofRole));
        else for (const role of roles) await ofRole(role);
      }
    }
  }
  console.log(`${routes.length} routes, ${asked} requests a world:`, Object.fromEntries(statuses));
  expect(differing).toEqual([]);
  expect(asked).toBeGreaterThan(1000);
  expect(statuses.get(200)).toBeGreaterThan(200);
  for (const server of worlds) expect(server.faults).toEqual([]);
});

it('whoever may see everything is told of the difference', async () => {
  const query = `unit=ninhbinh&from=2026-01-01&as_of=${AS_OF}`;
  for (const place of [
    `/indicators?${query}&indicator=online_rate`,
    `/dossiers?${query}&indicator=online_rate&side=numerator`,
    '/imports',
    '/library/spellings',
    `/collection?${asked('ninhbinh')}`,
  ]) {
    const [one, other] = await Promise.all(worlds.map((server) => tell(server, 'GET', `${API}${place}`, undefined)));
    expect([one?.status, other?.status], place).toEqual([200, 200]);
    expect(one?.text, place).not.toBe(other?.text);
  }
});
