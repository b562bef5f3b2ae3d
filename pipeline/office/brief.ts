import type { Brief } from '../brief/types.ts';
import { vietnameseDate } from '../dates.ts';
import { detailOf } from '../evaluate/detail.ts';
import type { EvaluatedTarget } from '../evaluate/targets.ts';
import { thresholdText, valueWords, verdictWords } from '../evaluate/words.ts';
import { DIMENSIONS } from '../explain/types.ts';
import { changeSentence, gapSentence } from '../explain/words.ts';
import { forecastSentence } from '../forecast/words.ts';
import { placeName, superiorName } from '../library/units/heading.ts';
import { numberText } from '../numbers.ts';
import { officeLines, signingLines } from '../report/heading.ts';
import { reportOptions } from '../report/options.ts';
import { evaluateTargets, type PlanQuestion } from './evaluate.ts';
import { explainTargets } from './explain.ts';
import { forecastTargets } from './forecast.ts';
import { pushProcedures } from './push.ts';
import type { Office } from './scope.ts';

/** So much fits on one page. */
const MOST_NUMBERS = 8;
const MOST_TARGETS = 3;
const MOST_PROCEDURES = 3;
const LONGEST_NAME = 80;

/** One page for a leader, in Vietnamese: the verdict, the numbers that matter, why, whether it will be reached, what to do. */
export async function briefOf(office: Office, question: PlanQuestion): Promise<Brief> {
  const { plan, unit: id, period } = question;
  const { units, office: layer } = office.library;
  const own = reportOptions(layer.defaults, id);
  const unit = units.byId.get(id);
  const shortName = unit?.shortName ?? id;
  const lines = officeLines({ shortName, superiorName: superiorName(units, id) });
  const evaluated = await evaluateTargets(office, question);
  const unmet = unmetOnes(evaluated);
  const short = unmet.slice(0, MOST_TARGETS);
  const targets = short.map(({ target }) => target);
  const told = { targets, language: 'vi' as const };
  const explained =
    targets.length === 0 ? [] : await explainTargets(office, question, { ...told, against: 'last-month' });
  const forecasts = targets.length === 0 ? [] : await forecastTargets(office, question, told);
  const steps = targets.length === 0 ? [] : await pushProcedures(office, question);
  const named = (text: string | null, one: EvaluatedTarget): string[] =>
    text === null || text === '' ? [] : [`${one.target.name.vi}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`];
  const why = short.flatMap((one) => {
    const rows = explained.filter(({ target }) => target === one.target.id);
    const by = DIMENSIONS.find((dimension) => rows.some((row) => row.by === dimension));
    const change = changeSentence(rows, 'vi');
    const gap = gapSentence(rows, by, one.indicator.counted ?? undefined, 'vi');
    return named(gap === null ? null : `${gap}${change === null ? '' : ` ${change}`}`, one);
  });
  const ahead = short.flatMap((one) =>
    forecasts
      .filter(({ target, refused }) => target === one.target.id && refused === null)
      .slice(0, 1)
      .flatMap((record) => named(forecastSentence(record, 'vi'), one)),
  );
  const first = steps.slice(0, MOST_PROCEDURES);
  const calledAlike = (one: string): boolean => first.filter(({ name }) => name === one).length > 1;
  const toDo = first.map(({ name, procedure, missing, gain_points, own_share }) => {
    const afar = own_share === null ? '' : `, hiện ${numberText(own_share.toFixed(0), 'vi')} % nộp từ xa`;
    const code = name !== '' && calledAlike(name) ? ` (${procedure})` : '';
    return `${cut(name || procedure)}${code}: ${numberText(missing, 'vi')} hồ sơ, thêm ${numberText(gain_points.toFixed(2), 'vi')} điểm nếu nộp từ xa${afar}.`;
  });
  const sections = [
    { heading: 'Vì sao', lines: why },
    { heading: 'Đến hạn có đạt không', lines: ahead },
    { heading: 'Việc nên làm trước', lines: toDo },
  ].filter(({ lines }) => lines.length > 0);
  return {
    superior: lines.above,
    unit: lines.own,
    place: own.place ?? placeName(units, id),
    title: 'TÓM TẮT CHO LÃNH ĐẠO',
    subject: `${plan.shortTitle}, từ ${vietnameseDate(period.from)} đến ${vietnameseDate(period.asOf)}`,
    verdict: verdictOf(evaluated),
    numbers: unmet.slice(0, MOST_NUMBERS).map((one) => {
      const detail = detailOf(one);
      return [one.target.name.vi, valueWords(detail, 'vi'), thresholdText(one.row, 'vi'), verdictWords(one.row, 'vi')];
    }),
    sections: sections.map(({ heading, lines }, at) => ({ heading: `${at + 1}. ${heading}`, lines })),
    signatory: signingLines(shortName, own.signatory),
  };
}

/** Those that are not met: obligations before aspirations, those that are due first. */
function unmetOnes(evaluated: readonly EvaluatedTarget[]): EvaluatedTarget[] {
  const order = ({ row }: EvaluatedTarget): number =>
    (row.aspiration ? 4 : 0) + (row.status === 'below' ? 0 : row.status === 'pending' ? 1 : 2);
  return evaluated
    .filter(({ row }) => row.value !== null && row.status !== 'met' && row.threshold !== null)
    .sort((a, b) => order(a) - order(b));
}

function verdictOf(evaluated: readonly EvaluatedTarget[]): string {
  const count = (status: EvaluatedTarget['row']['status']): number =>
    evaluated.filter(({ row }) => row.status === status).length;
  const parts = [
    `${count('met')} chỉ tiêu đạt`,
    `${count('below')} chưa đạt`,
    ...(count('pending') > 0 ? [`${count('pending')} chưa đến hạn`] : []),
    ...(count('incomplete') > 0 ? [`${count('incomplete')} chưa đủ kỳ`] : []),
    ...(count('no-data') > 0 ? [`${count('no-data')} chưa đủ số liệu`] : []),
  ];
  return `Trong ${evaluated.length} chỉ tiêu: ${parts.join(', ')}.`;
}

function cut(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, name.lastIndexOf(' ', LONGEST_NAME))}…`;
}
