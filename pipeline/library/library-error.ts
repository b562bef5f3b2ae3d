import type { DataMistake } from './data.ts';

/** The data that ships with the program is broken: our fault, every mistake named. */
export class LibraryError extends Error {
  constructor(mistakes: readonly DataMistake[]) {
    super(mistakes.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
    this.name = 'LibraryError';
  }
}
