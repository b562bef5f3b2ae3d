import type { Observation, SampleFile, SampleRow } from './records.ts';
import { PORTAL_COLUMNS, style } from './sheets.ts';

type Kept = [indicator: string, periodEnd: string, numerator: number, denominator: number | null];

const UNIT = 'brvt-sgddt';

/** What no portal counts and the office keeps by hand; some of it only from later years on. */
const HAND_KEPT: Kept[] = [
  ['guidance_documents_reviewed_rate', '2022-12-31', 11, 12],
  ['guidance_documents_reviewed_rate', '2023-12-31', 14, 14],
  ['legal_documents_self_checked_rate', '2022-06-15', 9, 10],
  ['legal_documents_self_checked_rate', '2023-12-31', 12, 12],
  ['legal_documents_compliant_rate', '2022-12-31', 7, 7],
  ['drafts_commented_on_time_rate', '2022-12-31', 39, 41],
  ['drafts_commented_on_time_rate', '2024-06-30', 20, 20],
  // Nothing was found wrong, so there was nothing to handle.
  ['legal_findings_handled_rate', '2022-12-31', 0, 0],
  ['legal_findings_handled_rate', '2023-12-31', 3, 4],
  // Somebody forgot the denominator.
  ['staff_structure_rate', '2022-12-31', 52, null],
  ['staff_structure_rate', '2023-12-31', 58, 60],
  ['staff_in_position_rate', '2023-06-30', 57, 60],
  ['staff_in_position_rate', '2024-11-30', 60, 60],
  // The day after a reporting date: not yet known then.
  ['staff_in_position_rate', '2024-12-01', 59, 60],
  ['managers_by_exam_rate', '2023-12-31', 5, 9],
  ['self_financing_unit_rate', '2022-12-31', 7, 41],
  ['self_financing_unit_rate', '2024-09-30', 8, 40],
  ['financial_autonomy_unit_rate', '2022-12-31', 40, 41],
  ['financial_autonomy_unit_rate', '2024-09-30', 40, 40],
  ['work_files_online_rate', '2022-12-31', 1640, 2000],
  ['work_files_online_rate', '2023-12-31', 1799, 2000],
  ['work_files_online_rate', '2024-11-30', 1830, 2000],
  ['digital_inspection_rate', '2023-12-31', 9, 20],
  // Exactly a half, where more than a half is asked.
  ['digital_inspection_rate', '2024-11-15', 10, 20],
  ['signatures_issued_rate', '2023-12-31', 120, 121],
  ['public_service_units', '2021-12-31', 60, null],
  ['public_service_units', '2022-12-31', 58, null],
  ['public_service_units', '2023-12-31', 55, null],
  // Exactly ten per cent fewer than 60.
  ['public_service_units', '2024-11-30', 54, null],
  ['public_service_payroll', '2020-12-31', 3100, null],
  ['public_service_payroll', '2021-10-31', 3000, null],
  ['public_service_payroll', '2022-12-31', 2930, null],
  ['public_service_payroll', '2024-06-30', 2750, null],
];

const PROVINCE: Kept[] = [
  ['paperless_pilot_procedures', '2023-10-30', 1, null],
  ['paperless_pilot_procedures', '2023-11-08', 2, null],
  ['notification_channels', '2023-10-31', 2, null],
  ['notification_channels', '2023-11-30', 3, null],
  ['notification_channels', '2023-12-01', 4, null],
];

const observation = (unit: string, [indicator, period_end, numerator, denominator]: Kept): Observation => ({
  indicator,
  unit,
  period_end,
  numerator,
  denominator,
  source: 'Báo cáo của đơn vị',
});
const rows = (unit: string, kept: Kept[]): SampleRow<'observations'>[] =>
  kept.map((one) => ({ record: observation(unit, one) }));

export function observationFiles(): SampleFile[] {
  const until2022 = HAND_KEPT.filter(([, day]) => day <= '2022-12-31');
  const later = HAND_KEPT.filter(([, day]) => day > '2022-12-31');
  const broken: SampleRow<'observations'>[] = [
    {
      record: observation(UNIT, ['managers_by_exam_rate', '2022-12-31', 4, 9]),
      cells: { numerator: '' },
      rejected: 'no numerator',
    },
    {
      record: observation(UNIT, ['managers_by_exam_rate', '2022-12-31', 4, 9]),
      cells: { period_end: '' },
      rejected: 'no date',
    },
  ];
  const sheet = { list: 'observations' as const, columns: PORTAL_COLUMNS.observations };
  return [
    {
      path: 'brvt-2021-2025/so-lieu-tu-theo-doi-2021-2022.xlsx',
      format: { kind: 'xlsx' },
      traps: [
        'observations without numerator or date',
        'a denominator of 0',
        'a rate without its denominator',
        'date cells',
      ],
      sheets: [
        {
          ...sheet,
          name: 'Số liệu',
          rows: [...rows(UNIT, until2022), ...broken],
          style: style({ dates: 'cell' }),
          dress: { titles: ['SỐ LIỆU TỰ THEO DÕI', ''], serial: true },
        },
      ],
    },
    {
      path: 'brvt-2021-2025/so-lieu-tu-theo-doi-2023-2024.csv',
      format: { kind: 'csv', encoding: 'utf8-bom', separator: ';' },
      traps: [
        'an observation dated after the reporting date',
        'change of exactly -10 %',
        'exactly 50 % where more is asked',
      ],
      sheets: [{ ...sheet, name: 'SL', rows: rows(UNIT, later), style: style({ dates: 'slash' }), dress: {} }],
    },
    {
      path: 'brvt-2023/so-lieu-tu-theo-doi-ubnd-tinh-2023.csv',
      format: { kind: 'csv', encoding: 'utf8', separator: ',' },
      traps: ['a count exactly at its threshold'],
      sheets: [{ ...sheet, name: 'SL', rows: rows('brvt', PROVINCE), style: style({ dates: 'slash' }), dress: {} }],
    },
  ];
}
