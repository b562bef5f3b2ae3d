import type { MessageParams, Severity } from '../messages.ts';
import { asCount, asText, asTexts, type Engine, type SqlRow } from './duckdb/engine.ts';

/** One kind of problem in one column of one sheet, as an import found it. The cells that showed it were not kept. */
export interface KeptProblem {
  importId: number;
  sheetNo: number;
  code: string;
  severity: Severity;
  /** The column's id, empty where the whole sheet is meant. */
  column: string;
  /** The column's header as it stood in the file. */
  header: string;
  count: number;
  /** The first 20 row numbers. */
  rows: number[];
  /** What its sentence names beside the usual. */
  params: MessageParams;
}

/** The problems that some imports found, in order of import. */
export async function keptProblems(engine: Engine, imports: readonly number[]): Promise<KeptProblem[]> {
  if (imports.length === 0) return [];
  const rows = await engine.query(
    `SELECT * FROM problems WHERE import_id IN (${imports.join(', ')}) ORDER BY import_id, sheet_no, severity, code, column_name`,
  );
  return rows.map(keptProblem);
}

function keptProblem(row: SqlRow): KeptProblem {
  return {
    importId: asCount(row['import_id']),
    sheetNo: asCount(row['sheet_no']),
    code: asText(row['code']),
    severity: asText(row['severity']) as Severity,
    column: asText(row['column_name']),
    header: asText(row['header']),
    count: asCount(row['row_count']),
    rows: Array.isArray(row['first_rows']) ? row['first_rows'].map(asCount) : [],
    params: paramsOf(asTexts(row['params'])),
  };
}

/** Parameters as they are kept: `name=value`, of what has a word in each language `name.vi=…` and `name.en=…`. */
export function paramPairs(params: MessageParams): string[] {
  return Object.entries(params).flatMap(([name, value]) =>
    typeof value === 'object' ? [`${name}.vi=${value.vi}`, `${name}.en=${value.en}`] : [`${name}=${value}`],
  );
}

function paramsOf(pairs: readonly string[]): MessageParams {
  const kept = new Map(pairs.map(splitPair));
  const names = new Set([...kept.keys()].map((name) => name.split('.')[0] ?? name));
  return Object.fromEntries(
    [...names].map((name) => {
      const [vi, en] = [kept.get(`${name}.vi`), kept.get(`${name}.en`)];
      return [name, vi === undefined || en === undefined ? (kept.get(name) ?? '') : { vi, en }];
    }),
  );
}

/** `name=value`, as lists of pairs are kept. */
export function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}
