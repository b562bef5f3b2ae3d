import type { CheckCatalogue } from '../library/checks.ts';
import { type Language, type MessageTemplate, renderMessage, type Surface } from '../messages.ts';
import { recogniseMessages } from '../recognise/messages.ts';
import { asCount, asText, asTexts, type Engine, type SqlRow } from '../warehouse/duckdb/engine.ts';
import { factMessages } from './messages.ts';
import type { ImportProblem } from './types.ts';

const TEMPLATES: Readonly<Record<string, MessageTemplate>> = { ...factMessages, ...recogniseMessages };

/** A problem of an earlier import, as the warehouse keeps it: the cells that showed it were not kept. */
export interface KeptProblem extends ImportProblem {
  importId: number;
  sheetNo: number;
  file: string;
  sheet: string;
  /** The column's header as it stood in the file. */
  header: string;
}

/** The sentence of a problem that rows or sheets can have. */
export function problemTemplate(code: string, checks: CheckCatalogue): MessageTemplate {
  const template = TEMPLATES[code] ?? checks.get(code)?.template;
  if (template === undefined) throw new Error(`no message for ${code}`);
  return template;
}

/** Problems kept in the warehouse, in order of import; `importId` for those of one import. */
export async function keptProblems(
  engine: Engine,
  checks: CheckCatalogue,
  language: Language,
  { importId, surface }: { importId?: number; surface?: Surface } = {},
): Promise<KeptProblem[]> {
  const rows = await engine.query(
    `SELECT i.file, s.sheet, p.* FROM problems AS p JOIN imports AS i USING (import_id)
       LEFT JOIN import_sheets AS s ON s.import_id = p.import_id AND s.sheet_no = p.sheet_no
       ${importId === undefined ? '' : `WHERE p.import_id = ${importId}`}
       ORDER BY p.import_id, p.sheet_no, p.severity, p.code, p.column_name`,
  );
  return rows.map((row) => keptProblem(row, checks, language, surface));
}

function keptProblem(row: SqlRow, checks: CheckCatalogue, language: Language, surface: Surface): KeptProblem {
  const rows = Array.isArray(row['first_rows']) ? row['first_rows'].map(asCount) : [];
  const code = asText(row['code']);
  const header = asText(row['header']);
  const count = asCount(row['row_count']);
  const sheet = asText(row['sheet']);
  const template = problemTemplate(code, checks);
  const kept = Object.fromEntries(asTexts(row['params']).map(splitPair));
  const params = { column: header, count, row: rows[0] ?? 0, sheet, hint: '', others: '', ...kept };
  return {
    importId: asCount(row['import_id']),
    sheetNo: asCount(row['sheet_no']),
    file: asText(row['file']),
    sheet,
    code,
    severity: template.severity,
    column: asText(row['column_name']),
    header,
    count,
    rows,
    example: '',
    message: renderMessage(withoutExample(template), params, language, surface),
  };
}

/** `name=value`, as lists of pairs are kept. */
export function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function withoutExample(template: MessageTemplate): MessageTemplate {
  const cut = (text: string): string => text.replace(/: '\{example\}'/g, '').replace(/\s*\{hint\}/g, '');
  const { terminal } = template;
  return {
    ...template,
    vi: cut(template.vi),
    en: cut(template.en),
    ...(terminal === undefined ? {} : { terminal: { vi: cut(terminal.vi), en: cut(terminal.en) } }),
  };
}
