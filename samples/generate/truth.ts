import { slashed } from './days.ts';
import type { KnownLists } from './known.ts';
import type { Observation } from './records.ts';
import { DENOMINATOR_ZERO } from './truth-lacks.ts';
import { type Counted, type Member, type Question, TrueMembers } from './truth-members.ts';
import { inScope } from './units.ts';

/** An exact number: `top / bottom`, in the indicator's unit of measure (per cent: already times 100). */
export interface Exact {
  top: bigint;
  bottom: bigint;
}

export interface Outcome {
  from: string;
  numerator: number | null;
  denominator: number | null;
  exact: Exact | null;
  missing: string[];
}

export const numberOf = ({ top, bottom }: Exact): number => Number(top) / Number(bottom);

function nothing(from: string, missing: string[]): Outcome {
  return { from, numerator: null, denominator: null, exact: null, missing };
}

/** `count` of `total` in per cent. */
function rate(from: string, count: number, total: number): Outcome {
  if (total === 0) return { from, numerator: 0, denominator: 0, exact: null, missing: [DENOMINATOR_ZERO] };
  return {
    from,
    numerator: count,
    denominator: total,
    exact: { top: BigInt(count) * 100n, bottom: BigInt(total) },
    missing: [],
  };
}

const MEANS = ['waiting_minutes', 'handling_minutes'];
const PER_OFFICER = 'dossiers_per_officer_year';

/** The state of things as one unit sees it: only what is counted for it or for a unit below it. */
export class Truth {
  readonly members: TrueMembers;
  readonly #observations: Observation[];
  readonly #dossiers: KnownLists['dossiers'];

  constructor(lists: KnownLists) {
    this.members = new TrueMembers(lists);
    this.#dossiers = lists.dossiers;
    this.#observations = lists.observations.map(({ record }) => record);
  }

  /** The day of the newest dossier of a unit and those below it; empty where there is none. */
  lastReceived(unit: string): string {
    const own = this.#dossiers.filter(({ record }) => inScope(record.unit, unit));
    const days = own.map(({ record }) => record.received_at.slice(0, 10));
    return days.sort().at(-1) ?? '';
  }

  /** The unit's own newest observation at or before a day. */
  observation(
    indicator: string,
    unit: string,
    day: string,
  ): { numerator: number; denominator: number | null } | undefined {
    return this.#observations
      .filter((o) => o.indicator === indicator && o.unit === unit && o.period_end <= day)
      .sort((a, b) => (a.period_end < b.period_end ? 1 : -1))[0];
  }

  /** One of the indicators that come from facts; undefined for a hand-kept one. */
  computed(indicator: string, q: Question): Outcome | undefined {
    const counted = this.members.of(indicator, q);
    return counted && this.outcome(indicator, q, counted);
  }

  /** The number that some members make: all that were counted, or those of one group. */
  outcome(indicator: string, q: Question, { from, members, missing }: Counted): Outcome {
    if (missing.length > 0) return nothing(from, missing);
    if (MEANS.includes(indicator)) return minutes(from, members);
    if (indicator === PER_OFFICER) return this.#perOfficer(q, from, members.length);
    return rate(from, members.filter(({ hit }) => hit).length, members.length);
  }

  #perOfficer(q: Question, from: string, dossiers: number): Outcome {
    const officers = this.observation('one_stop_officers', q.unit, q.asOf);
    if (!officers) return nothing(from, [`chưa có số liệu tự theo dõi đến ${slashed(q.asOf)}`]);
    if (officers.numerator === 0) return rate(from, 0, 0);
    return {
      from,
      numerator: dossiers,
      denominator: officers.numerator,
      exact: { top: BigInt(dossiers), bottom: BigInt(officers.numerator) },
      missing: [],
    };
  }

  /** A hand-kept indicator: a rate, or a plain count. */
  observed(indicator: string, q: Question, isCount: boolean): Outcome {
    const found = this.observation(indicator, q.unit, q.asOf);
    if (!found) return nothing(q.from, [`chưa có số liệu tự theo dõi đến ${slashed(q.asOf)}`]);
    if (isCount)
      return {
        from: q.from,
        numerator: found.numerator,
        denominator: null,
        exact: { top: BigInt(found.numerator), bottom: 1n },
        missing: [],
      };
    if (found.denominator === null) return nothing(q.from, ['số liệu tự theo dõi thiếu mẫu số']);
    return rate(q.from, found.numerator, found.denominator);
  }

  /** Change in per cent against the newest observation of the base year or before. */
  change(indicator: string, q: Question, baseYear: number): Outcome {
    const now = this.observation(indicator, q.unit, q.asOf);
    if (!now) return nothing(q.from, [`chưa có số liệu tự theo dõi đến ${slashed(q.asOf)}`]);
    const base = this.observation(indicator, q.unit, `${baseYear}-12-31`);
    if (!base) return nothing(q.from, [`chưa có số liệu của năm gốc ${baseYear}`]);
    const top = BigInt(now.numerator - base.numerator) * 100n;
    return {
      from: q.from,
      numerator: now.numerator,
      denominator: base.numerator,
      exact: { top, bottom: BigInt(base.numerator) },
      missing: [],
    };
  }
}

function minutes(from: string, visits: readonly Member[]): Outcome {
  if (visits.length === 0) return rate(from, 0, 0);
  const seconds = visits.reduce((sum, visit) => sum + visit.seconds, 0);
  return {
    from,
    numerator: seconds / 60,
    denominator: visits.length,
    exact: { top: BigInt(seconds), bottom: BigInt(visits.length) * 60n },
    missing: [],
  };
}
