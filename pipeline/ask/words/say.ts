import type { Period } from '../../counts/period.ts';
import { addDays, dateText, monthEnd, monthOf } from '../../dates.ts';
import type { Indicator } from '../../library/indicators/catalogue.ts';
import type { Library } from '../../library/library.ts';
import type { Plan } from '../../library/plans/types.ts';
import type { UnitKind } from '../../library/units/types.ts';
import { type Language, renderMessage, type Words } from '../../messages.ts';
import { numberText } from '../../numbers.ts';
import { partCode, withCorrections } from './parts.ts';
import type { Asked } from './read.ts';
import {
  type Bound,
  type Measured,
  READING_PARTS,
  type Reading,
  type ReadingGroup,
  type ReadingPart,
  type Trouble,
  type Understood,
} from './reading.ts';
import { periodBefore } from './times.ts';

/** A part of a reading in words, with what could stand in its place. */
export interface PartInWords {
  part: ReadingPart;
  /** What the part is called: "Đơn vị". */
  label: string;
  code: string;
  /** Empty where it is still open. */
  words: string;
  is_open: boolean;
  alternatives: { code: string; words: string }[];
}

export const PART_LABELS: Readonly<Record<ReadingPart, Words>> = {
  kind: { vi: 'Hỏi', en: 'Asked' },
  measure: { vi: 'Số liệu', en: 'Number' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  period: { vi: 'Kỳ', en: 'Period' },
  against: { vi: 'So với', en: 'Against' },
  part: { vi: 'Chỉ phần', en: 'Only' },
  by: { vi: 'Tách theo', en: 'By' },
  order: { vi: 'Thứ tự', en: 'Order' },
  limit: { vi: 'Lấy', en: 'Show' },
  bound: { vi: 'Điều kiện', en: 'Condition' },
  state: { vi: 'Kết quả', en: 'Verdict' },
};

const KINDS: Readonly<Record<Reading['kind'], Words>> = {
  figure: { vi: 'Con số', en: 'The number' },
  groups: { vi: 'Từng nhóm', en: 'Group by group' },
  targets: { vi: 'Các chỉ tiêu của kế hoạch', en: "The plan's targets" },
  target: { vi: 'So với ngưỡng của kế hoạch', en: "Against the plan's threshold" },
  why: { vi: 'Vì sao chưa đạt', en: 'Why it is short' },
  outlook: { vi: 'Đến hạn có đạt không', en: 'Will it be met in time' },
  todo: { vi: 'Nên làm gì trước', en: 'What to do first' },
};

export const GROUP_WORDS: Readonly<Record<ReadingGroup, Words>> = {
  unit: { vi: 'đơn vị, bộ phận', en: 'unit or desk' },
  field: { vi: 'lĩnh vực', en: 'field' },
  procedure: { vi: 'thủ tục', en: 'procedure' },
  channel: { vi: 'hình thức nộp', en: 'channel' },
  month: { vi: 'tháng', en: 'month' },
};

const UNIT_KIND_WORDS: Readonly<Partial<Record<UnitKind, Words>>> = {
  division: { vi: 'phòng', en: 'division' },
  department: { vi: 'sở, ban, ngành', en: 'department' },
  district: { vi: 'huyện', en: 'district' },
  commune: { vi: 'xã, phường', en: 'commune' },
};

function groupWords(by: ReadingGroup, kind: UnitKind | undefined, language: Language): string {
  return (kind === undefined ? undefined : UNIT_KIND_WORDS[kind]?.[language]) ?? GROUP_WORDS[by][language];
}

const ORDERS: Readonly<Record<string, Words>> = {
  most: { vi: 'lớn nhất trước', en: 'the largest first' },
  least: { vi: 'nhỏ nhất trước', en: 'the smallest first' },
  best: { vi: 'tốt nhất trước', en: 'the best first' },
  worst: { vi: 'kém nhất trước', en: 'the worst first' },
  '': { vi: 'không xếp', en: 'not sorted' },
};

const STATES: Readonly<Record<string, Words>> = {
  all: { vi: 'mọi chỉ tiêu', en: 'all targets' },
  met: { vi: 'đạt', en: 'met' },
  unmet: { vi: 'chưa đạt', en: 'not met' },
  pending: { vi: 'chưa đến hạn', en: 'not yet due' },
  'no-data': { vi: 'chưa đủ số liệu', en: 'not enough data' },
};

const NUMBERS: Readonly<Record<string, Words>> = {
  'hits:count': { vi: 'Số lượng: {numerator}', en: 'How many: {numerator}' },
  'missing:count': { vi: 'Số lượng: {denominator}, trừ {numerator}', en: 'How many: {denominator}, but {numerator}' },
  'missing:share': {
    vi: 'Tỷ lệ: {denominator}, trừ {numerator}',
    en: 'The share of {denominator}, but {numerator}',
  },
  'members:share': { vi: 'Phần trong {denominator}', en: 'The part of {denominator}' },
  'members:count': { vi: 'Số lượng: {denominator}', en: 'How many: {denominator}' },
};

/** "Tỷ lệ hồ sơ trực tuyến", "Số lượng: hồ sơ đã tiếp nhận trong kỳ". */
export function measureWords({ indicator: id, side, as }: Measured, library: Library, language: Language): string {
  const indicator = library.indicators.get(id);
  if (indicator === undefined) return id;
  const { name, numerator, denominator } = indicator;
  const template = denominator === null || !isShare(indicator) ? undefined : NUMBERS[`${side}:${as}`];
  if (template === undefined) return name[language];
  return renderMessage(
    template,
    { numerator: numerator[language], denominator: denominator?.[language] ?? '' },
    language,
  );
}

/** Counts and shares are told apart only where a number is a share of what is counted. */
export function isShare({ rule }: Indicator): boolean {
  return rule.kind === 'share';
}

/** `01/07/2024 – 30/09/2024 (quý III)` */
export function periodWords({ from, asOf }: Period, language: Language): string {
  const days = `${dateText(from, language)} – ${dateText(asOf, language)}`;
  const months = Number(asOf.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  const isWhole = from.endsWith('-01') && asOf === monthEnd(monthOf(asOf)) && from.slice(0, 4) === asOf.slice(0, 4);
  if (!isWhole) return days;
  const first = Number(from.slice(5, 7));
  const year = from.slice(0, 4);
  if (months === 1) return `${days} (${language === 'vi' ? `tháng ${first}/${year}` : `${year}-${from.slice(5, 7)}`})`;
  if (months === 3 && first % 3 === 1) {
    const quarter = ['I', 'II', 'III', 'IV'][(first - 1) / 3];
    return `${days} (${language === 'vi' ? `quý ${quarter}/${year}` : `quarter ${quarter} of ${year}`})`;
  }
  if (months === 12) return `${days} (${language === 'vi' ? `năm ${year}` : year})`;
  return first === 1 && language === 'vi' ? `${days} (${months} tháng đầu năm ${year})` : days;
}

export function boundWords(
  bound: Bound,
  plan: Plan | undefined,
  measure: Measured | undefined,
  language: Language,
): string {
  if (!('verdict' in bound)) {
    const sign = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=' }[bound.operator];
    return `${sign} ${numberText(bound.value, language)}${measure?.as === 'share' ? ' %' : ''}`;
  }
  const target = plan?.targets.find(({ indicator }) => indicator === measure?.indicator);
  const words = STATES[bound.verdict]?.[language] ?? '';
  return target === undefined ? words : `${words} (${target.name[language]})`;
}

/** How a question was understood, part by part; those that are not asked about are left out. */
export function readingInWords(understood: Understood, asked: Asked, language: Language): PartInWords[] {
  const { reading, open } = understood;
  return READING_PARTS.flatMap((part) => {
    const code = partCode(reading, part);
    const isOpen = open.includes(part);
    if (!isShown(reading, part) && !isOpen) return [];
    const codes = [...new Set([...(understood.alternatives[part] ?? []), ...usualAlternatives(reading, part, asked)])];
    return [
      {
        part,
        label: PART_LABELS[part][language],
        code: isOpen ? '' : code,
        words: isOpen ? '' : wordsOfPart(reading, part, asked, language),
        is_open: isOpen,
        alternatives: codes
          .filter((one) => isOpen || one !== code)
          .flatMap((one) => {
            const changed = withCorrections(understood, asked, { [part]: one });
            if (changed.wrong.length > 0) return [];
            return [{ code: one, words: wordsOfPart(changed.value.reading, part, asked, language) }];
          }),
      },
    ];
  });
}

function isShown(
  { kind, measure, by, part, against, order, limit, bound, state }: Reading,
  which: ReadingPart,
): boolean {
  const isCounted = kind === 'figure' || kind === 'groups';
  switch (which) {
    case 'kind':
    case 'unit':
    case 'period':
      return true;
    case 'measure':
      return measure !== undefined;
    case 'against':
      return isCounted || against !== undefined;
    case 'by':
      return isCounted || by !== undefined;
    case 'part':
      return part !== undefined;
    case 'order':
      return kind === 'groups' || order !== undefined;
    case 'limit':
      return kind === 'groups' || limit !== undefined;
    case 'bound':
      return bound !== undefined;
    case 'state':
      return state !== undefined;
  }
}

function wordsOfPart(reading: Reading, part: ReadingPart, { library, plan }: Asked, language: Language): string {
  const vi = language === 'vi';
  const { measure, units, bound, against, limit, state } = reading;
  switch (part) {
    case 'kind':
      return KINDS[reading.kind][language];
    case 'measure': {
      if (measure === undefined) return vi ? 'mọi chỉ tiêu' : 'all targets';
      const target =
        reading.kind === 'target' ? plan?.targets.find(({ indicator }) => indicator === measure.indicator) : undefined;
      if (target !== undefined) return target.name[language];
      return measureWords(measure, library, language);
    }
    case 'unit':
      return units.map((id) => library.units.byId.get(id)?.name ?? id).join('; ');
    case 'period':
      return periodWords(reading.period, language);
    case 'against':
      return against === undefined ? (vi ? 'không so' : 'nothing') : periodWords(against, language);
    case 'part':
      return reading.part === undefined
        ? vi
          ? 'tất cả'
          : 'all'
        : `${GROUP_WORDS[reading.part.by][language]} ${partName(reading.part, library, language)}`;
    case 'by':
      return reading.by === undefined
        ? vi
          ? 'không tách'
          : 'not grouped'
        : groupWords(reading.by, reading.unitKind, language);
    case 'order':
      return (
        (reading.order !== undefined && reading.sortBy === 'change' ? (vi ? 'thay đổi ' : 'of the changes ') : '') +
        (ORDERS[reading.order ?? '']?.[language] ?? '')
      );
    case 'limit':
      return limit === undefined ? (vi ? 'tất cả' : 'all') : vi ? `${limit} dòng đầu` : `the first ${limit}`;
    case 'bound':
      return bound === undefined ? (vi ? 'không' : 'none') : boundWords(bound, plan, measure, language);
    case 'state':
      return STATES[state ?? 'all']?.[language] ?? '';
  }
}

export function partName(
  { by, id, name }: { by: string; id: string; name: string },
  { codes, units }: Library,
  language: Language,
): string {
  if (by === 'channel')
    return (
      codes.lists.find((list) => list.id === 'channel')?.values.find(({ value }) => value === id)?.[language] ?? id
    );
  if (by === 'unit') return units.byId.get(id)?.name ?? id;
  if (by === 'month') return dateText(id, language);
  return name !== '' && name !== id ? `${id} ${name}` : id;
}

const MOST_UNITS = 40;

/** What people usually mean instead. */
function usualAlternatives(reading: Reading, part: ReadingPart, { plan, around, calendar, library }: Asked): string[] {
  const code = (changed: Reading): string => partCode(changed, part);
  switch (part) {
    case 'kind':
      if (reading.measure === undefined) return ['targets', 'todo', 'outlook', 'why'];
      return [
        'figure',
        'groups',
        ...(plan?.targets.some(({ indicator }) => indicator === reading.measure?.indicator) === true
          ? ['target', 'why', 'outlook']
          : []),
      ];
    case 'measure': {
      const { measure } = reading;
      const sides = ['hits', 'missing', 'members'] as const;
      const own = measure && library.indicators.get(measure.indicator);
      const others =
        measure === undefined ||
        own === undefined ||
        !isShare(own) ||
        (reading.kind !== 'figure' && reading.kind !== 'groups')
          ? []
          : sides.flatMap((side) =>
              (['share', 'count'] as const).flatMap((as) =>
                side === 'members' && as === 'share' ? [] : [{ ...measure, side, as }],
              ),
            );
      const ofPlan = [...new Set((plan?.targets ?? []).map(({ indicator }) => indicator))].map(
        (indicator): Measured => ({ indicator, side: 'hits', as: 'share' }),
      );
      return [...others, ...ofPlan].map((one) => code({ ...reading, measure: one }));
    }
    case 'unit': {
      const { tree, unit, within } = around;
      const below = tree.units.filter(({ parents }) => parents.some(({ parent }) => parent === unit));
      return [unit, ...below.map(({ id }) => id)].filter((id) => within?.has(id) !== false).slice(0, MOST_UNITS);
    }
    case 'period': {
      const { asOf, usual } = calendar;
      const month = { from: `${monthOf(asOf)}-01`, asOf };
      const before = addDays(month.from, -1);
      return [
        usual,
        month,
        { from: `${monthOf(before)}-01`, asOf: before },
        periodBefore(reading.period, 'last-year'),
      ].map((period) => code({ ...reading, period }));
    }
    case 'against':
      return [
        '',
        ...(['last-year', 'last-month'] as const).map((how) =>
          code({ ...reading, against: periodBefore(reading.period, how) }),
        ),
      ];
    case 'by':
      return ['', 'unit', 'field', 'procedure', 'channel', 'month'];
    case 'order':
      return ['most', 'least', 'best', 'worst', ''];
    case 'limit':
      return ['1', '5', '10', ''];
    case 'bound':
    case 'part':
      return [''];
    case 'state':
      return ['unmet', 'met', 'pending', 'no-data', 'all'];
  }
}

const TROUBLES: Readonly<Record<Trouble['code'], Words>> = {
  empty: { vi: 'Chưa có câu hỏi.', en: 'There is no question.' },
  'too-long': {
    vi: 'Câu hỏi dài quá 400 chữ cái; hãy hỏi gọn lại.',
    en: 'The question is longer than 400 letters; ask it more briefly.',
  },
  negation: {
    vi: 'Chưa hiểu chữ phủ định trong câu. Hỏi thẳng phía muốn biết, như “bao nhiêu hồ sơ trễ hạn”.',
    en: 'A "not" in the question is not understood. Ask for the side that is wanted, such as how many are late.',
  },
  'two-periods': {
    vi: 'Câu hỏi nêu hai kỳ. Hỏi một kỳ, hoặc viết “so với …”.',
    en: 'The question names two periods. Ask about one, or say that they are to be compared.',
  },
  future: {
    vi: 'Kỳ được hỏi nằm sau ngày báo cáo. Chọn ngày báo cáo muộn hơn.',
    en: 'The period lies after the reporting date. Choose a later one.',
  },
  backwards: { vi: 'Ngày đầu kỳ nằm sau ngày cuối kỳ.', en: 'The first day of the period is after its last.' },
  'no-day': { vi: 'Ngày trong câu hỏi không có trong lịch.', en: 'The calendar has no such day.' },
  'part-of-group': {
    vi: 'Chưa tách được một phần (lĩnh vực, thủ tục, hình thức nộp) theo nhóm khác. Hỏi riêng từng phần.',
    en: 'A part (a field, a procedure, a channel) cannot be divided by other groups. Ask about each alone.',
  },
  'no-plan': { vi: 'Chưa chọn kế hoạch: không biết chỉ tiêu nào.', en: 'No plan was chosen, so there are no targets.' },
  unknown: { vi: 'Chưa hiểu: {words}.{near}', en: 'Not understood: {words}.{near}' },
  unused: { vi: 'Chưa rõ vai trò trong câu: {words}.', en: 'Their part in the question is not clear: {words}.' },
  'no-measure': {
    vi: 'Chưa có số liệu nào khớp với: {words}. Chọn số liệu ở dưới.',
    en: 'No number fits: {words}. Choose one below.',
  },
  'no-such': { vi: 'Không có lựa chọn: {words}.', en: 'There is no such choice: {words}.' },
};

const NEAR: Words = { vi: ' Có phải: {near}?', en: ' Is it: {near}?' };

export function troubleSentence(trouble: Trouble, language: Language): string {
  const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');
  const words = 'words' in trouble ? quoted(trouble.words) : '';
  const near =
    'near' in trouble && trouble.near.length > 0 ? renderMessage(NEAR, { near: quoted(trouble.near) }, language) : '';
  return renderMessage(TROUBLES[trouble.code], { words, near }, language);
}

const OPEN: Readonly<Partial<Record<ReadingPart, Words>>> = {
  unit: { vi: 'Có nhiều đơn vị mang tên này. Chọn một.', en: 'Several units have this name. Choose one.' },
  part: { vi: 'Có nhiều thủ tục hoặc lĩnh vực khớp. Chọn một.', en: 'Several procedures or fields fit. Choose one.' },
  measure: { vi: 'Chưa rõ hỏi số liệu nào. Chọn một.', en: 'Which number is meant is not clear. Choose one.' },
};

export function openSentence(part: ReadingPart, language: Language): string {
  return OPEN[part]?.[language] ?? '';
}
