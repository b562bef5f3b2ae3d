import type { Lack, MissingMonths } from '../counts/lack.ts';
import type { MessageParams, Words } from '../messages.ts';
import { UserError } from '../messages.ts';
import { questionMessages } from './question-messages.ts';
import type { EvaluationRecord, FigureLine, Grouping } from './tables.ts';

/** How a table of one indicator can be grouped. */
export type TableGrouping = Exclude<Grouping, 'none'>;

/**
 * One question of many that are answered together, as a cell of a workbook asks it. `of` and `unit` are ids or names, as
 * people write them. Days are `YYYY-MM-DD`; without `from` the period begins as the plan says, else on 1 January.
 */
export type Question =
  /** An indicator, or a plan's target by its own definition: numerator, denominator, value. */
  | QuestionOf<'figure'>
  /** A plan's target against its threshold. */
  | QuestionOf<'target'>
  /** All targets of a plan, or an indicator by field, procedure, month or unit. */
  | (QuestionOf<'table'> & { by?: TableGrouping });

export type QuestionKind = Question['ask'];
export const QUESTION_KINDS = ['figure', 'target', 'table'] as const satisfies readonly QuestionKind[];

interface QuestionOf<K extends string> {
  ask: K;
  of: string;
  /** Empty: the unit that the plan is usually evaluated for. */
  unit: string;
  as_of: string;
  from?: string;
}

/** `lacks` for who writes it in another language than the one that was asked in: cells of a workbook are Vietnamese. */
export interface TargetLine {
  name: { vi: string; en: string };
  row: EvaluationRecord;
  lacks: readonly (Lack | MissingMonths)[];
  counted?: Words;
  /** The value as plain decimal text with as many decimals as the verdict needs. */
  valueText: string;
}

/** Answers stand in the order of their questions. */
export type Answer =
  | {
      kind: 'figure';
      numerator: number | null;
      denominator: number | null;
      value: number | null;
      unit_of_measure: string;
      missing: string[];
    }
  | ({ kind: 'target' } & TargetLine)
  | { kind: 'targets'; lines: TargetLine[] }
  | { kind: 'groups'; name: { vi: string; en: string }; by: TableGrouping; lines: FigureLine['row'][] }
  | { kind: 'problem'; code: string; vi: string; en: string };

export type QuestionCode = keyof typeof questionMessages;

/** A question that cannot be answered, in a sentence with the next step. */
export function questionError(code: QuestionCode, params: MessageParams = {}): UserError {
  return new UserError(code, questionMessages[code], params);
}

export function isQuestionCode(code: string): code is QuestionCode {
  return code in questionMessages;
}

export function problemAnswer(error: UserError): Answer {
  return { kind: 'problem', code: error.code, vi: error.sentence('vi'), en: error.sentence('en') };
}
