import { mappingOf, type SaidPairs } from '../../facts/answers.ts';
import { saidSheet } from '../../facts/problem-words.ts';
import type { ImportedSheet, OpenQuestion } from '../../facts/types.ts';
import type { Mapping } from '../../library/mapping.ts';
import { LISTS } from '../../lists.ts';
import type { Language, Words } from '../../messages.ts';
import { startReader } from '../../warehouse/duckdb/native/reading/open-in-thread.ts';
import type { Args, Command } from '../command.ts';
import { FILE_OPTIONS, filesAsked, whoseAsked } from '../files-asked.ts';
import { importPaths } from '../import-files.ts';
import { importSummary } from '../import-summary.ts';
import type { Io } from '../io.ts';
import { DEFAULT_LIBRARY, readOffice, writeOffice } from '../library.ts';
import { userError } from '../messages.ts';
import { answerOption, openSummary } from '../open-summary.ts';
import { refuseMistakes } from '../own-files.ts';
import { openForImport } from '../warehouse.ts';

/** Options that explain, and what one of their pairs looks like. */
const SAID: Readonly<Record<keyof SaidPairs, { option: string; wanted: Words }>> = {
  column: { option: 'map', wanted: { vi: '"Tiêu đề=cột"', en: '"Header=column"' } },
  value: {
    option: 'map-value',
    wanted: { vi: '"cột:Giá trị trong tệp=giá trị"', en: '"column:Value in the file=value"' },
  },
  unit: { option: 'map-unit', wanted: { vi: '"Tên trong tệp=mã"', en: '"Name in the file=id"' } },
  sheet: { option: 'map-sheet', wanted: { vi: '"Mã cơ quan hoặc tên tệp=mã"', en: '"Agency or name of the file=id"' } },
};

export const importCommand: Command = {
  name: 'import',
  help: {
    vi: `Cách dùng: vedich import ĐƯỜNG_DẪN… [tùy chọn]

Nạp tệp hoặc cả thư mục (theo thứ tự tên): .xlsx, .xls, .ods, HTML lưu thành .xls, .csv, JSON quốc gia.
Loại danh sách, tiêu đề và cột được nhận ra từ nội dung. Nạp lại cùng một tệp không thay đổi gì;
trạng thái hồ sơ theo tệp có kỳ muộn hơn (bỏ tệp: vedich imports). Tên, số giấy tờ, điện thoại, địa chỉ không vào kho.

  --warehouse TỆP       kho số liệu; mặc định .vedich/warehouse.duckdb
  --province TỈNH       tỉnh của các tên đơn vị không ghi tỉnh: ninhbinh, "Ninh Bình"
  --unit MÃ             mọi dòng là của đơn vị này (tệp không có cột đơn vị)
  --as DANH_SÁCH        coi là danh sách: ${LISTS.join(', ')}
  --map "TIÊU ĐỀ=cột"   nói rõ một cột là gì (hoặc =ignore); lặp lại được
  --map-value "cột:GIÁ_TRỊ=mã"  giá trị lạ ở một cột nghĩa là gì; lặp lại được
  --map-unit "TÊN=mã"   tên đơn vị lạ trong tệp là đơn vị này; lặp lại được
  --map-sheet "X=mã"    tệp không ghi đơn vị là của đơn vị này; X là mã cơ quan của hồ sơ hoặc tên tệp; lặp lại được
  --confirm-agency      vẫn tính tệp có mã hồ sơ của cơ quan khác
  --save                ghi nhớ các câu trả lời --map… vào thư viện (spellings/import.yaml), dùng cho mọi lần nạp sau
                        (lệnh in ra từng điều cần trả lời với đúng tùy chọn để trả lời)
  --library THƯ_MỤC     thư viện của cơ quan; mặc định .vedich/library
  --format KIỂU         table (mặc định) hoặc json

Ví dụ:
  vedich import thang-11/ --province brvt
  vedich import ho-so.xlsx --map "Kênh nộp=channel" --save
  vedich import ho-so-12.xlsx`,
    en: `Usage: vedich import PATH… [options]

Imports files or whole folders (in order of names): .xlsx, .xls, .ods, HTML saved as .xls, .csv, national JSON.
Lists, headers and columns are recognised by their content. Importing a file again changes nothing;
the file of the later period tells a dossier's state (vedich imports removes a file). Names, IDs, phones and addresses are not loaded.

  --warehouse FILE      the warehouse; .vedich/warehouse.duckdb by default
  --province PROVINCE   province of unit names that do not say it: ninhbinh, "Ninh Bình"
  --unit ID             every row is this unit's (a file without a unit column)
  --as LIST             take it as: ${LISTS.join(', ')}
  --map "HEADER=column" say what a column is (or =ignore); may be repeated
  --map-value "column:CELL=value"  what a strange value of a column means; may be repeated
  --map-unit "NAME=ID"  a strange name of a unit means this one; may be repeated
  --map-sheet "X=ID"    a file that names no unit is this unit's; X is its dossiers' agency or its name; may be repeated
  --confirm-agency      take a file whose dossier codes are another agency's
  --save                keep the answers of --map… in the library (spellings/import.yaml), for every later import
                        (what is still to be answered is printed with the option that answers it)
  --library FOLDER      the office's library; .vedich/library by default
  --format KIND         table (default) or json

Examples:
  vedich import november/ --province brvt
  vedich import ho-so.xlsx --map "Kênh nộp=channel" --save
  vedich import ho-so-12.xlsx`,
  },
  options: {
    ...FILE_OPTIONS,
    map: { type: 'string', multiple: true },
    'map-value': { type: 'string', multiple: true },
    'map-unit': { type: 'string', multiple: true },
    'map-sheet': { type: 'string', multiple: true },
    save: { type: 'boolean' },
    'confirm-agency': { type: 'boolean' },
  },
  async run(args, io) {
    const { format, read } = filesAsked(args);
    const said = (kind: keyof SaidPairs): string[] => args.texts(SAID[kind].option);
    const mapping = mappingOf(
      { column: said('column'), value: said('value'), unit: said('unit'), sheet: said('sheet') },
      (kind) => {
        const { option, wanted } = SAID[kind];
        throw userError('OPTION_VALUE', { command: 'import', option: `--${option}`, wanted });
      },
    );
    if (args.flag('save')) await keep(args, io, mapping);
    startReader();
    const { library, whose } = await whoseAsked(args, io);
    const engine = await openForImport(args, library);
    let sheets: ImportedSheet[] = [];
    let open: OpenQuestion[] = [];
    try {
      const result = await importPaths(engine, library, args.paths, io, {
        now: io.now,
        ...whose,
        ...read,
        confirmAgency: args.flag('confirm-agency'),
        mapping,
      });
      sheets = result.files.flatMap((file) => file.sheets);
      open = result.files.flatMap((file) => file.open);
      if (format === 'json')
        io.out(
          JSON.stringify(
            sheets.map((sheet) => printedSheet(sheet, open, io.language)),
            null,
            2,
          ),
        );
      else {
        io.out(importSummary(io, library, sheets));
        const toAnswer = openSummary(io, open);
        if (toAnswer !== '') io.out(toAnswer);
      }
      for (const failure of result.failures) io.err(failure);
      if (result.failures.length > 0) return 1;
    } finally {
      await engine.close();
    }
    return nothingTaken(sheets) ? refuse(io) : 0;
  },
};

/** The promised keys: what a sentence is made of stays inside. */
function printedSheet(sheet: ImportedSheet, open: readonly OpenQuestion[], language: Language): object {
  const { problems, ...rest } = saidSheet(sheet, language, 'terminal');
  return {
    ...rest,
    problems: problems.map(({ code, severity, column, count, rows, example, message }) => ({
      code,
      severity,
      column,
      count,
      rows,
      example,
      message,
    })),
    open: open
      .filter((question) => question.file === sheet.file && question.sheet === sheet.sheet)
      .map(({ file: _, sheet: __, ...question }) => ({ ...question, option: answerOption(question) })),
  };
}

/** Rows were there, and not one of them could be taken. */
function nothingTaken(sheets: readonly ImportedSheet[]): boolean {
  return sheets.every(({ rows }) => rows.accepted === 0) && sheets.some(({ rows }) => rows.rejected > 0);
}

function refuse(io: Io): number {
  io.err(userError('NOTHING_IMPORTED').sentence(io.language));
  return 1;
}

/** What was explained becomes part of the office's library, before the import that needs it. */
async function keep(args: Args, io: Io, said: Mapping): Promise<void> {
  const { folder, files, shipped } = await readOffice(
    args.text('library') ?? DEFAULT_LIBRARY,
    [said.units, said.agencies, said.sheets].flatMap((part) => Object.values(part)),
  );
  const { keepSpellings } = await import('../../library/layer/edit-spellings.ts');
  const edit = keepSpellings(shipped, files, said);
  refuseMistakes(io, edit.mistakes, folder);
  await writeOffice(folder, edit.changes);
}
