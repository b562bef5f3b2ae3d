import { LibraryError } from '../../pipeline/library/library.ts';
import { UserError } from '../../pipeline/messages.ts';
import type { Random } from './damage.ts';

/** A damaged input; `same`: what it was made of, and must read like where it is not refused. */
export interface Damaged {
  bytes: Uint8Array;
  same?: Uint8Array;
}

/** What is fuzzed. An input is bytes and nothing else: what a target chooses, it chooses by them. */
export interface Target {
  name: string;
  /** Sound inputs, where the corpus begins. */
  seeds: readonly Uint8Array[];
  damage(bytes: Uint8Array, random: Random): Damaged;
  /**
   * Tries one input.
   * @returns whether it was refused
   * @throws UserError where it was refused with a sentence; anything else is a finding
   */
  run(input: Damaged): Promise<boolean>;
  end?(): Promise<void>;
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The same choice for the same bytes. */
export function chosen<T>(of: readonly T[], bytes: Uint8Array): T {
  let sum = 0;
  for (const byte of bytes.subarray(0, 4096)) sum = (Math.imul(sum, 31) + byte) >>> 0;
  return of[sum % of.length]!;
}

/** Whether it was refused, or what is wrong. A sentence about a file says which. */
export async function tried(
  target: Target,
  input: Damaged,
  file = /thu\.|mau\./,
): Promise<{ refused: boolean; wrong?: string }> {
  try {
    return { refused: await target.run(input) };
  } catch (error) {
    if (error instanceof LibraryError) return { refused: true };
    if (error instanceof UserError) {
      const isNameless = 'file' in error.params && !file.test(error.message);
      if (!isNameless) return { refused: true };
    }
    return { refused: false, wrong: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
