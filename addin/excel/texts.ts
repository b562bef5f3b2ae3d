import type { Words } from '../../pipeline/messages.ts';
import { layoutOf, REPORT_NAMES } from '../../pipeline/report/layout.ts';

/** What the report's names and tables are called in English questions; their Vietnamese stands with the layout. */
const ENGLISH: Readonly<Record<string, string>> = {
  vd_co_quan_chu_quan: 'Superior authority',
  vd_co_quan: 'Issuing authority',
  vd_so_ky_hieu: 'Number of the document',
  vd_dia_danh_ngay: 'Place and date',
  vd_trich_yeu: 'Subject line',
  vd_ky_bao_cao: 'Opening sentence on the period',
  vd_phu_de: 'Subtitle: unit and period',
  vd_ghi_chu: 'Remarks at the end of the report',
  vd_noi_nhan: 'Recipients',
  vd_chuc_vu: "Signatory's office",
  vd_nguoi_ky: 'Signatory',
  vd_bieu_do_ten: 'Title of the chart',
  vd_thu_tuc_ten: 'Title of the table by procedure',
  vd_nhiem_vu_bao_cao: 'How tasks are reported',
  vd_tl_ke_hoach: 'Plan',
  vd_tl_van_ban: 'Document',
  vd_tl_can_cu: 'Legal grounds, what it replaces',
  vd_tl_don_vi: 'Unit',
  vd_tl_ky: 'Counting period',
  vd_tl_lich: 'Reporting calendar',
  vd_tl_ngay: 'Reporting date',
  vd_chi_tieu: 'Targets',
  vd_linh_vuc: 'Results by field',
  vd_thu_tuc: 'Results by procedure',
  vd_bieu_do: 'Figures of the chart',
  vd_theo_thang: 'Figures by month',
  vd_nhiem_vu: 'Progress of tasks',
  vd_tep: 'Imported files',
  vd_loai: 'Rejected rows and warnings',
  vd_thieu: 'Missing data',
  vd_mau_thuan: 'Contradictions in the document',
  vd_dinh_nghia: 'Definitions of the indicators',
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
  const known = content in ENGLISH ? content : content.replace(/_\d+$/, '');
  const vi = layoutOf(content)?.label ?? nameWords(content) ?? nameWords(known);
  return { vi: vi ?? content, en: ENGLISH[known] ?? content };
}

function nameWords(content: string): string | undefined {
  return Object.entries<string>(REPORT_NAMES).find(([name]) => name === content)?.[1];
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
