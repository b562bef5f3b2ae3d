import type { Words } from '../../messages.ts';
import { nearestWord } from '../../nearest.ts';
import { textKey } from '../../text.ts';
import type { Parsed } from '../data.ts';
import { isId, type YamlFields, YamlFile } from '../yaml.ts';
import type { CarriedRule, Deadline, Form, FormColumn, OverTime, SumRule } from './types.ts';

const FORM_KEYS = [
  'id',
  'kind',
  'title',
  'short_title',
  'source',
  'assumed',
  'numbers',
  'calendar',
  'deadline',
  'label',
  'label_unit',
  'columns',
  'rules',
  'carried',
  'chart',
];
const COLUMN_KEYS = ['id', 'number', 'name', 'group', 'words', 'whole', 'time', 'of', 'optional', 'text'];

/** A form as a YAML file; all mistakes at once, each with its line. */
export function parseForm(text: string, file: string): Parsed<Form> {
  const source = new YamlFile(text, file);
  const root = source.mistakes.length > 0 ? undefined : source.root(FORM_KEYS, { vi: 'Biểu mẫu', en: 'Form' });
  if (root === undefined) return { mistakes: source.mistakes };
  const id = root.required('id');
  if (id !== '' && !isId(id))
    root.say(
      'id',
      `"${id}" phải là chữ thường không dấu, số và gạch nối.`,
      `"${id}" must be lower-case letters, digits and dashes.`,
    );
  if (id !== '') root.named(`Biểu mẫu "${id}"`, `Form "${id}"`);
  const columns = root
    .list('columns', COLUMN_KEYS, (number) => ({ vi: `Cột thứ ${number}`, en: `Column ${number}` }))
    .map(readColumn);
  if (columns.length === 0) root.say('columns', 'thiếu "columns".', '"columns" is missing.');
  const ids = columns.map((column) => column.id);
  const known = (fields: YamlFields, key: string, column: string): void => {
    if (column === '' || ids.includes(column)) return;
    const near = nearestWord(column, ids);
    const [hint, hintEn] = near === undefined ? ['', ''] : [`; có phải "${near}" không?`, `; is it "${near}"?`];
    fields.say(key, `không có cột "${column}"${hint}`, `there is no column "${column}"${hintEn}`);
  };
  const doubled = ids.find((one, at) => one !== '' && ids.indexOf(one) !== at);
  if (doubled !== undefined) root.say('columns', `cột "${doubled}" có hai lần.`, `column "${doubled}" stands twice.`);
  for (const { overTime, of } of columns)
    for (const part of [...of, ...(typeof overTime === 'object' ? overTime.is : [])]) known(root, 'columns', part);
  const rules = root
    .list('rules', ['id', 'left', 'right', 'cause'], (number) => ({
      vi: `Quy tắc thứ ${number}`,
      en: `Rule ${number}`,
    }))
    .map((fields): SumRule => {
      const [left, right] = [fields.required('left'), fields.texts('right').map((one) => one.text)];
      known(fields, 'left', left);
      for (const one of right) known(fields, 'right', one);
      if (right.length === 0) fields.say('right', 'thiếu "right".', '"right" is missing.');
      return { id: fields.required('id'), left, right, cause: words(fields, 'cause') };
    });
  const value: Form = {
    id,
    kind: oneOf(root, 'kind', ['counts', 'plan'], 'counts'),
    title: words(root, 'title'),
    shortTitle: root.required('short_title'),
    source: root.required('source'),
    assumed: root.flag('assumed'),
    numbers: keys(root, 'numbers'),
    calendar: oneOf(root, 'calendar', ['calendar', 'government'], 'calendar'),
    deadline: readDeadline(root),
    labelHeader: [...root.texts('label'), ...root.texts('label_unit')][0]?.text ?? '',
    label: keys(root, 'label'),
    labelUnit: keys(root, 'label_unit'),
    columns,
    rules,
    carried: readCarried(root, known),
    chart: readChart(root, known),
  };
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value, mistakes: [] };
}

function readColumn(fields: YamlFields): FormColumn {
  const id = fields.required('id');
  if (id !== '') fields.named(`Cột "${id}"`, `Column "${id}"`);
  const number = fields.text('number');
  if (!/^\d*$/.test(number)) fields.say('number', `"${number}" phải là một số.`, `"${number}" must be a number.`);
  const first = (key: string): string => fields.texts(key)[0]?.text ?? '';
  const grouped = first('group') !== '' && first('words') !== '';
  const column = {
    id,
    number: number === '' ? null : Number(number),
    name: words(fields, 'name'),
    header: {
      group: grouped ? first('group') : '',
      own: grouped ? first('words') : first('whole') || first('words'),
    },
    group: keys(fields, 'group'),
    words: keys(fields, 'words'),
    whole: keys(fields, 'whole'),
    overTime: readOverTime(fields),
    of: fields.texts('of').map(({ text }) => text),
    optional: fields.flag('optional'),
    text: fields.flag('text'),
  };
  if (column.words.length + column.whole.length === 0)
    fields.say(
      'words',
      'cần "words" hoặc "whole": cột được tìm theo từ.',
      '"words" or "whole" is needed: columns are found by words.',
    );
  return column;
}

function readOverTime(fields: YamlFields): OverTime {
  const anew = isMapping(fields, 'time') ? fields.fields('time', ['is']) : undefined;
  if (anew !== undefined) return { is: anew.texts('is').map(({ text }) => text) };
  return oneOf<'flow' | 'first' | 'last'>(fields, 'time', ['flow', 'first', 'last'], 'flow');
}

/** Whether a key holds `{ … }`: asked before it is read as text, which would be a mistake. */
function isMapping(fields: YamlFields, key: string): boolean {
  const before = fields.source.mistakes.length;
  fields.text(key);
  const mapping = fields.source.mistakes.length > before;
  fields.source.mistakes.length = before;
  return mapping;
}

function readDeadline(root: YamlFields): Deadline {
  const fields = root.fields('deadline', ['days', 'hour', 'working', 'assumed']);
  if (fields === undefined) return { days: 5, hour: '17:00', working: false, assumed: true };
  const [days, hour] = [fields.required('days'), fields.text('hour') || '17:00'];
  if (!/^\d{1,3}$/.test(days)) fields.say('days', `"${days}" phải là số ngày.`, `"${days}" must be a number of days.`);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(hour))
    fields.say('hour', `"${hour}" phải như 17:00.`, `"${hour}" must look like 17:00.`);
  return { days: Number(days), hour, working: fields.flag('working'), assumed: fields.flag('assumed') };
}

function readCarried(
  root: YamlFields,
  known: (fields: YamlFields, key: string, column: string) => void,
): CarriedRule | null {
  const fields = root.fields('carried', ['column', 'before', 'cause']);
  if (fields === undefined) return null;
  const [column, before] = [fields.required('column'), fields.required('before')];
  known(fields, 'column', column);
  known(fields, 'before', before);
  return { column, before, cause: words(fields, 'cause') };
}

function readChart(root: YamlFields, known: (fields: YamlFields, key: string, column: string) => void): Form['chart'] {
  const fields = root.fields('chart', ['columns', 'worst']);
  if (fields === undefined) return null;
  const [columns, worst] = [fields.texts('columns').map(({ text }) => text), fields.required('worst')];
  for (const column of [...columns, worst]) known(fields, 'columns', column);
  if (columns.length === 0) fields.say('columns', 'thiếu "columns".', '"columns" is missing.');
  return { columns, worst };
}

function words(fields: YamlFields, key: string): Words {
  const both = fields.fields(key, ['vi', 'en']);
  if (both === undefined) {
    if (!fields.has(key)) fields.say(key, `thiếu "${key}".`, `"${key}" is missing.`);
    return { vi: '', en: '' };
  }
  const vi = both.required('vi');
  return { vi, en: both.text('en') || vi };
}

function keys(fields: YamlFields, key: string): string[] {
  return fields.texts(key).map(({ text }) => textKey(text));
}

function oneOf<T extends string>(fields: YamlFields, key: string, choices: readonly [T, ...T[]], otherwise: T): T {
  const text = fields.text(key);
  const found = choices.find((choice) => choice === text);
  if (found === undefined && text !== '')
    fields.say(
      key,
      `"${key}" phải là một trong: ${choices.join(', ')}.`,
      `"${key}" must be one of: ${choices.join(', ')}.`,
    );
  return found ?? otherwise;
}
