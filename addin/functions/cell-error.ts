import { type MessageParams, type Messages, renderMessage } from '../../pipeline/messages.ts';

/** What a cell says instead of a value; Excel shows the sentence beside the error. */
const functionMessages = {
  NO_INDICATOR: {
    severity: 'error',
    vi: 'Chưa ghi chỉ tiêu. Ghi mã hoặc tên chỉ tiêu ở ô thứ nhất, ví dụ "remote_online_rate".',
    en: 'No indicator. Give its id or name as the first argument, such as "remote_online_rate".',
  },
  NO_DAY: {
    severity: 'error',
    vi: 'Chưa ghi ngày báo cáo. Ghi ngày ở ô thứ ba, ví dụ "30/11/2024", hoặc chỉ vào ô có ngày.',
    en: 'No reporting date. Give it as the third argument, such as "30/11/2024", or point to a cell with a date.',
  },
  BAD_DAY: {
    severity: 'error',
    vi: "'{text}' không phải là ngày. Ghi dạng 30/11/2024, hoặc chỉ vào ô có ngày.",
    en: "'{text}' is no date. Write it as 30/11/2024, or point to a cell with a date.",
  },
  BAD_TEXT: {
    severity: 'error',
    vi: 'Chỉ tiêu và đơn vị phải là chữ, mỗi thứ một ô. Sửa lại ô được chỉ đến.',
    en: 'Indicator and unit are text, one cell each. Correct the cell that is pointed to.',
  },
  TOO_LONG: {
    severity: 'error',
    vi: 'Tên dài quá {most} chữ. Ghi mã hoặc tên như trong bảng điều khiển.',
    en: 'A name is longer than {most} characters. Write the id or the name as the pane shows it.',
  },
  BAD_GROUPING: {
    severity: 'error',
    vi: "Không tách được theo '{text}'. Ghi một trong: lĩnh vực, thủ tục, tháng, đơn vị.",
    en: "Cannot group by '{text}'. Write one of: field, procedure, month, unit.",
  },
  NO_DATA: {
    severity: 'error',
    vi: 'Chưa đủ số liệu: {missing}. Nạp phần còn thiếu rồi bấm Cập nhật số liệu.',
    en: 'Not enough data: {missing}. Import what is missing, then press Refresh the figures.',
  },
  NO_ROWS: {
    severity: 'error',
    vi: 'Kỳ này không có dòng nào để lập bảng. Kiểm tra đơn vị và ngày, hoặc nạp danh sách của kỳ này.',
    en: 'There are no rows in this period. Check the unit and the dates, or import the lists of this period.',
  },
  NO_NUMERATOR: {
    severity: 'error',
    vi: 'Chỉ tiêu này không có tử số vào ngày ấy. Dùng hàm GIATRI, hoặc nạp số liệu của kỳ.',
    en: 'This indicator has no numerator on that date. Use GIATRI, or import the data of the period.',
  },
  NO_DENOMINATOR: {
    severity: 'error',
    vi: 'Chỉ tiêu này không có mẫu số (số đếm). Dùng hàm GIATRI hoặc TUSO.',
    en: 'This indicator has no denominator (a count). Use GIATRI or TUSO.',
  },
  NO_THRESHOLD: {
    severity: 'error',
    vi: 'Vào ngày ấy chỉ tiêu chưa có ngưỡng. Xem các mốc của kế hoạch trong bảng điều khiển.',
    en: 'On that date the target has no threshold yet. See the milestones of the plan in the pane.',
  },
  SLOW: {
    severity: 'error',
    vi: 'Nguồn số liệu chưa trả lời sau {seconds} giây. Chờ một lát rồi bấm Cập nhật số liệu.',
    en: 'The source has not answered within {seconds} seconds. Wait a little, then press Refresh the figures.',
  },
  OUR_FAULT: {
    severity: 'error',
    vi: 'Chương trình gặp lỗi ngoài dự kiến. Bấm Cập nhật số liệu; nếu còn lỗi, báo người hỗ trợ.',
    en: 'The program failed unexpectedly. Press Refresh the figures; if it stays, tell whoever supports you.',
  },
} satisfies Messages;

export type CellErrorKind = 'not-available' | 'wrong-argument';

/** Becomes `#N/A` or `#VALUE!` with a sentence. */
export class CellError extends Error {
  readonly kind: CellErrorKind;
  readonly vi: string;
  readonly en: string;

  constructor(kind: CellErrorKind, vi: string, en: string, options?: ErrorOptions) {
    super(vi, options);
    this.name = 'CellError';
    this.kind = kind;
    this.vi = vi;
    this.en = en;
  }
}

export function cellError(
  kind: CellErrorKind,
  code: keyof typeof functionMessages,
  params: MessageParams = {},
): CellError {
  const template = functionMessages[code];
  return new CellError(kind, renderMessage(template, params, 'vi'), renderMessage(template, params, 'en'));
}
