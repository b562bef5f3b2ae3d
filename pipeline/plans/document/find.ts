import { contradictionsOf } from './contradictions.ts';
import { daysSaid } from './days-said.ts';
import { headOf } from './head.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { documentError } from './messages.ts';
import { outlineOf, type Passage } from './outline.ts';
import { plain, sentencesOf } from './plain.ts';
import { quantitiesIn } from './quantities.ts';
import { isReport, type RawTarget, rawTargetsOf } from './raw-targets.ts';
import { sumsOf } from './sums.ts';
import { isByUnit, isTaskTable, tablesOf } from './table-kinds.ts';
import { rawTargetsOfTable } from './table-targets.ts';
import { type DocumentDates, indicatorOf, targetsOf } from './targets.ts';
import { tasksOf } from './tasks.ts';
import type { Block, FoundPlan } from './types.ts';

/**
 * Reads a plan out of a document's blocks, by grammar and data: the same blocks give the same plan. No number is made up:
 * one that is computed from two of the document's (a step and a level) carries the doubt `derived`.
 * @throws UserError where it has more figures than any plan
 */
export function findPlan(blocks: readonly Block[], file = ''): FoundPlan {
  const { passages } = outlineOf(blocks);
  const head = headOf(blocks, passages);
  const year = head.years?.[1] ?? (head.date === '' ? null : Number(head.date.slice(0, 4)));
  const tables = tablesOf(passages);
  const raws: RawTarget[] = [];
  const body = passages.filter((passage) => !isPreamble(passage));
  const add = (more: readonly RawTarget[]): void => {
    raws.push(...more);
    const { figures } = DOCUMENT_LIMITS;
    if (raws.length > figures)
      throw documentError('document-long', { file, limit: { vi: `${figures} con số`, en: `${figures} figures` } });
  };
  for (const passage of body) if (passage.cells === undefined) add(rawTargetsOf(passage, year));
  for (const table of tables) for (const row of table.rows) add(rawTargetsOfTable({ ...table, rows: [row] }, year));
  const { kept, left } = sorted(raws);
  const dates = datesOf(kept, head.years, passages);
  const { targets, unused } = targetsOf(kept, dates);
  const tasks = tasksOf(passages, tables);
  const sums = sumsOf(passages);
  const contradictions = [...contradictionsOf({ head, passages, raws: kept, targets, tasks }), ...sums.contradictions];
  return {
    number: head.number,
    date: head.date,
    title: head.title === '' ? head.kind : head.title,
    issuer: head.issuer,
    scope: head.scope,
    replaces: head.replaces,
    basedOn: head.basedOn,
    targets,
    tasks,
    notUnderstood: notUnderstood(
      [...left, ...unused],
      body,
      tables.flatMap((table) => (isTaskTable(table) || isByUnit(table) ? [] : table.rows)),
    ),
    contradictions: [...new Map(contradictions.map((one) => [`${one.place}\n${one.finding}`, one])).values()],
    catalogue: sums.catalogue,
  };
}

/** What the document rests on, and to whom it goes: figures there are of other documents. */
function isPreamble({ text, above, label }: Passage): boolean {
  const letters = plain(text);
  const isCited = /^(?:can cu|theo de nghi|xet de nghi)\b/.test(letters) && label === undefined;
  return isCited || above.some((one) => /^noi nhan\b/.test(plain(one.text)));
}

function sorted(raws: readonly RawTarget[]): { kept: RawTarget[]; left: RawTarget[] } {
  const kept: RawTarget[] = [];
  const left: RawTarget[] = [];
  for (const raw of raws) {
    const isLost =
      raw.isPast ||
      raw.quantity.role === 'skip' ||
      (indicatorOf(raw) === null &&
        (raw.measure === 'count' || raw.measure === 'minutes' || raw.subject.trim() === '')) ||
      (raw.quantity.role === 'more' && indicatorOf(raw) === null) ||
      (indicatorOf(raw) === null && isAside(raw.passage));
    (isLost ? left : kept).push(raw);
  }
  return { kept, left };
}

/** Sections that say why and how, not what is to be reached: a share there that no indicator fits is no target. */
function isAside({ above }: Passage): boolean {
  return above.some(
    ({ text, level }) => level < 7 && /^(?:muc dich|yeu cau|to chuc thuc hien|kinh phi|quan diem)\b/.test(plain(text)),
  );
}

function datesOf(
  raws: readonly RawTarget[],
  years: [number, number] | null,
  passages: readonly Passage[],
): DocumentDates {
  const counts = new Map<string, number>();
  for (const { day, isOwnDay } of raws)
    if (day !== null && !isOwnDay) counts.set(day.day, (counts.get(day.day) ?? 0) + 1);
  const common = [...counts].sort((a, b) => b[1] - a[1] || b[0].localeCompare(a[0]))[0]?.[0];
  const route = passages
    .filter(({ text }) => /\blo trinh\b/.test(plain(text)) && text.length < 600)
    .flatMap(({ text }) => daysSaid(plain(text), null))
    .filter(({ role }) => role === 'due')
    .map(({ day }) => day);
  return {
    due: route[0] ?? common ?? (years === null ? null : `${years[1]}-12-31`),
    periodEnd: years === null ? null : `${years[1]}-12-31`,
    wishesAreJudged: wishesAreJudged(raws, passages),
  };
}

/** Every item of the list begins with "phấn đấu", and the document judges by the results: a manner of speaking, no wish. */
function wishesAreJudged(raws: readonly RawTarget[], passages: readonly Passage[]): boolean {
  const wished = raws.filter(({ sentence }) => /^phan dau\b/.test(plain(sentence)));
  const lists = new Set(wished.map(({ passage }) => passage.above.at(-1)));
  const all = raws.filter(({ passage }) => lists.has(passage.above.at(-1)));
  if (lists.size !== 1 || wished.length < 3 || wished.length !== all.length) return false;
  return passages.some(({ text }) =>
    /\bket qua thuc hien cac (?:chi tieu|muc tieu)\b.*\b(?:danh gia|xep loai|thi dua|muc do hoan thanh)\b/.test(
      plain(text),
    ),
  );
}

/** Sentences with a share, minutes or "at least" that gave no target. */
function notUnderstood(
  left: readonly RawTarget[],
  body: readonly Passage[],
  rows: readonly Passage[],
): FoundPlan['notUnderstood'] {
  const found = left.map(({ sentence, passage }) => ({ sentence, place: passage.place }));
  for (const passage of body) {
    if (passage.cells !== undefined || !isReport(passage)) continue;
    for (const { text } of sentencesOf(passage.text))
      if (quantitiesIn(plain(text)).length > 0) found.push({ sentence: text, place: passage.place });
  }
  void rows;
  return [...new Map(found.map((one) => [`${one.place}\n${one.sentence}`, one])).values()];
}
