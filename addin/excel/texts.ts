/**
 * What the names and tables of a report are called in questions and messages. Vietnamese alone: they are the words of
 * the report, which is always Vietnamese.
 */
const PLACES: Readonly<Record<string, string>> = {
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
  vd_chi_tieu: 'Chỉ tiêu',
  vd_linh_vuc: 'Kết quả theo lĩnh vực',
  vd_thu_tuc: 'Kết quả theo thủ tục',
  vd_bieu_do: 'Số liệu của biểu đồ',
  vd_theo_thang: 'Số liệu từng tháng',
  vd_nhiem_vu: 'Tiến độ nhiệm vụ',
  vd_tep: 'Tệp số liệu đã nạp',
  vd_loai: 'Dòng bị loại và lưu ý',
  vd_thieu: 'Số liệu còn thiếu',
  vd_mau_thuan: 'Chỗ chưa thống nhất trong văn bản',
  vd_dinh_nghia: 'Định nghĩa các chỉ tiêu',
};

const PARTS = {
  value: 'kết quả',
  numerator: 'tử số',
  denominator: 'mẫu số',
  threshold: 'ngưỡng',
  verdict: 'đánh giá',
} as const;

/** What a name or table of the report holds, in words. */
export function placeWords(content: string): string {
  return PLACES[content] ?? PLACES[content.replace(/_\d+$/, '')] ?? content;
}

/** `Hồ sơ trực tuyến từ xa, kết quả` */
export function boundWords(target: string, part: keyof typeof PARTS): string {
  return `${target}, ${PARTS[part]}`;
}

export function missingName(content: string, name: string): string {
  return `tên ô "${name}" (${placeWords(content)})`;
}

export function missingTable(content: string, name: string): string {
  return `bảng "${name}" (${placeWords(content)})`;
}

export function missingColumn(content: string, column: string): string {
  return `cột "${column}" của bảng "${placeWords(content)}"`;
}

export function missingBinding(words: string): string {
  return `ô gắn chỉ tiêu: ${words}`;
}

/** Excel on the web cannot bring it in. */
export function missingChart(name: string): string {
  return `biểu đồ "${name}" (Excel trên web không nhận; lập báo cáo bằng Excel trên máy để có biểu đồ)`;
}
