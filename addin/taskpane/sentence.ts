import { shellTexts } from './texts/shell.ts';

/** What happened, where, and what to do next, in both languages. */
export interface Sentence {
  code: string;
  vi: string;
  en: string;
}

/** What the sources and the workbook throw carries its sentence; anything else is our fault. */
export function sentenceOf(error: unknown): Sentence {
  if (error instanceof Error && 'vi' in error && 'en' in error && 'code' in error) {
    return { code: String(error.code), vi: String(error.vi), en: String(error.en) };
  }
  if (error instanceof TypeError && NOT_FETCHED.test(error.message))
    return { code: 'NOT_FETCHED', ...shellTexts.notFetched };
  console.error(error);
  return { code: 'OUR_FAULT', ...shellTexts.ourFault };
}

/** What browsers say of a part of the program that does not come: Chromium and Edge, Firefox, Safari; Vite of its styles. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|unable to preload/i;

/** Whether a part of the pane itself could not be fetched. */
export function isNotFetched({ code }: Sentence): boolean {
  return code === 'NOT_FETCHED';
}

/** Whether a token, not the network or the question, is what is wrong. */
export function isAboutToken({ code }: Sentence): boolean {
  return ['NO_TOKEN', 'BAD_TOKEN', 'EXPIRED_TOKEN', 'TOO_MANY_FAILURES'].includes(code);
}

/** Whether the server is not reached at all. */
export function isOffline({ code }: Sentence): boolean {
  return ['OFFLINE', 'OFFLINE_ELSEWHERE', 'SLOW', 'NOT_OUR_SERVER'].includes(code);
}
