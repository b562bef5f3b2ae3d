/** An office that did not ship: a plan, a unit and a month of dossiers of Sở Giáo dục và Đào tạo of Ninh Bình, made up. */
export const PLAN_ID = 'ninhbinh-sgddt-2026';

export const PLAN = `# Kế hoạch đặt ra để thử
id: ${PLAN_ID}
title: { vi: Kế hoạch cải cách hành chính năm 2026, en: Plan for administrative reform 2026 }
short_title: KH CCHC 2026 · Sở GDĐT Ninh Bình
number: 12/KH-SGDĐT
date: 2026-01-15
issuer: Sở Giáo dục và Đào tạo tỉnh Ninh Bình
issuer_unit: ninhbinh-sgddt
targets:
  - id: remote
    name: { vi: Hồ sơ trực tuyến từ xa, en: Remote online dossiers }
    indicator: remote_online_rate
    operator: ">="
    value: 70
    due: 2026-12-31
    place: Mục II.1
  - id: on-time
    name: { vi: Hồ sơ đúng hạn, en: Dossiers on time }
    indicator: on_time_rate
    operator: ">="
    value: 90
    due: 2026-12-31
    place: Mục II.2
`;

/** Of a unit that nobody but the office knows. */
export const UNITS_TABLE = `Mã;Tên đơn vị;Loại;Cấp trên;Cách viết khác
nnhl;Trung tâm Ngoại ngữ Hoa Lư;đơn vị sự nghiệp;ninhbinh-sgddt;TT Ngoại ngữ Hoa Lư
`;

const HEAD =
  'Mã hồ sơ,Mã thủ tục,Lĩnh vực,Đơn vị tiếp nhận,Hình thức nộp,Mức độ dịch vụ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái';

/** `remote` of the `all` dossiers were filed from afar; every one but `late` was finished in time. */
export function dossiers(month: number, unit: string, all: number, remote: number, late: number): string {
  const mm = String(month).padStart(2, '0');
  const lines = Array.from({ length: all }, (_, at) => {
    const done = at < late ? `25/${mm}/2026 10:00` : `12/${mm}/2026 10:00`;
    const channel = at < remote ? 'Trực tuyến từ xa' : 'Trực tiếp';
    const code = `H42.10-26${mm}01-${String(at + 1).padStart(4, '0')}${unit.startsWith('T') ? '9' : '1'}`;
    return `${code},1.000001,Giáo dục Trung học,${unit},${channel},Toàn trình,05/${mm}/2026 08:00,20/${mm}/2026 17:00,${done},Đã trả kết quả`;
  });
  return `\uFEFF${[HEAD, ...lines].join('\r\n')}\r\n`;
}
