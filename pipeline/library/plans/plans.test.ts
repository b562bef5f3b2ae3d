import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedTexts } from '../../../test/support/domain-data.ts';
import { shippedLibrary } from '../../cli/library.ts';
import { parseUnits } from '../units/parse.ts';
import { parsePlan } from './parse.ts';
import type { Plan, Target } from './types.ts';

const { indicators } = shippedLibrary();
const units = parseUnits(shippedTexts('units')).value;
const references = { indicators: new Set(indicators.keys()), units: new Set(units?.byId.keys()) };
const plans = new Map<string, Plan>();
for (const { file, text } of shippedTexts('plans')) {
  const { value, mistakes } = parsePlan(text, file, references);
  if (mistakes.length > 0 || !value) {
    throw new Error(JSON.stringify(mistakes, null, 1));
  }
  plans.set(value.id, value);
}

function planNamed(id: string): Plan {
  const plan = plans.get(id);
  if (!plan) {
    throw new Error(`no plan ${id}`);
  }
  return plan;
}

/** The rows of the fixture, as records; quoted cells may hold commas. */
function csvRows(text: string): Record<string, string>[] {
  const cells = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '');
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const names = cells(header);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? '', cell])));
}

const facts = csvRows(readFileSync(new URL('../../../test/plans/plan-targets.csv', import.meta.url), 'utf8'));

/** A target written as the row of the list of facts (its English note stays there). */
function asFact(plan: string, target: Target): Record<string, string> {
  const { rule } = target;
  const yearly = rule.kind === 'yearly-increase';
  return {
    plan,
    target: target.id,
    clause: target.clause,
    indicator: target.indicator,
    operator: target.operator,
    value: yearly ? `+${rule.step} each year until ${rule.cap}` : rule.milestones.map(({ value }) => value).join('; '),
    unit: indicators.get(target.indicator)?.unitOfMeasure ?? '',
    due: yearly ? `from ${rule.from}` : rule.milestones.map(({ due }) => due).join('; '),
    kind: target.aspiration && rule.kind === 'threshold' ? 'aspiration' : rule.kind,
  };
}

describe('the five plans', () => {
  test('hold all 60 targets of the list, every field, in its order', () => {
    const order = [...new Set(facts.map((row) => row['plan'] ?? ''))];
    const ours = order.flatMap((id) => planNamed(id).targets.map((target) => asFact(id, target)));
    expect(ours).toHaveLength(60);
    expect(ours).toEqual(facts.map(({ note: _, ...row }) => row));
    expect(new Set(ours.map((row) => row['indicator'])).size).toBe(43);
    expect([...plans.keys()].sort()).toEqual([...order].sort());
  });

  test('tell number, date, what they replace and whom they leave out', () => {
    const decision = planNamed('brvt-ubnd-2023');
    expect(decision.number).toBe('2647/QĐ-UBND');
    expect(decision.date).toBe('2023-10-19');
    expect(decision.replaces).toEqual(['1402/QĐ-UBND ngày 14/6/2023']);
    expect(decision.excludedUnits).toEqual(['brvt-thanhtra']);
    expect([...plans.values()].map(({ id, date }) => `${id} ${date}`)).toEqual([
      'brvt-sgddt-2021-2025 2021-12',
      'brvt-sgddt-2022 2022-10',
      'brvt-sgddt-2024 2024-08',
      'brvt-ubnd-2023 2023-10-19',
      'gialai-sgddt-2021-2025 2021-07',
    ]);
    expect(planNamed('brvt-sgddt-2024').basedOn).toEqual(['2244/QĐ-UBND ngày 20/8/2024']);
  });

  test.each([
    ['brvt-sgddt-2024', 11, ['3.1', '3.2']],
    ['brvt-ubnd-2023', 14, ['7a', '7b', '8a', '8b']],
    ['brvt-sgddt-2022', 5, []],
    ['gialai-sgddt-2021-2025', 17, ['13.1', '13.2']],
    ['brvt-sgddt-2021-2025', 0, []],
  ])('%s numbers %i tasks, parts inside them', (id, count, parts) => {
    const { tasks } = planNamed(id);
    expect(tasks.map((task) => task.id)).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)));
    expect(tasks.flatMap((task) => task.parts.map((part) => part.id))).toEqual(parts);
  });

  test('every task has its units and a deadline, but for the one that the document leaves open', () => {
    const open = [...plans.values()].flatMap(({ id, tasks }) =>
      tasks
        .filter((task) => task.lead.length === 0 || task.executing.length === 0 || task.deadlines.length === 0)
        .map((task) => `${id}/${task.id}`),
    );
    expect(open).toEqual(['brvt-sgddt-2022/3']);
  });

  test('a task with parts shows the units and deadlines of all of them', () => {
    const task = planNamed('brvt-ubnd-2023').tasks[7];
    expect(task?.lead).toEqual(['Sở Tài chính', 'Sở Thông tin và Truyền thông']);
    expect(task?.deadlines).toEqual([
      { kind: 'other', text: 'theo kỳ họp giữa năm 2024 của Hội đồng nhân dân tỉnh' },
      { kind: 'date', date: '2023-11-15', before: true },
    ]);
  });

  test('what contradicts itself is noted, sums and late milestones are found by code', () => {
    const findings = planNamed('brvt-sgddt-2022').contradictions.map(({ place, finding }) => `${place}: ${finding}`);
    expect(findings).toContain('Mục II, bảng danh mục, dòng 4 (Giáo dục thường xuyên): 0 + 4 = 4, văn bản ghi tổng 3.');
    expect(findings).toContain('Mục II, bảng danh mục, dòng tổng cộng, cột tổng: Cộng cột được 85, văn bản ghi 86.');
    expect(findings.filter((text) => text.includes('đã qua trước khi văn bản được ban hành'))).toHaveLength(2);
    const said = (id: string, word: string) =>
      planNamed(id).contradictions.some(({ finding }) => finding.includes(word));
    expect(said('brvt-sgddt-2024', 'không có mục IV')).toBe(true);
    expect(said('brvt-sgddt-2021-2025', '2021-2035')).toBe(true);
    expect(said('gialai-sgddt-2021-2025', '01/2028')).toBe(true);
    expect(said('brvt-ubnd-2023', '10/11/2023')).toBe(true);
  });
});
