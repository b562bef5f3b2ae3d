interface Words {
  vi: string;
  en: string;
}

/** What people call the columns of the program's tables; JSON, CSV and Arrow keep their keys. */
const COLUMN_WORDS: Readonly<Record<string, Words>> = {
  plan: { vi: 'Kế hoạch', en: 'Plan' },
  target: { vi: 'Mã chỉ tiêu', en: 'Target' },
  indicator: { vi: 'Chỉ số', en: 'Indicator' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  from: { vi: 'Từ ngày', en: 'From' },
  to: { vi: 'Đến ngày', en: 'To' },
  as_of: { vi: 'Đến ngày', en: 'As of' },
  group: { vi: 'Mã nhóm', en: 'Group id' },
  label: { vi: 'Nhóm', en: 'Group' },
  numerator: { vi: 'Tử số', en: 'Numerator' },
  denominator: { vi: 'Mẫu số', en: 'Denominator' },
  value: { vi: 'Kết quả', en: 'Value' },
  unit_of_measure: { vi: 'Đơn vị tính', en: 'Unit of measure' },
  operator: { vi: 'So sánh', en: 'Operator' },
  threshold: { vi: 'Ngưỡng', en: 'Threshold' },
  due: { vi: 'Thời hạn', en: 'Due' },
  status: { vi: 'Trạng thái', en: 'Status' },
  shortfall: { vi: 'Còn thiếu', en: 'Shortfall' },
  next_threshold: { vi: 'Ngưỡng mốc sau', en: 'Next threshold' },
  next_due: { vi: 'Hạn mốc sau', en: 'Next due' },
  aspiration: { vi: 'Phấn đấu', en: 'Aspiration' },
  missing: { vi: 'Số liệu còn thiếu', en: 'What is missing' },
  member: { vi: 'Mã', en: 'Code' },
  procedure_code: { vi: 'Thủ tục', en: 'Procedure' },
  field: { vi: 'Lĩnh vực', en: 'Field' },
  happened_on: { vi: 'Ngày', en: 'Day' },
  received_on: { vi: 'Tiếp nhận', en: 'Received' },
  due_on: { vi: 'Hẹn trả', en: 'Due' },
  finished_on: { vi: 'Kết thúc', en: 'Finished' },
  channel: { vi: 'Hình thức nộp', en: 'Channel' },
  file: { vi: 'Tệp', en: 'File' },
  sheet: { vi: 'Trang tính', en: 'Sheet' },
  row: { vi: 'Dòng', en: 'Row' },
  name: { vi: 'Tên', en: 'Name' },
  state: { vi: 'Tình trạng', en: 'State' },
  days_late: { vi: 'Muộn (ngày)', en: 'Days late' },
  decision: { vi: 'Xử lý', en: 'Decision' },
  reason: { vi: 'Lý do', en: 'Reason' },
  received_at: { vi: 'Nhận lúc', en: 'Received at' },
  sent: { vi: 'Số lần gửi', en: 'Times sent' },
  reminded: { vi: 'Số lần nhắc', en: 'Times reminded' },
};

/** The words of a column; a column that somebody named in a question keeps its name. */
export function columnWords(name: string, language: 'vi' | 'en'): string {
  return COLUMN_WORDS[name]?.[language] ?? name;
}
