import { textKey } from '../text.ts';
import { asText, type Engine, sqlTexts } from './duckdb/engine.ts';
import type { Scope } from './question.ts';

/** What the catalogue and the rows of some units say of procedures' names and codes. */
export interface ProcedureTies {
  /** The newest name in the catalogue, else one that rows beside the code have; empty where nobody says. */
  nameOf(code: string): string;
  /** The only code that a name stands beside, whatever its case and tone marks; undefined where there is none, or several. */
  codeOf(name: string): string | undefined;
}

/** Grain of what is asked: a pair of code and name, those of the catalogue first, its newest first. */
export async function procedureTies(engine: Engine, { rows }: Scope): Promise<ProcedureTies> {
  const units = sqlTexts([...new Set(rows.map(({ unit }) => unit))]);
  const pairs = await engine.query(
    `SELECT procedure_code, procedure_name FROM (
       SELECT procedure_code, procedure_name, 0 AS place, max(valid_from) AS since FROM procedures
       WHERE procedure_name IS NOT NULL AND list_contains(${units}, unit_id) GROUP BY procedure_code, procedure_name
       UNION ALL
       SELECT procedure_code, procedure_name, 1 AS place, NULL AS since FROM dossiers
       WHERE procedure_code IS NOT NULL AND procedure_name IS NOT NULL AND list_contains(${units}, unit_id)
       GROUP BY procedure_code, procedure_name
     ) AS pairs ORDER BY place, since DESC NULLS LAST, procedure_code, procedure_name`,
  );
  const names = new Map<string, string>();
  const codes = new Map<string, Set<string>>();
  for (const pair of pairs) {
    const [code, name] = [asText(pair['procedure_code']), asText(pair['procedure_name'])];
    if (!names.has(code)) names.set(code, name);
    const key = textKey(name);
    codes.set(key, (codes.get(key) ?? new Set()).add(code));
  }
  return {
    nameOf: (code) => names.get(code) ?? '',
    codeOf(name) {
      const [code, ...others] = codes.get(textKey(name)) ?? [];
      return others.length > 0 ? undefined : code;
    },
  };
}
