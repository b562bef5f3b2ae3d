import { type Language, type MessageParams, type MessageTemplate, renderMessage, type Surface } from '../messages.ts';
import { consolidateMessages } from './messages.ts';
import type { CheckProblem, ProblemCode } from './types.ts';

/** Where a finding is, and what stands there; unit and file are added by who knows them. */
interface ProblemPlace {
  unit?: string;
  file?: string;
  sheet: string;
  cell?: string;
  expected?: string | null;
  found?: string | null;
}

/** A finding as data; `checkSentence` says it. */
export function problem(code: ProblemCode, place: ProblemPlace, params: MessageParams): CheckProblem {
  const { unit = '', file = '', sheet, cell = '', expected = null, found = null } = place;
  const { severity }: MessageTemplate = consolidateMessages[code];
  return { code, severity, unit, file, sheet, cell, expected, found, params };
}

/** What it is, the likely cause and what to do, in the reader's language. */
export function checkSentence(
  { code, sheet, cell, expected, found, params }: CheckProblem,
  language: Language,
  surface?: Surface,
): string {
  const template: MessageTemplate = consolidateMessages[code];
  const words = (surface === 'terminal' ? template.terminal : undefined) ?? template;
  return renderMessage(words, { ...params, sheet, cell, expected: expected ?? '', found: found ?? '' }, language);
}
