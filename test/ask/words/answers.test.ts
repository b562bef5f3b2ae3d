import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedLibrary } from '../../../pipeline/cli/library.ts';
import { officeOf } from '../../../pipeline/cli/warehouse.ts';
import { indicatorIn } from '../../../pipeline/office/evaluate.ts';
import { membersTable } from '../../../pipeline/office/members.ts';
import type { Office } from '../../../pipeline/office/scope.ts';
import { figuresOf } from '../../../pipeline/office/tables.ts';
import { answerInWords } from '../../../pipeline/office/words/answer.ts';
import type { WordsAnswer, WordsOpens } from '../../../pipeline/office/words/types.ts';
import type { Engine } from '../../../pipeline/warehouse/duckdb/engine.ts';
import { openSamples } from '../../support/sample-warehouse.ts';

const { known }: { known: { q: string; is: string; at?: string }[] } = parse(
  readFileSync(new URL('questions.yaml', import.meta.url), 'utf8'),
);
/** One in so many is asked of the warehouse; all are read. */
const EACH = 5;
const period = { from: '2024-01-01', asOf: '2024-11-30' };

describe('questions in words, asked of the samples', () => {
  let engine: Engine;
  let office: Office;

  beforeAll(async () => {
    ({ engine } = await openSamples(['brvt-2024']));
    office = officeOf(engine, shippedLibrary());
  });
  afterAll(() => engine?.close());

  const plan = () => office.library.plans.get('brvt-sgddt-2024');
  const ask = (question: string, corrections = {}): Promise<WordsAnswer> =>
    answerInWords(office, { question, plan: plan(), unit: 'brvt-sgddt', period, corrections, language: 'vi' });

  async function membersBehind(opens: WordsOpens): Promise<{ numerator: number; missing: number }> {
    const { indicator: id, unit, from, as_of: asOf, by, part } = opens;
    const indicator = indicatorIn(office.library, id, plan());
    if (indicator === undefined) throw new Error(id);
    const of = async (side: 'numerator' | 'missing'): Promise<number> => {
      const own = by === null ? undefined : { by, id: part ?? '' };
      const asked = { indicator, unit, period: { from, asOf }, side, part: own, plan: plan() };
      return (await membersTable(office, asked)).rows.length;
    };
    return { numerator: await of('numerator'), missing: await of('missing') };
  }

  it('a number is the one that the engine counts, and says what it was read as', async () => {
    const answer = await ask('tỷ lệ hồ sơ trực tuyến từ xa 9 tháng đầu năm so với 6 tháng đầu năm');
    const count = async (asOf: string): Promise<number | null | undefined> => {
      const indicator = office.library.indicators.get('remote_online_rate');
      if (indicator === undefined) throw new Error('no indicator');
      const question = { unit: 'brvt-sgddt', period: { from: '2024-01-01', asOf }, by: 'none' as const };
      return (await figuresOf(office, [indicator], question, 'vi'))[0]?.row.value;
    };
    expect(answer.answered).toBe(true);
    expect(answer.rows[0]?.value).toBe(await count('2024-09-30'));
    expect(answer.rows[0]?.before).toBe(await count('2024-06-30'));
    expect(answer.reading.map(({ part, words }) => `${part} ${words}`)).toContain(
      'period 01/01/2024 – 30/09/2024 (9 tháng đầu năm 2024)',
    );
  });

  it('a line opens to exactly the dossiers that it counts', async () => {
    for (const { q } of known.filter(({ at }, index) => at === undefined && index % EACH === 0)) {
      const answer = await ask(q);
      for (const { opens, numerator, denominator } of answer.rows.slice(0, 2)) {
        if (opens === null || numerator === null || denominator === null) continue;
        const behind = await membersBehind(opens);
        expect([behind.numerator, behind.numerator + behind.missing], q).toEqual([numerator, denominator]);
      }
    }
  });

  it('what is not understood is told, and nothing is answered', async () => {
    for (const { q } of known.filter(({ is }) => is === 'none')) {
      const answer = await ask(q);
      expect(answer.answered, q).toBe(false);
      expect(answer.problems.length, q).toBeGreaterThan(0);
      expect([...answer.sentences, ...answer.rows], q).toEqual([]);
    }
  });

  it('a part can be set to each of its alternatives, and is then what was set', async () => {
    const first = await ask('5 thủ tục nhiều hồ sơ trễ nhất');
    for (const { part, alternatives } of first.reading)
      for (const { code } of alternatives.slice(0, 2)) {
        const set = await ask(first.question, { [part]: code });
        expect(set.problems, `${part}=${code}`).toEqual([]);
        const own = set.reading.find((one) => one.part === part);
        if (code !== '') expect(own?.code, part).toBe(code);
      }
    const wrong = await ask(first.question, { unit: 'no-such-unit' });
    expect(wrong.answered).toBe(false);
  });

  it('questions that are offered are all understood', async () => {
    for (const { vi } of office.library.questions.ready) expect((await ask(vi)).problems, vi).toEqual([]);
  });
});
