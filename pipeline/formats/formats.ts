import type { Language } from '../messages.ts';
import type { Table } from '../office/tables.ts';
import { columnWords } from './column-words.ts';
import { csvOf } from './csv.ts';
import { plainWorkbook } from './workbook.ts';

/** What a table is given as, the same from the command line and the server. What is heavy is loaded when asked for. */
export const TABLE_FORMATS = ['json', 'csv', 'arrow', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const CONTENT_TYPES: Readonly<Record<TableFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  arrow: 'application/vnd.apache.arrow.stream',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** How a workbook of the table is headed: for people, in their language. */
export interface Heading {
  title: string;
  language: Language;
}

/** A table as bytes or text: keys for machines, except in the workbook, whose columns are named for people. */
export async function encoded(table: Table, format: TableFormat, heading: Heading): Promise<string | Uint8Array> {
  switch (format) {
    case 'json':
      return JSON.stringify(jsonRows(table), null, 2);
    case 'csv':
      return csvOf(table);
    case 'arrow':
      return (await import('./arrow.ts')).arrowOf(table);
    case 'xlsx':
      return tableWorkbook(table, heading);
  }
}

/** The rows as JSON has them: columns that belong together as one object, null where it has no value. */
export function jsonRows({ columns, rows }: Table): Table['rows'] | Record<string, unknown>[] {
  if (columns.every((column) => column.within === undefined)) return rows;
  return rows.map((row) => {
    const made: Record<string, unknown> = {};
    for (const { name, within } of columns) {
      if (within === undefined) made[name] = row[name] ?? null;
      else made[within] ??= objectOf(columns, within, row);
    }
    return made;
  });
}

function objectOf(columns: Table['columns'], within: string, row: Table['rows'][number]): object | null {
  const entries = columns
    .filter((column) => column.within === within)
    .map(({ name }) => [name.slice(within.length + 1), row[name] ?? null] as const);
  return entries.every(([, value]) => value === null) ? null : Object.fromEntries(entries);
}

/** One sheet with the table below its title. */
function tableWorkbook({ columns, rows }: Table, { title, language }: Heading): Uint8Array {
  return plainWorkbook([
    {
      name: title,
      lines: [title],
      columns: columns.map(({ name, type }) => ({ header: columnWords(name, language), isDay: type === 'date' })),
      rows: rows.map((row) => columns.map(({ name }) => row[name] ?? null)),
    },
  ]);
}
