import type { Period } from '../counts/period.ts';
import type { Form } from '../library/forms/types.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import { type Calendar, type PeriodKind, reportingPeriodOf } from './reporting-periods.ts';

/** What is being collected: the figures of a plan or of a form, of a unit's children, up to a day. */
export interface Collection {
  /** The plan's table, or the form of counts. */
  form: Form;
  plan: Plan | null;
  /** The office that collects. */
  unit: string;
  asOf: string;
  /** Of `asOf` where the sheets do not say their own. */
  period: Period;
}

/** What somebody explained before: names of units, rows of tables; by key (`textKey`). */
export interface Remembered {
  units: ReadonlyMap<string, string>;
  targets: ReadonlyMap<string, string>;
}

/** The form that a plan's own table is read by. */
const PLAN_TABLE = 'bang-chi-tieu';

/**
 * What is being collected.
 * @param from first day of the period where it does not begin as usual
 */
export function collectionOf(
  library: Library,
  asked: { plan: Plan } | { form: Form },
  unit: string,
  asOf: string,
  from?: string,
): Collection {
  if ('plan' in asked) {
    const form = library.forms.get(PLAN_TABLE);
    if (form === undefined) throw new Error(`no form ${PLAN_TABLE}`);
    const period = { from: from ?? asked.plan.countFrom ?? `${asOf.slice(0, 4)}-01-01`, asOf };
    return { form, plan: asked.plan, unit, asOf, period };
  }
  const period = from === undefined ? periodEnding(asOf, asked.form.calendar) : { from, asOf };
  return { form: asked.form, plan: null, unit, asOf, period };
}

/**
 * The usual period that ends on a day. Reports of reform are due for the first quarter, half a year, the third quarter and
 * the year (there is no second and fourth quarter; Thông tư 01/2020/TT-VPCP); else months, and by the calendar quarters.
 */
function periodEnding(asOf: string, calendar: Calendar): Period {
  const [year, month] = [Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7))];
  const kinds: readonly [PeriodKind, number][] = [
    ...(calendar === 'government' && month === 12 ? [['year', 1] as [PeriodKind, number]] : []),
    ...(calendar === 'government' && month === 6 ? [['half', 1] as [PeriodKind, number]] : []),
    ['quarter', month / 3],
    ['month', month],
  ];
  const found = kinds
    .filter(([, number]) => Number.isInteger(number))
    .map(([kind, number]) => reportingPeriodOf(kind, year, number, calendar))
    .find((period) => period.asOf === asOf);
  return found ?? { from: `${asOf.slice(0, 4)}-01-01`, asOf };
}
