import type { GroupBy } from '../counts/count.ts';
import { FIRST_DAY, LAST_DAY, type Period } from '../counts/period.ts';
import { addDays, addYears } from '../dates.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import { byBeginning, overlaps } from '../library/units/periods.ts';
import type { ListId } from '../lists.ts';
import { sqlDate, sqlText } from './duckdb/engine.ts';

/** A unit whose rows count from one day to another (`null` = open), and below which child of the unit asked for. */
export interface ScopeRow {
  unit: string;
  child: string;
  from: string | null;
  to: string | null;
}

/** A unit of a scope below another one, and when. */
export interface UnitBelow {
  unit: string;
  name: string;
  parent: string;
  /** A room or desk inside its parent: what it keeps is added, and nobody expects it to keep anything. */
  isInner: boolean;
  from: string | null;
  to: string | null;
}

/** Dossiers that are named by all of these; what is left out names all. Those filed from afar already stay what they are. */
export interface Moved {
  channels?: readonly string[];
  /** Codes; names where a row has no code. */
  procedures?: readonly string[];
  /** Children of the unit asked for, or itself. */
  subunits?: readonly string[];
}

/** SQL: the channel of a dossier `d` of a scope's row `s`, as it is or as if it had been moved. */
export function channelSql(moved: Moved | undefined): string {
  if (moved === undefined) return 'd.channel';
  const one = (value: string, of: readonly string[] | undefined): string[] =>
    of === undefined ? [] : [`${value} IN (${of.map(sqlText).join(', ') || "''"})`];
  const named = [
    ...one('d.channel', moved.channels ?? ['assisted', 'counter', 'postal']),
    ...one('coalesce(d.procedure_code, d.procedure_name)', moved.procedures),
    ...one('s.child_id', moved.subunits),
  ];
  return `CASE WHEN ${named.join(' AND ')} THEN 'remote' ELSE d.channel END`;
}

/** Whose rows count. Each row of the warehouse belongs to one unit; the spans of one unit do not overlap. */
export interface Scope {
  /** The unit asked for: what is kept by hand is its own, and may be added over those below. */
  unit: string;
  rows: readonly ScopeRow[];
  /** Who stands directly below whom, of the units that existed; without it nothing kept by hand is added. */
  below?: readonly UnitBelow[];
  /** Beside a dossier's own unit those whose payments may be of it: above it, or gone into it. Grain: unit and payer. */
  payers?: readonly { unit: string; payer: string }[];
  /** As if these dossiers had been filed from afar. */
  moved?: Moved;
  /** Departments directly below the unit asked for: their lists of procedures are those of their fields, for all below it. */
  departments?: ReadonlySet<string>;
}

/** A scope, with what it has of lists (`withKeepers`). */
export interface KnownScope extends Scope {
  /** Its rows of units that have a row in any list: a province has hundreds of units, and few of them are asked about. */
  present: readonly ScopeRow[];
  /** The lists of which somebody in it has a row. */
  there: ReadonlySet<ListId>;
  /** Whose lists speak for those below them. */
  keepers: Readonly<Record<KeptList, ReadonlySet<string>>>;
}

/** Lists that a unit may have instead of those above it: their rows tell of other lists' rows. */
export const KEPT_LISTS = ['procedures', 'payments'] as const;
export type KeptList = (typeof KEPT_LISTS)[number];

/**
 * Whom numbers are of: `whole` the unit asked for; `children` each of its children as if it had been asked for, with its
 * own catalogue and its own payments. What two children have in common is then counted for both.
 */
export type Division = 'whole' | 'children';

/** One count that is wanted; with `by` a count for each part that has members. */
export interface CountQuestion {
  indicator: Indicator;
  period: Period;
  by?: GroupBy;
}

/** The period that an indicator is counted over, where the report asks for `period`. */
export function countingPeriod(indicator: Indicator, period: Period): Period {
  if (indicator.window === 'period') return period;
  return { from: addDays(addYears(period.asOf, -1), 1), asOf: period.asOf };
}

/**
 * `scope (unit_id, child_id, valid_from, valid_to, is_department, depth, is_listed, teller_0 …, owner_id)` as a common table
 * expression. `owner_id` is the same for all whose rows are one thing together: the whole scope, or each child. `depth` counts
 * the units above within it; `teller_0` is the nearest unit that has a list of procedures, from the row's own upwards,
 * `teller_1` the next one; `''` beyond the last. `is_listed`: one of them has a list of payments.
 */
export function scopeCte(scope: KnownScope, division: Division = 'whole'): string {
  // Nobody's rows: no unit has an empty id.
  const rows = scope.present.length > 0 ? scope.present : [{ unit: '', child: '', from: null, to: null }];
  const above = unitsAbove({ ...scope, rows }, division);
  const tellers = above.map((over, row) => tellersOf(scope, rows[row]?.unit ?? '', over));
  const steps = Array.from({ length: most(tellers) }, (_, step) => step);
  const departments = departmentsIn(scope, division);
  const values = rows.map(({ unit, child, from, to }, row) => {
    const over = above[row] ?? [];
    const days = [sqlDate(from ?? FIRST_DAY), sqlDate(to ?? LAST_DAY)];
    const isListed = [unit, ...over].some((id) => scope.keepers.payments.has(id));
    const ids = steps.map((step) => sqlText(tellers[row]?.[step] ?? ''));
    return `(${[sqlText(unit), sqlText(child), ...days, departments.has(unit), over.length, isListed, ...ids].join(', ')})`;
  });
  const names = ['unit_id', 'child_id', 'valid_from', 'valid_to', 'is_department', 'depth', 'is_listed'];
  const columns = [...names, ...steps.map((step) => `teller_${step}`)].join(', ');
  return `scope AS NOT MATERIALIZED (
  SELECT v.*, ${division === 'whole' ? "''" : 'v.child_id'} AS owner_id FROM (VALUES ${values.join(', ')}) AS v (${columns}))`;
}

/** Whose lists of procedures a row's own unit may be told by. */
export interface Tellers {
  /** How many at most, of the row's own unit and those above it: so many columns `teller_…` there are. */
  steps: number;
  hasDepartments: boolean;
}

export function tellersIn(scope: KnownScope, division: Division = 'whole'): Tellers {
  const above = unitsAbove({ ...scope, rows: scope.present }, division);
  const tellers = above.map((over, row) => tellersOf(scope, scope.present[row]?.unit ?? '', over));
  return { steps: most(tellers), hasDepartments: departmentsIn(scope, division).size > 0 };
}

const tellersOf = ({ keepers }: KnownScope, own: string, above: readonly string[]): string[] =>
  [own, ...above].filter((id) => keepers.procedures.has(id));

/** Departments that have a list. A child that answers for itself has none below it that others are below, too. */
const departmentsIn = ({ departments, keepers }: KnownScope, division: Division): ReadonlySet<string> =>
  new Set(division === 'whole' ? [...(departments ?? [])].filter((id) => keepers.procedures.has(id)) : []);

const most = (lists: readonly (readonly string[])[]): number => Math.max(0, ...lists.map(({ length }) => length));

/**
 * For each row of a scope the units above it, from the one directly above to the top of what is one thing together; of those
 * that took turns in the row's days the latest.
 */
function unitsAbove({ unit: asked, rows, below = [] }: Scope, division: Division): string[][] {
  const parents = Map.groupBy(below, ({ unit }) => unit);
  return rows.map((row) => {
    const top = division === 'whole' ? asked : row.child;
    const above: string[] = [];
    for (let id = row.unit; id !== top; ) {
      const turns = (parents.get(id) ?? []).filter((turn) => overlaps(row, turn));
      const parent = turns.sort(byBeginning).at(-1)?.parent;
      if (parent === undefined || above.includes(parent)) break;
      above.push(parent);
      id = parent;
    }
    return above;
  });
}

/** `payers (unit_id, payer_id)` as a common table expression. */
export function payersCte({ payers = [] }: Scope): string {
  const values = payers.map(({ unit, payer }) => `(${sqlText(unit)}, ${sqlText(payer)})`);
  if (values.length === 0) values.push("('', '')");
  return `payers AS NOT MATERIALIZED (SELECT * FROM (VALUES ${values.join(', ')}) AS v (unit_id, payer_id))`;
}

/** `periods (period_id, from_date, as_of)`, both days included, as a common table expression; an id is a position. */
export function periodsCte(periods: readonly Period[]): string {
  const values = periods.map(({ from, asOf }, index) => `(${index}, ${sqlDate(from)}, ${sqlDate(asOf)})`);
  return `periods AS NOT MATERIALIZED (SELECT * FROM (VALUES ${values.join(', ')}) AS v (period_id, from_date, as_of))`;
}

/**
 * The periods cut at every day where one begins or ends: each moment lies in one span at most, and a span in one period or
 * several. Moments of no period keep their row, with no period: an engine takes a row for each that is joined from the
 * left, where it would expect a handful of an inner join on days and then build its tables of the facts.
 */
export class Spans {
  readonly #bounds: readonly string[];
  readonly #periods: readonly Period[];

  constructor(periods: readonly Period[]) {
    this.#periods = periods;
    this.#bounds = [...new Set(periods.flatMap(({ from, asOf }) => [from, addDays(asOf, 1)]))].sort();
  }

  /** `spans (span_id, period_id, from_date, as_of)` as a common table expression; grain: span and period. */
  cte(): string {
    const values = this.#bounds
      .slice(0, -1)
      .flatMap((first, span) =>
        this.#periods.flatMap(({ from, asOf }, period) =>
          from <= first && first <= asOf ? [`(${span}, ${period}, ${sqlDate(from)}, ${sqlDate(asOf)})`] : [],
        ),
      );
    return `spans AS NOT MATERIALIZED (SELECT * FROM (VALUES ${values.join(', ')}) AS v (span_id, period_id, from_date, as_of))`;
  }

  /** SQL: joins the periods in which a moment lies, as `p`. Goes with `within`. */
  join(moment: string): string {
    const cases = this.#bounds.slice(1).map((end, span) => `WHEN ${moment} < ${sqlDate(end)} THEN ${span}`);
    return `LEFT JOIN spans AS p ON p.span_id = CASE ${cases.join(' ')} END`;
  }

  /** SQL: the moment lies between the first and the last day of all periods. */
  within(moment: string): string {
    const [first, end] = [this.#bounds[0] ?? FIRST_DAY, this.#bounds.at(-1) ?? FIRST_DAY];
    return `${moment} >= ${sqlDate(first)} AND ${moment} < ${sqlDate(end)}`;
  }
}
