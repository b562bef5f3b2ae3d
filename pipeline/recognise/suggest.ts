import { editDistance } from '../nearest.ts';
import { textKey } from '../text.ts';
import { headerKeys } from './headers.ts';

/**
 * How far a header is from a spelling: 0 = the same, 1 and more = too far to ask. A quarter of the letters may differ; a
 * spelling may go on in more words.
 */
export function spellingDistance(header: string, spelling: string): number {
  const wanted = textKey(spelling);
  // A word of a few letters is near to too many others.
  if (wanted.length < 6) return 1;
  return Math.min(
    ...headerKeys(header).map((key) => {
      if (key.startsWith(`${wanted} `) && wanted.includes(' ')) return 0.9 * (1 - wanted.length / key.length);
      const allowed = Math.floor(Math.max(key.length, wanted.length) / 4);
      if (Math.abs(key.length - wanted.length) > allowed) return 1;
      return editDistance(key, wanted) / (allowed + 1);
    }),
    1,
  );
}
