import type { Operator } from '../../pipeline/library/plans/types.ts';

/** What a plan demands, taken from the plan documents by hand: not from the pipeline's YAML, which is to be judged. */
export interface SampleTarget {
  target: string;
  indicator: string;
  operator: Operator;
  unitOfMeasure: string;
  /** Thresholds with their dates, in order of time. Empty for a yearly increase. */
  milestones: [value: number, due: string][];
  aspiration?: true;
  /** The year whose newest observation is the base of a change. */
  baseYear?: number;
  /** Per cent points more than the year before, up to a cap, from this year on. */
  yearly?: { step: number; cap: number; from: number };
}

type Milestones = SampleTarget['milestones'];
type More = Pick<SampleTarget, 'aspiration' | 'baseYear' | 'yearly'>;

const target =
  (unitOfMeasure: string) =>
  (name: string, indicator: string, operator: Operator, milestones: Milestones, more: More = {}): SampleTarget => ({
    target: name,
    indicator,
    operator,
    unitOfMeasure,
    milestones,
    ...more,
  });
const percent = target('percent');
const change = target('percent-change');
const count = target('count');
const minutes = target('minutes');
const perOfficer = target('dossiers per officer-year');

export const PLAN_TARGETS: Readonly<Record<string, readonly SampleTarget[]>> = {
  'brvt-sgddt-2024': [
    percent('full-service-coverage', 'full_service_coverage', '>=', [[80, '2024-11-30']]),
    percent('remote-online', 'remote_online_rate', '>=', [[70, '2024-11-30']]),
    percent('full-online', 'full_online_rate', '>=', [[50, '2024-11-30']]),
    percent('online-payment', 'online_payment_dossier_rate', '>', [[85, '2024-11-30']]),
    percent('services-used-online', 'services_used_online_rate', '>', [[80, '2024-11-30']]),
    percent('digital-signature-services', 'digital_signature_service_rate', '>=', [[100, '2024-11-30']], {
      aspiration: true,
    }),
    percent('results-digitised-signed', 'results_signed_rate', '>=', [[100, '2024-11-30']]),
  ],
  'brvt-ubnd-2023': [
    percent('remote-online', 'remote_online_rate', '>=', [[50, '2023-11-30']]),
    percent('all-online', 'online_rate', '>=', [[100, '2023-11-30']], { aspiration: true }),
    percent('online-coverage', 'online_coverage', '>=', [[80, '2023-11-30']]),
    percent('payment-transactions', 'online_payment_transaction_rate', '>=', [[30, '2023-11-30']]),
    percent('payable-online', 'payable_online_coverage', '>=', [[60, '2023-11-30']]),
    percent('procedures-paid-online', 'procedures_with_online_payment_rate', '>=', [[50, '2023-11-30']]),
    percent('dossiers-paid-online', 'dossiers_with_online_payment_rate', '>=', [[30, '2023-11-30']]),
    count('paperless-pilot', 'paperless_pilot_procedures', '>=', [[2, '2023-11-10']]),
    count('notification-channels', 'notification_channels', '>=', [[3, '2023-11-30']]),
  ],
  'brvt-sgddt-2021-2025': [
    percent('satisfaction-education', 'satisfaction_education_rate', '>=', [[85, '2025-12-31']]),
    percent('guidance-reviewed', 'guidance_documents_reviewed_rate', '>=', [[100, '2025-12-31']]),
    percent('legal-self-checked', 'legal_documents_self_checked_rate', '>=', [[100, '2025-12-31']]),
    percent('legal-drafted-correctly', 'legal_documents_compliant_rate', '>=', [[100, '2025-12-31']]),
    percent('drafts-commented-on-time', 'drafts_commented_on_time_rate', '>=', [[100, '2025-12-31']]),
    percent('legal-findings-handled', 'legal_findings_handled_rate', '>=', [[100, '2025-12-31']]),
    percent('internal-electronic-2023', 'internal_electronic_rate', '>=', [[70, '2023-12-31']]),
    percent('internal-electronic-2025', 'internal_electronic_rate', '>=', [[80, '2025-12-31']]),
    percent('payable-online', 'payable_online_coverage', '>=', [[80, '2025-12-31']]),
    percent('payment-transactions', 'online_payment_transaction_rate', '>=', [[30, '2025-12-31']]),
    percent('results-digitised', 'results_digitised_rate', '>=', [
      [30, '2022-12-31'],
      [50, '2023-12-31'],
      [70, '2024-12-31'],
      [90, '2025-12-31'],
    ]),
    percent('satisfaction-2023', 'satisfaction_rate', '>=', [[85, '2023-12-31']]),
    percent('satisfaction-2025', 'satisfaction_rate', '>=', [[90, '2025-12-31']]),
    percent('on-time', 'on_time_rate', '>=', [[98, '2025-12-31']]),
    percent('procedures-published', 'procedures_published_rate', '>=', [[100, '2025-12-31']]),
    percent('no-resubmission', 'no_resubmission_rate', '>=', [[80, '2025-12-31']]),
    change('units-reduced', 'public_service_units', '<=', [[-10, '2025-12-31']], { baseYear: 2021 }),
    change('payroll-reduced', 'public_service_payroll', '<=', [[-10, '2025-12-31']], { baseYear: 2021 }),
    percent('staff-structure', 'staff_structure_rate', '>=', [[100, '2025-12-31']]),
    percent('staff-in-position', 'staff_in_position_rate', '>=', [[100, '2025-12-31']]),
    percent('managers-by-exam', 'managers_by_exam_rate', '>=', [[100, '2025-12-31']], { aspiration: true }),
    percent('self-financing-units', 'self_financing_unit_rate', '>=', [[20, '2025-12-31']]),
    percent('autonomy-units', 'financial_autonomy_unit_rate', '>=', [[100, '2025-12-31']]),
    percent('work-files-online', 'work_files_online_rate', '>=', [[90, '2025-12-31']]),
    percent('digital-inspection', 'digital_inspection_rate', '>', [[50, '2025-12-31']]),
    percent('online-coverage-eligible', 'online_coverage_eligible', '>=', [[100, '2025-12-31']]),
    percent('online-level34-2023', 'online_rate', '>=', [[30, '2023-12-31']]),
    percent('online-level34-2025', 'online_rate', '>=', [[50, '2025-12-31']]),
    percent('multi-device', 'multi_device_service_rate', '>=', [[90, '2025-12-31']]),
    percent('signatures-issued', 'signatures_issued_rate', '>=', [[100, '2025-12-31']]),
  ],
  'brvt-sgddt-2022': [
    percent('services-with-dossiers', 'services_with_dossiers_rate', '>=', [
      [50, '2022-09-30'],
      [65, '2022-10-31'],
      [80, '2022-11-30'],
    ]),
    percent('online-dossiers', 'online_rate', '>=', [
      [30, '2022-09-30'],
      [45, '2022-10-31'],
      [60, '2022-11-30'],
    ]),
  ],
  'gialai-sgddt-2021-2025': [
    percent('internal-electronic', 'internal_electronic_rate', '>=', [[80, '2023-07-31']]),
    percent('results-digitised-2021', 'results_digitised_rate', '>=', [[30, '2021-12-19']]),
    percent('results-digitised-2022q1', 'results_digitised_rate', '>=', [[50, '2022-03-19']]),
    percent('results-signed-yearly', 'results_signed_rate', '>=', [], { yearly: { step: 20, cap: 100, from: 2023 } }),
    percent('results-digitised-all', 'results_digitised_rate', '>=', [[100, '2024-01-31']]),
    minutes('waiting-2022', 'waiting_minutes', '<=', [[30, '2022-09-30']]),
    minutes('waiting-2024', 'waiting_minutes', '<=', [[15, '2024-01-31']]),
    minutes('handling', 'handling_minutes', '<=', [[30, '2024-02-29']]),
    perOfficer('productivity', 'dossiers_per_officer_year', '>=', [[1600, '2024-05-31']]),
    percent('no-resubmission', 'no_resubmission_rate', '>=', [[30, '2022-12-31']]),
    percent('online-dossiers', 'online_rate', '>=', [[50, '2023-05-31']]),
    percent('satisfaction', 'satisfaction_rate', '>=', [[95, '2025-12-31']]),
  ],
};
