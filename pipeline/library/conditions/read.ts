import type { YamlFields } from '../yaml.ts';
import type { ConditionScope, Expression } from './expression.ts';
import { parseCondition } from './parse.ts';

/** The condition (or the amount) below a key; undefined where there is none or where it has mistakes, which are said. */
export function readCondition(
  fields: YamlFields,
  key: string,
  scope: ConditionScope,
  wanted: 'boolean' | 'integer' = 'boolean',
): Expression | undefined {
  const text = fields.text(key);
  if (text === '') return undefined;
  const { expression, mistakes } = parseCondition(text, scope, wanted);
  for (const { vi, en } of mistakes) fields.say(key, `"${key}": ${vi}`, `"${key}": ${en}`);
  return expression;
}
