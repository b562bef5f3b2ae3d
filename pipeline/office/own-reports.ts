import { type Collection, collectionOf } from '../consolidate/collection.ts';
import type { RollLine } from '../consolidate/roll.ts';
import { sendersFor } from '../consolidate/sent-by.ts';
import type { CheckProblem } from '../consolidate/types.ts';
import { understoodWords } from '../consolidate/words.ts';
import { dateText } from '../dates.ts';
import type { Form } from '../library/forms/types.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import { holds } from '../library/units/periods.ts';
import { parentAt } from '../library/units/scope.ts';
import type { Unit } from '../library/units/types.ts';
import type { Language, UserError } from '../messages.ts';
import { reportActs } from '../warehouse/received.ts';
import { type CollectingOffice, checksOf, dueOf, earlierReports, keyOf, rollNow } from './collect.ts';
import { problemRecord } from './collect-records.ts';
import { questionError } from './questions.ts';

/**
 * What the office above a unit collects of it.
 * @throws UserError NOT_ASKED where nobody is above the unit on that day
 */
export function collectionAbove(
  library: Library,
  asked: { plan: Plan } | { form: Form },
  unit: Unit,
  asOf: string,
  from?: string,
): Collection {
  const above = holds(unit, asOf) ? parentAt(unit, asOf) : undefined;
  if (above === undefined) throw notAsked(unit.name, asOf);
  return collectionOf(library, asked, above, asOf, from);
}

function notAsked(unit: string, asOf: string): UserError {
  return questionError('NOT_ASKED', { unit, as_of: { vi: dateText(asOf, 'vi'), en: dateText(asOf, 'en') } });
}

/** How a unit's own report stands with the office above: what it sent, what was decided of each, what the checks find. */
export interface Standing {
  line: RollLine;
  checks: CheckProblem[];
  /** Of reports that were accepted or returned, by their number: the last decision. */
  decisions: ReadonlyMap<number, { decision: 'accepted' | 'returned'; reason: string }>;
}

/**
 * How a unit's report stands. Nothing of any other unit is read but of those that went into it.
 * @throws UserError NOT_ASKED where the unit is not among those asked
 */
export async function standingOf(office: CollectingOffice, collection: Collection, unit: Unit): Promise<Standing> {
  const { engine, library } = office;
  const senders = sendersFor(library.units, unit.id, collection.asOf);
  const roll = await rollNow(office, collection, senders);
  const line = roll.lines.find((one) => one.unit === unit.id);
  if (line === undefined) throw notAsked(unit.name, collection.asOf);
  const decisions = new Map<number, { decision: 'accepted' | 'returned'; reason: string }>();
  for (const { act, received, reason, unit: of } of await reportActs(engine, keyOf(collection)))
    if (of === unit.id && received !== null && (act === 'accepted' || act === 'returned'))
      decisions.set(received, { decision: act, reason });
  const earlier = await earlierReports(engine, collection, senders);
  return { line, checks: checksOf(collection, library, line, earlier), decisions };
}

/** As JSON has it: `snake_case`, in the reader's language; what was sent, newest first. */
export function standingRecord(
  { line, checks, decisions }: Standing,
  collection: Collection,
  library: Library,
  language: Language,
) {
  const { plan, form, period } = collection;
  return {
    plan: plan?.id ?? null,
    form: plan === null ? form.id : null,
    unit: line.unit,
    name: line.name,
    from: period.from,
    as_of: period.asOf,
    due: dueOf(collection, library),
    state: line.state,
    days_late: line.daysLate,
    decision: line.decision,
    reason: line.reason,
    sent: line.sent.map((received) => ({
      file: received.sheet.file,
      sheet: received.sheet.sheet,
      received_at: received.receivedAt,
      counts: line.current.includes(received),
      understood: understoodWords(received.sheet, library, language),
      decision: decisions.get(received.id)?.decision ?? ('open' as const),
      reason: decisions.get(received.id)?.reason ?? '',
    })),
    checks: checks.map((one) => problemRecord(one, language)),
  };
}
