import type { Collection } from '../consolidate/collection.ts';
import type { Included } from '../consolidate/consolidate.ts';
import { coverageWords } from '../consolidate/words.ts';
import type { Library } from '../library/library.ts';
import type { Language, Words } from '../messages.ts';
import { type CollectingOffice, consolidateNow, dueOf } from './collect.ts';
import { consolidatedRecord, rollRecord } from './collect-records.ts';

/** A form that units send. */
export interface FormChoice {
  id: string;
  name: Words;
}

/** The forms of counts that can be collected. */
export function formChoices({ forms }: Pick<Library, 'forms'>): FormChoice[] {
  return [...forms.values()]
    .filter(({ kind }) => kind === 'counts')
    .map(({ id, shortTitle }) => ({ id, name: { vi: shortTitle, en: shortTitle } }));
}

/** How a collection stands, as a screen shows it: who has sent, what all of it comes to, and who is covered, in words. */
export async function collectionNow(
  office: CollectingOffice,
  collection: Collection,
  only: Included,
  language: Language,
) {
  const report = await consolidateNow(office, collection, only);
  return {
    roll: rollRecord(report.consolidated.roll, collection, dueOf(collection, office.library)),
    consolidated: consolidatedRecord(report, language),
    coverage: coverageWords(report.consolidated, language),
  };
}
