import { type MessageParams, type MessageTemplate, renderMessage } from '../messages.ts';
import { consolidateMessages } from './messages.ts';
import type { CheckProblem } from './types.ts';

export type ProblemCode = keyof typeof consolidateMessages;

/** Where a finding is, and what stands there; unit and file are added by who knows them. */
export interface ProblemPlace {
  unit?: string;
  file?: string;
  sheet: string;
  cell?: string;
  expected?: string | null;
  found?: string | null;
}

/** A finding with its sentence in both languages, with the likely cause and what to do. */
export function problem(code: ProblemCode, place: ProblemPlace, params: MessageParams): CheckProblem {
  const template: MessageTemplate = consolidateMessages[code];
  const { unit = '', file = '', sheet, cell = '', expected = null, found = null } = place;
  const all = { ...params, sheet, cell, expected: expected ?? '', found: found ?? '' };
  return {
    code,
    severity: template.severity,
    unit,
    file,
    sheet,
    cell,
    expected,
    found,
    message: { vi: renderMessage(template, all, 'vi'), en: renderMessage(template, all, 'en') },
  };
}
