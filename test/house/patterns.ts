/** Every regular expression of the sources, and the texts that a slow one would be slow on. For patterns.test.ts. */
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { type ESTree, parseSync, Visitor } from 'vite';
import { threadTime } from '../support/thread-time.ts';

export interface Pattern {
  /** `/source/flags`. */
  shown: string;
  source: string;
  flags: string;
  /** Where it stands; the first place of several. */
  file: string;
}

/** Patterns written in a file; how often one is put together there (`new RegExp(…)`), and whether in a function. */
export function patternsIn(file: string, text: string): { written: Pattern[]; made: number; madeLater: number } {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join(' ')}`);
  const written: Pattern[] = [];
  let made = 0;
  let madeLater = 0;
  let depth = 0;
  const isRegExp = (callee: ESTree.Expression): boolean => callee.type === 'Identifier' && callee.name === 'RegExp';
  const making = ({ callee }: { callee: ESTree.Expression }): void => {
    if (!isRegExp(callee)) return;
    made += 1;
    if (depth > 0) madeLater += 1;
  };
  const enter = (): void => {
    depth += 1;
  };
  const leave = (): void => {
    depth -= 1;
  };
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    Literal(node) {
      if ('regex' in node) written.push(patternOf(node.regex.pattern, node.regex.flags, file));
    },
    NewExpression: making,
    CallExpression: making,
  }).visit(program);
  return { written, made, madeLater };
}

export function patternOf(source: string, flags: string, file: string): Pattern {
  return { shown: `/${source}/${flags}`, source, flags, file };
}

/** One of each kind that classes tell apart; what a class takes is found by asking it. */
const LETTERS = [...'x0a1A9-.,:;/%(=["\'<>{|_*+ !@#\\đẤ\t\n\r\u0000\u2013\u00a0'];
const MOST_INPUTS = 48;

/**
 * Texts of about `length` characters that lead a pattern into what repeats, go on with what it takes there, alone and with
 * what stands in front of it, and do not end as it wants.
 */
export function hostileTexts({ source, flags }: Pattern, length: number): string[] {
  const ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const takes = (raw: string): string[] => {
    const one = new RegExp(`^(?:${raw})$`, flags.replace(/[gy]/g, ''));
    return LETTERS.filter((letter) => one.test(letter)).slice(0, 4);
  };
  const sample = (node: AST.Node): string => {
    if (node.type === 'Alternative') return node.elements.map(sample).join('');
    if (node.type === 'Group' || node.type === 'CapturingGroup') return sample(node.alternatives[0]!);
    if (node.type === 'Quantifier') return sample(node.element).repeat(Math.max(1, Math.min(node.min, 20)));
    if (node.type === 'Character') return String.fromCodePoint(node.value);
    if (node.type === 'CharacterClass' || node.type === 'CharacterSet') return takes(node.raw)[0] ?? '';
    return '';
  };
  const pumps = new Map<string, string>();
  const pump = (lead: string, repeated: string): void => {
    if (repeated !== '') pumps.set(`${lead}\u0001${repeated}`, lead);
  };
  const walk = (alternatives: readonly AST.Alternative[], lead: string): void => {
    for (const { elements } of alternatives) {
      let begun = '';
      for (const element of elements) {
        const before = lead + begun;
        begun += sample(element);
        pump('', lead + begun);
        if (element.type === 'Group' || element.type === 'CapturingGroup') walk(element.alternatives, before);
        if (element.type === 'Assertion' && 'alternatives' in element) walk(element.alternatives, before);
        if (element.type !== 'Quantifier') continue;
        for (const letter of inside(element, takes)) {
          pump(before, letter);
          pump('', letter);
        }
        pump(before, sample(element.element));
        if ('alternatives' in element.element) walk(element.element.alternatives, before);
      }
    }
  };
  walk(ast.alternatives, '');
  return [...pumps]
    .map(([key, lead]): [string, string] => [lead, key.slice(lead.length + 1)])
    .slice(0, MOST_INPUTS)
    .flatMap(([lead, repeated]) => {
      const long = lead + repeated.repeat(Math.ceil(length / repeated.length));
      return [`${long}\n\u0000!`, long];
    });
}

/** What the classes and letters within a repetition take. */
function inside(node: AST.Quantifier, takes: (raw: string) => string[]): Set<string> {
  const letters = new Set<string>();
  const add = (one: AST.CharacterClass | AST.CharacterSet): void => {
    for (const letter of takes(one.raw)) letters.add(letter);
  };
  visitRegExpAST(node, {
    onCharacterClassEnter: add,
    onCharacterSetEnter: (set) => {
      if (set.parent.type !== 'CharacterClass') add(set);
    },
    onCharacterEnter: ({ parent, value }) => {
      if (parent.type === 'Alternative' || parent.type === 'Quantifier') letters.add(String.fromCodePoint(value));
    },
  });
  return letters;
}

const SHORT = 8_000;
const LONG = 100_000;
/** Milliseconds that no linear pattern needs for `SHORT` (`LONG`) characters on a quiet machine: then it is looked at again. */
const SUSPECT = { short: 4, long: 40 };
/** Four times the text takes a linear pattern four times as long, a quadratic one sixteen times. */
const GROWTH = 9;

/** A text on which the pattern's time grows faster than its length, shortened; undefined where none of them does. */
export function slowOn(pattern: Pattern): string | undefined {
  const short = hostileTexts(pattern, SHORT);
  const quarter = hostileTexts(pattern, SHORT / 4);
  const slow = short.findIndex((text, at) => isSteep(pattern, quarter[at] ?? '', text, SUSPECT.short));
  if (slow >= 0) return (short[slow] ?? '').slice(0, 40);
  const long = hostileTexts(pattern, LONG);
  const fourth = hostileTexts(pattern, LONG / 4);
  return long.find((text, at) => isSteep(pattern, fourth[at] ?? '', text, SUSPECT.long))?.slice(0, 40);
}

/** Measured again where it looks steep: another program may have had the machine. */
function isSteep(pattern: Pattern, quarter: string, whole: string, suspect: number): boolean {
  if (time(pattern, whole) < suspect) return false;
  const best = (text: string): number => Math.min(...Array.from({ length: 4 }, () => time(pattern, text)));
  return best(whole) > Math.max(suspect, GROWTH * best(quarter));
}

function time({ source, flags }: Pattern, text: string): number {
  const pattern = new RegExp(source, flags);
  return threadTime(() => text.replace(pattern, ''));
}
