import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../cli/library.ts';
import { planReferences } from '../layer/parse.ts';
import { parsePlan } from './parse.ts';
import type { Plan } from './types.ts';
import { linesOfPlan, writePlan } from './write.ts';

const library = shippedLibrary();

describe.each([...library.plans.values()])('$id', (plan) => {
  it('is, written and read again, the same plan of the same version', () => {
    const read = parsePlan(writePlan(plan), 'a.yaml', planReferences(library));
    expect(read.mistakes).toEqual([]);
    expect(read.value).toEqual(plan);
  });
});

describe('a plan that is half filled in', () => {
  const plan: Plan = {
    id: 'thu',
    version: '',
    title: { vi: 'Kế hoạch: "thử" # 1', en: '' },
    shortTitle: 'yes',
    number: '',
    date: 'hôm nay',
    issuer: '- Sở',
    issuerUnit: 'brvt-sgddt',
    defaultUnit: 'brvt-sgddt',
    scope: '',
    excludedUnits: [],
    replaces: [],
    basedOn: [],
    calendar: 'calendar',
    countFrom: null,
    tasks: [],
    actors: {},
    contradictions: [],
    targets: [
      {
        id: 'a',
        name: { vi: 'null', en: '' },
        indicator: 'no_such',
        operator: '>=',
        rule: {
          kind: 'schedule',
          milestones: [
            { value: '50', due: '2025-06-30' },
            { value: 'chín mươi', due: '2025-06-31' },
          ],
        },
        aspiration: true,
        place: '',
        clause: '',
        note: '',
      },
    ],
  };

  it('is written with words as they are, and each mistake is told at what it is about', () => {
    const text = writePlan(plan);
    const { mistakes } = parsePlan(text, 'a.yaml', planReferences(library));
    const lines = linesOfPlan(text);
    expect(mistakes.map(({ line }) => lines.get(line))).toEqual([
      'date',
      'targets/0/name/vi',
      'targets/0/indicator',
      'targets/0/schedule/1/value',
      'targets/0/schedule/1/due',
      'targets/0/place',
    ]);
  });
});
