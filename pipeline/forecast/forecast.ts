import { type Grid, normalCdf, type Observation, outlooks } from './level.ts';

/** A month of which all days are known, or the part of it that is over. */
export interface MonthCount {
  /** `YYYY-MM` */
  month: string;
  /** How much of the month it is of, 1 = all of its days. */
  part: number;
  members: number;
  hits: number;
}

/** A month to come, or what is left of it. */
export type MonthAhead = Pick<MonthCount, 'month' | 'part'>;

/** `seasonal`: from the same months of the year before; `pace`: from the months so far. */
export type Basis = 'seasonal' | 'pace';

/** What a share is expected to be when the months to come are over, in percent. */
export interface Forecast {
  expected: number;
  /** In eight of ten years like this one it lies between these. */
  low: number;
  high: number;
  /** How many members are still to come. */
  intake: number;
  basis: Basis;
  /** How likely it is to be at least (or at most) so much, 0 to 1. */
  chance(operator: '>=' | '>' | '<=', threshold: number): number;
}

/** Fewer months tell neither the pace nor how much months differ. */
export const FEWEST_MONTHS = 3;

const RANGE = 0.8;

/** On the scale of log odds: 0,1 are two to three points at 50 %. */
const SHARE: Grid = {
  drift: [[0, 1]],
  noise: [
    [0.02, 3],
    [0.12, 1],
    [0.3, 0.5],
  ],
  pace: [
    [0, 16],
    [0.3, 1],
  ],
  jump: [
    [0, 12],
    [1, 1],
  ],
};

/** On the scale of logarithms: 0,1 is a tenth more or less. */
const INTAKE: Grid = {
  drift: [
    [0, 4],
    [0.1, 1],
  ],
  noise: [
    [0.05, 2],
    [0.15, 1],
    [0.3, 0.5],
  ],
  pace: [[0, 1]],
  jump: [
    [0, 4],
    [0.5, 1],
  ],
};

/**
 * A share at the end of the months ahead. The months' log odds and logarithms of their intake are moving levels (`level.ts`);
 * where the year before is known, the intake is that of its months at the level of this year, and months that stood off their
 * year then are taken to do so again as far as more than chance put them there. Range and chance add what is not known: the
 * level, its drift, noise of months, the sampling of those to come (a binomial share), and how many they are.
 * @param history months one after the other, the last one that of the reporting date; those before the counting period tell
 *   the season
 * @param counted what is counted already of the period that ends with the months ahead
 * @returns null with fewer than `FEWEST_MONTHS` months that have members
 */
export function forecastShare(
  history: readonly MonthCount[],
  { members, hits }: Pick<MonthCount, 'members' | 'hits'>,
  ahead: readonly MonthAhead[],
): Forecast | null {
  const known = history.filter(({ members }) => members > 0);
  if (known.length < FEWEST_MONTHS || ahead.length === 0) return null;
  const { counts: coming, variance: intakeVariance, basis } = intakeAhead(history, ahead);
  const season = seasonOf(history);
  const intake = coming.reduce((sum, one) => sum + one, 0);
  const weights = coming.map((one) => one / intake);
  const offset = ahead.reduce(
    (sum, { month }, index) => sum + (season.offsets.get(month.slice(5)) ?? 0) * (weights[index] ?? 0),
    0,
  );
  const whole = sumOf(known);
  const levels = outlooks(
    known.map((one) => logOdds(one, season.offsets, whole)),
    weights,
    SHARE,
  );
  // Offsets of single months level out over several.
  const uneven = weights.reduce((sum, weight) => sum + weight ** 2, 0);
  const all = members + intake;
  const components = levels.map((level) => {
    const spread = level.variance + season.variance * uneven;
    // The mean of a share whose log odds are normal.
    const share = logistic((level.mean + offset) / Math.sqrt(1 + (Math.PI / 8) * spread));
    const ofShare = (share * (1 - share)) ** 2 * spread + (share * (1 - share)) / intake;
    const ofIntake = (((share * members - hits) * intake) / all ** 2) ** 2 * intakeVariance;
    const value = (hits + intake * share) / all;
    const inside = Math.min(Math.max(value, 1e-4), 1 - 1e-4);
    const variance = (intake / all) ** 2 * ofShare + ofIntake;
    // On log odds again, so that a range stays between 0 and 100 %.
    return { weight: level.weight, value, mean: logit(inside), sd: Math.sqrt(variance) / (inside * (1 - inside)) };
  });
  const below = (odds: number): number =>
    components.reduce((sum, { weight, mean, sd }) => sum + weight * normalCdf((odds - mean) / sd), 0);
  // What is counted already bounds what can become of it.
  const [least, most] = [hits / all, (hits + intake) / all];
  const inside = (share: number): number => 100 * Math.min(Math.max(share, least), most);
  return {
    // The middle of what may come, not its mean: a breach that is unlikely does not draw it away.
    expected: inside(logistic(quantile(below, 0.5))),
    low: inside(logistic(quantile(below, (1 - RANGE) / 2))),
    high: inside(logistic(quantile(below, (1 + RANGE) / 2))),
    intake,
    basis,
    chance(operator, threshold) {
      const share = threshold / 100;
      const atMost = share < least ? 0 : share >= most ? 1 : below(logit(share));
      if (operator === '<=') return atMost;
      return share <= least ? 1 : share > most ? 0 : 1 - atMost;
    },
  };
}

/** Dossiers that a month borrows from all of them together: a month of five is mostly chance. */
const BORROWED = 4;

/** Members and hits of which odds can be taken. */
type Counted = Pick<MonthCount, 'members' | 'hits'>;

/**
 * A month's log odds, its share drawn to that of all months: a month of five dossiers is mostly chance, and one of none or all
 * would have no odds. What is borrowed is not counted as seen.
 */
function logOdds(
  { month, members, hits }: MonthCount,
  season: ReadonlyMap<string, number>,
  whole: Counted,
  borrowed = BORROWED,
): Observation {
  const usual = (whole.hits + 0.5) / (whole.members + 1);
  const share = (hits + borrowed * usual) / (members + borrowed);
  return { y: logit(share) - (season.get(month.slice(5)) ?? 0), variance: 1 / (members * share * (1 - share)) };
}

function sumOf(months: readonly Counted[]): Counted {
  return months.reduce<Counted>((sum, one) => ({ members: sum.members + one.members, hits: sum.hits + one.hits }), {
    members: 0,
    hits: 0,
  });
}

interface Season {
  /** By month of the year, `01`: log odds. */
  offsets: ReadonlyMap<string, number>;
  /** Of one offset. */
  variance: number;
}

/**
 * By how much each month of the year before stood off its neighbours, in log odds, shrunk by how much of all that is chance.
 * Empty where that year is not whole.
 */
function seasonOf(history: readonly MonthCount[]): Season {
  const year = history.slice(0, -1).filter(({ members, part }) => members > 0 && part === 1);
  const last = history.at(-1)?.month ?? '';
  const before = year.filter(({ month }) => month.slice(0, 4) < last.slice(0, 4)).slice(-12);
  if (before.length < 12) return { offsets: new Map(), variance: 0 };
  const whole = sumOf(before);
  // The pattern is shrunk as a whole below, its months hardly.
  const odds = before.map((one) => logOdds(one, new Map(), whole, 1));
  const mean = odds.reduce((sum, { y }) => sum + y, 0) / odds.length;
  const found = odds.reduce((sum, { y }) => sum + (y - mean) ** 2, 0) / (odds.length - 1);
  const chance = odds.reduce((sum, { variance }) => sum + variance, 0) / odds.length;
  // What this year's months say of last year's pattern: how far they follow it.
  const now = year.filter(({ month }) => month.slice(0, 4) === last.slice(0, 4));
  const real = Math.max(0, found - chance);
  const pairs = now.flatMap((one) => {
    const at = before.findIndex(({ month }) => month.slice(5) === one.month.slice(5));
    return at < 0 ? [] : [[(odds[at]?.y ?? mean) - mean, logOdds(one, new Map(), whole, 1).y] as const];
  });
  const shrunk = (real / Math.max(found, 1e-9)) * followed(pairs, chance);
  return {
    offsets: new Map(before.map(({ month }, index) => [month.slice(5), shrunk * ((odds[index]?.y ?? mean) - mean)])),
    // What is left unknown of an offset: of the pattern itself, and of whether this year follows it.
    variance: shrunk * chance + (1 - shrunk) * real,
  };
}

/** How far this year's months follow those of the year before, 0 to 1: a regression that begins at 1, held there by chance. */
function followed(pairs: readonly (readonly [number, number])[], chance: number): number {
  if (pairs.length < FEWEST_MONTHS) return 0;
  const mean = (of: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const both = pairs.reduce((all, [a, b]) => all + (a - x) * (b - y), 0);
  const own = pairs.reduce((all, [a]) => all + (a - x) ** 2, 0);
  return Math.min(1, Math.max(0, (both + chance) / (own + chance)));
}

/** How many come in each month ahead, the variance of the logarithm of their sum, and from what it is estimated. */
function intakeAhead(
  history: readonly MonthCount[],
  ahead: readonly MonthAhead[],
): { counts: number[]; variance: number; basis: Basis } {
  const byMonth = new Map(history.filter(({ part }) => part === 1).map((one) => [one.month, one.members]));
  const yearBefore = (month: string): number | undefined =>
    byMonth.get(`${Number(month.slice(0, 4)) - 1}${month.slice(4)}`);
  const last = ahead.map(({ month }) => yearBefore(month));
  const compared = history.flatMap(({ month, members, part }) => {
    const then = yearBefore(month);
    return then === undefined || then === 0 ? [] : [ratio(members, then * part)];
  });
  const isSeasonal = compared.length >= FEWEST_MONTHS && last.every((one) => one !== undefined && one > 0);
  const bases = ahead.map(({ part }, index) => part * (isSeasonal ? (last[index] ?? 0) : 1));
  const sum = bases.reduce((all, one) => all + one, 0);
  const weights = bases.map((one) => one / sum);
  const levels = outlooks(
    isSeasonal ? compared : history.map(({ members, part }) => ratio(members, part)),
    weights,
    INTAKE,
  );
  const mean = levels.reduce((all, one) => all + one.weight * one.mean, 0);
  const variance = levels.reduce((all, one) => all + one.weight * (one.variance + (one.mean - mean) ** 2), 0);
  const counts = bases.map((one) => Math.max(one * Math.exp(mean), 1e-3));
  const intake = counts.reduce((all, one) => all + one, 0);
  // A year of which nothing is certain is still not endless.
  const sampling = 1 / intake + (isSeasonal ? 1 / sum : 0);
  return { counts, variance: Math.min(variance + sampling, 1), basis: isSeasonal ? 'seasonal' : 'pace' };
}

function ratio(members: number, to: number): Observation {
  return { y: Math.log((members + 0.5) / Math.max(to, 0.01)), variance: 1 / (members + 0.5) + (to > 1 ? 1 / to : 0) };
}

function quantile(below: (odds: number) => number, wanted: number): number {
  let [low, high] = [-15, 15];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (below(middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
