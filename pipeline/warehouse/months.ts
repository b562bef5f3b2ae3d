import type { ListId } from '../lists.ts';
import { asCount, asText, type Engine, type SqlRow } from './duckdb/engine.ts';

/** Rows of one unit that a sheet brought for one month. */
export interface MonthRows {
  unit: string;
  /** `YYYY-MM` */
  month: string;
  /** The way of filing of dossiers; empty elsewhere. */
  way: string;
  rows: number;
  /** The last day that a row is of. */
  lastDay: string;
}

/** What one sheet of a file holds of one list. */
export interface SheetMonths {
  list: ListId;
  /** The day it was imported: it cannot know of later ones. */
  importedOn: string;
  rows: MonthRows[];
  /** What its title claims, both days included. */
  title: { from: string; to: string } | null;
  /** The day by which the first of its dossiers were done; null where none were, or no column says it. */
  firstEnd: string | null;
}

/** Somebody's word that a unit had none of a list in a month. */
export interface WordForMonth {
  list: ListId;
  unit: string;
  month: string;
  by: string;
  /** `YYYY-MM-DD HH:MM` */
  at: string;
}

/** What is known of the months that the facts are of. */
export interface KnownMonths {
  sheets: SheetMonths[];
  words: WordForMonth[];
  /** Units that keep a catalogue. */
  withCatalogue: string[];
}

const KNOWN = `
SELECT * FROM (
SELECT 'rows' AS kind, m.import_id AS import_id, m.sheet_no AS sheet_no, m.list AS list, m.unit_id AS unit_id, m.month AS month, m.way AS way,
  m.row_count AS row_count, m.last_day AS last_day, CAST(i.imported_at AS DATE) AS imported_on,
  s.title_from AS title_from, s.title_to AS title_to, s.first_end AS first_end, NULL AS said_by, NULL AS said_at
FROM import_months AS m JOIN imports AS i ON i.import_id = m.import_id
  LEFT JOIN import_spans AS s ON s.import_id = m.import_id AND s.sheet_no = m.sheet_no
UNION ALL
SELECT 'word', 0, 0, w.list, w.unit_id, w.month, '', 0, NULL, NULL, NULL, NULL, NULL, w.said_by, w.said_at FROM months_without AS w
UNION ALL
SELECT 'catalogue', 0, 0, 'procedures', c.unit_id, '', '', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM (SELECT DISTINCT unit_id FROM procedures) AS c
) AS k ORDER BY kind, import_id, sheet_no, list, unit_id, month, way`;

/** Everything that is kept of months, in one statement over small tables; grain of what is read: sheet, unit and month. */
export async function knownMonths(engine: Engine): Promise<KnownMonths> {
  const known: KnownMonths = { sheets: [], words: [], withCatalogue: [] };
  const sheets = new Map<string, SheetMonths>();
  for (const row of await engine.query(KNOWN)) {
    const [unit, list, month] = [asText(row['unit_id']), asText(row['list']) as ListId, asText(row['month'])];
    if (row['kind'] === 'catalogue') known.withCatalogue.push(unit);
    else if (row['kind'] === 'word')
      known.words.push({ list, unit, month, by: asText(row['said_by']), at: asText(row['said_at']).slice(0, 16) });
    else {
      const key = `${asCount(row['import_id'])} ${asCount(row['sheet_no'])}`;
      const sheet = sheets.get(key) ?? sheetOf(row, list);
      const { way, row_count, last_day } = row;
      sheet.rows.push({ unit, month, way: asText(way), rows: asCount(row_count), lastDay: asText(last_day) });
      sheets.set(key, sheet);
    }
  }
  known.sheets.push(...sheets.values());
  return known;
}

function sheetOf(row: SqlRow, list: ListId): SheetMonths {
  const { title_from, title_to, first_end, imported_on } = row;
  return {
    list,
    importedOn: asText(imported_on),
    rows: [],
    title: title_from === null ? null : { from: asText(title_from), to: asText(title_to) },
    firstEnd: asText(first_end) || null,
  };
}
