import { verdictWords } from '../../pipeline/evaluate/words.ts';
import type { Answer, Question } from '../../pipeline/office/questions.ts';
import { dayOf, groupingOf, optionalDayOf, subjectOf, textOf } from './arguments.ts';
import { CellError, cellError } from './cell-error.ts';
import { type CellValue, groupTable, targetTable } from './tables.ts';

/** Asks a question together with those of the other cells. */
export type Ask = (question: Question) => Promise<Answer>;

type Figure = Extract<Answer, { kind: 'figure' }>;
type Target = Extract<Answer, { kind: 'target' }>;

/** Codes of answers that the arguments are not to blame for. */
const NOT_THE_ARGUMENT = new Set(['NOT_YOUR_UNIT']);

/**
 * The functions of the add-in by their ids in `functions.json`. Arguments come as Excel hands them over: text, numbers,
 * nothing. Percentages are plain numbers (70 is 70 %). What cannot be shown rejects with a `CellError`.
 */
export function vedichFunctions(ask: Ask) {
  const figure = async (subject: unknown, unit: unknown, asOf: unknown, from: unknown): Promise<Figure> =>
    answered(await ask({ ask: 'figure', ...placeOf(subject, unit, asOf, from) }), 'figure');
  const target = async (subject: unknown, unit: unknown, asOf: unknown, from: unknown): Promise<Target> =>
    answered(await ask({ ask: 'target', ...placeOf(subject, unit, asOf, from) }), 'target');

  return {
    /** The value of an indicator, or of a plan's target. */
    async GIATRI(subject: unknown, unit: unknown, asOf: unknown, from?: unknown): Promise<number> {
      const { value, missing } = await figure(subject, unit, asOf, from);
      if (value === null) throw noData(missing);
      return value;
    },
    /** Its numerator. */
    async TUSO(subject: unknown, unit: unknown, asOf: unknown, from?: unknown): Promise<number> {
      const { numerator, missing } = await figure(subject, unit, asOf, from);
      if (numerator !== null) return numerator;
      throw missing.length > 0 ? noData(missing) : cellError('not-available', 'NO_NUMERATOR');
    },
    /** Its denominator. */
    async MAUSO(subject: unknown, unit: unknown, asOf: unknown, from?: unknown): Promise<number> {
      const { denominator, missing } = await figure(subject, unit, asOf, from);
      if (denominator !== null) return denominator;
      throw missing.length > 0 ? noData(missing) : cellError('not-available', 'NO_DENOMINATOR');
    },
    /** The threshold of a plan's target in force on a date. */
    async NGUONG(subject: unknown, unit: unknown, asOf: unknown): Promise<number> {
      const { row } = await target(subject, unit, asOf, undefined);
      if (row.threshold === null) throw cellError('not-available', 'NO_THRESHOLD');
      return row.threshold;
    },
    /** `✓ Đạt`, `▼ Chưa đạt`, …: Vietnamese, because the workbook goes to other offices. */
    async KETQUA(subject: unknown, unit: unknown, asOf: unknown, from?: unknown): Promise<string> {
      return verdictWords((await target(subject, unit, asOf, from)).row, 'vi');
    },
    /** All targets of a plan, or an indicator by field, procedure, month or unit. */
    async BANG(subject: unknown, unit: unknown, asOf: unknown, by?: unknown, from?: unknown): Promise<CellValue[][]> {
      const grouping = groupingOf(by);
      const place = placeOf(subject, unit, asOf, from);
      const answer = await ask({ ask: 'table', ...place, ...(grouping === undefined ? {} : { by: grouping }) });
      if (answer.kind === 'groups') return groupTable(answer);
      return targetTable(answered(answer, 'targets').lines);
    },
  };
}

export type FunctionId = keyof ReturnType<typeof vedichFunctions>;

function placeOf(subject: unknown, unit: unknown, asOf: unknown, from: unknown): Omit<Question, 'ask' | 'by'> {
  const first = optionalDayOf(from);
  return {
    of: subjectOf(subject),
    unit: textOf(unit),
    as_of: dayOf(asOf),
    ...(first === undefined ? {} : { from: first }),
  };
}

function answered<K extends Answer['kind']>(answer: Answer, kind: K): Extract<Answer, { kind: K }> {
  if (answer.kind === 'problem')
    throw new CellError(NOT_THE_ARGUMENT.has(answer.code) ? 'not-available' : 'wrong-argument', answer.vi, answer.en);
  if (isOfKind(answer, kind)) return answer;
  throw cellError('not-available', 'OUR_FAULT');
}

function isOfKind<K extends Answer['kind']>(answer: Answer, kind: K): answer is Extract<Answer, { kind: K }> {
  return answer.kind === kind;
}

function noData(missing: readonly string[]): CellError {
  return cellError('not-available', 'NO_DATA', { missing: missing.join('; ') });
}
