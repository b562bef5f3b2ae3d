import type { Collection } from '../consolidate/collection.ts';
import { owing, reminderLetter } from '../consolidate/letter.ts';
import { type CollectingOffice, decide, dueOf, rollNow } from './collect.ts';
import { questionError } from './questions.ts';

/**
 * The letter of reminder to all who owe a report (`.docx`); that they were reminded is logged.
 * @throws UserError NOBODY_OWES
 */
export async function remind(
  office: CollectingOffice,
  collection: Collection,
  by: { now: string; by: string },
): Promise<Uint8Array> {
  const roll = await rollNow(office, collection);
  const units = owing(roll).map(({ unit }) => unit);
  if (units.length === 0) throw questionError('NOBODY_OWES');
  const letter = await reminderLetter(collection, roll, dueOf(collection, office.library), office.library.units);
  await decide(office, collection, units, 'reminded', '', by);
  return letter;
}
