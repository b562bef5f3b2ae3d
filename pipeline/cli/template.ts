import { readFileSync } from 'node:fs';

/** The standard report template that ships with the program. */
export function standardTemplate(): Uint8Array {
  return readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));
}

/** The narrative template that ships with the program. */
export function narrativeTemplate(): { name: string; bytes: Uint8Array } {
  const name = 'templates/bao-cao.docx';
  return { name, bytes: new Uint8Array(readFileSync(new URL(`../../${name}`, import.meta.url))) };
}
