import { EDUCATION_2022 } from './catalogue.ts';
import { COHORTS, ENDS, payments, UNIT } from './dossiers-brvt-2022.ts';
import { exportsOf, makeDossiers, quota, Register } from './make.ts';
import { addOddities, rejectedDossiers, repeated } from './oddities.ts';
import { Random } from './random.ts';
import type { Dossier, SampleFile } from './records.ts';
import { OLD_DOSSIER_COLUMNS, PORTAL_COLUMNS, SIGNATURE, style, titles, without } from './sheets.ts';
import { makeResults, makeSurveys, makeTransfers, resultsSeen, rowsOf } from './yearly.ts';

const SET = 'brvt-2022';
const NAME = 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu';

export interface Brvt2022 {
  files: SampleFile[];
  results: ReturnType<typeof makeResults>;
}

export function brvt2022(): Brvt2022 {
  const random = new Random(2022);
  const register = new Register();
  const dossiers = COHORTS.flatMap((cohort) => makeDossiers(random, register, cohort));
  quota(random, dossiers, 380, (d) => {
    d.reused_documents = true;
  });
  addOddities(dossiers, 20);
  const [h1 = [], q3 = [], october = [], november = [], december = []] = exportsOf(dossiers, ENDS);
  const like = dossiers[5] as Dossier;
  const results = makeResults(random, {
    unit: UNIT,
    prefix: 'QĐ-SGDĐT-2022',
    from: '2022-01-10',
    to: '2022-12-28',
    count: 500,
    digitised: [
      { from: '2022-01-10', to: '2022-12-31', count: 149, signed: 90 },
      { from: '2023-01-05', to: '2023-12-30', count: 137, signed: 137 },
      { from: '2024-01-05', to: '2024-11-25', count: 60, signed: 60 },
    ],
    // The last day in force is the reporting date: in force. The day before: no longer.
    expiries: [
      '2022-12-31',
      '2022-12-31',
      '2022-12-30',
      '2022-12-30',
      '2022-12-30',
      '2023-06-30',
      '2023-12-31',
      '2024-11-30',
      '2024-11-29',
    ],
    dossiers: dossiers.filter((d) => d.finished_at !== ''),
  });
  const surveys = makeSurveys(random, UNIT, 'KS22', '2022-02-01', '2022-12-20', [
    { scope: 'procedures', satisfied: 249, others: 51, unrated: 11 },
    { scope: 'education', satisfied: 164, others: 36, unrated: 9 },
  ]);
  const transfers = makeTransfers(
    random,
    dossiers.slice(0, 180),
    ['Phòng Giáo dục Trung học', 'Phòng Tổ chức cán bộ', 'Văn phòng Sở', 'Bưu điện thành phố'],
    '2022-01-15',
    '2022-12-30',
    132,
    108,
  );

  const [repeatedRow] = h1.filter(({ record }) => record.status === 10);
  const hiddenRows = h1
    .slice(0, 6)
    .map(({ record }) => ({ record: { ...record, dossier_code: `${record.dossier_code}-NHAP` } }));
  const files: SampleFile[] = [
    {
      path: `${SET}/danh-muc-tthc-2022.xlsx`,
      format: { kind: 'xlsx' },
      traps: [
        'title rows',
        'header of two rows with merged cells',
        'numbering row',
        'date cells',
        'two versions of a procedure',
        'last day in force is a reporting date',
        'a procedure name that begins with =',
      ],
      sheets: [
        {
          name: 'Danh mục',
          list: 'procedures',
          columns: PORTAL_COLUMNS.procedures,
          rows: rowsOf(EDUCATION_2022),
          style: style({ dates: 'cell', codes: 'province', words: 'old' }),
          dress: {
            titles: ['ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU', '', 'DANH MỤC THỦ TỤC HÀNH CHÍNH', ''],
            headerRows: 2,
            numbering: true,
            serial: true,
          },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-thang-01-06.xlsx`,
      format: { kind: 'xlsx' },
      traps: [
        'title rows',
        'header of three rows with merged cells',
        'numbering row',
        'empty first column',
        'total row last',
        'signature lines',
        'hidden sheet',
        'duplicate in the file',
        'codes in three spellings',
        'formulas in names',
        'rejected rows',
        'odd dates',
      ],
      sheets: [
        {
          name: 'Hồ sơ',
          list: 'dossiers',
          columns: PORTAL_COLUMNS.dossiers,
          rows: [
            ...(repeatedRow ? repeated(repeatedRow).slice(0, 1) : []),
            ...h1,
            ...rejectedDossiers(like, 'H06.23-220301', true),
          ],
          style: style({ codes: 'mixed', unit: 'bare' }),
          dress: {
            titles: titles('DANH SÁCH HỒ SƠ', '01/01/2022', '30/06/2022', NAME),
            headerRows: 3,
            numbering: true,
            emptyFirstColumn: true,
            serial: true,
            totals: 'last',
            signature: SIGNATURE,
          },
        },
        {
          name: 'Nháp',
          hidden: true,
          list: 'dossiers',
          columns: PORTAL_COLUMNS.dossiers,
          rows: hiddenRows,
          style: style(),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-thang-06-lech-cot.xls`,
      format: { kind: 'html' },
      traps: [
        'one column shifted: the header has a cell more than the rows (all of it comes again in the next export)',
        'HTML without a charset',
      ],
      sheets: [
        {
          name: 'Hồ sơ',
          list: 'dossiers',
          columns: without(
            PORTAL_COLUMNS.dossiers,
            'applicant',
            'applicant_id',
            'applicant_phone',
            'applicant_address',
          ),
          rows: q3.filter(({ record }) => record.received_at > '2022-07' && record.status === 10).slice(0, 10),
          style: style(),
          dress: { shifted: true },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-thang-07-09.xls`,
      format: { kind: 'html' },
      traps: [
        'HTML saved as .xls, no charset',
        'header of two rows',
        'zero-width and no-break spaces',
        'blank rows',
        'dossiers of the export before in a newer state',
        '50.000 đ',
      ],
      sheets: [
        {
          name: 'Hồ sơ',
          list: 'dossiers',
          columns: PORTAL_COLUMNS.dossiers,
          rows: q3,
          style: style({ text: 'invisible', money: 'dong', codes: 'long', dates: 'slash-minutes' }),
          dress: {
            titles: titles('DANH SÁCH HỒ SƠ', '01/07/2022', '30/09/2022', NAME),
            headerRows: 2,
            serial: true,
            blankEvery: 25,
          },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-thang-10.xls`,
      format: { kind: 'xls' },
      traps: [
        'BIFF .xls',
        'date cells',
        'total rows first, Trong đó',
        'lost leading zeros',
        'amounts as numbers',
        'other headers',
      ],
      sheets: [
        {
          name: 'DSHS',
          list: 'dossiers',
          columns: OLD_DOSSIER_COLUMNS,
          rows: october,
          style: style({ dates: 'cell', words: 'old', lostZeros: true, money: 'number', unit: 'bare' }),
          dress: { titles: ['DANH SÁCH HỒ SƠ THÁNG 10 NĂM 2022', ''], serial: true, totals: 'first', ofWhich: true },
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-thang-11.csv`,
      format: { kind: 'csv', encoding: 'utf8-bom', separator: ',' },
      traps: ['CSV, UTF-8 with BOM, comma', 'decomposed letters (NFD)', '50,000', 'rejected rows'],
      sheets: [
        {
          name: 'ho-so',
          list: 'dossiers',
          columns: PORTAL_COLUMNS.dossiers,
          rows: [...november, ...rejectedDossiers(november[0]?.record ?? like, 'H06.23-221101')],
          style: style({ text: 'nfd', money: 'comma', codes: 'province', unit: 'bare' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-2022-thang-12.csv`,
      format: { kind: 'csv', encoding: 'utf16le', separator: '\t' },
      traps: ['CSV, UTF-16LE, tab', 'ƣ for ư', 'Ð for Đ', 'yyyymmddHHMMSS', 'no column Tái sử dụng giấy tờ'],
      sheets: [
        {
          name: 'ho-so',
          list: 'dossiers',
          columns: without(PORTAL_COLUMNS.dossiers, 'reused_documents'),
          rows: december,
          style: style({ text: 'old-pdf', dates: 'packed', unit: 'capitals' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ket-qua-2022.xlsx`,
      format: { kind: 'xlsx', inline: true },
      traps: [
        'inline strings',
        'two kinds of dates in one column',
        'expiry on the reporting date',
        'no expiry',
        'result without a date of issue',
      ],
      sheets: [
        {
          name: 'Kết quả',
          list: 'results',
          columns: PORTAL_COLUMNS.results,
          rows: [
            ...resultsSeen(results, '2022-12-31'),
            {
              record: { ...results[0]!, result_code: '9001/QĐ-SGDĐT-2022' },
              cells: { issued_at: '' },
              rejected: 'no date of issue',
            },
          ],
          style: style({ dates: 'mixed' }),
          dress: { titles: ['SỔ KẾT QUẢ GIẢI QUYẾT', ''], serial: true, signature: SIGNATURE },
        },
      ],
    },
    {
      path: `${SET}/khao-sat-2022.xlsx`,
      format: { kind: 'xlsx' },
      traps: ['VNI text', 'answers without a rating', 'survey without scope'],
      sheets: [
        {
          name: 'KS',
          list: 'surveys',
          columns: PORTAL_COLUMNS.surveys,
          rows: [
            ...rowsOf(surveys),
            { record: { ...surveys[0]!, survey_code: 'KS22-9001' }, cells: { scope: '' }, rejected: 'no scope' },
          ],
          style: style({ text: 'vni', dates: 'slash-minutes' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/luan-chuyen-2022.csv`,
      format: { kind: 'csv', encoding: 'windows-1258', separator: ';' },
      traps: ['CSV, windows-1258, semicolon', 'the receiving side is nobody known'],
      sheets: [
        {
          name: 'luan-chuyen',
          list: 'transfers',
          columns: PORTAL_COLUMNS.transfers,
          rows: rowsOf(transfers),
          style: style(),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/thanh-toan-2022.csv`,
      format: { kind: 'csv', encoding: 'utf8', separator: ';' },
      traps: [
        'CSV, UTF-8 without BOM, semicolon',
        'refunds, failed and cancelled payments',
        'payments without date or method',
      ],
      sheets: [
        {
          name: 'thanh-toan',
          list: 'payments',
          columns: PORTAL_COLUMNS.payments,
          rows: payments(random, dossiers),
          style: style({ codes: 'mixed' }),
          dress: {},
        },
      ],
    },
  ];
  return { files, results };
}
