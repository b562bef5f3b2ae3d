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
  needed_kind: { vi: 'Từ nay đến hạn: cần', en: 'Until due: asked' },
  needed_threshold: { vi: 'Từ nay đến hạn: ngưỡng', en: 'Until due: threshold' },
  needed_reached: { vi: 'Từ nay đến hạn: đang đạt', en: 'Until due: reached today' },
  needed_hits: { vi: 'Từ nay đến hạn: số cần vào tử số', en: 'Until due: needed in the numerator' },
  needed_of: { vi: 'Từ nay đến hạn: trên số', en: 'Until due: out of' },
  needed_old: { vi: 'Từ nay đến hạn: trong đó còn nợ', en: 'Until due: of these from before' },
  needed_share: { vi: 'Từ nay đến hạn: tỷ lệ cần', en: 'Until due: share needed' },
  needed_seconds: { vi: 'Từ nay đến hạn: tổng số giây tối đa', en: 'Until due: seconds at most' },
  needed_best: { vi: 'Từ nay đến hạn: cao nhất có thể', en: 'Until due: at best' },
  needed_from: { vi: 'Từ nay đến hạn: từ ngày', en: 'Until due: from' },
  needed_until: { vi: 'Từ nay đến hạn: đến ngày', en: 'Until due: until' },
  needed_basis: { vi: 'Từ nay đến hạn: ước theo', en: 'Until due: estimated from' },
  needed_year: { vi: 'Từ nay đến hạn: theo năm', en: 'Until due: from the year' },
  next_threshold: { vi: 'Ngưỡng mốc sau', en: 'Next threshold' },
  next_due: { vi: 'Hạn mốc sau', en: 'Next due' },
  aspiration: { vi: 'Phấn đấu', en: 'Aspiration' },
  missing: { vi: 'Số liệu còn thiếu', en: 'What is missing' },
  member: { vi: 'Mã', en: 'Code' },
  procedure_code: { vi: 'Thủ tục', en: 'Procedure' },
  procedure_name: { vi: 'Tên thủ tục', en: 'Name of the procedure' },
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
