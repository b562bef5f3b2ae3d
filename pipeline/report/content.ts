import { vietnameseDate } from '../dates.ts';
import type { Evaluation, Status, TargetDetail } from '../evaluate/types.ts';
import { footnoteWords, statusWord } from '../evaluate/words.ts';
import { numberText } from '../numbers.ts';
import { isCommittee, officeAbbreviation, sentence } from './format.ts';
import { officeLines, signingLines } from './heading.ts';
import { withKept } from './kept.ts';
import { APPENDICES, APPENDIX_IDS, type ReportName, type ReportTable, SIGNATURE_BLOCK } from './layout.ts';
import { chartTable, monthTable } from './months.ts';
import type { ReportOptions } from './options.ts';
import { fileTable, missingTable, problemTable } from './source-tables.ts';
import { definitionTable, fieldTable, procedureTable, targetTable } from './target-tables.ts';
import { taskTable } from './task-table.ts';
import type { NamedContent, ReportContent, TableContent } from './types.ts';

/**
 * What goes into the standard template, or into any other with some of its names and tables (`templates/README.md`).
 * Always in Vietnamese: it is an official document of a Vietnamese office.
 */
export function reportContent(evaluation: Evaluation, options: ReportOptions = {}): ReportContent {
  const chart = chartTable(evaluation);
  const procedures = procedureTable(evaluation);
  const tasks = taskTable(evaluation);
  const names: Record<ReportName, NamedContent> = {
    ...heading(evaluation, options),
    vd_nguyen_nhan: { value: null, ifEmpty: true },
    vd_giai_phap: { value: null, ifEmpty: true },
    ...signature(evaluation, options),
    ...settings(evaluation),
    vd_bieu_do_ten: { value: chart.title },
    vd_thu_tuc_ten: { value: procedures.title },
    vd_nhiem_vu_bao_cao: { value: tasks.note },
  };
  const tables: Record<ReportTable, TableContent> = {
    vd_chi_tieu: targetTable(evaluation),
    vd_linh_vuc: fieldTable(evaluation),
    vd_thu_tuc: procedures.table,
    vd_bieu_do: chart.table,
    vd_theo_thang: monthTable(evaluation),
    vd_nhiem_vu: tasks.table,
    vd_tep: fileTable(evaluation),
    vd_loai: problemTable(evaluation),
    vd_thieu: missingTable(evaluation),
    vd_dinh_nghia: definitionTable(evaluation),
  };
  return {
    ...withKept({ names, tables }, options.kept),
    keepTogether: [SIGNATURE_BLOCK],
    appendices: Object.fromEntries(
      APPENDIX_IDS.map((id) => [APPENDICES[id].mark, options.appendices?.includes(id) === true]),
    ),
  };
}

const STATES: readonly Status[] = ['met', 'below', 'pending', 'incomplete', 'no-data'];

/** What a mark in the column of verdicts means. */
const MARKS: readonly { has(detail: TargetDetail): boolean; note: string }[] = [
  {
    has: ({ row }) => row.status === 'incomplete',
    note: 'Chưa đủ kỳ: kỳ tính còn ngày chưa có số liệu, nên chưa kết luận đạt hay chưa đạt.',
  },
  {
    has: ({ row }) => row.unsure,
    note: 'Chưa chắc: số liệu bị loại khi tổng hợp có thể làm thay đổi kết quả.',
  },
];

/** Who reports, top left, with number, place and date. */
function officeHeading(unit: Evaluation['unit'], options: ReportOptions) {
  const offices = officeLines(unit);
  const place = options.place ?? unit.place;
  const number = options.numberPattern ?? `{number}/BC-${officeAbbreviation(unit.shortName)}`;
  return {
    vd_co_quan_chu_quan: { value: offices.above },
    vd_co_quan: { value: offices.own },
    vd_so_ky_hieu: { value: `Số: ${number.replace('{number}', ' '.repeat(9))}`, ifEmpty: true },
    vd_dia_danh_ngay: { value: `${place}${place ? ', ' : ''}ngày       tháng       năm ………`, ifEmpty: true },
  };
}

/** What makes any page of an office an official one: its heading, and who signs. */
export function officePage(unit: Evaluation['unit'], options: ReportOptions = {}): ReportContent['names'] {
  return { ...officeHeading(unit, options), ...signature({ unit }, options) };
}

function heading({ plan, unit, from, asOf, targets, footnotes }: Evaluation, options: ReportOptions) {
  const count = (status: Status): number => targets.filter(({ row }) => row.status === status).length;
  const parts = STATES.filter((status) => count(status) > 0).map(
    (status) => `${numberText(count(status), 'vi')}\u00a0${statusWord(status, 'vi').toLocaleLowerCase('vi')}`,
  );
  const days = `từ ngày ${vietnameseDate(from)} đến ngày ${vietnameseDate(asOf)}`;
  const marks = MARKS.filter(({ has }) => targets.some(has)).map(({ note }) => note);
  const notes = [...footnotes.map((note) => footnoteWords(note, 'vi')), ...marks].map((note) => `- ${note}`).join('\n');
  return {
    ...officeHeading(unit, options),
    vd_trich_yeu: { value: `Kết quả thực hiện các chỉ tiêu của ${plan.title.vi}` },
    vd_ky_bao_cao: {
      value: `${unit.shortName} báo cáo kết quả thực hiện ${days} (số liệu luỹ kế). Trong ${numberText(targets.length, 'vi')} chỉ tiêu có ${parts.join(', ')}, cụ thể như sau:`,
    },
    vd_phu_de: { value: `${unit.name} – từ ${vietnameseDate(from)} đến ${vietnameseDate(asOf)} (luỹ kế)` },
    vd_ghi_chu: { value: notes === '' ? null : `Ghi chú:\n${notes}` },
  };
}

/** Nghị định 30/2020/NĐ-CP, appendix I: `KT. GIÁM ĐỐC` above `PHÓ GIÁM ĐỐC`, the name below. */
function signature({ unit }: Pick<Evaluation, 'unit'>, { signatory, recipients }: ReportOptions) {
  const committee = isCommittee(unit.shortName);
  const superior = committee && unit.superiorName === '' ? 'Văn phòng Chính phủ' : unit.superiorName;
  const list = recipients ?? [
    ...(superior ? [`${superior} (báo cáo)`] : []),
    ...(/^Sở Nội vụ/iu.test(unit.shortName) ? [] : ['Sở Nội vụ (tổng hợp)']),
    'Lưu: VT',
  ];
  const lines = list.map((name, i) => `- ${name}${i === list.length - 1 ? '.' : ';'}`).join('\n');
  return {
    vd_noi_nhan: { value: lines, ifEmpty: true },
    vd_chuc_vu: { value: signingLines(unit.shortName, signatory).join('\n'), ifEmpty: true },
    vd_nguoi_ky: { value: signatory?.name ?? null, ifEmpty: true },
  };
}

const CALENDARS = {
  calendar: 'Tháng dương lịch',
  government: 'Kỳ báo cáo từ ngày 15 đến ngày 14 (Thông tư 01/2020/TT-VPCP)',
} as const;

function settings({ plan, unit, from, asOf }: Evaluation) {
  // A day is written "ngày 19/10/2023", a month "tháng 8/2024": as far as the document gives it.
  const word = ['năm', 'tháng', 'ngày'][plan.date.split('-').length - 1] ?? '';
  const document = [
    plan.number === '' ? 'Không ghi số' : plan.number,
    plan.date && `${word} ${vietnameseDate(plan.date)}`,
    plan.issuer && `của ${plan.issuer}`,
  ];
  const basis = [...plan.replaces.map((one) => `thay thế ${one}`), ...plan.basedOn.map((one) => `căn cứ ${one}`)].join(
    '; ',
  );
  return {
    vd_tl_ke_hoach: { value: plan.title.vi },
    vd_tl_van_ban: { value: document.filter((part) => part !== '').join(plan.number === '' ? ', ' : ' ') },
    vd_tl_can_cu: { value: basis === '' ? '–' : sentence(basis) },
    vd_tl_don_vi: { value: unit.name },
    vd_tl_ky: { value: `${vietnameseDate(from)} – ${vietnameseDate(asOf)} (luỹ kế)` },
    vd_tl_lich: { value: CALENDARS[plan.calendar] },
    vd_tl_ngay: { value: vietnameseDate(asOf) },
  };
}
