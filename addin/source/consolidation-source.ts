import type { Act } from '../../pipeline/consolidate/roll.ts';
import type { Language } from '../../pipeline/messages.ts';
import type { collectRecord, rollRecord } from '../../pipeline/office/collect-records.ts';
import type { collectionNow, FormChoice } from '../../pipeline/office/collection-now.ts';
import type { differenceRecord } from '../../pipeline/office/difference.ts';
import type { standingRecord } from '../../pipeline/office/own-reports.ts';

/** What is collected: the targets of a plan, or a form; by which office, until which day. */
export interface CollectionQuery {
  plan?: string;
  form?: string;
  unit: string;
  asOf: string;
  /** Of the sentences in the answer. */
  language: Language;
}

export type CollectedRecord = ReturnType<typeof collectRecord>;
export type RollRecord = ReturnType<typeof rollRecord>;
export type DifferenceRecord = ReturnType<typeof differenceRecord>;
/** How a collection stands: who has sent, what all of it comes to, who is covered. */
export type CollectionNow = Awaited<ReturnType<typeof collectionNow>>;
export type ConsolidatedRecord = CollectionNow['consolidated'];
/** How a unit's own report stands. */
export type StandingRecord = ReturnType<typeof standingRecord>;

/** What came of files that were handed in; a file that was refused stands by name, with the reason. */
export interface CollectedFiles {
  reports: readonly CollectedRecord[];
  refused: readonly { file: string; message: string; message_en: string }[];
}

/** A unit's own reports to the office above. Rejects with a `SourceError` where it cannot. */
export interface SendingSource {
  forms(): Promise<FormChoice[]>;
  standing(query: CollectionQuery): Promise<StandingRecord>;
  /** Workbooks of the unit that the query names; a file with another unit's report is refused whole. */
  send(
    query: CollectionQuery,
    files: readonly File[],
    onFile: (number: number, of: number) => void,
  ): Promise<CollectedFiles>;
}

/** Reports of units: taken in, decided on, added. Rejects with a `SourceError` where it cannot. */
export interface ConsolidationSource {
  forms(): Promise<FormChoice[]>;
  /** Takes in workbooks of units; one that cannot be read is told and stops no other. */
  collect(
    query: CollectionQuery,
    files: readonly File[],
    onFile: (number: number, of: number) => void,
  ): Promise<CollectedFiles>;
  now(query: CollectionQuery): Promise<CollectionNow>;
  /** @param seen numbers of the reports that were looked at: where another came meanwhile nothing is kept */
  decide(
    query: CollectionQuery,
    units: readonly string[],
    act: Act['act'],
    reason: string,
    seen: readonly number[],
  ): Promise<void>;
  /** Which unit a name means in what the office collects; remembered. */
  explainUnit(query: CollectionQuery, name: string, unit: string): Promise<void>;
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
