import { type Messages, UserError } from '../../../pipeline/messages.ts';

/** What can go wrong with data on this machine. */
export const localMessages = {
  IN_USE: {
    severity: 'error',
    vi: 'Một cửa sổ Excel hoặc trình duyệt khác đang nạp tệp; ở đây chưa thay đổi gì. Chờ cửa sổ ấy nạp xong rồi làm lại.',
    en: 'Another window of Excel or of the browser is importing; nothing was changed here. Wait until it is done, then do this again.',
  },
  NEEDS_HTTPS: {
    severity: 'error',
    vi: 'Trang này được mở không qua HTTPS nên trình duyệt không cho đọc tệp và cất số liệu. Mở bằng địa chỉ https://, hoặc dùng máy chủ.',
    en: 'This page was not opened over HTTPS, so the browser lets it neither read files nor keep data. Open it at an https:// address, or use a server.',
  },
  NOT_A_WAREHOUSE: {
    severity: 'error',
    vi: "Tệp '{file}' không phải kho số liệu của Về đích. Chọn tệp .duckdb do Về đích xuất ra; số liệu đang có không thay đổi.",
    en: "'{file}' is no warehouse of Về đích. Choose a .duckdb file that Về đích has written; the data here have not changed.",
  },
  DAMAGED: {
    severity: 'error',
    vi: 'Không mở được số liệu đã cất trên máy này. Bấm Xóa dữ liệu trên máy rồi nạp lại các tệp gốc.',
    en: 'The data kept on this machine cannot be opened. Press Delete the data on this machine, then import the original files again.',
  },
  CANCELLED: {
    severity: 'error',
    vi: "Đã dừng khi đang nạp '{file}'. Tệp này chưa được tính; các tệp nạp xong trước đó vẫn giữ.",
    en: "Stopped while importing '{file}'. That file is not counted; those finished before it are kept.",
  },
  NO_ROOM: {
    severity: 'error',
    vi: 'Máy không còn đủ chỗ để cất số liệu ({reason}). Việc vừa rồi chưa được tính; những gì cất trước đó vẫn còn. Dọn bớt ổ đĩa rồi làm lại.',
    en: 'The machine has no room left to keep the data ({reason}). The last step is not counted; what was kept before is still there. Free some disk space, then do it again.',
  },
  STOPPED: {
    severity: 'error',
    vi: 'Bộ máy tính toán trên máy này đã dừng giữa chừng và được mở lại với số liệu cất lần cuối. Làm lại việc vừa rồi.',
    en: 'The engine on this machine stopped and was opened again with the data kept last. Do the last step again.',
  },
  TOO_SLOW: {
    severity: 'error',
    vi: "Tệp '{file}' đọc quá {seconds} giây chưa xong nên đã dừng. Tệp này chưa được tính; những gì cất trước đó vẫn còn. Mở tệp bằng Excel, chỉ giữ lại danh sách, lưu thành .xlsx mới hoặc chia nhỏ rồi nạp lại.",
    en: "'{file}' was not read within {seconds} seconds, so it was stopped. It is not counted; what was kept before is still there. Open it in Excel, keep the list alone, save it as a new .xlsx or split it, and import again.",
  },
  TOO_LARGE: {
    severity: 'error',
    vi: "Tệp '{file}' lớn hơn {limit} MB, quá sức của trình duyệt. Xuất lại theo từng tháng, hoặc dùng máy chủ.",
    en: "'{file}' is larger than {limit} MB, too much for a browser. Export it month by month, or use a server.",
  },
  UNKNOWN: {
    severity: 'error',
    vi: "Không có '{id}' trong danh mục. Chọn lại từ danh sách.",
    en: "There is no '{id}'. Choose again from the list.",
  },
  OUR_FAULT: {
    severity: 'error',
    vi: 'Chương trình gặp lỗi của chính nó: {reason}. Bấm Thử lại; nếu còn lỗi, gửi câu này cho người hỗ trợ.',
    en: 'The program met a fault of its own: {reason}. Press Try again; if it stays, send this sentence to your support.',
  },
} satisfies Messages;

export type LocalCode = keyof typeof localMessages;

export function localError(
  code: LocalCode,
  params: Readonly<Record<string, string | number>> = {},
  options?: ErrorOptions,
): UserError {
  return new UserError(code, localMessages[code], params, options);
}
