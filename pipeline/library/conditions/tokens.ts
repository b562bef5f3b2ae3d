import { ConditionMistake } from './mistakes.ts';

export interface Token {
  kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  /** As written; of a text what stands between the quotes. */
  text: string;
  from: number;
  to: number;
}

const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /\d+(?:\.\d+)?/y;
const SIGN = /<>|<=|>=|[=<>(),+-]/y;

/** What is written in other languages, and how it is written here. */
const OTHERWISE: readonly (readonly [string, string])[] = [
  ['!=', '<>'],
  ['==', '='],
  ['&&', 'AND'],
  ['||', 'OR'],
  ['!', 'NOT'],
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '<>'],
  ['“', "'"],
  ['‘', "'"],
  ['"', "'"],
];

/** A condition as tokens, in one pass from left to right. @throws ConditionMistake */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (source[at] === ' ') {
      at += 1;
      continue;
    }
    const token = source[at] === "'" ? quoted(source, at) : plain(source, at);
    tokens.push(token);
    at = token.to;
  }
  return [...tokens, { kind: 'end', text: '', from: at, to: at }];
}

/** `'it''s'`: a quote inside is written twice. */
function quoted(source: string, from: number): Token {
  let end = source.indexOf("'", from + 1);
  while (end >= 0 && source[end + 1] === "'") end = source.indexOf("'", end + 2);
  if (end < 0) throw new ConditionMistake('NO_QUOTE', { text: source.slice(from, from + 20) });
  return { kind: 'text', text: source.slice(from + 1, end).replaceAll("''", "'"), from, to: end + 1 };
}

function plain(source: string, from: number): Token {
  for (const [written, instead] of OTHERWISE) {
    if (source.startsWith(written, from)) throw new ConditionMistake('OTHERWISE', { written, instead });
  }
  const kinds = [
    ['name', NAME],
    ['number', NUMBER],
    ['sign', SIGN],
  ] as const;
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = from;
    const text = pattern.exec(source)?.[0];
    if (text !== undefined) return { kind, text, from, to: from + text.length };
  }
  throw new ConditionMistake('NO_SIGN', { sign: String.fromCodePoint(source.codePointAt(from) ?? 0) });
}
