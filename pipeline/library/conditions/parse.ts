import { dayAdvice, isDay } from '../../dates.ts';
import type { Words } from '../../messages.ts';
import { nearestWord } from '../../nearest.ts';
import type { CharacterKind, Comparison, ConditionScope, Expression, ValueType } from './expression.ts';
import { ConditionMistake, mistake, PARTS, place } from './mistakes.ts';
import { type Token, tokensOf } from './tokens.ts';
import { codeMistake, isLike, typeWords } from './types.ts';

/** Longer and deeper than anybody writes one. */
const MOST_CHARACTERS = 2000;
const DEEPEST = 32;
const MOST_DIGITS = 15;

const KEYWORDS = ['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'IS', 'NULL', 'TRUE', 'FALSE', 'DATE'] as const;
type Keyword = (typeof KEYWORDS)[number];
const COMPARISONS: readonly Comparison[] = ['=', '<>', '<', '<=', '>', '>='];
const SEARCHES = {
  has_digit: 'digit',
  has_word: 'word',
  has_personal_number: 'personal-number',
  has_slipped_text: 'slipped-text',
} as const satisfies Record<string, CharacterKind>;
type Search = keyof typeof SEARCHES;
const isSearch = (name: string): name is Search => Object.hasOwn(SEARCHES, name);
const SEARCH_NAMES = Object.keys(SEARCHES).filter(isSearch);
const FUNCTIONS = ['coalesce', 'day', ...SEARCH_NAMES, 'has_any_of', 'written', 'in_file', 'now'] as const;
type FunctionName = (typeof FUNCTIONS)[number];

/** A part with its type (undefined where a mistake left it open) and its place in the text. */
interface Part {
  expression: Expression;
  type: ValueType | undefined;
  from: number;
  to: number;
}

/**
 * A condition (`wanted: boolean`) or an amount (`wanted: integer`) as an expression over the columns of the scope: names,
 * `'texts'`, numbers, `DATE '2024-11-30'`, `true`, `false`, `= <> < <= > >=`, `AND OR NOT`, `IN`, `BETWEEN`,
 * `IS [NOT] NULL`, `+ -`, brackets, `coalesce(a, b)`, `day(moment)` and `has_…(text)`; over rows that are being imported
 * also `written(column)`, `in_file(column)` and `now()`.
 * Time grows with the text's length, and neither length nor depth is without bounds.
 * @param text clean, in one line (`YamlFields.text`)
 * @returns mistakes in both languages, without a place: every wrong name, value and type, or the first thing that cannot be read
 */
export function parseCondition(
  text: string,
  scope: ConditionScope,
  wanted: 'boolean' | 'integer',
): { expression?: Expression; mistakes: Words[] } {
  if (text.length > MOST_CHARACTERS) return { mistakes: [mistake('TOO_LONG', { most: String(MOST_CHARACTERS) })] };
  try {
    const parser = new Parser(text, scope);
    const { expression, type } = parser.whole();
    if (type !== undefined && type.kind !== wanted) {
      const should = wanted === 'boolean' ? PARTS.condition : PARTS.seconds;
      parser.mistakes.push(mistake('WRONG_RESULT', { wanted: should, found: typeWords(type) }));
    }
    return parser.mistakes.length === 0 ? { expression, mistakes: [] } : { mistakes: parser.mistakes };
  } catch (error) {
    if (error instanceof ConditionMistake) return { mistakes: [error.words] };
    throw error;
  }
}

class Parser {
  readonly mistakes: Words[] = [];
  readonly #source: string;
  readonly #scope: ConditionScope;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(source: string, scope: ConditionScope) {
    this.#source = source;
    this.#scope = scope;
    this.#tokens = tokensOf(source);
  }

  whole(): Part {
    const part = this.#any();
    if (this.#token.kind !== 'end') throw this.#unexpected(PARTS.andOrEnd);
    return part;
  }

  get #token(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new RangeError('read beyond the end of a condition');
    return token;
  }

  #any(): Part {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new ConditionMistake('TOO_DEEP', { most: DEEPEST });
    const part = this.#chain('OR', () => this.#chain('AND', () => this.#negation()));
    this.#depth -= 1;
    return part;
  }

  #chain(word: 'AND' | 'OR', next: () => Part): Part {
    const first = next();
    const parts = [first];
    while (this.#takes(word)) parts.push(next());
    if (parts.length === 1) return first;
    for (const part of parts) this.#demand(part, 'boolean', place('sides', word));
    const kind = word === 'AND' ? 'and' : 'or';
    return this.#part({ kind, items: parts.map(({ expression }) => expression) }, { kind: 'boolean' }, first.from);
  }

  #negation(): Part {
    const { from } = this.#token;
    let negated = 0;
    while (this.#takes('NOT')) negated += 1;
    const part = this.#predicate();
    if (negated === 0) return part;
    this.#demand(part, 'boolean', place('behind', 'NOT'));
    return negated % 2 === 1
      ? this.#part({ kind: 'not', item: part.expression }, { kind: 'boolean' }, from)
      : { ...part, from };
  }

  #predicate(): Part {
    const left = this.#sum();
    const operator = COMPARISONS.find((sign) => this.#token.kind === 'sign' && this.#token.text === sign);
    if (operator !== undefined) {
      this.#at += 1;
      const right = this.#sum();
      this.#comparable(left, right, operator !== '=' && operator !== '<>');
      return this.#truth({ kind: 'compare', operator, left: left.expression, right: right.expression }, left.from);
    }
    if (this.#takes('IS')) {
      const negated = this.#takes('NOT');
      if (!this.#takes('NULL')) throw this.#unexpected(same('NULL'));
      return this.#truth({ kind: 'is-null', item: left.expression }, left.from, negated);
    }
    const negated = this.#takes('NOT');
    if (this.#takes('IN')) return this.#membership(left, negated);
    if (this.#takes('BETWEEN')) return this.#range(left, negated);
    if (negated) throw this.#unexpected(PARTS.inOrBetween);
    return left;
  }

  #membership(item: Part, negated: boolean): Part {
    this.#expect('(');
    const values: Expression[] = [];
    do {
      const value = this.#sum();
      this.#comparable(item, value, false);
      values.push(value.expression);
    } while (this.#takesSign(','));
    this.#expect(')');
    return this.#truth({ kind: 'in', item: item.expression, values }, item.from, negated);
  }

  #range(item: Part, negated: boolean): Part {
    const low = this.#sum();
    if (!this.#takes('AND')) throw this.#unexpected(same('AND'));
    const high = this.#sum();
    this.#comparable(item, low, true);
    this.#comparable(item, high, true);
    return this.#truth(
      { kind: 'between', item: item.expression, low: low.expression, high: high.expression },
      item.from,
      negated,
    );
  }

  #truth(expression: Expression, from: number, negated = false): Part {
    return this.#part(negated ? { kind: 'not', item: expression } : expression, { kind: 'boolean' }, from);
  }

  #sum(): Part {
    let left = this.#primary();
    while (this.#token.kind === 'sign' && (this.#token.text === '+' || this.#token.text === '-')) {
      const operator = this.#token.text;
      this.#at += 1;
      left = this.#added(left, operator, this.#primary());
    }
    return left;
  }

  #added(left: Part, operator: '+' | '-', right: Part): Part {
    const both = { left: left.expression, right: right.expression };
    if (operator === '-' && left.type?.kind === 'date' && right.type?.kind === 'date')
      return this.#part({ kind: 'days', ...both }, { kind: 'integer' }, left.from);
    for (const part of [left, right]) this.#demand(part, 'integer', place('signSides', operator));
    return this.#part({ kind: 'sum', operator, ...both }, { kind: 'integer' }, left.from);
  }

  #primary(): Part {
    const token = this.#token;
    if (this.#takesSign('(')) {
      const part = this.#any();
      this.#expect(')');
      return { ...part, from: token.from, to: this.#end };
    }
    if (token.kind === 'text') {
      this.#at += 1;
      return this.#part({ kind: 'text', value: token.text }, { kind: 'text' }, token.from);
    }
    const negative = this.#takesSign('-');
    if (this.#token.kind === 'number') return this.#number(token.from, negative);
    if (negative || token.kind !== 'name') throw this.#unexpected(PARTS.columnOrValue);
    return this.#named(token);
  }

  #number(from: number, negative: boolean): Part {
    const { text } = this.#token;
    this.#at += 1;
    if (text.replace('.', '').length > MOST_DIGITS) throw new ConditionMistake('NUMBER_TOO_LONG', { text });
    if (/^\d{1,3}\.\d{3}$/.test(text)) this.mistakes.push(mistake('THOUSANDS', { text, whole: text.replace('.', '') }));
    const kind = text.includes('.') ? 'decimal' : 'integer';
    return this.#part({ kind, value: negative ? `-${text}` : text }, { kind }, from);
  }

  #named(token: Token): Part {
    const { text, from } = token;
    for (const value of [true, false]) {
      if (this.#takes(value ? 'TRUE' : 'FALSE'))
        return this.#part({ kind: 'boolean', value }, { kind: 'boolean' }, from);
    }
    if (this.#takes('DATE')) return this.#day(from);
    if (isKeyword(text, 'NULL')) throw new ConditionMistake('NULL_ALONE');
    if (KEYWORDS.some((word) => isKeyword(text, word))) throw this.#unexpected(PARTS.columnOrValue);
    this.#at += 1;
    if (this.#takesSign('(')) return this.#call(text, from);
    return this.#column(text, from);
  }

  #column(name: string, from: number): Part {
    const type = this.#scope.columns.get(name);
    if (type !== undefined) return this.#part({ kind: 'column', column: name, type }, type, from);
    const known = [...this.#scope.columns.keys()];
    const near = nearestWord(name, known);
    const advice = near === undefined ? mistake('COLUMNS', { list: known.join(', ') }) : mistake('NEAR', { near });
    this.mistakes.push(mistake('NO_COLUMN', { of: this.#scope.of, name, advice }));
    return this.#part({ kind: 'boolean', value: false }, undefined, from);
  }

  #day(from: number): Part {
    const { kind, text } = this.#token;
    if (kind !== 'text') throw this.#unexpected(PARTS.quotedDay);
    this.#at += 1;
    if (!isDay(text)) {
      const advice = dayAdvice(text);
      const right = advice === undefined ? PARTS.nothing : mistake('WRITE_DAY', { day: advice });
      this.mistakes.push(mistake('NO_DAY', { text, advice: right }));
    }
    return this.#part({ kind: 'date', value: text }, { kind: 'date' }, from);
  }

  #call(name: string, from: number): Part {
    const called = FUNCTIONS.find((known) => known === name.toLowerCase());
    const importing = called === 'written' || called === 'in_file' || called === 'now';
    if (called === undefined || (importing && !this.#scope.importing)) {
      const known = FUNCTIONS.slice(0, this.#scope.importing ? undefined : -3);
      const near = nearestWord(name, known);
      const advice = near === undefined ? mistake('FUNCTIONS', { list: known.join(', ') }) : mistake('NEAR', { near });
      throw new ConditionMistake('NO_FUNCTION', { name, advice });
    }
    if (called === 'now') {
      this.#expect(')');
      return this.#part({ kind: 'now' }, { kind: 'moment' }, from);
    }
    const first = this.#any();
    const made = this.#result(called, first);
    this.#expect(')');
    return { ...made, from, to: this.#end };
  }

  #result(called: Exclude<FunctionName, 'now'>, first: Part): Part {
    const { expression: item, from } = first;
    if (called === 'coalesce') return this.#firstOf(first);
    if (called === 'day') {
      this.#demand(first, 'moment', place('inside', called));
      return this.#part({ kind: 'day', item }, { kind: 'date' }, from);
    }
    if (called === 'written' || called === 'in_file') {
      const fits = item.kind === 'column' && (called === 'in_file' || isLookedUp(item.type));
      if (!fits && first.type !== undefined)
        this.mistakes.push(mistake(called === 'written' ? 'NEEDS_CODE' : 'NEEDS_COLUMN', { name: called }));
      const column = item.kind === 'column' ? item.column : '';
      return called === 'written'
        ? this.#part({ kind: 'written', column }, { kind: 'text' }, from)
        : this.#part({ kind: 'in-file', column }, { kind: 'boolean' }, from);
    }
    this.#demand(first, 'text', place('inside', called));
    const search = isSearch(called) ? SEARCHES[called] : undefined;
    return this.#truth({ kind: 'has', characters: search ?? { anyOf: this.#characters() }, item }, from);
  }

  #characters(): string {
    this.#expect(',');
    const { kind, text } = this.#token;
    if (kind !== 'text' || text === '') throw this.#unexpected(PARTS.characters);
    this.#at += 1;
    return text;
  }

  #firstOf(first: Part): Part {
    const parts = [first];
    while (this.#takesSign(',')) {
      const part = this.#any();
      this.#comparable(first, part, false);
      parts.push(part);
    }
    if (parts.length < 2) throw this.#unexpected(PARTS.second);
    const decimal = parts.find(({ type }) => type?.kind === 'decimal');
    const code = parts.find(({ type }) => type?.kind === 'code');
    const type = (decimal ?? code ?? first).type;
    return this.#part({ kind: 'coalesce', items: parts.map(({ expression }) => expression) }, type, first.from);
  }

  /** Says what cannot be compared; an order is there for numbers, dates and moments. */
  #comparable(left: Part, right: Part, ordered: boolean): void {
    if (left.type === undefined || right.type === undefined) return;
    const unknown = codeMistake(left, right, this.#scope.codes) ?? codeMistake(right, left, this.#scope.codes);
    if (unknown !== undefined) this.mistakes.push(unknown);
    else if (!isLike(left.type, right.type)) {
      const both = { left: this.#words(left), right: this.#words(right) };
      this.mistakes.push(mistake('NOT_ALIKE', { ...both, advice: daysAdvice(left, right) }));
    } else if (ordered && ['text', 'code', 'boolean'].includes(left.type.kind)) {
      this.mistakes.push(mistake('NO_ORDER', { left: this.#words(left) }));
    }
  }

  #demand(part: Part, kind: Exclude<ValueType['kind'], 'code'>, where: Words): void {
    if (part.type === undefined || part.type.kind === kind) return;
    if (kind === 'text' && part.type.kind === 'code') return;
    this.mistakes.push(mistake('NEEDS', { where, wanted: typeWords({ kind }), found: this.#words(part) }));
  }

  /** `level (mã service_level)` */
  #words({ type, from, to }: Part): Words {
    const written = this.#source.slice(from, to).trim();
    const short = written.length > 40 ? `${written.slice(0, 40)}…` : written;
    const { vi, en } = type === undefined ? PARTS.nothing : typeWords(type);
    return { vi: `${short} (${vi})`, en: `${short} (${en})` };
  }

  #part(expression: Expression, type: ValueType | undefined, from: number): Part {
    return { expression, type, from, to: this.#end };
  }

  /** Where the last token that was taken ends. */
  get #end(): number {
    return this.#tokens[this.#at - 1]?.to ?? 0;
  }

  #takes(word: Keyword): boolean {
    if (this.#token.kind !== 'name' || !isKeyword(this.#token.text, word)) return false;
    this.#at += 1;
    return true;
  }

  #takesSign(sign: string): boolean {
    if (this.#token.kind !== 'sign' || this.#token.text !== sign) return false;
    this.#at += 1;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takesSign(sign)) throw this.#unexpected(place('sign', sign));
  }

  #unexpected(wanted: Words): ConditionMistake {
    const { kind, from, to, text } = this.#token;
    if (kind === 'end') return new ConditionMistake('ENDS', { wanted });
    const near = kind === 'name' ? nearestWord(text, KEYWORDS) : undefined;
    const found = this.#source.slice(from, to);
    if (near === undefined || isKeyword(text, near)) return new ConditionMistake('UNEXPECTED', { found, wanted });
    return new ConditionMistake('UNEXPECTED_NEAR', { found, wanted, near });
  }
}

function isKeyword(text: string, word: string): boolean {
  return text.toUpperCase() === word;
}

/** Columns of which the file's own word is kept beside the value. */
function isLookedUp(type: ValueType): boolean {
  return type.kind === 'code' || type.kind === 'boolean';
}

/** What is written the same in every language. */
function same(text: string): Words {
  return { vi: text, en: text };
}

function daysAdvice(left: Part, right: Part): Words {
  const kinds = [left.type?.kind, right.type?.kind];
  if (kinds.includes('moment') && kinds.includes('date')) return mistake('TAKE_DAY');
  if (kinds.includes('date') && kinds.includes('text')) return mistake('AS_DATE');
  return PARTS.nothing;
}
