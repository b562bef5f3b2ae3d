/**
 * What the names, tables and columns of a report are called, and by what a row is known again: stands here once. The
 * content, the standard template, the add-in and the list in `templates/README.md` (compared by a test) follow it.
 */

/** How every name and table of a report begins. */
export const PREFIX = 'vd_';

/** Single cells by defined name, and what each is called in questions to whoever sits there. */
export const REPORT_NAMES = {
  vd_co_quan_chu_quan: 'Cơ quan chủ quản',
  vd_co_quan: 'Cơ quan ban hành',
  vd_so_ky_hieu: 'Số, ký hiệu',
  vd_dia_danh_ngay: 'Địa danh, ngày tháng',
  vd_trich_yeu: 'Trích yếu',
  vd_ky_bao_cao: 'Câu mở đầu về kỳ báo cáo',
  vd_phu_de: 'Phụ đề: đơn vị và kỳ báo cáo',
  vd_ghi_chu: 'Ghi chú cuối báo cáo',
  vd_noi_nhan: 'Nơi nhận',
  vd_chuc_vu: 'Chức vụ người ký',
  vd_nguoi_ky: 'Người ký',
  vd_bieu_do_ten: 'Tên biểu đồ',
  vd_thu_tuc_ten: 'Tên bảng theo thủ tục',
  vd_nhiem_vu_bao_cao: 'Chế độ báo cáo nhiệm vụ',
  vd_tl_ke_hoach: 'Kế hoạch',
  vd_tl_van_ban: 'Văn bản',
  vd_tl_can_cu: 'Căn cứ, thay thế',
  vd_tl_don_vi: 'Đơn vị',
  vd_tl_ky: 'Kỳ tính số liệu',
  vd_tl_lich: 'Lịch báo cáo',
  vd_tl_ngay: 'Ngày chốt số liệu',
} as const;

export type ReportName = keyof typeof REPORT_NAMES;

/** The rows of the signature block: nothing is written there, they are kept on one page. */
export const SIGNATURE_BLOCK = 'vd_khoi_ky';

interface TableLayout {
  /** What the table is called in questions to whoever sits there. */
  label: string;
  /** Headers of the columns that are filled, in the order of the content. */
  columns: readonly string[];
  /** Filled behind those where a template has them; not missed where it has none. */
  optional: readonly string[];
  /** Of the standard template alone: staff fill them. */
  staff: readonly string[];
  /** Columns that say what a row is about: it is found again by them when rows were added, deleted or sorted by hand. */
  about: readonly string[];
  /** Columns that identify a row better than what is printed, though a template may lack them. */
  key: readonly string[];
}

const MONTHS = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12'] as const;
const NONE = { optional: [], staff: [], key: [] } as const;

/** Tables by name. */
export const REPORT_TABLES = {
  vd_chi_tieu: {
    ...NONE,
    label: 'Chỉ tiêu',
    columns: [
      'TT',
      'Chỉ tiêu',
      'Căn cứ',
      'Ngưỡng, thời hạn',
      'Tử số',
      'Mẫu số',
      'Kết quả',
      'Chênh lệch',
      'Đánh giá',
      'Ghi chú',
    ],
    optional: ['Mã chỉ tiêu', 'Giá trị', 'Ngưỡng', 'Còn thiếu', 'Mỗi tháng cần'],
    about: ['Chỉ tiêu', 'Căn cứ'],
    key: ['Mã chỉ tiêu'],
  },
  vd_linh_vuc: {
    ...NONE,
    label: 'Kết quả theo lĩnh vực',
    columns: ['TT', 'Chỉ tiêu, lĩnh vực', 'Tử số', 'Mẫu số', 'Kết quả', 'So với ngưỡng'],
    about: ['Chỉ tiêu, lĩnh vực'],
  },
  vd_thu_tuc: {
    ...NONE,
    label: 'Kết quả theo thủ tục',
    columns: ['TT', 'Mã thủ tục', 'Thủ tục', 'Tử số', 'Mẫu số', 'Còn lại', 'Kết quả', 'So với ngưỡng'],
    about: ['Mã thủ tục', 'Thủ tục'],
  },
  vd_bieu_do: {
    ...NONE,
    label: 'Số liệu của biểu đồ',
    columns: ['Số liệu', ...MONTHS],
    about: ['Số liệu'],
  },
  vd_theo_thang: {
    ...NONE,
    label: 'Số liệu từng tháng',
    columns: ['Chỉ tiêu, số liệu', ...MONTHS],
    about: ['Chỉ tiêu, số liệu'],
  },
  vd_nhiem_vu: {
    ...NONE,
    label: 'Tiến độ nhiệm vụ',
    columns: ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thực hiện, phối hợp', 'Thời hạn', 'Sản phẩm', 'Đến ngày báo cáo'],
    staff: ['Tiến độ'],
    about: ['TT', 'Nhiệm vụ'],
  },
  vd_tep: {
    ...NONE,
    label: 'Tệp số liệu đã nạp',
    columns: ['TT', 'Tệp', 'Trang tính', 'Danh sách', 'Đã đọc', 'Nhận', 'Loại', 'Trùng', 'Bỏ qua'],
    optional: ['SHA-256'],
    about: ['Tệp', 'Trang tính', 'Danh sách'],
  },
  vd_loai: {
    ...NONE,
    label: 'Dòng bị loại và lưu ý',
    columns: ['TT', 'Tệp', 'Trang tính', 'Lý do, số dòng trong tệp', 'Số dòng', 'Xử lý'],
    optional: ['Mã'],
    about: ['Tệp', 'Trang tính', 'Lý do, số dòng trong tệp'],
    key: ['Tệp', 'Trang tính', 'Mã'],
  },
  vd_thieu: {
    ...NONE,
    label: 'Số liệu còn thiếu',
    columns: ['TT', 'Chỉ tiêu', 'Căn cứ', 'Số liệu còn thiếu'],
    about: ['Chỉ tiêu', 'Căn cứ'],
  },
  vd_dinh_nghia: {
    ...NONE,
    label: 'Định nghĩa các chỉ tiêu',
    columns: ['TT', 'Chỉ tiêu', 'Cách tính', 'Căn cứ'],
    about: ['Chỉ tiêu', 'Căn cứ'],
  },
  vd_mau_thuan: {
    ...NONE,
    label: 'Chỗ chưa thống nhất trong văn bản',
    columns: ['TT', 'Vị trí', 'Nội dung chưa thống nhất'],
    about: ['Vị trí', 'Nội dung chưa thống nhất'],
  },
} as const satisfies Readonly<Record<string, TableLayout>>;

export type ReportTable = keyof typeof REPORT_TABLES;

/** How a table of a report is laid out; undefined for a table that is none of ours. */
export function layoutOf(table: string): TableLayout | undefined {
  return Object.entries<TableLayout>(REPORT_TABLES).find(([name]) => name === table)?.[1];
}
