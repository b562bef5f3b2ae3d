import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vedichFunctions } from '../../addin/functions/functions.ts';
import type { Answer, Question } from '../../pipeline/office/questions.ts';

interface Parameter {
  name: string;
  description: string;
  type: string;
  dimensionality: string;
  optional?: boolean;
}

interface Described {
  id: string;
  name: string;
  description: string;
  parameters: Parameter[];
  result: { type: string; dimensionality: string };
}

function described(file: string): Described[] {
  const text = readFileSync(new URL(`../../addin/functions/${file}`, import.meta.url), 'utf8');
  const value: { functions: Described[] } = JSON.parse(text);
  return value.functions;
}

const FILES = ['functions.json', 'functions.en.json'];
const figure: Answer = {
  kind: 'figure',
  numerator: 1,
  denominator: 2,
  value: 50,
  unit_of_measure: 'percent',
  missing: [],
};
const row = {
  plan: 'p',
  target: 't',
  indicator: 'i',
  unit: 'u',
  from: '2024-01-01',
  as_of: '2024-11-30',
  numerator: 1,
  denominator: 2,
  value: 50,
  unit_of_measure: 'percent',
  operator: '>=' as const,
  threshold: 70,
  due: '2024-11-30',
  status: 'below' as const,
  shortfall: 1,
  needed: null,
  next_threshold: null,
  next_due: null,
  aspiration: false,
  rejected: 0,
  rejected_concerning: 0,
  unsure: false,
  missing: [],
};
const name = { vi: 'Tên', en: 'Name' };

/** Answers every question in its kind, and keeps what was asked. */
function answering() {
  const asked: Question[] = [];
  const functions = vedichFunctions(async (question) => {
    asked.push(question);
    if (question.ask === 'figure') return figure;
    if (question.ask === 'target') return { kind: 'target', name, row, lacks: [], valueText: '50.00' };
    return { kind: 'targets', lines: [{ name, row, lacks: [], valueText: '50.00' }] };
  });
  return { asked, functions };
}

/** What Excel would hand over for a parameter, by its place in the function. */
const GIVEN: Readonly<Record<string, { value: unknown; reads: (question: Question) => unknown; as: unknown }>> = {
  subject: { value: 'p/t', reads: (question) => question.of, as: 'p/t' },
  unit: { value: 'Sở Y tế', reads: (question) => question.unit, as: 'Sở Y tế' },
  asOf: { value: 45626, reads: (question) => question.as_of, as: '2024-11-30' },
  from: { value: '1/9/2024', reads: (question) => question.from, as: '2024-09-01' },
  by: { value: 'tháng', reads: (question) => (question.ask === 'table' ? question.by : undefined), as: 'month' },
};

/** Names of the parameters in `functions.json` → what the code makes of them. */
const MEANING: Readonly<Record<string, string>> = {
  chỉ_tiêu: 'subject',
  nguồn: 'subject',
  đơn_vị: 'unit',
  đến_ngày: 'asOf',
  từ_ngày: 'from',
  tách_theo: 'by',
  indicator: 'subject',
  target: 'subject',
  source: 'subject',
  unit: 'unit',
  as_of: 'asOf',
  from: 'from',
  group_by: 'by',
};

describe.each(FILES)('%s', (file) => {
  const functions = described(file);

  it('describes the functions of the code', () => {
    expect(functions.map(({ id }) => id)).toEqual(Object.keys(answering().functions));
    for (const one of functions) {
      expect(one.name).toBe(one.id);
      expect(one.id).toMatch(/^[A-Z][A-Z0-9.]{2,}$/);
      expect(one.description).not.toBe('');
    }
  });

  it.each(functions)('$id: every parameter stands where the code reads it, optional ones last', async (one) => {
    const { asked, functions: own } = answering();
    const call = Object.entries(own).find(([id]) => id === one.id)?.[1];
    if (call === undefined) throw new Error(one.id);
    const given = one.parameters.map((parameter) => GIVEN[MEANING[parameter.name] ?? '']);
    expect(given).not.toContain(undefined);
    const answer: (...values: unknown[]) => Promise<unknown> = call;
    const result = await answer(...given.map((parameter) => parameter?.value));
    const [question] = asked;
    if (question === undefined) throw new Error('nothing was asked');
    expect(given.map((parameter) => parameter?.reads(question))).toEqual(given.map((parameter) => parameter?.as));
    expect(Array.isArray(result) ? 'matrix' : 'scalar').toBe(one.result.dimensionality);
    if (!Array.isArray(result)) expect(typeof result).toBe(one.result.type);
    // Excel leaves out the last ones, and hands over null for them.
    const needed = one.parameters.filter(({ optional }) => optional !== true).length;
    expect(one.parameters.map(({ optional }) => optional === true)).toEqual(
      one.parameters.map((_, index) => index >= needed),
    );
    await expect(
      answer(...given.map((parameter, index) => (index < needed ? parameter?.value : null))),
    ).resolves.toBeDefined();
    for (const parameter of one.parameters) {
      expect(parameter.description).not.toBe('');
      // A date may be a number or a text, a name may look like a number.
      expect([parameter.type, parameter.dimensionality]).toEqual(['any', 'scalar']);
    }
  });

  it('takes no more arguments than it describes', () => {
    const own = answering().functions;
    for (const { id, parameters } of functions) {
      const code = Object.entries(own).find(([name]) => name === id)?.[1];
      expect(code?.length, id).toBeLessThanOrEqual(parameters.length);
    }
  });
});

it('both languages describe the same', () => {
  const [vi = [], en = []] = FILES.map((file) =>
    described(file).map(({ id, parameters, result }) => ({
      id,
      result,
      parameters: parameters.map(({ name: parameter, type, optional }) => [MEANING[parameter], type, optional]),
    })),
  );
  expect(vi).toEqual(en);
});
