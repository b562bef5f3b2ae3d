import type { DataMistake } from '../../../pipeline/library/data.ts';
import type { OfficeLayer as Contents } from '../../../pipeline/library/layer/types.ts';
import type { Mistake, OwnLibrary } from '../library-source.ts';

/** What the pane shows of the office's layer. */
export function ownLibrary({ plans, units, indicators, mistakes, notes }: Contents): OwnLibrary {
  return {
    plans: Object.fromEntries(plans),
    units: Object.fromEntries(units),
    indicators: Object.fromEntries(indicators),
    mistakes: mistakesOf(mistakes),
    notes: mistakesOf(notes),
  };
}

export function mistakesOf(mistakes: readonly DataMistake[]): Mistake[] {
  return mistakes.map(({ file, line, message, en = message }) => ({ file, line, message, message_en: en }));
}
