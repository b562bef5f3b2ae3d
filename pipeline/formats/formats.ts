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
      return JSON.stringify(table.rows, null, 2);
    case 'csv':
      return csvOf(table);
    case 'arrow':
      return (await import('./arrow.ts')).arrowOf(table);
    case 'xlsx':
      return tableWorkbook(table, heading);
  }
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
