import { type MessageParams, type Messages, UserError } from '../../messages.ts';

/** Why a document cannot be read as a plan. `file` is the name without folders. */
export const documentMessages = {
  'document-kind': {
    severity: 'error',
    vi: 'Tệp "{file}" là {found}, không phải văn bản. Hãy dùng tệp Word (.docx, .doc), PDF có chữ, HTML, văn bản thường hoặc bảng phụ lục .xlsx.',
    en: 'The file "{file}" is {found}, not a document. Use a Word file (.docx, .doc), a PDF with text, HTML, plain text or an annex as .xlsx.',
  },
  'document-empty': {
    severity: 'error',
    vi: 'Tệp "{file}" không có chữ nào. Hãy kiểm tra lại tệp; nếu là bản chụp, hãy xin tệp gốc của nơi ban hành.',
    en: 'The file "{file}" has no text. Check it; where it is a scan, ask the issuer for the original file.',
  },
  'document-scan': {
    severity: 'error',
    vi: 'Tệp "{file}" chỉ có ảnh chụp trang giấy, không có lớp chữ nên chưa đọc được. Hãy xin tệp Word hoặc PDF có chữ của nơi ban hành, hoặc nhận dạng chữ rồi thử lại.',
    en: 'The file "{file}" has pictures of pages and no text. Ask the issuer for the Word file or a PDF with text, or have the text recognised first.',
  },
  'document-long': {
    severity: 'error',
    vi: 'Tệp "{file}" dài quá mức của một kế hoạch (hơn {limit}). Hãy tách riêng phần kế hoạch rồi thử lại.',
    en: 'The file "{file}" is longer than any plan (more than {limit}). Take the plan out of it and try again.',
  },
  'document-password': {
    severity: 'error',
    vi: 'Tệp "{file}" được đặt mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi thử lại.',
    en: 'The file "{file}" is protected with a password. Open it, remove the password, save it and try again.',
  },
  'document-damaged': {
    severity: 'error',
    vi: 'Tệp "{file}" bị hỏng, không đọc được {part}. Hãy tải hoặc chép lại tệp; nếu vẫn vậy, mở bằng Word và lưu thành .docx mới.',
    en: 'The file "{file}" is damaged: {part} cannot be read. Download or copy it again; if that does not help, open it in Word and save it as a new .docx.',
  },
  'document-no-plan': {
    severity: 'error',
    vi: 'Không thấy chỉ tiêu hay nhiệm vụ nào trong tệp "{file}". Hãy kiểm tra xem đây có phải kế hoạch hoặc quyết định giao chỉ tiêu không.',
    en: 'There is neither a target nor a task in the file "{file}". Check that it is a plan or a decision that sets targets.',
  },
} satisfies Messages;

export function documentError(
  code: keyof typeof documentMessages,
  params: MessageParams,
  options?: ErrorOptions,
): UserError {
  return new UserError(code, documentMessages[code], params, options);
}
