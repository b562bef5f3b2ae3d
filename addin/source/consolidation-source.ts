import type { Act } from '../../pipeline/consolidate/roll.ts';
import type { Language } from '../../pipeline/messages.ts';
import type { collectRecord, consolidatedRecord, rollRecord } from '../../pipeline/office/collect-records.ts';
import type { differenceRecord } from '../../pipeline/office/difference.ts';

/** What is collected: the targets of a plan, or a form; by which office, until which day. */
export interface CollectionQuery {
  plan?: string;
  form?: string;
  unit: string;
  asOf: string;
  /** Of the sentences in the answer. */
  language: Language;
}

/** A form that units send. */
export interface FormChoice {
  id: string;
  name: { vi: string; en: string };
}

export type CollectedRecord = ReturnType<typeof collectRecord>;
export type RollRecord = ReturnType<typeof rollRecord>;
export type DifferenceRecord = ReturnType<typeof differenceRecord>;
export type ConsolidatedRecord = ReturnType<typeof consolidatedRecord>;

/** How a collection stands: who has sent, and what all of it comes to. */
export interface CollectionNow {
  roll: RollRecord;
  consolidated: ConsolidatedRecord;
  /** Who is covered, in words. */
  coverage: string;
}

/** Reports of units: taken in, decided on, added. Rejects with a `SourceError` where it cannot. */
export interface ConsolidationSource {
  forms(): Promise<FormChoice[]>;
  /** Takes in workbooks of units; one that cannot be read is told and stops no other. */
  collect(
    query: CollectionQuery,
    files: readonly File[],
    onFile: (number: number, of: number) => void,
  ): Promise<CollectedRecord[]>;
  now(query: CollectionQuery): Promise<CollectionNow>;
  decide(query: CollectionQuery, units: readonly string[], act: Act['act'], reason: string): Promise<void>;
  /** Which unit a name means; remembered. */
  explainUnit(name: string, unit: string): Promise<void>;
  /** The consolidated workbook, `.xlsx`, of accepted reports or of all that were not returned. */
  workbook(query: CollectionQuery, only: 'accepted' | 'all'): Promise<Uint8Array>;
  /** The letter of reminder, `.docx`; that they were reminded is logged. */
  letter(query: CollectionQuery): Promise<Uint8Array>;
  /** Blank reports for all units that are asked, a workbook each: a zip. */
  blanks(query: CollectionQuery): Promise<Uint8Array>;
  /**
   * What makes a unit's figure another one than that of the exports here; with the lists that the unit counted from exactly
   * those dossiers. Absent where it cannot be asked.
   */
  difference?(query: CollectionQuery, unit: string, target: string, lists: readonly File[]): Promise<DifferenceRecord>;
}
