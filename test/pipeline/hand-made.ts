import { shippedLibrary } from '../../pipeline/cli/library.ts';
import type { ListId } from '../../pipeline/lists.ts';

/** Column id → cell, as an export would write it. */
export type Row = Readonly<Record<string, string>>;
export type Records = Readonly<Record<ListId, readonly Row[]>>;

const UNIT = 'Sở Giáo dục và Đào tạo';

const dossier = (
  n: number,
  procedure: number,
  channel: string,
  level: string,
  received_at: string,
  due_at: string,
  finished_at: string,
  status: string,
  fee_amount: string,
  reused_documents: string,
): Row => ({
  dossier_code: `H06.10-24-000${n}`,
  procedure_code: `1.00000${procedure}`,
  field_name: procedure < 3 ? 'Giáo dục Trung học' : 'Văn bằng, chứng chỉ',
  unit_name: UNIT,
  channel,
  service_level: level,
  received_at,
  due_at,
  finished_at,
  status,
  fee_amount,
  reused_documents,
});

const procedure = (n: number, level: string, flags: string, valid_from: string, valid_to: string): Row => {
  const has = (flag: string): string => (flags.includes(flag) ? 'Có' : 'Không');
  return {
    procedure_code: `1.00000${n}`,
    field_name: n < 3 ? 'Giáo dục Trung học' : 'Văn bằng, chứng chỉ',
    unit_name: UNIT,
    service_level: level,
    eligible_online: has('o'),
    eligible_full: has('f'),
    has_fee: has('$'),
    payable_online: has('p'),
    mobile: has('m'),
    digital_signature: has('s'),
    published: has('c'),
    valid_from,
    valid_to,
  };
};

const payment = (n: number, of: Row | undefined, paid_at: string, payment_method: string, status: string): Row => ({
  transaction_code: `GD${n}`,
  dossier_code: of?.['dossier_code'] ?? '',
  procedure_code: of?.['procedure_code'] ?? '',
  unit_name: UNIT,
  paid_at,
  amount: '50.000',
  payment_method,
  payment_status: status,
});

const result = (n: number, issued_at: string, expires_at: string, digitised_at: string, signed_at: string): Row => ({
  result_code: `${n}/GCN-SGDĐT`,
  dossier_code: '',
  procedure_code: '1.000001',
  unit_name: UNIT,
  issued_at,
  expires_at,
  digitised_at,
  signed_at,
});

const answer = (n: number, scope: string, rating: string): Row => ({
  survey_code: `P${n}`,
  answered_at: `0${n}/04/2024 09:00`,
  unit_name: UNIT,
  scope,
  rating,
});

const visit = (n: number, taken: string, called: string, finished: string): Row => ({
  ticket: `A00${n}`,
  unit_name: UNIT,
  taken_at: `15/04/2024 ${taken}`,
  called_at: called === '' ? '' : `15/04/2024 ${called}`,
  finished_at: finished === '' ? '' : `15/04/2024 ${finished}`,
});

const transfer = (n: number, method: string): Row => ({
  dossier_code: `H06.10-24-000${n}`,
  from_unit_name: UNIT,
  to_unit_name: 'Phòng Giáo dục Trung học',
  transferred_at: `0${n}/03/2024 10:00`,
  method,
});

/** Indicators that are kept by hand, in the catalogue's order. */
export const OBSERVED: readonly string[] = [...shippedLibrary().indicators.values()]
  .filter(({ rule }) => rule.kind.startsWith('observed-'))
  .map(({ id }) => id);

/** Of the n-th observed indicator: 10 + n of 100 + n; counts have no denominator; the desk has two officers. */
function observation(indicator: string, n: number): Row {
  const share = shippedLibrary().indicators.get(indicator)?.rule.kind === 'observed-share';
  return {
    indicator,
    unit_name: UNIT,
    period_end: '31/05/2024',
    numerator: indicator === 'one_stop_officers' ? '2' : String(10 + n),
    denominator: share ? String(100 + n) : '',
    source: 'Phòng Tổ chức cán bộ',
  };
}

const DOSSIERS: readonly Row[] = [
  dossier(1, 1, 'Trực tuyến từ xa', '', '05/02/2024', '20/02/2024', '15/02/2024', '10', '50000', 'Có'),
  dossier(2, 1, 'Trực tiếp', '', '06/02/2024', '21/02/2024', '21/02/2024', '10', '50000', ''),
  dossier(3, 2, 'Trực tuyến từ xa', 'Một phần', '10/03/2024', '20/03/2024', '22/03/2024', '10', '20000', 'Có'),
  dossier(4, 2, 'Trực tuyến tại quầy', '', '12/03/2024', '22/03/2024', '', '4', '20000', ''),
  dossier(5, 3, 'Trực tiếp', 'Cung cấp thông tin', '02/04/2024', '', '03/04/2024', '10', '0', ''),
  dossier(6, 4, 'Trực tiếp', '', '03/05/2024', '30/05/2024', '', '4', '30000', ''),
  // Newly filed: not taken in.
  dossier(7, 4, 'Trực tuyến từ xa', '', '04/05/2024', '30/05/2024', '', '1', '10000', ''),
  // Taken in before the period, finished in it.
  dossier(8, 1, 'Trực tuyến từ xa', 'Toàn trình', '20/12/2023', '05/01/2024', '04/01/2024', '10', '50000', ''),
];

/** A department's half year, small enough to count by hand. Reported from 1/1/2024 to 30/6/2024. */
export const RECORDS: Records = {
  dossiers: DOSSIERS,
  payments: [
    payment(1, DOSSIERS[0], '05/02/2024', 'Cổng DVC tỉnh', 'Thành công'),
    payment(2, DOSSIERS[1], '06/02/2024', 'Tiền mặt', 'Thành công'),
    payment(3, DOSSIERS[3], '12/03/2024', 'Cổng DVC quốc gia', 'Thành công'),
    payment(4, DOSSIERS[2], '10/03/2024', 'Cổng DVC quốc gia', 'Thất bại'),
    payment(5, DOSSIERS[2], '11/03/2024', 'Chuyển khoản', 'Thành công'),
    payment(6, DOSSIERS[7], '20/12/2023', 'Cổng DVC tỉnh', 'Thành công'),
  ],
  procedures: [
    procedure(1, 'Toàn trình', 'o f $ p m s c', '01/01/2020', ''),
    procedure(2, 'Một phần', 'o f $ c', '01/01/2020', ''),
    procedure(3, 'Cung cấp thông tin', 'o', '01/01/2020', ''),
    procedure(4, 'Toàn trình', '$ p m c', '01/01/2020', ''),
    procedure(5, 'Toàn trình', 'o f $', '01/01/2020', '31/12/2023'),
  ],
  results: [
    result(1, '15/02/2024', '', '16/02/2024', '16/02/2024'),
    result(2, '21/02/2024', '', '22/02/2024', ''),
    result(3, '10/10/2022', '31/12/2025', '', ''),
    result(4, '01/01/2020', '30/05/2024', '02/01/2020', '02/01/2020'),
    result(5, '05/01/2024', '', '', ''),
  ],
  surveys: [
    answer(1, 'Giải quyết TTHC', 'Rất hài lòng'),
    answer(2, 'Giải quyết TTHC', 'Hài lòng'),
    answer(3, 'Giải quyết TTHC', 'Không hài lòng'),
    answer(4, 'Dịch vụ giáo dục công', 'Hài lòng'),
    answer(5, 'Dịch vụ giáo dục công', 'Bình thường'),
    answer(6, 'Giải quyết TTHC', ''),
  ],
  visits: [
    visit(1, '07:30:00', '07:40:00', '08:00:00'),
    visit(2, '08:00:00', '08:05:30', '08:20:30'),
    visit(3, '09:00:00', '', ''),
  ],
  transfers: [transfer(1, 'Điện tử'), transfer(2, 'Giấy'), transfer(3, 'Điện tử')],
  observations: [
    ...OBSERVED.map(observation),
    { ...observation('public_service_units', 190), period_end: '31/12/2021' },
  ],
};

/** A list as a CSV export: the first header that the catalogue knows for each column that the records have. */
export function csvOf(list: ListId, rows: readonly Row[]): string {
  const definition = shippedLibrary().columns.lists.find(({ id }) => id === list);
  if (definition === undefined) throw new Error(`no list ${list}`);
  const columns = definition.columns.filter(({ id }) => rows.some((row) => id in row));
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [
    line(columns.map(({ headers }) => headers[0] ?? '')),
    ...rows.map((row) => line(columns.map(({ id }) => row[id] ?? ''))),
  ].join('\r\n');
}

/** The records with one cell of one record (counted from 1) changed. */
export function changed(list: ListId, number: number, change: Row): Records {
  const rows = RECORDS[list];
  if (rows[number - 1] === undefined) throw new Error(`${list} has no record ${number}`);
  return { ...RECORDS, [list]: rows.map((row, index) => (index === number - 1 ? { ...row, ...change } : row)) };
}
