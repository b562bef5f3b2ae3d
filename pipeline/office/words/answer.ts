import type { NamedThing } from '../../ask/words/named.ts';
import { type Asked, readQuestion } from '../../ask/words/read.ts';
import type { Understood } from '../../ask/words/reading.ts';
import { openSentence, readingInWords, troubleSentence } from '../../ask/words/say.ts';
import { addYears } from '../../dates.ts';
import { countingStart } from '../../evaluate/to-come.ts';
import { type Office, scopeOf } from '../scope.ts';
import { figureAnswer } from './figure.ts';
import { groupsAnswer } from './groups.ts';
import { planAnswer } from './plan.ts';
import type { Given, WordsAnswer, WordsQuestion } from './types.ts';

/** Reads a question in Vietnamese and answers it, if all of it was understood. */
export async function answerInWords(office: Office, asked: WordsQuestion): Promise<WordsAnswer> {
  const { question, language, corrections } = asked;
  const { library, within } = office;
  const { plan, unit, period } = asked;
  const about: Asked = {
    library,
    plan,
    around: {
      tree: library.units,
      unit,
      day: period.asOf,
      ...(within && { within: new Set(within.map((row) => row.unit)) }),
    },
    calendar: { asOf: period.asOf, usual: period, startOf: (day) => countingStart(plan, day) },
    things: [],
  };
  let read = about;
  let understood = readQuestion(question, read, corrections);
  // Names of fields and procedures are looked for only where something is not understood yet.
  if (understood.troubles.length > 0 || corrections.part !== undefined) {
    read = { ...about, things: await namedThings(office, asked) };
    understood = readQuestion(question, read, corrections);
  }
  const problems = [
    ...understood.troubles.map((one) => troubleSentence(one, language)),
    ...understood.open.map((part) => openSentence(part, language)),
  ];
  const answer: WordsAnswer = {
    question,
    answered: problems.length === 0,
    reading: readingInWords(understood, read, language),
    corrected: [...understood.corrected],
    problems,
    sentences: [],
    group_label: '',
    rows: [],
    notes: [],
    ready: question.trim() === '' ? [...library.questions.ready] : [],
  };
  if (!answer.answered) return answer;
  return { ...answer, ...(await answerTo(office, asked, understood)) };
}

async function answerTo(office: Office, asked: WordsQuestion, { reading }: Understood): Promise<Given> {
  if (reading.kind === 'figure') return figureAnswer(office, asked, reading);
  if (reading.kind === 'groups') return groupsAnswer(office, asked, reading);
  const { plan, language } = asked;
  if (plan === undefined) return { answered: false, problems: [troubleSentence({ code: 'no-plan' }, language)] };
  return planAnswer(office, asked, reading, plan);
}

/** Procedures and fields of what the unit received in the last three years. */
async function namedThings(office: Office, { unit, plan, period }: WordsQuestion): Promise<NamedThing[]> {
  const received = office.library.indicators.get('remote_online_rate');
  if (received === undefined) return [];
  const indicator = { ...received, needs: [] };
  const over = { from: addYears(period.from, -2), asOf: period.asOf };
  const counts = await office.warehouse.counts(
    scopeOf(office, unit, plan),
    (['field', 'procedure'] as const).map((by) => ({ indicator, period: over, by })),
  );
  return (['field', 'procedure'] as const).flatMap((by) =>
    counts
      .parts(indicator, over, by)
      .flatMap(({ part }) =>
        part === null || part.id === '' ? [] : [{ by, id: part.id, name: part.name || part.id }],
      ),
  );
}
