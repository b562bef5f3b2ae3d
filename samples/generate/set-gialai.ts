import { GIALAI_2021 } from './catalogue.ts';
import { addSeconds, at } from './days.ts';
import { type Cohort, exportsOf, makeDossiers, quota, Register } from './make.ts';
import { addOddities, rejectedDossiers } from './oddities.ts';
import { Random } from './random.ts';
import type { Dossier, Procedure, SampleFile, SampleRow, Visit } from './records.ts';
import {
  NATIONAL_DOSSIER_COLUMNS,
  OLD_DOSSIER_COLUMNS,
  PORTAL_COLUMNS,
  SIGNATURE,
  style,
  titles,
  without,
} from './sheets.ts';
import { makeResults, makeSurveys, makeTransfers, resultsSeen, rowsOf } from './yearly.ts';

const UNIT = 'gialai-sgddt';
const SET = 'gialai-2021-2022';
const NAME = 'Sở Giáo dục và Đào tạo tỉnh Gia Lai';

const cohort = (
  from: string,
  to: string,
  [online, assisted, counter, postal]: [number, number, number, number],
): Cohort => ({
  unit: UNIT,
  from,
  to,
  counts: { online, assisted, counter, postal },
  excluded: 8,
  procedure: (_channel, n) => {
    const procedure = GIALAI_2021[(n * 11) % GIALAI_2021.length] as Procedure;
    return { procedure, level: procedure.service_level };
  },
});

/** 450 dossiers in 2021, 1600 in 2022: one officer at the desk makes exactly 1600. */
const COHORTS = [
  cohort('2021-01-05', '2021-11-30', [110, 10, 240, 20]),
  cohort('2021-12-01', '2021-12-31', [20, 0, 48, 2]),
  cohort('2022-01-04', '2022-03-31', [120, 0, 190, 10]),
  cohort('2022-04-01', '2022-06-30', [160, 0, 210, 10]),
  cohort('2022-07-01', '2022-09-30', [210, 20, 210, 10]),
  cohort('2022-10-01', '2022-12-31', [250, 25, 165, 10]),
];
const ENDS = ['2021-11-30', '2021-12-31', '2022-03-31', '2022-06-30', '2022-09-30', '2022-12-31'];

/** Waiting times in pairs around a middle, so that their mean is that middle to the second. */
function makeVisits(random: Random, from: string, count: number, waiting: number, handling: number): Visit[] {
  return Array.from({ length: count }, (_, i): Visit => {
    const day = new Date(Date.parse(from) + Math.floor(i / 4) * 3 * 86_400_000).toISOString().slice(0, 10);
    const taken = at(day, 7 + (i % 4) * 2, random.int(0, 59), random.int(0, 59));
    const apart = (Math.floor(i / 2) % 9) * 37;
    const called = addSeconds(taken, waiting * 60 + (i % 2 === 0 ? apart : -apart));
    return {
      ticket: `${['A', 'B'][i % 2]}${String(i + 1).padStart(3, '0')}`,
      unit: UNIT,
      taken_at: taken,
      called_at: called,
      finished_at: addSeconds(called, handling * 60 + random.int(-240, 239)),
    };
  });
}

export function gialai(): SampleFile[] {
  const random = new Random(2021);
  const register = new Register();
  const dossiers = COHORTS.flatMap((c) => makeDossiers(random, register, c));
  const year2022 = dossiers.filter((d) => d.received_at >= '2022' && d.status === 10);
  const year2021 = dossiers.filter((d) => d.received_at < '2022' && d.status === 10);
  quota(random, year2021, 100, (d) => {
    d.reused_documents = true;
  });
  // 479 of 1600: 29,94 %, which prints as 29,9 and is below 30.
  quota(random, year2022, 479, (d) => {
    d.reused_documents = true;
  });
  addOddities(year2022, 15);
  const seen = exportsOf(dossiers, ENDS);
  const rows = (i: number): SampleRow<'dossiers'>[] => seen[i] ?? [];
  const like = dossiers[2] as Dossier;
  const results2021 = makeResults(random, {
    unit: UNIT,
    prefix: 'GCN-SGDĐT-2021',
    from: '2021-01-05',
    to: '2021-12-15',
    count: 403,
    // 120 of the 400 still in force on 31 December 2021: exactly 30 %.
    digitised: [
      { from: '2021-02-01', to: '2021-12-18', count: 120, signed: 60 },
      { from: '2022-01-05', to: '2022-03-15', count: 111, signed: 111 },
      { from: '2022-04-01', to: '2022-12-20', count: 90, signed: 90 },
    ],
    expiries: ['2021-12-31', '2021-12-30', '2021-12-30', '2021-12-30', '2022-03-31', '2022-09-29'],
    dossiers: year2021,
  });
  const results2022 = makeResults(random, {
    unit: UNIT,
    prefix: 'GCN-SGDĐT-2022',
    from: '2022-01-05',
    to: '2022-12-20',
    count: 400,
    digitised: [{ from: '2022-01-05', to: '2022-12-28', count: 210, signed: 160 }],
    expiries: ['2022-12-31', '2022-12-30'],
    dossiers: year2022,
  });
  const results2023 = makeResults(random, {
    unit: UNIT,
    prefix: 'GCN-SGDĐT-2023',
    from: '2023-01-05',
    to: '2023-06-20',
    count: 100,
    digitised: [{ from: '2023-01-05', to: '2023-06-28', count: 70, signed: 59 }],
    expiries: [],
    dossiers: year2022,
  });
  const visits = [
    ...makeVisits(random, '2021-03-02', 120, 36, 38),
    ...makeVisits(random, '2022-01-04', 240, 30, 27),
    ...makeVisits(random, '2022-10-03', 80, 14, 25),
  ];
  const [visit] = visits;
  const lost = makeVisits(random, '2022-05-02', 6, 20, 20).map(
    (v, i): Visit => ({
      ...v,
      ticket: `Z${i}`,
      called_at: i % 2 === 0 ? '' : addSeconds(v.taken_at, 1800),
      finished_at: '',
    }),
  );
  const backwards: SampleRow<'visits'> = {
    record: { ...(visit as Visit), ticket: 'Z99', called_at: addSeconds((visit as Visit).taken_at, -600) },
    rejected: 'times run backwards',
  };
  const surveys = makeSurveys(random, UNIT, 'GL', '2022-01-10', '2022-12-20', [
    { scope: 'procedures', satisfied: 190, others: 10, unrated: 12 },
    { scope: 'education', satisfied: 40, others: 12, unrated: 2 },
  ]);
  const surveys2021 = makeSurveys(random, UNIT, 'GL21', '2021-02-10', '2021-12-10', [
    { scope: 'procedures', satisfied: 138, others: 12, unrated: 4 },
  ]);
  const to = ['Phòng Giáo dục Trung học', 'Phòng Kế hoạch - Tài chính', 'Trung tâm Phục vụ hành chính công'];
  const transfers = [
    ...makeTransfers(random, year2021.slice(0, 90), to, '2021-02-01', '2021-12-28', 60, 40),
    ...makeTransfers(random, year2022.slice(0, 150), to, '2022-01-10', '2022-12-28', 163, 37),
  ];
  const observations: SampleRow<'observations'>[] = rowsOf([
    {
      indicator: 'one_stop_officers',
      unit: UNIT,
      period_end: '2021-12-31',
      numerator: 2,
      denominator: null,
      source: 'Báo cáo nhân sự Bộ phận Một cửa',
    },
    {
      indicator: 'one_stop_officers',
      unit: UNIT,
      period_end: '2022-10-15',
      numerator: 1,
      denominator: null,
      source: 'Báo cáo nhân sự Bộ phận Một cửa',
    },
  ]);
  const base = { list: 'dossiers' as const, name: 'Hồ sơ' };
  return [
    {
      path: `${SET}/danh-muc-tthc.csv`,
      format: { kind: 'csv', encoding: 'utf8-bom', separator: ',' },
      traps: ['yes as x, no as an empty cell', 'names with a comma in quotes'],
      sheets: [
        {
          name: 'DM',
          list: 'procedures',
          columns: PORTAL_COLUMNS.procedures,
          rows: rowsOf(GIALAI_2021),
          style: style({ words: 'old', dates: 'slash' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-2021-thang-01-11.xlsx`,
      format: { kind: 'xlsx' },
      traps: [
        'a bare unit name: the dossier codes tell the province',
        'header of two rows',
        'total row last',
        'rejected rows',
        'lost leading zeros',
      ],
      sheets: [
        {
          ...base,
          columns: PORTAL_COLUMNS.dossiers,
          rows: [...rows(0), ...rejectedDossiers(like, 'H21.12-210301', true)],
          style: style({ unit: 'bare', lostZeros: true, codes: 'mixed', dates: 'cell' }),
          dress: {
            titles: titles('DANH SÁCH HỒ SƠ', '01/01/2021', '30/11/2021', NAME),
            headerRows: 2,
            serial: true,
            totals: 'last',
            signature: SIGNATURE,
          },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2021-thang-12.xls`,
      format: { kind: 'html' },
      traps: ['no column Hình thức nộp', 'HTML saved as .xls'],
      sheets: [
        {
          ...base,
          columns: without(PORTAL_COLUMNS.dossiers, 'channel'),
          rows: rows(1),
          style: style({ dates: 'slash-minutes' }),
          dress: { titles: ['DANH SÁCH HỒ SƠ THÁNG 12', ''], serial: true },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-quy-1.csv`,
      format: { kind: 'csv', encoding: 'utf8', separator: ';' },
      traps: ['CSV, UTF-8 without BOM, semicolon', 'ƣ for ư', 'the channel of dossiers that came without one before'],
      sheets: [
        {
          ...base,
          columns: OLD_DOSSIER_COLUMNS,
          rows: rows(2),
          style: style({ words: 'old', text: 'old-pdf' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-quy-2.json`,
      format: { kind: 'json', service: 'DongBoHoSo' },
      traps: ['national JSON'],
      sheets: [
        {
          ...base,
          columns: NATIONAL_DOSSIER_COLUMNS,
          rows: rows(3),
          style: style({ dates: 'packed', words: 'digits', money: 'number', codes: 'long' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-quy-3.xlsx`,
      format: { kind: 'xlsx' },
      traps: ['dates as serial numbers and as text in one column', 'blank rows', 'total row first'],
      sheets: [
        {
          ...base,
          columns: PORTAL_COLUMNS.dossiers,
          rows: rows(4),
          style: style({ dates: 'mixed', unit: 'capitals' }),
          dress: { titles: ['DANH SÁCH HỒ SƠ QUÝ III', ''], serial: true, blankEvery: 50, totals: 'first' },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-quy-4.xlsx`,
      format: { kind: 'xlsx', inline: true },
      traps: ['inline strings', 'NFD', 'numbering row', 'empty first column'],
      sheets: [
        {
          ...base,
          columns: PORTAL_COLUMNS.dossiers,
          rows: rows(5),
          style: style({ text: 'nfd', unit: 'bare', codes: 'long' }),
          dress: { headerRows: 3, numbering: true, emptyFirstColumn: true },
        },
      ],
    },
    {
      path: `${SET}/ket-qua-2021-2023.csv`,
      format: { kind: 'csv', encoding: 'utf8-bom', separator: '\t' },
      traps: ['CSV, UTF-8 with BOM, tab', 'digitised in a later year', 'expiry on the reporting date'],
      sheets: [
        {
          name: 'KQ',
          list: 'results',
          columns: PORTAL_COLUMNS.results,
          rows: [results2021, results2022, results2023].flatMap((r) => resultsSeen(r, '2023-06-30')),
          style: style(),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/khao-sat.csv`,
      format: { kind: 'csv', encoding: 'windows-1258', separator: ',' },
      traps: ['CSV, windows-1258, comma', 'exactly at a threshold', 'answers without a rating'],
      sheets: [
        {
          name: 'KS',
          list: 'surveys',
          columns: PORTAL_COLUMNS.surveys,
          rows: rowsOf([...surveys2021, ...surveys]),
          style: style(),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/lay-so.xls`,
      format: { kind: 'xls' },
      traps: [
        'BIFF .xls',
        'date cells with seconds',
        'visits without a call or an end',
        'times that run backwards',
        'mean exactly at a threshold',
      ],
      sheets: [
        {
          name: 'Lấy số',
          list: 'visits',
          columns: PORTAL_COLUMNS.visits,
          rows: [...rowsOf([...visits, ...lost]), backwards],
          style: style({ dates: 'cell' }),
          dress: { titles: ['NHẬT KÝ LẤY SỐ', ''] },
        },
      ],
    },
    {
      path: `${SET}/luan-chuyen.xlsx`,
      format: { kind: 'xlsx' },
      traps: ['TCVN3 text'],
      sheets: [
        {
          name: 'LC',
          list: 'transfers',
          columns: PORTAL_COLUMNS.transfers,
          rows: rowsOf(transfers),
          style: style({ text: 'tcvn3' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/so-lieu-tu-theo-doi.csv`,
      format: { kind: 'csv', encoding: 'utf8', separator: ',' },
      traps: ['observations without a denominator: plain numbers'],
      sheets: [
        {
          name: 'SL',
          list: 'observations',
          columns: PORTAL_COLUMNS.observations,
          rows: observations,
          style: style({ dates: 'slash' }),
          dress: {},
        },
      ],
    },
  ];
}
