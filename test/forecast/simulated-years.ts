import type { MonthAhead, MonthCount } from '../../pipeline/forecast/forecast.ts';
import { Random } from '../../samples/generate/random.ts';

/** Years whose process is known: what was seen until the reporting date, and what became of it. */
export interface SimulatedYear {
  history: MonthCount[];
  /** Of the year, until the reporting date. */
  counted: { members: number; hits: number };
  ahead: MonthAhead[];
  /** The share so far, and the true one at the end of the year, in percent. */
  soFar: number;
  truth: number;
}

export const KINDS = ['steady', 'seasonal', 'campaign', 'new procedure', 'sparse'] as const;
export type Kind = (typeof KINDS)[number];

export function simulatedYear(kind: Kind, seed: number): SimulatedYear {
  const numbers = new Random(seed * 7919 + KINDS.indexOf(kind) * 104729 + 1);
  const random = (): number => numbers.next();
  const between = (low: number, high: number): number => low + (high - low) * random();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const poisson = (mean: number): number => {
    let [count, product] = [0, random()];
    const limit = Math.exp(-Math.min(mean, 500));
    while (product > limit) {
      count += 1;
      product *= random();
    }
    return count;
  };
  const binomial = (of: number, share: number): number => {
    let hits = 0;
    for (let one = 0; one < of; one += 1) if (random() < share) hits += 1;
    return hits;
  };
  const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));
  const years = kind === 'seasonal' ? 2 : 1;
  const level = kind === 'sparse' ? between(3, 15) : between(60, 300);
  const odds = between(-0.8, 2);
  const noise = between(0.02, 0.2);
  const growth = between(0.8, 1.3);
  const phase = between(0, 2 * Math.PI);
  const swing = between(0.2, 0.7);
  const oddsSwing = between(0, 0.6);
  const [start, length, rise] = [1 + Math.floor(between(0, 4)), 1 + Math.floor(between(0, 3)), between(0.6, 1.8)];
  const [arrives, size, newOdds] = [3 + Math.floor(between(0, 4)), between(0.3, 1), odds - between(0.8, 2.2)];
  const asOf = 6 + Math.floor(between(0, 5));
  const months = Array.from({ length: 12 * years }, (_, at): MonthCount => {
    const [year, month] = [Math.floor(at / 12), at % 12];
    const wave = kind === 'seasonal' ? Math.sin((2 * Math.PI * month) / 12 + phase) : 0;
    const mean = level * (year === 1 ? growth : 1) * Math.exp(swing * wave + 0.08 * normal());
    const campaign = kind === 'campaign' ? rise * Math.min(1, Math.max(0, (month - start) / length)) : 0;
    const own = logistic(odds + oddsSwing * wave + campaign + noise * normal());
    const members = poisson(mean);
    const hits = binomial(members, own);
    const late = kind === 'new procedure' && month >= arrives ? poisson(level * size) : 0;
    return {
      month: `${2023 + (years === 2 ? year : 1)}-${String(month + 1).padStart(2, '0')}`,
      part: 1,
      members: members + late,
      hits: hits + binomial(late, logistic(newOdds + noise * normal())),
    };
  });
  const known = months.slice(0, months.length - 12 + asOf);
  const ofYear = months.slice(-12);
  const share = (some: readonly MonthCount[]): number => {
    const { members, hits } = sumOf(some);
    return members === 0 ? 0 : (100 * hits) / members;
  };
  return {
    history: known,
    counted: sumOf(ofYear.slice(0, asOf)),
    ahead: ofYear.slice(asOf).map(({ month, part }) => ({ month, part })),
    soFar: share(ofYear.slice(0, asOf)),
    truth: share(ofYear),
  };
}

function sumOf(months: readonly MonthCount[]): { members: number; hits: number } {
  return months.reduce((sum, one) => ({ members: sum.members + one.members, hits: sum.hits + one.hits }), {
    members: 0,
    hits: 0,
  });
}
