import type { ListId } from '../lists.ts';
import { asCount, asText, type Engine } from './duckdb/engine.ts';

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

/** Everything that is kept of months, in a few small statements; grain of what is read: sheet, unit and month. */
export async function knownMonths(engine: Engine): Promise<KnownMonths> {
  const rows = await engine.query(
    `SELECT m.*, CAST(i.imported_at AS DATE) AS imported_on FROM import_months AS m JOIN imports AS i ON i.import_id = m.import_id
       ORDER BY m.import_id, m.sheet_no, m.unit_id, m.month`,
  );
  const spans = await engine.query('SELECT * FROM import_spans');
  const words = await engine.query('SELECT * FROM months_without ORDER BY list, unit_id, month');
  const catalogues = await engine.query('SELECT DISTINCT unit_id FROM procedures ORDER BY unit_id');
  const sheets = new Map<string, SheetMonths>();
  for (const row of rows) {
    const key = `${asCount(row['import_id'])} ${asCount(row['sheet_no'])}`;
    const sheet = sheets.get(key) ?? {
      list: asText(row['list']) as ListId,
      importedOn: asText(row['imported_on']),
      rows: [],
      title: null,
      firstEnd: null,
    };
    sheet.rows.push({
      unit: asText(row['unit_id']),
      month: asText(row['month']),
      way: asText(row['way']),
      rows: asCount(row['row_count']),
      lastDay: asText(row['last_day']),
    });
    sheets.set(key, sheet);
  }
  for (const span of spans) {
    const sheet = sheets.get(`${asCount(span['import_id'])} ${asCount(span['sheet_no'])}`);
    if (sheet === undefined) continue;
    if (span['title_from'] !== null) sheet.title = { from: asText(span['title_from']), to: asText(span['title_to']) };
    sheet.firstEnd = asText(span['first_end']) || null;
  }
  return {
    sheets: [...sheets.values()],
    words: words.map((row) => ({
      list: asText(row['list']) as ListId,
      unit: asText(row['unit_id']),
      month: asText(row['month']),
      by: asText(row['said_by']),
      at: asText(row['said_at']).slice(0, 16),
    })),
    withCatalogue: catalogues.map((row) => asText(row['unit_id'])),
  };
}
