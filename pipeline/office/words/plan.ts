import type { Reading } from '../../ask/words/reading.ts';
import { GROUP_WORDS, measureWords } from '../../ask/words/say.ts';
import type { Period } from '../../counts/period.ts';
import { detailOf } from '../../evaluate/detail.ts';
import { thresholdText, toDoWords, valueWords, verdictWords } from '../../evaluate/words.ts';
import { changeSentence, gapSentence } from '../../explain/words.ts';
import { forecastSentence } from '../../forecast/words.ts';
import type { Plan } from '../../library/plans/types.ts';
import { type Language, renderMessage } from '../../messages.ts';
import { numberText } from '../../numbers.ts';
import { evaluateTargets, indicatorIn } from '../evaluate.ts';
import { explainTargets } from '../explain.ts';
import { forecastTargets } from '../forecast.ts';
import { pushProcedures } from '../push.ts';
import type { Office } from '../scope.ts';
import { SAID } from './said.ts';
import type { Given, WordsQuestion, WordsRow } from './types.ts';
import { opensOf } from './values.ts';

/** What is asked of the plan's targets. */
export async function planAnswer(office: Office, asked: WordsQuestion, reading: Reading, plan: Plan): Promise<Given> {
  const { language } = asked;
  const { measure, period } = reading;
  const [unit = asked.unit] = reading.units;
  const question = { plan, unit, period };
  const targets =
    measure === undefined ? plan.targets : plan.targets.filter(({ indicator }) => indicator === measure.indicator);
  if (measure !== undefined && targets.length === 0)
    return {
      answered: false,
      problems: [renderMessage(SAID.noTarget, { what: measureWords(measure, office.library, language) }, language)],
    };
  if (reading.kind === 'todo') return todoAnswer(office, question, language);
  if (reading.kind === 'why') {
    const rows = await explainTargets(office, question, { targets, language });
    const short = targets.filter(({ id }) =>
      rows.some((row) => row.target === id && row.by === '' && (measure !== undefined || row.reached === false)),
    );
    const sentences = short.flatMap(({ id, name, indicator }) => {
      const own = rows.filter((row) => row.target === id);
      const counted = indicatorIn(office.library, indicator, plan)?.counted ?? undefined;
      const first = own.find(({ by }) => by !== '')?.by;
      const gap = gapSentence(own, first === '' ? undefined : first, counted, language);
      const lacking = own[0]?.missing ?? [];
      return gap === null ? lacking : [`${name[language]}: ${gap}`, ...(changeSentence(own, language) ?? [])];
    });
    return { sentences: sentences.length > 0 ? sentences : [SAID.noShort[language]] };
  }
  if (reading.kind === 'outlook') {
    const records = await forecastTargets(office, question, { targets, language });
    const sentences = records.map(
      (one) =>
        `${targets.find(({ id }) => id === one.target)?.name[language] ?? one.target}: ${forecastSentence(one, language)}`,
    );
    return { sentences: sentences.length > 0 ? sentences : [SAID.notAhead[language]] };
  }
  const evaluated = await evaluateTargets(office, question, targets);
  const state = reading.kind === 'target' ? 'all' : (reading.state ?? 'all');
  const fitting = evaluated.filter(
    ({ row: { status } }) =>
      state === 'all' ||
      (state === 'unmet'
        ? status === 'below'
        : state === 'no-data'
          ? status === 'no-data' || status === 'incomplete'
          : status === state),
  );
  const rows = fitting.map((one): WordsRow => {
    const detail = detailOf(one);
    const { row } = one;
    const { side: _, ...rest } = opensOf(
      asked,
      { indicator: one.indicator, measure: { indicator: row.indicator, side: 'hits', as: 'share' } },
      unit,
      { from: row.from, asOf: row.as_of },
      undefined,
    ) ?? { side: 'both' };
    return {
      label: one.target.name[language],
      group: row.target,
      value: row.value,
      value_text: valueWords(detail, language),
      numerator: row.numerator,
      denominator: row.denominator,
      before: null,
      before_text: thresholdText(row, language),
      change: null,
      change_text: '',
      verdict: verdictWords(row, language),
      missing: toDoWords(detail, language),
      opens: 'indicator' in rest ? { ...rest, side: 'both' } : null,
    };
  });
  const told = rows.map(
    (row) => `${row.label}: ${row.value_text} (${row.before_text}). ${[row.verdict, ...row.missing].join('; ')}.`,
  );
  const head =
    reading.kind === 'target'
      ? []
      : [
          rows.length === 0
            ? SAID.nothing[language]
            : renderMessage(SAID.targets, { count: rows.length, all: evaluated.length }, language),
        ];
  return {
    sentences: reading.kind === 'target' ? told : head,
    rows,
    group_label: language === 'vi' ? 'chỉ tiêu' : 'target',
  };
}

const MOST_STEPS = 5;

async function todoAnswer(
  office: Office,
  question: { plan: Plan; unit: string; period: Period },
  language: Language,
): Promise<Given> {
  const steps = (await pushProcedures(office, question)).slice(0, MOST_STEPS);
  if (steps.length === 0) return { sentences: [SAID.noSteps[language]] };
  const indicator = question.plan.targets.find(({ id }) => id === steps[0]?.target)?.indicator ?? '';
  const rows = steps.map(
    ({ procedure, name, missing, gain_points }): WordsRow => ({
      label: name === '' || name === procedure ? procedure : `${procedure} ${name}`,
      group: procedure,
      value: gain_points,
      value_text: renderMessage(SAID.step, { missing, points: numberText(gain_points.toFixed(2), language) }, language),
      numerator: missing,
      denominator: null,
      before: null,
      before_text: '',
      change: null,
      change_text: '',
      verdict: '',
      missing: [],
      opens: {
        plan: question.plan.id,
        indicator,
        unit: question.unit,
        from: question.period.from,
        as_of: question.period.asOf,
        side: 'missing',
        by: 'procedure',
        part: procedure,
      },
    }),
  );
  return {
    sentences: rows.slice(0, 1).map(({ label, value_text }) => `${label}: ${value_text}.`),
    rows,
    group_label: GROUP_WORDS.procedure[language],
  };
}
