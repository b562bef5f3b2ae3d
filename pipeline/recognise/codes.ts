import type { Parsed } from '../data.ts';
import { textKey } from '../text.ts';
import { YamlFile } from '../yaml.ts';

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
  values: CodeValue[];
}

export interface CodeCatalogue {
  lists: CodeList[];
}

/** `codes.yaml` to the catalogue; all mistakes at once, each with its line. */
export function parseCodes(text: string, file: string): Parsed<CodeCatalogue> {
  const source = new YamlFile(text, file);
  const root = source.root(['lists'], 'Bảng mã');
  const lists = (root?.list('lists', ['id', 'empty', 'values'], (number) => `Bảng mã thứ ${number}`) ?? []).map(
    (fields) => {
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
            const other = seen.get(textKey(spelling));
            if (other !== undefined) source.say(line, `Bảng mã "${id}": "${spelling}" đứng ở cả ${other} và ${value}.`);
            seen.set(textKey(spelling), value);
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
      return { id, empty: empty === '' ? null : empty, values };
    },
  );
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value: { lists }, mistakes: [] };
}

/** Spelling by key → canonical value; the canonical value is a spelling of itself. */
export function codeKeyMap(list: CodeList): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const { value, spellings } of list.values) {
    for (const spelling of [value, ...spellings]) map.set(textKey(spelling), value);
  }
  return map;
}
