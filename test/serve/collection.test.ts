import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StandingRecord } from '../../addin/source/consolidation-source.ts';
import { AS_OF, type Consolidated, PLAN_ID, type Roll, sumOf, TARGETS } from '../consolidate/office.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { asked, officeIn, reportOf, UNITS } from './collecting.ts';
import { form } from './empty-servers.ts';
import { problemIn, type Running, startServer } from './running-server.ts';
import { operations, textOf } from './sample-servers.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const [one, two, three] = UNITS;
if (one === undefined || two === undefined || three === undefined) throw new Error('there are units');

let number = 0;
let server: Running;
let office: string;
let own: Record<string, string>;
beforeEach(async () => {
  number += 1;
  server = await startServer(officeIn(path.join(scratch.folder, String(number))), { requireTokens: true });
  office = await server.token('ninhbinh', 'consolidator');
  own = {};
  for (const { id } of [one, two, three]) own[id] = await server.token(id, 'contributor');
});
afterEach(async () => {
  expect(server.faults).toEqual([]);
  await server.close();
});

const API = '/api/v1';
const collected = async (only = 'all'): Promise<{ roll: Roll; consolidated: Consolidated; coverage: string }> =>
  good(await server.get(`${API}/collection?${asked('ninhbinh')}&only=${only}`, office));

async function good<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text);
}

const lineOf = (roll: Roll, unit: string) => roll.units.find((line) => line.unit === unit);
const sendOwn = (unit: string, report: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<Response> =>
  server.post(`${API}/own-reports?${asked(unit)}`, form({ [report.name]: report.bytes }), own[unit]);
const standing = async (unit: string): Promise<StandingRecord> =>
  good(await server.get(`${API}/own-reports?${asked(unit)}`, own[unit]));
const decide = (body: object, token = office): Promise<Response> =>
  server.postJson(`${API}/collection/decisions?${asked('ninhbinh')}`, body, token);

describe('a month on a server', () => {
  it('goes from what units send themselves, and what came by post, to the workbook', async () => {
    const reports = [one, two].map((unit, at) => reportOf(unit, 40 + at));
    expect(await standing(one.id)).toMatchObject({ state: 'missing', decision: 'open', sent: [], checks: [] });
    for (const [at, unit] of [one, two].entries()) {
      const report = reports[at];
      if (report === undefined) throw new Error('made above');
      const { reports: read } = await good<{ reports: { unit: string; counts: number }[] }>(
        await sendOwn(unit.id, report),
      );
      expect(read).toMatchObject([{ unit: unit.id, counts: 5 }]);
    }
    const byPost = reportOf(three, 42);
    const place = `${API}/collection/files?${asked('ninhbinh')}&received=2026-11-03%2009:00:00`;
    await good(await server.post(place, form({ [byPost.name]: byPost.bytes }), office));

    const now = await collected();
    expect(now.roll.units.filter(({ files }) => files.length > 0).map(({ unit }) => unit)).toEqual(
      UNITS.filter((unit) => [one, two, three].includes(unit)).map(({ id }) => id),
    );
    const truths = [...reports, byPost].map(({ truth }) => truth);
    for (const target of TARGETS) {
      const { hits, members } = sumOf(truths, target);
      expect(now.consolidated.targets.find((row) => row.target === target)).toMatchObject({
        numerator: hits,
        denominator: members,
      });
    }
    expect(now.coverage).toMatch(/^Cộng 3\/\d+ đơn vị/);
    // When a unit sent is known: it was now. What came by post came when whoever opened it says.
    expect(lineOf(now.roll, three.id)).toMatchObject({ files: [{ received_at: '2026-11-03 09:00:00' }] });
    expect(lineOf(now.roll, one.id)).toMatchObject({ files: [{ received_at: '2026-11-21 08:00:00', by: one.id }] });

    await good(await decide({ act: 'accepted', units: [one.id, three.id] }));
    expect(await problemIn(await decide({ act: 'returned', units: [two.id] }))).toMatchObject({
      code: 'REASON_NEEDED',
    });
    await good(await decide({ act: 'returned', units: [two.id], reason: 'Chỉ tiêu 3 lấy nhầm tháng' }));
    expect(await standing(one.id)).toMatchObject({ decision: 'accepted' });
    expect(await standing(two.id)).toMatchObject({ decision: 'returned', reason: 'Chỉ tiêu 3 lấy nhầm tháng' });
    expect((await collected('accepted')).consolidated.included.sort()).toEqual([one.id, three.id].sort());

    const mended = reportOf(two, 43);
    await good(await sendOwn(two.id, mended));
    const again = await standing(two.id);
    expect(again).toMatchObject({ decision: 'open', reason: '' });
    expect(again.sent.map(({ counts, decision, reason }) => [counts, decision, reason])).toEqual([
      [true, 'open', ''],
      [false, 'returned', 'Chỉ tiêu 3 lấy nhầm tháng'],
    ]);
    expect(again.checks.map(({ code }) => code)).toContain('W_SENT_AGAIN');

    // Whoever looked at the first one has not seen this.
    const seen = now.roll.units.flatMap(({ files }) => files.map((file) => ('id' in file ? file.id : undefined)));
    const late = await decide({ act: 'accepted', units: [one.id, two.id], seen });
    expect(await problemIn(late)).toMatchObject({ status: 409, code: 'SENT_MEANWHILE' });
    expect(await standing(two.id)).toMatchObject({ decision: 'open' });

    await good(await decide({ act: 'excluded', units: [UNITS[5]?.id], reason: 'Mới thành lập' }));
    await good(await decide({ act: 'frozen' }));
    const frozen = await collected();
    expect(frozen.roll).toMatchObject({ version: 1 });
    expect(lineOf(frozen.roll, UNITS[5]?.id ?? '')).toMatchObject({ state: 'excluded', reason: 'Mới thành lập' });

    const book = await server.get(`${API}/collection/workbook?${asked('ninhbinh')}&only=accepted`, office);
    expect(Object.keys(unzipSync(new Uint8Array(await book.arrayBuffer())))).toContain('xl/workbook.xml');
    const letter = await server.post(`${API}/collection/letter?${asked('ninhbinh')}`, new FormData(), office);
    expect(letter.status).toBe(415);
    const sent = await fetch(`${server.url}${API}/collection/letter?${asked('ninhbinh')}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${office}` },
    });
    expect(Object.keys(unzipSync(new Uint8Array(await sent.arrayBuffer())))).toContain('word/document.xml');
    expect(lineOf((await collected()).roll, UNITS[6]?.id ?? '')).toMatchObject({ reminded: 1 });
    // But for the one that need not report.
    const blanks = await server.get(`${API}/collection/blanks?${asked('ninhbinh')}`, office);
    expect(Object.keys(unzipSync(new Uint8Array(await blanks.arrayBuffer())))).toHaveLength(UNITS.length - 1);
    const { forms } = await good<{ forms: { id: string }[] }>(await server.get(`${API}/forms`, own[one.id]));
    expect(forms.map(({ id }) => id)).toContain('vpcp-06a');
  }, 120_000);

  it('a name that nobody knows is explained by whoever consolidates, for that office alone', async () => {
    const strange = reportOf(one, 50, 'Đơn vị báo cáo: Trạm số 90');
    const place = `${API}/collection/files?${asked('ninhbinh')}`;
    const take = async () =>
      (
        await good<{ reports: { unit: string | null; asked: { name?: string }[] }[] }>(
          await server.post(place, form({ [strange.name]: strange.bytes }), office),
        )
      ).reports[0];
    const name = (await take())?.asked[0]?.name ?? '';
    expect(name.toLowerCase()).toContain('trạm số 90');
    const say = (means: string, token: string, unit = 'ninhbinh') =>
      server.postJson(`${API}/collection/names?unit=${unit}`, { name, means }, token);
    expect(await problemIn(await say('brvt-syt', office))).toMatchObject({ status: 403, code: 'NOT_YOUR_UNIT' });
    expect(await problemIn(await say(one.id, own[one.id] ?? '', one.id))).toMatchObject({
      code: 'NOT_YOUR_COLLECTION',
    });
    // What a unit says of the names in what it collects itself is nothing to the office above.
    const below = await server.token(two.id, 'consolidator');
    await good(await say(two.id, below, two.id));
    expect(await take()).toMatchObject({ unit: null });
    await good(await say(one.id, office));
    expect(await take()).toMatchObject({ unit: one.id });
  }, 60_000);
});

describe('a unit sends by its own token', () => {
  it('what is another unit’s is refused whole, by itself and among others', async () => {
    const others = reportOf(two, 60);
    const refused = await problemIn(await sendOwn(one.id, others));
    expect(refused).toMatchObject({ status: 403, code: 'OTHER_UNITS_REPORT' });
    expect(refused.detail).toBe(
      `'${others.name}' có báo cáo của đơn vị khác nên không được nhận, không giữ lại gì. Gửi tệp chỉ có báo cáo của đơn vị mình.`,
    );
    const mine = reportOf(one, 61);
    const both = await good<{ reports: { unit: string }[]; failures: { file: string; code: string }[] }>(
      await server.post(
        `${API}/own-reports?${asked(one.id)}`,
        form({ [others.name]: others.bytes, [mine.name]: mine.bytes }),
        own[one.id],
      ),
    );
    expect(both).toMatchObject({
      reports: [{ unit: one.id }],
      failures: [{ file: others.name, code: 'OTHER_UNITS_REPORT' }],
    });
    const engine = await server.database.connect();
    const kept = await engine.query('SELECT unit_id, file, content FROM received_reports');
    await engine.close();
    expect(kept.map((row) => [row['unit_id'], row['file']])).toEqual([[one.id, mine.name]]);
    expect(JSON.stringify(kept)).not.toContain(two.name);
    expect(await standing(two.id)).toMatchObject({ state: 'missing', sent: [] });
  }, 60_000);

  it('a report that does not say whose it is, is the sender’s, and says so', async () => {
    const nameless = reportOf(one, 62, 'BÁO CÁO');
    const { reports } = await good<{ reports: { unit: string; asked: unknown[]; problems: { code: string }[] }[] }>(
      await sendOwn(one.id, nameless),
    );
    expect(reports).toMatchObject([{ unit: one.id, asked: [] }]);
    expect(reports[0]?.problems.map(({ code }) => code)).toContain('W_SENDER');
    expect(lineOf((await collected()).roll, one.id)?.files).toHaveLength(1);
  });

  it('for nobody else, nor what nobody asks of it, nor as a reader', async () => {
    const report = reportOf(one, 63);
    const send = (query: string, token: string | undefined) =>
      server.post(`${API}/own-reports?${query}`, form({ [report.name]: report.bytes }), token);
    expect(await problemIn(await send(asked(two.id), own[one.id]))).toMatchObject({ code: 'NOT_YOUR_UNIT' });
    expect(await problemIn(await send(asked(one.id), office))).toMatchObject({ code: 'NOT_YOUR_UNIT' });
    expect(await problemIn(await send(asked('ninhbinh'), office))).toMatchObject({ code: 'NOT_ASKED' });
    const reader = await server.token(one.id, 'reader');
    expect(await problemIn(await send(asked(one.id), reader))).toMatchObject({ code: 'NOT_YOUR_ROLE' });
    const twice = `${asked(one.id)}&form=vpcp-06a`;
    expect(await problemIn(await send(twice, own[one.id]))).toMatchObject({ code: 'PLAN_OR_FORM' });
    const noSuch = `form=vpcp-07&unit=${one.id}&as_of=${AS_OF}`;
    expect(await problemIn(await send(noSuch, own[one.id]))).toMatchObject({ code: 'UNKNOWN_PARAMETER' });
    expect(await problemIn(await send(asked(one.id).replace(AS_OF, '2026-02-31'), own[one.id]))).toMatchObject({
      code: 'BAD_DAY',
    });
    expect((await collected()).consolidated.included).toEqual([]);
  });
});

it('no route says anything of another unit to a unit’s token', async () => {
  const figures = new Map([one, two, three].map((unit, at) => [unit.id, reportOf(unit, 70 + at)]));
  for (const unit of [one, two, three]) {
    const report = figures.get(unit.id);
    if (report !== undefined) await good(await sendOwn(unit.id, { ...report, name: `rieng-cua-${unit.id}.xlsx` }));
  }
  await good(await decide({ act: 'returned', units: [two.id], reason: 'Bí mật của đơn vị hai' }));
  await good(await decide({ act: 'accepted', units: [three.id] }));
  // Ids, names, files, figures and decisions of the others.
  const numbersOf = ({ id }: { id: string }) =>
    TARGETS.flatMap((target) => {
      const { hits, members } = figures.get(id)?.truth.figures[target] ?? { hits: 0, members: 0 };
      return [`"numerator":${hits},"denominator":${members}`];
    });
  const foreign = [two, three].flatMap(({ id, name }) => [id, name, `rieng-cua-${id}`]);
  const secrets = [...foreign, 'Bí mật của đơn vị hai', ...numbersOf(three)];
  // The same texts are found where they may be seen.
  const whole = await textOf(await server.get(`${API}/collection?${asked('ninhbinh')}`, office));
  expect(secrets.filter((secret) => !whole.includes(secret))).toEqual([]);
  secrets.push(...numbersOf(two));

  const jsonBodies: Record<string, object> = {
    '/collection/decisions': { act: 'accepted', units: [two.id] },
    '/collection/names': { name: 'Sở', means: two.id },
    '/figures': { questions: [] },
    '/query': { sql: 'SELECT * FROM received_reports' },
    '/said': { kind: 'rejections-seen', by: 'x', take_back: false, sheets: [{ importId: 1, sheetNo: 0 }] },
  };
  const body = figures.get(two.id)?.bytes ?? new Uint8Array();
  let walked = 0;
  for (const role of ['contributor', 'reader', 'consolidator'] as const) {
    const token = await server.token(one.id, role);
    for (const { method, place, parameters } of await operations(server)) {
      for (const unit of [one.id, two.id, 'ninhbinh']) {
        const known: Record<string, string> = {
          plan: PLAN_ID,
          unit,
          from: '2026-01-01',
          as_of: AS_OF,
          indicator: 'online_rate',
          side: 'missing',
          list: 'procedures',
          filename: 'a.xlsx',
          of: two.id,
          target: 'remote',
          confirm: 'true',
        };
        const query = parameters
          .filter(({ in: where, name }) => where === 'query' && known[name] !== undefined)
          .map(({ name }) => `${name}=${encodeURIComponent(known[name] ?? '')}`)
          .join('&');
        const path = `${place.replace('{id}', place.includes('/plans/') ? PLAN_ID : unit)}?${query}`;
        const json = jsonBodies[place.replace(API, '')];
        const answer =
          method === 'GET'
            ? await server.get(path, token)
            : json === undefined
              ? await fetch(`${server.url}${path}`, {
                  method,
                  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
                  body: new Uint8Array(body),
                })
              : await server.postJson(path, json, token);
        const text = await textOf(answer);
        walked += 1;
        // What the caller itself named may be named back to it.
        const told = secrets.filter(
          (secret) => text.includes(secret) && secret !== unit && !(json && secret === two.id),
        );
        expect(told, `${role} ${method} ${path} ${text.slice(0, 300)}`).toEqual([]);
        expect(answer.status, `${method} ${path} ${text.slice(0, 300)}`).toBeLessThan(500);
      }
    }
  }
  expect(walked).toBeGreaterThan(300);
  // Nothing that was tried has changed anything for the others.
  expect(await standing(two.id)).toMatchObject({ decision: 'returned', sent: [{ file: `rieng-cua-${two.id}.xlsx` }] });
  expect(await standing(three.id)).toMatchObject({
    decision: 'accepted',
    sent: [{ file: `rieng-cua-${three.id}.xlsx` }],
  });
}, 180_000);

it('of reports that count together none is accepted unseen', async () => {
  const halves = [
    { id: 'hanam-snv', name: 'Sở Nội vụ tỉnh Hà Nam' },
    { id: 'namdinh-snv', name: 'Sở Nội vụ tỉnh Nam Định' },
  ] as const;
  const come = async (half: { id: string; name: string }, seed: number, day: string): Promise<void> => {
    const report = reportOf(half, seed);
    const place = `${API}/collection/files?${asked('ninhbinh')}&received=${day}%2009:00:00`;
    await good(await server.post(place, form({ [report.name]: report.bytes }), office));
  };
  await come(halves[0], 81, '2026-11-03');
  await come(halves[1], 82, '2026-11-02');
  const unit = 'ninhbinh-snv';
  await good(await decide({ act: 'accepted', units: [unit] }));
  expect(lineOf((await collected()).roll, unit)).toMatchObject({ decision: 'accepted' });
  const own = await server.token(unit, 'contributor');
  const sent = await good<StandingRecord>(await server.get(`${API}/own-reports?${asked(unit)}`, own));
  expect(sent.sent.map(({ decision }) => decision)).toEqual(['accepted', 'accepted']);
  await come(halves[1], 83, '2026-11-02');
  expect(lineOf((await collected()).roll, unit)).toMatchObject({ decision: 'open' });
}, 60_000);

it('a district sees what a commune sends as long as the commune stands below it', async () => {
  const district = await server.token('brvt-longdien', 'consolidator');
  const [commune, next] = ['brvt-longdien-longhai', 'brvt-longdat'];
  const at = (place: string, unit: string, day: string, more = '') =>
    server.get(`${API}/${place}?form=vpcp-06a&unit=${unit}&as_of=${day}${more}`, district);
  await good(await at('own-reports', commune, '2024-12-31'));
  expect(await problemIn(await at('own-reports', commune, '2025-03-31'))).toMatchObject({ code: 'NOT_YOUR_UNIT' });
  expect(await problemIn(await at('collection', commune, '2025-03-31'))).toMatchObject({ code: 'NOT_YOUR_UNIT' });
  expect(await problemIn(await at('collection', next, '2025-03-31'))).toMatchObject({ code: 'NOT_YOUR_UNIT' });
});
