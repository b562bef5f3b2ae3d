import { dayAdvice, isDay } from '../../dates.ts';
import { nearestWord } from '../../nearest.ts';
import type { YamlFields } from '../yaml.ts';
import type { Milestone, Operator, Target, TargetRule } from './types.ts';

export const TARGET_KEYS = [
  'id',
  'name',
  'indicator',
  'variant',
  'operator',
  'value',
  'due',
  'schedule',
  'yearly',
  'base_year',
  'aspiration',
  'place',
  'clause',
  'note',
] as const;

const OPERATORS: readonly Operator[] = ['>=', '>', '<='];

/** Other ways to write a comparison, with what to write here. */
const OPERATOR_ADVICE: Readonly<Record<string, Operator>> = { '=>': '>=', '≥': '>=', '=<': '<=', '≤': '<=', '=': '>=' };

/** The text of a day; says what to write where it is none. */
export function readDay(fields: YamlFields, key: string): string {
  const text = fields.required(key);
  if (text !== '' && !isDay(text)) {
    const advice = dayAdvice(text);
    fields.say(
      key,
      `"${text}" không phải ngày có thật viết theo YYYY-MM-DD${advice ? `; viết ${advice}` : ''}.`,
      `"${text}" is no day written as YYYY-MM-DD${advice ? `; write ${advice}` : ''}.`,
    );
  }
  return text;
}

function readDecimal(fields: YamlFields, key: string): string {
  const text = fields.required(key);
  if (text !== '' && !/^[+-]?\d+(\.\d+)?$/.test(text)) {
    const plain = /^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : undefined;
    fields.say(
      key,
      `"${text}" không phải một số; ${plain ? `viết ${plain}` : 'chỉ viết chữ số và dấu chấm thập phân, không viết %'}.`,
      `"${text}" is no number; ${plain ? `write ${plain}` : 'write digits and a decimal point only, no %'}.`,
    );
  }
  return text.replace(/^\+/, '');
}

function readOperator(fields: YamlFields): Operator {
  const text = fields.required('operator');
  const found = OPERATORS.find((operator) => operator === text);
  if (text !== '' && !found) {
    const near = OPERATOR_ADVICE[text];
    fields.say(
      'operator',
      `không có phép so sánh "${text}"; ${near ? `viết "${near}"` : 'dùng ">=" (tối thiểu, đạt), ">" (trên) hoặc "<=" (tối đa)'}.`,
      `there is no comparison "${text}"; ${near ? `write "${near}"` : 'use ">=" (at least), ">" (above) or "<=" (at most)'}.`,
    );
  }
  return found ?? '>=';
}

function readSchedule(fields: YamlFields): TargetRule {
  const entries = fields.list('schedule', ['value', 'due'], (number) => ({
    vi: `${fields.subject}, mốc ${number}`,
    en: `${fields.subjectEn}, milestone ${number}`,
  }));
  const milestones: Milestone[] = [];
  for (const entry of entries) {
    const milestone = { value: readDecimal(entry, 'value'), due: readDay(entry, 'due') };
    const before = milestones.at(-1);
    if (before && isDay(milestone.due) && isDay(before.due) && milestone.due <= before.due) {
      entry.say(
        'due',
        `mốc ${milestone.due} phải sau mốc trước nó (${before.due}); xếp các mốc theo thời gian.`,
        `the milestone ${milestone.due} must come after the one before it (${before.due}); put them in order of time.`,
      );
    }
    milestones.push(milestone);
  }
  const [first, ...rest] = milestones;
  if (!first) {
    fields.say(
      'schedule',
      '"schedule" chưa có mốc nào; mỗi mốc gồm value và due.',
      '"schedule" has no milestone; each has value and due.',
    );
    return { kind: 'schedule', milestones: [{ value: '', due: '' }] };
  }
  return { kind: 'schedule', milestones: [first, ...rest] };
}

function readYearly(fields: YamlFields): TargetRule {
  const yearly = fields.fields('yearly', ['step', 'cap', 'from']);
  if (!yearly) {
    return { kind: 'yearly-increase', step: '', cap: '', from: '' };
  }
  const from = yearly.required('from');
  if (from !== '' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(from)) {
    yearly.say(
      'from',
      `"${from}" không phải tháng viết theo YYYY-MM, ví dụ 2023-01.`,
      `"${from}" is no month written as YYYY-MM, such as 2023-01.`,
    );
  }
  return { kind: 'yearly-increase', step: readDecimal(yearly, 'step'), cap: readDecimal(yearly, 'cap'), from };
}

function readRule(fields: YamlFields): TargetRule {
  const kinds = ['schedule', 'yearly', 'value'].filter((key) => fields.has(key));
  if (kinds.length > 1) {
    fields.say(
      kinds[0] ?? 'value',
      `chỉ dùng một trong các cách đặt ngưỡng, ở đây có cả ${kinds.join(' và ')}.`,
      `set the threshold in one way only; here are ${kinds.join(' and ')}.`,
    );
  }
  if (fields.has('schedule')) {
    return readSchedule(fields);
  }
  if (fields.has('yearly')) {
    return readYearly(fields);
  }
  const milestone: Milestone = { value: readDecimal(fields, 'value'), due: readDay(fields, 'due') };
  if (!fields.has('base_year')) {
    return { kind: 'threshold', milestones: [milestone] };
  }
  const baseYear = fields.text('base_year');
  if (!/^\d{4}$/.test(baseYear)) {
    fields.say('base_year', `"${baseYear}" không phải một năm, ví dụ 2021.`, `"${baseYear}" is no year, such as 2021.`);
  }
  return { kind: 'change-from-baseline', baseYear: Number(baseYear) || 0, milestones: [milestone] };
}

/** One target. Ids are checked by the caller, which knows the others. */
export function readTarget(fields: YamlFields, indicators?: ReadonlySet<string>): Target {
  const id = fields.required('id');
  if (id !== '') {
    fields.named(`Chỉ tiêu "${id}"`, `Target "${id}"`);
  }
  const name = fields.fields('name', ['vi', 'en']);
  if (!fields.has('name')) {
    fields.say('id', 'thiếu "name" (tên ngắn, gồm vi và en).', '"name" (a short name, vi and en) is missing.');
  }
  const indicator = fields.required('indicator');
  if (indicator !== '' && indicators && !indicators.has(indicator)) {
    const near = nearestWord(indicator, indicators);
    fields.say(
      'indicator',
      `không có chỉ số "${indicator}"${near ? `; có phải "${near}" không?` : '.'}`,
      `there is no indicator "${indicator}"${near ? `; is it "${near}"?` : '.'}`,
    );
  }
  const variant = fields.text('variant');
  const vi = name?.required('vi') ?? '';
  return {
    id,
    name: { vi, en: name?.text('en') || vi },
    indicator,
    ...(variant === '' ? {} : { variant }),
    operator: readOperator(fields),
    rule: readRule(fields),
    aspiration: fields.flag('aspiration'),
    place: fields.required('place'),
    clause: fields.text('clause'),
    note: fields.text('note'),
  };
}
