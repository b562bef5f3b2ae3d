import type { UnitScopeRow } from '../library/units/scope.ts';

/** Of one answer, and of all that are kept, in bytes. */
const LARGEST = 2 ** 20;
const MOST = 64 * 2 ** 20;

export interface Kept {
  body: Buffer;
  type: string;
  /** Where the rest of a list is. */
  link: string | undefined;
  etag: string;
  /** The last import that it stands for. */
  lastImport: number | undefined;
  /** Of the token that asked; null at the machine itself. */
  unit: string | null;
  /** How it is asked for again. */
  again: { url: string; headers: Record<string, string> };
}

/** Whose rows were written; undefined: anybody's. */
export type WrittenUnits = readonly UnitScopeRow[] | undefined;

interface Viewer {
  generation: number;
  /** The units whose rows are seen; undefined = all. */
  units: ReadonlySet<string> | undefined;
}

interface Entry {
  kept: Kept;
  /** Generation and day. */
  moment: string;
  /** Given to somebody since it was counted. */
  wanted: boolean;
}

/** Answers by question, each of a moment: between two that something is written at of what its token sees. */
export class Answers {
  /** What was asked for longest ago goes first where there is no room. */
  readonly #entries = new Map<string, Entry>();
  readonly #viewers = new Map<string | null, Viewer>();
  #bytes = 0;
  #last = 0;

  /** How often something was written of what a token's unit sees. */
  generationOf(unit: string | null, scope: WrittenUnits): number {
    const units = scope === undefined ? undefined : new Set(scope.map((row) => row.unit));
    const { generation = this.#last } = this.#viewers.get(unit) ?? {};
    this.#viewers.set(unit, { generation, units });
    return generation;
  }

  get(question: string, moment: string): Kept | undefined {
    const entry = this.#entries.get(question);
    if (entry?.moment !== moment) return undefined;
    entry.wanted = true;
    this.#entries.delete(question);
    this.#entries.set(question, entry);
    return entry.kept;
  }

  keep(question: string, moment: string, kept: Kept): void {
    this.#remove(question);
    if (kept.body.length > LARGEST) return;
    this.#entries.set(question, { kept, moment, wanted: false });
    this.#bytes += kept.body.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= MOST) return;
      this.#remove(oldest);
    }
  }

  /** Those that somebody was given again and that a write of the units makes old, the latest first. */
  askedOf(units: WrittenUnits): Kept[] {
    const found = [...this.#entries.values()].filter(({ kept, wanted }) => wanted && this.#sees(kept.unit, units));
    return found.map(({ kept }) => kept).reverse();
  }

  /** Something of the units was written: whoever sees it has the fresh answers, and none of before. */
  replace(units: WrittenUnits, fresh: ReadonlyMap<string, Kept>, day: string): void {
    this.#last += 1;
    for (const [unit, viewer] of this.#viewers) if (this.#sees(unit, units)) viewer.generation = this.#last;
    for (const [question, { kept }] of [...this.#entries]) if (this.#sees(kept.unit, units)) this.#remove(question);
    for (const [question, kept] of fresh)
      this.keep(question, `${this.#viewers.get(kept.unit)?.generation ?? this.#last} ${day}`, kept);
  }

  dropAll(): void {
    this.replace(undefined, new Map(), '');
  }

  #sees(unit: string | null, written: WrittenUnits): boolean {
    const seen = this.#viewers.get(unit)?.units;
    return seen === undefined || written === undefined || written.some((row) => seen.has(row.unit));
  }

  #remove(question: string): void {
    this.#bytes -= this.#entries.get(question)?.kept.body.length ?? 0;
    this.#entries.delete(question);
  }
}
