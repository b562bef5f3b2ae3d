import { asCount, asText, type Engine, type SqlRow } from '../engine/engine.ts';
import { factMessages } from '../facts/messages.ts';
import { LISTS } from '../lists.ts';
import { type Language, type MessageTemplate, renderMessage } from '../messages.ts';
import type { ColumnCatalogue } from '../recognise/columns.ts';
import { recogniseMessages } from '../recognise/messages.ts';
import type { RejectedGroup, SourceFile } from './types.ts';

/**
 * The sheets that the unit's rows of the period's lists came from, in order of import. Rows that were rejected belong to
 * no unit, so a sheet without any accepted row counts as everybody's.
 */
export async function sourcesOf(engine: Engine, columns: ColumnCatalogue): Promise<SourceFile[]> {
  const ofScope = LISTS.map(
    (list) => `SELECT DISTINCT import_id, sheet_no FROM ${list} SEMI JOIN scope USING (unit_id)`,
  ).join(' UNION ');
  const rows = await engine.query(
    `SELECT i.file, i.sha256, s.* FROM import_sheets AS s JOIN imports AS i USING (import_id)
       WHERE s.rows_accepted = 0 OR (s.import_id, s.sheet_no) IN (${ofScope}) ORDER BY s.import_id, s.sheet_no`,
  );
  return rows.map((row) => ({
    file: asText(row['file']),
    sheet: asText(row['sheet']),
    list: columns.lists.find(({ id }) => id === row['list'])?.name.vi ?? '',
    read: asCount(row['rows_read']),
    accepted: asCount(row['rows_accepted']),
    rejected: asCount(row['rows_rejected']),
    duplicate: asCount(row['rows_duplicate']),
    skipped: asCount(row['rows_skipped']),
    sha256: asText(row['sha256']),
  }));
}

/** What was found wrong in those sheets, one line a kind. */
export async function problemsOf(
  engine: Engine,
  sources: readonly SourceFile[],
  language: Language,
): Promise<RejectedGroup[]> {
  const rows = await engine.query(
    `SELECT i.file, s.sheet, p.* FROM problems AS p JOIN imports AS i USING (import_id)
       LEFT JOIN import_sheets AS s ON s.import_id = p.import_id AND s.sheet_no = p.sheet_no
       WHERE p.severity <> 'info' ORDER BY p.import_id, p.sheet_no, p.severity, p.code, p.column_name`,
  );
  const shown = new Set(sources.map(({ file }) => file));
  return rows.filter((row) => shown.has(asText(row['file']))).map((row) => problemOf(row, language));
}

function problemOf(row: SqlRow, language: Language): RejectedGroup {
  const rows = Array.isArray(row['first_rows']) ? row['first_rows'].map(asCount) : [];
  const templates: Readonly<Record<string, MessageTemplate>> = { ...factMessages, ...recogniseMessages };
  const template = templates[asText(row['code'])];
  // The cells themselves were not kept; the sentence does without its examples.
  const sentence =
    template === undefined
      ? asText(row['code'])
      : renderMessage(
          withoutExample(template),
          {
            column: asText(row['header']),
            count: asCount(row['row_count']),
            row: rows[0] ?? 0,
            sheet: asText(row['sheet']),
            hint: '',
          },
          language,
        );
  return {
    file: asText(row['file']),
    sheet: asText(row['sheet']),
    code: asText(row['code']),
    severity: asText(row['severity']),
    column: asText(row['header']),
    count: asCount(row['row_count']),
    rows,
    message: sentence,
  };
}

function withoutExample(template: MessageTemplate): MessageTemplate {
  const cut = (text: string): string => text.replace(/: '\{example\}'/g, '').replace(/\s*\{hint\}/g, '');
  return { ...template, vi: cut(template.vi), en: cut(template.en) };
}
