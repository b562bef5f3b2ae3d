import type { Messages } from '../messages.ts';

export const recogniseMessages = {
  SHEET_NOT_RECOGNISED: {
    severity: 'error',
    vi: 'Trang tính này không phải danh sách nào trong tám danh sách. Giống nhất: {guess}; còn thiếu cột: {missing}. Các dòng chưa được tính. Nếu đúng là danh sách ấy, nạp lại với --as và --map "Tiêu đề=cột".',
    en: 'This sheet is none of the eight lists. Closest: {guess}; missing for it: {missing}. Its rows are not counted. If it is that list, import again with --as and --map "Header=column".',
  },
  SHEET_AMBIGUOUS: {
    severity: 'error',
    vi: 'Trang tính này có thể là {guess} hoặc {other}. Các dòng chưa được tính. Nạp lại với --as để nói rõ là danh sách nào.',
    en: 'This sheet may be {guess} or {other}. Its rows are not counted. Import again with --as to say which.',
  },
  TWO_COLUMNS_FOR_ONE: {
    severity: 'warning',
    vi: "Hai cột cùng nghĩa: dùng '{column}', bỏ qua '{other}'. Nếu ngược lại, nạp lại với --map \"{other}={id}\".",
    en: "Two columns mean the same: '{column}' is used, '{other}' is not. If it should be the other, import again with --map \"{other}={id}\".",
  },
  MAP_UNKNOWN_COLUMN: {
    severity: 'error',
    vi: "--map: không có cột '{column}'. {hint}Các cột dùng được: {columns}.",
    en: "--map: there is no column '{column}'. {hint}Columns: {columns}.",
  },
  MAP_UNKNOWN_HEADER: {
    severity: 'warning',
    vi: "--map: trong tệp không có tiêu đề '{header}'.",
    en: "--map: the file has no header '{header}'.",
  },
} satisfies Messages;
