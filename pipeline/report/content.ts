import type { Evaluation, TargetDetail } from '../evaluate/types.ts';
import type { Language } from '../messages.ts';
import {
  formatDate,
  formatNumber,
  formatRoman,
  formatRows,
  formatThreshold,
  officeAbbreviation,
  unitSuffix,
} from './format.ts';
import { chartTable, monthTable } from './months.ts';
import type { CellContent, NamedContent, ReportContent, TableContent } from './types.ts';
import { deadlinesText, resultText, shortfallText, taskState, thresholdText, verdictText } from './wording.ts';

export interface ReportOptions {
  language: Language;
  /** Who signs; without it the template's own words stay, or a position is put where there are none. */
  signatory?: { position: string; name: string };
  /** `Nơi nhận:`, one line each. */
  recipients?: string[];
}

/** What goes into the standard template, or into any other with some of its names and tables (`templates/README.md`). */
export function reportContent(evaluation: Evaluation, options: ReportOptions): ReportContent {
  const { language } = options;
  const chart = chartTable(evaluation, language);
  return {
    names: {
      ...letterhead(evaluation, options),
      ...settings(evaluation, language),
      vd_bieu_do_ten: { value: chart.title },
    },
    tables: {
      vd_chi_tieu: targetTable(evaluation, language),
      vd_linh_vuc: fieldTable(evaluation, language),
      vd_bieu_do: chart.table,
      vd_theo_thang: monthTable(evaluation, language),
      vd_nhiem_vu: taskTable(evaluation, language),
      vd_tep: fileTable(evaluation, language),
      vd_loai: problemTable(evaluation, language),
      vd_thieu: missingTable(evaluation, language),
      vd_dinh_nghia: definitionTable(evaluation, language),
      vd_mau_thuan: contradictionTable(evaluation, language),
    },
    keepTogether: ['vd_khoi_ky'],
  };
}

function columns(names: string[], optional: string[] = []) {
  return [...names.map((name) => ({ name })), ...optional.map((name) => ({ name, optional: true }))];
}

function capitals(text: string): string {
  return text.toLocaleUpperCase('vi');
}

function letterhead(evaluation: Evaluation, options: ReportOptions): Record<string, NamedContent> {
  const { plan, unit, from, asOf, targets, footnotes } = evaluation;
  const { language } = options;
  const vi = language === 'vi';
  const title = plan.title[language];
  const count = (status: string): number => targets.filter(({ row }) => row.status === status).length;
  const parts = (
    vi
      ? [
          ['met', 'đạt'],
          ['below', 'chưa đạt'],
          ['pending', 'chưa đến hạn'],
          ['no-data', 'chưa đủ số liệu'],
        ]
      : [
          ['met', 'met'],
          ['below', 'below'],
          ['pending', 'not due yet'],
          ['no-data', 'without data'],
        ]
  )
    .filter(([status]) => count(status!) > 0)
    .map(([status, word]) => `${formatNumber(count(status!))} ${word}`);
  const total = formatNumber(targets.length);
  const sentence = vi
    ? `${unit.shortName} báo cáo kết quả thực hiện từ ngày ${formatDate(from)} đến ngày ${formatDate(asOf)} (số liệu luỹ kế). Trong ${total} chỉ tiêu có ${parts.join(', ')}, cụ thể như sau:`
    : `${unit.shortName} reports its results from ${formatDate(from)} to ${formatDate(asOf)} (cumulative). Of ${total} targets: ${parts.join(', ')}.`;
  const superior = unit.superiorName.replace(/^(Ủy|Uỷ) ban nhân dân/iu, 'UBND');
  const isCommittee = /^(Ủy|Uỷ) ban nhân dân/iu.test(unit.shortName);
  const position = isCommittee
    ? 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH'
    : /^Sở\s/iu.test(unit.shortName)
      ? 'GIÁM ĐỐC'
      : 'THỦ TRƯỞNG ĐƠN VỊ';
  const recipients = options.recipients ?? [
    ...(superior ? [`${superior} (báo cáo)`] : []),
    ...(/^Sở Nội vụ/iu.test(unit.shortName) ? [] : ['Sở Nội vụ (tổng hợp)']),
    'Lưu: VT',
  ];
  const list = recipients.map((name, i) => `- ${name}${i === recipients.length - 1 ? '.' : ';'}`).join('\n');
  const subtitle = vi
    ? `${unit.name} – từ ${formatDate(from)} đến ${formatDate(asOf)} (luỹ kế)`
    : `${unit.name} – ${formatDate(from)} to ${formatDate(asOf)} (cumulative)`;
  const notes = footnotes.map((note) => `- ${note}`).join('\n');
  return {
    vd_co_quan_chu_quan: { value: capitals(superior) },
    vd_co_quan: { value: capitals(unit.shortName) },
    vd_so_ky_hieu: { value: `Số:          /BC-${officeAbbreviation(unit.shortName)}`, ifEmpty: true },
    vd_dia_danh_ngay: { value: `${unit.place}${unit.place ? ', ' : ''}ngày       tháng       năm ………`, ifEmpty: true },
    vd_trich_yeu: {
      value: vi ? `Kết quả thực hiện các chỉ tiêu của ${title}` : `Results on the targets of the ${title}`,
    },
    vd_ky_bao_cao: { value: sentence },
    vd_phu_de: { value: subtitle },
    vd_ghi_chu: { value: notes === '' ? null : `${vi ? 'Ghi chú:' : 'Notes:'}\n${notes}` },
    vd_noi_nhan: { value: list, ifEmpty: options.recipients === undefined },
    vd_chuc_vu: { value: options.signatory?.position ?? position, ifEmpty: options.signatory === undefined },
    vd_nguoi_ky: { value: options.signatory?.name ?? null, ifEmpty: options.signatory === undefined },
  };
}

function settings(evaluation: Evaluation, language: Language): Record<string, NamedContent> {
  const { plan, unit, from, asOf } = evaluation;
  const vi = language === 'vi';
  const calendars = vi
    ? { calendar: 'Tháng dương lịch', government: 'Kỳ báo cáo từ ngày 15 đến ngày 14 (Thông tư 01/2020/TT-VPCP)' }
    : { calendar: 'Calendar months', government: 'Months from the 15th to the 14th (Circular 01/2020/TT-VPCP)' };
  const document = [plan.number, plan.date && formatDate(plan.date), plan.issuer].filter((part) => part !== '');
  return {
    vd_tl_ke_hoach: { value: plan.title[language] },
    vd_tl_van_ban: { value: document.join('; ') },
    vd_tl_don_vi: { value: unit.name },
    vd_tl_ky: { value: `${formatDate(from)} – ${formatDate(asOf)} (${vi ? 'luỹ kế' : 'cumulative'})` },
    vd_tl_lich: { value: calendars[plan.calendar] },
    vd_tl_ngay: { value: formatDate(asOf) },
  };
}

function targetTable({ targets }: Evaluation, language: Language): TableContent {
  return {
    columns: columns(
      [
        'TT',
        'Chỉ tiêu',
        'Căn cứ',
        'Ngưỡng, thời hạn',
        'Tử số',
        'Mẫu số',
        'Kết quả',
        'Chênh lệch',
        'Đánh giá',
        'Còn thiếu',
      ],
      ['Mã chỉ tiêu', 'Giá trị', 'Ngưỡng', 'Mỗi tháng cần'],
    ),
    rows: targets.map((detail, i) => [
      i + 1,
      detail.name[language],
      detail.place,
      thresholdText(detail, language),
      detail.row.numerator,
      detail.row.denominator,
      resultText(detail, language),
      detail.differenceText.replace(/^-/, '−'),
      verdictText(detail, language),
      shortfallText(detail, language),
      detail.row.target,
      detail.row.value,
      detail.row.threshold,
      detail.monthlyPace,
    ]),
  };
}

/** Each indicator as a group with its total, its fields below it; indicators in the order of the plan's targets. */
function fieldTable({ targets, byField }: Evaluation, language: Language): TableContent {
  const rows: CellContent[][] = [];
  const seen = new Set<string>();
  for (const detail of targets) {
    const { row } = detail;
    const fields = byField.filter(({ indicator }) => indicator === row.indicator);
    if (fields.length === 0 || seen.has(row.indicator)) continue;
    seen.add(row.indicator);
    const threshold =
      row.threshold === null ? '' : formatThreshold(row.operator, row.threshold, row.unit_of_measure, language);
    const result = resultText(detail, language);
    rows.push([formatRoman(seen.size), detail.name[language], row.numerator, row.denominator, result, threshold]);
    fields.forEach(({ label, numerator, denominator, value }, i) => {
      const text = value === null ? '–' : formatNumber(value, 2) + unitSuffix(row.unit_of_measure, language);
      rows.push([i + 1, label, numerator, denominator, text, null]);
    });
  }
  if (rows.length === 0) {
    const none = language === 'vi' ? 'Chưa có số liệu theo lĩnh vực' : 'No figures by field';
    rows.push([null, none, null, null, null, null]);
  }
  return {
    columns: columns(['TT', 'Chỉ tiêu, lĩnh vực', 'Tử số', 'Mẫu số', 'Kết quả', 'Ngưỡng']),
    rows,
  };
}

function taskTable({ plan, asOf }: Evaluation, language: Language): TableContent {
  const rows: CellContent[][] = [];
  for (const task of plan.tasks) {
    // A task in parts is a heading; what is to be done stands in its parts.
    if (task.parts.length > 0) rows.push([task.id, task.title, null, null, null, null, null]);
    for (const part of task.parts.length > 0 ? task.parts : [task]) {
      rows.push([
        part.id,
        part.title,
        part.lead.join('; '),
        [...part.executing, ...part.coordinating.filter((name) => !part.executing.includes(name))].join('; '),
        deadlinesText(part.deadlines, language),
        part.result,
        taskState(part.deadlines, asOf, language),
      ]);
    }
  }
  if (rows.length === 0) rows.push([null, language === 'vi' ? 'Văn bản không giao nhiệm vụ' : 'No tasks']);
  return {
    columns: columns(['TT', 'Nhiệm vụ', 'Chủ trì', 'Thực hiện, phối hợp', 'Thời hạn', 'Sản phẩm', 'Đến ngày báo cáo']),
    rows,
  };
}

const LISTS: Readonly<Record<string, string>> = {
  dossiers: 'Hồ sơ',
  payments: 'Thanh toán',
  procedures: 'Danh mục thủ tục',
  results: 'Kết quả giải quyết',
  surveys: 'Phiếu khảo sát',
  visits: 'Lượt giao dịch',
  transfers: 'Luân chuyển hồ sơ',
  observations: 'Số liệu tự theo dõi',
};

function fileTable({ sources }: Evaluation, language: Language): TableContent {
  const vi = language === 'vi';
  const counts = ['read', 'accepted', 'rejected', 'duplicate', 'skipped'] as const;
  const rows: CellContent[][] = sources.map((source, i) => [
    i + 1,
    source.file,
    source.sheet,
    vi ? (LISTS[source.list] ?? source.list) : source.list,
    ...counts.map((count) => source[count]),
    source.sha256,
  ]);
  if (sources.length > 1) {
    const totals = counts.map((count) => sources.reduce((sum, source) => sum + source[count], 0));
    rows.push([null, vi ? 'Tổng số' : 'Total', null, null, ...totals, null]);
  }
  if (rows.length === 0) rows.push([null, vi ? 'Chưa nạp tệp nào' : 'No files', null, null]);
  return {
    columns: columns(
      ['TT', 'Tệp', 'Trang tính', 'Danh sách', 'Đã đọc', 'Nhận', 'Loại', 'Trùng', 'Bỏ qua'],
      ['SHA-256'],
    ),
    rows,
  };
}

function problemTable({ problems }: Evaluation, language: Language): TableContent {
  const vi = language === 'vi';
  const rows: CellContent[][] = problems.map((problem, i) => [
    i + 1,
    problem.file,
    problem.sheet,
    `${problem.message}${problem.rows.length > 0 ? ` (${vi ? 'dòng' : 'rows'} ${formatRows(problem.rows, problem.count)})` : ''}`,
    problem.count,
    problem.severity === 'error' ? (vi ? 'Loại' : 'Rejected') : vi ? 'Lưu ý' : 'Note',
    problem.code,
  ]);
  if (rows.length === 0)
    rows.push([null, null, null, vi ? 'Không có dòng nào bị loại' : 'No row was rejected', null, null]);
  return {
    columns: columns(['TT', 'Tệp', 'Trang tính', 'Lý do, số dòng trong tệp', 'Số dòng', 'Xử lý'], ['Mã']),
    rows,
  };
}

function missingTable({ targets }: Evaluation, language: Language): TableContent {
  const rows: CellContent[][] = targets
    .filter(({ row }) => row.missing.length > 0)
    .map((detail: TargetDetail, i) => [i + 1, detail.name[language], detail.place, detail.row.missing.join('; ')]);
  if (rows.length === 0) {
    rows.push([null, null, null, language === 'vi' ? 'Không thiếu số liệu' : 'Nothing is missing']);
  }
  return { columns: columns(['TT', 'Chỉ tiêu', 'Căn cứ', 'Số liệu còn thiếu']), rows };
}

function definitionTable({ targets }: Evaluation, language: Language): TableContent {
  return {
    columns: columns(['TT', 'Chỉ tiêu', 'Cách tính', 'Căn cứ']),
    rows: targets.map((detail, i) => [i + 1, detail.name[language], detail.definition[language], detail.place]),
  };
}

function contradictionTable({ plan }: Evaluation, language: Language): TableContent {
  const document = plan.number === '' ? plan.shortTitle : plan.number;
  const rows: CellContent[][] = plan.contradictions.map(({ place, finding }, i) => [i + 1, place, document, finding]);
  if (rows.length === 0) rows.push([null, null, null, language === 'vi' ? 'Không có' : 'None']);
  return { columns: columns(['TT', 'Vị trí', 'Văn bản', 'Nội dung chưa thống nhất']), rows };
}
