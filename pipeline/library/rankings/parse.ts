import type { Words } from '../../messages.ts';
import type { Parsed } from '../data.ts';
import { UNIT_KINDS, type UnitKind } from '../units/types.ts';
import { isId, type YamlFields, YamlFile } from '../yaml.ts';
import type { Ranking, RankingItem } from './types.ts';

/** A ranking as a YAML file; all mistakes at once, each with its line. @param forms columns of the forms, by id */
export function parseRanking(
  text: string,
  file: string,
  forms: ReadonlyMap<string, readonly string[]>,
): Parsed<Ranking> {
  const source = new YamlFile(text, file);
  const keys = ['id', 'title', 'source', 'assumed', 'form', 'targets', 'blocks', 'items', 'not_counted'];
  const root = source.mistakes.length > 0 ? undefined : source.root(keys, { vi: 'Cách chấm điểm', en: 'Ranking' });
  if (root === undefined) return { mistakes: source.mistakes };
  const id = root.required('id');
  if (id !== '' && !isId(id))
    root.say(
      'id',
      `"${id}" phải là chữ thường không dấu, số và gạch nối.`,
      `"${id}" must be lower-case letters, digits and dashes.`,
    );
  const form = root.text('form') || null;
  const columns = form === null ? undefined : forms.get(form);
  if (form !== null && columns === undefined)
    root.say('form', `không có biểu mẫu "${form}".`, `there is no form "${form}".`);
  const targets = root.fields('targets', ['points']);
  if (form === null && targets === undefined)
    root.say('form', 'cần "form" với "items", hoặc "targets".', '"form" with "items", or "targets" is needed.');
  const value: Ranking = {
    id,
    title: words(root, 'title'),
    source: root.required('source'),
    assumed: root.flag('assumed'),
    form,
    targetPoints: targets === undefined ? 0 : points(targets),
    blocks: root
      .list('blocks', ['id', 'name', 'kinds'], (number) => ({ vi: `Khối thứ ${number}`, en: `Block ${number}` }))
      .map((fields) => ({ id: fields.required('id'), name: words(fields, 'name'), kinds: kindsOf(fields) })),
    items: root
      .list('items', ['id', 'name', 'points', 'hits', 'members', 'full'], (number) => ({
        vi: `Tiêu chí thứ ${number}`,
        en: `Item ${number}`,
      }))
      .map((fields) => item(fields, columns)),
    notCounted: root
      .list('not_counted', ['name', 'points'], (number) => ({
        vi: `Mục không chấm thứ ${number}`,
        en: `Uncounted item ${number}`,
      }))
      .map((fields) => ({ name: words(fields, 'name'), points: points(fields) })),
  };
  if (value.blocks.length === 0) root.say('blocks', 'thiếu "blocks".', '"blocks" is missing.');
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value, mistakes: [] };
}

function item(fields: YamlFields, columns: readonly string[] | undefined): RankingItem {
  const known = (key: string): string[] =>
    fields.texts(key).map(({ text, line }) => {
      if (columns !== undefined && !columns.includes(text))
        fields.sayAt(line, `không có cột "${text}".`, `there is no column "${text}".`);
      return text;
    });
  const full = Number(fields.required('full'));
  if (!(full > 0 && full <= 100)) fields.say('full', '"full" phải từ 1 đến 100.', '"full" must be from 1 to 100.');
  return {
    id: fields.required('id'),
    name: words(fields, 'name'),
    points: points(fields),
    hits: known('hits'),
    members: known('members'),
    full,
  };
}

function points(fields: YamlFields): number {
  const value = Number(fields.required('points'));
  if (!(value > 0)) fields.say('points', '"points" phải là số lớn hơn 0.', '"points" must be a number above 0.');
  return value;
}

function kindsOf(fields: YamlFields): UnitKind[] {
  return fields.texts('kinds').flatMap(({ text, line }) => {
    const kind = UNIT_KINDS.find((one) => one === text);
    if (kind === undefined)
      fields.sayAt(
        line,
        `loại "${text}" không có; dùng: ${UNIT_KINDS.join(', ')}.`,
        `there is no kind "${text}"; use: ${UNIT_KINDS.join(', ')}.`,
      );
    return kind ?? [];
  });
}

function words(fields: YamlFields, key: string): Words {
  const both = fields.fields(key, ['vi', 'en']);
  const vi = both?.required('vi') ?? '';
  if (both === undefined) fields.say(key, `thiếu "${key}".`, `"${key}" is missing.`);
  return { vi, en: both?.text('en') || vi };
}
