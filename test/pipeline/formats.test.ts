import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Grid } from '../../samples/generate/layout.ts';
import { toWindows1258 } from '../../samples/generate/legacy.ts';
import type { Cell } from '../../samples/generate/records.ts';
import { writeHtml } from '../../samples/generate/write-text.ts';
import { writeXls } from '../../samples/generate/write-xls.ts';
import { writeXlsx } from '../../samples/generate/write-xlsx.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

/** What every file says, whatever its kind. Moments are `YYYY-MM-DD HH:MM:SS`, empty where there is none. */
interface DossierRecord {
  code: string;
  procedure: string;
  field: string;
  channel: keyof typeof CHANNELS;
  level: keyof typeof LEVELS;
  received: string;
  due: string;
  finished: string;
  status: keyof typeof STATUSES;
  fee: number;
  method: keyof typeof METHODS;
  person: string;
}

interface PaymentRecord {
  transaction: string;
  dossier: string;
  paid: string;
  amount: number;
  method: keyof typeof METHODS;
  status: keyof typeof PAYMENT_STATUSES;
}

/** Value in the facts → words of a portal, number of the national format. */
const CHANNELS = {
  online_unspecified: ['Trực tuyến', '2'],
  counter: ['Trực tiếp', '1'],
  postal: ['BCCI', '3'],
} as const;
const LEVELS = {
  full: ['Toàn trình', '4'],
  partial: ['Một phần', '3'],
  information: ['Cung cấp thông tin', '2'],
} as const;
const STATUSES = { '4': ['Đang xử lý', '4'], '5': ['Chờ bổ sung', '5'], '10': ['Đã trả kết quả', '10'] } as const;
const METHODS = {
  national_portal: ['Cổng DVC quốc gia', '1'],
  provincial_portal: ['Cổng DVC tỉnh', '2'],
  not_online: ['Thanh toán tại quầy', '3'],
  none: ['Chưa thanh toán', '0'],
} as const;
const PAYMENT_STATUSES = { success: ['Thành công'], failed: ['Thất bại'], refunded: ['Hoàn tiền'] } as const;
const UNIT = 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu';
const FIELDS = ['Giáo dục trung học', 'Thi, tuyển sinh', 'Văn bằng; "chứng chỉ"'];

function keys<T extends object>(table: T): (keyof T)[] {
  return Object.keys(table).filter((key): key is Extract<keyof T, string> => key in table);
}
function pick<T>(from: readonly T[], index: number): T {
  const one = from[index % from.length];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
}
const two = (value: number): string => String(value).padStart(2, '0');

const DOSSIERS: DossierRecord[] = Array.from({ length: 200 }, (_, i) => {
  const status = pick(keys(STATUSES), i * 7);
  const day = two((i % 28) + 1);
  return {
    code: `H06.23-2411${day}-${String(i).padStart(4, '0')}`,
    procedure: pick(['1.012784', '2.000635', '1.000100'], i * 5),
    field: pick(FIELDS, i),
    channel: pick(keys(CHANNELS), i * 11),
    level: pick(keys(LEVELS), i * 13),
    received: `2024-11-${day} ${two(7 + (i % 10))}:${two((i * 17) % 60)}:00`,
    due: i % 19 === 0 ? '' : `2024-12-${day} 00:00:00`,
    finished: status === '10' ? `2024-11-${day} 23:59:00` : '',
    status,
    fee: pick([0, 50_000, 1_250_000, 8_000], i * 3),
    method: pick(keys(METHODS), i * 3),
    person: `Nguyễn Thị Ưỡn ${i}`,
  };
});
const PAYMENTS: PaymentRecord[] = DOSSIERS.filter(({ fee }) => fee > 0).map(({ code, received, fee }, i) => ({
  transaction: `00${1000 + i}`,
  dossier: code,
  paid: received,
  amount: fee,
  method: pick(['national_portal', 'provincial_portal', 'not_online'] as const, i),
  status: pick(keys(PAYMENT_STATUSES), i * 4),
}));

type Kind = 'text' | 'typed' | 'national';

/** `05/11/2024 08:30`, a date cell, `20241105083000`. */
function moment(text: string, kind: Kind): Cell {
  if (text === '') return '';
  if (kind === 'typed') return { date: text.endsWith('00:00:00') ? text.slice(0, 10) : text };
  if (kind === 'national') return text.replace(/\D/g, '');
  return `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)} ${text.slice(11, 16)}`;
}

function money(amount: number, kind: Kind): Cell {
  return kind === 'typed' ? amount : kind === 'national' ? String(amount) : new Intl.NumberFormat('vi').format(amount);
}

const DOSSIER_HEADER: Record<'words' | 'national', string[]> = {
  words: [
    ...[
      'Mã hồ sơ',
      'Mã TTHC',
      'Lĩnh vực',
      'Đơn vị tiếp nhận',
      'Hình thức nộp',
      'Mức độ',
      'Ngày tiếp nhận',
      'Ngày hẹn trả',
    ],
    ...['Ngày kết thúc xử lý', 'Trạng thái', 'Lệ phí', 'Hình thức thanh toán', 'Người nộp'],
  ],
  national: [
    ...['MaHoSo', 'MaTTHC', 'TenLinhVuc', 'DonViXuLy', 'KenhThucHien', 'MucDo', 'NgayTiepNhan', 'NgayHenTra'],
    ...['NgayKetThucXuLy', 'TrangThaiHoSo', 'Gia', 'DuocThanhToanTrucTuyen', 'ChuHoSo'],
  ],
};

function dossierTable(records: readonly DossierRecord[], kind: Kind): Cell[][] {
  const code = kind === 'national' ? 1 : 0;
  const rows = records.map((d): Cell[] => [
    d.code,
    kind === 'national' ? `${d.procedure}.000.00.00.H06` : d.procedure,
    d.field,
    UNIT,
    CHANNELS[d.channel][code],
    LEVELS[d.level][code],
    moment(d.received, kind),
    moment(d.due, kind),
    moment(d.finished, kind),
    STATUSES[d.status][code],
    money(d.fee, kind),
    METHODS[d.method][code],
    d.person,
  ]);
  return [DOSSIER_HEADER[kind === 'national' ? 'national' : 'words'], ...rows];
}

function paymentTable(records: readonly PaymentRecord[], kind: Kind): Cell[][] {
  const rows = records.map((p): Cell[] => [
    p.transaction,
    p.dossier,
    UNIT,
    moment(p.paid, kind),
    money(p.amount, kind),
    METHODS[p.method][0],
    PAYMENT_STATUSES[p.status][0],
  ]);
  return [
    ['Mã giao dịch', 'Mã hồ sơ', 'Đơn vị thụ hưởng', 'Ngày thu', 'Tổng (VNĐ)', 'Kênh thanh toán', 'Trạng thái'],
    ...rows,
  ];
}

const grid = (name: string, rows: Cell[][]): Grid => ({
  name,
  hidden: false,
  rows,
  merges: [],
  header: { first: 0, count: 1 },
});

function csv(rows: Cell[][], separator: string): string {
  const quoted = (text: string): string =>
    text.includes('"') || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((cells) => cells.map((cell) => quoted(String(cell))).join(separator)).join('\r\n');
}

function json(rows: Cell[][]): string {
  const [header = [], ...records] = rows;
  const data = records.map((cells) => Object.fromEntries(header.map((name, i) => [String(name), cells[i]])));
  return JSON.stringify({ service: 'DongBoHoSo', data });
}

type Files = Record<string, Uint8Array | string>;

const grids = (kind: Kind): Grid[] => [
  grid('Hồ sơ', dossierTable(DOSSIERS, kind)),
  grid('Thanh toán', paymentTable(PAYMENTS, kind)),
];
const csvFiles = (separator: string, encode: (text: string) => Uint8Array | string): Files => ({
  'ho-so.csv': encode(csv(dossierTable(DOSSIERS, 'text'), separator)),
  'thanh-toan.csv': encode(csv(paymentTable(PAYMENTS, 'text'), separator)),
});

const FORMATS: [string, () => Files][] = [
  ['.xlsx with date and number cells', () => ({ 'so.xlsx': writeXlsx(grids('typed'), false) })],
  ['.xlsx with texts in their cells', () => ({ 'so.xlsx': writeXlsx(grids('text'), true) })],
  ['BIFF .xls with date and number cells', () => ({ 'so.xls': writeXls(grids('typed')) })],
  ['HTML saved as .xls', () => ({ 'so.xls': writeHtml(grids('text'), false) })],
  ['CSV, UTF-8 with a mark, commas', () => csvFiles(',', (text) => `\ufeff${text}`)],
  ['CSV, UTF-8, semicolons', () => csvFiles(';', (text) => text)],
  ['CSV, UTF-16LE, tabs', () => csvFiles('\t', (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')))],
  ['CSV, windows-1258, semicolons', () => csvFiles(';', toWindows1258)],
  [
    'JSON, dossiers in the national format',
    () => ({
      'ho-so.json': json(dossierTable(DOSSIERS, 'national')),
      'thanh-toan.json': json(paymentTable(PAYMENTS, 'national')),
    }),
  ],
];

const thirds = [0, 1, 2].map((part) => DOSSIERS.slice(part * 67, (part + 1) * 67));
const older = DOSSIERS.slice(0, 12).map(
  (d): DossierRecord => ({ ...d, status: '4', finished: '', channel: 'postal', method: 'none' }),
);

const SPREADS: [string, () => Files][] = [
  [
    'three sheets of one book',
    () => ({
      'so.xlsx': writeXlsx(
        [
          ...thirds.map((records, i) => grid(`Tháng ${i}`, dossierTable(records, 'typed'))),
          grid('Thu', paymentTable(PAYMENTS, 'typed')),
        ],
        false,
      ),
    }),
  ],
  [
    'three files of three kinds, payments in two',
    () => ({
      'a.csv': csv(dossierTable(thirds[0] ?? [], 'text'), ';'),
      'b.json': json(dossierTable(thirds[1] ?? [], 'national')),
      'c.xls': writeXls([grid('Hồ sơ', dossierTable(thirds[2] ?? [], 'typed'))]),
      'd.csv': csv(paymentTable(PAYMENTS.slice(0, 40), 'text'), ','),
      'e.csv': csv(paymentTable(PAYMENTS.slice(40), 'text'), '\t'),
    }),
  ],
  [
    'a file for each tenth row',
    () =>
      Object.fromEntries([
        ...Array.from({ length: 10 }, (_, part): [string, string] => [
          `ho-so-${part}.csv`,
          csv(
            dossierTable(
              DOSSIERS.filter((_d, i) => i % 10 === part),
              'text',
            ),
            ',',
          ),
        ]),
        ['thanh-toan.csv', csv(paymentTable(PAYMENTS, 'text'), ',')],
      ]),
  ],
  [
    'older states first, in the same file',
    () => ({ ...csvFiles(',', (text) => text), 'ho-so.csv': csv(dossierTable([...older, ...DOSSIERS], 'text'), ',') }),
  ],
  [
    'older states first, in a file of their own',
    () => ({ ...csvFiles(',', (text) => text), 'ho-so-0.csv': csv(dossierTable(older, 'text'), ',') }),
  ],
];

const EXPECTED = {
  dossiers: DOSSIERS.map((d) => ({
    ...{ key: d.code, unit_id: 'brvt-sgddt', dossier_code: d.code, procedure_code: d.procedure, procedure_name: null },
    field_name: d.field,
    ...{ channel: d.channel, service_level: d.level, submitted_at: null, received_at: d.received },
    ...{ due_at: d.due === '' ? null : d.due, finished_at: d.finished === '' ? null : d.finished, returned_at: null },
    ...{ status: d.status, fee_amount: `${d.fee}.0000`, payment_method: d.method, reused_documents: null },
    supplement_requests: null,
  })).sort((a, b) => (a.key < b.key ? -1 : 1)),
  payments: PAYMENTS.map((p) => ({
    ...{ key: p.transaction + (p.status === 'refunded' ? '|refund' : ''), unit_id: 'brvt-sgddt' },
    ...{ transaction_code: p.transaction, dossier_code: p.dossier, procedure_code: null, paid_at: p.paid },
    ...{ amount: `${p.amount}.0000`, payment_method: p.method, payment_status: p.status },
  })).sort((a, b) => (a.key < b.key ? -1 : 1)),
};

const scratch = temporaryFolder();
afterAll(() => scratch.remove());

/** The whole fact tables, but for where a row came from, and what was rejected. */
async function factsOf(files: Files, folder: string): Promise<object> {
  const home = path.join(scratch.folder, folder);
  mkdirSync(home);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(home, name), bytes);
  const engine = await newWarehouse();
  try {
    const { sheets, failures } = await importInto(engine, [home]);
    expect(failures).toEqual([]);
    for (const { rows } of sheets) {
      expect(rows.accepted + rows.rejected + rows.duplicate + rows.skipped).toBe(rows.read);
      expect(rows.rejected).toBe(0);
    }
    const table = (name: string) =>
      engine.query(`SELECT * EXCLUDE (import_id, sheet_no, row_no, lacks) FROM ${name} ORDER BY key`);
    return { dossiers: await table('dossiers'), payments: await table('payments') };
  } finally {
    await engine.close();
  }
}

describe('the same records give the same facts', () => {
  it.each(FORMATS)('%s', async (name, files) => {
    expect(await factsOf(files(), `format ${name}`.replace(/\W/g, '-'))).toEqual(EXPECTED);
  });
});

describe('the facts do not depend on how rows are spread', () => {
  it.each(SPREADS)('%s', async (name, files) => {
    expect(await factsOf(files(), `spread ${name}`.replace(/\W/g, '-'))).toEqual(EXPECTED);
  });
});
