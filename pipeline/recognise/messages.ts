import type { Messages } from '../messages.ts';

export const recogniseMessages = {
  SHEET_NOT_RECOGNISED: {
    severity: 'error',
    vi: 'Trang tính này không phải danh sách nào trong tám danh sách. Giống nhất: {guess}; còn thiếu cột: {missing}. Các dòng chưa được tính. Nếu đúng là danh sách ấy, nói rõ cột nào là cột còn thiếu rồi nạp lại.',
    en: 'This sheet is none of the eight lists. Closest: {guess}; missing for it: {missing}. Its rows are not counted. If it is that list, say which columns those are and import again.',
    terminal: {
      vi: 'Trang tính này không phải danh sách nào trong tám danh sách. Giống nhất: {guess}; còn thiếu cột: {missing}. Các dòng chưa được tính. Nếu đúng là danh sách ấy, nạp lại với --as {id} {example}.',
      en: 'This sheet is none of the eight lists. Closest: {guess}; missing for it: {missing}. Its rows are not counted. If it is that list, import again with --as {id} {example}.',
    },
  },
  NO_HEADER: {
    severity: 'error',
    vi: 'Không thấy dòng tiêu đề của danh sách nào trong {rows} dòng đầu của trang tính này. Các dòng chưa được tính. Nếu đây là danh sách, bỏ bớt phần trên bảng rồi nạp lại.',
    en: 'No header of any list was found in the first {rows} rows of this sheet. Its rows are not counted. If it is a list, cut what stands above the table and import again.',
    terminal: {
      vi: 'Không thấy dòng tiêu đề của danh sách nào trong {rows} dòng đầu của trang tính này. Các dòng chưa được tính. Nếu đây là danh sách, bỏ bớt phần trên bảng, hoặc nạp lại với --as và --map "Tiêu đề=cột".',
      en: 'No header of any list was found in the first {rows} rows of this sheet. Its rows are not counted. If it is a list, cut what stands above the table, or import again with --as and --map "Header=column".',
    },
  },
  SHEET_LACKS_KEY: {
    severity: 'error',
    vi: 'Trang tính này giống {guess} nhất nhưng thiếu cột: {missing}; cũng đủ cột để là {other}. Các dòng chưa được tính. Nói rõ cột nào là cột ấy rồi nạp lại.',
    en: 'This sheet is most like {guess} but lacks: {missing}; it has all it takes to be {other}. Its rows are not counted. Say which column that is and import again.',
    terminal: {
      vi: 'Trang tính này giống {guess} nhất nhưng thiếu cột: {missing}; cũng đủ cột để là {other}. Các dòng chưa được tính. Nạp lại với --as {id} {example} để nói cột nào là cột ấy, hoặc với --as để nói đây là danh sách kia.',
      en: 'This sheet is most like {guess} but lacks: {missing}; it has all it takes to be {other}. Its rows are not counted. Import again with --as {id} {example} to say which column that is, or with --as to say that it is the other list.',
    },
  },
  AS_LACKS_KEY: {
    severity: 'error',
    vi: 'Để là danh sách {as}, trang tính này thiếu cột: {missing}. Các dòng chưa được tính. Nói rõ cột nào là cột ấy rồi nạp lại.',
    en: 'To be {as}, this sheet lacks: {missing}. Its rows are not counted. Say which column that is and import again.',
    terminal: {
      vi: '--as {as}: trang tính này thiếu cột: {missing}. Các dòng chưa được tính. Nói rõ cột nào là cột ấy: {example}.',
      en: '--as {as}: this sheet lacks: {missing}. Its rows are not counted. Say which column that is: {example}.',
    },
  },
  AS_NO_HEADER: {
    severity: 'error',
    vi: 'Không thấy dòng tiêu đề của danh sách {as} trong {rows} dòng đầu của trang tính này. Các dòng chưa được tính. Xem lại danh sách, hoặc bỏ bớt phần trên bảng rồi nạp lại.',
    en: 'No header of {as} was found in the first {rows} rows of this sheet. Its rows are not counted. Check the list, or cut what stands above the table, and import again.',
    terminal: {
      vi: '--as {as}: không thấy dòng tiêu đề của danh sách ấy trong {rows} dòng đầu của trang tính này. Các dòng chưa được tính. Xem lại danh sách, hoặc nói rõ các cột bằng --map "Tiêu đề=cột".',
      en: '--as {as}: no header of that list was found in the first {rows} rows of this sheet. Its rows are not counted. Check the list, or name the columns with --map "Header=column".',
    },
  },
  LETTERS_LOST: {
    severity: 'error',
    vi: 'Chữ Việt trong trang tính này đã mất khi lưu (còn lại dấu \'?\'). Các dòng chưa được tính. Mở lại tệp gốc và lưu thành .xlsx hoặc "CSV UTF-8" rồi nạp lại.',
    en: "This sheet's Vietnamese letters were lost when it was saved ('?' in their place). Its rows are not counted. Open the original, save it as .xlsx or \"CSV UTF-8\", and import again.",
  },
  SHEET_AMBIGUOUS: {
    severity: 'error',
    vi: 'Trang tính này có thể là {guess} hoặc {other}. Các dòng chưa được tính. Đặt tên cột cho rõ trong tệp gốc rồi nạp lại.',
    en: 'This sheet may be {guess} or {other}. Its rows are not counted. Name its columns more clearly in the file and import again.',
    terminal: {
      vi: 'Trang tính này có thể là {guess} hoặc {other}. Các dòng chưa được tính. Nạp lại với --as để nói rõ là danh sách nào.',
      en: 'This sheet may be {guess} or {other}. Its rows are not counted. Import again with --as to say which.',
    },
  },
  HEADER_SUGGESTION: {
    severity: 'info',
    vi: "Cột '{header}' có phải là '{name}' không? Cột này chưa được dùng. Nếu đúng, nói rõ nghĩa của cột rồi nạp lại.",
    en: "Is column '{header}' meant to be '{name}'? It is not used. If so, say so and import again.",
    terminal: {
      vi: 'Cột \'{header}\' có phải là \'{name}\' không? Cột này chưa được dùng. Nếu đúng, nạp lại với --map "{header}={id}"; nếu không, --map "{header}=ignore" để khỏi hỏi lại.',
      en: 'Is column \'{header}\' meant to be \'{name}\'? It is not used. If so, import again with --map "{header}={id}"; if not, --map "{header}=ignore" ends the question.',
    },
  },
  TWO_COLUMNS_FOR_ONE: {
    severity: 'warning',
    vi: "Hai cột cùng nghĩa: dùng '{column}', bỏ qua '{other}'. Nếu ngược lại, đổi tên hoặc xóa cột '{column}' trong tệp gốc rồi nạp lại.",
    en: "Two columns mean the same: '{column}' is used, '{other}' is not. If it should be the other, rename or delete '{column}' in the file and import again.",
    terminal: {
      vi: "Hai cột cùng nghĩa: dùng '{column}', bỏ qua '{other}'. Nếu ngược lại, nạp lại với --map \"{other}={id}\".",
      en: "Two columns mean the same: '{column}' is used, '{other}' is not. If it should be the other, import again with --map \"{other}={id}\".",
    },
  },
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
  MAP_UNKNOWN_HEADER: {
    severity: 'warning',
    vi: "Trong tệp không có tiêu đề '{header}'.",
    en: "The file has no header '{header}'.",
    terminal: {
      vi: "--map: trong tệp không có tiêu đề '{header}'.",
      en: "--map: the file has no header '{header}'.",
    },
  },
} satisfies Messages;
