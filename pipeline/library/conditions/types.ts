import type { Words } from '../../messages.ts';
import { nearestWord } from '../../nearest.ts';
import { type CodeCatalogue, codeKeyMap, spellingKey } from '../codes.ts';
import type { Expression, ValueType } from './expression.ts';
import { mistake } from './mistakes.ts';

const WORDS: Readonly<Record<Exclude<ValueType['kind'], 'code'>, Words>> = {
  text: { vi: 'chữ', en: 'a text' },
  integer: { vi: 'số nguyên', en: 'a whole number' },
  decimal: { vi: 'số', en: 'a number' },
  date: { vi: 'ngày', en: 'a day' },
  moment: { vi: 'thời điểm', en: 'a moment' },
  boolean: { vi: 'đúng/sai', en: 'true or false' },
};

/** `mã service_level`, `số nguyên` */
export function typeWords(type: ValueType): Words {
  return type.kind === 'code' ? { vi: `mã ${type.list}`, en: `the code ${type.list}` } : WORDS[type.kind];
}

/** Whether values of the two types can be equal at all; a text is like any code (its value is checked on its own). */
export function isLike(left: ValueType, right: ValueType): boolean {
  const group = ({ kind }: ValueType): string => (kind === 'decimal' ? 'integer' : kind === 'code' ? 'text' : kind);
  if (left.kind === 'code' && right.kind === 'code') return left.list === right.list;
  return group(left) === group(right);
}

/** What is wrong with a value that stands beside a code: `level = 'ful'`; undefined where nothing is. */
export function codeMistake(
  code: { type: ValueType | undefined },
  value: { expression: Expression; type: ValueType | undefined },
  catalogue: CodeCatalogue,
): Words | undefined {
  if (code.type?.kind !== 'code' || value.type?.kind === 'code') return undefined;
  const { list } = code.type;
  const codes = catalogue.lists.find(({ id }) => id === list);
  if (codes === undefined) throw new Error(`codes.yaml has no list ${list}`);
  const values = codes.values.map((entry) => entry.value);
  const { expression } = value;
  const all = mistake('VALUES', { list: values.map((known) => `'${known}'`).join(', ') });
  if (expression.kind === 'integer' || expression.kind === 'decimal') {
    const advice = values.includes(expression.value) ? mistake('IN_QUOTES', { value: expression.value }) : all;
    return mistake('NUMBER_FOR_CODE', { list, value: expression.value, advice });
  }
  if (expression.kind !== 'text' || values.includes(expression.value)) return undefined;
  const near =
    codeKeyMap(codes).get(spellingKey(expression.value)) ??
    nearestWord(expression.value, values) ??
    values.find((known) => expression.value.length > 2 && known.startsWith(expression.value));
  const advice = near === undefined ? all : mistake('NEAR_VALUE', { near });
  return mistake('NO_CODE', { list, value: expression.value, advice });
}
