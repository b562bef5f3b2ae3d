import type { Indicator, IndicatorCatalogue } from '../library/indicators/catalogue.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import type { Vocabulary } from '../library/words.ts';
import { textKey, withoutNotes } from '../text.ts';

/** A row of a unit's own table that may be a target of the plan. */
export interface RowWords {
  text: string;
  /** What it gives as threshold and place, where it has such columns; empty where it has none. */
  threshold: string;
  place: string;
}

export interface RowMeaning {
  target: string | null;
  /** Targets that it may be, likeliest first, where none is certain. */
  candidates: string[];
}

/** Below this likeness a row is no target at all; from `SURE` on, and with `MARGIN` to the next, it is one. */
const LEAST = 0.34;
const SURE = 0.5;
const MARGIN = 0.1;

/** Phrases that mean the same in tables of targets, beside the abbreviations of the library. Keys. */
const SAME: readonly [string, string][] = [
  ['ti le', 'ty le'],
  ['qua mang', 'truc tuyen'],
  ['online', 'truc tuyen'],
  ['muc do 4', 'toan trinh'],
  ['muc do 3', 'mot phan'],
];
/** A row of many short words has no more readings than these. */
const MOST_READINGS = 16;
/** Words that every target has tell nothing. */
const PLAIN = new Set([
  'ty',
  'le',
  'so',
  'cac',
  'cua',
  'duoc',
  'va',
  'tren',
  'tong',
  'co',
  'la',
  'theo',
  'cho',
  've',
  'voi',
  'tai',
  'muc',
  'dat',
  'toi',
  'thieu',
  'phan',
  'tram',
  'nop',
  'thuc',
  'hien',
]);

/**
 * Which target each row is, by its words against the plan's own: name, definition, note, id and place; a threshold that is the
 * target's speaks for it. Each target is one row at most. Never by position.
 * @param explained rows that somebody explained, by key → target's id (`ignore` = none)
 */
export function targetsOfRows(
  plan: Plan,
  indicators: IndicatorCatalogue,
  rows: readonly RowWords[],
  { abbreviations }: Pick<Vocabulary, 'abbreviations'>,
  explained: ReadonlyMap<string, string>,
): RowMeaning[] {
  const known = plan.targets.map((target) => {
    const texts = textsOf(target, indicators.get(target.indicator));
    return { target, texts: texts.flatMap((text) => readingsOf(text, abbreviations)) };
  });
  const weight = weights(known.map(({ texts }) => texts.flatMap(wordsIn)));
  const sets = known.map(({ target, texts }) => ({ target, texts, sets: texts.map((text) => new Set(wordsIn(text))) }));
  const scores = rows.map((row) => {
    const said = explained.get(textKey(row.text));
    const readings = readingsOf(row.text, abbreviations);
    const own = readings.map((reading) => new Set(wordsIn(reading)));
    return sets.map(({ target, texts, sets: others }) => {
      if (said !== undefined) return said === target.id ? 2 : 0;
      // What stands in brackets is not compared below, but may be all that parts two targets: "(đến 2023)", "(đến 2025)".
      if ([target.id, target.name.vi, target.name.en].some((own) => textKey(own) === textKey(row.text))) return 1.75;
      if (texts.some((text) => readings.includes(text))) return 1.5;
      return likeness(row, own, target, others, weight);
    });
  });
  // The surest pairs first, each row and each target once.
  const pairs = scores
    .flatMap((ofRow, row) => ofRow.map((score, target) => ({ row, target, score })))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || a.row - b.row);
  const meanings: RowMeaning[] = rows.map(() => ({ target: null, candidates: [] }));
  const [takenRows, takenTargets] = [new Set<number>(), new Set<number>()];
  for (const { row, target, score } of pairs) {
    if (takenRows.has(row) || takenTargets.has(target)) continue;
    const rivals = pairs.filter(
      (other) =>
        other !== undefined &&
        score - other.score < MARGIN &&
        ((other.row === row && other.target !== target && !takenTargets.has(other.target)) ||
          (other.target === target && other.row !== row && !takenRows.has(other.row))),
    );
    if (score < SURE || rivals.length > 0) continue;
    takenRows.add(row);
    takenTargets.add(target);
    meanings[row] = { target: plan.targets[target]?.id ?? null, candidates: [] };
  }
  for (const [row, meaning] of meanings.entries()) {
    if (meaning.target !== null) continue;
    const open = pairs.filter((pair) => pair.row === row && !takenTargets.has(pair.target)).slice(0, 3);
    meaning.candidates = open.map(({ target }) => plan.targets[target]?.id ?? '');
  }
  return meanings;
}

function textsOf(target: Target, indicator: Indicator | undefined): string[] {
  return [target.name.vi, target.name.en, indicator?.name.vi ?? '', indicator?.name.en ?? '', target.note].filter(
    (text) => text !== '',
  );
}

/** How telling a word is: the fewer targets have it, the more. */
function weights(targets: readonly (readonly string[])[]): (word: string) => number {
  const having = new Map<string, number>();
  for (const own of targets) for (const word of new Set(own)) having.set(word, (having.get(word) ?? 0) + 1);
  return (word) => (PLAIN.has(word) ? 0.15 : Math.log(1 + targets.length / (having.get(word) ?? targets.length)));
}

function likeness(
  row: RowWords,
  own: readonly ReadonlySet<string>[],
  target: Target,
  others: readonly ReadonlySet<string>[],
  weight: (word: string) => number,
): number {
  const sum = (all: Iterable<string>): number => [...all].reduce((total, word) => total + weight(word), 0);
  const alike = Math.max(
    0,
    ...own.flatMap((words) =>
      others.map((other) => (2 * sum([...words].filter((word) => other.has(word)))) / (sum(words) + sum(other) || 1)),
    ),
  );
  return (
    alike +
    0.12 * Number(alike > 0.2 && saysThreshold(row, target)) +
    0.12 * Number(alike > 0.2 && saysPlace(row, target))
  );
}

function saysThreshold({ threshold, text }: RowWords, { rule }: Target): boolean {
  if (!('milestones' in rule)) return false;
  const numbers: readonly string[] = `${threshold} ${text}`.replaceAll(',', '.').match(/\d+(?:\.\d+)?/g) ?? [];
  return rule.milestones.some(({ value }) => numbers.includes(value.replace(/^-/, '')));
}

function saysPlace({ place }: RowWords, target: Target): boolean {
  const key = textKey(place);
  return key !== '' && [target.clause, target.place, target.id].some((own) => own !== '' && textKey(own) === key);
}

/** What a text may stand for, abbreviations written out: `TT` is paying in one row and a state in another. Keys. */
function readingsOf(text: string, abbreviations: Vocabulary['abbreviations']): string[] {
  let readings = [''];
  for (const word of textKey(withoutNotes(text).bare).split(' ')) {
    const meant = abbreviations.get(word)?.map(textKey) ?? [];
    const all = readings.flatMap((begun) => [word, ...meant].map((one) => `${begun} ${one}`));
    readings = all.slice(0, MOST_READINGS);
  }
  return [...new Set(readings.map(same))];
}

function same(reading: string): string {
  let key = `${reading} `;
  for (const [written, meant] of SAME) key = key.replaceAll(` ${written} `, ` ${meant} `);
  return key.trim();
}

/** Words with their neighbour as well: "trực tuyến" tells more than "trực" and "tuyến". */
function wordsIn(reading: string): string[] {
  const single = reading.split(' ').filter((word) => word !== '' && !/^\d+$/.test(word));
  return [...single, ...single.slice(1).map((word, at) => `${single[at]} ${word}`)];
}
