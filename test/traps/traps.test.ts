import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { evaluateTargets } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { evaluationRecord } from '../../pipeline/office/tables.ts';
import { asCount, type Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { sayNothingElse } from '../support/months.ts';
import { type Imported, importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';
import { asStated, type ExpectedEvaluation, trapCases } from './trap-case.ts';

const scratch = temporaryFolder();
afterAll(() => scratch.remove());

const { columns } = shippedLibrary();

const asTexts = async (engine: Engine, sql: string): Promise<unknown[][]> =>
  (await engine.query(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`)).map((row) => Object.values(row));

/** Everything that the warehouse knows, but for which import said it. */
async function allFacts(engine: Engine): Promise<Record<string, unknown[][]>> {
  const facts: Record<string, unknown[][]> = {};
  for (const list of LISTS)
    facts[list] = await asTexts(engine, `SELECT * EXCLUDE (import_id) FROM ${list} ORDER BY ALL`);
  return facts;
}

async function evaluated(engine: Engine, { plan: id, unit, as_of, from, rows }: ExpectedEvaluation): Promise<object[]> {
  const library = shippedLibrary();
  const plan = library.plans.get(id);
  if (plan === undefined) throw new Error(`no plan ${id}`);
  const question = { plan, unit, period: reportingPeriod(as_of, from, plan) };
  const found = (await evaluateTargets(officeOf(engine, library), question)).map(({ row }) =>
    evaluationRecord(row, 'vi'),
  );
  return rows.map((wanted) => {
    const row = found.find(({ target }) => target === wanted.target);
    const asked = new Set(Object.keys(wanted));
    return Object.fromEntries(Object.entries(row ?? {}).filter(([key]) => asked.has(key)));
  });
}

function accountedFor({ sheets }: Imported): void {
  for (const { rows } of sheets) expect(rows.accepted + rows.rejected + rows.duplicate + rows.skipped).toBe(rows.read);
}

const BESIDE_OTHERS: readonly string[] = ['I_OLDER_STATE', 'W_SAME_PERIOD', 'W_PERIODS_DISAGREE'];

/** What is said of sheets by themselves. */
function alone<T extends { problems: { code: string }[] }>(sheets: readonly T[]): T[] {
  return sheets.map((sheet) => ({
    ...sheet,
    problems: sheet.problems.filter(({ code }) => !BESIDE_OTHERS.includes(code)),
  }));
}

describe.each(trapCases())('$name', ({ name, expected, lay }) => {
  it(expected.why, async () => {
    const folder = path.join(scratch.folder, name);
    await lay(folder);
    const engine = await newWarehouse();
    try {
      const imported = await importInto(engine, [folder], expected.options);
      expect(imported.failures).toEqual([]);
      expect(asStated(imported.files, expected.sheets, columns)).toEqual(expected.sheets);
      accountedFor(imported);

      for (const [sql, rows] of Object.entries(expected.facts ?? {}))
        expect(await asTexts(engine, sql), sql).toEqual(rows);
      if (expected.evaluate !== undefined && !expected.months) await sayNothingElse(engine);
      for (const evaluation of expected.evaluate ?? []) {
        expect(await evaluated(engine, evaluation), evaluation.as_of).toEqual(evaluation.rows);
      }
      const before = await allFacts(engine);
      const everything = JSON.stringify([
        before,
        await asTexts(engine, 'FROM problems'),
        await asTexts(engine, 'FROM rejected_rows'),
      ]);
      for (const text of expected.absent ?? []) expect(everything).not.toContain(text);

      const known = await importInto(engine, [folder], expected.options);
      expect(known.sheets.map(({ rows }) => rows)).toEqual(imported.sheets.map(({ rows }) => rows));
      expect(await allFacts(engine)).toEqual(before);

      // The same files, no longer known: every row comes in again, in the place of the earlier ones.
      await engine.run("UPDATE imports SET fingerprint = 'forgotten'");
      const imports = async (): Promise<number> =>
        asCount((await engine.query('SELECT count(*) AS n FROM imports'))[0]?.['n']);
      const once = await imports();
      const again = await importInto(engine, [folder], expected.options);
      expect(again.failures).toEqual([]);
      expect(await imports()).toBe(once);
      // Beside what is there by now other files can be newer: what is said of that is another matter.
      expect(alone(asStated(again.files, expected.sheets, columns))).toEqual(alone(expected.sheets));
      expect(await allFacts(engine)).toEqual(before);
    } finally {
      await engine.close();
    }
  });
});
