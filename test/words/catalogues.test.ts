import { describe, expect, it } from 'vitest';
import { askTexts } from '../../addin/taskpane/texts/ask.ts';
import { dataTexts } from '../../addin/taskpane/texts/data.ts';
import { figureTexts } from '../../addin/taskpane/texts/figures.ts';
import { shellTexts } from '../../addin/taskpane/texts/shell.ts';
import { placesOf } from '../../pipeline/messages.ts';
import { englishWord, hasVietnamese } from './languages.ts';
import { wordsInSources, wordsOf } from './source-words.ts';

const { pairs, singles } = wordsInSources();

/** Where texts are Vietnamese alone, and why. */
const VIETNAMESE_ALONE: readonly [RegExp, string][] = [
  [/^pipeline\/office\/rejected-file\.ts/, 'headers and titles of a workbook that is imported again'],
  [/^pipeline\/(report|formats)\//, 'the report'],
  [
    /^pipeline\/consolidate\/(report|sheets|charts|form-page|letter)\.ts/,
    'the consolidated report and the letter of reminder',
  ],
  [/^pipeline\/office\/rejected-file\.ts/, 'headers of a workbook that is mended and dropped again'],
  [/^addin\/source\/sample\/sample-source\.ts/, 'the mark on a report of made-up figures'],
  [/^pipeline\/(brief\/|office\/(brief|narrative)\.ts)/, 'the page for a leader, the report in words'],
  [/^pipeline\/forms\//, 'forms to be filled in, which are read as exports are'],
  [
    /^addin\/(excel|functions)\//,
    'cells of the workbook, which goes to other offices: all else there is in both languages',
  ],
  [
    /^pipeline\/(recognise|read|library|text\.ts)/,
    'what exports are recognised by, names of units, the checks of data files',
  ],
  [
    /^pipeline\/plans\/document\/(?!messages|doubts)/,
    'what documents are recognised by, and a plan as the office keeps it, whose places and contradictions are in the words of its document',
  ],
  [/^pipeline\/facts\/(macros|lookups)\.ts/, 'what exports are recognised by'],
  [/^pipeline\/serve\/(schemas|docs|server|routes\/[\w-]+)\.ts/, 'the description of the API'],
  [/^pipeline\/cli\/national-units\//, 'what the national documents are read by, when the data of units are made'],
];

describe('texts in both languages', () => {
  it('are found wherever they are written', () => {
    expect(pairs.length).toBeGreaterThan(500);
    const { pairs: found, singles: others } = wordsOf(
      "const a = { vi: 'Xem', en: 'See ' }; say(io, 'Một', 'One'); const c = language === 'vi' ? 'Hai' : 'Two'; f('Ba');",
      'x.ts',
    );
    expect(found.map(({ vi, en }) => [vi, en])).toEqual([
      ['Xem', 'See '],
      ['Một', 'One'],
      ['Hai', 'Two'],
    ]);
    expect(others.map(({ text }) => text)).toContain('Ba');
  });

  it('are filled, with the same parameters', () => {
    const empty = pairs.filter(({ vi, en }) => (vi === '') !== (en === ''));
    expect(empty).toEqual([]);
    const apart = pairs.filter(({ vi, en, isWhole }) => isWhole && placesOf(vi).join() !== placesOf(en).join());
    expect(apart).toEqual([]);
  });

  it('in English have no Vietnamese letter', () => {
    expect(pairs.filter(({ en }) => hasVietnamese(en)).map(({ place, en }) => `${place} ${en}`)).toEqual([]);
  });

  it('in Vietnamese have no English word', () => {
    expect(
      pairs
        .filter(({ vi }) => englishWord(vi) !== undefined)
        .map(({ place, vi }) => `${place} [${englishWord(vi)}] ${vi}`),
    ).toEqual([]);
  });

  it('only what is Vietnamese alone by its nature stands without the other language', () => {
    const alone = singles.filter(
      ({ place, text }) => hasVietnamese(text) && !VIETNAMESE_ALONE.some(([files]) => files.test(place)),
    );
    expect(alone.map(({ place, text }) => `${place} ${text}`)).toEqual([]);
  });

  it('have one meaning an id', () => {
    const ids = [shellTexts, figureTexts, dataTexts, askTexts].flatMap((texts) => Object.keys(texts));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
