import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A sentence in both languages as it stands in the source. What is put into a template is `…`. */
export interface Pair {
  place: string;
  vi: string;
  en: string;
  /** Both are written out, so that their parameters can be compared. */
  isWhole: boolean;
}

/** A text of one language alone. */
export interface Single {
  place: string;
  text: string;
}

/** Every text of the program: those in both languages, and all others. */
export function wordsInSources(): { pairs: Pair[]; singles: Single[] } {
  const files = ['pipeline', 'addin'].flatMap((folder) => sourcesIn(path.join(ROOT, folder)));
  const found = files.map((file) => wordsOf(readFileSync(file, 'utf8'), path.relative(ROOT, file)));
  return { pairs: found.flatMap(({ pairs }) => pairs), singles: found.flatMap(({ singles }) => singles) };
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts') && !name.endsWith('.d.ts'))
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

type Node = Readonly<Record<string, unknown>>;

/**
 * The texts of one source: an object with `vi` and `en`, `say(…, vi, en)`, and a choice by language (`language === 'vi' ?
 * … : …`, `vi ? … : …`) are pairs; any other text stands by itself.
 */
export function wordsOf(source: string, file: string): { pairs: Pair[]; singles: Single[] } {
  const pairs: Pair[] = [];
  const singles: Single[] = [];
  const paired = new Set<Node>();
  const lineOf = (node: Node): string => `${file}:${source.slice(0, Number(node['start'])).split('\n').length}`;
  const take = (vi: unknown, en: unknown, node: Node): void => {
    for (const side of [vi, en]) walk(side, (inside) => paired.add(inside));
    const [left, right] = [textOf(vi), textOf(en)];
    if (left === undefined || right === undefined) return;
    pairs.push({ place: lineOf(node), vi: left, en: right, isWhole: !(left + right).includes('…') });
  };
  const program: unknown = parseSync(file, source).program;
  walk(program, (node) => {
    if (node['type'] === 'ObjectExpression') {
      const value = (key: string): unknown => propertyOf(node, key);
      if (value('vi') !== undefined && value('en') !== undefined) take(value('vi'), value('en'), node);
    }
    if (node['type'] === 'CallExpression') {
      // Where it is said comes first; what it is filled with may follow.
      const said = nodes(node['arguments'])
        .filter((one) => textOf(one) !== undefined)
        .slice(-2);
      if (isSay(node['callee']) && nodes(node['arguments']).length > 2) take(said[0], said[1], node);
    }
    if (node['type'] === 'ConditionalExpression' && asksForVietnamese(node['test'], source))
      take(node['consequent'], node['alternate'], node);
  });
  walk(program, (node) => {
    const text = textOf(node);
    if (text !== undefined && !paired.has(node)) singles.push({ place: lineOf(node), text });
  });
  return { pairs, singles };
}

/** `say(…)`, `fields.say(…)`, `sayAt(…)` */
function isSay(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  const property = callee['property'];
  const name = isNode(property) ? property['name'] : callee['name'];
  return name === 'say' || name === 'sayAt';
}

function asksForVietnamese(test: unknown, source: string): boolean {
  if (!isNode(test)) return false;
  const text = source.slice(Number(test['start']), Number(test['end']));
  return text === 'vi' || /language === 'vi'$/.test(text);
}

function propertyOf(node: Node, key: string): unknown {
  const found = nodes(node['properties']).find((one) => {
    const name = one['key'];
    return isNode(name) && (name['name'] === key || name['value'] === key);
  });
  return found?.['value'];
}

/** The text of a literal, a template, or a JSX text. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node['type'] === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node['type'] === 'JSXText') return String(node['value']);
  if (node['type'] !== 'TemplateLiteral') return undefined;
  return nodes(node['quasis'])
    .map((part) => (isNode(part['value']) ? String(part['value']['cooked']) : ''))
    .join('…');
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  if (!isNode(value)) return;
  if (typeof value['type'] === 'string') visit(value);
  for (const one of Object.values(value)) if (typeof one === 'object') walk(one, visit);
}

function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
