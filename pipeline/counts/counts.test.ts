import { describe, expect, it } from 'vitest';
import { exact } from '../exact.ts';
import { addOverTime, addOverUnits, type Count, CountMismatch } from './count.ts';
import { figureOf } from './figure.ts';
import type { Lack } from './lack.ts';
import { countOf, countRecord } from './record.ts';

const count = (own: Partial<Count> = {}): Count => ({
  indicator: 'online_rate',
  variant: null,
  unit: 'a',
  from: '2024-01-01',
  asOf: '2024-01-31',
  part: null,
  measure: 'percent',
  state: false,
  members: exact(10),
  hits: exact(1),
  amount: null,
  lacks: [],
  origins: [],
  ...own,
});
const half: Lack = { kind: 'list', list: 'payments', name: { vi: 'Thanh toán', en: 'Payments' } };

describe('counts are added, never means', () => {
  it('over units: sums of both sides, the lacks of each once, no value while one lacks', () => {
    const sum = addOverUnits([count(), count({ unit: 'b', members: exact(90), hits: exact(90) })], 'c');
    expect([sum.unit, sum.members, sum.hits]).toEqual(['c', exact(100), exact(91)]);
    expect(figureOf(sum).value).toEqual(exact(91));
    const lacking = addOverUnits([count({ lacks: [half] }), count({ unit: 'b', lacks: [half] })], 'c');
    expect(lacking.lacks).toEqual([half]);
    expect(figureOf(lacking).value).toBeNull();
    expect(addOverUnits([count(), count({ unit: 'b', hits: null })], 'c').hits).toBeNull();
  });

  it('over time: periods that follow one another, in any order', () => {
    const sum = addOverTime([count({ from: '2024-02-01', asOf: '2024-02-29', hits: exact(4) }), count()]);
    expect([sum.from, sum.asOf, sum.members, sum.hits]).toEqual(['2024-01-01', '2024-02-29', exact(20), exact(5)]);
  });

  it.each([
    ['periods that overlap', () => addOverTime([count(), count({ from: '2024-01-31', asOf: '2024-02-29' })])],
    ['states on a day', () => addOverTime([count({ state: true }), count({ from: '2024-02-01', asOf: '2024-02-29' })])],
    ['two units over time', () => addOverTime([count(), count({ unit: 'b', from: '2024-02-01', asOf: '2024-02-29' })])],
    ['two periods over units', () => addOverUnits([count(), count({ unit: 'b', asOf: '2024-02-29' })], 'c')],
    ['two indicators', () => addOverUnits([count(), count({ unit: 'b', indicator: 'on_time_rate' })], 'c')],
    ['two definitions', () => addOverUnits([count(), count({ unit: 'b', variant: 'x' })], 'c')],
    ['nothing', () => addOverUnits([], 'c')],
  ])('%s are refused', (_, adding) => {
    expect(adding).toThrow(CountMismatch);
  });

  it('are the same after they were written down', () => {
    const written = [
      count(),
      count({ part: { by: 'unit', id: 'b', name: '' }, state: true, lacks: [half] }),
      count({ measure: 'number', members: null, hits: exact(5, 4), variant: 'v' }),
      count({ measure: 'minutes', amount: exact(-120) }),
    ];
    for (const one of written) expect(countOf(JSON.parse(JSON.stringify(countRecord(one))))).toEqual(one);
  });
});
