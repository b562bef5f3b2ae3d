import { LISTS, type ListId } from '../lists.ts';
import { cleanText, textKey } from '../text.ts';
import type { CodeCatalogue } from './codes.ts';
import type { ColumnCatalogue } from './columns.ts';
import type { Parsed } from './data.ts';
import { type YamlFields, YamlFile } from './yaml.ts';

/** What a word means; `personal`, `foreign`, `polar` and `empty` as `words.yaml` says. */
export interface Concept {
  personal: boolean;
  foreign: boolean;
  polar: boolean;
  empty: boolean;
}

/** What makes a column or a value: one line of `means` is enough, all of its concepts are needed; `with` may stand beside. */
export interface Pattern {
  means: readonly (readonly string[])[];
  with: ReadonlySet<string>;
}

export interface ValuePattern extends Pattern {
  value: string;
  /** Columns that hold something beside the value, and that hold nothing. */
  filled: readonly string[];
  empty: readonly string[];
}

export interface ValueWords {
  values: readonly ValuePattern[];
  /** Value → concepts that are only near to it: it is asked about, and they decide the guess. */
  ask: ReadonlyMap<string, readonly string[]>;
}

/** A phrase of `words.yaml`: its words with tone marks (`toneKey`) and the concept. */
export interface Phrase {
  words: readonly string[];
  concept: string;
}

/** The words of the administration, as plain data. */
export interface Vocabulary {
  /** Key of a short form → what it may stand for. */
  abbreviations: ReadonlyMap<string, readonly string[]>;
  concepts: ReadonlyMap<string, Concept>;
  /** Key of a phrase (no tone marks, words apart) → the phrases that are written so. */
  phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** Keys of all single words of phrases. */
  words: ReadonlySet<string>;
  /** Words of the longest phrase. */
  longest: number;
  columns: ReadonlyMap<string, Pattern>;
  /** Dates of a list in the order in which they come. */
  order: ReadonlyMap<ListId, readonly (readonly string[])[]>;
  /** Two dates that are a day or two apart. */
  near: readonly string[];
  /** Dates that are empty while a dossier is open. */
  later: ReadonlySet<string>;
  /** Code list → its values. */
  values: ReadonlyMap<string, ValueWords>;
}

/** Nothing is known: only spellings count. */
export const NO_WORDS: Vocabulary = {
  abbreviations: new Map(),
  concepts: new Map(),
  phrases: new Map(),
  words: new Set(),
  longest: 0,
  columns: new Map(),
  order: new Map(),
  near: [],
  later: new Set(),
  values: new Map(),
};

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** A word with its marks, the tone at its end: `hoà` and `hòa` are one word, `sở` and `số` are two. */
export function toneKey(word: string): string {
  const letters = cleanText(word).toLowerCase().normalize('NFD');
  return letters.replace(TONES, '').normalize('NFC') + (letters.match(TONES) ?? []).join('');
}

/** Words of a phrase. */
export function wordsOf(text: string): string[] {
  return cleanText(text)
    .split(/[^\p{L}\p{N}\p{M}']+/u)
    .filter((word) => word !== '');
}

/** `words.yaml`; all mistakes at once, each with its line. */
export function parseWords(
  text: string,
  file: string,
  columns: ColumnCatalogue,
  codes: CodeCatalogue,
): Parsed<Vocabulary> {
  const source = new YamlFile(text, file);
  const keys = ['abbreviations', 'concepts', 'columns', 'order', 'near', 'later', 'values'];
  const root = source.root(keys, 'Từ');
  if (root === undefined) return { mistakes: source.mistakes };
  const concepts = new Map<string, Concept>();
  const phrases = new Map<string, Phrase[]>();
  eachBelow(
    root,
    'concepts',
    (concept, id) => {
      const flags = ['personal', 'foreign', 'polar', 'empty'].map((flag) => concept.flag(flag));
      const [personal = false, foreign = false, polar = false, empty = false] = flags;
      concepts.set(id, { personal, foreign, polar, empty });
      for (const { text: phrase } of concept.texts('words')) {
        const key = textKey(phrase);
        phrases.set(key, [...(phrases.get(key) ?? []), { words: wordsOf(phrase).map(toneKey), concept: id }]);
      }
    },
    ['words', 'personal', 'foreign', 'polar', 'empty'],
  );
  const known = new KnownConcepts(concepts);
  const columnIds = new Set(columns.lists.flatMap((list) => list.columns.map(({ id }) => id)));
  const patterns = new Map<string, Pattern>();
  eachBelow(
    root,
    'columns',
    (fields, id) => {
      if (!columnIds.has(id)) root.say('columns', `không có cột "${id}".`);
      patterns.set(id, known.pattern(fields, []));
    },
    ['means', 'with'],
  );
  const values = new Map<string, ValueWords>();
  eachBelow(
    root,
    'values',
    (fields, id) => {
      values.set(id, valueWords(fields, id, known, codes, columnIds));
    },
    ['with', 'values', 'ask'],
  );
  const order = new Map<ListId, string[][]>();
  const orders = root.fields('order', [...LISTS]);
  for (const id of LISTS) {
    const lines = orders?.texts(id).map(({ text: line }) => line.split(/[,\s]+/)) ?? [];
    for (const column of lines.flat()) if (!columnIds.has(column)) root.say('order', `không có cột "${column}".`);
    if (lines.length > 0) order.set(id, lines);
  }
  const dates = (key: string): string[] => {
    const named = root.texts(key).map(({ text: column }) => column);
    for (const column of named) if (!columnIds.has(column)) root.say(key, `không có cột "${column}".`);
    return named;
  };
  const [near, later] = [dates('near'), new Set(dates('later'))];
  const abbreviations = new Map<string, string[]>();
  const short = root.fields('abbreviations', []);
  for (const key of short?.keys() ?? []) {
    const meant = (short?.texts(key) ?? []).map((one) => one.text);
    for (const written of new Set([toneKey(key), textKey(key)]))
      abbreviations.set(written, [...(abbreviations.get(written) ?? []), ...meant]);
  }
  if (source.mistakes.length > 0) return { mistakes: source.mistakes };
  const all = [...phrases.values()].flat();
  return {
    value: {
      abbreviations,
      concepts,
      phrases,
      words: new Set([...phrases.keys()].flatMap((key) => key.split(' '))),
      longest: Math.max(...all.map((phrase) => phrase.words.length)),
      columns: patterns,
      order,
      near,
      later,
      values,
    },
    mistakes: [],
  };
}

function eachBelow(
  root: YamlFields,
  key: string,
  take: (fields: YamlFields, id: string) => void,
  keys: readonly string[],
): void {
  const below = root.fields(key, []);
  for (const id of below?.keys() ?? []) {
    const fields = below?.fields(id, keys);
    if (fields === undefined) continue;
    fields.subject = `${key} "${id}"`;
    take(fields, id);
  }
}

class KnownConcepts {
  readonly #concepts: ReadonlyMap<string, Concept>;

  constructor(concepts: ReadonlyMap<string, Concept>) {
    this.#concepts = concepts;
  }

  list(fields: YamlFields, key: string): string[][] {
    return fields.texts(key).map(({ text, line }) => {
      const named = text.split(' ').filter((word) => word !== '');
      for (const concept of named)
        if (!this.#concepts.has(concept)) fields.sayAt(line, `"${key}": không có nghĩa "${concept}".`);
      return named;
    });
  }

  pattern(fields: YamlFields, shared: readonly string[]): Pattern {
    const means = this.list(fields, 'means');
    if (means.length === 0) fields.say('means', 'cần ít nhất một dòng "means".');
    return { means, with: new Set([...shared, ...this.list(fields, 'with').flat()]) };
  }
}

function valueWords(
  fields: YamlFields,
  id: string,
  known: KnownConcepts,
  codes: CodeCatalogue,
  columns: ReadonlySet<string>,
): ValueWords {
  const list = codes.lists.find((one) => one.id === id);
  if (list === undefined) fields.say('values', `không có bảng mã "${id}".`);
  const shared = known.list(fields, 'with').flat();
  const values: ValuePattern[] = [];
  const below = fields.fields('values', list?.values.map(({ value }) => value) ?? []);
  for (const value of below?.keys() ?? []) {
    const entry = below?.fields(value, ['means', 'with', 'filled', 'empty']);
    if (entry === undefined) continue;
    entry.subject = `Bảng mã "${id}", giá trị "${value}"`;
    const beside = (key: string): string[] => entry.texts(key).map(({ text }) => text);
    for (const column of [...beside('filled'), ...beside('empty')])
      if (!columns.has(column)) entry.say('filled', `không có cột "${column}".`);
    values.push({ value, ...known.pattern(entry, shared), filled: beside('filled'), empty: beside('empty') });
  }
  const asks = fields.fields('ask', list?.values.map(({ value }) => value) ?? []);
  const ask = new Map((asks?.keys() ?? []).map((value) => [value, known.list(asks as YamlFields, value).flat()]));
  return { values, ask };
}
