import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import type { Answer, Question } from '../../pipeline/office/questions.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { problemIn, type Running, startServer } from './running-server.ts';

const PLACE = '/api/v1/figures';
const PLAN = 'brvt-ubnd-2023';
const PERIOD = { from: '2023-01-01', as_of: '2023-11-30' };
const scratch = temporaryFolder();
const file = path.join(scratch.folder, 'warehouse.duckdb');
let local: Running;
let guarded: Running;

beforeAll(async () => {
  await sampleWarehouse(file, ['brvt-2023']);
  local = await startServer(file);
  guarded = await startServer(file, { requireTokens: true }, local.database);
});
afterAll(async () => {
  await guarded?.close();
  await local?.close();
  scratch.remove();
});

async function ask(questions: readonly Question[], token?: string, language = 'vi'): Promise<Answer[]> {
  const server = token === undefined ? local : guarded;
  const answer = await server.postJson(PLACE, { language, questions }, token);
  expect(answer.status).toBe(200);
  return (await answer.json()).answers;
}

async function askOne(question: Partial<Question> & { of: string }, token?: string): Promise<Answer | undefined> {
  const whole = { ask: 'figure' as const, unit: 'brvt', as_of: '2023-11-30', ...question };
  return (await ask([whole], token))[0];
}

describe('many questions in one request', () => {
  it('every indicator of several units and dates is what its own request answers', async () => {
    const indicators = [...shippedLibrary().indicators.keys()];
    const places = ['brvt', 'brvt-syt', 'brvt-chauduc'].flatMap((unit) =>
      ['2023-10-31', '2023-11-30'].map((as_of) => ({ unit, as_of, from: '2023-01-01' })),
    );
    // Mixed up, and each asked twice: the order of the answers is that of the questions.
    const questions = [...indicators, ...indicators].flatMap((of) =>
      places.map((place): Question => ({ ask: 'figure', of, ...place })),
    );
    const answers = await ask(questions);
    expect(answers).toHaveLength(questions.length);
    for (const { unit, as_of, from } of places) {
      const place = `/api/v1/indicators?unit=${unit}&from=${from}&as_of=${as_of}`;
      const rows: Record<string, unknown>[] = await (await local.get(place)).json();
      expect(rows).toHaveLength(indicators.length);
      for (const { indicator, numerator, denominator, value, unit_of_measure, missing } of rows) {
        const asked = answers.filter((_, index) => {
          const question = questions[index];
          return question?.of === indicator && question?.unit === unit && question?.as_of === as_of;
        });
        const wanted = { kind: 'figure', numerator, denominator, value, unit_of_measure, missing };
        expect(asked).toEqual([wanted, wanted]);
      }
    }
    expect(answers.some((answer) => answer.kind === 'figure' && answer.value !== null)).toBe(true);
    expect(answers.some((answer) => answer.kind === 'figure' && answer.missing.length > 0)).toBe(true);
  });

  it('targets and whole plans are what the evaluation answers', async () => {
    for (const unit of ['brvt', 'brvt-chauduc']) {
      const place = `/api/v1/evaluation?plan=${PLAN}&unit=${unit}&as_of=2023-11-30`;
      const rows: { target: string; value: number | null }[] = await (await local.get(place)).json();
      const asked: Question[] = rows.map(({ target }) => ({
        ask: 'target',
        of: `${PLAN}/${target}`,
        unit,
        as_of: '2023-11-30',
      }));
      const answers = await ask([...asked.slice(2), { ask: 'table', of: PLAN, unit, as_of: '2023-11-30' }]);
      const targets = answers.flatMap((answer) => (answer.kind === 'target' ? [answer.row] : []));
      expect(targets).toEqual(rows.slice(2));
      const [table] = answers.flatMap((answer) => (answer.kind === 'targets' ? [answer.lines] : []));
      expect(table?.map(({ row }) => row)).toEqual(rows);
      // A plan's target counts by the plan's definition and without the units that it leaves out.
      const figure = await askOne({ of: `${PLAN}/remote-online`, unit });
      expect(figure).toMatchObject({
        kind: 'figure',
        value: rows.find((row) => row.target === 'remote-online')?.value,
      });
    }
  });

  it.each(['unit', 'field', 'procedure', 'month'] as const)(
    'a table by %s is what the indicators answer',
    async (by) => {
      const place = `/api/v1/indicators?unit=brvt&from=2023-01-01&as_of=2023-11-30&indicator=online_rate&by=${by}`;
      const rows: unknown[] = await (await local.get(place)).json();
      expect(rows.length).toBeGreaterThan(1);
      const [answer] = await ask([{ ask: 'table', of: 'online_rate', unit: 'brvt', by, ...PERIOD }]);
      expect(answer).toMatchObject({ kind: 'groups', by, lines: rows });
    },
  );

  it('each figure, plan and table is counted once, whatever is asked of it', async () => {
    const statements = async (questions: Question[]): Promise<number> => {
      let count = 0;
      const connect = async (): Promise<Engine> => {
        const engine = await local.database.connect();
        const query = engine.query.bind(engine);
        engine.query = (sql) => {
          count += 1;
          return query(sql);
        };
        return engine;
      };
      const server = await startServer(file, {}, { ...local.database, connect });
      try {
        expect((await server.postJson(PLACE, { questions })).status).toBe(200);
      } finally {
        await server.close();
      }
      return count;
    };
    const one: Question[] = [
      { ask: 'figure', of: 'online_rate', unit: 'brvt', ...PERIOD },
      { ask: 'target', of: `${PLAN}/remote-online`, unit: 'brvt', ...PERIOD },
      { ask: 'table', of: 'online_rate', unit: 'brvt', by: 'field', ...PERIOD },
    ];
    const many = Array.from({ length: 100 }, () => one).flat();
    expect(await statements(one)).toBeGreaterThan(5);
    expect(await statements(many)).toBe(await statements(one));
  });
});

describe('names', () => {
  const value = async (question: Partial<Question> & { of: string }, token?: string): Promise<unknown> => {
    const answer = await askOne({ ...PERIOD, ...question }, token);
    return answer?.kind === 'figure' ? answer.value : answer;
  };

  it('an indicator by its Vietnamese and its English name, however it is typed', async () => {
    const wanted = await value({ of: 'online_rate' });
    expect(wanted).toBeTypeOf('number');
    for (const of of ['Tỷ lệ hồ sơ trực tuyến', ' TỶ LỆ HỒ SƠ  TRỰC TUYẾN ', 'Dossiers filed online'])
      expect(await value({ of }), of).toBe(wanted);
  });

  it('a unit by its full name, and by its short name where it is clear which', async () => {
    const wanted = await value({ of: 'online_rate', unit: 'brvt-syt' });
    expect(wanted).toBeTypeOf('number');
    expect(await value({ of: 'online_rate', unit: 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu' })).toBe(wanted);
    expect(await value({ of: 'online_rate', unit: 'Sở Y tế' })).toMatchObject({ code: 'AMBIGUOUS_UNIT' });
    // The plan tells the province; so does the token.
    expect(await value({ of: `${PLAN}/all-online`, unit: 'Sở Y tế' })).toBeTypeOf('number');
    expect(await value({ of: 'online_rate', unit: 'sở y tế' }, await guarded.token('brvt', 'reader'))).toBe(wanted);
    expect(await value({ of: 'online_rate', unit: 'Sở Y tế' }, await guarded.token('brvt-syt', 'reader'))).toBe(wanted);
  });

  it('without a unit a target is that of the unit that its plan is for', async () => {
    expect(await value({ of: `${PLAN}/all-online`, unit: '' })).toBe(
      await value({ of: `${PLAN}/all-online`, unit: 'brvt-sgddt' }),
    );
    expect(await value({ of: 'online_rate', unit: ' ' })).toMatchObject({ kind: 'problem', code: 'NEEDS_UNIT' });
  });

  it.each([
    [{ of: 'no_such' }, 'UNKNOWN_SUBJECT'],
    [{ ask: 'target', of: 'online_rate' }, 'UNKNOWN_TARGET'],
    [{ ask: 'table', of: 'no_such' }, 'UNKNOWN_PLAN'],
    [{ ask: 'table', of: 'online_rate' }, 'NEEDS_GROUPING'],
    [{ ask: 'target', of: 'remote-online' }, 'AMBIGUOUS_SUBJECT'],
    [{ of: 'online_rate', unit: 'Sở Ngoại thương' }, 'UNKNOWN_UNIT'],
    [{ of: 'online_rate', from: '2023-12-01' }, 'PERIOD_BACKWARDS'],
    [{ ask: 'table', of: 'online_rate', by: 'month', from: '1990-01-01' }, 'TOO_MANY_MONTHS'],
  ] as const)('%j is told: %s', async (question, code) => {
    const answer = await askOne(question);
    expect(answer).toMatchObject({ kind: 'problem', code });
    if (answer?.kind !== 'problem') return;
    expect(answer.vi).not.toMatch(/\{\w+\}/);
    expect(answer.en).not.toMatch(/\{\w+\}/);
    expect(local.faults).toEqual([]);
  });

  it('a mistyped name is met by the nearest one', async () => {
    expect(await askOne({ of: 'Tỷ lệ hồ sơ trực tuyen tu sa' })).toMatchObject({
      vi: expect.stringContaining('Tỷ lệ hồ sơ trực tuyến từ xa'),
    });
  });

  it('two thousand unknown names are all told so, the first of them with what is near', async () => {
    const unknown = (index: number): Question => ({
      ask: 'figure',
      of: `online_rate${index}`,
      unit: 'brvt',
      ...PERIOD,
    });
    const answers = await ask(Array.from({ length: 2000 }, (_, index) => unknown(index)));
    expect(answers.every((answer) => answer.kind === 'problem' && answer.code === 'UNKNOWN_SUBJECT')).toBe(true);
    expect(answers[0]).toMatchObject({ vi: expect.stringContaining('“online_rate”') });
    expect(answers[1999]).toMatchObject({ vi: expect.not.stringContaining('“') });
  });

  it('a question that cannot be answered leaves the others theirs', async () => {
    const right: Question = { ask: 'figure', of: 'online_rate', unit: 'brvt', ...PERIOD };
    const answers = await ask([{ ...right, of: 'nothing' }, right, { ...right, unit: 'nowhere' }]);
    expect(answers.map(({ kind }) => kind)).toEqual(['problem', 'figure', 'problem']);
  });
});

describe('tokens', () => {
  it('nothing is told of units that a token does not cover, by id or by name', async () => {
    const token = await guarded.token('brvt-syt', 'reader');
    const names = ['brvt-sgddt', 'brvt', 'no-such-unit', 'hcm'];
    for (const unit of names)
      expect(await askOne({ of: 'online_rate', unit, ...PERIOD }, token), unit).toMatchObject({
        code: 'NOT_YOUR_UNIT',
      });
    for (const unit of ['Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu', 'Sở Giáo dục và Đào tạo', 'Tỉnh Gia Lai']) {
      const answer = await askOne({ of: 'online_rate', unit, ...PERIOD }, token);
      expect(answer, unit).toMatchObject({ kind: 'problem', code: 'UNKNOWN_UNIT' });
      expect(JSON.stringify(answer).replaceAll(unit, '')).not.toMatch(/Giáo dục|Gia Lai/);
    }
    // Without a unit the plan's own is meant, and that is another's.
    expect(await askOne({ of: `${PLAN}/all-online`, unit: '' }, token)).toMatchObject({ code: 'NOT_YOUR_UNIT' });
  });
});

describe('what is not right', () => {
  const right = { ask: 'figure', of: 'online_rate', unit: 'brvt', as_of: '2023-11-30' };
  it.each([
    ['no questions', {}, 'MISSING_PARAMETER'],
    ['a day', { questions: [{ ...right, as_of: '30/11/2023' }] }, 'BAD_DAY'],
    ['a kind', { questions: [{ ...right, ask: 'everything' }] }, 'NOT_A_CHOICE'],
    ['an extra', { questions: [{ ...right, colour: 'red' }] }, 'NO_SUCH_PARAMETER'],
    ['no unit', { questions: [{ ...right, unit: undefined }] }, 'MISSING_PARAMETER'],
    ['too many', { questions: Array.from({ length: 2001 }, () => right) }, 'BAD_REQUEST'],
    ['too long a name', { questions: [{ ...right, of: 'x'.repeat(301) }] }, 'BAD_REQUEST'],
  ])('a body is refused whole: %s', async (_, body, code) => {
    expect(await problemIn(await local.postJson(PLACE, body))).toMatchObject({ status: 400, code });
    expect(local.faults).toEqual([]);
  });

  it('more than a megabyte, and what is no JSON', async () => {
    const questions = Array.from({ length: 1500 }, () => ({ ...right, of: 'x'.repeat(1000) }));
    expect(await problemIn(await local.postJson(PLACE, { questions }))).toMatchObject({ status: 413 });
    expect(await problemIn(await local.post(PLACE, 'x'))).toMatchObject({ status: 415 });
  });
});
