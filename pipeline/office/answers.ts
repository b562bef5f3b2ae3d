import { figureOf } from '../counts/figure.ts';
import type { Period } from '../counts/period.ts';
import { detailOf } from '../evaluate/detail.ts';
import { lackSentences } from '../evaluate/lack-words.ts';
import { indicatorOf, orNull } from '../evaluate/targets.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Plan } from '../library/plans/types.ts';
import type { Unit } from '../library/units/types.ts';
import { type Language, UserError } from '../messages.ts';
import { evaluateTargets } from './evaluate.ts';
import { Names } from './named.ts';
import {
  type Answer,
  problemAnswer,
  type Question,
  questionError,
  type TableGrouping,
  type TargetLine,
} from './questions.ts';
import { type Office, reportingPeriod, scopeOf } from './scope.ts';
import { evaluationRecord, figureLines, figureQuestions, refuseTooManyMonths } from './tables.ts';

/** A question that is understood: it waits for the count of its unit, plan and period. */
type Task = { question: number; unit: Unit; period: Period } & (
  | { kind: 'figure'; plan?: undefined; indicator: Indicator }
  /** A target's indicator is counted for the units that its plan is for. */
  | { kind: 'groups'; plan: Plan | undefined; indicator: Indicator; by: TableGrouping }
  /** `shape`: how much of the evaluated target is answered. */
  | { kind: 'plan'; plan: Plan; target: string | null; shape: 'figure' | 'target' | 'targets' }
);

/**
 * Answers many questions together, each with a value or a problem. Of one unit (and plan) everything is counted at once,
 * a plan's targets once a period, however many questions ask for them.
 * @param asker the unit of whoever asks; null at the machine itself
 */
export async function answerQuestions(
  office: Office,
  questions: readonly Question[],
  asker: string | null,
  language: Language,
): Promise<Answer[]> {
  const answers = new Map<number, Answer>();
  const tasks: Task[] = [];
  const names = new Names(office, asker);
  questions.forEach((question, index) => {
    try {
      tasks.push(taskOf(office, names, question, index));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      answers.set(index, problemAnswer(error));
    }
  });
  for (const ofScope of grouped(tasks, (task) => `${task.unit.id}/${task.plan?.id ?? ''}`).values()) {
    await answerPlan(office, ofScope, answers, language);
    await answerFigures(office, ofScope, answers, language);
  }
  return questions.map((_, index) => {
    const answer = answers.get(index);
    if (answer === undefined) throw new RangeError(`no answer to question ${index}`);
    return answer;
  });
}

function taskOf({ library }: Office, names: Names, question: Question, index: number): Task {
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

async function answerPlan(
  office: Office,
  tasks: readonly Task[],
  answers: Map<number, Answer>,
  language: Language,
): Promise<void> {
  const ofPlan = tasks.filter((task) => task.kind === 'plan');
  for (const same of grouped(ofPlan, ({ period }) => `${period.from} ${period.asOf}`).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const all = same.some(({ target }) => target === null);
    const wanted = new Set(same.map(({ target }) => target));
    const { plan, period } = first;
    // Only what is asked for is counted: a plan can have thirty targets.
    const targets = all ? plan.targets : plan.targets.filter(({ id }) => wanted.has(id));
    const evaluated = await evaluateTargets(office, { plan, unit: first.unit.id, period }, targets);
    const lines = evaluated.map((one): TargetLine => {
      const { name, row, counted, valueText } = detailOf(one);
      const { lacks } = row;
      return {
        name,
        row: evaluationRecord(row, language),
        lacks,
        valueText,
        ...(counted === undefined ? {} : { counted }),
      };
    });
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

/** Figures and tables of one scope: all their counts together. */
async function answerFigures(
  office: Office,
  tasks: readonly Task[],
  answers: Map<number, Answer>,
  language: Language,
): Promise<void> {
  const figures = tasks.filter((task) => task.kind === 'figure' || task.kind === 'groups');
  const [first] = figures;
  if (first === undefined) return;
  const questions = figures.flatMap((task) =>
    figureQuestions(task.indicator, task.period, task.kind === 'groups' ? task.by : 'none'),
  );
  const counts = await office.warehouse.counts(scopeOf(office, first.unit.id, first.plan), questions);
  for (const task of figures) {
    const { indicator, period } = task;
    if (task.kind === 'groups') {
      const lines = figureLines(office.library, counts, indicator, period, task.by, language).map(({ row }) => row);
      answers.set(task.question, { kind: 'groups', name: indicator.name, by: task.by, lines });
    } else {
      const { numerator, denominator, value, lacks } = figureOf(counts.whole(indicator, period));
      answers.set(task.question, {
        kind: 'figure',
        numerator: orNull(numerator),
        denominator: orNull(denominator),
        value: orNull(value),
        unit_of_measure: indicator.unitOfMeasure,
        missing: lackSentences(lacks, language),
      });
    }
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
