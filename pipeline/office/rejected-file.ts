import { problemTemplate } from '../facts/problem-words.ts';
import { plainWorkbook } from '../formats/workbook.ts';
import type { ColumnDefinition } from '../library/columns.ts';
import type { Library } from '../library/library.ts';
import { joinedMappings, type Mapping } from '../library/mapping.ts';
import { LISTS, type ListId } from '../lists.ts';
import { type Language, renderMessage, UserError, type Words } from '../messages.ts';
import type { Book, ByteSource, ReadOptions, SheetInfo } from '../read/book.ts';
import { openBook } from '../read/open.ts';
import { rowsOf, type TextRow } from '../read/rows.ts';
import { type Recognition, recogniseSheet } from '../recognise/recognise.ts';
import { asCount, asText, type Engine, sqlText } from '../warehouse/duckdb/engine.ts';

/** Headers of the two columns beside the original ones; `columns.yaml` says that they are read over. */
const REASON = 'Lý do bị loại';
const ACCEPTED = 'Giá trị được nhận';

const MESSAGES = {
  NOT_IMPORTED: {
    vi: "'{file}' chưa được nạp, hoặc đã sửa sau khi nạp: nạp tệp trước rồi mới có danh sách dòng bị loại.",
    en: "'{file}' was not imported, or was changed since: import it first, then its rows that were left out are known.",
  },
  NOTHING_REJECTED: {
    vi: "Không dòng nào của '{file}' bị loại vì một ô của nó. Bảng lệch cột hay bảng thứ hai thì sửa ngay trong tệp gốc.",
    en: "No row of '{file}' was left out for one of its cells. Mend shifted or second tables in the file itself.",
  },
} as const satisfies Readonly<Record<string, Words>>;

interface Reason {
  code: string;
  column: string;
}

/**
 * The rows of a file that its import left out, each as it stands in the file, beside why and what would be accepted: to
 * be mended there and imported again. Made of the file's own bytes, since no cell of such a row is kept anywhere.
 * @param sha256 of the file: it must be the one that was imported
 * @param answers what was explained for that import alone
 * @throws UserError NOT_IMPORTED, NOTHING_REJECTED, and for a file that cannot be read
 */
export async function rejectedWorkbook(
  engine: Engine,
  library: Library,
  source: ByteSource,
  reading: ReadOptions,
  { sha256, answers, language }: { sha256: string; answers?: Mapping; language: Language },
): Promise<Uint8Array<ArrayBuffer>> {
  const reasons = await reasonsOf(engine, source.name, sha256);
  const book = await openBook(source, reading);
  const map = joinedMappings(library.office.spellings, answers).columns;
  const sheets: Parameters<typeof plainWorkbook>[0][number][] = [];
  for (const [index, info] of book.sheets.entries()) {
    const own = reasons.get(index);
    if (own !== undefined) sheets.push(await sheetOf(book, index, info, own, library, map, language));
  }
  return plainWorkbook(sheets);
}

/** By sheet and row. */
async function reasonsOf(engine: Engine, file: string, sha256: string) {
  const found = await engine.query(
    `SELECT r.sheet_no AS sheet_no, s.list AS list, r.row_no AS row_no, r.code AS code, r.column_name AS column_name
       FROM rejected_rows AS r JOIN import_sheets AS s ON s.import_id = r.import_id AND s.sheet_no = r.sheet_no
       WHERE r.import_id = (SELECT max(import_id) FROM imports WHERE sha256 = ${sqlText(sha256)}) AND r.code <> 'E_OTHER_UNIT'
       ORDER BY r.sheet_no, r.row_no, r.column_name`,
  );
  const [known] = await engine.query(`SELECT count(*) AS n FROM imports WHERE sha256 = ${sqlText(sha256)}`);
  const code = asCount(known?.['n']) === 0 ? 'NOT_IMPORTED' : 'NOTHING_REJECTED';
  if (found.length === 0) throw new UserError(code, MESSAGES[code], { file });
  const sheets = new Map<number, { list: ListId; rows: Map<number, Reason[]> }>();
  for (const row of found) {
    const list = LISTS.find((one) => one === row['list']) ?? 'dossiers';
    const sheet = sheets.get(asCount(row['sheet_no'])) ?? { list, rows: new Map<number, Reason[]>() };
    const number = asCount(row['row_no']);
    const reason = { code: asText(row['code']), column: asText(row['column_name']) };
    sheet.rows.set(number, [...(sheet.rows.get(number) ?? []), reason]);
    sheets.set(asCount(row['sheet_no']), sheet);
  }
  return sheets;
}

async function sheetOf(
  book: Book,
  index: number,
  info: SheetInfo,
  { list, rows }: { list: ListId; rows: ReadonlyMap<number, readonly Reason[]> },
  library: Library,
  map: Mapping['columns'],
  language: Language,
) {
  let head: TextRow[] | undefined;
  const taken: TextRow[] = [];
  for await (const batch of book.read(index)) {
    // The first batch holds the header, and more may follow it.
    const wanted = head === undefined || batch.rowNumbers.some((number) => rows.has(number));
    if (!wanted) continue;
    const read = rowsOf(batch);
    head ??= read;
    taken.push(...read.filter(({ row }) => rows.has(row)));
  }
  const recognition = recogniseSheet(head ?? [], library.columns, {
    codes: library.codes,
    words: library.words,
    madeHeader: info.madeHeader,
    as: list,
    map,
  });
  const headers = headersOf(recognition, head ?? [], Math.max(...taken.map(({ cells }) => cells.length)));
  const columns = library.columns.lists.find(({ id }) => id === list)?.columns ?? [];
  return {
    name: info.name,
    // What tells whose the rows are, where no column does.
    lines: ['CÁC DÒNG BỊ LOẠI', ...(recognition.titleUnit === '' ? [] : [`Đơn vị thống kê: ${recognition.titleUnit}`])],
    columns: [...headers, REASON, ACCEPTED].map((header) => ({ header, isDay: false })),
    rows: taken.map(({ row, cells }) => {
      const own = rows.get(row) ?? [];
      const said = [...new Set(own.map((reason) => reasonText(reason, recognition, columns, library, language)))];
      const accepted = [...new Set(own.flatMap((reason) => acceptedText(reason, columns, library, language)))];
      return [...headers.map((_, column) => cells[column] || null), said.join('; '), accepted.join('; ')];
    }),
  };
}

/** One header for each column, as recognition put it together from one row or several. */
function headersOf({ mapping, unknown, headerRow }: Recognition, head: readonly TextRow[], width: number): string[] {
  const found = new Map([...mapping.values(), ...unknown].map(({ position, header }) => [position, header]));
  const row = head.find((one) => one.row === headerRow)?.cells ?? [];
  return Array.from({ length: Math.max(width, row.length) }, (_, column) => found.get(column) ?? row[column] ?? '');
}

function reasonText(
  { code, column }: Reason,
  recognition: Recognition,
  columns: readonly ColumnDefinition[],
  library: Library,
  language: Language,
): string {
  const header =
    recognition.mapping.get(column)?.header ?? columns.find(({ id }) => id === column)?.headers[0] ?? column;
  return renderMessage(problemTemplate(code, library.checks).what, { column: header, count: 1, sheet: '' }, language);
}

const FORMS: Readonly<Record<'moment' | 'number' | 'unit', Words>> = {
  moment: { vi: 'dd/mm/yyyy, có giờ thì dd/mm/yyyy hh:mm', en: 'dd/mm/yyyy, with a time dd/mm/yyyy hh:mm' },
  number: { vi: 'số, ví dụ 50.000', en: 'a number, such as 50.000' },
  unit: { vi: 'tên đầy đủ của đơn vị, có tên tỉnh', en: 'the full name of the unit, with its province' },
};

/** What a cell of the column may hold. */
function acceptedText(
  { code, column }: Reason,
  columns: readonly ColumnDefinition[],
  { codes }: Library,
  language: Language,
): string[] {
  if (/_UNIT$/.test(code)) return [FORMS.unit[language]];
  const found = columns.find(({ id }) => id === column);
  if (found === undefined) return [];
  if (found.type === 'datetime' || found.type === 'date') return [FORMS.moment[language]];
  if (found.type === 'money' || found.type === 'number' || found.type === 'integer') return [FORMS.number[language]];
  const list = found.code ?? (found.type === 'boolean' ? 'boolean' : '');
  // Its words in Vietnamese: they are what the file may hold.
  return codes.lists.find(({ id }) => id === list)?.values.map(({ vi, spellings }) => spellings[0] ?? vi) ?? [];
}
