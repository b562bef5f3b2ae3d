import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { parseWords } from '../../pipeline/library/words.ts';
import { readingsOf } from '../../pipeline/recognise/reading.ts';
import { type Recognition, recogniseSheet } from '../../pipeline/recognise/recognise.ts';
import { guessValue } from '../../pipeline/recognise/values.ts';
import { CELLS, columnsOf, type SheetColumn, sheetOf } from './sheets.ts';

const { columns, codes, words } = shippedLibrary();
const [dossiers] = columns.lists;
if (dossiers === undefined) throw new Error('no list of dossiers');

const recognise = (sheet: readonly SheetColumn[], map: Record<string, string> = {}): Recognition =>
  recogniseSheet(sheetOf(sheet), columns, { codes, words, madeHeader: false, map });
const cellsOf = (column: string): SheetColumn['cell'] => CELLS[column] ?? (() => '');
/** A sheet of all columns but these, with one header more. */
const sheetWith = (header: string, cell: SheetColumn['cell'], leftOut: readonly string[]): SheetColumn[] => [
  ...columnsOf(dossiers, leftOut),
  { header, cell },
];
const meaningOf = (sheet: readonly SheetColumn[]): [string | null, string] => {
  const { mapping, unknown } = recognise(sheet);
  const last = sheet.length - 1;
  const taken = [...mapping].find(([, { position }]) => position === last);
  if (taken !== undefined) return [taken[0], taken[1].how];
  const open = unknown.find(({ position }) => position === last);
  return [open?.guess ?? null, open === undefined ? 'left out' : 'asked'];
};

describe('a header by its words and its cells', () => {
  it.each([
    ['T/g TN', 'received_at'],
    ['Tiếp nhận lúc', 'received_at'],
    ['NGAY TN HS', 'received_at'],
    ['Ngày BPMC tiếp nhận', 'received_at'],
    ['ngaytiepnhanhs', 'received_at'],
    ['(3) Ngày TN HS', 'received_at'],
    ['acceptedTime', 'received_at'],
    ['Hạn GQ', 'due_at'],
    ['Ngày trả (dự kiến)', 'due_at'],
    ['appointment_date', 'due_at'],
    ['Ngày GQ xong', 'finished_at'],
    ['Ngày CD nhận KQ', 'returned_at'],
    ['Nộp qua', 'channel'],
    ['HTTN', 'channel'],
    ['HT nộp', 'channel'],
    ['MĐ DVC', 'service_level'],
    ['TT hồ sơ', 'status'],
    ['HT thanh toán', 'payment_method'],
    ['MHS', 'dossier_code'],
  ])('%s is taken for %s, and told', (header, column) => {
    const sheet = sheetWith(header, cellsOf(column), [column]);
    expect(meaningOf(sheet)).toEqual([column, 'inferred']);
    expect(recognise(sheet).problems).toMatchObject([{ code: 'COLUMN_INFERRED', column }]);
  });

  it('with what somebody said of it: another column, or none', () => {
    const sheet = sheetWith('T/g TN', cellsOf('received_at'), ['received_at', 'submitted_at']);
    expect(recognise(sheet, { 'T/g TN': 'submitted_at' }).mapping.get('submitted_at')).toMatchObject({ how: 'known' });
    expect(recognise(sheet, { 'T/g TN': 'ignore' }).missing).toContain('received_at');
  });

  it('not where the cells are something else, come before an earlier day, or another header rivals it', () => {
    const leftOut = ['received_at'];
    expect(meaningOf(sheetWith('T/g TN', () => 'Đang xử lý', leftOut))).toEqual([null, 'asked']);
    expect(meaningOf(sheetWith('T/g TN', () => '01/02/2020', leftOut))).toEqual(['received_at', 'asked']);
    const rival = [
      ...sheetWith('T/g TN', cellsOf('received_at'), leftOut),
      { header: 'Thời điểm TN HS', cell: cellsOf('received_at') },
    ];
    expect(recognise(rival).mapping.has('received_at')).toBe(false);
    expect(recognise(rival).unknown.map(({ guess }) => guess)).toContain('received_at');
  });

  it('not where an abbreviation may mean the payment as well', () => {
    const sheet = sheetWith('Tình trạng TT', () => 'Đã thanh toán', ['status']);
    expect(meaningOf(sheet)[1]).toBe('asked');
  });

  it('groups over it and line breaks belong to it', () => {
    const [first, ...rows] = sheetOf([
      ...columnsOf(dossiers, ['received_at', 'due_at']),
      { header: 'Đầu\nvào', cell: cellsOf('received_at') },
      { header: '', cell: cellsOf('due_at') },
    ]);
    const width = first?.cells.length ?? 0;
    const upper = [...(first?.cells ?? [])].map((cell, at) =>
      at === width - 2 ? 'Thời gian' : at === width - 1 ? '' : cell,
    );
    const lower = (first?.cells ?? []).map((_, at) => (at === width - 2 ? 'Vào sổ' : at === width - 1 ? 'Hẹn KQ' : ''));
    const head = [upper, lower, ...rows.map(({ cells }) => cells)].map((cells, index) => ({ row: index + 1, cells }));
    const { mapping } = recogniseSheet(head, columns, { codes, words, madeHeader: false });
    expect(mapping.get('received_at')).toMatchObject({ position: width - 2, how: 'inferred' });
    expect(mapping.get('due_at')).toMatchObject({ position: width - 1, how: 'inferred' });
  });

  it.each([
    'Ngày trình ký',
    'Ngày nhận từ thuế',
    'Ngày nộp bổ sung',
    'Ngày hẹn bổ sung',
    'Hạn xử lý bước',
    'Hình thức nhận kết quả',
    'Kênh trả KQ',
    'Trạng thái số hóa',
    'Tình trạng hôn nhân',
    'Mã bưu gửi',
    'Số hồ sơ gốc',
    'Ngày cấp CCCD',
    'Ngày chuyển trả',
    'Ngày trả nợ',
    'Lệ phí trước bạ',
    'Tiền sử dụng đất',
    'Mức độ ưu tiên',
    'Thời gian thực hiện',
    'Ngày nhận thông báo thuế',
    'Ngày hoàn thành NVTC',
  ])('%s is nobody of ours', (header) => {
    const wanted = [
      'submitted_at',
      'received_at',
      'due_at',
      'finished_at',
      'channel',
      'status',
      'fee_amount',
      'dossier_code',
      'service_level',
    ];
    const leftOut = dossiers.columns
      .map(({ id }) => id)
      .filter((id) => !['dossier_code', 'procedure_code', 'received_at'].includes(id));
    for (const column of wanted)
      expect([column, meaningOf(sheetWith(header, cellsOf(column), leftOut))[1]]).not.toEqual([column, 'inferred']);
  });
});

describe('a value by its words and by what stands beside it', () => {
  const guess = (list: string, cell: string, beside: Record<string, number> = {}) => {
    const codeList = codes.lists.find(({ id }) => id === list);
    return codeList === undefined ? undefined : guessValue(words, codeList, cell, beside);
  };

  it('is understood where its words mean one thing', () => {
    expect(guess('status', 'Đã có KQ')).toEqual({ value: '9', how: 'inferred' });
    expect(guess('status', 'DANG XU LY TAI PHONG')?.how).not.toBe('inferred');
    expect(guess('channel', 'Nộp online')).toEqual({ value: 'online_unspecified', how: 'inferred' });
    expect(guess('channel', 'Qua dịch vụ BCCI (VNPost)')).toEqual({ value: 'postal', how: 'inferred' });
    expect(guess('service_level', 'DVCTT toàn trình')).toEqual({ value: 'full', how: 'inferred' });
  });

  it("is asked about where something beside it speaks against it, a wallet may be anybody's, or a no turns it round", () => {
    expect(guess('status', 'Đã có KQ', { finished_at: 0 })).toEqual({ value: '9', how: 'asked' });
    expect(guess('status', 'Hồ sơ đang GQ', { finished_at: 1 })).toEqual({ value: '4', how: 'asked' });
    expect(guess('payment_method', 'VNPT Pay')).toEqual({ value: 'online_unspecified', how: 'asked' });
    expect(guess('channel', 'Không nộp trực tuyến')?.how).not.toBe('inferred');
    expect(guess('channel', 'Trực tiếp/Trực tuyến')).toBeUndefined();
    expect(guess('status', 'abc xyz')).toBeUndefined();
  });
});

describe('the words', () => {
  it('a text is read in each of its ways, whatever its letters', () => {
    const concepts = (text: string): string[] =>
      readingsOf(text, words).map((reading) => [...reading.concepts].sort().join(' '));
    for (const text of ['Ngày nhận', 'NGÀY NHẬN', 'ngay_nhan', 'NgayNhan', 'ngaynhan', 'receivedDate', 'Ngày\nnhận'])
      expect([text, concepts(text)]).toEqual([text, ['date taking']]);
    expect(concepts('Tình trạng TT')).toEqual(expect.arrayContaining(['payment state', 'procedure state']));
  });

  it('mistakes of words.yaml are told all at once, with their lines', () => {
    const text =
      'concepts:\n  date: { words: [ngày] }\ncolumns:\n  received_at: { means: [date taking] }\n  nowhere: { means: [date] }\nvalues:\n  channel: { values: { sky: { means: [date] } } }\n';
    const { value, mistakes } = parseWords(text, 'words.yaml', columns, codes);
    expect(value).toBeUndefined();
    expect(mistakes.map(({ line }) => line)).toEqual([4, 3, 7]);
  });
});
