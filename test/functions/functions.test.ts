import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Batch, type Timing } from '../../addin/functions/batch.ts';
import { CellError } from '../../addin/functions/cell-error.ts';
import { vedichFunctions } from '../../addin/functions/functions.ts';
import { ServerSource } from '../../addin/source/server-source.ts';
import { SourceError } from '../../addin/source/source.ts';
import type { EvaluationRow } from '../../pipeline/evaluate/types.ts';
import { type Running, startServer } from '../serve/running-server.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { temporaryFolder } from '../support/warehouse.ts';

const PLAN = 'brvt-ubnd-2023';
const UNIT = 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu';
const scratch = temporaryFolder();
const file = path.join(scratch.folder, 'warehouse.duckdb');
let server: Running;
let requests = 0;

beforeAll(async () => {
  await sampleWarehouse(file, ['brvt-2023']);
  server = await startServer(file);
  server.app.server.on('request', () => {
    requests += 1;
  });
});
afterAll(async () => {
  await server?.close();
  scratch.remove();
});

/** The functions over a source of their own: the real server, unless another address is told. */
function functionsOver(address = server.url, timing?: Timing) {
  const source = new ServerSource({ address });
  const batch = new Batch(
    async () => source,
    () => 'vi',
    timing,
  );
  return { batch, ...vedichFunctions((question) => batch.ask(question)) };
}

async function refusal(cell: Promise<unknown>): Promise<Error> {
  return cell.then(
    (value) => {
      throw new Error(`was answered: ${JSON.stringify(value)}`);
    },
    (error: unknown) => {
      if (error instanceof Error) return error;
      throw new TypeError('no error');
    },
  );
}

describe('functions over the server', () => {
  let rows: EvaluationRow[];
  beforeAll(async () => {
    rows = await (await server.get(`/api/v1/evaluation?plan=${PLAN}&unit=brvt-syt&as_of=2023-11-30`)).json();
  });

  it('a target: value, numerator, denominator, threshold and verdict are those of the evaluation', async () => {
    const { GIATRI, TUSO, MAUSO, NGUONG, KETQUA } = functionsOver();
    const row = rows.find(({ target }) => target === 'remote-online');
    const place = [`${PLAN}/remote-online`, UNIT, 45260] as const;
    expect(row?.value).toBeTypeOf('number');
    const before = requests;
    expect(
      await Promise.all([GIATRI(...place), TUSO(...place), MAUSO(...place), NGUONG(...place), KETQUA(...place)]),
    ).toEqual([
      row?.value,
      row?.numerator,
      row?.denominator,
      row?.threshold,
      row?.status === 'met' ? '✓ Đạt' : '▼ Chưa đạt',
    ]);
    expect(requests - before).toBe(1);
  });

  it('an indicator over a period of one’s own', async () => {
    const { GIATRI } = functionsOver();
    const place = '/api/v1/indicators?unit=brvt-syt&from=2023-09-01&as_of=2023-10-31&indicator=online_rate';
    const [{ value }] = await (await server.get(place)).json();
    expect(await GIATRI('Tỷ lệ hồ sơ trực tuyến', UNIT, '31/10/2023', '1/9/2023')).toBe(value);
  });

  it('BANG of a plan has a row a target, of an indicator a row a group', async () => {
    const { BANG } = functionsOver();
    const plan = await BANG(PLAN, UNIT, '30/11/2023');
    expect(plan).toHaveLength(rows.length + 1);
    expect(plan[0]).toEqual(['Chỉ tiêu', 'Tử số', 'Mẫu số', 'Kết quả', 'Ngưỡng', 'Hạn', 'Đánh giá', 'Ghi chú']);
    expect(plan.map((line) => line.length)).toEqual(plan.map(() => 8));
    expect(plan.slice(1).map((line) => line[3])).toEqual(rows.map(({ value }) => value ?? ''));
    expect(plan.flat().some((value) => value === null || value === undefined)).toBe(false);
    const months = await BANG('online_rate', 'brvt-syt', '30/11/2023', 'tháng', '1/9/2023');
    expect(months.map(([label]) => label)).toEqual(['Tháng', '9/2023', '10/2023', '11/2023']);
    const units = await BANG('online_rate', 'brvt', '30/11/2023', 'đơn vị');
    expect(units.map(([label]) => label)).toContain(UNIT);
  });

  it('no data is #N/A with what is missing, a wrong argument #VALUE! with what to write', async () => {
    const { GIATRI, MAUSO, NGUONG, KETQUA, BANG } = functionsOver();
    const lacking = await refusal(GIATRI('satisfaction_rate', 'brvt-cdao', 'hôm nay'));
    expect(lacking).toMatchObject({ kind: 'wrong-argument' });
    const empty = [`${PLAN}/remote-online`, 'gialai', '30/11/2023'] as const;
    expect(await refusal(GIATRI(...empty))).toMatchObject({
      kind: 'not-available',
      vi: expect.stringContaining('chưa nạp danh sách'),
    });
    expect(await KETQUA(...empty)).toBe('– Chưa đủ số liệu');
    expect(await NGUONG(...empty)).toBeTypeOf('number');
    expect(await refusal(MAUSO(...empty))).toMatchObject({ kind: 'not-available' });
    expect(await refusal(GIATRI('no_such', 'brvt', '30/11/2023'))).toMatchObject({
      kind: 'wrong-argument',
      vi: expect.stringContaining('no_such'),
    });
    expect(await refusal(NGUONG('online_rate', 'brvt', '30/11/2023'))).toMatchObject({ kind: 'wrong-argument' });
    expect(await refusal(BANG('online_rate', 'brvt', '30/11/2023'))).toMatchObject({ kind: 'wrong-argument' });
    expect(await refusal(BANG('online_rate', 'gialai', '30/11/2023', 'lĩnh vực'))).toMatchObject({
      kind: 'not-available',
    });
  });
});

describe('one request a recalculation', () => {
  it('500 cells of several functions, units and dates', async () => {
    const { GIATRI, TUSO, MAUSO, KETQUA, NGUONG } = functionsOver();
    const units = ['brvt', 'brvt-syt', 'brvt-chauduc', 'brvt-sgddt', UNIT];
    const days = [45230, 45260, '31/08/2023', '30/09/2023'];
    const indicators = ['online_rate', 'remote_online_rate', 'on_time_rate', 'full_online_rate', `${PLAN}/all-online`];
    const before = requests;
    const cells = units.flatMap((unit) =>
      days.flatMap((day) =>
        indicators.flatMap((of) => [
          GIATRI(of, unit, day),
          TUSO(of, unit, day),
          MAUSO(of, unit, day),
          KETQUA(`${PLAN}/remote-online`, unit, day),
          NGUONG(`${PLAN}/remote-online`, unit, day),
        ]),
      ),
    );
    expect(cells).toHaveLength(500);
    const settled = await Promise.allSettled(cells);
    expect(requests - before).toBe(1);
    expect(settled.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(400);
    const failures = settled.flatMap((cell) => (cell.status === 'rejected' ? [cell.reason] : []));
    expect(failures.every((reason) => reason instanceof CellError)).toBe(true);
  });

  it('what was answered is kept until the figures change; what failed is asked again', async () => {
    const { batch, GIATRI } = functionsOver();
    const cell = (): Promise<number> => GIATRI('online_rate', 'brvt', '30/11/2023');
    const before = requests;
    const value = await cell();
    expect(await cell()).toBe(value);
    expect(requests - before).toBe(1);
    batch.forget();
    expect(await cell()).toBe(value);
    expect(requests - before).toBe(2);
  });

  it('more questions than one request takes go in several, and every cell has its own answer', async () => {
    const { GIATRI } = functionsOver();
    const before = requests;
    // Days in reach, most of them without data: #N/A, each for itself.
    const days = Array.from({ length: 2001 }, (_, index) => 43_000 + index);
    const settled = await Promise.allSettled(days.map((day) => GIATRI('no_such', 'brvt', day)));
    expect(requests - before).toBe(2);
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
  });
});

describe('no cell stays #BUSY!', () => {
  it('nobody there', async () => {
    const { GIATRI, BANG } = functionsOver('http://127.0.0.1:9');
    const cells = [GIATRI('online_rate', 'brvt', 45260), BANG(PLAN, 'brvt', 45260)];
    for (const cell of cells) {
      const error = await refusal(cell);
      expect(error).toBeInstanceOf(SourceError);
      expect(error).toMatchObject({ code: 'OFFLINE' });
    }
  });

  it('a server that never answers', async () => {
    const { createServer } = await import('node:http');
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new TypeError('no port');
    try {
      const { GIATRI } = functionsOver(`http://127.0.0.1:${address.port}`, { quiet: 5, longest: 20, patience: 200 });
      const error = await refusal(GIATRI('online_rate', 'brvt', 45260));
      expect(error).toMatchObject({ kind: 'not-available', vi: expect.stringContaining('chưa trả lời') });
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });

  it('a server that is away, and then is back: the next recalculation has the value', async () => {
    let address = 'http://127.0.0.1:9';
    const batch = new Batch(
      async () => new ServerSource({ address }),
      () => 'vi',
    );
    const { GIATRI } = vedichFunctions((question) => batch.ask(question));
    expect(await refusal(GIATRI('online_rate', 'brvt', 45260))).toMatchObject({ code: 'OFFLINE' });
    address = server.url;
    expect(await GIATRI('online_rate', 'brvt', 45260)).toBeTypeOf('number');
  });

  it('a token that is not right says so', async () => {
    const guarded = await startServer(file, { requireTokens: true }, server.database);
    try {
      const { GIATRI } = functionsOver(guarded.url);
      expect(await refusal(GIATRI('online_rate', 'brvt', 45260))).toMatchObject({ code: 'NO_TOKEN' });
    } finally {
      await guarded.close();
    }
  });
});
