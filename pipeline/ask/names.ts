/** What a question calls and reads. */
export interface Names {
  /** Each in lower case. */
  functions: readonly string[];
  /** Functions that stand where a table stands; in lower case. */
  tableFunctions: readonly string[];
  /** Tables that the question does not make itself by WITH, as they are written: `past.dossiers`. */
  tables: readonly string[];
}

/** It is not one SELECT, or holds something that no question needs. */
export class NotAQuestion extends Error {
  /** What is not allowed, where it has a name. */
  readonly what: string | undefined;

  constructor(what?: string) {
    super(`not a question: ${what ?? 'no single SELECT'}`);
    this.name = 'NotAQuestion';
    this.what = what;
  }
}
