import { CONCEPTS, COUNTED, type Concept, MEANINGS, type Meaning, THINGS } from './concepts.ts';

/** A concept where it is said. */
interface Said {
  concept: Concept;
  at: number;
  end: number;
}

export const BASE = /(?:tren|trong|so voi|\/) ?(?:tong so(?! ho so giay)|tong\b|so luong|so\b(?! do\b))/;

/** Clauses are asked about several times: with their headings, and without. */
const REMEMBERED = 512;
const known = new Map<string, readonly Said[]>();

/** The concepts of a text in their order; "trực tuyến" inside "dịch vụ công trực tuyến" says nothing of its own. */
export function conceptsSaid(letters: string): readonly Said[] {
  const before = known.get(letters);
  if (before !== undefined) return before;
  const found = conceptsIn(letters);
  if (known.size >= REMEMBERED) known.clear();
  known.set(letters, found);
  return found;
}

function conceptsIn(letters: string): Said[] {
  const found: Said[] = [];
  for (const [concept, words] of Object.entries(CONCEPTS) as [Concept, RegExp][])
    for (const match of letters.matchAll(words))
      found.push({ concept, at: match.index, end: match.index + match[0].length });
  const isInside = (one: Said): boolean =>
    found.some(
      (other) =>
        other !== one &&
        other.at <= one.at &&
        other.end >= one.end &&
        other.end - other.at > one.end - one.at &&
        hides(other, one),
    );
  return found.filter((one) => !isInside(one)).sort((a, b) => a.at - b.at || b.end - a.end);
}

/** Whether the longer concept leaves nothing for the shorter within it. */
function hides(longer: Said, shorter: Said): boolean {
  if (longer.concept === 'service') return shorter.concept === 'online';
  if (longer.concept === 'online') return shorter.concept === 'service';
  if (longer.concept === 'workfile') return shorter.concept === 'dossier';
  if (longer.concept === 'result') return shorter.concept === 'dossier' || shorter.concept === 'procedure';
  if (longer.concept === 'schooling') return shorter.concept === 'service';
  if (longer.concept === 'output') return shorter.concept === 'staff';
  return longer.concept === 'remote' && shorter.concept === 'unit';
}

export interface Ranked {
  indicator: string;
  score: number;
  /** Everything that the meaning asks for is said, and nothing that it must not. */
  isWhole: boolean;
  /** What is counted is what the indicator counts. */
  isOf: boolean;
}

/**
 * The indicators that a clause can mean, the likeliest first.
 * @param letters bare letters of what the clause says is counted, of what, and how
 * @param measure what its figure is in: `percent`, `percent-change`, `minutes`, `dossiers`, `count`
 */
export function rankMeanings(letters: string, measure: string): Ranked[] {
  const base = BASE.exec(letters);
  const head = base === null ? letters : letters.slice(0, base.index);
  const said = conceptsSaid(letters);
  const inHead = said.filter(({ at }) => at < head.length);
  const first = inHead.find(({ concept }) => THINGS.has(concept))?.concept;
  const all = new Set(said.map(({ concept }) => concept));
  const ofHead = new Set(inHead.map(({ concept }) => concept));
  const ofBase = new Set(said.filter(({ at }) => at >= head.length).map(({ concept }) => concept));
  const meanings = measure === 'percent' ? MEANINGS : COUNTED.filter((one) => one.in === measure);
  const best = new Map<string, Ranked>();
  for (const meaning of meanings) {
    const ranked = rank(meaning, first, ofHead, ofBase, all);
    const before = best.get(meaning.indicator);
    if (ranked !== undefined && (before === undefined || ranked.score > before.score))
      best.set(meaning.indicator, ranked);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

function rank(
  meaning: Meaning,
  first: Concept | undefined,
  head: ReadonlySet<string>,
  base: ReadonlySet<string>,
  all: ReadonlySet<string>,
): Ranked | undefined {
  const needed = meaning.all.split(' ').map((one) => one.split('|'));
  const met = needed.filter((either) => either.some((one) => head.has(one) || all.has(one))).length;
  if (met === 0) return undefined;
  const isOf = meaning.of === undefined || (first !== undefined && meaning.of.split(' ').includes(first));
  const against =
    meaning.not?.split(' ').filter((one) => head.has(one) || (one === 'fee' && base.has(one))).length ?? 0;
  const wantsBase = meaning.base?.split(' ') ?? [];
  const baseMet = wantsBase.filter((one) => base.has(one)).length;
  const may = meaning.may?.split(' ').filter((one) => all.has(one)).length ?? 0;
  const isWhole = met === needed.length && isOf && against === 0 && baseMet === wantsBase.length;
  const score =
    (met / needed.length) * 4 +
    needed.length * (met === needed.length ? 0.6 : 0) +
    (isOf ? 2 : 0) +
    (meaning.of === undefined ? -0.5 : 0) +
    baseMet * 1.5 -
    (wantsBase.length - baseMet) * 3 -
    against * 3 +
    may * 0.3;
  if (meaning.isReverse === true) return { indicator: meaning.indicator, score: 5, isWhole: false, isOf: false };
  return { indicator: meaning.indicator, score: isWhole ? score + 2 : score, isWhole, isOf };
}

/** Whether a text says at all what is counted. */
export function saysWhat(letters: string): boolean {
  return conceptsSaid(letters).some(({ concept }) => THINGS.has(concept) || MEASURED.has(concept));
}

const MEASURED: ReadonlySet<Concept> = new Set([
  'waiting',
  'handling',
  'output',
  'reuse',
  'ontime',
  'transferred',
  'schooling',
  'remote',
]);
