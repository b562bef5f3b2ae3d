import { describe, expect, it } from 'vitest';
import { placesOf } from '../messages.ts';
import { readMessages } from './messages.ts';

/** Faults of the file as a whole: there is no place in it to name. */
const OF_THE_WHOLE = ['file-empty', 'file-too-heavy', 'book-encrypted', 'book-binary', 'html-no-table'];
/** What tells where something is, or what it is that was found. */
const PLACES = ['part', 'sheet', 'row', 'line', 'offset', 'found', 'kind'];
const DO = {
  vi: /(?:^|[.;,] )(?:Hãy|hãy) \p{L}+/u,
  en: /(?:^|[.;] )(?:Export|Mend|Open|Save|Split|Sign in|Download|Check|Get|get|Try|try)\b/,
};

describe('every sentence about a damaged or hostile file', () => {
  it.each(Object.entries(readMessages))(
    '%s names the file, the place and what to do, in both languages',
    (code, { vi, en }) => {
      for (const [language, text] of [
        ['vi', vi],
        ['en', en],
      ] as const) {
        const named = placesOf(text);
        expect(named).toContain('file');
        if (!OF_THE_WHOLE.includes(code)) expect(named.filter((one) => PLACES.includes(one))).not.toEqual([]);
        expect(text).toMatch(DO[language]);
      }
      expect([...placesOf(vi)].sort()).toEqual([...placesOf(en)].sort());
    },
  );

  it('those of the whole are still sentences of the readers', () => {
    expect(Object.keys(readMessages)).toEqual(expect.arrayContaining(OF_THE_WHOLE));
  });
});
