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
    `SELECT i.import_id, i.file, i.imported_at, i.sender,
       list(DISTINCT s.list) FILTER (WHERE s.list IS NOT NULL) AS lists,
       CAST(sum(s.rows_read) AS BIGINT) AS rows_read, CAST(sum(s.rows_accepted) AS BIGINT) AS accepted, CAST(sum(s.rows_rejected) AS BIGINT) AS rejected,
       (SELECT min(p.title_from) FROM import_periods AS p WHERE p.import_id = i.import_id) AS first_day,
       (SELECT max(coalesce(p.title_to, p.last_event)) FROM import_periods AS p WHERE p.import_id = i.import_id) AS last_day
     FROM imports AS i LEFT JOIN import_sheets AS s ON s.import_id = i.import_id GROUP BY ALL ORDER BY i.import_id`,
  );
  const units = await engine.query(
    'SELECT import_id, unit_id, CAST(sum(rows_accepted) AS BIGINT) AS n FROM import_units GROUP BY ALL ORDER BY ALL',
  );
  const leftOut = await engine.query(
    `SELECT import_id, list(DISTINCT unit_id) FILTER (WHERE unit_id IS NOT NULL) AS units, bool_or(others) AS others FROM (
       SELECT import_id, unit_id, false AS others FROM rejected_facts
       UNION ALL SELECT import_id, NULL, true FROM rejected_rows WHERE code = 'E_OTHER_UNIT'
     ) GROUP BY import_id`,
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
      othersLeftOut: leftOutOf.get(importId)?.['others'] === true,
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
