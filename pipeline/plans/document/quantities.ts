import type { Operator } from '../../library/plans/types.ts';
import { numberSaid } from './plain.ts';

/** What a figure is in. `dossiers`: of an officer in a year. */
export type Measure = 'percent' | 'percent-change' | 'minutes' | 'dossiers' | 'count';

/** A figure in a sentence that sets a threshold, a step or an end. */
export interface Quantity {
  /** Exact text. */
  value: string;
  measure: Measure;
  /** The figure with the words that say how it is meant: where they begin and end. */
  at: number;
  end: number;
  operator: Operator;
  /** Whether words or signs say the operator; else it is taken as "at least". */
  isSaid: boolean;
  /**
   * `level`: the threshold itself; `step`: so much more each time; `more`: so much more once; `cap`: until it is reached;
   * `less`: so much fewer than in a base year; `skip`: the figure sets nothing (a share of a fee, a weight).
   */
  role: 'level' | 'step' | 'more' | 'cap' | 'less' | 'skip';
  /** How often a step comes. */
  every: 'month' | 'quarter' | 'year' | null;
  /** "dưới 15 phút": strictly below, which is written as at most and looked at. */
  isBelow: boolean;
  /** The other end of "80% đến 90%". */
  upTo: string | null;
  /** Further figures of a list by level of government: "30%, 20%, 15%". */
  list: string[];
}

const NUMBER = '\\d{1,3}(?:\\.\\d{3})+|\\d{1,6}(?:[.,]\\d{1,3})?';
const PERCENT = '%|diem %|diem phan tram|phan tram';
const FIGURE = new RegExp(
  `(?<![\\d/.,-])(${NUMBER})(?: ?(?:${PERCENT})? ?(?:-|–|den) ?(${NUMBER}))? ?(${PERCENT}|phut\\b|ho so ?\\/ ?(?:01 ?|1 ?|mot ?)?(?:nam|nguoi|can bo|cong chuc|nhan vien)\\b|ho so mot nam\\b|ho so moi nam\\b)`,
  'g',
);
const COUNT =
  /(?<![\d/.,-])(\d{1,4}) (?!(?:thang|nam|ngay|gio|phut|quy|dong|trieu|ty|nghin|den|va|tuan)\b)(?=[a-z]{2})/g;

const AT_LEAST =
  '(?:bang hoac (?:cao hon|lon hon|hon|tren)|lon hon hoac bang|cao hon hoac bang|toi thieu|it nhat|khong thap hon|khong duoi|khong it hon|>=|≥|=>)';
const ABOVE = '(?:tren muc|tren|hon|vuot muc|vuot qua|vuot|cao hon|lon hon|nhieu hon|>)';
const AT_MOST =
  '(?:toi da|khong qua|khong vuot qua|khong vuot|khong cao hon|khong lon hon|khong nhieu hon|nhieu nhat|<=|≤|=<)';
const BELOW = '(?:xuong duoi|duoi|thap hon|it hon|nho hon|<)';
const MORE = '(?:ty le|dat|muc|dat ty le|la|con|them|xuong con|xuong|tuong ung|lan luot|dat duoc|khoang|moi nam|duoc)';
const AT_LEAST_TAIL = new RegExp(`(?<![\\p{L}])${AT_LEAST}(?: ${MORE}){0,3} ?[:,]? ?$`, 'u');
const AT_MOST_TAIL = new RegExp(`(?<![\\p{L}])${AT_MOST}(?: ${MORE}){0,3} ?[:,]? ?$`, 'u');
const ABOVE_TAIL = new RegExp(`(?<![\\p{L}])${ABOVE}(?: ${MORE}){0,3} ?[:,]? ?$`, 'u');
const BELOW_TAIL = new RegExp(`(?<![\\p{L}])${BELOW}(?: ${MORE}){0,3} ?[:,]? ?$`, 'u');
const OPERATORS: readonly [RegExp, Operator, boolean][] = [
  [AT_LEAST_TAIL, '>=', false],
  // "từ 80%", and not "điện tử 80%": without marks they are written alike.
  [/(?<!dien )(?<!\p{L})tu ?$/u, '>=', false],
  [AT_MOST_TAIL, '<=', false],
  [ABOVE_TAIL, '>', false],
  [BELOW_TAIL, '<=', true],
];

const PER = [
  [/\b(?:moi|tung|hang|hang) thang\b|\bthang tiep theo\b|\/ ?thang\b/, 'month'],
  [/\b(?:moi|hang|tung) quy\b|\bquy tiep theo\b|\/ ?quy\b/, 'quarter'],
  [/\b(?:moi|hang|hang|tung) nam\b|\bnam tiep theo\b|\/ ?nam\b|\bcac nam tiep theo\b/, 'year'],
] as const;

/** Money and points are no targets of their own: what a figure is directly of. */
const MONEY =
  /^ ?(?:so |tong |nguon )?(?:kinh phi|ngan sach|muc thu|muc phi|phi\b|le phi|diem|chi phi|so diem|tong diem|thue)/;
const MONEY_BEFORE = /\b(?:kinh phi|muc thu|muc phi|le phi|trong so|thang diem|diem so|ty trong)(?: \S+){0,3} ?$/;

/** The figures of a sentence (bare letters), in their order. */
export function quantitiesIn(letters: string): Quantity[] {
  const found: Quantity[] = [];
  for (const match of letters.matchAll(FIGURE)) {
    const [whole, first = '', second, sign = ''] = match;
    const measure: Measure = /^ho so/.test(sign) ? 'dossiers' : sign === 'phut' ? 'minutes' : 'percent';
    const before = found.at(-1);
    const gap = before === undefined ? '' : letters.slice(before.end, match.index);
    // "30%, 20%, 15%" and "30%, 20% và 15%": one list.
    if (before !== undefined && before.measure === measure && /^ ?(?:,|;|va) ?$/.test(gap)) {
      before.list.push(numberSaid(first));
      before.end = match.index + whole.length;
      continue;
    }
    // "30 phút/01 lượt": the second figure belongs to the unit.
    found.push(quantityAt(letters, match.index, whole.length, first, measure, second));
  }
  for (const match of letters.matchAll(COUNT)) {
    const at = match.index;
    if (found.some((one) => at >= one.at && at < one.end)) continue;
    const one = quantityAt(letters, at, (match[1] ?? '').length, match[1] ?? '', 'count', undefined);
    // A bare number of things is no target: somebody must say at least, at most, or more than.
    if (
      one.isSaid &&
      !/(?<!\p{L})tu ?$/u.test(letters.slice(Math.max(0, at - 4), at)) &&
      !/\/ ?$/.test(letters.slice(Math.max(0, at - 3), at))
    )
      found.push(one);
  }
  return found.sort((a, b) => a.at - b.at);
}

function quantityAt(
  letters: string,
  at: number,
  length: number,
  figure: string,
  measure: Measure,
  second: string | undefined,
): Quantity {
  let end = at + length;
  const start = Math.max(0, at - 60);
  const before = letters.slice(start, at);
  const after = letters.slice(end, end + 60);
  const one: Quantity = {
    value: numberSaid(figure),
    measure,
    at,
    end,
    operator: measure === 'minutes' ? '<=' : '>=',
    isSaid: false,
    role: 'level',
    every: null,
    isBelow: false,
    upTo: second === undefined ? null : numberSaid(second),
    list: [],
  };
  const said = OPERATORS.find(([pattern]) => pattern.test(before));
  if (said) {
    const [pattern, operator, isBelow] = said;
    one.operator = operator;
    one.isBelow = isBelow;
    one.isSaid = true;
    one.at = start + before.search(pattern);
  }
  const up = /^ ?(?:\)|\.)? ?(?:tro len|hoac cao hon|hoac hon)\b/.exec(after);
  const down = /^ ?tro xuong\b/.exec(after);
  if (up || down) {
    one.operator = up ? '>=' : '<=';
    one.isSaid = true;
    end += (up ?? down)?.[0].length ?? 0;
    one.end = end;
  } else if (said?.[1] === '>=' && /(?<![\p{L}])tu ?$/u.test(before) && second === undefined) one.isSaid = true;
  roleOf(one, letters, before, after);
  return one;
}

function roleOf(one: Quantity, letters: string, before: string, after: string): void {
  const clause = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('. ')) + 1);
  const near = clause.slice(Math.max(0, clause.lastIndexOf(',') + 1));
  const every = PER.find(([words]) => words.test(`${clause} ${after.slice(0, 24)}`))?.[1] ?? null;
  const rises = /\b(?:tang|nang|them|bo sung)\b(?![^%]*\d ?%)/.test(clause);
  if (one.measure === 'percent' || one.measure === 'count') {
    if (/\b(?:cho den khi|den khi|cho toi khi|toi khi|cho den muc)\b[^%]*$/.test(clause)) one.role = 'cap';
    else if (rises && /\b(?:len|dat|den muc|tren) *$/.test(near.trimEnd())) one.role = 'level';
    else if (rises && every !== null) {
      one.role = 'step';
      one.every = every;
    } else if (
      rises &&
      one.measure === 'percent' &&
      /\b(?:tang|them)\b[^,]*$/.test(near) &&
      !/\b(?:dat|len)\b[^,]*$/.test(near)
    )
      one.role = 'more';
    else if (one.measure === 'percent' && isLess(clause, after, letters)) one.role = 'less';
  }
  if (one.measure === 'percent' && (MONEY.test(after) || MONEY_BEFORE.test(clause))) one.role = 'skip';
  if (/\b(?:giam|mien)\b[^%]*$/.test(near) && /\bphi\b/.test(after.slice(0, 30))) one.role = 'skip';
}

/** "giảm tối thiểu 10% số lượng … so với năm 2021", and not "giảm còn 10%". */
function isLess(clause: string, after: string, letters: string): boolean {
  const verb = /\b(?:giam|cat giam|rut ngan|tinh gian)\b(.*)$/.exec(clause);
  if (verb === null || /\b(?:xuong|con)\b/.test(verb[1] ?? '')) return false;
  const isNear = !/\b(?:dat|bao dam|dam bao)\b/.test(verb[1] ?? '');
  return (
    isNear && (/\bso voi\b/.test(letters) || /^ ?(?:so luong|bien che|don vi|dau moi|thoi gian|chi phi)/.test(after))
  );
}
