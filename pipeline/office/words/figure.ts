import type { Reading } from '../../ask/words/reading.ts';
import { isShare, measureWords, partName, periodWords } from '../../ask/words/say.ts';
import type { Count } from '../../counts/count.ts';
import { partKey } from '../../counts/parts.ts';
import type { Period } from '../../counts/period.ts';
import { lackSentences } from '../../evaluate/lack-words.ts';
import { unitSuffix } from '../../evaluate/words.ts';
import { ZERO } from '../../exact.ts';
import type { Indicator } from '../../library/indicators/catalogue.ts';
import { type Language, renderMessage } from '../../messages.ts';
import { numberText } from '../../numbers.ts';
import type { CountQuestion } from '../../warehouse/question.ts';
import { coverageOf, missingDays } from '../missing-days.ts';
import { type Office, scopeOf } from '../scope.ts';
import { SAID } from './said.ts';
import type { Given, WordsQuestion, WordsRow } from './types.ts';
import { countedOf, holdsFor, type Line, lineOf, opensOf, unitName } from './values.ts';

/** One number of a unit, or of several. */
export async function figureAnswer(office: Office, asked: WordsQuestion, reading: Reading): Promise<Given> {
  const { language, plan } = asked;
  const counted = countedOf(office, asked, reading);
  const { indicator, measure } = counted;
  const { period, against, part } = reading;
  const lines: Line[] = [];
  const notes: string[] = [];
  for (const unit of reading.units) {
    const scope = scopeOf(office, unit, plan);
    const periods = [period, ...(against === undefined ? [] : [against])];
    const questions = periods.map((one): CountQuestion => ({ indicator, period: one, ...(part && { by: part.by }) }));
    const counts = await office.warehouse.counts(scope, [
      ...questions,
      ...periods.map((one) => ({ indicator, period: one })),
    ]);
    const of = (one: Period): Count => {
      const whole = counts.whole(indicator, one);
      if (part === undefined || whole.lacks.length > 0) return whole;
      const own = counts
        .parts(indicator, one, part.by)
        .find((count) => count.part !== null && partKey(count.part) === partKey({ by: part.by, id: part.id }));
      return own ?? { ...whole, part, members: ZERO, hits: ZERO, amount: ZERO };
    };
    const then = against === undefined ? undefined : of(against);
    const wholes = {
      now: counts.whole(indicator, period),
      ...(against && { earlier: counts.whole(indicator, against) }),
    };
    const label =
      part === undefined
        ? unitName(office, unit)
        : `${unitName(office, unit)}, ${partName(part, office.library, language)}`;
    lines.push(
      lineOf(asked, counted, of(period), then, wholes, {
        label,
        group: reading.units.length > 1 ? unit : '',
        opens: opensOf(asked, counted, unit, period, part),
      }),
    );
    const missing = missingDays(await coverageOf(office), office.library, scope, counts.there);
    notes.push(...periods.flatMap((one) => lackSentences(missing(indicator, one), language)));
  }
  const what = measureWords(measure, office.library, language);
  const sentences = lines.flatMap((line) => {
    const { row } = line;
    const { numerator, denominator } = row;
    const isOf =
      measure.as === 'share' &&
      measure.side === 'hits' &&
      denominator !== null &&
      numerator !== null &&
      isShare(indicator);
    const behind = isOf ? renderMessage(SAID.counted, { numerator, denominator }, language) : '';
    const head = renderMessage(
      SAID.value,
      { what: reading.units.length > 1 || part !== undefined ? row.label : what, value: row.value_text + behind },
      language,
    );
    return [
      head,
      ...row.missing,
      ...changeOf(row, against, language),
      ...heldAgainst(line, reading, indicator, language),
    ];
  });
  return { sentences, rows: lines.map(({ row }) => row), group_label: '', notes: [...new Set(notes)] };
}

function changeOf(row: WordsRow, against: Period | undefined, language: Language): string[] {
  if (against === undefined) return [];
  const period = periodWords(against, language);
  if (row.change === null) return [renderMessage(SAID.noBefore, { period }, language)];
  const by = row.change_text.replace(/^[+−]/, '');
  const words = row.change > 0 ? SAID.rose : row.change < 0 ? SAID.fell : SAID.same;
  return [
    renderMessage(
      SAID.against,
      { period, before: row.before_text, change: renderMessage(words, { by }, language) },
      language,
    ),
  ];
}

function heldAgainst(
  { row, value }: Line,
  { bound, measure }: Reading,
  indicator: Indicator,
  language: Language,
): string[] {
  if (bound === undefined || 'verdict' in bound || value === null) return [];
  const sign = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=' }[bound.operator];
  const suffix = measure?.as === 'share' ? unitSuffix(indicator.unitOfMeasure, language) : '';
  const words = holdsFor(value, bound) ? SAID.holds : SAID.holdsNot;
  return [
    renderMessage(
      words,
      { value: row.value_text, bound: `${sign} ${numberText(bound.value, language)}${suffix}` },
      language,
    ),
  ];
}
