import type { Messages, ProblemTemplate } from '../messages.ts';

/** What is said of rows and sheets, apart from the checks that are data (`library/checks.yaml`). */
export const factProblems = {
  E_UNREADABLE_DATE: {
    severity: 'error',
    what: { vi: "Không đọc được ngày ở cột '{column}'", en: "Cannot read the date in column '{column}'" },
    shows: 'cells',
    todo: {
      vi: 'Các dòng này chưa được tính. Sửa trong tệp gốc thành dd/mm/yyyy (có giờ thì dd/mm/yyyy hh:mm) rồi nạp lại.',
      en: 'These rows are not counted. Correct them in the file as dd/mm/yyyy (with a time: dd/mm/yyyy hh:mm) and import again.',
    },
  },
  E_UNREADABLE_NUMBER: {
    severity: 'error',
    what: { vi: "Không đọc được số ở cột '{column}'", en: "Cannot read the number in column '{column}'" },
    shows: 'cells',
    todo: {
      vi: 'Các dòng này chưa được tính. Sửa trong tệp gốc thành số (ví dụ 50.000) rồi nạp lại.',
      en: 'These rows are not counted. Correct them in the file to numbers (such as 50.000) and import again.',
    },
  },
  E_UNKNOWN_CODE: {
    severity: 'error',
    what: { vi: "Chưa hiểu giá trị ở cột '{column}'", en: "Unknown value in column '{column}'" },
    shows: 'cells',
    todo: {
      vi: 'Các dòng này chưa được tính. Trả lời giá trị ấy nghĩa là gì, hoặc sửa trong tệp gốc rồi nạp lại.',
      en: 'These rows are not counted. Answer what the value means, or correct the file and import again.',
    },
    terminal: {
      vi: 'Các dòng này chưa được tính. Nạp lại với --map-value "cột:giá trị trong tệp=giá trị", hoặc sửa trong tệp gốc.',
      en: 'These rows are not counted. Import again with --map-value "column:value in the file=value", or correct the file.',
    },
  },
  E_UNKNOWN_UNIT: {
    severity: 'error',
    what: { vi: "Không biết đơn vị ở cột '{column}'", en: "Unknown unit in column '{column}'" },
    shows: 'cells',
    todo: {
      vi: 'Các dòng này chưa được tính. Sửa trong tệp gốc, hoặc nói rõ đó là đơn vị nào rồi nạp lại.',
      en: 'These rows are not counted. Correct the file, or say which unit that is, and import again.',
    },
    terminal: {
      vi: 'Các dòng này chưa được tính. Sửa trong tệp gốc, hoặc nạp lại với --map-unit "tên=mã" (mọi dòng là của một đơn vị: --unit).',
      en: 'These rows are not counted. Correct the file, or import again with --map-unit "name=id" (all rows are one unit\'s: --unit).',
    },
  },
  E_AMBIGUOUS_UNIT: {
    severity: 'error',
    what: {
      vi: "Tên đơn vị ở cột '{column}' có ở nhiều nơi",
      en: "The unit's name in column '{column}' exists in several places",
    },
    shows: 'cells',
    todo: {
      vi: 'Các dòng này chưa được tính. Nói rõ tỉnh, hoặc nói rõ đó là đơn vị nào rồi nạp lại.',
      en: 'These rows are not counted. Say which province, or which unit that is, and import again.',
    },
    terminal: {
      vi: 'Các dòng này chưa được tính. Nạp lại với --province để nói rõ tỉnh, hoặc với --map-unit "tên=mã" để nói rõ đơn vị.',
      en: 'These rows are not counted. Import again with --province to say which province, or with --map-unit "name=id" to say which unit.',
    },
  },
  E_NO_UNIT: {
    severity: 'error',
    what: { vi: 'Không có tên đơn vị', en: 'There is no name of a unit' },
    shows: 'rows',
    todo: {
      vi: 'Các dòng này chưa được tính. Trả lời tệp này của đơn vị nào, hoặc điền cột {column} ở từng dòng của tệp gốc rồi nạp lại.',
      en: 'These rows are not counted. Answer whose file this is, or fill column {column} in each row of the file and import again.',
    },
    terminal: {
      vi: 'Các dòng này chưa được tính. Điền cột {column} ở từng dòng của tệp gốc (ô gộp thì bỏ gộp), hoặc nạp lại với --unit, --map-sheet để nói tệp này của đơn vị nào.',
      en: 'These rows are not counted. Fill column {column} in each row of the file (unmerge its cells), or import again with --unit or --map-sheet to say whose file this is.',
    },
  },
  E_OTHER_UNIT: {
    severity: 'error',
    what: {
      vi: 'Dòng của đơn vị khác, hoặc trùng mã với dòng của đơn vị khác',
      en: "Rows of another unit, or with the code of another unit's row",
    },
    shows: 'rows',
    todo: {
      vi: 'Các dòng này chưa được nhận. Chỉ gửi dòng của đơn vị mình; nếu hồ sơ vừa được chuyển về, nhờ cấp trên nạp.',
      en: 'They were not taken. Send only your own rows; where a dossier was handed over to you, ask the office above to import it.',
    },
  },
  E_MISSING_KEY: {
    severity: 'error',
    what: { vi: "Thiếu '{column}'", en: "'{column}' is missing" },
    shows: 'rows',
    todo: {
      vi: 'Không có mã thì không biết dòng nào trùng dòng nào, nên các dòng này chưa được tính. Bổ sung trong tệp gốc rồi nạp lại.',
      en: 'Without it repeated rows cannot be told, so these rows are not counted. Complete the file and import again.',
    },
  },
  E_SHIFTED: {
    severity: 'error',
    what: {
      vi: 'Tiêu đề và dữ liệu lệch cột nhau',
      en: 'Header and rows are shifted against each other',
    },
    shows: 'rows',
    todo: {
      vi: 'Các dòng này chưa được tính. Mở tệp gốc, xóa ô tiêu đề thừa (hoặc thêm ô thiếu) cho thẳng cột rồi nạp lại.',
      en: 'These rows are not counted. Open the file, remove the extra header cell (or add the missing one), and import again.',
    },
  },
  E_OTHER_TABLE: {
    severity: 'error',
    what: {
      vi: 'Từ dòng {header} là một bảng khác có tiêu đề riêng',
      en: 'From row {header} on there is another table with its own header',
    },
    shows: 'rows',
    todo: {
      vi: 'Các dòng của bảng ấy chưa được tính. Tách mỗi bảng ra một trang tính (hoặc một tệp) rồi nạp lại.',
      en: 'The rows of that table are not counted. Put each table on a sheet (or in a file) of its own and import again.',
    },
  },
  W_DUPLICATE: {
    severity: 'warning',
    what: { vi: 'Dòng lặp lại trong tệp', en: 'Repeated within the file' },
    shows: 'rows',
    todo: {
      vi: 'Chỉ tính dòng sau cùng của mỗi mã.',
      en: 'Only the last row of each code counts.',
    },
  },
  W_OUTSIDE_VALIDITY: {
    severity: 'warning',
    what: {
      vi: 'Ngày của dòng nằm ngoài thời gian hoạt động của đơn vị',
      en: "The row's date is outside of the time in which its unit existed",
    },
    shows: 'rows',
    todo: {
      vi: 'Vẫn tính cho đơn vị ghi trong tệp.',
      en: 'Counted for the unit in the file.',
    },
  },
  E_OTHER_AGENCY: {
    severity: 'error',
    what: {
      vi: 'Mã hồ sơ mang mã cơ quan {agency} ({owner}), mà tệp tính cho {unit}',
      en: "The dossier codes are agency {agency}'s ({owner}), and the file counts for {unit}",
    },
    shows: 'rows',
    todo: {
      vi: 'Chưa tính dòng nào của tệp. Nếu nhầm tệp thì thôi; nếu đúng, trả lời các hồ sơ ấy tính cho đơn vị nào.',
      en: 'Nothing of the file counts yet. If it is the wrong file, leave it; else answer which unit these dossiers count for.',
    },
    terminal: {
      vi: 'Chưa tính dòng nào của tệp. Nếu nhầm tệp thì thôi; nếu đúng, nạp lại với --confirm-agency, hoặc với --map-sheet "{agency}=mã đơn vị" (--save để nhớ).',
      en: 'Nothing of the file counts yet. If it is the wrong file, leave it; else import it again with --confirm-agency, or with --map-sheet "{agency}=unit id" (--save to remember).',
    },
  },
  I_AGENCY_SAID: {
    severity: 'info',
    what: {
      vi: 'Hồ sơ mang mã cơ quan {agency} được tính cho {unit}, như đã trả lời',
      en: 'Dossiers of agency {agency} count for {unit}, as was answered',
    },
    todo: {
      vi: 'Nếu không đúng, bỏ câu trả lời ở Cài đặt, bỏ tệp này rồi nạp lại.',
      en: 'If that is wrong, take the answer back in Settings, remove this file and import again.',
    },
    terminal: {
      vi: 'Nếu không đúng, sửa --map-sheet, hoặc agencies: ở spellings/ trong thư viện rồi nạp lại.',
      en: "If that is wrong, correct --map-sheet, or the library's spellings/ (agencies:), and import again.",
    },
  },
  I_OLDER_STATE: {
    severity: 'info',
    what: {
      vi: "Tệp '{file}' mới hơn (đến ngày {day}) và ghi khác",
      en: "'{file}' is newer (up to {day}) and says something else",
    },
    shows: 'rows',
    todo: {
      vi: 'Với các dòng này, tính theo tệp ấy. Nếu tệp này mới đúng, bỏ tệp ấy.',
      en: 'Of these rows that file counts. If this one is right, remove that file.',
    },
  },
  W_SAME_PERIOD: {
    severity: 'warning',
    what: {
      vi: "Tệp '{file}' cũng đến ngày {day} nhưng ghi khác, không rõ tệp nào mới hơn",
      en: "'{file}' goes up to {day} as well and says something else; which one is newer cannot be told",
    },
    shows: 'rows',
    todo: {
      vi: 'Với các dòng này, tính theo tệp này vì được nạp sau. Nếu tệp kia mới đúng, bỏ tệp này.',
      en: 'Of these rows this file counts, because it was imported later. If the other one is right, remove this file.',
    },
  },
  W_PERIODS_DISAGREE: {
    severity: 'warning',
    what: {
      vi: "So với tệp '{file}', kỳ ghi trên đầu bảng và ngày trong các dòng cho thấy tệp mới hơn khác nhau, mà hai tệp ghi khác nhau",
      en: "Beside '{file}', the periods above the tables tell another file to be newer than the days in the rows do, and the two differ",
    },
    shows: 'rows',
    todo: {
      vi: 'Với các dòng này, tính theo tệp có kỳ muộn hơn. Nếu tệp kia mới đúng, bỏ tệp có kỳ muộn hơn.',
      en: 'Of these rows the file of the later period counts. If the other one is right, remove the one of the later period.',
    },
  },
  W_OTHER_SHEET: {
    severity: 'warning',
    what: {
      vi: "Trang tính '{other}' của tệp này ghi khác",
      en: "Sheet '{other}' of this file says something else",
    },
    shows: 'rows',
    todo: {
      vi: 'Với các dòng này, tính theo trang tính có kỳ muộn hơn; cùng kỳ thì theo trang tính sau.',
      en: 'Of these rows the sheet of the later period counts; where the period is the same, the later sheet.',
    },
  },
  W_OUTSIDE_TITLE_PERIOD: {
    severity: 'warning',
    what: {
      vi: "Ngày ở cột '{column}' không thuộc kỳ ghi trên đầu bảng",
      en: "The day in column '{column}' is outside of the period above the table",
    },
    shows: 'cells',
    todo: {
      vi: 'Vẫn tính theo ngày của từng dòng; nên xem lại có đúng tệp của kỳ này không.',
      en: "Counted by each row's own date; see whether this is the right file.",
    },
  },
  I_HIDDEN_SHEET: {
    severity: 'info',
    what: { vi: "Trang tính ẩn '{sheet}' được bỏ qua", en: "The hidden sheet '{sheet}' was left out" },
    todo: { vi: 'Nếu cần tính, bỏ ẩn rồi nạp lại.', en: 'If it counts, unhide it and import again.' },
  },
  I_EMPTY_SHEET: {
    severity: 'info',
    what: { vi: "Trang tính '{sheet}' trống", en: "Sheet '{sheet}' is empty" },
  },
  I_NO_ROWS: {
    severity: 'info',
    what: {
      vi: "Trang tính '{sheet}' chỉ có tiêu đề, không có dòng nào",
      en: "Sheet '{sheet}' has a header and no rows",
    },
  },
  I_MERGED_CELL: {
    severity: 'info',
    what: {
      vi: "Ô gộp nhiều dòng ở cột '{column}': các dòng bên dưới lấy giá trị của ô",
      en: "Merged cells in column '{column}': the rows below take the cell's value",
    },
    shows: 'rows',
  },
  I_VALUE_INFERRED: {
    severity: 'info',
    what: {
      vi: "Giá trị ở cột '{column}' được hiểu là '{meaning}' theo chữ của nó",
      en: "A value in column '{column}' is understood as '{meaning}', by its words",
    },
    shows: 'cells',
    todo: {
      vi: 'Nếu không đúng, nói rõ nghĩa của giá trị ấy rồi nạp lại.',
      en: 'If that is wrong, say what the value means and import again.',
    },
    terminal: {
      vi: 'Nếu không đúng, nạp lại với --map-value "cột:giá trị=nghĩa".',
      en: 'If that is wrong, import again with --map-value "column:value=meaning".',
    },
  },
  I_UNIT_EXPLAINED: {
    severity: 'info',
    what: {
      vi: 'Tính cho {unit} theo nghĩa đã khai của tên trong tệp',
      en: 'Counted for {unit}, as the name in the file was explained',
    },
    shows: 'cells',
    todo: {
      vi: 'Nếu không đúng, bỏ điều đã khai ở Cài đặt rồi nạp lại.',
      en: 'If that is wrong, take the explanation back in Settings and import again.',
    },
    terminal: {
      vi: 'Nếu không đúng, sửa --map-unit hoặc spellings/ trong thư viện rồi nạp lại.',
      en: "If that is wrong, correct --map-unit or the library's spellings/ and import again.",
    },
  },
  I_HEADERS_SAID: {
    severity: 'info',
    what: { vi: 'Cột dùng theo câu trả lời trước đây: {headers}', en: 'Columns used as answered before: {headers}' },
    todo: {
      vi: 'Nếu không đúng, bỏ câu trả lời ở Cài đặt rồi nạp lại.',
      en: 'If that is wrong, take the answer back in Settings and import again.',
    },
    terminal: {
      vi: 'Nếu không đúng, sửa --map hoặc spellings/ trong thư viện rồi nạp lại.',
      en: "If that is wrong, correct --map or the library's spellings/, and import again.",
    },
  },
  I_UNIT_SAID: {
    severity: 'info',
    what: {
      vi: 'Dòng không ghi đơn vị được tính cho {unit}, như đã trả lời trước đây',
      en: 'Rows without a unit count for {unit}, as was answered before',
    },
    shows: 'rows',
    todo: {
      vi: 'Nếu không đúng, bỏ câu trả lời ở Cài đặt rồi nạp lại.',
      en: 'If that is wrong, take the answer back in Settings and import again.',
    },
    terminal: {
      vi: 'Nếu không đúng, dùng --unit, hoặc sửa agencies:, sheets: ở spellings/ trong thư viện rồi nạp lại.',
      en: "If that is wrong, use --unit, or correct agencies:, sheets: in the library's spellings/, and import again.",
    },
  },
  I_KNOWN_FILE: {
    severity: 'info',
    what: {
      vi: 'Tệp này đã được nạp trước đây, không có gì thay đổi',
      en: 'This file was imported before; nothing changes',
    },
  },
} satisfies Readonly<Record<string, ProblemTemplate>>;

/** A mapping that cannot be used: nothing is read with it. */
export const mappingMessages = {
  MAPPING_UNKNOWN_COLUMN: {
    severity: 'error',
    vi: "Tệp ánh xạ: '{column}' không phải cột có danh sách giá trị. {hint}Các cột dùng được: {known}.",
    en: "Mapping file: '{column}' is not a column with a list of values. {hint}Columns: {known}.",
  },
  MAPPING_UNKNOWN_VALUE: {
    severity: 'error',
    vi: "Tệp ánh xạ: ô '{cell}' của cột '{column}' được khai là '{value}', nhưng không có giá trị ấy. {hint}Các giá trị: {known}.",
    en: "Mapping file: the cell '{cell}' of column '{column}' is declared as '{value}', which is not one of its values. {hint}Values: {known}.",
  },
  MAPPING_UNKNOWN_UNIT: {
    severity: 'error',
    vi: "Tên '{name}' được khai là đơn vị '{value}', nhưng không có mã ấy. {hint}Chọn lại đơn vị từ danh sách.",
    en: "The name '{name}' is declared as unit '{value}', which does not exist. {hint}Choose the unit from the list again.",
    terminal: {
      vi: "Tên '{name}' được khai là đơn vị '{value}', nhưng không có mã ấy. {hint}Xem mã bằng: vedich units.",
      en: "The name '{name}' is declared as unit '{value}', which does not exist. {hint}See the ids with: vedich units.",
    },
  },
} satisfies Messages;
