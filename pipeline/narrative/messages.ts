import { type MessageParams, type Messages, UserError } from '../messages.ts';

const narrativeMessages = {
  NOT_DOCX: {
    severity: 'error',
    vi: 'Mẫu {file} không phải tệp Word dạng .docx, hoặc bị hỏng. Mở bằng Word, chọn Lưu thành – "Word Document (*.docx)", rồi dùng tệp vừa lưu.',
    en: 'The template {file} is not a Word file of the .docx kind, or is damaged. Open it in Word, choose Save As – "Word Document (*.docx)", and use the saved file.',
  },
  TEMPLATE_TAGS: {
    severity: 'error',
    vi: 'Mẫu {file} có chỗ điền viết sai: {tags}. Mỗi chỗ điền là một tên trong ngoặc nhọn; phần lặp mở bằng dấu # trước tên và đóng bằng dấu / trước tên. Sửa trong Word rồi chạy lại.',
    en: 'The template {file} has places that are written wrongly: {tags}. A place is a name between braces, a part that is repeated opens with a # before its name and closes with a / before it. Mend it in Word and run again.',
  },
  UNKNOWN_TAGS: {
    severity: 'error',
    vi: 'Mẫu {file} có tên không ai biết: {tags}. Các tên dùng được có trong templates/README.md.',
    en: 'The template {file} has names that nobody knows: {tags}. Those that can be used stand in templates/README.md.',
  },
} satisfies Messages;

export function narrativeError(code: keyof typeof narrativeMessages, params: MessageParams): UserError {
  return new UserError(code, narrativeMessages[code], params);
}
