import type { Reading } from '../../ask/words/reading.ts';
import { GROUP_WORDS, measureWords, partName } from '../../ask/words/say.ts';
import { figureOf } from '../../counts/figure.ts';
import { partKey } from '../../counts/parts.ts';
import { lackSentences } from '../../evaluate/lack-words.ts';
import { reaches } from '../../evaluate/verdict.ts';
import { statusWord } from '../../evaluate/words.ts';
import { compare, type Exact, ZERO } from '../../exact.ts';
import { renderMessage } from '../../messages.ts';
import { evaluateTargets } from '../evaluate.ts';
import { coverageOf, missingDays } from '../missing-days.ts';
import { type Office, scopeOf } from '../scope.ts';
import { SAID } from './said.ts';
import type { Given, WordsQuestion } from './types.ts';
import { countedOf, holdsFor, lineOf, opensOf } from './values.ts';

/** A number by unit, field, procedure, channel or month. */
export async function groupsAnswer(office: Office, asked: WordsQuestion, reading: Reading): Promise<Given> {
  const { language, plan } = asked;
  const { library } = office;
  const { by = 'unit', period, against, bound, order, limit } = reading;
  const counted = countedOf(office, asked, reading);
  const { indicator, measure } = counted;
  const [unit = asked.unit] = reading.units;
  const scope = scopeOf(office, unit, plan);
  const periods = [period, ...(against === undefined ? [] : [against])];
  const counts = await office.warehouse.counts(
    scope,
    periods.flatMap((one) => [
      { indicator, period: one },
      { indicator, period: one, by },
    ]),
  );
  const group_label = GROUP_WORDS[by][language];
  const whole = counts.whole(indicator, period);
  const lacks = by === 'unit' ? [] : lackSentences(figureOf(whole).lacks, language);
  const missing = missingDays(await coverageOf(office), library, scope, counts.there);
  const notes = [...new Set(periods.flatMap((one) => lackSentences(missing(indicator, one), language)))];
  if (lacks.length > 0) return { sentences: lacks, group_label, notes };
  const wholes = { now: whole, ...(against && { earlier: counts.whole(indicator, against) }) };
  const before = against === undefined ? [] : counts.parts(indicator, against, by);
  const all = counts
    .parts(indicator, period, by)
    .filter(
      ({ part }) => reading.unitKind === undefined || library.units.byId.get(part?.id ?? '')?.kind === reading.unitKind,
    )
    .map((count) => {
      const part = count.part ?? { by, id: '', name: '' };
      const then =
        against === undefined
          ? undefined
          : (before.find((one) => one.part !== null && partKey(one.part) === partKey(part)) ?? {
              ...count,
              members: ZERO,
              hits: ZERO,
              amount: ZERO,
            });
      const label = part.id === '' ? (language === 'vi' ? 'không rõ' : 'not known') : partName(part, library, language);
      return lineOf(asked, counted, count, then, wholes, {
        label,
        group: part.id,
        opens: opensOf(asked, counted, unit, period, part),
      });
    });
  const target = plan?.targets.find((one) => one.indicator === measure.indicator);
  const threshold =
    target && plan
      ? (await evaluateTargets(office, { plan, unit, period: { ...period } }, [target]))[0]?.demand.threshold
      : undefined;
  const judged = all.map(({ row, value, change }) => {
    const reached =
      target && threshold != null && value !== null && measure.side === 'hits' && measure.as === 'share'
        ? reaches(value, target.operator, threshold)
        : undefined;
    const verdict = reached === undefined ? '' : statusWord(reached ? 'met' : 'below', language);
    return { row: { ...row, verdict }, value, change, reached };
  });
  if (bound !== undefined && 'verdict' in bound && threshold == null)
    return {
      answered: false,
      problems: [renderMessage(SAID.noTarget, { what: measureWords(measure, library, language) }, language)],
      group_label,
    };
  const fitting = judged.filter(({ value, reached }) => {
    if (bound === undefined) return true;
    if ('verdict' in bound) return reached === (bound.verdict === 'met');
    return value !== null && holdsFor(value, bound);
  });
  const isLess = (measure.side === 'missing') !== (target?.operator === '<=' || indicator.unitOfMeasure === 'minutes');
  const direction =
    order === 'most' ? -1 : order === 'least' ? 1 : order === 'best' ? (isLess ? 1 : -1) : isLess ? -1 : 1;
  const key = ({ value, change }: (typeof judged)[number]): Exact | null =>
    reading.sortBy === 'change' ? change : value;
  const sorted =
    order === undefined
      ? fitting
      : [...fitting].sort((a, b) => nullsLast(key(a), key(b)) ?? direction * compare(key(a) ?? ZERO, key(b) ?? ZERO));
  const last = limit === undefined ? undefined : sorted[limit - 1];
  // Whoever stands level with the last one is as good.
  const shown =
    limit === undefined
      ? sorted
      : sorted.filter(
          (row, at) =>
            at < limit ||
            (last !== undefined &&
              key(last) !== null &&
              key(row) !== null &&
              compare(key(row) ?? ZERO, key(last) ?? ZERO) === 0),
        );
  const sentences = [
    ...(all.length === 0
      ? [renderMessage(SAID.noGroups, { by: group_label }, language)]
      : shown.length === 0
        ? [renderMessage(SAID.none, { by: group_label }, language)]
        : []),
    ...(bound !== undefined && all.length > 0
      ? [renderMessage(SAID.count, { count: fitting.length, all: all.length, by: group_label }, language)]
      : []),
    ...(order !== undefined && shown[0] !== undefined
      ? [
          renderMessage(
            SAID.first,
            {
              label: shown[0].row.label,
              value:
                reading.sortBy === 'change'
                  ? `${shown[0].row.value_text} (${shown[0].row.change_text})`
                  : shown[0].row.value_text,
            },
            language,
          ),
        ]
      : []),
  ];
  return { sentences, rows: shown.map(({ row }) => row), group_label, notes };
}

function nullsLast(a: Exact | null, b: Exact | null): number | undefined {
  if (a !== null && b !== null) return undefined;
  return a === b ? 0 : a === null ? 1 : -1;
}
