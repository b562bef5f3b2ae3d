import type { MessageParams, Severity } from '../messages.ts';
import { asCount, asText, asTexts, type Engine, type SqlRow } from './duckdb/engine.ts';

/** One kind of problem in one column of one sheet, as an import found it. The cells that showed it were not kept. */
export interface KeptProblem {
  importId: number;
  sheetNo: number;
  code: string;
  severity: Severity;
  /** The column's id, empty where the whole sheet is meant. */
  columnId: string;
  /** The column's header as it stood in the file. */
  column: string;
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
    columnId: asText(row['column_name']),
    column: asText(row['header']),
    count: asCount(row['row_count']),
    rows: Array.isArray(row['first_rows']) ? row['first_rows'].map(asCount) : [],
    params: Object.fromEntries(asTexts(row['params']).map(splitPair)),
  };
}

/** `name=value`, as lists of pairs are kept. */
export function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}
