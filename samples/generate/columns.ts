import type { ListId } from '../../pipeline/lists.ts';
import { packed, serialOf, slashed } from './days.ts';
import { toTcvn3, toVni } from './legacy.ts';
import type {
  AnySheet,
  Cell,
  Channel,
  Level,
  PaymentMethod,
  Records,
  SampleRow,
  SampleSheet,
  Style,
} from './records.ts';
import { unitOf } from './units.ts';

const CHANNELS: Record<Style['words'], Record<Channel, string>> = {
  portal: { online: 'Trực tuyến', assisted: 'Trực tuyến tại quầy', counter: 'Trực tiếp', postal: 'BCCI' },
  old: { online: 'Nộp trực tuyến', assisted: 'Nộp hộ', counter: 'Trực tiếp', postal: 'Bưu chính công ích' },
  // The national codes have no word for help at the counter.
  digits: { online: '2', assisted: '', counter: '1', postal: '3' },
};
const LEVELS: Record<Style['words'], Record<Level, string>> = {
  portal: { full: 'Toàn trình', partial: 'Một phần', information: 'Cung cấp thông tin' },
  old: { full: 'Mức độ 4', partial: 'Mức độ 3', information: 'Mức độ 2' },
  digits: { full: '4', partial: '3', information: '2' },
};
const STATUSES = [
  '',
  'Mới đăng ký',
  'Được tiếp nhận',
  'Không được tiếp nhận',
  'Đang xử lý',
  'Yêu cầu bổ sung giấy tờ',
  'Yêu cầu thực hiện nghĩa vụ tài chính',
  'Công dân yêu cầu rút hồ sơ',
  'Dừng xử lý',
  'Đã xử lý xong',
  'Đã trả kết quả',
];
const OLD_STATUSES = [
  '',
  'Mới đăng ký',
  'Đã tiếp nhận',
  'Từ chối',
  'Đang xử lý',
  'Chờ bổ sung',
  'Yêu cầu thực hiện nghĩa vụ tài chính',
  'Rút hồ sơ',
  'Dừng xử lý',
  'Đã xử lý xong',
  'Đã trả kết quả',
];
const METHODS: Record<Style['words'], Record<PaymentMethod, string[]>> = {
  portal: { portal: ['Cổng DVC quốc gia', 'Cổng DVC tỉnh'], offline: ['Tiền mặt', 'Chuyển khoản'], none: [''] },
  old: { portal: ['Trực tuyến', 'Thanh toán trực tuyến'], offline: ['Tiền mặt'], none: ['Chưa thanh toán'] },
  digits: { portal: ['1', '2'], offline: ['3'], none: ['0'] },
};
const OUTCOMES = {
  success: ['Thành công', 'Đã thanh toán'],
  failed: ['Thất bại'],
  cancelled: ['Hủy'],
  refund: ['Hoàn tiền'],
};
const RATINGS = ['', 'Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'];
const ADMINISTRATIVE = { province: 'Cấp tỉnh', district: 'Cấp huyện', commune: 'Cấp xã' };

/** A choice that depends on the row's place only, so that variants alternate and the bytes stay the same. */
const turn = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

function grouped(amount: number, separator: string): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, separator);
}

function moneyCell(amount: number | null, style: Style, index: number): Cell {
  if (amount === null) return '';
  if (style.money === 'number') return amount;
  if (style.money === 'dong') return index % 3 === 0 ? `${grouped(amount, '.')} đ` : grouped(amount, '.');
  return grouped(amount, style.money === 'comma' ? ',' : '.');
}

function dateCell(local: string, style: Style, index: number): Cell {
  if (local === '') return '';
  const time = local.length > 10 ? local.slice(11) : '';
  switch (style.dates) {
    case 'slash':
      return slashed(local);
    case 'slash-time':
      return time ? `${slashed(local)} ${time}` : slashed(local);
    case 'slash-minutes':
      return time ? `${slashed(local)} ${time.slice(0, 5)}` : slashed(local);
    case 'packed':
      return packed(local);
    case 'serial':
      return serialOf(local);
    case 'cell':
      return { date: local };
    case 'mixed':
      return index % 3 === 0 ? serialOf(local) : time ? `${slashed(local)} ${time}` : slashed(local);
  }
}

function procedureCell(code: string, unit: string, style: Style, index: number): string {
  if (code === '') return '';
  const province = unitOf(unit).agency.slice(0, 3);
  const spellings = [code, `${code}.${province}`, `${code}.000.00.00.${province}`];
  return style.codes === 'mixed'
    ? turn(spellings, index)
    : (spellings[['plain', 'province', 'long'].indexOf(style.codes)] ?? code);
}

function unitCell(unit: string, style: Style): string {
  const named = unitOf(unit);
  if (style.unit === 'full') return named.full;
  return style.unit === 'capitals' ? (named.spellings[0] ?? named.full) : named.bare;
}

const yesNo = (yes: boolean, style: Style, index: number): string =>
  style.words === 'digits'
    ? yes
      ? turn(['1', '2'], index)
      : '0'
    : style.words === 'old'
      ? yes
        ? 'x'
        : ''
      : yes
        ? 'Có'
        : 'Không';

type Write<T> = (record: T, style: Style, index: number) => Cell;

const date =
  <T>(get: (record: T) => string): Write<T> =>
  (record, style, index) =>
    dateCell(get(record), style, index);
const day =
  <T>(get: (record: T) => string): Write<T> =>
  (record, style, index) =>
    dateCell(get(record).slice(0, 10), style, index);

const WRITERS: { [L in ListId]: Record<string, Write<Records[L]>> } = {
  dossiers: {
    dossier_code: (d) => d.dossier_code,
    procedure_code: (d, style, i) => procedureCell(d.procedure_code, d.unit, style, i),
    procedure_name: (d) => d.procedure_name,
    field_name: (d) => d.field_name,
    unit: (d, style) => unitCell(d.unit, style),
    channel: (d, style) => {
      const word = CHANNELS[style.words][d.channel];
      if (word === '') throw new RangeError(`${d.dossier_code}: national codes cannot say ${d.channel}`);
      return word;
    },
    service_level: (d, style) => (d.service_level === '' ? '' : LEVELS[style.words][d.service_level]),
    submitted_at: date((d) => d.submitted_at),
    received_at: date((d) => d.received_at),
    due_at: date((d) => d.due_at),
    finished_at: date((d) => d.finished_at),
    returned_at: date((d) => d.returned_at),
    status: (d, style) =>
      d.status === null
        ? ''
        : style.words === 'digits'
          ? String(d.status)
          : ((style.words === 'old' ? OLD_STATUSES : STATUSES)[d.status] ?? ''),
    fee_amount: (d, style, i) => moneyCell(d.fee_amount, style, i),
    payment_method: (d, style, i) => turn(METHODS[style.words][d.payment_method], i),
    reused_documents: (d, style, i) => yesNo(d.reused_documents, style, i),
    supplement_requests: (d) => String(d.supplement_requests),
    applicant: (d) => d.person.name,
    applicant_id: (d, style) => (style.lostZeros ? Number(d.person.id) : d.person.id),
    applicant_phone: (d, style) => (style.lostZeros ? Number(d.person.phone) : d.person.phone),
    applicant_address: (d) => d.person.address,
  },
  payments: {
    transaction_code: (p) => p.transaction_code,
    dossier_code: (p) => p.dossier_code,
    procedure_code: (p, style, i) => procedureCell(p.procedure_code, p.unit, style, i),
    unit: (p, style) => unitCell(p.unit, style),
    paid_at: date((p) => p.paid_at),
    amount: (p, style, i) => moneyCell(p.amount, style, i),
    payment_method: (p, style, i) => turn(METHODS[style.words][p.payment_method], i),
    payment_status: (p, _style, i) => turn(OUTCOMES[p.payment_status], i),
  },
  procedures: {
    procedure_code: (p, style, i) => procedureCell(p.procedure_code, p.unit, style, i),
    procedure_name: (p) => p.procedure_name,
    field_name: (p) => p.field_name,
    unit: (p, style) => unitCell(p.unit, style),
    administrative_level: (p) => ADMINISTRATIVE[p.administrative_level],
    service_level: (p, style) => LEVELS[style.words][p.service_level],
    eligible_online: (p, style, i) => yesNo(p.eligible_online, style, i),
    eligible_full: (p, style, i) => yesNo(p.eligible_full, style, i),
    has_fee: (p, style, i) => yesNo(p.has_fee, style, i),
    payable_online: (p, style, i) => yesNo(p.payable_online, style, i),
    mobile: (p, style, i) => yesNo(p.mobile, style, i),
    digital_signature: (p, style, i) => yesNo(p.digital_signature, style, i),
    published: (p, style, i) => yesNo(p.published, style, i),
    valid_from: day((p) => p.valid_from),
    valid_to: day((p) => p.valid_to),
  },
  results: {
    result_code: (r) => r.result_code,
    dossier_code: (r) => r.dossier_code,
    procedure_code: (r, style, i) => procedureCell(r.procedure_code, r.unit, style, i),
    unit: (r, style) => unitCell(r.unit, style),
    issued_at: day((r) => r.issued_at),
    expires_at: day((r) => r.expires_at),
    digitised_at: day((r) => r.digitised_at),
    signed_at: day((r) => r.signed_at),
  },
  surveys: {
    survey_code: (s) => s.survey_code,
    answered_at: date((s) => s.answered_at),
    unit: (s, style) => unitCell(s.unit, style),
    scope: (s) => (s.scope === 'procedures' ? 'Giải quyết TTHC' : 'Dịch vụ giáo dục công'),
    rating: (s, style) =>
      s.rating === null ? '' : style.words === 'digits' ? String(s.rating) : (RATINGS[s.rating] ?? ''),
  },
  visits: {
    ticket: (v) => v.ticket,
    unit: (v, style) => unitCell(v.unit, style),
    taken_at: date((v) => v.taken_at),
    called_at: date((v) => v.called_at),
    finished_at: date((v) => v.finished_at),
  },
  transfers: {
    dossier_code: (t) => t.dossier_code,
    unit: (t, style) => unitCell(t.unit, style),
    to_unit_name: (t) => t.to_unit_name,
    transferred_at: date((t) => t.transferred_at),
    method: (t, _style, i) => (t.method === 'electronic' ? 'Điện tử' : turn(['Giấy', 'Bản giấy'], i)),
  },
  observations: {
    indicator: (o) => o.indicator,
    unit: (o, style) => unitCell(o.unit, style),
    period_end: day((o) => o.period_end),
    numerator: (o) => o.numerator,
    denominator: (o) => o.denominator ?? '',
    source: (o) => o.source,
  },
};

/** New placement of tone marks to the old one: `hoà` → `hòa`, `thuỷ` → `thủy`. */
const OLD_TONES: ReadonlyArray<[RegExp, string]> = [
  [/oà(?!\p{L})/gu, 'òa'],
  [/oá(?!\p{L})/gu, 'óa'],
  [/uỷ(?!\p{L})/gu, 'ủy'],
];

/** Text the way this sheet's program wrote it. */
export function styledText(text: string, style: Style, index: number): string {
  switch (style.text) {
    case 'plain':
      return text;
    case 'nfd':
      return text.normalize('NFD');
    case 'old-pdf':
      return text.replaceAll('ư', 'ƣ').replaceAll('Ư', 'Ƣ').replaceAll('Đ', 'Ð');
    case 'invisible':
      return index % 2 === 0 ? text.replaceAll(' ', '\u00a0') : text.replace(' ', ' \u200b');
    case 'old-tones':
      return OLD_TONES.reduce((out, [from, to]) => out.replace(from, to), text);
    case 'tcvn3':
      return toTcvn3(text);
    case 'vni':
      return toVni(text);
  }
}

function cellsOf<L extends ListId>(sheet: SampleSheet<L>, row: SampleRow<L>, index: number): Cell[] {
  const writers: Record<string, Write<Records[L]>> = WRITERS[sheet.list];
  return sheet.columns.map(({ column }) => {
    const own = row.cells?.[column];
    const write = writers[column];
    if (own === undefined && !write) throw new RangeError(`${sheet.list} has no column ${column}`);
    const cell = own ?? write?.(row.record, sheet.style, index) ?? '';
    return typeof cell === 'string' ? styledText(cell, sheet.style, index) : cell;
  });
}

/** The cells of all rows of a sheet, by the order of its columns. */
export function rowCells(sheet: AnySheet): Cell[][] {
  // One branch a list would say the same eight times; the pairing of list and rows is what AnySheet guarantees.
  return rowsOf(sheet);
}

function rowsOf<L extends ListId>(sheet: SampleSheet<L>): Cell[][] {
  return sheet.rows.map((row, index) => cellsOf(sheet, row, index));
}
