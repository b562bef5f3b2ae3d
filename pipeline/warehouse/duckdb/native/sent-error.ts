import { type MessageParams, type MessageTemplate, UserError } from '../../../messages.ts';

/** What went wrong in another thread or process: a sentence, or our fault. */
export type SentError =
  | { code: string; template: Omit<MessageTemplate, 'severity'>; params: MessageParams }
  | { fault: string };

export function sentError(error: unknown): SentError {
  if (error instanceof UserError) return { code: error.code, template: error.template, params: error.params };
  return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** @param doing what was done there, for whoever mends our faults */
export function receivedError(sent: SentError, doing: string): Error {
  return 'fault' in sent
    ? new Error(`while ${doing}: ${sent.fault}`)
    : new UserError(sent.code, sent.template, sent.params);
}
