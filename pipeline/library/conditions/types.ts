import { nearestWord } from '../../nearest.ts';
import { type CodeCatalogue, codeKeyMap, spellingKey } from '../codes.ts';
import type { Expression, ValueType } from './expression.ts';

const WORDS: Readonly<Record<ValueType['kind'], string>> = {
  text: 'chữ',
  code: 'mã',
  integer: 'số nguyên',
  decimal: 'số',
  date: 'ngày',
  moment: 'thời điểm',
  boolean: 'đúng/sai',
};

/** `mã service_level`, `số nguyên` */
export function typeWords(type: ValueType): string {
  return type.kind === 'code' ? `mã ${type.list}` : WORDS[type.kind];
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
): string | undefined {
  if (code.type?.kind !== 'code' || value.type?.kind === 'code') return undefined;
  const { list } = code.type;
  const codes = catalogue.lists.find(({ id }) => id === list);
  if (codes === undefined) throw new Error(`codes.yaml has no list ${list}`);
  const values = codes.values.map((entry) => entry.value);
  const { expression } = value;
  const all = `các giá trị: ${values.map((known) => `'${known}'`).join(', ')}.`;
  if (expression.kind === 'integer' || expression.kind === 'decimal') {
    const quoted = values.includes(expression.value) ? `viết '${expression.value}' trong dấu nháy.` : all;
    return `mã ${list} là chữ, không so được với số ${expression.value}; ${quoted}`;
  }
  if (expression.kind !== 'text' || values.includes(expression.value)) return undefined;
  const near =
    codeKeyMap(codes).get(spellingKey(expression.value)) ??
    nearestWord(expression.value, values) ??
    values.find((known) => expression.value.length > 2 && known.startsWith(expression.value));
  return `mã ${list} không có giá trị '${expression.value}'; ${near === undefined ? all : `có phải '${near}' không?`}`;
}
