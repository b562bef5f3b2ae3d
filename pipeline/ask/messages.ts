import { type Messages, UserError } from '../messages.ts';

/** Why a question in SQL is not answered: what is wrong with it, and what to do. */
export const askMessages = {
  NO_QUESTION: {
    severity: 'error',
    vi: 'Chưa có câu hỏi nào. Viết một câu SELECT, hoặc chọn một ví dụ, rồi bấm Chạy.',
    en: 'There is no question yet. Write a SELECT, or choose an example, and press Run.',
  },
  ONLY_SELECT: {
    severity: 'error',
    vi: 'Chỉ nhận một câu SELECT: ở đây chỉ đọc, không sửa số liệu. Giữ lại một câu rồi chạy lại.',
    en: 'Only one SELECT, and nothing else: questions read, they change nothing. Keep a single one and run it again.',
  },
  NOT_HERE: {
    severity: 'error',
    vi: "Không dùng '{name}' ở đây: câu hỏi chỉ đọc các bảng số liệu, không mở tệp, không xem cài đặt. Bỏ phần ấy rồi chạy lại.",
    en: "'{name}' cannot be used here: questions read the tables of figures, no files and no settings. Leave it out and run it again.",
  },
  NO_SUCH_TABLE: {
    severity: 'error',
    vi: "Không có bảng '{name}'. Chọn tên trong phần Các bảng và cột rồi chạy lại.",
    en: "There is no table '{name}'. Take a name from Tables and columns and run it again.",
  },
  NO_SUCH_COLUMN: {
    severity: 'error',
    vi: "Không có cột '{name}' trong các bảng của câu hỏi{near}. Sửa tên cột rồi chạy lại.",
    en: "There is no column '{name}' in the tables of the question{near}. Mend the name and run it again.",
  },
  NO_SUCH_FUNCTION: {
    severity: 'error',
    vi: "Không có hàm '{name}', hoặc hàm ấy không nhận giá trị kiểu này. Kiểm tra tên hàm và kiểu cột rồi chạy lại.",
    en: "There is no function '{name}', or it does not take values of this type. Check name and types and run it again.",
  },
  BAD_GRAMMAR: {
    severity: 'error',
    vi: "Câu hỏi sai cú pháp ở gần '{name}'. Xem lại dấu phẩy, dấu ngoặc và thứ tự các phần rồi chạy lại.",
    en: "The grammar is wrong near '{name}'. Check commas, brackets and the order of the parts, and run it again.",
  },
  NOT_GROUPED: {
    severity: 'error',
    vi: "Cột '{name}' phải đứng trong GROUP BY, hoặc nằm trong một hàm như count, sum, max. Sửa lại rồi chạy lại.",
    en: "The column '{name}' must stand in GROUP BY, or inside a function such as count, sum, max. Mend it and run it again.",
  },
  SQL_REFUSED: {
    severity: 'error',
    vi: 'Câu hỏi chưa chạy được: {reason}. Sửa lại rồi chạy lại.',
    en: 'The question could not be run: {reason}. Mend it and run it again.',
  },
  QUESTION_TOO_LONG: {
    severity: 'error',
    vi: 'Câu hỏi dài quá {limit} ký tự. Rút gọn rồi chạy lại.',
    en: 'The question has more than {limit} characters. Shorten it and run it again.',
  },
  TOOK_TOO_LONG: {
    severity: 'error',
    vi: 'Câu hỏi chạy quá {seconds} giây nên đã dừng; số liệu không thay đổi. Thêm điều kiện WHERE, hoặc bớt bảng rồi chạy lại.',
    en: 'The question ran longer than {seconds} seconds and was ended; nothing has changed. Add a WHERE, or use fewer tables, and run it again.',
  },
  RESULT_TOO_LARGE: {
    severity: 'error',
    vi: 'Kết quả quá lớn để chuyển về. Chọn ít cột hơn, hoặc thêm điều kiện WHERE rồi chạy lại.',
    en: 'The result is too large to be sent. Choose fewer columns, or add a WHERE, and run it again.',
  },
} satisfies Messages;

export type AskCode = keyof typeof askMessages;

export function askError(
  code: AskCode,
  params: Readonly<Record<string, string | number>> = {},
  options?: ErrorOptions,
): UserError {
  return new UserError(code, askMessages[code], params, options);
}

export function isAskCode(code: string): code is AskCode {
  return code in askMessages;
}
