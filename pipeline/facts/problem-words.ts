import type { CheckCatalogue } from '../library/checks.ts';
import {
  type Language,
  type MessageParams,
  type ProblemTemplate,
  renderMessage,
  type Surface,
  type Words,
} from '../messages.ts';
import { rowNumbers } from '../numbers.ts';
import { recogniseProblems } from '../recognise/messages.ts';
import { factProblems } from './messages.ts';
import type { ImportedSheet, ImportProblem } from './types.ts';

/** One kind of problem in one column of one sheet, as data; a sentence is made of it where somebody reads it. */
export interface Problem {
  /** It travels with the problem: who shows it need not know the checks. */
  template: ProblemTemplate;
  /** The column's header as it stood in the file. */
  header: string;
  count: number;
  /** The first rows of them. */
  rows: readonly number[];
  /** What the sentence names beside the usual (`guess`, `missing`, …). */
  params: MessageParams;
  sheet: string;
  /** The cell of the first row, where it is known: cells are shown, never kept. */
  example?: string;
  /** Other cells with the same problem, the most frequent first. */
  others?: readonly string[];
  /** What may have been meant, nearest first. */
  suggestions?: readonly string[];
}

/** More cells than these are not named. */
const MOST_OTHERS = 5;

const TEMPLATES: Readonly<Record<string, ProblemTemplate>> = { ...factProblems, ...recogniseProblems };

/** What is said of a problem that rows or sheets can have. */
export function problemTemplate(code: string, checks: CheckCatalogue): ProblemTemplate {
  const template = TEMPLATES[code] ?? checks.get(code)?.template;
  if (template === undefined) throw new Error(`no message for ${code}`);
  return template;
}

/** A problem of a whole sheet or file that is no check of rows. */
export function foundFact(code: keyof typeof factProblems, params: MessageParams = {}): ImportProblem {
  return foundProblem(code, factProblems[code], params);
}

/** A problem of a whole sheet or file; what concerns a column or rows adds them. */
export function foundProblem(code: string, template: ProblemTemplate, params: MessageParams = {}): ImportProblem {
  const { severity } = template;
  return {
    code,
    severity,
    column: '',
    header: '',
    count: 0,
    rows: [],
    example: '',
    others: [],
    suggestions: [],
    template,
    params,
  };
}

export type SaidSheet = Omit<ImportedSheet, 'problems'> & { problems: (ImportProblem & { message: string })[] };

/** A sheet's report with its problems in sentences. */
export function saidSheet(sheet: ImportedSheet, language: Language, surface?: Surface): SaidSheet {
  return {
    ...sheet,
    problems: sheet.problems.map((problem) => ({
      ...problem,
      message: problemSentence({ ...problem, sheet: sheet.sheet }, language, surface),
    })),
  };
}

/** What happened, where, what to do. */
export function problemSentence(problem: Problem, language: Language, surface?: Surface): string {
  const { template, suggestions = [] } = problem;
  const words = (surface === 'terminal' ? template.terminal : undefined) ?? template.todo;
  return [
    `${said(template.what, problem, language)}${template.shows === undefined ? '' : shownRows(template.shows, problem, language)}.`,
    ...(suggestions.length === 0 ? [] : [renderMessage(MAY_BE, { names: suggestions.join('; ') }, language)]),
    ...(words === undefined ? [] : [said(words, problem, language)]),
  ].join(' ');
}

/**
 * For the report on paper, whose readers have nothing to mend: of rejected rows what was found, of kept ones also what
 * became of them. Their number and the example have columns of their own.
 */
export function problemReason(problem: Problem, language: Language): string {
  const { what, todo, severity } = problem.template;
  const rows = shownNumbers(problem, language);
  return [
    `${said(what, problem, language)}${rows === '' ? '' : renderMessage(ALL_ROWS, { rows }, language)}.`,
    ...(severity === 'error' || todo === undefined ? [] : [said(todo, problem, language)]),
  ].join(' ');
}

const MORE: Words = { vi: '{rows} … và {more} dòng nữa', en: '{rows} … and {more:other row|other rows}' };

/** `118–120, 203 … và 480 dòng nữa`; empty where a column or a sheet is meant, not rows of it. */
export function shownNumbers(problem: Pick<Problem, 'template' | 'rows' | 'count'>, language: Language): string {
  if (problem.template.shows === undefined) return '';
  const rows = rowNumbers(problem.rows);
  const more = problem.count - problem.rows.length;
  return more > 0 ? renderMessage(MORE, { rows, more }, language) : rows;
}

function said(words: Words, { header, count, sheet, params }: Problem, language: Language): string {
  return renderMessage(words, { column: header, count, sheet, ...params }, language);
}

const MAY_BE: Words = { vi: 'Có thể là: {names}.', en: 'It may be: {names}.' };
const ALL_ROWS: Words = { vi: ' (dòng {rows})', en: ' (rows {rows})' };
const ONE_ROW: Words = { vi: ', dòng {row}{cells}', en: ', row {row}{cells}' };
const ROWS: Words = {
  vi: ', {count} dòng (ví dụ dòng {row}{cells})',
  en: ', {count:row|rows} (such as row {row}{cells})',
};

/** `, 3 dòng (ví dụ dòng 118: '31/02/2023'; '30/02/2023')` */
function shownRows(shows: 'rows' | 'cells', problem: Problem, language: Language): string {
  const { count, rows, example = '', others = [] } = problem;
  const words = others.slice(0, MOST_OTHERS).map((cell) => `'${cell}'`);
  const more = words.length === 0 ? '' : `; ${words.join(', ')}${others.length > MOST_OTHERS ? ' …' : ''}`;
  const cells = shows === 'rows' || example === '' ? '' : `: '${example}'${more}`;
  return renderMessage(count === 1 ? ONE_ROW : ROWS, { count, row: String(rows[0] ?? 0), cells }, language);
}
