import type { Words } from '../../pipeline/messages.ts';

/** What the names and tables of a report are called in questions and messages. */
const PLACES: Readonly<Record<string, Words>> = {
  vd_co_quan_chu_quan: { vi: 'Cơ quan chủ quản', en: 'Superior authority' },
  vd_co_quan: { vi: 'Cơ quan ban hành', en: 'Issuing authority' },
  vd_so_ky_hieu: { vi: 'Số, ký hiệu', en: 'Number of the document' },
  vd_dia_danh_ngay: { vi: 'Địa danh, ngày tháng', en: 'Place and date' },
  vd_trich_yeu: { vi: 'Trích yếu', en: 'Subject line' },
  vd_ky_bao_cao: { vi: 'Câu mở đầu về kỳ báo cáo', en: 'Opening sentence on the period' },
  vd_phu_de: { vi: 'Phụ đề: đơn vị và kỳ báo cáo', en: 'Subtitle: unit and period' },
  vd_ghi_chu: { vi: 'Ghi chú cuối báo cáo', en: 'Remarks at the end of the report' },
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
  vd_chi_tieu: { vi: 'Chỉ tiêu', en: 'Targets' },
  vd_linh_vuc: { vi: 'Kết quả theo lĩnh vực', en: 'Results by field' },
  vd_thu_tuc: { vi: 'Kết quả theo thủ tục', en: 'Results by procedure' },
  vd_bieu_do: { vi: 'Số liệu của biểu đồ', en: 'Figures of the chart' },
  vd_theo_thang: { vi: 'Số liệu từng tháng', en: 'Figures by month' },
  vd_nhiem_vu: { vi: 'Tiến độ nhiệm vụ', en: 'Progress of tasks' },
  vd_tep: { vi: 'Tệp số liệu đã nạp', en: 'Imported files' },
  vd_loai: { vi: 'Dòng bị loại và lưu ý', en: 'Rejected rows and warnings' },
  vd_thieu: { vi: 'Số liệu còn thiếu', en: 'Missing data' },
  vd_mau_thuan: { vi: 'Chỗ chưa thống nhất trong văn bản', en: 'Contradictions in the document' },
  vd_dinh_nghia: { vi: 'Định nghĩa các chỉ tiêu', en: 'Definitions of the indicators' },
};

const PARTS = {
  value: { vi: 'kết quả', en: 'value' },
  numerator: { vi: 'tử số', en: 'numerator' },
  denominator: { vi: 'mẫu số', en: 'denominator' },
  threshold: { vi: 'ngưỡng', en: 'threshold' },
  verdict: { vi: 'đánh giá', en: 'verdict' },
} as const;

/** What a name or table of the report holds, in words. */
export function placeWords(content: string): Words {
  return PLACES[content] ?? PLACES[content.replace(/_\d+$/, '')] ?? { vi: content, en: content };
}

/** `Hồ sơ trực tuyến từ xa, kết quả` */
export function boundWords(target: Words, part: keyof typeof PARTS): Words {
  const { vi, en } = PARTS[part];
  return { vi: `${target.vi}, ${vi}`, en: `${target.en}, ${en}` };
}

export function missingName(content: string, name: string): Words {
  const { vi, en } = placeWords(content);
  return { vi: `tên ô "${name}" (${vi})`, en: `the name "${name}" (${en})` };
}

export function missingTable(content: string, name: string): Words {
  const { vi, en } = placeWords(content);
  return { vi: `bảng "${name}" (${vi})`, en: `the table "${name}" (${en})` };
}

/** `column` is a header of the report, which is Vietnamese. */
export function missingColumn(content: string, column: string): Words {
  const { vi, en } = placeWords(content);
  return { vi: `cột "${column}" của bảng "${vi}"`, en: `the column "${column}" of the table "${en}"` };
}

export function missingBinding({ vi, en }: Words): Words {
  return { vi: `ô gắn chỉ tiêu: ${vi}`, en: `the bound cell: ${en}` };
}

/** Excel on the web cannot bring it in. */
export function missingChart(name: string): Words {
  return {
    vi: `biểu đồ "${name}" (Excel trên web không nhận; lập báo cáo bằng Excel trên máy để có biểu đồ)`,
    en: `the chart "${name}" (Excel on the web does not take it; build the report in desktop Excel to have it)`,
  };
}
