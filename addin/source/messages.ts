import { type MessageParams, type Messages, renderMessage } from '../../pipeline/messages.ts';
import { SourceError } from './source.ts';

/** Why a source does not answer, where no server's own problem document says it. */
const sourceMessages = {
  OFFLINE: {
    severity: 'error',
    vi: 'Không gọi được máy chủ {address}. Kiểm tra máy chủ có đang chạy và mạng có nối không, rồi bấm Thử lại.',
    en: 'The server {address} does not answer. Check that it runs and that the network is there, then press Try again.',
  },
  OFFLINE_ELSEWHERE: {
    severity: 'error',
    vi: 'Không gọi được máy chủ {address} từ trang này. Máy chủ ấy phải đang chạy và cho phép {own} (vedich serve --origin, cả hai phía); nếu không, mở bảng điều khiển từ chính {address}.',
    en: 'The server {address} cannot be called from this page. It must run and allow {own} (vedich serve --origin, on both sides); otherwise open the pane from {address} itself.',
  },
  SLOW: {
    severity: 'error',
    vi: 'Máy chủ {address} chưa trả lời sau {seconds} giây. Có thể máy chủ đang bận nạp tệp: chờ một lát rồi bấm Thử lại.',
    en: 'The server {address} has not answered within {seconds} seconds. It may be busy importing: wait a little, then press Try again.',
  },
  NOT_OUR_SERVER: {
    severity: 'error',
    vi: 'Địa chỉ {address} trả lời không phải cách của máy chủ Về đích (HTTP {status}). Kiểm tra lại địa chỉ máy chủ.',
    en: 'What answers at {address} is no Về đích server (HTTP {status}). Check the address of the server.',
  },
  BAD_ADDRESS: {
    severity: 'error',
    vi: "'{address}' không phải địa chỉ máy chủ. Viết dạng https://may-chu:8443.",
    en: "'{address}' is no address of a server. Write it as https://server:8443.",
  },
  MALFORMED_TOKEN: {
    severity: 'error',
    vi: 'Mã truy cập chỉ gồm chữ không dấu, chữ số, gạch nối và gạch dưới. Chép lại nguyên mã được cấp (bắt đầu bằng vedich_).',
    en: 'An access token has only plain letters, digits, hyphens and underscores. Copy the one you were given in whole (it begins with vedich_).',
  },
  BROKEN_OFF: {
    severity: 'error',
    vi: "Đứt đường truyền khi đang nạp '{file}'. Tệp được nạp trọn hoặc không nạp gì: nạp lại, phần đã có không bị tính hai lần.",
    en: "The line broke while '{file}' was being imported. A file goes in whole or not at all: import it again, nothing is counted twice.",
  },
} satisfies Messages;

export function sourceError(
  code: keyof typeof sourceMessages,
  params: MessageParams = {},
  options?: ErrorOptions,
): SourceError {
  const template = sourceMessages[code];
  return new SourceError(code, renderMessage(template, params, 'vi'), renderMessage(template, params, 'en'), options);
}
