import type { Messages } from '../../pipeline/messages.ts';

/** What commands tell through the pane. */
export const commandMessages = {
  CHOOSE_FIRST: {
    severity: 'info',
    vi: 'Chưa biết lập báo cáo nào. Chọn kế hoạch, đơn vị và ngày báo cáo ở đây rồi bấm Lập báo cáo.',
    en: 'It is not known yet which report to build. Choose plan, unit and reporting date here, then press Build the report.',
  },
  BUILT: {
    severity: 'info',
    vi: 'Đã lập báo cáo “{plan} – {unit}” đến ngày {day}. Muốn báo cáo khác, chọn lại ở đây rồi bấm Lập báo cáo.',
    en: 'The report “{plan} – {unit}” as of {day} is in the workbook. For another one, choose here and press Build the report.',
  },
  CHECK_FIRST: {
    severity: 'info',
    vi: 'Chưa lập báo cáo: {why} Bấm Lập báo cáo ở đây để xem từng chỉ tiêu và quyết định.',
    en: 'The report was not built: {why} Press Build the report here to see each target and decide.',
  },
  THERE_ALREADY: {
    severity: 'info',
    vi: 'Sổ tính đã có báo cáo {report}. Bấm Cập nhật số liệu để đưa số liệu mới vào báo cáo ấy; muốn thêm một báo cáo nữa, bấm Lập báo cáo ở đây.',
    en: 'The workbook already has the report {report}. Press Refresh the figures to bring it up to date; for another one, press Build the report here.',
  },
  NOT_REFRESHED: {
    severity: 'info',
    vi: 'Chưa cập nhật {reports}: có ô sửa tay mà chưa chọn giữ hay ghi đè. Bấm Cập nhật số liệu để chọn.',
    en: '{reports} was not refreshed: some cells were edited by hand and nobody chose what to keep. Press Refresh the figures to choose.',
  },
  FROZEN: {
    severity: 'info',
    vi: 'Đã chuyển {count} công thức VEDICH thành giá trị. Lưu thành tệp khác nếu muốn giữ bản còn công thức.',
    en: '{count:VEDICH formula|VEDICH formulas} turned into values. Save under another name to keep a copy that has the formulas.',
  },
  NOTHING_TO_FREEZE: {
    severity: 'info',
    vi: 'Sổ tính này không có công thức VEDICH nào. Không có gì thay đổi.',
    en: 'This workbook has no VEDICH formula. Nothing was changed.',
  },
  OUR_FAULT: {
    severity: 'error',
    vi: 'Lệnh trên thanh công cụ gặp lỗi ngoài dự kiến. Bấm lại; nếu còn lỗi, báo người hỗ trợ.',
    en: 'The ribbon command failed unexpectedly. Press it again; if it stays, tell whoever supports you.',
  },
} satisfies Messages;
