import type { Messages } from '../messages.ts';

/** What is said of rows and sheets, apart from the checks that are data (`library/checks.yaml`). `{column}` is the header as it stands in the file, `{count}` rows, `{row}` the first of them, `{example}` its cell. */
export const factMessages = {
  E_UNREADABLE_DATE: {
    severity: 'error',
    vi: "Không đọc được ngày ở cột '{column}', {count} dòng (ví dụ dòng {row}: '{example}'). Các dòng này chưa được tính. Sửa trong tệp gốc thành dd/mm/yyyy (có giờ thì dd/mm/yyyy hh:mm) rồi nạp lại.",
    en: "Cannot read the date in column '{column}', {count} rows (such as row {row}: '{example}'). These rows are not counted. Correct them in the file as dd/mm/yyyy (with a time: dd/mm/yyyy hh:mm) and import again.",
  },
  E_UNREADABLE_NUMBER: {
    severity: 'error',
    vi: "Không đọc được số ở cột '{column}', {count} dòng (ví dụ dòng {row}: '{example}'). Các dòng này chưa được tính. Sửa trong tệp gốc thành số (ví dụ 50.000) rồi nạp lại.",
    en: "Cannot read the number in column '{column}', {count} rows (such as row {row}: '{example}'). These rows are not counted. Correct them in the file and import again.",
  },
  E_UNKNOWN_CODE: {
    severity: 'error',
    vi: "Chưa hiểu giá trị ở cột '{column}', {count} dòng (ví dụ dòng {row}: '{example}'{others}). Các dòng này chưa được tính. Sửa trong tệp gốc rồi nạp lại.",
    en: "Unknown value in column '{column}', {count} rows (such as row {row}: '{example}'{others}). These rows are not counted. Correct the file and import again.",
    terminal: {
      vi: "Chưa hiểu giá trị ở cột '{column}', {count} dòng (ví dụ dòng {row}: '{example}'{others}). Các dòng này chưa được tính. Sửa trong tệp gốc, hoặc khai giá trị ấy trong thư viện (spellings/, xem vedich init) rồi nạp lại.",
      en: "Unknown value in column '{column}', {count} rows (such as row {row}: '{example}'{others}). These rows are not counted. Correct the file, or say in the library what it means (spellings/, see vedich init), and import again.",
    },
  },
  E_UNKNOWN_UNIT: {
    severity: 'error',
    vi: "Không biết đơn vị ở cột '{column}', {count} dòng (ví dụ dòng {row}: '{example}'{others}). Các dòng này chưa được tính. {hint}",
    en: "Unknown unit in column '{column}', {count} rows (such as row {row}: '{example}'{others}). These rows are not counted. {hint}",
  },
  E_AMBIGUOUS_UNIT: {
    severity: 'error',
    vi: "Tên đơn vị ở cột '{column}' có ở nhiều nơi, {count} dòng (ví dụ dòng {row}: '{example}'{others}). Các dòng này chưa được tính. {hint}",
    en: "The unit's name in column '{column}' exists in several places, {count} rows (such as row {row}: '{example}'{others}). These rows are not counted. {hint}",
  },
  E_NO_UNIT: {
    severity: 'error',
    vi: 'Không có tên đơn vị, {count} dòng (ví dụ dòng {row}). Các dòng này chưa được tính. Điền cột {column} ở từng dòng của tệp gốc (ô gộp thì bỏ gộp) rồi nạp lại.',
    en: 'No unit, {count} rows (such as row {row}). These rows are not counted. Fill column {column} in each row of the file (unmerge its cells) and import again.',
    terminal: {
      vi: 'Không có tên đơn vị, {count} dòng (ví dụ dòng {row}). Các dòng này chưa được tính. Điền cột {column} ở từng dòng của tệp gốc (ô gộp thì bỏ gộp), hoặc nạp lại với --unit để nói tệp này của đơn vị nào.',
      en: 'No unit, {count} rows (such as row {row}). These rows are not counted. Fill column {column} in each row of the file (unmerge its cells), or import again with --unit to say whose file this is.',
    },
  },
  E_OTHER_UNIT: {
    severity: 'error',
    vi: '{count} dòng thuộc đơn vị khác, hoặc trùng mã với dòng của đơn vị khác (ví dụ dòng {row}). Các dòng này chưa được nhận. Chỉ gửi dòng của đơn vị mình; nếu hồ sơ vừa được chuyển về, nhờ cấp trên nạp.',
    en: "{count} rows belong to another unit, or have the code of another unit's row (such as row {row}). They were not taken. Send only your own rows; where a dossier was handed over to you, ask the office above to import it.",
  },
  E_MISSING_KEY: {
    severity: 'error',
    vi: "Thiếu '{column}', {count} dòng (ví dụ dòng {row}). Không có mã thì không biết dòng nào trùng dòng nào, nên các dòng này chưa được tính. Bổ sung trong tệp gốc rồi nạp lại.",
    en: "'{column}' is missing, {count} rows (such as row {row}). Without it repeated rows cannot be told, so these rows are not counted. Complete the file and import again.",
  },
  E_SHIFTED: {
    severity: 'error',
    vi: 'Tiêu đề và dữ liệu lệch cột nhau: {count} dòng chưa được tính. Mở tệp gốc, xóa ô tiêu đề thừa (hoặc thêm ô thiếu) cho thẳng cột rồi nạp lại.',
    en: 'Header and rows are shifted against each other: {count} rows are not counted. Open the file, remove the extra header cell (or add the missing one), and import again.',
  },
  E_OTHER_TABLE: {
    severity: 'error',
    vi: 'Từ dòng {header} là một bảng khác có tiêu đề riêng: {count} dòng của bảng ấy chưa được tính. Tách mỗi bảng ra một trang tính (hoặc một tệp) rồi nạp lại.',
    en: 'From row {header} on there is another table with its own header: its {count} rows are not counted. Put each table on a sheet (or in a file) of its own and import again.',
  },
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
    vi: "Tên '{name}' được khai là đơn vị '{value}', nhưng không có mã ấy. {hint}Xem mã bằng: vedich units.",
    en: "The name '{name}' is declared as unit '{value}', which does not exist. {hint}See the ids with: vedich units.",
  },
  W_DUPLICATE: {
    severity: 'warning',
    vi: '{count} dòng lặp lại trong tệp (ví dụ dòng {row}): chỉ tính dòng sau cùng của mỗi mã.',
    en: '{count} rows are repeated within the file (such as row {row}): only the last row of each code counts.',
  },
  W_OUTSIDE_VALIDITY: {
    severity: 'warning',
    vi: 'Ngày của dòng nằm ngoài thời gian hoạt động của đơn vị, {count} dòng (ví dụ dòng {row}). Vẫn tính cho đơn vị ghi trong tệp.',
    en: "The row's date is outside the unit's time, {count} rows (such as row {row}). Counted for the unit named in the file.",
  },
  W_OUTSIDE_TITLE_PERIOD: {
    severity: 'warning',
    vi: "Ngày ở cột '{column}' không thuộc kỳ ghi trên đầu bảng, {count} dòng (ví dụ dòng {row}: '{example}'). Vẫn tính theo ngày của từng dòng; nên xem lại có đúng tệp của kỳ này không.",
    en: "Column '{column}' is outside of the period above the table, {count} rows (such as row {row}: '{example}'). Counted by each row's own date; see whether this is the right file.",
  },
  I_HIDDEN_SHEET: {
    severity: 'info',
    vi: "Trang tính ẩn '{sheet}' được bỏ qua. Bỏ ẩn rồi nạp lại nếu cần tính.",
    en: "The hidden sheet '{sheet}' was left out. Unhide it and import again if it counts.",
  },
  I_EMPTY_SHEET: {
    severity: 'info',
    vi: "Trang tính '{sheet}' trống.",
    en: "Sheet '{sheet}' is empty.",
  },
  I_NO_ROWS: {
    severity: 'info',
    vi: "Trang tính '{sheet}' chỉ có tiêu đề, không có dòng nào.",
    en: "Sheet '{sheet}' has a header and no rows.",
  },
  I_UNIT_EXPLAINED: {
    severity: 'info',
    vi: "{count} dòng (ví dụ dòng {row}: '{example}') tính cho {unit}, theo nghĩa đã khai của tên ấy. Nếu không đúng, bỏ điều đã khai ở Cài đặt rồi nạp lại.",
    en: "{count} rows (such as row {row}: '{example}') count for {unit}, as the name was explained. If that is wrong, take the explanation back in Settings and import again.",
    terminal: {
      vi: "{count} dòng (ví dụ dòng {row}: '{example}') tính cho {unit}, theo nghĩa đã khai của tên ấy. Nếu không đúng, sửa --map-unit hoặc spellings/ trong thư viện rồi nạp lại.",
      en: "{count} rows (such as row {row}: '{example}') count for {unit}, as the name was explained. If that is wrong, correct --map-unit or the library's spellings/ and import again.",
    },
  },
  I_KNOWN_FILE: {
    severity: 'info',
    vi: 'Tệp này đã được nạp trước đây, không có gì thay đổi.',
    en: 'This file was imported before; nothing changes.',
  },
} satisfies Messages;
