import { Random } from '../../../samples/generate/random.ts';

/** The same seed makes the same documents. */
export class Dice extends Random {
  /** A whole number from 0 on, below `end`. */
  below(end: number): number {
    return this.int(0, end - 1);
  }
}
