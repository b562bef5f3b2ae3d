import type { Words } from '../messages.ts';

/**
 * What the names, tables and columns of a report are called, and by what a row is known again: stands here once. The
 * content, the standard template, the add-in and the list in `templates/README.md` (compared by a test) follow it.
 */

/** How every name and table of a report begins. */
export const PREFIX = 'vd_';

/** Single cells by defined name, and what each is called in questions to whoever sits there. */
export const REPORT_NAMES = {
  vd_co_quan_chu_quan: { vi: 'Cơ quan chủ quản', en: 'Superior authority' },
  vd_co_quan: { vi: 'Cơ quan ban hành', en: 'Issuing authority' },
  vd_so_ky_hieu: { vi: 'Số, ký hiệu', en: 'Number of the document' },
  vd_dia_danh_ngay: { vi: 'Địa danh, ngày tháng', en: 'Place and date' },
  vd_trich_yeu: { vi: 'Trích yếu', en: 'Subject line' },
  vd_ky_bao_cao: { vi: 'Câu mở đầu về kỳ báo cáo', en: 'Opening sentence on the period' },
  vd_phu_de: { vi: 'Phụ đề: đơn vị và kỳ báo cáo', en: 'Subtitle: unit and period' },
  vd_ghi_chu: { vi: 'Ghi chú dưới bảng chỉ tiêu', en: 'Remarks below the targets' },
  vd_nguyen_nhan: { vi: 'Nguyên nhân', en: 'Causes' },
  vd_giai_phap: { vi: 'Giải pháp, kiến nghị', en: 'Measures and proposals' },
  vd_noi_nhan: { vi: 'Nơi nhận', en: 'Recipients' },
  vd_chuc_vu: { vi: 'Chức vụ người ký', en: "Signatory's office" },
  vd_nguoi_ky: { vi: 'Người ký', en: 'Signatory' },
  vd_bieu_do_ten: { vi: 'Tên biểu đồ', en: 'Title of the chart' },
  vd_thu_tuc_ten: { vi: 'Tên bảng theo thủ tục', en: 'Title of the table by procedure' },
  vd_nhiem_vu_bao_cao: { vi: 'Chế độ báo cáo nhiệm vụ', en: 'How tasks are reported' },
  vd_tl_ke_hoach: { vi: 'Kế hoạch', en: 'Plan' },
  vd_tl_van_ban: { vi: 'Văn bản', en: 'Document' },
  vd_tl_can_cu: { vi: 'Căn cứ, thay thế', en: 'Legal grounds, what it replaces' },
  vd_tl_don_vi: { vi: 'Đơn vị', en: 'Unit' },
  vd_tl_ky: { vi: 'Kỳ tính số liệu', en: 'Counting period' },
  vd_tl_lich: { vi: 'Lịch báo cáo', en: 'Reporting calendar' },
  vd_tl_ngay: { vi: 'Ngày chốt số liệu', en: 'Reporting date' },
} as const satisfies Readonly<Record<string, Words>>;

export type ReportName = keyof typeof REPORT_NAMES;

/** Places for what the office writes itself: never written by a report, kept when it is made again. */
export const WRITTEN_BY_STAFF = ['vd_nguyen_nhan', 'vd_giai_phap'] as const satisfies readonly ReportName[];

/** The rows of the signature block: nothing is written there, they are kept on one page. */
export const SIGNATURE_BLOCK = 'vd_khoi_ky';

/**
 * Sheets behind the report itself, each there when it is asked for. A template marks such a sheet by a defined name on it;
 * a sheet without a mark is part of the report.
 */
export const APPENDICES = {
  fields: { mark: 'vd_pl_linh_vuc', label: { vi: 'Kết quả theo lĩnh vực', en: 'Results by field' } },
  procedures: { mark: 'vd_pl_thu_tuc', label: { vi: 'Kết quả theo thủ tục', en: 'Results by procedure' } },
  months: { mark: 'vd_pl_thang', label: { vi: 'Kết quả từng tháng, biểu đồ', en: 'Results by month, with the chart' } },
  tasks: { mark: 'vd_pl_nhiem_vu', label: { vi: 'Tiến độ nhiệm vụ', en: 'Progress of tasks' } },
  sources: {
    mark: 'vd_pl_nguon',
    label: { vi: 'Nguồn số liệu: tệp, dòng bị loại', en: 'Sources: files, rejected rows' },
  },
  definitions: {
    mark: 'vd_pl_dinh_nghia',
    label: { vi: 'Định nghĩa các chỉ tiêu', en: 'Definitions of the indicators' },
  },
} as const satisfies Readonly<Record<string, { mark: string; label: Words }>>;

export type Appendix = keyof typeof APPENDICES;

export const APPENDIX_IDS = Object.keys(APPENDICES).filter(isAppendix);

export function isAppendix(id: string): id is Appendix {
  return Object.hasOwn(APPENDICES, id);
}

interface TableLayout {
  /** What the table is called in questions to whoever sits there. */
  label: Words;
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
    label: { vi: 'Chỉ tiêu', en: 'Targets' },
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
    optional: ['Mã chỉ tiêu', 'Giá trị', 'Ngưỡng', 'Còn thiếu', 'Cần thêm', 'Dự kiến có thêm'],
    about: ['Chỉ tiêu', 'Căn cứ'],
    key: ['Mã chỉ tiêu'],
  },
  vd_linh_vuc: {
    ...NONE,
    label: { vi: 'Kết quả theo lĩnh vực', en: 'Results by field' },
    columns: ['TT', 'Chỉ tiêu, lĩnh vực', 'Tử số', 'Mẫu số', 'Kết quả', 'So với ngưỡng'],
    about: ['Chỉ tiêu, lĩnh vực'],
  },
  vd_thu_tuc: {
    ...NONE,
    label: { vi: 'Kết quả theo thủ tục', en: 'Results by procedure' },
    columns: ['TT', 'Mã thủ tục', 'Thủ tục', 'Tử số', 'Mẫu số', 'Còn lại', 'Kết quả', 'So với ngưỡng'],
    about: ['Mã thủ tục', 'Thủ tục'],
  },
  vd_bieu_do: {
    ...NONE,
    label: { vi: 'Số liệu của biểu đồ', en: 'Figures of the chart' },
    columns: ['Số liệu', ...MONTHS],
    about: ['Số liệu'],
  },
  vd_theo_thang: {
    ...NONE,
    label: { vi: 'Số liệu từng tháng', en: 'Figures by month' },
    columns: ['Chỉ tiêu, số liệu', ...MONTHS],
    about: ['Chỉ tiêu, số liệu'],
  },
  vd_nhiem_vu: {
    ...NONE,
    label: { vi: 'Tiến độ nhiệm vụ', en: 'Progress of tasks' },
    columns: ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thực hiện, phối hợp', 'Thời hạn', 'Sản phẩm', 'Đến ngày báo cáo'],
    staff: ['Tiến độ'],
    about: ['TT', 'Nhiệm vụ'],
  },
  vd_tep: {
    ...NONE,
    label: { vi: 'Tệp số liệu đã nạp', en: 'Imported files' },
    columns: ['TT', 'Tệp', 'Trang tính', 'Danh sách', 'Đã đọc', 'Nhận', 'Loại', 'Trùng', 'Bỏ qua'],
    optional: ['SHA-256'],
    about: ['Tệp', 'Trang tính', 'Danh sách'],
  },
  vd_loai: {
    ...NONE,
    label: { vi: 'Dòng bị loại và lưu ý', en: 'Rejected rows and warnings' },
    columns: ['TT', 'Tệp', 'Trang tính', 'Lý do, số dòng trong tệp', 'Số dòng', 'Xử lý'],
    optional: ['Mã'],
    about: ['Tệp', 'Trang tính', 'Lý do, số dòng trong tệp'],
    key: ['Tệp', 'Trang tính', 'Mã'],
  },
  vd_thieu: {
    ...NONE,
    label: { vi: 'Số liệu còn thiếu', en: 'Missing data' },
    columns: ['TT', 'Chỉ tiêu', 'Căn cứ', 'Số liệu còn thiếu'],
    about: ['Chỉ tiêu', 'Căn cứ'],
  },
  vd_dinh_nghia: {
    ...NONE,
    label: { vi: 'Định nghĩa các chỉ tiêu', en: 'Definitions of the indicators' },
    columns: ['TT', 'Chỉ tiêu', 'Cách tính', 'Căn cứ'],
    about: ['Chỉ tiêu', 'Căn cứ'],
  },
} as const satisfies Readonly<Record<string, TableLayout>>;

/** Where the figures of a target stand. */
export const TARGET_FIGURES = { hits: 'Tử số', members: 'Mẫu số', value: 'Kết quả' } as const;

/** Columns that say something to people and hold no figure, beside those that say what a row is about. */
export const WORD_COLUMNS: readonly string[] = [
  'TT',
  'Căn cứ',
  'Ghi chú',
  'Xử lý',
  'Thời hạn',
  'Sản phẩm',
  'Chủ trì',
  'Thực hiện, phối hợp',
  'Cách tính',
  'Nội dung chưa thống nhất',
];

export type ReportTable = keyof typeof REPORT_TABLES;

/** What a name or table is called; undefined for one that is none of ours. */
export function labelOf(name: string): Words | undefined {
  return layoutOf(name)?.label ?? Object.entries<Words>(REPORT_NAMES).find(([own]) => own === name)?.[1];
}

/** How a table of a report is laid out; undefined for a table that is none of ours. */
export function layoutOf(table: string): TableLayout | undefined {
  return Object.entries<TableLayout>(REPORT_TABLES).find(([name]) => name === table)?.[1];
}
