import type { Operator } from '../../library/plans/types.ts';
import { clausesOf } from './clauses.ts';
import { type DaySaid, daysSaid, withoutCitations } from './days-said.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { conceptsSaid, type Ranked, rankMeanings, saysWhat } from './meaning.ts';
import type { Passage } from './outline.ts';
import { plain, sentencesOf } from './plain.ts';
import { type Measure, type Quantity, quantitiesIn } from './quantities.ts';

/** A figure of the text with all that its sentence and its headings say of it, before figures are put together. */
export interface RawTarget {
  sentence: string;
  passage: Passage;
  quantity: Quantity;
  measure: Measure;
  operator: Operator;
  ranked: Ranked[];
  /** Bare letters of what is counted. */
  subject: string;
  day: DaySaid | null;
  /** The sentence names its date itself. */
  isOwnDay: boolean;
  baseYear: number | null;
  aspiration: boolean;
  exceptions: string[];
  level: string | null;
  /** What happened, or was said of the present: no target. */
  isPast: boolean;
  /** For whom, where a table says so. */
  unit: string;
}

const WISHES = /\b(?:phan dau|tien den|tien toi|huong den|huong toi|no luc|co gang|ky vong|muc tieu phan dau)\b/;
const PAST =
  /\b(?:hien nay|(?<!thuc )hien tai|da (?:dat|dam bao|bao dam|hoan thanh|thuc hien duoc|giai quyet duoc|tiep nhan duoc|cung cap duoc)|tinh den|thoi gian qua|uoc dat|cung ky|so lieu)\b|\bnam truoc dat\b/;
/** Headings below which a document tells how things are. */
const REPORTING =
  /^(?:khai quat |danh gia |mot so )?(?:tinh hinh|ket qua (?:thuc hien|dat duoc|cong tac)|thuc trang|ton tai|han che|nhung (?:ton tai|han che|ket qua)|dac diem|ly do|co so phap ly|can cu)\b/;
const LEVEL = /\bcap (tinh|huyen|xa|so|trung uong)\b/g;
const EXCEPT =
  /(?:^|[\s(,*])(?:ngoại trừ|không bao gồm|không tính|trừ) ([^()]*?)(?=[);.*]|$|, (?:đạt|phải|được|trên|tối))/giu;

/** Every figure of a passage that can set a target. @param year for dates that name none */
export function rawTargetsOf(passage: Passage, year: number | null): RawTarget[] {
  if (isReport(passage)) return [];
  const found: RawTarget[] = [];
  for (const { text } of sentencesOf(passage.text)) found.push(...ofSentence(text, passage, year, found.at(-1)));
  return found;
}

/** Whether a passage tells how things are, or only cites what it rests on. */
export function isReport(passage: Passage): boolean {
  const heads = [...passage.above, passage].filter(({ level, text }) => level < 7 || text === text.toUpperCase());
  return heads.some(({ text }) => REPORTING.test(plain(text)) && !/\d ?%/.test(text));
}

function ofSentence(text: string, passage: Passage, year: number | null, before: RawTarget | undefined): RawTarget[] {
  if (text.length > DOCUMENT_LIMITS.sentence) return [];
  const letters = withoutCitations(plain(text));
  const quantities = quantitiesIn(letters);
  if (quantities.length === 0) return [];
  const days = daysSaid(plain(text), year);
  const base = days.find(({ role }) => role === 'base');
  const own = assignDays(
    letters,
    quantities,
    days.filter(({ role }) => role !== 'base'),
  );
  const section = sectionDay(passage, year);
  const clauses = clausesOf(letters, quantities);
  const found: RawTarget[] = [];
  let wished = before !== undefined && before.passage === passage && before.aspiration && !saysWhat(letters);
  for (const [index, clause] of clauses.entries()) {
    const { quantity } = clause;
    const lead = letters.slice(clause.from, quantity.at);
    const inherited = found.at(-1) ?? before;
    const { subject, ranked, measure } = meaningOf(clause.subject, quantity, passage, inherited, index > 0);
    const day = own[index] ?? null;
    wished =
      (index === 0 && !wished) || /[;]|\btrong (?:so )?do\b/.test(lead)
        ? WISHES.test(lead)
        : WISHES.test(lead) || (wished && day === null);
    const role =
      index > 0 && quantity.role === 'level' && found.at(-1)?.quantity.role === 'less' && !quantity.isSaid
        ? 'less'
        : quantity.role;
    found.push({
      sentence: text,
      passage,
      quantity: { ...quantity, role },
      measure: role === 'less' ? 'percent-change' : measure,
      operator: quantity.operator,
      ranked: role === 'less' ? rankMeanings(clause.subject, 'percent-change') : ranked,
      subject,
      day: day ?? section,
      isOwnDay: day !== null,
      baseYear: base === undefined ? null : Number(base.day.slice(0, 4)),
      aspiration: wished || wishedAbove(passage),
      exceptions: exceptionsOf(text, passage),
      level: levelsOf(
        letters.slice(Math.max(clause.from, quantity.at - 60), quantity.at),
        letters.slice(quantity.end, clause.to),
      ),
      isPast: PAST.test(lead),
      unit: '',
    });
  }
  return found;
}

/** What a clause's figure is of: its own words, else with those of the figure before it, else with those of its headings. */
export function meaningOf(
  own: string,
  quantity: Quantity,
  passage: Passage,
  before: RawTarget | undefined,
  isSameSentence: boolean,
): { subject: string; ranked: Ranked[]; measure: Measure } {
  const { measure } = quantity;
  const rank = (subject: string) => ({ subject, ranked: rankMeanings(subject, measure), measure });
  const alone = rank(own);
  const says = saysWhat(own.replace(/\bcap (?:tinh|huyen|xa)\b/g, ' '));
  if (alone.ranked[0]?.isWhole) return alone;
  const above = [...passage.above].reverse();
  const tries: string[] = [];
  const isSame = before !== undefined && (isSameSentence || before.passage === passage);
  if (isSame && !says) tries.push(`${before.subject}`);
  if (isSame && says && conceptsSaid(own).length <= 1) tries.push(`${before.subject}`);
  const heads = above.filter(({ text }) => saysWhat(plain(text)));
  for (const head of heads.slice(0, 2)) {
    tries.push(says ? `${own} ${plain(head.text)}` : plain(head.text), plain(head.text));
  }
  if (measure === 'count') tries.push(...above.slice(0, 2).map(({ text }) => `${own} ${plain(text)}`));
  for (const words of tries) {
    const tried = rank(words);
    if (tried.ranked[0]?.isWhole && (!says || heads.length > 0 || isSame || measure === 'count')) {
      const isBare =
        isSame && conceptsSaid(own).every(({ concept }) => conceptsSaid(words).some((one) => one.concept === concept));
      const isOther = says && !isBare && !agrees(alone.ranked, tried.ranked[0]);
      if (!isOther) return tried;
    }
  }
  if (!says && isSame) return { ...before, measure };
  return alone;
}

/** A heading may complete what a sentence says, not change it. */
function agrees(own: readonly Ranked[], other: Ranked): boolean {
  return own.length === 0 || own.slice(0, 4).some(({ indicator }) => indicator === other.indicator);
}

/** Which date is whose: they stand before their figures, or behind them. */
function assignDays(letters: string, quantities: readonly Quantity[], days: readonly DaySaid[]): (DaySaid | null)[] {
  const result: (DaySaid | null)[] = quantities.map(() => null);
  const usable = days.filter(({ role, years }) => role !== 'from' || years !== null);
  const inGap = (from: number, to: number): DaySaid[] => usable.filter(({ at }) => at >= from && at < to);
  const used = new Set<DaySaid>();
  const take = (index: number, day: DaySaid | undefined): void => {
    if (day === undefined) return;
    used.add(day);
    result[index] = day;
  };
  const leads = inGap(0, quantities[0]?.at ?? 0).length > 0;
  for (const [index, quantity] of quantities.entries()) {
    const before = inGap(quantities[index - 1]?.end ?? 0, quantity.at).filter((day) => !used.has(day));
    const after = inGap(quantity.end, quantities[index + 1]?.at ?? Number.POSITIVE_INFINITY);
    const exact = after.find(({ role, end, at }) => role === 'due' && end - at >= 8);
    if (leads && exact !== undefined && isLeadIn(before, letters, quantity)) take(index, exact);
    else if (leads || (index > 0 && before.length > 0)) take(index, best(before));
    else
      take(
        index,
        after.find((day) => !used.has(day)),
      );
    if (result[index] === null && !leads) take(index, best(before));
  }
  // A date behind several figures is that of all of them; one before them as well.
  for (let index = 1; index < result.length; index += 1)
    if (result[index] === null && leads) result[index] = result[index - 1] ?? null;
  for (let index = result.length - 2; index >= 0; index -= 1)
    if (result[index] === null) result[index] = result[index + 1] ?? null;
  for (let index = 1; index < result.length; index += 1)
    if (result[index] === null) result[index] = result[index - 1] ?? null;
  return result;
}

/** "Thời gian hoàn thành: trong tháng 11/2023: …": the date of the line, before what has its own. */
function isLeadIn(before: readonly DaySaid[], letters: string, quantity: Quantity): boolean {
  const last = before.at(-1);
  return last !== undefined && letters.slice(last.end, quantity.at).includes(':');
}

function best(days: readonly DaySaid[]): DaySaid | undefined {
  return days.findLast(({ role }) => role === 'due') ?? days.at(-1);
}

/** The date of the nearest heading or lead-in that names one. */
export function sectionDay(passage: Passage, year: number | null): DaySaid | null {
  for (const one of [...passage.above].reverse()) {
    if (one.text.length > 600) continue;
    const days = daysSaid(plain(one.text), year).filter(({ role }) => role !== 'from' && role !== 'base');
    const found = days.findLast(({ role }) => role === 'due') ?? days.at(-1);
    if (found !== undefined) return found;
  }
  return null;
}

function wishedAbove(passage: Passage): boolean {
  return passage.above.some(
    ({ text, isLead, level }) =>
      (isLead || level < 7) && text.length < 120 && /^(?:muc tieu |chi tieu )?phan dau\b/.test(plain(text)),
  );
}

function exceptionsOf(text: string, passage: Passage): string[] {
  const found = [text, ...passage.above.map((one) => one.text)].flatMap((one) =>
    [...one.matchAll(EXCEPT)].map((match) => (match[1] ?? '').trim().replace(/[,*]{1,3}$/, '')),
  );
  return [...new Set(found)].filter((one) => one.length > 2);
}

function levelsOf(before: string, after: string): string | null {
  const words: Record<string, string> = {
    tinh: 'cấp tỉnh',
    huyen: 'cấp huyện',
    xa: 'cấp xã',
    so: 'cấp sở',
    'trung uong': 'trung ương',
  };
  const last = [...before.matchAll(LEVEL)].at(-1)?.[1] ?? [...after.matchAll(LEVEL)][0]?.[1];
  return last === undefined ? null : (words[last] ?? null);
}
