import { cleanText, textKey } from '../text.ts';
import type { Parsed } from './data.ts';
import { type YamlFields, YamlFile } from './yaml.ts';

export interface CodeValue {
  value: string;
  vi: string;
  en: string;
  spellings: string[];
  /** Common knowledge that nobody could check. */
  assumed: boolean;
}

export interface CodeList {
  id: string;
  /** What an empty cell means where the column exists; null = it means nothing. */
  empty: string | null;
  /** Keys of what is written instead of leaving the cell empty: `Chưa đánh giá`. */
  noValue: ReadonlySet<string>;
  values: CodeValue[];
}

/** What people write instead of leaving a cell empty. */
export interface NoValue {
  /** Keys that say so in any column that is read as a date, a number or a code. */
  any: ReadonlySet<string>;
  /** In a date: `Không thời hạn`, `Chưa ký số`. */
  date: ReadonlySet<string>;
  /** In an amount: `Miễn phí`. */
  money: ReadonlySet<string>;
}

export interface CodeCatalogue {
  lists: CodeList[];
  noValue: NoValue;
}

/** The key of a code's spelling: that of its letters and digits, and of a bare symbol (`✓`, `-`) the symbol itself. */
export function spellingKey(text: string): string {
  const key = textKey(text);
  return key === '' ? cleanText(text).replace(/\uFE0F/g, '') : key;
}

/** `codes.yaml` to the catalogue; all mistakes at once, each with its line. */
export function parseCodes(text: string, file: string): Parsed<CodeCatalogue> {
  const source = new YamlFile(text, file);
  const root = source.root(['lists', 'no_value'], 'Bảng mã');
  const unsaid = root?.fields('no_value', ['any', 'date', 'money']);

  const lists = (
    root?.list('lists', ['id', 'empty', 'no_value', 'values'], (number) => `Bảng mã thứ ${number}`) ?? []
  ).map((fields) => {
    const id = fields.required('id');
    fields.subject = `Bảng mã "${id}"`;
    const seen = new Map<string, string>();
    const values = fields
      .list(
        'values',
        ['value', 'vi', 'en', 'spellings', 'assumed'],
        (number) => `Bảng mã "${id}", giá trị thứ ${number}`,
      )
      .map((entry) => {
        const value = entry.required('value');
        const spellings = entry.texts('spellings');
        for (const { text: spelling, line } of spellings) {
          const other = seen.get(spellingKey(spelling));
          if (other !== undefined) source.say(line, `Bảng mã "${id}": "${spelling}" đứng ở cả ${other} và ${value}.`);
          seen.set(spellingKey(spelling), value);
        }
        return {
          value,
          vi: entry.required('vi'),
          en: entry.required('en'),
          spellings: spellings.map((spelling) => spelling.text),
          assumed: entry.flag('assumed'),
        };
      });
    const empty = fields.text('empty');
    if (empty !== '' && !values.some(({ value }) => value === empty))
      fields.say('empty', `không có giá trị "${empty}".`);
    const noValue = keysIn(fields, 'no_value');
    for (const key of noValue)
      if (seen.has(key)) fields.say('no_value', `"${key}" đứng ở cả ${seen.get(key)} và "no_value".`);
    return { id, empty: empty === '' ? null : empty, noValue, values };
  });
  const noValue = { any: keysIn(unsaid, 'any'), date: keysIn(unsaid, 'date'), money: keysIn(unsaid, 'money') };
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value: { lists, noValue }, mistakes: [] };
}

function keysIn(fields: YamlFields | undefined, name: string): Set<string> {
  return new Set((fields?.texts(name) ?? []).map(({ text }) => spellingKey(text)));
}

/** Spelling by key → canonical value; the canonical value is a spelling of itself. */
export function codeKeyMap(list: CodeList): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const { value, spellings } of list.values) {
    for (const spelling of [value, ...spellings]) map.set(spellingKey(spelling), value);
  }
  return map;
}
