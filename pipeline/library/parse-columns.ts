import { LISTS } from '../lists.ts';
import { cleanText, textKey } from '../text.ts';
import { COLUMN_TYPES, type ColumnCatalogue, type ColumnDefinition, type ListDefinition } from './columns.ts';
import type { Parsed } from './data.ts';
import { type YamlFields, YamlFile } from './yaml.ts';

const LIST_KEYS = ['id', 'name', 'key', 'unit', 'not_loaded', 'not_kept', 'identify', 'columns'];

/** `columns.yaml` to the catalogue; all mistakes at once, each with its line. */
export function parseColumns(text: string, file: string): Parsed<ColumnCatalogue> {
  const source = new YamlFile(text, file);
  const root = source.root(
    ['lists', 'ignored', 'personal', 'personal_words', 'address_words', 'surnames', 'middle_names', 'named_after'],
    'Cột',
  );
  const lists = (root?.list('lists', LIST_KEYS, (number) => `Danh sách thứ ${number}`) ?? []).flatMap(
    (fields) => parseList(fields) ?? [],
  );
  for (const id of LISTS) if (!lists.some((list) => list.id === id)) source.say(0, `Thiếu danh sách "${id}".`);
  const keys = (name: string): Set<string> =>
    new Set((root?.texts(name) ?? []).map(({ text: header }) => textKey(header)));
  const lower = (name: string): Set<string> =>
    new Set((root?.texts(name) ?? []).map(({ text: word }) => cleanText(word).toLowerCase()));
  if (source.mistakes.length > 0) return { mistakes: source.mistakes };
  return {
    value: {
      lists,
      ignored: keys('ignored'),
      personal: keys('personal'),
      personalWords: [...keys('personal_words')],
      surnames: lower('surnames'),
      middleNames: lower('middle_names'),
      namedAfter: lower('named_after'),
      addressWords: lower('address_words'),
    },
    mistakes: [],
  };
}

function parseList(fields: YamlFields): ListDefinition | undefined {
  const written = fields.required('id');
  const id = LISTS.find((candidate) => candidate === written);
  if (id === undefined) {
    fields.say('id', `"id" phải là một trong: ${LISTS.join(', ')}.`);
    return undefined;
  }
  fields.subject = `Danh sách "${id}"`;
  const name = fields.fields('name', ['vi', 'en']);
  const columns = fields
    .list('columns', ['id', 'type', 'code', 'headers'], (number) => `Danh sách "${id}", cột thứ ${number}`)
    .flatMap((column) => parseColumn(column) ?? []);
  const seen = new Map<string, string>();
  for (const column of columns) {
    for (const header of column.headers) {
      const other = seen.get(textKey(header));
      if (other !== undefined && other !== column.id)
        fields.say('columns', `tiêu đề "${header}" đứng ở cả cột ${other} và ${column.id}.`);
      seen.set(textKey(header), column.id);
    }
  }
  const identify = fields.texts('identify').map(({ text }) => text.split('|').map((column) => column.trim()));
  const known = new Set(columns.map((column) => column.id));
  const key = fields.required('key');
  const unit = fields.required('unit');
  const notLoaded = fields.texts('not_loaded').map(({ text }) => text);
  const notKept = fields.texts('not_kept').map(({ text }) => text);
  const named = { key: [key], unit: [unit], not_loaded: notLoaded, not_kept: notKept, identify: identify.flat() };
  for (const [where, ids] of Object.entries(named)) {
    for (const column of ids) if (column !== '' && !known.has(column)) fields.say(where, `không có cột "${column}".`);
  }
  const words = { vi: name?.required('vi') ?? '', en: name?.required('en') ?? '' };
  return { id, name: words, key, unit, notLoaded, notKept, identify, columns };
}

function parseColumn(fields: YamlFields): ColumnDefinition | undefined {
  const id = fields.required('id');
  fields.subject = `Cột "${id}"`;
  const written = fields.required('type');
  const type = COLUMN_TYPES.find((candidate) => candidate === written);
  const headers = fields.texts('headers').map(({ text }) => text);
  const code = fields.text('code');
  if (headers.length === 0) fields.say('headers', 'cần ít nhất một tiêu đề.');
  if (type === 'code' && code === '') fields.say('code', 'cột mã cần tên bảng mã ("code").');
  if (type === undefined) {
    fields.say('type', `"type" phải là một trong: ${COLUMN_TYPES.join(', ')}.`);
    return undefined;
  }
  return { id, type, headers, ...(code === '' ? {} : { code }) };
}
