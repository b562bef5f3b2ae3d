import { vietnameseMoment } from '../dates.ts';
import { type Language, type MessageParams, renderMessage } from '../messages.ts';
import { printable } from './printable.ts';

/** The outside world of a command, handed in so that tests own it. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  outBytes(bytes: Uint8Array): void;
  /** Whether errors go to a terminal: a progress bar is drawn only there. */
  isTerminal: boolean;
  /** Columns of the terminal; tables fit it, at most 100. */
  width: number;
  language: Language;
  /** Local moment `YYYY-MM-DD HH:MM:SS`, for telling dates in the future and for the record of imports. */
  now: string;
}

/** The real terminal. */
export function processIo(language: Language): Io {
  // `vedich roll | head`: who reads has seen enough, and that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  return {
    out: (text) => process.stdout.write(`${printable(text)}\n`),
    err: (text) => process.stderr.write(`${printable(text)}\n`),
    outBytes: (bytes) => process.stdout.write(bytes),
    isTerminal: process.stderr.isTTY === true,
    width: Math.min(100, process.stdout.columns ?? 100),
    language,
    now: vietnameseMoment(Date.now()),
  };
}

/** The sentence in the language of the run. */
export function say({ language }: Pick<Io, 'language'>, vi: string, en: string, params: MessageParams = {}): string {
  return renderMessage({ vi, en }, params, language);
}
