import { type Language, type MessageParams, type MessageTemplate, renderMessage, type Surface } from '../messages.ts';
import { recogniseMessages } from '../recognise/messages.ts';
import { factMessages } from './messages.ts';

const TEMPLATES: Readonly<Record<string, MessageTemplate>> = { ...factMessages, ...recogniseMessages };

/** What a problem's sentence is made of. */
export interface Problem {
  code: string;
  /** The column's header as it stood in the file. */
  column: string;
  count: number;
  rows: readonly number[];
  params: MessageParams;
  sheet: string;
}

/** A problem that was found earlier, in a sentence: the cells that showed it were not kept. */
export function problemSentence(problem: Problem, language: Language, surface?: Surface): string {
  const { code, column, count, rows, params, sheet } = problem;
  const template = TEMPLATES[code];
  if (template === undefined) throw new Error(`no message for ${code}`);
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
