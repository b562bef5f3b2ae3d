import { asText, type Engine, sqlText } from '../warehouse/duckdb/engine.ts';

/** Raised when the shape of the warehouse changes. An older one is brought up to it (`UPGRADES`), any other is refused. */
export const FORMAT = '3';

/**
 * From a format that was once written to the next one, in order; what was released is never changed here again.
 * Format 3: a warehouse says which format it was before.
 */
const UPGRADES: readonly { from: string; to: string; statements: readonly string[] }[] = [
  { from: '2', to: '3', statements: ['ALTER TABLE warehouse_version ADD COLUMN upgraded_from VARCHAR'] },
];

/** @returns the format that a warehouse is of, undefined where it says none */
export async function formatOf(engine: Engine): Promise<string | undefined> {
  const rows = await engine.query('SELECT version FROM warehouse_version');
  return rows.length === 1 ? asText(rows[0]?.['version']) : undefined;
}

/** @returns whether there is a way from that format to today's */
export function canBeUpgraded(format: string | undefined): boolean {
  return UPGRADES.some(({ from }) => from === format);
}

/** Brings a warehouse up to today's format, whole or not at all; one that has it, or that there is no way from, stays as it is. */
export async function upgrade(engine: Engine): Promise<void> {
  const first = await formatOf(engine);
  if (!canBeUpgraded(first)) return;
  await engine.transaction(async () => {
    let format = first;
    for (const { from, to, statements } of UPGRADES) {
      if (from !== format) continue;
      for (const sql of statements) await engine.run(sql);
      format = to;
    }
    await engine.run(
      `UPDATE warehouse_version SET version = ${sqlText(format ?? null)}, upgraded_from = ${sqlText(first ?? null)}`,
    );
  });
}
