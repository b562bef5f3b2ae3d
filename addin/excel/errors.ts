import { type Language, type MessageParams, renderMessage } from '../../pipeline/messages.ts';

/** What could not be done in the workbook: what happened, where, what to do; in both languages. */
export class WorkbookError extends Error {
  readonly code: WorkbookErrorCode;
  readonly vi: string;
  readonly en: string;

  constructor(code: WorkbookErrorCode, params: MessageParams = {}, options?: ErrorOptions) {
    const sentence = (language: Language): string => renderMessage(SENTENCES[code], params, language);
    super(sentence('en'), options);
    this.name = 'WorkbookError';
    this.code = code;
    this.vi = sentence('vi');
    this.en = sentence('en');
  }
}

export type WorkbookErrorCode = keyof typeof SENTENCES;

const SENTENCES = {
  NO_REPORT: {
    vi: 'Sổ tính này chưa có báo cáo của kế hoạch và đơn vị đang chọn. Bấm "Lập báo cáo" để thêm báo cáo, hoặc mở sổ tính có báo cáo đó.',
    en: 'This workbook has no report of the chosen plan and unit yet. Press "Build the report" to add one, or open the workbook that has it.',
  },
  NOTHING_LEFT: {
    vi: 'Báo cáo của kế hoạch này đã bị xoá khỏi sổ tính: không còn tên ô, bảng hay ô gắn chỉ tiêu nào. Bấm "Lập báo cáo" để thêm lại.',
    en: 'The report of this plan was deleted from the workbook: no name, table or bound cell is left. Press "Build the report" to add it again.',
  },
  PROTECTED_SHEET: {
    vi: 'Trang tính "{sheet}" đang được bảo vệ nên không ghi được; chưa ô nào bị thay đổi. Chọn Xem lại – Bỏ bảo vệ trang tính rồi làm lại.',
    en: 'Sheet "{sheet}" is protected, so nothing can be written there; no cell was changed. Choose Review – Unprotect Sheet and try again.',
  },
  PROTECTED_BOOK: {
    vi: 'Cấu trúc sổ tính đang được bảo vệ nên không thêm được trang tính. Chọn Xem lại – Bảo vệ sổ tính để bỏ bảo vệ rồi làm lại.',
    en: 'The structure of this workbook is protected, so no sheet can be added. Unprotect it (Review – Protect Workbook) and try again.',
  },
  EDITING: {
    vi: 'Excel đang ở chế độ sửa ô nên chưa làm được. Bấm Enter hoặc Esc trong ô đang sửa rồi làm lại.',
    en: 'A cell is being edited, so Excel cannot do this now. Press Enter or Esc in that cell and try again.',
  },
  READ_ONLY: {
    vi: 'Sổ tính đang mở ở chế độ chỉ đọc hoặc Chế độ được bảo vệ. Bấm "Cho phép sửa" (Enable Editing) hoặc lưu thành tệp khác rồi làm lại.',
    en: 'This workbook is open read-only or in Protected View. Press Enable Editing or save it under another name and try again.',
  },
  CHANGED_MEANWHILE: {
    vi: 'Sổ tính bị sửa trong lúc đang cập nhật, chưa ô nào của báo cáo bị thay đổi. Bấm "Cập nhật số liệu" lần nữa.',
    en: 'The workbook was changed during the refresh; no cell of the report was written. Press "Refresh the figures" again.',
  },
  EMPTY_SHEET: {
    vi: 'Trang tính "{sheet}" đang mở không có dữ liệu. Mở trang có danh sách xuất từ cổng rồi bấm lại.',
    en: 'Sheet "{sheet}" in front is empty. Open the sheet with the portal’s list and press again.',
  },
  CHANGED_WHILE_READING: {
    vi: 'Trang tính bị sửa trong lúc đang đọc, chưa nạp gì. Bấm "Đọc trang tính đang mở" lần nữa.',
    en: 'The sheet was changed while it was read; nothing was imported. Press "Read the sheet in front" again.',
  },
  LIST_TOO_LONG: {
    vi: 'Danh sách có {rows} dòng, nhiều hơn một trang tính Excel chứa được (1.048.576 dòng). Chọn kỳ ngắn hơn hoặc đơn vị nhỏ hơn rồi liệt kê lại.',
    en: 'The list has {rows:row|rows}, more than a sheet of Excel holds (1,048,576). Choose a shorter period or a smaller unit and list it again.',
  },
  STILL_CALCULATING: {
    vi: 'Ô {address} đang chờ số liệu (#BUSY!) nên chưa chuyển được; chưa ô nào bị thay đổi. Đợi tính xong rồi bấm lại.',
    en: 'Cell {address} is still waiting for its figure (#BUSY!); no cell was changed. Wait until it is there and press again.',
  },
  UNKNOWN_TARGET: {
    vi: 'Kế hoạch không có chỉ tiêu "{target}". Chọn lại chỉ tiêu trong khung Về đích rồi gắn lại.',
    en: 'The plan has no target "{target}". Choose the target in the pane again and bind it.',
  },
  CELL_IN_USE: {
    vi: 'Ô {address} đang có nội dung "{text}" nên chưa gắn. Chọn một ô trống, hoặc xoá nội dung ô này, rồi gắn lại.',
    en: 'Cell {address} holds "{text}", so it was not bound. Select an empty cell, or clear this one, and bind again.',
  },
  EXCEL: {
    vi: 'Excel không làm được việc này ({reason}). Lưu sổ tính, đóng và mở lại Excel rồi làm lại; nếu vẫn lỗi, gửi câu này cho người hỗ trợ.',
    en: 'Excel could not do this ({reason}). Save the workbook, restart Excel and try again; if it fails again, pass this sentence on.',
  },
} as const;

/** Error codes of Office.js that mean something to whoever sits there. */
const EXCEL_CODES: Readonly<Record<string, WorkbookErrorCode>> = {
  InvalidOperationInCellEditMode: 'EDITING',
  AccessDenied: 'READ_ONLY',
  ReadOnly: 'READ_ONLY',
};

/** Adds sheets; where that is denied, it is the structure of the workbook that is protected. */
export async function addingSheets<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OfficeExtension.Error) || error.code !== 'AccessDenied') throw error;
    throw new WorkbookError('PROTECTED_BOOK', {}, { cause: error });
  }
}

/** Runs `work` and turns what Office.js throws into a sentence. An abort stays what it is. */
export async function inWorkbook<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await work(new Excel.RequestContext());
  } catch (error) {
    if (error instanceof OfficeExtension.Error) {
      const known = EXCEL_CODES[error.code];
      throw new WorkbookError(known ?? 'EXCEL', { reason: `${error.code}: ${error.message}` }, { cause: error });
    }
    throw error;
  }
}
