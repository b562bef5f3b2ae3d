/**
 * A level that moves: the local level and the damped local trend of time series (Durbin and Koopman, Time Series Analysis by
 * State Space Methods, ch. 3). Each month's observation is the level with noise; the level drifts from month to month, and may
 * be on its way somewhere (a campaign), ever more slowly. How much of each it is cannot be told from a few months: every
 * setting of a grid is filtered (Kalman) and weighs as much as it made the months likely that were seen. What is forecast is
 * the mixture of all.
 */
export interface Observation {
  y: number;
  /** Of its sampling alone. */
  variance: number;
}

/** Standard deviations, and what they weigh before any month was seen. */
type Weighed = readonly (readonly [sd: number, weight: number])[];

export interface Grid {
  /** Of the level's own steps. */
  drift: Weighed;
  /** Of what a month is off the level, beside sampling. */
  noise: Weighed;
  /** Of the pace at which it is on its way. */
  pace: Weighed;
  /** Of a break after which all is new (another procedure, another desk), at any one month or at none. */
  jump: Weighed;
}

/** A mean of the months to come, for one setting of the grid; weights sum to 1. */
export interface Outlook {
  weight: number;
  mean: number;
  variance: number;
}

/** How much of a pace is left a month later. */
const DAMPING = 0.75;

/** Level, pace, and the mean of the months ahead so far, with their covariances. */
interface State {
  level: number;
  pace: number;
  sum: number;
  ll: number;
  lp: number;
  pp: number;
  ls: number;
  ps: number;
  ss: number;
}

/**
 * @param observations one a month
 * @param weights of the months to come, the first of them next; they sum to 1
 * @throws RangeError without an observation
 */
export function outlooks(observations: readonly Observation[], weights: readonly number[], grid: Grid): Outlook[] {
  const [first, ...rest] = observations;
  if (first === undefined) throw new RangeError('no observation');
  const settings = grid.drift.flatMap(([drift, a]) =>
    grid.noise.flatMap(([noise, b]) =>
      grid.pace.flatMap(([pace, c]) =>
        jumps(grid.jump, rest.length).map(({ month, variance, prior }) => ({
          drift: drift ** 2,
          noise: noise ** 2,
          pace: pace ** 2,
          month,
          jump: variance,
          prior: a * b * c * prior,
        })),
      ),
    ),
  );
  const found = settings.map(({ drift, noise, pace, month, jump, prior }) => {
    // Nothing is known of the level before the first month.
    let state: State = { ...NOTHING, level: first.y, ll: first.variance + noise, pp: pace };
    let log = Math.log(prior);
    for (const [index, { y, variance }] of rest.entries()) {
      state = step(state, index === month ? drift + jump : drift, pace, 0);
      const of = state.ll + variance + noise;
      const off = y - state.level;
      log -= 0.5 * (Math.log(of) + off ** 2 / of);
      const [toLevel, toPace] = [state.ll / of, state.lp / of];
      state = {
        ...state,
        level: state.level + toLevel * off,
        pace: state.pace + toPace * off,
        ll: state.ll - toLevel * state.ll,
        lp: state.lp - toLevel * state.lp,
        pp: state.pp - toPace * state.lp,
      };
    }
    for (const weight of weights) state = step(state, drift, pace, weight);
    const ownNoise = noise * weights.reduce((sum, weight) => sum + weight ** 2, 0);
    return { log, mean: state.sum, variance: state.ss + ownNoise };
  });
  const most = Math.max(...found.map(({ log }) => log));
  const total = found.reduce((sum, { log }) => sum + Math.exp(log - most), 0);
  return found.map(({ log, ...outlook }) => ({ ...outlook, weight: Math.exp(log - most) / total }));
}

/** Each size of a break at each month; a size of 0 once. */
function jumps(sizes: Weighed, months: number): { month: number; variance: number; prior: number }[] {
  return sizes.flatMap(([sd, prior]) =>
    sd === 0 || months === 0
      ? [{ month: -1, variance: 0, prior }]
      : Array.from({ length: months }, (_, month) => ({ month, variance: sd ** 2, prior: prior / months })),
  );
}

const NOTHING: State = { level: 0, pace: 0, sum: 0, ll: 0, lp: 0, pp: 0, ls: 0, ps: 0, ss: 0 };

/** A month on; its level counts in the mean with `weight`. The pace keeps the spread that it began with. */
function step(at: State, drift: number, pace: number, weight: number): State {
  const level = at.level + at.pace;
  const ll = at.ll + 2 * at.lp + at.pp + drift;
  const lp = DAMPING * (at.lp + at.pp);
  const ls = at.ls + at.ps;
  return {
    level,
    pace: DAMPING * at.pace,
    sum: at.sum + weight * level,
    ll,
    lp,
    pp: DAMPING ** 2 * at.pp + (1 - DAMPING ** 2) * pace,
    ls: ls + weight * ll,
    ps: DAMPING * at.ps + weight * lp,
    ss: at.ss + 2 * weight * ls + weight ** 2 * ll,
  };
}

/** The standard normal distribution (Abramowitz and Stegun 26.2.17; error below 1e-7). */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}
