import { toNumber } from '../exact.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import type { Unit } from '../library/units/types.ts';
import { type Language, UserError } from '../messages.ts';
import type { Period } from '../warehouse/compute.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import { countFor, reportingPeriod } from './counting.ts';
import { lackSentences } from './missing-words.ts';
import { type Asker, Names } from './named.ts';
import {
  type Answer,
  problemAnswer,
  type Question,
  questionError,
  type TableGrouping,
  type TargetLine,
} from './questions.ts';
import { figureLines, refuseTooManyMonths } from './tables.ts';
import { type Counting, evaluateTargets, indicatorOf, measureOver } from './targets.ts';

/** A question that is understood: it waits for the count of its unit, plan and period. */
type Task = { question: number; unit: Unit; period: Period } & (
  | { kind: 'figure'; plan?: undefined; indicator: Indicator }
  /** A target's indicator is counted for the units that its plan is for. */
  | { kind: 'groups'; plan: Plan | undefined; indicator: Indicator; by: TableGrouping }
  /** `shape`: how much of the evaluated target is answered. */
  | { kind: 'plan'; plan: Plan; target: string | null; shape: 'figure' | 'target' | 'targets' }
);

/**
 * Answers many questions together, each with a value or a problem. Of one unit (and plan) everything is counted at once:
 * an indicator's periods in one pass, a plan's targets once a period, however many questions ask for them.
 */
export async function answerQuestions(
  engine: Engine,
  library: Library,
  questions: readonly Question[],
  asker: Asker,
  language: Language,
): Promise<Answer[]> {
  const answers = new Map<number, Answer>();
  const tasks: Task[] = [];
  const names = new Names(library, asker);
  questions.forEach((question, index) => {
    try {
      tasks.push(taskOf(library, names, question, index));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      answers.set(index, problemAnswer(error));
    }
  });
  const scopes = grouped(tasks, (task) => `${task.unit.id}/${task.plan?.id ?? ''}`);
  for (const ofScope of scopes.values()) {
    const [first] = ofScope;
    if (first === undefined) continue;
    const counting = await countFor(engine, library, first.unit.id, language, first.plan, asker.scope);
    await answerPlan(counting, ofScope, answers);
    await answerFigures(counting, library, ofScope, answers);
    await answerGroups(counting, library, ofScope, answers);
  }
  return questions.map((_, index) => {
    const answer = answers.get(index);
    if (answer === undefined) throw new RangeError(`no answer to question ${index}`);
    return answer;
  });
}

function taskOf(library: Library, names: Names, question: Question, index: number): Task {
  const subject = names.subject(question.of, question.ask);
  const plan = 'plan' in subject ? subject.plan : undefined;
  if (question.unit.trim() === '' && plan === undefined) throw questionError('NEEDS_UNIT', { text: question.of });
  const written = question.unit.trim() === '' ? (plan?.defaultUnit ?? '') : question.unit;
  const province = plan === undefined ? undefined : library.units.byId.get(plan.defaultUnit)?.province;
  const unit = names.unit(written, question.as_of, province);
  const period = reportingPeriod(question.as_of, question.from, plan);
  const place = { question: index, unit, period };
  const by = question.ask === 'table' ? question.by : undefined;
  if (question.ask !== 'table') {
    if ('indicator' in subject) return { ...place, kind: 'figure', indicator: subject.indicator };
    const target = 'target' in subject ? subject.target.id : null;
    return { ...place, kind: 'plan', plan: subject.plan, target, shape: question.ask };
  }
  if ('plan' in subject && !('target' in subject))
    return { ...place, kind: 'plan', plan: subject.plan, target: null, shape: 'targets' };
  if (by === undefined) throw questionError('NEEDS_GROUPING', { text: question.of });
  if (by === 'month') refuseTooManyMonths(period);
  const indicator = 'indicator' in subject ? subject.indicator : indicatorOf(subject.target, library.indicators);
  return { ...place, kind: 'groups', plan, indicator, by };
}

async function answerPlan(counting: Counting, tasks: readonly Task[], answers: Map<number, Answer>): Promise<void> {
  const ofPlan = tasks.filter((task) => task.kind === 'plan');
  for (const same of grouped(ofPlan, ({ period }) => `${period.from} ${period.asOf}`).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const all = same.some(({ target }) => target === null);
    const wanted = new Set(same.map(({ target }) => target));
    const { plan, period } = first;
    // Only what is asked for is counted: a plan can have thirty targets.
    const targets = all ? plan.targets : plan.targets.filter(({ id }) => wanted.has(id));
    const evaluated = await evaluateTargets(counting, { ...plan, targets }, period);
    const lines = evaluated.map(({ target, row }): TargetLine => ({ name: target.name, row }));
    for (const task of same) answers.set(task.question, planAnswer(task.shape, lines, task.target));
  }
}

function planAnswer(
  shape: 'figure' | 'target' | 'targets',
  lines: readonly TargetLine[],
  target: string | null,
): Answer {
  if (shape === 'targets') return { kind: 'targets', lines: [...lines] };
  const line = lines.find(({ row }) => row.target === target);
  if (line === undefined) throw new RangeError(`no target ${target}`);
  if (shape === 'target') return { kind: 'target', ...line };
  const { numerator, denominator, value, unit_of_measure, missing } = line.row;
  return { kind: 'figure', numerator, denominator, value, unit_of_measure, missing };
}

async function answerFigures(
  counting: Counting,
  library: Library,
  tasks: readonly Task[],
  answers: Map<number, Answer>,
): Promise<void> {
  const figures = tasks.filter((task) => task.kind === 'figure');
  for (const same of grouped(figures, ({ indicator }) => indicator.id).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const periods = [...grouped(same, ({ period }) => `${period.from} ${period.asOf}`).values()];
    const asked = periods.flatMap(([one]) => one?.period ?? []);
    const measured = await measureOver(counting, first.indicator, asked);
    periods.forEach((ofPeriod, index) => {
      const one = measured[index];
      if (one === undefined) throw new RangeError(`no figure for ${first.indicator.id}`);
      const { numerator, denominator, value } = one.figure;
      for (const { question } of ofPeriod) {
        answers.set(question, {
          kind: 'figure',
          numerator: numerator === null ? null : toNumber(numerator),
          denominator: denominator === null ? null : toNumber(denominator),
          value: value === null ? null : toNumber(value),
          unit_of_measure: first.indicator.unitOfMeasure,
          missing: lackSentences(one.lacks, library.columns, counting.language),
        });
      }
    });
  }
}

async function answerGroups(
  counting: Counting,
  library: Library,
  tasks: readonly Task[],
  answers: Map<number, Answer>,
): Promise<void> {
  const groups = tasks.filter((task) => task.kind === 'groups');
  const keyOf = ({ indicator, by, period }: (typeof groups)[number]): string =>
    `${indicator.id} ${by} ${period.from} ${period.asOf}`;
  for (const same of grouped(groups, keyOf).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const { indicator, by, period } = first;
    const lines = (await figureLines(counting, library, indicator, period, by)).map(({ row }) => row);
    for (const { question } of same) answers.set(question, { kind: 'groups', name: indicator.name, by, lines });
  }
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
