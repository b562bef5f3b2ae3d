import { cleanText, textKey } from '../../text.ts';
import { COLUMN_NAMES, columnOf, type UnitColumn } from './table-columns.ts';

/** Something to mend in the table. */
export interface TableMistake {
  /** As in the table handed in, first = 1. */
  row: number;
  /** The heading as written, or the name of the column that is missing; empty where the row as a whole is meant. */
  column: string;
  vi: string;
  en: string;
}

/** Where headings are looked for. */
const MOST_TITLE_ROWS = 20;

export interface Row {
  number: number;
  cells: Readonly<Partial<Record<UnitColumn, string>>>;
}

/** The rows below the headings, by what their columns tell. */
export function readTable(rows: readonly (readonly string[])[]): {
  body: Row[];
  headings: Partial<Record<UnitColumn, string>>;
  ignored: string[];
  problem?: TableMistake;
} {
  const clean = rows.map((row) => row.map(cleanText));
  const filled = clean.flatMap((row, at) => (row.some((cell) => cell !== '') ? [{ row, at }] : []));
  const head = filled
    .slice(0, MOST_TITLE_ROWS)
    .find(({ row }) => row.some((cell) => columnOf(cell) === 'name') && !row.some((cell) => /^\d+$/.test(cell)));
  const oneColumn = filled.every(({ row }) => row.filter((cell) => cell !== '').length === 1);
  const problem = (vi: string, en: string) => ({
    body: [],
    headings: {},
    ignored: [],
    problem: { row: (filled[0]?.at ?? 0) + 1, column: COLUMN_NAMES.name, vi, en },
  });
  if (filled.length === 0)
    return problem('Bảng trống; dán các dòng có tên đơn vị.', 'The table is empty; paste rows with names of units.');
  if (!head && !oneColumn)
    return problem(
      `Không thấy dòng tiêu đề có cột "Tên"; thêm dòng tiêu đề: ${Object.values(COLUMN_NAMES).join(', ')}.`,
      'No row of headings with a column "Tên" (name); add one.',
    );
  const columns = head
    ? head.row.map(columnOf)
    : (filled[0]?.row.map((cell) => (cell === '' ? undefined : 'name')) ?? []);
  const first = (column: UnitColumn): number => columns.indexOf(column);
  const twice = columns.findIndex((column, at) => column !== undefined && first(column) !== at);
  const headings: Partial<Record<UnitColumn, string>> = {};
  for (const [at, column] of columns.entries()) if (column && head) headings[column] ??= head.row[at] ?? '';
  if (head && twice >= 0) {
    const [one, other] = [head.row[first(columns[twice] ?? 'name')], head.row[twice]];
    return {
      ...problem(
        `Hai cột "${one}" và "${other}" cùng một nghĩa; bỏ một cột.`,
        `The columns "${one}" and "${other}" mean the same; drop one.`,
      ),
      headings,
    };
  }
  const ignored = (head?.row ?? []).filter(
    (cell, at) => cell !== '' && columns[at] === undefined && !/^(stt|tt|so thu tu|no)$/.test(textKey(cell)),
  );
  const body = filled
    .filter(({ at }) => !head || at > head.at)
    .map(({ row, at }) => {
      const cells: Partial<Record<UnitColumn, string>> = {};
      for (const [index, column] of columns.entries()) if (column) cells[column] = row[index] ?? '';
      // Other spellings stand on lines of one cell; `cleanText` makes one line of them.
      const aliases = rows[at]?.[first('aliases')];
      if (aliases !== undefined) cells.aliases = aliases;
      return { number: at + 1, cells };
    });
  return { body, headings, ignored };
}
