import { EDUCATION_2023, PROVINCE_2023 } from './catalogue.ts';
import { counts, ENDS, makeAll, pay } from './dossiers-brvt-2023.ts';
import { exportsOf, quota, Register } from './make.ts';
import { addOddities, rejectedDossiers, repeated } from './oddities.ts';
import { Random } from './random.ts';
import type { Dossier, SampleFile, SampleRow } from './records.ts';
import { NATIONAL_DOSSIER_COLUMNS, OLD_DOSSIER_COLUMNS, PORTAL_COLUMNS, SIGNATURE, style, titles } from './sheets.ts';
import { makeResults, makeSurveys, makeTransfers, resultsSeen, rowsOf } from './yearly.ts';

const SET = 'brvt-2023';

export function brvt2023(results2022: ReturnType<typeof makeResults>): {
  files: SampleFile[];
  results: ReturnType<typeof makeResults>;
} {
  const random = new Random(2023);
  const dossiers = makeAll(random, new Register());
  addOddities(dossiers, 30);
  quota(
    random,
    dossiers.filter((d) => d.unit === 'brvt-sgddt' && counts(d)),
    455,
    (d) => {
      d.reused_documents = true;
    },
  );
  const payments = pay(random, dossiers);
  const of = (...units: string[]): Dossier[] => dossiers.filter((d) => units.includes(d.unit));
  const education = exportsOf(of('brvt-sgddt'), ENDS);
  const departments = exportsOf(of('brvt-stp', 'brvt-skhcn', 'brvt-syt', 'brvt-stttt'), ENDS.slice(0, 3));
  const below = of('brvt-vungtau', 'brvt-chauduc', 'brvt-chauduc-ngaigiao', 'brvt-chauduc-kimlong');
  const isDistrict = ({ record }: SampleRow<'dossiers'>): boolean =>
    record.unit === 'brvt-vungtau' || record.unit === 'brvt-chauduc';
  const sameWay = (d: Dossier): boolean => d.channel !== 'assisted';
  const districts = exportsOf(below.filter(sameWay), ENDS.slice(1, 3));
  const assisted = exportsOf(
    below.filter((d) => !sameWay(d)),
    ENDS.slice(2, 3),
  );
  const results = makeResults(random, {
    unit: 'brvt-sgddt',
    prefix: 'QĐ-SGDĐT-2023',
    from: '2023-01-10',
    to: '2023-12-22',
    count: 500,
    digitised: [
      { from: '2023-01-10', to: '2023-12-31', count: 210, signed: 180 },
      { from: '2024-01-05', to: '2024-11-20', count: 90, signed: 90 },
    ],
    expiries: ['2023-12-31', '2023-12-31', '2023-12-30', '2024-11-29'],
    dossiers: of('brvt-sgddt').filter((d) => d.finished_at !== ''),
  });
  const surveys = makeSurveys(random, 'brvt-sgddt', 'KS23', '2023-01-15', '2023-12-15', [
    { scope: 'procedures', satisfied: 258, others: 42, unrated: 14 },
    { scope: 'education', satisfied: 170, others: 30, unrated: 6 },
  ]);
  const transfers = makeTransfers(
    random,
    of('brvt-sgddt').slice(0, 150),
    ['Phòng Giáo dục Mầm non', 'Sở Nội vụ', 'Thanh tra Sở'],
    '2023-01-10',
    '2023-12-28',
    210,
    90,
  );
  const [first] = education[0] ?? [];
  const like = (first as SampleRow<'dossiers'>).record;
  const counterRow = (row: SampleRow<'dossiers'>, i: number): SampleRow<'dossiers'> =>
    row.record.channel === 'counter' && i % 4 === 0 ? { ...row, cells: { channel: '' } } : row;

  const files: SampleFile[] = [
    {
      path: `${SET}/danh-muc-tthc-2023.xls`,
      format: { kind: 'html', charset: true },
      traps: ['HTML saved as .xls, with a charset', 'a new version of procedures already known'],
      sheets: [
        {
          name: 'Sở GDĐT',
          list: 'procedures',
          columns: PORTAL_COLUMNS.procedures,
          rows: rowsOf(EDUCATION_2023),
          style: style({ dates: 'slash', codes: 'mixed' }),
          dress: { titles: ['DANH MỤC THỦ TỤC HÀNH CHÍNH', ''], headerRows: 2, serial: true },
        },
      ],
    },
    {
      path: `${SET}/danh-muc-tthc-toan-tinh-2023.xlsx`,
      format: { kind: 'xlsx' },
      traps: [
        'several sheets of one list',
        'communes and districts share codes',
        'versions that follow one another',
        'dates as serial numbers',
      ],
      sheets: ['province', 'district', 'commune'].map((level) => ({
        name: `Cấp ${level === 'province' ? 'tỉnh' : level === 'district' ? 'huyện' : 'xã'}`,
        list: 'procedures' as const,
        columns: PORTAL_COLUMNS.procedures,
        rows: rowsOf(PROVINCE_2023.filter((p) => p.administrative_level === level)),
        style: style({ dates: 'serial', words: level === 'district' ? 'digits' : 'portal' }),
        dress: {
          titles: ['DANH MỤC THỦ TỤC HÀNH CHÍNH', ''],
          serial: level !== 'district',
          numbering: level === 'commune',
        },
      })),
    },
    {
      path: `${SET}/ho-so-huyen-xa-2023-ky-1-cap-xa.json`,
      format: { kind: 'json', service: 'DongBoHoSo' },
      traps: ['national JSON', 'codes 1, 2, 3 for the channel, 1–10 for the status'],
      sheets: [
        {
          name: 'data',
          list: 'dossiers',
          columns: NATIONAL_DOSSIER_COLUMNS,
          rows: (districts[0] ?? []).filter((row) => !isDistrict(row)),
          style: style({ dates: 'packed', words: 'digits', codes: 'long', money: 'number' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-huyen-xa-2023-nop-ho.csv`,
      format: { kind: 'csv', encoding: 'utf8', separator: '\t' },
      traps: ['CSV, UTF-8, tab', 'Nộp hộ is online, but not remote'],
      sheets: [
        {
          name: 'nop-ho',
          list: 'dossiers',
          columns: OLD_DOSSIER_COLUMNS,
          rows: assisted[0] ?? [],
          style: style({ words: 'old', money: 'dong' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-huyen-xa-2023-ky-1-cap-huyen.xlsx`,
      format: { kind: 'xlsx' },
      traps: ['date cells', 'lost leading zeros', 'no column STT'],
      sheets: [
        {
          name: 'Hồ sơ',
          list: 'dossiers',
          columns: OLD_DOSSIER_COLUMNS,
          rows: (districts[0] ?? []).filter(isDistrict),
          style: style({ dates: 'cell', lostZeros: true, words: 'old', money: 'number', unit: 'bare' }),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/ho-so-huyen-xa-2023-thang-11.xlsx`,
      format: { kind: 'xlsx' },
      traps: [
        'two kinds of dates in one column',
        'an empty channel means the counter',
        'blank rows',
        'total row first',
      ],
      sheets: [
        {
          name: 'Hồ sơ',
          list: 'dossiers',
          columns: PORTAL_COLUMNS.dossiers,
          rows: (districts[1] ?? []).map(counterRow),
          style: style({ dates: 'mixed' }),
          dress: { titles: ['DANH SÁCH HỒ SƠ', ''], serial: true, blankEvery: 40, totals: 'first' },
        },
      ],
    },
    {
      path: `${SET}/ho-so-so-gddt-2023-thang-01-06.xlsx`,
      format: { kind: 'xlsx', inline: true },
      traps: [
        'signature lines',
        'empty first column',
        'old placement of tone marks',
        'rejected rows',
        'duplicate in the file',
      ],
      sheets: [
        {
          name: 'Sheet1',
          list: 'dossiers',
          columns: PORTAL_COLUMNS.dossiers,
          rows: [
            ...(education[0] ?? []).flatMap((row, i) => (i === 40 && row.record.status === 10 ? repeated(row) : [row])),
            ...rejectedDossiers(like, 'H06.23-230301', true),
          ],
          style: style({ text: 'old-tones', codes: 'mixed', unit: 'bare', dates: 'slash-minutes' }),
          dress: {
            titles: titles('DANH SÁCH HỒ SƠ', '01/01/2023', '30/06/2023', 'Sở Giáo dục và Đào tạo'),
            emptyFirstColumn: true,
            headerRows: 2,
            numbering: true,
            signature: SIGNATURE,
          },
        },
      ],
    },
    ...education.slice(1).map(
      (rows, i): SampleFile => ({
        path: `${SET}/ho-so-so-gddt-2023-thang-${['07-10', '11', '12'][i]}.csv`,
        format: [
          { kind: 'csv', encoding: 'utf8-bom', separator: ';' } as const,
          { kind: 'csv', encoding: 'windows-1258', separator: ',' } as const,
          { kind: 'csv', encoding: 'utf16le', separator: '\t' } as const,
        ][i] ?? { kind: 'csv', encoding: 'utf8', separator: ',' },
        traps: [['CSV, UTF-8 with BOM, semicolon'], ['CSV, windows-1258, comma'], ['CSV, UTF-16LE, tab']][i] ?? [],
        sheets: [
          {
            name: 'ho-so',
            list: 'dossiers',
            columns: PORTAL_COLUMNS.dossiers,
            rows,
            style: style({ unit: 'bare', money: (['comma', 'dot', 'number'] as const)[i] ?? 'dot' }),
            dress: {},
          },
        ],
      }),
    ),
    ...departments.map(
      (rows, i): SampleFile => ({
        path: `${SET}/ho-so-so-nganh-2023-ky-${i + 1}.xlsx`,
        format: { kind: 'xlsx', inline: i === 2 },
        traps:
          [
            ['several units in one list', 'header of two rows'],
            ['dates as serial numbers', 'lost leading zeros'],
            ['date cells', 'total row last'],
          ][i] ?? [],
        sheets: [
          {
            name: `Kỳ ${i + 1}`,
            list: 'dossiers',
            columns: i === 1 ? OLD_DOSSIER_COLUMNS : PORTAL_COLUMNS.dossiers,
            rows,
            style: style({
              dates: (['slash-time', 'serial', 'cell'] as const)[i] ?? 'slash',
              unit: 'bare',
              lostZeros: i === 1,
              words: i === 1 ? 'old' : 'portal',
              codes: 'mixed',
            }),
            dress: {
              titles: ['DANH SÁCH HỒ SƠ CÁC SỞ, NGÀNH', ''],
              serial: true,
              headerRows: i === 0 ? 2 : 1,
              ...(i === 2 ? { totals: 'last' as const, ofWhich: true } : {}),
            },
          },
        ],
      }),
    ),
    {
      path: `${SET}/ket-qua-so-gddt-2023.csv`,
      format: { kind: 'csv', encoding: 'utf8', separator: ',' },
      traps: ['CSV, UTF-8 without BOM, comma', 'results of the year before, digitised since'],
      sheets: [
        {
          name: 'ket-qua',
          list: 'results',
          columns: PORTAL_COLUMNS.results,
          rows: [...resultsSeen(results2022, '2023-12-31', '2022-12-31'), ...resultsSeen(results, '2023-12-31')],
          style: style(),
          dress: {},
        },
      ],
    },
    {
      path: `${SET}/khao-sat-2023.xls`,
      format: { kind: 'html' },
      traps: ['ratings as 5–1', 'answers without a rating'],
      sheets: [
        {
          name: 'KS',
          list: 'surveys',
          columns: PORTAL_COLUMNS.surveys,
          rows: rowsOf(surveys),
          style: style({ words: 'digits' }),
          dress: { titles: ['KẾT QUẢ KHẢO SÁT', ''], serial: true },
        },
      ],
    },
    {
      path: `${SET}/luan-chuyen-2023.xlsx`,
      format: { kind: 'xlsx' },
      traps: ['a transfer without its date', 'exactly at a threshold'],
      sheets: [
        {
          name: 'LC',
          list: 'transfers',
          columns: PORTAL_COLUMNS.transfers,
          rows: [...rowsOf(transfers), { record: transfers[0]!, cells: { transferred_at: '' }, rejected: 'no date' }],
          style: style({ dates: 'mixed' }),
          dress: { serial: true },
        },
      ],
    },
    {
      path: `${SET}/thanh-toan-2023.xls`,
      format: { kind: 'html' },
      traps: ['refunds, failed and cancelled payments', 'amounts with đ', 'total row last'],
      sheets: [
        {
          name: 'TT',
          list: 'payments',
          columns: PORTAL_COLUMNS.payments,
          rows: payments,
          style: style({ money: 'dong', words: 'portal', unit: 'bare' }),
          dress: { titles: ['DANH SÁCH GIAO DỊCH THANH TOÁN', ''], serial: true, totals: 'last' },
        },
      ],
    },
  ];
  return { files, results };
}
