import type { Procedure } from './records.ts';
import { inScope, speaksForField, stepsTo } from './units.ts';

/** All that a row says of its procedure. */
const saidIn = ({
  unit: _,
  valid_from: __,
  valid_to: ___,
  procedure_name: ____,
  administrative_level: _____,
  ...said
}: Procedure): string => JSON.stringify(Object.values(said));

type List = ReadonlyMap<string, Procedure>;

/** What a unit and those below it list as procedures, on a day. By plain filters over the records. */
export class TrueCatalogue {
  readonly #top: string;
  readonly #lists: ReadonlyMap<string, List>;
  /** One procedure for each code: as the highest unit lists it, of equals a department, then as most of them, then as the longest list. */
  readonly whole: List;

  constructor(records: readonly Procedure[], { unit: top, asOf }: { unit: string; asOf: string }) {
    this.#top = top;
    const lists = new Map<string, Map<string, Procedure>>();
    for (const p of records) {
      if (p.valid_from > asOf || (p.valid_to !== '' && p.valid_to < asOf)) continue;
      const inForce = lists.get(p.unit) ?? new Map<string, Procedure>();
      lists.set(p.unit, inForce);
      // Of several versions the one in force since latest.
      const other = inForce.get(p.procedure_code);
      if (!other || p.valid_from > other.valid_from) inForce.set(p.procedure_code, p);
    }
    this.#lists = lists;
    const every = [...lists.values()].flatMap((list) => [...list.values()]);
    const votes = (p: Procedure): number =>
      every.filter((o) => stepsTo(o.unit, top) === stepsTo(p.unit, top) && saidIn(o) === saidIn(p)).length;
    this.whole = new Map(
      [...Map.groupBy(every, (p) => p.procedure_code)].map(([code, [one, ...others]]) => {
        const better = (a: Procedure, b: Procedure): number =>
          stepsTo(a.unit, top) - stepsTo(b.unit, top) ||
          Number(speaksForField(b.unit, top)) - Number(speaksForField(a.unit, top)) ||
          votes(b) - votes(a) ||
          (lists.get(b.unit)?.size ?? 0) - (lists.get(a.unit)?.size ?? 0) ||
          (a.unit < b.unit ? -1 : 1);
        return [code, others.reduce((best, p) => (better(p, best) < 0 ? p : best), one!)];
      }),
    );
  }

  /** What is said of a procedure for a unit's row: by the unit itself, then by those above it, last by a department of the whole. */
  toldOf(unit: string, code: string): readonly Procedure[] {
    const above = [...this.#lists.keys()]
      .filter((one) => inScope(unit, one))
      .sort((a, b) => stepsTo(b, this.#top) - stepsTo(a, this.#top));
    const ofField = this.whole.get(code);
    return [
      ...above.flatMap((one) => this.#lists.get(one)?.get(code) ?? []),
      ...(ofField && speaksForField(ofField.unit, this.#top) ? [ofField] : []),
    ];
  }
}
