import type { Messages, ProblemTemplate } from '../messages.ts';

/** What a sheet and its header are told of. */
export const recogniseProblems = {
  SHEET_NOT_RECOGNISED: {
    severity: 'error',
    what: {
      vi: 'Trang tính này không phải danh sách nào trong tám danh sách',
      en: 'This sheet is none of the eight lists',
    },
    todo: {
      vi: 'Giống nhất: {guess}; còn thiếu cột: {missing}. Các dòng chưa được tính. Nếu đúng là danh sách ấy, nói rõ cột nào là cột còn thiếu rồi nạp lại.',
      en: 'Closest: {guess}; missing for it: {missing}. Its rows are not counted. If it is that list, say which columns those are and import again.',
    },
    terminal: {
      vi: 'Giống nhất: {guess}; còn thiếu cột: {missing}. Các dòng chưa được tính. Nếu đúng là danh sách ấy, nạp lại với --as {id} {example}.',
      en: 'Closest: {guess}; missing for it: {missing}. Its rows are not counted. If it is that list, import again with --as {id} {example}.',
    },
  },
  NO_HEADER: {
    severity: 'error',
    what: {
      vi: 'Không thấy dòng tiêu đề của danh sách nào trong {rows} dòng đầu của trang tính này',
      en: 'No header of any list was found in the first {rows:row|rows} of this sheet',
    },
    todo: {
      vi: 'Các dòng chưa được tính. Nếu đây là danh sách, bỏ bớt phần trên bảng rồi nạp lại.',
      en: 'Its rows are not counted. If it is a list, cut what stands above the table and import again.',
    },
    terminal: {
      vi: 'Các dòng chưa được tính. Nếu đây là danh sách, bỏ bớt phần trên bảng, hoặc nạp lại với --as và --map "Tiêu đề=cột".',
      en: 'Its rows are not counted. If it is a list, cut what stands above the table, or import again with --as and --map "Header=column".',
    },
  },
  SHEET_LACKS_KEY: {
    severity: 'error',
    what: {
      vi: 'Trang tính này giống {guess} nhất nhưng thiếu cột: {missing}',
      en: 'This sheet is most like {guess} but lacks: {missing}',
    },
    todo: {
      vi: 'Nó cũng đủ cột để là {other}. Các dòng chưa được tính. Nói rõ cột nào là cột ấy rồi nạp lại.',
      en: 'It has all it takes to be {other}. Its rows are not counted. Say which column that is and import again.',
    },
    terminal: {
      vi: 'Nó cũng đủ cột để là {other}. Các dòng chưa được tính. Nạp lại với --as {id} {example} để nói cột nào là cột ấy, hoặc với --as để nói đây là danh sách kia.',
      en: 'It has all it takes to be {other}. Its rows are not counted. Import again with --as {id} {example} to say which column that is, or with --as to say that it is the other list.',
    },
  },
  AS_LACKS_KEY: {
    severity: 'error',
    what: {
      vi: 'Để là danh sách {list}, trang tính này thiếu cột: {missing}',
      en: 'To be the list {list}, this sheet lacks: {missing}',
    },
    todo: {
      vi: 'Các dòng chưa được tính. Nói rõ cột nào là cột ấy rồi nạp lại.',
      en: 'Its rows are not counted. Say which column that is and import again.',
    },
    terminal: {
      vi: 'Các dòng chưa được tính. Nói rõ cột nào là cột ấy: --as {as} {example}.',
      en: 'Its rows are not counted. Say which column that is: --as {as} {example}.',
    },
  },
  AS_NO_HEADER: {
    severity: 'error',
    what: {
      vi: 'Không thấy dòng tiêu đề của danh sách {list} trong {rows} dòng đầu của trang tính này',
      en: 'No header of the list {list} was found in the first {rows:row|rows} of this sheet',
    },
    todo: {
      vi: 'Các dòng chưa được tính. Xem lại danh sách, hoặc bỏ bớt phần trên bảng rồi nạp lại.',
      en: 'Its rows are not counted. Check the list, or cut what stands above the table, and import again.',
    },
    terminal: {
      vi: 'Các dòng chưa được tính. Xem lại --as {as}, hoặc nói rõ các cột bằng --map "Tiêu đề=cột".',
      en: 'Its rows are not counted. Check --as {as}, or name the columns with --map "Header=column".',
    },
  },
  LETTERS_LOST: {
    severity: 'error',
    what: {
      vi: "Chữ Việt trong trang tính này đã mất khi lưu (còn lại dấu '?')",
      en: "This sheet's Vietnamese letters were lost when it was saved ('?' in their place)",
    },
    todo: {
      vi: 'Các dòng chưa được tính. Mở lại tệp gốc và lưu thành .xlsx hoặc "CSV UTF-8" rồi nạp lại.',
      en: 'Its rows are not counted. Open the original, save it as .xlsx or "CSV UTF-8", and import again.',
    },
  },
  SHEET_AMBIGUOUS: {
    severity: 'error',
    what: {
      vi: 'Trang tính này có thể là {guess} hoặc {other}',
      en: 'This sheet may be {guess} or {other}',
    },
    todo: {
      vi: 'Các dòng chưa được tính. Đặt tên cột cho rõ trong tệp gốc rồi nạp lại.',
      en: 'Its rows are not counted. Name its columns more clearly in the file and import again.',
    },
    terminal: {
      vi: 'Các dòng chưa được tính. Nạp lại với --as để nói rõ là danh sách nào.',
      en: 'Its rows are not counted. Import again with --as to say which.',
    },
  },
  COLUMN_INFERRED: {
    severity: 'info',
    what: {
      vi: "Cột '{header}' được hiểu là '{name}' theo tên cột và nội dung",
      en: "Column '{header}' is understood as '{name}', by its name and its cells",
    },
    todo: {
      vi: 'Nếu không đúng, nói rõ nghĩa của cột rồi nạp lại.',
      en: 'If that is wrong, say what the column means and import again.',
    },
    terminal: {
      vi: 'Nếu không đúng, nạp lại với --map "{header}=cột khác" hoặc --map "{header}=ignore".',
      en: 'If that is wrong, import again with --map "{header}=another column" or --map "{header}=ignore".',
    },
  },
  HEADER_SUGGESTION: {
    severity: 'info',
    what: {
      vi: "Cột '{header}' có thể là '{name}' nhưng chưa được dùng",
      en: "Column '{header}' may be '{name}'; it is not used",
    },
    todo: {
      vi: 'Nếu đúng, nói rõ nghĩa của cột rồi nạp lại.',
      en: 'If so, say what the column means and import again.',
    },
    terminal: {
      vi: 'Nếu đúng, nạp lại với --map "{header}={id}"; nếu không, --map "{header}=ignore" để khỏi hỏi lại.',
      en: 'If so, import again with --map "{header}={id}"; if not, --map "{header}=ignore" ends the question.',
    },
  },
  TWO_COLUMNS_FOR_ONE: {
    severity: 'warning',
    what: {
      vi: "Hai cột cùng nghĩa: dùng '{column}', bỏ qua '{other}'",
      en: "Two columns mean the same: '{column}' is used, '{other}' is not",
    },
    todo: {
      vi: "Nếu ngược lại, đổi tên hoặc xóa cột '{column}' trong tệp gốc rồi nạp lại.",
      en: "If it should be the other, rename or delete '{column}' in the file and import again.",
    },
    terminal: {
      vi: 'Nếu ngược lại, nạp lại với --map "{other}={id}".',
      en: 'If it should be the other, import again with --map "{other}={id}".',
    },
  },
  MAP_UNKNOWN_HEADER: {
    severity: 'warning',
    what: {
      vi: "Trong tệp không có tiêu đề '{header}' đã được nói rõ nghĩa",
      en: "The file has no header '{header}', whose meaning was explained",
    },
    todo: {
      vi: 'Kiểm tra lại tên cột nếu tệp này phải có nó.',
      en: 'Check the name of the column if this file should have it.',
    },
    terminal: {
      vi: 'Kiểm tra lại tên cột viết ở --map.',
      en: 'Check the name of the column in --map.',
    },
  },
} satisfies Readonly<Record<string, ProblemTemplate>>;

/** An explanation of headers that cannot be used: nothing is read with it. */
export const mapMessages = {
  MAP_UNKNOWN_COLUMN: {
    severity: 'error',
    vi: "Không có cột '{column}'. {hint}Các cột dùng được: {columns}.",
    en: "There is no column '{column}'. {hint}Columns: {columns}.",
    terminal: {
      vi: "--map: không có cột '{column}'. {hint}Các cột dùng được: {columns}.",
      en: "--map: there is no column '{column}'. {hint}Columns: {columns}.",
    },
  },
  MAP_PERSONAL_HEADER: {
    severity: 'error',
    vi: "'{header}' là dữ liệu cá nhân, không đưa vào kho số liệu, nên không dùng làm '{column}' được. Chọn cột khác.",
    en: "'{header}' is personal data, which is never loaded, so it cannot be '{column}'. Name another column.",
    terminal: {
      vi: "--map: '{header}' là dữ liệu cá nhân, không đưa vào kho số liệu, nên không dùng làm '{column}' được. Bỏ --map này, hoặc chọn cột khác.",
      en: "--map: '{header}' is personal data, which is never loaded, so it cannot be '{column}'. Leave this --map out, or name another column.",
    },
  },
} satisfies Messages;
