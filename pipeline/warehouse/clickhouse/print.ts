import { hash } from 'node:crypto';
import type { SqlValue } from '../duckdb/engine.ts';

const BITS = 128;

/** What rows are, in whatever order they come: how many, and the sum of their hashes. */
export class Print {
  rows = 0;
  #sum = 0n;

  add(row: readonly SqlValue[]): void {
    this.rows += 1;
    const digest = hash('sha256', JSON.stringify(row), 'hex').slice(0, BITS / 4);
    this.#sum = BigInt.asUintN(BITS, this.#sum + BigInt(`0x${digest}`));
  }

  equals(other: Print): boolean {
    return this.rows === other.rows && this.#sum === other.#sum;
  }
}
