/** A counting period, both days included, `YYYY-MM-DD`. */
export interface Period {
  from: string;
  asOf: string;
}

/** Beyond every day that a row can carry: rows are read from 1900 to 2199 (`facts/macros.ts`). */
export const FIRST_DAY = '1900-01-01';
export const LAST_DAY = '2299-12-31';
