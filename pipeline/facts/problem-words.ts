import type { CheckCatalogue } from '../library/checks.ts';
import { type Language, type MessageParams, type MessageTemplate, renderMessage, type Surface } from '../messages.ts';
import { recogniseMessages } from '../recognise/messages.ts';
import { factMessages } from './messages.ts';

const TEMPLATES: Readonly<Record<string, MessageTemplate>> = { ...factMessages, ...recogniseMessages };

/** What is said of a problem that rows or sheets can have. */
export function problemTemplate(code: string, checks: CheckCatalogue): MessageTemplate {
  const template = TEMPLATES[code] ?? checks.get(code)?.template;
  if (template === undefined) throw new Error(`no message for ${code}`);
  return template;
}

/** What a problem's sentence is made of. */
export interface Problem {
  /** It travels with the problem: who shows it need not know the checks. */
  template: MessageTemplate;
  /** The column's header as it stood in the file. */
  column: string;
  count: number;
  rows: readonly number[];
  params: MessageParams;
  sheet: string;
}

/** A problem that was found earlier, in a sentence: the cells that showed it were not kept. */
export function problemSentence(problem: Problem, language: Language, surface?: Surface): string {
  const { template, column, count, rows, params, sheet } = problem;
  const all = { column, count, row: rows[0] ?? 0, sheet, hint: '', others: '', ...params };
  return renderMessage(withoutExample(template), all, language, surface);
}

function withoutExample(template: MessageTemplate): MessageTemplate {
  const cut = (text: string): string => text.replace(/: '\{example\}'/g, '').replace(/\s*\{hint\}/g, '');
  const { terminal } = template;
  return {
    ...template,
    vi: cut(template.vi),
    en: cut(template.en),
    ...(terminal === undefined ? {} : { terminal: { vi: cut(terminal.vi), en: cut(terminal.en) } }),
  };
}
