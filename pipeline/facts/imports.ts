import type { ColumnCatalogue } from '../library/columns.ts';
import { LISTS, type ListId } from '../lists.ts';
import { asCount, asText, asTexts, type Engine } from '../warehouse/duckdb/engine.ts';
import { forgetImport } from './forget.ts';
import { listOf, seenTable } from './tables.ts';

/** An import that the warehouse stands on. */
export interface KnownImport {
  importId: number;
  file: string;
  /** Local moment `YYYY-MM-DD HH:MM:SS`. */
  importedAt: string;
  /** The unit whose token sent it to a server; null: whoever sits at the warehouse. */
  sender: string | null;
  lists: ListId[];
  /** How many of its rows were accepted, by unit. */
  units: { id: string; rows: number }[];
  /** Units that rows are of which were left out, as far as it is known. */
  leftOut: string[];
  /** Rows were left out because their sender does not speak for their unit. */
  othersLeftOut: boolean;
  /** The period that its titles claim, and the latest day on which something happened in it, `YYYY-MM-DD`. */
  from: string | null;
  until: string | null;
  read: number;
  accepted: number;
  rejected: number;
}

/** What of a list goes with an import. */
export interface GoingRows {
  list: ListId;
  /** What only this import knows. */
  gone: number;
  /** What another import knows as well, whose state comes back. */
  back: number;
}

/** All imports, in the order of their numbers. */
export async function knownImports(engine: Engine): Promise<KnownImport[]> {
  const rows = await engine.query(
    `SELECT i.import_id AS import_id, i.file AS file, i.imported_at AS imported_at, i.sender AS sender, s.lists AS lists,
       s.rows_read AS rows_read, s.accepted AS accepted, s.rejected AS rejected, p.first_day AS first_day, p.last_day AS last_day
     FROM imports AS i LEFT JOIN (
       SELECT import_id, list(DISTINCT list) FILTER (WHERE list IS NOT NULL) AS lists, CAST(sum(rows_read) AS BIGINT) AS rows_read,
         CAST(sum(rows_accepted) AS BIGINT) AS accepted, CAST(sum(rows_rejected) AS BIGINT) AS rejected
       FROM import_sheets GROUP BY import_id
     ) AS s ON s.import_id = i.import_id LEFT JOIN (
       SELECT import_id, min(title_from) AS first_day, max(coalesce(title_to, last_event)) AS last_day FROM import_periods GROUP BY import_id
     ) AS p ON p.import_id = i.import_id ORDER BY i.import_id`,
  );
  const units = await engine.query(
    `SELECT import_id, unit_id, CAST(sum(rows_accepted) AS BIGINT) AS n FROM import_units
       GROUP BY import_id, unit_id ORDER BY import_id, unit_id`,
  );
  const leftOut = await engine.query(
    `SELECT import_id, list(DISTINCT unit_id) FILTER (WHERE unit_id IS NOT NULL) AS units, max(others) AS others FROM (
       SELECT import_id, unit_id, 0 AS others FROM rejected_facts
       UNION ALL SELECT import_id, NULL, 1 FROM rejected_rows WHERE code = 'E_OTHER_UNIT'
     ) AS r GROUP BY import_id`,
  );
  const leftOutOf = new Map(leftOut.map((row) => [asCount(row['import_id']), row]));
  return rows.map((row) => {
    const importId = asCount(row['import_id']);
    const found = asTexts(row['lists']);
    return {
      importId,
      file: asText(row['file']),
      importedAt: asText(row['imported_at']),
      sender: asText(row['sender']) || null,
      lists: LISTS.filter((list) => found.includes(list)),
      units: units
        .filter((unit) => asCount(unit['import_id']) === importId)
        .map((unit) => ({ id: asText(unit['unit_id']), rows: asCount(unit['n']) })),
      leftOut: asTexts(leftOutOf.get(importId)?.['units'] ?? []),
      othersLeftOut: asCount(leftOutOf.get(importId)?.['others']) > 0,
      from: asText(row['first_day']) || null,
      until: asText(row['last_day']) || null,
      read: asCount(row['rows_read']),
      accepted: asCount(row['accepted']),
      rejected: asCount(row['rejected']),
    };
  });
}

/** What would go with an import, of the lists that it changed. */
export async function goingWith(engine: Engine, columns: ColumnCatalogue, importId: number): Promise<GoingRows[]> {
  const selects = LISTS.map((list) => {
    const seen = seenTable(listOf(columns, list));
    return `SELECT '${list}' AS list, count(*) FILTER (WHERE NOT others) AS gone, count(*) FILTER (WHERE others) AS back
      FROM (SELECT f.key IN (SELECT key FROM ${seen} WHERE import_id <> ${importId}) AS others FROM ${list} AS f
        WHERE f.import_id = ${importId} OR f.key IN (SELECT key FROM ${seen} WHERE import_id = ${importId}))`;
  });
  const rows = await engine.query(selects.join(' UNION ALL '));
  return LISTS.flatMap((list) => {
    const row = rows.find((one) => one['list'] === list);
    const going = { list, gone: asCount(row?.['gone']), back: asCount(row?.['back']) };
    return going.gone + going.back === 0 ? [] : [going];
  });
}

/** Takes an import away, all of it or nothing. @returns what went with it */
export function removeImport(engine: Engine, columns: ColumnCatalogue, importId: number): Promise<GoingRows[]> {
  return engine.transaction(async () => {
    const going = await goingWith(engine, columns, importId);
    await forgetImport(engine, columns, importId);
    return going;
  });
}
