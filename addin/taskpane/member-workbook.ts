import { columnWords } from '../../pipeline/formats/column-words.ts';
import { plainWorkbook } from '../../pipeline/formats/workbook.ts';
import type { Table } from '../../pipeline/office/tables.ts';
import { figureTexts } from './texts/figures.ts';

const COLUMNS = [
  'member',
  'unit',
  'procedure_code',
  'procedure_name',
  'field',
  'happened_on',
  'received_on',
  'due_on',
  'finished_on',
  'status',
  'channel',
  'file',
  'sheet',
  'row',
];

interface MemberBook {
  title: string;
  about: readonly string[];
  missing: Table;
  numerator: Table;
}

/** A workbook of the members behind a number, those that are missing and those that count apart. */
export function memberWorkbook({ title, about, missing, numerator }: MemberBook): Uint8Array<ArrayBuffer> {
  const columns = COLUMNS.map((id) => ({ header: columnWords(id, 'vi'), isDay: id.endsWith('_on') }));
  const sheets = [
    { name: figureTexts.missingOnes.vi, table: missing },
    { name: figureTexts.inNumerator.vi, table: numerator },
  ];
  return plainWorkbook(
    sheets.map(({ name, table }) => ({
      name,
      lines: [`${title}: ${name}`, ...about],
      columns,
      rows: table.rows.map((row) => COLUMNS.map((id) => row[id] ?? null)),
    })),
  );
}
