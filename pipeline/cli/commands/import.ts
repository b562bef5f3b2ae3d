import { readFileSync } from 'node:fs';
import { saidSheet } from '../../facts/problem-words.ts';
import type { ImportedSheet } from '../../facts/types.ts';
import { LISTS } from '../../lists.ts';
import type { Language, Words } from '../../messages.ts';
import { explanation, type Mapping, NO_MAPPING, parseMapping, writeMapping } from '../../recognise/mapping-file.ts';
import type { Args, Command } from '../command.ts';
import { importPaths } from '../import-files.ts';
import { importSummary } from '../import-summary.ts';
import type { Io } from '../io.ts';
import { shippedLibrary } from '../library.ts';
import { unitOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { openForImport } from '../warehouse.ts';
import { writeWhole } from '../write-file.ts';

export const importCommand: Command = {
  name: 'import',
  summary: { vi: 'nạp tệp xuất từ cổng vào kho số liệu', en: 'import portal exports into the warehouse' },
  help: {
    vi: `Cách dùng: vedich import ĐƯỜNG_DẪN… [tùy chọn]

Nạp tệp hoặc cả thư mục (theo thứ tự tên): .xlsx, .xls, HTML lưu thành .xls, .csv, JSON quốc gia.
Loại danh sách, tiêu đề và cột được nhận ra từ nội dung. Nạp lại cùng một tệp không thay đổi gì;
hồ sơ có trong tệp nạp sau thay trạng thái cũ. Tên, số giấy tờ, điện thoại, địa chỉ không vào kho.

  --warehouse TỆP       kho số liệu; mặc định .vedich/warehouse.duckdb
  --province MÃ         tỉnh của các tên đơn vị không ghi tỉnh (brvt, gialai)
  --unit MÃ             mọi dòng là của đơn vị này (tệp không có cột đơn vị)
  --as DANH_SÁCH        coi là danh sách: ${LISTS.join(', ')}
  --map "TIÊU ĐỀ=cột"   nói rõ một cột là gì (hoặc =ignore); lặp lại được
  --map-unit "TÊN=mã"   tên đơn vị lạ trong tệp là đơn vị này; lặp lại được
  --mapping TỆP         dùng tệp ánh xạ đã lưu (cột, giá trị và tên đơn vị)
  --save-mapping TỆP    lưu --as, --map và --map-unit lại cho tháng sau
  --format KIỂU         table (mặc định) hoặc json

Ví dụ:
  vedich import thang-11/ --province brvt
  vedich import ho-so.xlsx --map "Kênh nộp=channel" --save-mapping anh-xa.yaml
  vedich import ho-so-12.xlsx --mapping anh-xa.yaml`,
    en: `Usage: vedich import PATH… [options]

Imports files or whole folders (in order of names): .xlsx, .xls, HTML saved as .xls, .csv, national JSON.
Lists, headers and columns are recognised by their content. Importing a file again changes nothing;
a dossier in a later file replaces its earlier state. Names, IDs, phones and addresses are not loaded.

  --warehouse FILE      the warehouse; .vedich/warehouse.duckdb by default
  --province ID         province of unit names that do not say it (brvt, gialai)
  --unit ID             every row is this unit's (a file without a unit column)
  --as LIST             take it as: ${LISTS.join(', ')}
  --map "HEADER=column" say what a column is (or =ignore); may be repeated
  --map-unit "NAME=ID"  a strange name of a unit means this one; may be repeated
  --mapping FILE        use a kept mapping (columns, values and names of units)
  --save-mapping FILE   keep --as, --map and --map-unit for next month
  --format KIND         table (default) or json

Examples:
  vedich import november/ --province brvt
  vedich import ho-so.xlsx --map "Kênh nộp=channel" --save-mapping mapping.yaml
  vedich import ho-so-12.xlsx --mapping mapping.yaml`,
  },
  options: {
    province: { type: 'string' },
    unit: { type: 'string' },
    as: { type: 'string' },
    map: { type: 'string', multiple: true },
    'map-unit': { type: 'string', multiple: true },
    mapping: { type: 'string' },
    'save-mapping': { type: 'string' },
    format: { type: 'string' },
  },
  async run(args, io) {
    const library = shippedLibrary();
    if (args.paths.length === 0)
      throw userError('MISSING_OPTION', {
        command: 'import',
        option: { vi: 'ít nhất một tệp hoặc thư mục', en: 'at least one file or folder' },
      });
    const format = args.choice('format', ['table', 'json'], 'table');
    const province = args.text('province');
    const unit = args.text('unit');
    if (province !== undefined) unitOf(library, province);
    if (unit !== undefined) unitOf(library, unit);
    const mapping = mappingOf(args);
    const saved = args.text('save-mapping');
    if (saved !== undefined) await writeWhole(saved, new TextEncoder().encode(writeMapping(mapping)));
    const engine = await openForImport(args, library);
    let sheets: ImportedSheet[] = [];
    try {
      const result = await importPaths(engine, library, args.paths, io, {
        now: io.now,
        ...(province === undefined ? {} : { province }),
        ...(unit === undefined ? {} : { unit }),
        ...(mapping.list === undefined ? {} : { as: mapping.list }),
        mapping,
      });
      sheets = result.files.flatMap((file) => file.sheets);
      if (format === 'json')
        io.out(
          JSON.stringify(
            sheets.map((sheet) => printedSheet(sheet, io.language)),
            null,
            2,
          ),
        );
      else io.out(importSummary(io, library, sheets));
      for (const failure of result.failures) io.err(failure);
      if (result.failures.length > 0) return 1;
    } finally {
      await engine.close();
    }
    return nothingTaken(sheets) ? refuse(io) : 0;
  },
};

/** The promised keys: what a sentence is made of stays inside. */
function printedSheet(sheet: ImportedSheet, language: Language): object {
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

/** The kept mapping with what this call adds to it. */
function mappingOf(args: Args): Mapping {
  const file = args.text('mapping');
  const kept = file === undefined ? NO_MAPPING : readMapping(file);
  const asked = args.text('as');
  const as = asked === undefined ? undefined : args.choice('as', LISTS, 'dossiers');
  const columns = { ...kept.columns, ...saidBy(args, 'map', { vi: '"Tiêu đề=cột"', en: '"Header=column"' }) };
  const units = {
    ...kept.units,
    ...saidBy(args, 'map-unit', { vi: '"Tên trong tệp=mã"', en: '"Name in the file=id"' }),
  };
  const list = as ?? kept.list;
  return { ...(list === undefined ? {} : { list }), columns, codes: kept.codes, units };
}

function saidBy(args: Args, option: string, wanted: Words): Record<string, string> {
  return Object.fromEntries(
    args.texts(option).map((pair) => {
      const said = explanation(pair);
      if (said === undefined) throw userError('OPTION_VALUE', { command: 'import', option: `--${option}`, wanted });
      return said;
    }),
  );
}

function readMapping(file: string): Mapping {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  }
  const { value, mistakes } = parseMapping(text, file);
  if (value === undefined || mistakes.length > 0) {
    throw userError('OPTION_VALUE', {
      command: 'import',
      option: '--mapping',
      wanted: mistakes.map(({ line, message }) => `${file}:${line} ${message}`).join('\n'),
    });
  }
  return value;
}
