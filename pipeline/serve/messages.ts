import { type MessageParams, type Messages, type MessageTemplate, UserError } from '../messages.ts';

/** What the server says when it does not do what was asked; `status` is the HTTP status. */
export interface ServeMessage extends MessageTemplate {
  status: number;
}

export const serveMessages = {
  BAD_REQUEST: {
    status: 400,
    severity: 'error',
    vi: "Yêu cầu viết chưa đúng ở '{place}': {reason}. Xem cách gọi ở /api/docs rồi gửi lại.",
    en: "The request is not right at '{place}': {reason}. See /api/docs and send it again.",
  },
  MISSING_PARAMETER: {
    status: 400,
    severity: 'error',
    vi: "Yêu cầu thiếu '{place}'. Thêm vào rồi gửi lại; cách gọi ở /api/docs.",
    en: "'{place}' is missing. Add it and send again; see /api/docs.",
  },
  BAD_DAY: {
    status: 400,
    severity: 'error',
    vi: "'{place}' không phải là ngày. Viết dạng YYYY-MM-DD, ví dụ 2024-11-30.",
    en: "'{place}' is no day. Write it as YYYY-MM-DD, such as 2024-11-30.",
  },
  NOT_A_CHOICE: {
    status: 400,
    severity: 'error',
    vi: "'{place}' chỉ nhận một trong: {choices}.",
    en: "'{place}' takes one of: {choices}.",
  },
  NO_SUCH_PARAMETER: {
    status: 400,
    severity: 'error',
    vi: "Địa chỉ này không có tham số '{place}'. Bỏ đi, hoặc xem các tham số ở /api/docs.",
    en: "There is no parameter '{place}' here. Leave it out, or see /api/docs.",
  },
  UNKNOWN_PARAMETER: {
    status: 400,
    severity: 'error',
    vi: "Không có {kind} '{id}' trong phần được xem. Lấy danh sách ở {list} rồi gửi lại.",
    en: "There is no {kind} '{id}' among what you may see. Take the list from {list} and send it again.",
  },
  BROKEN_UPLOAD: {
    status: 400,
    severity: 'error',
    vi: 'Tệp gửi lên bị đứt giữa chừng hoặc biểu mẫu hỏng, chưa nạp gì. Gửi lại.',
    en: 'The upload broke off or its form is damaged; nothing was imported. Send it again.',
  },
  NO_FILES: {
    status: 400,
    severity: 'error',
    vi: 'Yêu cầu không kèm tệp nào. Gửi tệp xuất từ cổng (multipart/form-data, hoặc nội dung tệp với ?filename=…).',
    en: 'There is no file in the request. Send portal exports (multipart/form-data, or the bytes of a file with ?filename=…).',
  },
  NO_TOKEN: {
    status: 401,
    severity: 'error',
    vi: 'Máy chủ này cần mã truy cập. Nhập mã được cấp (vedich token create) vào ô kết nối rồi thử lại.',
    en: 'This server needs an access token. Enter the one you were given (vedich token create) and try again.',
  },
  BAD_TOKEN: {
    status: 401,
    severity: 'error',
    vi: 'Mã truy cập không đúng hoặc đã bị thu hồi. Kiểm tra lại mã, hoặc xin người quản trị cấp mã mới.',
    en: 'The access token is wrong or was revoked. Check it, or ask the administrator for a new one.',
  },
  EXPIRED_TOKEN: {
    status: 401,
    severity: 'error',
    vi: 'Mã truy cập đã hết hạn ngày {expires}. Xin người quản trị cấp mã mới.',
    en: 'The access token expired on {expires}. Ask the administrator for a new one.',
  },
  NOT_YOUR_UNIT: {
    status: 403,
    severity: 'error',
    vi: 'Mã truy cập này không xem được đơn vị ấy. Chọn đơn vị của mình hoặc đơn vị trực thuộc.',
    en: 'This access token does not cover that unit. Choose your own unit or one below it.',
  },
  NOT_YOUR_ROLE: {
    status: 403,
    severity: 'error',
    vi: 'Mã truy cập này chỉ được xem. Để nạp tệp, xin mã có quyền contributor hoặc consolidator.',
    en: 'This access token may only read. To import files ask for one with the role contributor or consolidator.',
  },
  NOT_YOUR_IMPORT: {
    status: 403,
    severity: 'error',
    vi: 'Mã truy cập này không bỏ được tệp ấy: tệp do người khác nạp, hoặc có dòng của đơn vị khác. Nhờ cấp trên bỏ.',
    en: 'This access token may not remove that file: somebody else imported it, or it has rows of other units. Ask the office above.',
  },
  NOT_YOUR_LIBRARY: {
    status: 403,
    severity: 'error',
    vi: 'Mã truy cập này không sửa được kế hoạch và đơn vị của cơ quan. Xin mã có quyền consolidator.',
    en: "This access token may not change the office's plans and units. Ask for one with the role consolidator.",
  },
  NOT_YOUR_COLLECTION: {
    status: 403,
    severity: 'error',
    vi: 'Mã truy cập này không tổng hợp báo cáo của các đơn vị. Xin mã có quyền consolidator.',
    en: "This access token may not consolidate the units' reports. Ask for one with the role consolidator.",
  },
  PLAN_OR_FORM: {
    status: 400,
    severity: 'error',
    vi: "Cần nói thu cái gì: 'plan' (mã kế hoạch) hoặc 'form' (mã biểu mẫu), một trong hai.",
    en: "Say what is collected: 'plan' (the id of a plan) or 'form' (the id of a form), one of the two.",
  },
  REPORT_ASKS: {
    status: 409,
    severity: 'error',
    vi: 'Báo cáo chưa được lập: còn chỉ tiêu chưa đủ số liệu. Xem từng dòng; gửi lại với confirm=true để vẫn lập.',
    en: 'The report was not made: targets lack data. See the lines; send again with confirm=true to make it all the same.',
  },
  LIBRARY_MISTAKES: {
    status: 422,
    severity: 'error',
    vi: 'Có {count} chỗ cần sửa trong tệp, thư viện không đổi. Xem từng dòng, sửa rồi gửi lại.',
    en: 'There are {count} mistakes in the file; the library was not changed. See the lines, mend them and send again.',
  },
  OTHER_ID: {
    status: 422,
    severity: 'error',
    vi: "Mã ghi trong tệp không phải '{id}' như trong địa chỉ. Sửa một bên cho khớp rồi gửi lại.",
    en: "The id in the file is not '{id}', as the address says. Make them agree and send again.",
  },
  NO_YAML: {
    status: 400,
    severity: 'error',
    vi: 'Yêu cầu không kèm nội dung. Gửi tệp YAML (application/yaml).',
    en: 'There is nothing in the request. Send the YAML file (application/yaml).',
  },
  NOT_FOR_A_UNIT: {
    status: 403,
    severity: 'error',
    vi: 'Mã truy cập này chỉ xem một đơn vị, nên không hỏi được bằng SQL trên toàn bộ số liệu. Dùng bảng tổng hợp, hoặc hỏi ngay trên máy chủ.',
    en: 'This access token covers one unit, so it cannot ask in SQL over all figures. Use the pivot table, or ask at the server itself.',
  },
  FOREIGN_SITE: {
    status: 403,
    severity: 'error',
    vi: 'Yêu cầu đến từ một trang web khác nên bị từ chối. Mở bảng điều khiển từ chính địa chỉ của máy chủ này.',
    en: 'The request came from another web site and was refused. Open the pane from the address of this server.',
  },
  TOO_MANY_ROWS: {
    status: 400,
    severity: 'error',
    vi: 'Danh sách dài hơn {limit} dòng, không gửi hết một lần. Gửi lại với limit={limit} và offset=0, rồi theo Link: rel="next" lấy các phần sau.',
    en: 'The list has more than {limit} rows, too many for one answer. Send again with limit={limit} and offset=0, then follow Link: rel="next".',
  },
  NOT_FOUND: {
    status: 404,
    severity: 'error',
    vi: "Máy chủ không có địa chỉ '{path}'. Xem các địa chỉ ở /api/docs.",
    en: "The server has nothing at '{path}'. See /api/docs.",
  },
  NOT_ACCEPTABLE: {
    status: 406,
    severity: 'error',
    vi: "Không trả được kiểu '{accept}'. Dùng {offered}.",
    en: "Cannot answer as '{accept}'. Use {offered}.",
  },
  TOO_LARGE: {
    status: 413,
    severity: 'error',
    vi: 'Gửi quá nhiều trong một lần (tối đa {limit} MB, {files} tệp). Chia nhỏ rồi gửi từng phần.',
    en: 'Too much at once (at most {limit} MB, {files:file|files}). Send it in parts.',
  },
  NOT_A_FILE_TYPE: {
    status: 415,
    severity: 'error',
    vi: "Không nhận nội dung kiểu '{type}'. Gửi multipart/form-data, hoặc application/octet-stream với ?filename=….",
    en: "Cannot take content of type '{type}'. Send multipart/form-data, or application/octet-stream with ?filename=….",
  },
  WRONG_HOST: {
    status: 421,
    severity: 'error',
    vi: 'Tên máy chủ trong yêu cầu không đúng. Máy chủ này chỉ nghe trên máy này: mở http://localhost:{port}.',
    en: 'The host name in the request is not right. This server listens on this machine only: open http://localhost:{port}.',
  },
  NOTHING_IMPORTED: {
    status: 422,
    severity: 'error',
    vi: 'Không đọc được tệp nào. Xem lý do của từng tệp, sửa rồi gửi lại.',
    en: 'No file could be read. See the reason for each file, mend and send again.',
  },
  TOO_MANY_FAILURES: {
    status: 429,
    severity: 'error',
    vi: 'Sai mã truy cập quá nhiều lần. Chờ {seconds} giây rồi thử lại.',
    en: 'Too many wrong access tokens. Wait {seconds:second|seconds} and try again.',
  },
  QUEUE_FULL: {
    status: 429,
    severity: 'error',
    vi: 'Mã truy cập này đang có {waiting} yêu cầu chờ trả lời, chưa nhận thêm. Thử lại sau khoảng {seconds} giây.',
    en: 'This access token has {waiting:request|requests} waiting; no more are taken. Try again in about {seconds:second|seconds}.',
  },
  BUSY: {
    status: 503,
    severity: 'error',
    vi: 'Máy chủ đang bận: {waiting} yêu cầu đang chờ. Thử lại sau khoảng {seconds} giây.',
    en: 'The server is busy: {waiting:request|requests} waiting. Try again in about {seconds:second|seconds}.',
  },
  OUR_FAULT: {
    status: 500,
    severity: 'error',
    vi: 'Máy chủ gặp lỗi ngoài dự kiến; số liệu đã nạp vẫn nguyên. Gửi số hiệu yêu cầu {request} cho người hỗ trợ.',
    en: 'The server failed unexpectedly; what was imported is untouched. Send request number {request} to whoever supports you.',
  },
  CLOSING: {
    status: 503,
    severity: 'error',
    vi: 'Máy chủ đang tắt nên chưa nạp tệp này. Gửi lại khi máy chủ chạy.',
    en: 'The server is shutting down; this file was not imported. Send it again when the server runs.',
  },
} satisfies Readonly<Record<string, ServeMessage>>;

export type ServeCode = keyof typeof serveMessages;

/** What a status means, as the title of a problem. */
export const STATUS_TITLES: Readonly<Record<number, { vi: string; en: string }>> = {
  400: { vi: 'Yêu cầu chưa đúng', en: 'Bad request' },
  401: { vi: 'Chưa xác nhận được người dùng', en: 'Not authenticated' },
  403: { vi: 'Không có quyền', en: 'Not allowed' },
  404: { vi: 'Không tìm thấy', en: 'Not found' },
  406: { vi: 'Không có kiểu ấy', en: 'Not acceptable' },
  409: { vi: 'Cần xác nhận', en: 'To be confirmed' },
  413: { vi: 'Quá lớn', en: 'Too large' },
  415: { vi: 'Kiểu nội dung không nhận', en: 'Unsupported content' },
  421: { vi: 'Sai máy chủ', en: 'Misdirected request' },
  422: { vi: 'Không đọc được tệp', en: 'Cannot read the file' },
  429: { vi: 'Quá nhiều lần', en: 'Too many attempts' },
  500: { vi: 'Lỗi của chương trình', en: 'Our fault' },
  503: { vi: 'Chưa phục vụ được', en: 'Not available now' },
};

/** Why `vedich serve` or `vedich token` does not do what was asked. */
const startMessages = {
  NEEDS_TLS: {
    severity: 'error',
    vi: "Không mở máy chủ trên '{host}': ngoài máy này thì phải có TLS. Thêm --cert TỆP và --key TỆP, hoặc bỏ --host để chỉ chạy trên máy này.",
    en: "Not serving on '{host}': beyond this machine TLS is required. Add --cert FILE and --key FILE, or leave out --host to serve this machine only.",
  },
  NEEDS_TOKENS: {
    severity: 'error',
    vi: "Không mở máy chủ trên '{host}': chưa có mã truy cập nào còn hạn. Tạo trước: vedich token create --unit MÃ --role reader",
    en: "Not serving on '{host}': there is no access token in force. Make one first: vedich token create --unit ID --role reader",
  },
  CERT_AND_KEY: {
    severity: 'error',
    vi: 'Cần cả --cert TỆP và --key TỆP; mới có một trong hai.',
    en: '--cert FILE and --key FILE go together; only one of them is there.',
  },
  BAD_CERT: {
    severity: 'error',
    vi: "Không dùng được chứng chỉ '{cert}' với khóa '{key}' ({reason}). Kiểm tra hai tệp PEM ấy.",
    en: "The certificate '{cert}' with the key '{key}' cannot be used ({reason}). Check these two PEM files.",
  },
  PORT_IN_USE: {
    severity: 'error',
    vi: "Không mở được cổng {port} trên '{host}' ({reason}). Chọn cổng khác bằng --port.",
    en: "Cannot listen on port {port} of '{host}' ({reason}). Choose another with --port.",
  },
  BROKEN_TOKENS: {
    severity: 'error',
    vi: "Tệp mã truy cập '{path}' bị hỏng hoặc không đọc được. Xóa tệp ấy rồi tạo lại mã: vedich token create …",
    en: "The file of access tokens '{path}' is broken or cannot be read. Remove it and make tokens again: vedich token create …",
  },
  NO_SUCH_TOKEN: {
    severity: 'error',
    vi: "Không có mã truy cập '{id}'. Xem: vedich token list",
    en: "There is no access token '{id}'. See: vedich token list",
  },
} satisfies Messages;

export function startError(
  code: keyof typeof startMessages,
  params: MessageParams = {},
  options?: ErrorOptions,
): UserError {
  return new UserError(code, startMessages[code], params, options);
}
