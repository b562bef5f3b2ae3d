import { monthEnd, monthOf } from '../dates.ts';
import type { Plan } from '../library/plans/types.ts';
import { idsBelow } from '../library/units/scope.ts';
import { type Office, scopeOf } from '../office/scope.ts';

/** A report that can be made. */
export interface Wanted {
  plan: Plan;
  unit: string;
  asOf: string;
}

/**
 * A report for each plan whose unit has dossiers, to the end of its last month with some; of the unit that was named instead,
 * where it is or was below the plan's. The others' plans are none of the files' business.
 */
export async function ownReports(
  office: Office,
  named: string | undefined,
  day: string | undefined,
  today: string,
): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for (const plan of office.library.plans.values()) {
    const unit = named ?? plan.defaultUnit;
    if (!idsBelow(office.library.units, plan.defaultUnit).has(unit)) continue;
    const { lastDay } = await office.warehouse.state(scopeOf(office, unit, plan), today);
    if (lastDay !== null) wanted.push({ plan, unit, asOf: day ?? monthEnd(monthOf(lastDay)) });
  }
  return wanted;
}
