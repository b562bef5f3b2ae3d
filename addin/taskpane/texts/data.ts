import type { Catalogue } from './catalogue.ts';

/** Importing, and what the data lack. */
export const dataTexts = {
  importTitle: { vi: 'Nạp tệp', en: 'Import files' },
  drop: { vi: 'Thả tệp xuất từ cổng vào đây', en: 'Drop portal exports here' },
  pick: { vi: 'Chọn tệp', en: 'Choose files' },
  kinds: {
    vi: '.xlsx, .xls, .csv, .html, .json; nhiều tệp một lần',
    en: '.xlsx, .xls, .csv, .html, .json; several at once',
  },
  privacy: {
    vi: 'Họ tên, số giấy tờ, điện thoại, địa chỉ không được lưu.',
    en: 'Names, ID numbers, phones and addresses are not stored.',
  },
  sampleFile: { vi: 'Tải một tệp mẫu để thử', en: 'Download a sample file to try' },
  privacyHere: {
    vi: 'Tệp được đọc ngay trên máy này và không gửi đi đâu.',
    en: 'Files are read on this machine and sent nowhere.',
  },
  readerOnly: {
    vi: 'Mã truy cập này chỉ được xem. Để nạp tệp, xin mã có quyền nạp.',
    en: 'This token may only read. To import, ask for one that may.',
  },
  province: { vi: 'Tỉnh của tên đơn vị không ghi tỉnh', en: 'Province of units that name none' },
  provinceByFile: { vi: 'Theo tệp', en: 'As the file says' },
  sending: { vi: 'Đang gửi {file} ({number}/{of})', en: 'Sending {file} ({number} of {of})' },
  reading: { vi: 'Đang đọc {file} ({number}/{of})', en: 'Reading {file} ({number} of {of})' },
  bytes: { vi: '{read} trên {total}', en: '{read} of {total}' },
  importDone: { vi: 'Đã nạp xong', en: 'Imported' },
  importNothing: { vi: 'Không nạp được tệp nào', en: 'No file could be imported' },
  importCancelled: {
    vi: 'Đã dừng. Các tệp đã đọc xong vẫn được giữ.',
    en: 'Stopped. Files that were read are kept.',
  },
  sheetRows: {
    vi: 'Đọc {read} = nhận {accepted} + loại {rejected} + trùng {duplicate} + bỏ qua {skipped}',
    en: 'Read {read} = accepted {accepted} + rejected {rejected} + duplicate {duplicate} + skipped {skipped}',
  },
  unknownList: { vi: '(chưa nhận ra danh sách)', en: '(list not recognised)' },
  fileFailed: { vi: 'Không nạp được', en: 'Not imported' },
  moreFiles: { vi: 'Nạp thêm tệp', en: 'Import more' },
  toFigures: { vi: 'Xem các chỉ tiêu', en: 'See the targets' },
  problemRows: { vi: 'Dòng {rows}', en: 'Rows {rows}' },
  error: { vi: 'Lỗi', en: 'Error' },
  warning: { vi: 'Cảnh báo', en: 'Warning' },
  info: { vi: 'Ghi chú', en: 'Note' },

  dataTitle: { vi: 'Số liệu của đơn vị', en: 'Data of the unit' },
  lackTitle: { vi: 'Số liệu còn thiếu', en: 'What is missing' },
  lackNothing: { vi: 'Mọi chỉ tiêu đều đủ số liệu.', en: 'Every target has its data.' },
  problemsTitle: { vi: 'Chỗ cần xem lại', en: 'What needs a look' },
  problemsNone: { vi: 'Không có dòng nào bị loại.', en: 'No row was rejected.' },
  notesTitle: { vi: 'Ghi chú về cách tính', en: 'Remarks on the figures' },
  sourcesTitle: { vi: 'Tệp nguồn ({count})', en: 'Source files ({count})' },
  contradictionsTitle: { vi: 'Chỗ chưa thống nhất trong kế hoạch', en: 'Contradictions in the plan' },
  affects: { vi: 'Chỉ tiêu: {targets}', en: 'Targets: {targets}' },
  importedOn: { vi: 'nạp ngày {day}', en: 'imported on {day}' },
  fingerprint: { vi: 'SHA-256 {hash}', en: 'SHA-256 {hash}' },

  listDossiers: { vi: 'Hồ sơ', en: 'Dossiers' },
  listPayments: { vi: 'Thanh toán', en: 'Payments' },
  listProcedures: { vi: 'Danh mục thủ tục', en: 'Procedures' },
  listResults: { vi: 'Kết quả giải quyết', en: 'Results' },
  listSurveys: { vi: 'Khảo sát', en: 'Surveys' },
  listVisits: { vi: 'Lượt giao dịch', en: 'Visits' },
  listTransfers: { vi: 'Luân chuyển', en: 'Transfers' },
  listObservations: { vi: 'Số liệu tự theo dõi', en: 'Kept by hand' },
} satisfies Catalogue;
