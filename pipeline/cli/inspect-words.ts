import { valueChoices } from '../library/spellings.ts';
import type { Library } from '../library/types.ts';
import { numberText } from '../numbers.ts';
import type { How, InspectedColumn, InspectedSheet, InspectedValue } from '../office/inspect.ts';
import { type Io, say } from './io.ts';
import { textTable } from './text-table.ts';

/** What each sheet of the files is taken for, a table of its columns, then the values that need a look. */
export function inspectionText(io: Io, library: Library, sheets: readonly InspectedSheet[]): string {
  return sheets.map((sheet) => sheetText(io, library, sheet)).join('\n\n');
}

function sheetText(io: Io, library: Library, sheet: InspectedSheet): string {
  const lines = [heading(io, library, sheet)];
  if (sheet.columns.length > 0) lines.push(columnTable(io, library, sheet));
  const open = sheet.values.filter(({ how }) => how !== 'known');
  if (open.length > 0) lines.push(valueTable(io, library, open));
  return lines.join('\n');
}

function heading(
  io: Io,
  library: Library,
  { file, sheet, list, list_guess, header_row, rows, unit, months }: InspectedSheet,
): string {
  const named = (id: string | null): string =>
    library.columns.lists.find((one) => one.id === id)?.name[io.language] ?? say(io, 'chưa nhận ra', 'not recognised');
  const what =
    list === null && list_guess !== null
      ? say(io, 'chưa nhận ra, giống nhất: {list}', 'not recognised, most like: {list}', { list: named(list_guess) })
      : named(list);
  const header =
    header_row === null ? '' : say(io, ', tiêu đề ở dòng {row}', ', header in row {row}', { row: String(header_row) });
  const count = say(io, ', {rows} dòng', ', {rows} rows', { rows: numberText(String(rows), io.language) });
  const who =
    unit.id === null
      ? unitHow(io, unit.how)
      : `${library.units.byId.get(unit.id)?.name ?? unit.id} (${unitHow(io, unit.how)})`;
  const when =
    months === null ? say(io, 'không rõ', 'not told') : `${monthText(io, months.from)} – ${monthText(io, months.to)}`;
  return [
    `${file}${sheet === '' ? '' : ` · ${sheet}`}: ${what}${header}${count}`,
    say(io, '  Đơn vị: {who}', '  Unit: {who}', { who }),
    say(io, '  Các tháng: {when}', '  Months: {when}', { when }),
  ].join('\n');
}

/** `2024-11` as people write it. */
function monthText({ language }: Io, month: string): string {
  const [year, number] = month.split('-');
  return language === 'vi' ? `${number}/${year}` : month;
}

function unitHow(io: Io, how: InspectedSheet['unit']['how']): string {
  switch (how) {
    case 'option':
      return say(io, 'theo --unit', 'by --unit');
    case 'column':
      return say(io, 'theo cột đơn vị', "by the unit's column");
    case 'title':
      return say(io, 'theo dòng trên bảng', 'by a line above the table');
    case 'codes':
      return say(io, 'theo mã hồ sơ', 'by the codes of its dossiers');
    default:
      return say(io, 'chưa rõ, cần --unit', 'not told, give --unit');
  }
}

function howText(io: Io, how: How): string {
  switch (how) {
    case 'known':
      return say(io, 'đã biết', 'known');
    case 'inferred':
      return say(io, 'tự hiểu', 'understood');
    case 'asked':
      return say(io, 'cần hỏi', 'to be asked');
    default:
      return say(io, 'chưa rõ', 'unknown');
  }
}

function columnTable(io: Io, library: Library, sheet: InspectedSheet): string {
  const rows = sheet.columns.map((column) => [
    column.header,
    meaningOf(io, library, sheet, column),
    howText(io, column.how),
    column.column === 'personal' ? say(io, '(không hiện)', '(not shown)') : column.samples.join(' | '),
  ]);
  return textTable(
    io,
    [
      { head: say(io, 'Tiêu đề', 'Header'), stretch: 3 },
      { head: say(io, 'Nghĩa', 'Meaning'), stretch: 3 },
      { head: '' },
      { head: say(io, 'Ví dụ', 'Samples'), stretch: 4 },
    ],
    rows,
  );
}

function meaningOf(
  io: Io,
  library: Library,
  { list, list_guess }: InspectedSheet,
  { column, guess }: InspectedColumn,
): string {
  if (column === 'personal') return say(io, 'dữ liệu cá nhân, không nạp', 'personal data, not loaded');
  if (column === 'ignore') return say(io, 'bỏ qua', 'left out');
  const id = column ?? guess;
  if (id === null) return '';
  const definition = library.columns.lists
    .find((one) => one.id === (list ?? list_guess))
    ?.columns.find((one) => one.id === id);
  const name = `${definition?.headers[0] ?? id} (${id})`;
  return column === null ? say(io, 'có thể: {name}', 'perhaps: {name}', { name }) : name;
}

function valueTable(io: Io, library: Library, values: readonly InspectedValue[]): string {
  const rows = values.map(({ column, value, rows: count, meaning, guess, how }) => {
    const choices = valueChoices(column, library) ?? [];
    const id = meaning ?? guess;
    const name = choices.find((choice) => choice.id === id)?.[io.language] ?? '';
    const shown = id === null ? '' : `${name} (${id})`;
    return [
      column,
      value,
      numberText(String(count), io.language),
      meaning === null && guess !== null ? say(io, 'có thể: {name}', 'perhaps: {name}', { name: shown }) : shown,
      howText(io, how),
    ];
  });
  return textTable(
    io,
    [
      { head: say(io, 'Cột', 'Column'), stretch: 2 },
      { head: say(io, 'Giá trị', 'Value'), stretch: 3 },
      { head: say(io, 'Số dòng', 'Rows'), align: 'right' },
      { head: say(io, 'Nghĩa', 'Meaning'), stretch: 3 },
      { head: '' },
    ],
    rows,
  );
}
