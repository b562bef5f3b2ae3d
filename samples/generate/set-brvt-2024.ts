import { EDUCATION_2024 } from './catalogue.ts';
import { type Cohort, exportsOf, makeDossiers, paymentFor, quota, Register } from './make.ts';
import { addOddities, rejectedDossiers, repeated } from './oddities.ts';
import { Random } from './random.ts';
import type { Dossier, Level, Procedure, Result, SampleFile, SampleRow } from './records.ts';
import { NATIONAL_DOSSIER_COLUMNS, OLD_DOSSIER_COLUMNS, PORTAL_COLUMNS, SIGNATURE, style, titles } from './sheets.ts';
import { makeResults, makeSurveys, makeTransfers, resultsSeen, rowsOf } from './yearly.ts';

const UNIT = 'brvt-sgddt';
const SET = 'brvt-2024';

const PROCEDURES = [...new Map(EDUCATION_2024.map((p) => [p.procedure_code, p])).values()];
// The level that holds the whole year: what rises in November is left out of the two groups.
const RISING = [47, 49, 51, 53];
const numbered = PROCEDURES.map((procedure, i) => ({ procedure, i }));
const FULL = numbered.filter(({ i }) => i < 60 && (i % 2 === 0 || i < 18));
const PARTIAL = numbered.filter(({ i }) => i < 60 && i % 2 === 1 && i >= 18);
const COUNTER = numbered.filter(({ i }) => i < 72);

type Numbered = (typeof numbered)[number];

/** Every other dossier is of a procedure with a fee: diplomas, certificates. */
function nth(pool: readonly Numbered[], n: number): Procedure {
  const withFee = pool.filter(({ procedure }) => procedure.has_fee);
  const from = n % 2 === 0 ? withFee : pool;
  return (from[Math.floor(n / 2) % from.length] as Numbered).procedure;
}

function choose(fullOnline: number): Cohort['procedure'] {
  return (channel, n) => {
    if (channel === 'excluded') return { procedure: (numbered[80 + (n % 5)] as Numbered).procedure, level: 'partial' };
    if (channel === 'online') {
      const full = n < fullOnline;
      return { procedure: nth(full ? FULL : PARTIAL, n), level: full ? 'full' : 'partial' };
    }
    if (channel === 'assisted') return { procedure: nth(PARTIAL, n), level: 'partial' };
    const procedure = nth(COUNTER, n);
    return { procedure, level: procedure.service_level };
  };
}

const cohort = (
  from: string,
  to: string,
  [online, assisted, counter, postal]: [number, number, number, number],
  full: number,
): Cohort => ({
  unit: UNIT,
  from,
  to,
  counts: { online, assisted, counter, postal },
  excluded: Math.ceil(online / 25),
  procedure: choose(full),
});

/** By 30 November: 1049 of 1500 remote (69,93 %), 600 of 1200 online dossiers at level full (exactly 50 %). */
const COHORTS = [
  cohort('2024-01-02', '2024-08-31', [620, 90, 170, 20], 350),
  cohort('2024-09-01', '2024-09-30', [135, 20, 40, 5], 70),
  cohort('2024-10-01', '2024-10-31', [145, 20, 30, 5], 85),
  cohort('2024-11-01', '2024-11-30', [149, 21, 27, 3], 95),
];
const ENDS = ['2024-08-31', '2024-09-30', '2024-10-31', '2024-11-30'];

const counts = (d: Dossier): boolean => d.status !== 1 && d.status !== 3;

/** By 30 November 400 dossiers were paid for, 340 of them on a portal: exactly 85 %, which is not above 85. */
function pay(random: Random, dossiers: readonly Dossier[]): SampleRow<'payments'>[] {
  const withFee = random.shuffle(
    dossiers.filter(
      (d) => counts(d) && (d.fee_amount ?? 0) > 0 && d.received_at !== '' && d.received_at < '2024-11-27',
    ),
  );
  if (withFee.length < 440) throw new RangeError(`only ${withFee.length} dossiers with a fee`);
  const rows: SampleRow<'payments'>[] = [];
  withFee.slice(0, 400).forEach((d, i) => {
    const code = `VNPAY-24-${String(i + 1).padStart(5, '0')}`;
    const portal = i < 340;
    // First tried on the portal, then paid in cash: not online.
    if (!portal && i % 4 === 0) rows.push({ record: paymentFor(d, `${code}-A`, 'portal', 'failed', 1) });
    const payment = paymentFor(d, code, portal ? 'portal' : 'offline', 'success', random.int(2, 48));
    rows.push({ record: payment });
    if (portal && i % 50 === 7) rows.push({ record: { ...payment, payment_status: 'refund' } });
    // A surcharge in cash beside a payment on the portal changes nothing for the dossier.
    if (portal && i % 60 === 11) rows.push({ record: paymentFor(d, `${code}-B`, 'offline', 'success', 50) });
  });
  withFee.slice(400, 440).forEach((d, i) => {
    rows.push({
      record: paymentFor(d, `VNPAY-24-8${String(i).padStart(4, '0')}`, 'portal', i % 2 === 0 ? 'failed' : 'cancelled'),
    });
  });
  return rows.sort((a, b) => (a.record.paid_at < b.record.paid_at ? -1 : 1));
}

export function brvt2024(older: Result[]): SampleFile[] {
  const random = new Random(2024);
  const register = new Register();
  const dossiers = COHORTS.flatMap((c) => makeDossiers(random, register, c));
  addOddities(dossiers, 25);
  quota(random, dossiers.filter(counts), 1215, (d) => {
    d.reused_documents = true;
  });
  const payments = pay(random, dossiers);
  // Some cells are empty: then the catalogue's level holds (one that did not change in the year).
  const full = new Set(FULL.filter(({ i }) => !RISING.includes(i)).map(({ procedure }) => procedure.procedure_code));
  quota(
    random,
    dossiers.filter((d) => d.service_level === 'full' && full.has(d.procedure_code) && d.channel === 'online'),
    40,
    (d) => {
      d.service_level = '' satisfies Level | '';
    },
  );
  const [summer = [], september = [], october = [], november = []] = exportsOf(dossiers, ENDS);
  const like = (summer[3] as SampleRow<'dossiers'>).record;
  const isAssisted = ({ record }: SampleRow<'dossiers'>): boolean => record.channel === 'assisted';
  const results = makeResults(random, {
    unit: UNIT,
    prefix: 'QĐ-SGDĐT-2024',
    from: '2024-01-08',
    to: '2024-11-28',
    count: 600,
    digitised: [{ from: '2024-01-08', to: '2024-11-30', count: 480, signed: 467 }],
    expiries: ['2024-11-30', '2024-11-30', '2024-10-31', '2024-09-29'],
    dossiers: dossiers.filter((d) => d.finished_at !== ''),
  });
  const surveys = makeSurveys(random, UNIT, 'KS24', '2024-01-10', '2024-11-28', [
    { scope: 'procedures', satisfied: 273, others: 27, unrated: 8 },
    { scope: 'education', satisfied: 181, others: 19, unrated: 5 },
  ]);
  const transfers = makeTransfers(
    random,
    dossiers.slice(0, 160),
    ['Phòng Giáo dục Tiểu học', 'Sở Ngoại vụ', 'Văn phòng Sở'],
    '2024-01-10',
    '2024-11-29',
    205,
    45,
  );
  const dossierSheet = { list: 'dossiers' as const, name: 'Hồ sơ' };
  return [
    {
      path: `${SET}/danh-muc-tthc-2024.xls`,
      format: { kind: 'xls' },
      traps: ['BIFF .xls', 'date cells', 'versions that begin in the year, the older one without an end', 'title rows'],
      sheets: [
        {
          name: 'DM',
          list: 'procedures',
          columns: PORTAL_COLUMNS.procedures,
          rows: rowsOf(EDUCATION_2024),
          style: style({ dates: 'cell', codes: 'long' }),
          dress: { titles: ['DANH MỤC THỦ TỤC HÀNH CHÍNH', ''], serial: true, headerRows: 2 },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2024-thang-01-08.xlsx`,
      format: { kind: 'xlsx' },
      traps: [
        'title rows',
        'header of three rows',
        'numbering row',
        'dates as serial numbers',
        'empty level (the catalogue tells)',
        'duplicate in the file',
        'rejected rows',
        'two sheets of one list',
        'total row last',
      ],
      sheets: [
        {
          ...dossierSheet,
          columns: PORTAL_COLUMNS.dossiers,
          rows: [
            ...summer.slice(0, 500).flatMap((row, i) => (i === 77 && row.record.status === 10 ? repeated(row) : [row])),
            ...rejectedDossiers(like, 'H06.23-240301', true),
          ],
          style: style({ dates: 'serial', codes: 'mixed', unit: 'bare' }),
          dress: {
            titles: titles('DANH SÁCH HỒ SƠ', '01/01/2024', '31/08/2024', 'Sở Giáo dục và Đào tạo'),
            headerRows: 3,
            numbering: true,
            serial: true,
            totals: 'last',
            signature: SIGNATURE,
          },
        },
        {
          ...dossierSheet,
          name: 'Hồ sơ (2)',
          columns: PORTAL_COLUMNS.dossiers,
          rows: summer.slice(500),
          style: style({ dates: 'mixed', unit: 'bare' }),
          dress: { serial: true },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2024-thang-09.xls`,
      format: { kind: 'html' },
      traps: ['HTML saved as .xls, no charset', 'empty first column', 'no-break and zero-width spaces'],
      sheets: [
        {
          ...dossierSheet,
          columns: OLD_DOSSIER_COLUMNS,
          rows: september,
          style: style({ words: 'old', text: 'invisible', money: 'comma' }),
          dress: {
            titles: ['THỐNG KÊ HỒ SƠ THÁNG 9', ''],
            emptyFirstColumn: true,
            serial: true,
            totals: 'first',
            ofWhich: true,
          },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2024-thang-10-nop-ho.csv`,
      format: { kind: 'csv', encoding: 'utf8', separator: ';' },
      traps: ['CSV, UTF-8 without BOM, semicolon', 'Trực tuyến tại quầy is online, but not remote', 'NFD'],
      sheets: [
        {
          ...dossierSheet,
          columns: PORTAL_COLUMNS.dossiers,
          rows: october.filter(isAssisted),
          style: style({ text: 'nfd', dates: 'slash-minutes' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-2024-thang-10.json`,
      format: { kind: 'json', service: 'DongBoHoSo' },
      traps: ['national JSON'],
      sheets: [
        {
          ...dossierSheet,
          columns: NATIONAL_DOSSIER_COLUMNS,
          rows: october.filter((row) => !isAssisted(row)),
          style: style({ dates: 'packed', words: 'digits', codes: 'plain', money: 'number' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-2024-thang-11.csv`,
      format: { kind: 'csv', encoding: 'windows-1258', separator: ';' },
      traps: ['CSV, windows-1258, semicolon', 'dossiers of the month before in a newer state'],
      sheets: [
        {
          ...dossierSheet,
          columns: PORTAL_COLUMNS.dossiers,
          rows: november,
          style: style({ codes: 'province', unit: 'bare', money: 'dong' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ket-qua-2024.xlsx`,
      format: { kind: 'xlsx' },
      traps: ['date cells', 'expiry on the reporting date', 'results of other years, digitised since'],
      sheets: [
        {
          name: 'KQ',
          list: 'results',
          columns: PORTAL_COLUMNS.results,
          rows: [...resultsSeen(older, '2024-11-30', '2023-12-31'), ...resultsSeen(results, '2024-11-30')],
          style: style({ dates: 'cell', codes: 'mixed' }),
          dress: { titles: ['SỔ KẾT QUẢ', ''], serial: true },
        },
      ],
    },
    {
      path: `${SET}/khao-sat-va-luan-chuyen-2024.xlsx`,
      format: { kind: 'xlsx', inline: true },
      traps: ['two lists on two sheets', 'answers without a rating'],
      sheets: [
        {
          name: 'Khảo sát',
          list: 'surveys',
          columns: PORTAL_COLUMNS.surveys,
          rows: rowsOf(surveys),
          style: style(),
          dress: { titles: ['KẾT QUẢ KHẢO SÁT', ''], numbering: true },
        },
        {
          name: 'Luân chuyển',
          list: 'transfers',
          columns: PORTAL_COLUMNS.transfers,
          rows: rowsOf(transfers),
          style: style({ dates: 'serial' }),
          dress: { emptyFirstColumn: true },
        },
      ],
    },
    {
      path: `${SET}/thanh-toan-2024.csv`,
      format: { kind: 'csv', encoding: 'utf16le', separator: '\t' },
      traps: ['CSV, UTF-16LE, tab', 'refunds, failed and cancelled payments', 'exactly 85 % where more is asked'],
      sheets: [
        {
          name: 'TT',
          list: 'payments',
          columns: PORTAL_COLUMNS.payments,
          rows: payments,
          style: style({ words: 'old', money: 'comma', dates: 'slash-minutes' }),
          dress: {},
        },
      ],
    },
  ];
}
