import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { factMessages } from '../../pipeline/facts/messages.ts';
import type { Messages } from '../../pipeline/messages.ts';
import { readMessages } from '../../pipeline/read/messages.ts';
import { recogniseMessages } from '../../pipeline/recognise/messages.ts';

/** What is said of files, wherever it is read. `MAPPING_…` is about files that only the command line takes. */
const checkMessages = Object.fromEntries([...shippedLibrary().checks].map(([id, { template }]) => [id, template]));
const SAID = Object.entries<Messages[string]>({
  ...readMessages,
  ...recogniseMessages,
  ...factMessages,
  ...checkMessages,
}).filter(([code]) => !code.startsWith('MAPPING_'));

const placesOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('what is said of files', () => {
  it.each(SAID)('%s says the same in both languages', (_code, { vi, en, terminal }) => {
    expect(placesOf(en)).toEqual(placesOf(vi));
    if (terminal !== undefined) expect(placesOf(terminal.en)).toEqual(placesOf(terminal.vi));
  });

  it.each(SAID)('%s names no option of the command line but to who sits there', (_code, { vi, en, terminal }) => {
    expect(vi).not.toMatch(/--\w/);
    expect(en).not.toMatch(/--\w/);
    if (terminal !== undefined) expect(terminal.vi).toMatch(/--\w|\{example\}/);
  });
});
