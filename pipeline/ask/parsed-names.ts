import { asText, type Engine, QueryError, sqlText } from '../warehouse/duckdb/engine.ts';
import { type Names, NotAQuestion } from './names.ts';

type Node = Readonly<Record<string, unknown>>;

/** Kinds of expressions that a question is made of; no parameters, no DEFAULT. */
const EXPRESSIONS = new Set([
  ...[
    'BETWEEN',
    'CASE',
    'CAST',
    'COLLATE',
    'COLUMN_REF',
    'COMPARISON',
    'CONJUNCTION',
    'CONSTANT',
    'FUNCTION',
    'LAMBDA',
  ],
  ...['LAMBDA_REF', 'OPERATOR', 'POSITIONAL_REFERENCE', 'STAR', 'SUBQUERY', 'TYPE', 'WINDOW'],
]);
/** Kinds of what can stand in FROM. */
const SOURCES = new Set([
  ...['BASE_TABLE', 'EMPTY', 'EXPRESSION_LIST', 'JOIN', 'PIVOT', 'SHOW_REF', 'SUBQUERY', 'TABLE_FUNCTION'],
]);
const QUERIES = new Set(['SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE', 'CTE_NODE']);
/** Of `DESCRIBE …` and `SUMMARIZE …`; SHOW tells of the machine's databases. */
const SHOWN = new Set(['DESCRIBE', 'SUMMARY']);
/** `a + b` is a call of a function `+`. */
const OPERATOR = /^[-+*/%<>=~!@^&|#]+$/;

/** A tree that cannot be read is no question: DuckDB writes one with an odd sign in it, or cuts it short. */
function treeOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAQuestion();
  }
}

/**
 * What a statement names, out of the tree that DuckDB itself makes of it (`json_serialize_sql`, part of the native engine).
 * @throws NotAQuestion where it is anything but one SELECT; QueryError where its grammar is wrong
 */
export async function parsedNames(engine: Engine, sql: string): Promise<Names> {
  const [row] = await engine.query(`SELECT json_serialize_sql(${sqlText(sql)}) AS tree`);
  const tree = nodeOf(treeOf(asText(row?.['tree'])));
  if (tree?.['error'] !== false) {
    if (tree?.['error_type'] === 'parser')
      throw new QueryError(sql, new Error(`Parser Error: ${asSaid(tree['error_message'])}`));
    throw new NotAQuestion();
  }
  const statements = Array.isArray(tree['statements']) ? tree['statements'] : [];
  if (statements.length !== 1) throw new NotAQuestion();
  const found = { functions: new Set<string>(), tableFunctions: new Set<string>(), tables: new Set<string>() };
  walk(statements[0], new Set());
  return {
    functions: [...found.functions],
    tableFunctions: [...found.tableFunctions],
    tables: [...found.tables],
  };

  /** @param own tables that WITH has made for this place */
  function walk(value: unknown, own: ReadonlySet<string>): void {
    if (Array.isArray(value)) for (const item of value) walk(item, own);
    const node = nodeOf(value);
    if (node === undefined) return;
    if ('class' in node) expression(node);
    else if ('sample' in node && 'alias' in node) {
      if (source(node, own)) return;
    } else if ('cte_map' in node) {
      query(node, own);
      return;
    }
    for (const part of Object.values(node)) walk(part, own);
  }

  function expression(node: Node): void {
    if (!EXPRESSIONS.has(asSaid(node['class']))) throw new NotAQuestion(asSaid(node['class']));
    if (!('function_name' in node)) return;
    const name = asSaid(node['function_name']).toLowerCase();
    const isPlain = asSaid(node['catalog']) === '' && ['', 'main'].includes(asSaid(node['schema']));
    if (node['is_operator'] === true && OPERATOR.test(name) && isPlain) return;
    found.functions.add(isPlain ? name : [node['catalog'], node['schema'], name].filter(Boolean).join('.'));
  }

  /** @returns whether it has looked at all its parts */
  function source(node: Node, own: ReadonlySet<string>): boolean {
    const kind = asSaid(node['type']);
    if (!SOURCES.has(kind)) throw new NotAQuestion(kind);
    if (kind === 'SHOW_REF' && (!SHOWN.has(asSaid(node['show_type'])) || nodeOf(node['query']) === undefined))
      throw new NotAQuestion('SHOW');
    if (kind === 'BASE_TABLE') {
      const written = [node['catalog_name'], node['schema_name'], node['table_name']].map(asSaid);
      const name = written.filter((part) => part !== '').join('.');
      if (!own.has(name.toLowerCase())) found.tables.add(name.replace(/^main\./i, ''));
    }
    if (kind !== 'TABLE_FUNCTION') return false;
    const { function: called, ...rest } = node;
    const call = nodeOf(called);
    found.tableFunctions.add(
      [call?.['catalog'], call?.['schema'], call?.['function_name']]
        .map(asSaid)
        .filter(Boolean)
        .join('.')
        .toLowerCase(),
    );
    walk(call?.['children'], own);
    for (const part of Object.values(rest)) walk(part, own);
    return true;
  }

  /** Each table of WITH is there for those after it and for the query itself, not for its own making. */
  function query(node: Node, outer: ReadonlySet<string>): void {
    const { cte_map: made, ...rest } = node;
    if (!QUERIES.has(asSaid(node['type']))) throw new NotAQuestion(asSaid(node['type']));
    const own = new Set(outer);
    const entries = nodeOf(made)?.['map'];
    for (const entry of Array.isArray(entries) ? entries.map(nodeOf) : []) {
      walk(entry?.['value'], own);
      own.add(asSaid(entry?.['key']).toLowerCase());
    }
    const isRecursive = node['type'] === 'RECURSIVE_CTE_NODE';
    for (const [part, value] of Object.entries(rest))
      walk(value, isRecursive && part === 'right' ? new Set([...own, asSaid(node['cte_name']).toLowerCase()]) : own);
  }
}

function nodeOf(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function asSaid(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
