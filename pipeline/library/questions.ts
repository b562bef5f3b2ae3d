import type { Words } from '../messages.ts';
import type { Parsed } from './data.ts';
import type { IndicatorCatalogue } from './indicators/catalogue.ts';
import { type YamlFields, YamlFile } from './yaml.ts';

/** What the grammar of questions in words knows by itself (`pipeline/ask/words/`); each has its spellings in `questions.yaml`. */
export const GRAMMAR_WORDS = [
  'count',
  'share',
  'which',
  'each',
  'all',
  'top',
  'by_unit',
  'by_division',
  'by_department',
  'by_district',
  'by_commune',
  'by_field',
  'by_procedure',
  'by_channel',
  'by_month',
  'month_which',
  'superlative',
  'many',
  'few',
  'most',
  'least',
  'best',
  'worst',
  'ranking',
  'above',
  'below',
  'at_least',
  'at_most',
  'and_more',
  'and_less',
  'exactly',
  'reach',
  'met',
  'unmet',
  'pending',
  'no_data',
  'yes_no',
  'lacking',
  'threshold',
  'targets',
  'plan',
  'why',
  'outlook',
  'todo',
  'compare',
  'same_period',
  'change',
  'month',
  'quarter',
  'year',
  'day',
  'half_first',
  'half_last',
  'this',
  'previous',
  'already',
  'recent',
  'first_word',
  'last_word',
  'whole',
  'to_date',
  'until',
  'since',
  'cumulative',
  'only',
  'province_whole',
  'department_whole',
] as const;

/** Which number of an indicator: its numerator, what is missing to its denominator, or the denominator. */
export const MEASURE_SIDES = ['hits', 'missing', 'members'] as const;
export type MeasureSide = (typeof MEASURE_SIDES)[number];
export type MeasureAs = 'share' | 'count';

/** Which concepts together name a number. */
export interface MeasurePattern {
  indicator: string;
  side: MeasureSide;
  /** What is meant where a question asks neither for a share nor for how many. */
  as: MeasureAs;
  means: readonly (readonly string[])[];
  with: ReadonlySet<string>;
  /** Only dossiers that came so. */
  channel?: string;
}

/** The words of questions, as plain data. */
export interface QuestionWords {
  fillers: readonly string[];
  numerals: ReadonlyMap<string, number>;
  /** Grammar's words and concepts, each with its spellings. */
  words: ReadonlyMap<string, readonly string[]>;
  measures: readonly MeasurePattern[];
  ready: readonly Words[];
}

/** `questions.yaml`; all mistakes at once, each with its line. */
export function parseQuestions(text: string, file: string, indicators: IndicatorCatalogue): Parsed<QuestionWords> {
  const source = new YamlFile(text, file);
  const root = source.root(['fillers', 'numerals', 'words', 'subject', 'measures', 'ready'], 'Câu hỏi');
  if (root === undefined) return { mistakes: source.mistakes };
  const words = new Map<string, readonly string[]>();
  const take = (key: string, known: readonly string[]): void => {
    const fields = root.fields(key, known);
    for (const id of fields?.keys() ?? []) {
      if (words.has(id)) root.say(key, `"${id}" đứng hai nơi.`);
      words.set(id, fields?.texts(id).map((one) => one.text) ?? []);
    }
  };
  take('words', GRAMMAR_WORDS);
  for (const word of GRAMMAR_WORDS) if (!words.has(word)) root.say('words', `thiếu "${word}".`);
  take('subject', []);
  const numbers = root.fields('numerals', []);
  const numerals = new Map((numbers?.keys() ?? []).map((word) => [word, Number(numbers?.required(word))]));
  const measures = root
    .list('measures', ['indicator', 'side', 'as', 'means', 'with', 'by'], (number) => `Số thứ ${number}`)
    .map((fields) => measureOf(fields, words, indicators));
  const ready = root
    .list('ready', ['vi', 'en'], (number) => `Câu có sẵn thứ ${number}`)
    .map((fields) => ({ vi: fields.required('vi'), en: fields.required('en') }));
  if (source.mistakes.length > 0) return { mistakes: source.mistakes };
  const fillers = root.texts('fillers').flatMap((line) => line.text.split(/,\s*/));
  return { value: { fillers, numerals, words, measures, ready }, mistakes: [] };
}

function measureOf(
  fields: YamlFields,
  words: ReadonlyMap<string, unknown>,
  indicators: IndicatorCatalogue,
): MeasurePattern {
  const concepts = (key: string): string[][] =>
    fields.texts(key).map(({ text, line }) => {
      const named = text.split(' ').filter((word) => word !== '');
      for (const one of named) if (!words.has(one)) fields.sayAt(line, `"${key}": không có nghĩa "${one}".`);
      return named;
    });
  const indicator = fields.required('indicator');
  if (!indicators.has(indicator)) fields.say('indicator', `không có chỉ tiêu "${indicator}".`);
  const side = MEASURE_SIDES.find((one) => one === fields.required('side'));
  if (side === undefined) fields.say('side', `"side" phải là một trong: ${MEASURE_SIDES.join(', ')}.`);
  const channel = fields.fields('by', ['channel'])?.required('channel');
  return {
    indicator,
    side: side ?? 'hits',
    as: fields.text('as') === 'count' ? 'count' : 'share',
    means: concepts('means'),
    with: new Set(concepts('with').flat()),
    ...(channel === undefined ? {} : { channel }),
  };
}
