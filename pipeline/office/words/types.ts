import type { Corrections } from '../../ask/words/reading.ts';
import type { PartInWords } from '../../ask/words/say.ts';
import type { GroupBy } from '../../counts/count.ts';
import type { Period } from '../../counts/period.ts';
import type { Plan } from '../../library/plans/types.ts';
import type { Language, Words } from '../../messages.ts';

/** What a question in words is asked of. */
export interface WordsQuestion {
  question: string;
  plan: Plan | undefined;
  unit: string;
  /** Meant where the question names no days. */
  period: Period;
  corrections: Corrections;
  language: Language;
}

/** A line of an answer. `group` is empty for a number of its own; `opens` says which dossiers stand behind it. */
export interface WordsRow {
  label: string;
  group: string;
  value: number | null;
  value_text: string;
  numerator: number | null;
  denominator: number | null;
  before: number | null;
  before_text: string;
  change: number | null;
  change_text: string;
  verdict: string;
  missing: string[];
  opens: WordsOpens | null;
}

export interface WordsOpens {
  plan: string | null;
  indicator: string;
  unit: string;
  from: string;
  as_of: string;
  /** `both`: numerator and missing together are what was counted. */
  side: 'numerator' | 'missing' | 'both';
  by: Exclude<GroupBy, 'unit'> | null;
  part: string | null;
}

/** An answer in words, with how the question was understood; without an answer it says why. */
export interface WordsAnswer {
  question: string;
  answered: boolean;
  reading: PartInWords[];
  /** Words that were taken for others. */
  corrected: { written: string; meant: string }[];
  problems: string[];
  sentences: string[];
  /** What the rows' values are of: "Đơn vị, bộ phận". */
  group_label: string;
  rows: WordsRow[];
  /** What is missing of the days that were asked about. */
  notes: string[];
  /** Questions that are ready to be asked, where none was asked. */
  ready: Words[];
}

export type Given = Partial<
  Pick<WordsAnswer, 'answered' | 'problems' | 'sentences' | 'rows' | 'group_label' | 'notes'>
>;
