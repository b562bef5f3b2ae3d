import type { Period } from '../counts/period.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Plan } from '../library/plans/types.ts';
import type { MemberPart, Page, Side } from '../warehouse/members.ts';
import { questionError } from './questions.ts';
import { type Office, scopeOf } from './scope.ts';
import { memberTable, type Table } from './tables.ts';

/** The members behind a number: which indicator, of whom, when, and on which side. */
export interface MemberQuestion {
  indicator: Indicator;
  unit: string;
  period: Period;
  side: Side;
  /** Only those of a part of it. */
  part?: MemberPart | undefined;
  /** Only these rows of the list; all without it. */
  page?: Page | undefined;
  /** What it leaves out is left out. */
  plan?: Plan | undefined;
}

/**
 * The members behind a number as a table (columns: `membersOf`).
 * @throws UserError NOT_FROM_DOSSIERS for an indicator that is kept by hand
 */
export async function membersTable(office: Office, question: MemberQuestion): Promise<Table> {
  const { indicator, unit, period, side, part, page, plan } = question;
  const columns = await office.warehouse.members(scopeOf(office, unit, plan), indicator, period, side, part, page);
  if (columns === null) throw questionError('NOT_FROM_DOSSIERS', { text: indicator.id });
  return memberTable(columns);
}
