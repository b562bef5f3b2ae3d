import { PEOPLE } from './personal.ts';
import type {
  AnySheet,
  Dossier,
  Observation,
  Payment,
  Procedure,
  Result,
  SampleFile,
  Transfer,
  Visit,
} from './records.ts';
import { PORTAL_COLUMNS, style, without } from './sheets.ts';

/** Records by hand, for tests that need few of them: each is plain and good, a test says what is odd about it. */
export const UNIT = 'brvt-sgddt';

export const dossier = (n: number, own: Partial<Dossier> = {}): Dossier => ({
  dossier_code: `H06.23-240105-${n}`,
  procedure_code: '1.000001',
  procedure_name: '',
  field_name: '',
  unit: UNIT,
  channel: 'online',
  service_level: 'full',
  submitted_at: '',
  received_at: '2024-01-05 08:00:00',
  due_at: '',
  finished_at: '',
  returned_at: '',
  status: 4,
  fee_amount: 0,
  payment_method: 'none',
  reused_documents: false,
  supplement_requests: 0,
  person: PEOPLE[0] ?? { name: '', id: '', phone: '', address: '' },
  ...own,
});

export const procedure = (code: string, own: Partial<Procedure> = {}): Procedure => ({
  procedure_code: code,
  procedure_name: '',
  field_name: '',
  unit: UNIT,
  administrative_level: 'province',
  service_level: 'full',
  eligible_online: true,
  eligible_full: true,
  has_fee: true,
  payable_online: true,
  mobile: true,
  digital_signature: true,
  published: true,
  valid_from: '2021-01-01',
  valid_to: '',
  ...own,
});

export const payment = (code: string, dossierCode: string, own: Partial<Payment> = {}): Payment => ({
  transaction_code: code,
  dossier_code: dossierCode,
  procedure_code: '1.000001',
  unit: UNIT,
  paid_at: '2024-02-01 09:00:00',
  amount: 50_000,
  payment_method: 'portal',
  payment_status: 'success',
  ...own,
});

export const result = (code: string, own: Partial<Result> = {}): Result => ({
  result_code: code,
  dossier_code: '',
  procedure_code: '',
  unit: UNIT,
  issued_at: '2024-03-01',
  expires_at: '',
  digitised_at: '',
  signed_at: '',
  ...own,
});

export const visit = (ticket: string, called: string, finished: string): Visit => ({
  ticket,
  unit: UNIT,
  taken_at: '2024-05-06 08:00:00',
  called_at: called,
  finished_at: finished,
});

export const transfer = (dossierCode: string, own: Partial<Transfer> = {}): Transfer => ({
  dossier_code: dossierCode,
  unit: UNIT,
  to_unit_name: 'Văn phòng Sở',
  transferred_at: '2024-03-01 08:00:00',
  method: 'electronic',
  ...own,
});

export const observation = (
  indicator: string,
  period_end: string,
  numerator: number,
  denominator: number | null,
): Observation => ({
  indicator,
  unit: UNIT,
  period_end,
  numerator,
  denominator,
  source: '',
});

export type Rows = Partial<{ [S in AnySheet as S['list']]: S['rows'] }>;

export function fileOf(path: string, rows: Rows, lacking: string[] = []): SampleFile {
  const common = { name: 'S', style: style(), dress: {} };
  const sheets: AnySheet[] = [];
  const columns = (list: AnySheet['list']) => without(PORTAL_COLUMNS[list], ...lacking);
  if (rows.dossiers) sheets.push({ ...common, list: 'dossiers', columns: columns('dossiers'), rows: rows.dossiers });
  if (rows.procedures)
    sheets.push({ ...common, list: 'procedures', columns: columns('procedures'), rows: rows.procedures });
  if (rows.payments) sheets.push({ ...common, list: 'payments', columns: columns('payments'), rows: rows.payments });
  if (rows.results) sheets.push({ ...common, list: 'results', columns: columns('results'), rows: rows.results });
  if (rows.visits) sheets.push({ ...common, list: 'visits', columns: columns('visits'), rows: rows.visits });
  if (rows.transfers)
    sheets.push({ ...common, list: 'transfers', columns: columns('transfers'), rows: rows.transfers });
  if (rows.observations)
    sheets.push({ ...common, list: 'observations', columns: columns('observations'), rows: rows.observations });
  return { path, format: { kind: 'xlsx' }, sheets, traps: [] };
}
