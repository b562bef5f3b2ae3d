import { readFileSync } from 'node:fs';

/** The standard report template that ships with the program. */
export function standardTemplate(): Uint8Array {
  return readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));
}
