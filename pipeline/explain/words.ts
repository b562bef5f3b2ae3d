import { dateText } from '../dates.ts';
import { nounOf } from '../evaluate/needed-words.ts';
import { unitSuffix } from '../evaluate/words.ts';
import { type Language, renderMessage, type Words } from '../messages.ts';
import { numberText } from '../numbers.ts';
import type { ExplainRow } from './rows.ts';
import type { Dimension } from './types.ts';

export const DIMENSION_WORDS: Readonly<Record<Dimension, Words>> = {
  channel: { vi: 'hình thức nộp', en: 'channel' },
  subunit: { vi: 'đơn vị, bộ phận', en: 'unit or desk' },
  procedure: { vi: 'thủ tục', en: 'procedure' },
  field: { vi: 'lĩnh vực', en: 'field' },
  month: { vi: 'tháng', en: 'month' },
  unit: { vi: 'đơn vị', en: 'unit' },
};

const UNKNOWN_PART: Words = { vi: 'không rõ', en: 'not known' };

/** `Trực tiếp`, `1.000002 Chuyển trường`; who has no name is not known. */
export function partName({ label, part, by }: ExplainRow, language: Language): string {
  if (label === '' && part === '') return UNKNOWN_PART[language];
  return by === 'procedure' && part !== label && label !== '' ? `${part} ${label}` : label || part;
}

/** A part is named in a sentence only so far; its code and its whole name stand in the rows. */
const LONGEST_NAME = 70;

function shortName(row: ExplainRow, language: Language): string {
  const name = row.label === '' ? partName(row, language) : row.label;
  if (name.length <= LONGEST_NAME) return name;
  return `${name.slice(0, name.lastIndexOf(' ', LONGEST_NAME) || LONGEST_NAME)}…`;
}

/** Points in the fewest decimals, one at least, that show two digits of the whole: its parts are told by them. */
function pointsText(points: number, of: number, language: Language): string {
  const decimals = of === 0 ? 1 : ([1, 2, 3, 4].find((places) => Math.abs(of) >= 10 / 10 ** places) ?? 6);
  return numberText(points.toFixed(decimals), language);
}

function pointWords(unitOfMeasure: string, language: Language): string {
  if (unitOfMeasure !== 'percent') return unitSuffix(unitOfMeasure, language);
  return language === 'vi' ? ' điểm' : ' points';
}

const SENTENCES = {
  short: { vi: 'Thiếu {points}{members}', en: '{points} short{members}' },
  over: { vi: 'Vượt {points}{members}', en: '{points} too many{members}' },
  members: { vi: ' ({members})', en: ' ({members})' },
  reached: { vi: 'Đã đạt, dư {points}', en: 'Reached, by {points}' },
  level: { vi: 'Vừa bằng ngưỡng, mà phải hơn ngưỡng.', en: 'Just at the threshold, and more is asked.' },
  // The first part has the unit of measure behind its number, the others do not.
  by: { vi: '{head}. Theo {dimension}: {parts}.', en: '{head}. By {dimension}: {parts}.' },
  part: { vi: '{points} do {name}{members}', en: '{points} from {name}{members}' },
  rest: { vi: 'các phần còn lại {points}', en: 'the others {points}' },
  madeGood: { vi: 'các phần còn lại bù {points}', en: 'the others make good {points}' },
  rose: { vi: 'tăng {points}', en: 'up {points}' },
  fell: { vi: 'giảm {points}', en: 'down {points}' },
  same: { vi: 'không đổi', en: 'unchanged' },
  change: { vi: 'So với {day} ({value}): {change}.', en: 'Against {day} ({value}): {change}.' },
  changeParts: {
    vi: 'So với {day} ({value}): {change}; {share} do tỷ lệ trong từng {dimension}, {mix} do cơ cấu.',
    en: 'Against {day} ({value}): {change}; {share} because values within each {dimension} changed, {mix} because the mix did.',
  },
} as const satisfies Record<string, Words>;

/** The rows of `explain` as they came through a table: its columns are those of a row. */
export function explainedRows({ rows }: { rows: readonly object[] }): readonly ExplainRow[] {
  return rows as readonly ExplainRow[];
}

/** Of a target's rows, those of one dimension, worst first. */
export function rowsBy(rows: readonly ExplainRow[], by: Dimension): ExplainRow[] {
  return rows.filter((row) => row.by === by);
}

/** As many parts are named in the sentence. */
const NAMED = 3;

/** `Thiếu 3,2 điểm (48 hồ sơ). Theo hình thức nộp: 1,9 điểm do Trực tiếp (267 hồ sơ), 1,1 do …`; null without a gap. */
export function gapSentence(
  rows: readonly ExplainRow[],
  by: Dimension | undefined,
  counted: Words | undefined,
  language: Language,
): string | null {
  const whole = rows.find((row) => row.by === '');
  if (whole === undefined || whole.gap_points === null) return null;
  const { gap_points: gap, gap_members, side, unit_of_measure } = whole;
  const unit = pointWords(unit_of_measure, language);
  const isReached = whole.reached === true;
  if (!isReached && gap === 0) return SENTENCES.level[language];
  const head = isReached
    ? renderMessage(SENTENCES.reached, { points: pointsText(-gap, gap, language) + unit }, language)
    : renderMessage(
        side === 'numerator' ? SENTENCES.over : SENTENCES.short,
        {
          points: pointsText(gap, gap, language) + unit,
          members: gap_members === null ? '' : inBrackets(Math.ceil(gap_members), counted, language),
        },
        language,
      );
  const parts = by === undefined || isReached ? [] : rowsBy(rows, by);
  const named = parts.filter(({ gap_points }) => (gap_points ?? 0) > 0).slice(0, NAMED);
  if (by === undefined || named.length === 0) return `${head}.`;
  const said = named.map((row, index) =>
    renderMessage(
      SENTENCES.part,
      {
        points: pointsText(row.gap_points ?? 0, gap, language) + (index === 0 ? unit : ''),
        name: shortName(row, language),
        members: row.in_the_way === null ? '' : inBrackets(row.in_the_way, counted, language),
      },
      language,
    ),
  );
  const rest = gap - named.reduce((sum, { gap_points }) => sum + (gap_points ?? 0), 0);
  if (parts.length > named.length && pointsText(rest, gap, language) !== pointsText(0, gap, language))
    said.push(
      renderMessage(
        rest > 0 ? SENTENCES.rest : SENTENCES.madeGood,
        { points: pointsText(Math.abs(rest), gap, language) },
        language,
      ),
    );
  return renderMessage(SENTENCES.by, { head, dimension: DIMENSION_WORDS[by], parts: said.join(', ') }, language);
}

function inBrackets(count: number, counted: Words | undefined, language: Language): string {
  const noun = counted === undefined ? '' : ` ${nounOf(counted, count, language)}`;
  return renderMessage(SENTENCES.members, { members: numberText(count, language) + noun }, language);
}

/** The dimension that a change is told by: mixes are of procedures first. */
const CHANGE_BY: readonly Dimension[] = ['procedure', 'field', 'subunit', 'channel'];

/** `So với 30/11/2023 (65,0 %): tăng 4,9 điểm; 4,1 do tỷ lệ trong từng thủ tục, 0,8 do cơ cấu.`; null where nothing is compared. */
export function changeSentence(rows: readonly ExplainRow[], language: Language): string | null {
  const whole = rows.find((row) => row.by === '');
  if (whole?.change_points === null || whole === undefined || whole.before_value === null) return null;
  const { change_points: change, unit_of_measure } = whole;
  const say = (points: number): string => pointsText(points, change, language);
  const points = say(Math.abs(change)) + pointWords(unit_of_measure, language);
  const said = {
    day: dateText(whole.before_as_of ?? '', language),
    value: numberText(whole.before_value.toFixed(2), language) + unitSuffix(unit_of_measure, language),
    change:
      change === 0
        ? SENTENCES.same[language]
        : renderMessage(change > 0 ? SENTENCES.rose : SENTENCES.fell, { points }, language),
  };
  const by = CHANGE_BY.find((one) => rows.some((row) => row.by === one && row.share_points !== null));
  if (by === undefined || change === 0) return renderMessage(SENTENCES.change, said, language);
  const sum = (of: 'share_points' | 'mix_points'): number =>
    rowsBy(rows, by).reduce((all, row) => all + (row[of] ?? 0), 0);
  return renderMessage(
    SENTENCES.changeParts,
    { ...said, dimension: DIMENSION_WORDS[by], share: signed(sum('share_points')), mix: signed(sum('mix_points')) },
    language,
  );

  function signed(points: number): string {
    return points > 0 ? `+${say(points)}` : say(points);
  }
}
