import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CodeCatalogue, codeKeyMap, parseCodes, spellingKey } from '../library/codes.ts';
import { parseColumns } from '../library/parse-columns.ts';
import { parseWords } from '../library/words.ts';
import { LISTS, type ListId } from '../lists.ts';
import { UserError } from '../messages.ts';
import { textKey } from '../text.ts';
import type { HeadRow } from './headers.ts';
import { type RecogniseOptions, type Recognition, recogniseSheet } from './recognise.ts';
import { classRow } from './row-class.ts';

function shipped<T>(file: string, parse: (text: string, file: string) => { value?: T; mistakes: unknown[] }): T {
  const { value, mistakes } = parse(readFileSync(new URL(`../library/${file}`, import.meta.url), 'utf8'), file);
  expect(mistakes).toEqual([]);
  if (value === undefined) throw new Error(`${file} has no value`);
  return value;
}

const columns = shipped('columns.yaml', parseColumns);
const codes: CodeCatalogue = shipped('codes.yaml', parseCodes);
const words = shipped('words.yaml', (text, file) => parseWords(text, file, columns, codes));

/** Rows as text, cells between `|`; the number before `>` is the row's number, else one more than the row above. */
function rowsOf(...lines: string[]): HeadRow[] {
  let row = 0;
  return lines.map((line) => {
    const [, number, text] = /^(?:(\d+)>)?(.*)$/s.exec(line) ?? [];
    row = number === undefined ? row + 1 : Number(number);
    return { row, cells: (text ?? '').split('|').map((cell) => cell.trim()) };
  });
}

function recognise(lines: string[], options: Partial<RecogniseOptions> = {}): Recognition {
  return recogniseSheet(rowsOf(...lines), columns, { codes, words, madeHeader: false, ...options });
}

const positions = ({ mapping }: Recognition): Record<string, number> =>
  Object.fromEntries([...mapping].map(([column, { position }]) => [column, position]));

const SIMPLE: Record<ListId, string> = {
  dossiers: 'STT|Mã hồ sơ|Mã TTHC|Đơn vị tiếp nhận|Hình thức nộp|Ngày tiếp nhận|Ngày hẹn trả|Trạng thái|Người nộp',
  payments: 'STT|Mã giao dịch|Mã hồ sơ|Mã TTHC|Đơn vị tiếp nhận|Ngày thu|Tổng (VNĐ)|Hình thức thanh toán|Trạng thái',
  procedures: 'STT|Mã TTHC|Tên TTHC|Lĩnh vực|Cơ quan thực hiện|Mức độ|Thanh toán trực tuyến|Ký số',
  results: 'Số ký hiệu kết quả|Mã hồ sơ|Mã TTHC|Đơn vị giải quyết|Ngày cấp|Ngày hết hạn|Ngày số hoá|Ngày ký số',
  surveys: 'Mã phiếu|Ngày đánh giá|Đơn vị được đánh giá|Nội dung khảo sát|Mức độ hài lòng',
  visits: 'Số thứ tự|Quầy|Giờ lấy số|Giờ gọi|Giờ kết thúc',
  transfers: 'Mã hồ sơ|Nơi chuyển|Nơi nhận|Ngày chuyển|Hình thức chuyển',
  observations: 'Chỉ tiêu|Đơn vị|Đến ngày|Tử số|Mẫu số|Ghi chú',
};

describe('which list', () => {
  it.each(LISTS)('%s by its own headers, in any letter case and without tone marks', (list) => {
    const header = SIMPLE[list];
    const bare = header.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toUpperCase();
    expect(recognise([header]).list).toBe(list);
    expect(recognise([header.normalize('NFD')]).list).toBe(list);
    expect(positions(recognise([bare]))).toEqual(positions(recognise([header])));
  });

  it.each([
    ['a cover sheet', ['UBND TỈNH GIA LAI|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'BÁO CÁO', 'Kỳ báo cáo: Quý I/2024']],
    [
      'form II.06a',
      [
        'STT|Lĩnh vực giải quyết|Số lượng hồ sơ tiếp nhận||||Số lượng hồ sơ đã giải quyết',
        '||Tổng số|Trong kỳ||Từ kỳ trước|Tổng số|Trước hạn|Đúng hạn|Quá hạn',
        '(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)',
        '1|Giáo dục|120|100|15|5|110|60|40|10',
      ],
    ],
    [
      'a staff list',
      ['STT|Họ và tên|Ngày sinh|Chức vụ|Đơn vị|Số điện thoại|Ghi chú', '1|Lê A|01/02/1990|Chuyên viên|Sở A|0912|'],
    ],
    ['no rows', []],
  ])('%s is none', (_, lines) => {
    const result = recognise(lines);
    expect(result.list).toBeNull();
    expect(result.problems).toMatchObject([{ code: expect.stringMatching(/^(SHEET_NOT_RECOGNISED|NO_HEADER)$/) }]);
  });

  it('says what the likeliest list lacks, and takes it when told', () => {
    const lines = ['Mã lạ|Mã TTHC|Hình thức nộp|Ngày tiếp nhận|Ngày hẹn trả|Trạng thái'];
    const result = recognise(lines);
    expect(result.list).toBeNull();
    expect(result.problems[0]?.params).toMatchObject({ guess: { vi: 'Hồ sơ' }, missing: 'Mã hồ sơ' });
    expect(recognise(lines, { map: { 'MÃ LẠ': 'dossier_code' } })).toMatchObject({ list: 'dossiers', keyPosition: 0 });
  });

  it('leaves out a header the user does not want, and refuses a column that does not exist', () => {
    const lines = [SIMPLE.dossiers];
    expect(recognise(lines, { map: { 'Hình thức nộp': 'ignore' } }).missing).toContain('channel');
    expect(() => recognise(lines, { map: { 'Hình thức nộp': 'chanel' } })).toThrow(UserError);
    expect(() => recognise(lines, { map: { 'Hình thức nộp': 'chanel' } })).toThrow(/channel/);
  });
});

describe('what the user says', () => {
  it('--as takes what lacks everything but the key, and names the key where it is lacking', () => {
    expect(recognise(['Mã hồ sơ|Cột lạ|Ghi chú', 'H06.23-241105-0001|a|b'], { as: 'dossiers' }).list).toBe('dossiers');
    const lacking = recognise(['Mã lạ|Mã TTHC|Hình thức nộp|Ngày tiếp nhận'], { as: 'dossiers' });
    expect(lacking.list).toBeNull();
    expect(lacking.problems).toMatchObject([
      { code: 'AS_LACKS_KEY', params: { as: 'dossiers', missing: 'Mã hồ sơ', example: '--map "Mã lạ=dossier_code"' } },
    ]);
    expect(recognise(['Thông báo'], { as: 'visits' }).problems).toMatchObject([{ code: 'AS_NO_HEADER' }]);
  });

  it('--as settles a tie', () => {
    const tie = ['Mã hồ sơ|Mã TTHC|Đơn vị|Số phiếu|Ngày trả lời|Đánh giá|Giờ lấy số|Giờ gọi|Bộ phận'];
    expect(recognise(tie).problems).toMatchObject([{ code: 'SHEET_AMBIGUOUS' }]);
    expect(recognise(tie, { as: 'visits' }).list).toBe('visits');
    expect(recognise(tie, { as: 'surveys' }).list).toBe('surveys');
  });

  it('--map makes no fact of personal data, in any list and however it is written', () => {
    for (const header of [
      'Họ và tên',
      'SỐ CCCD',
      'Số điện thoại',
      'Mã hồ sơ (CCCD)',
      'Địa chỉ người khai',
      'ChuHoSo',
    ]) {
      expect(() => recognise([SIMPLE.dossiers], { map: { [header]: 'dossier_code' } })).toThrow(/dữ liệu cá nhân/);
      expect(recognise([`${SIMPLE.dossiers}|${header}`], { map: { [header]: 'ignore' } }).list).toBe('dossiers');
    }
    expect(recognise([SIMPLE.dossiers], { map: { 'Ngày trả cho công dân': 'returned_at' } }).list).toBe('dossiers');
  });

  it('a richer list that lacks only its key does not lose to a poorer one without a word', () => {
    const noCode =
      'STT|Mã TTHC|Tên TTHC|Mức độ|Đơn vị tiếp nhận|Hình thức nộp|Ngày tiếp nhận|Ngày hẹn trả|Trạng thái hồ sơ';
    expect(recognise([noCode]).problems).toMatchObject([
      {
        code: 'SHEET_LACKS_KEY',
        params: { guess: { vi: 'Hồ sơ' }, missing: 'Mã hồ sơ', other: { vi: 'Danh mục thủ tục' } },
      },
    ]);
    expect(recognise([noCode], { as: 'procedures' }).list).toBe('procedures');
    expect(recognise(['Mã TTHC|Tên TTHC|Cơ quan thực hiện|Mức độ|Lệ phí|Cách thức thực hiện']).list).toBe('procedures');
  });

  it('lists are named in both languages: who reads it is not known here', () => {
    const { problems } = recognise(['Mã lạ|Mã TTHC|Hình thức nộp|Ngày tiếp nhận']);
    expect(problems[0]?.params).toMatchObject({ guess: { vi: 'Hồ sơ', en: 'Dossiers' } });
  });
});

describe('headers that nobody knows', () => {
  const near = (header: string): unknown[] =>
    recognise([`STT|Mã hồ sơ|Mã TTHC|Đơn vị tiếp nhận|Ngày tiếp nhận|Trạng thái|${header}`]).problems.map(
      ({ code, params }) => [code, params['id']],
    );

  it.each([
    ['Hinh thưc nộp hs', 'channel'],
    ['Ngày hẹn trả cho tổ chức', 'due_at'],
    ['Hình thức th.toán', 'payment_method'],
  ])('%s is asked about, and not taken', (header, column) => {
    expect(near(header)).toEqual([['HEADER_SUGGESTION', column]]);
  });

  it.each(['Số quyết định đi kèm', 'Mã số nội bộ', 'Họ tên con em', 'Số CCCD của cha', 'Điện thoại bàn'])(
    '%s is not asked about',
    (header) => {
      expect(near(header)).toEqual([]);
    },
  );

  it('what looks personal is left out as personal, also in brackets and under a group', () => {
    const about = recognise([
      'STT|Mã hồ sơ (CCCD)|Mã hồ sơ|Ngày tiếp nhận|Hình thức nộp|Thông tin người nộp||Họ tên con em',
      '|||||Đơn vị|Nghề nghiệp|',
    ]);
    expect(about.personal).toEqual([1, 5, 6, 7]);
    expect(positions(about)).toEqual({ dossier_code: 2, received_at: 3, channel: 4 });
    expect(about.problems).toEqual([]);
  });
});

describe('where the header is', () => {
  it('below a long preface, and the upper one of two tables', () => {
    const preface = Array.from({ length: 120 }, (_, line) => `Dòng giới thiệu ${line}`);
    expect(recognise([...preface, SIMPLE.dossiers])).toMatchObject({ list: 'dossiers', headerRow: 121 });
    const rows = ['1|H06.23-241105-0001|1.012784|Sở A|Trực tiếp|05/11/2024|10/11/2024|Đang xử lý|Lê B', ''];
    const richer = `${SIMPLE.dossiers}|Ngày trả|Ngày kết thúc|Lệ phí|Mức độ`;
    expect(recognise([SIMPLE.dossiers, ...rows, richer]).headerRow).toBe(1);
    expect(recognise([SIMPLE.visits, '7|Quầy 1|05/11/2024 08:00||', richer]).list).toBe('visits');
  });

  it('nowhere: how far was looked is said', () => {
    const preface = Array.from({ length: 200 }, (_, line) => `Dòng giới thiệu ${line}`);
    expect(recognise(preface).problems).toMatchObject([{ code: 'NO_HEADER', params: { rows: 200 } }]);
    expect(recognise(['STT|M? h? s?|Ng?y ti?p nh?n|H?nh th?c n?p']).problems).toMatchObject([{ code: 'LETTERS_LOST' }]);
  });

  it('a header without rows is a list', () => {
    expect(recognise([SIMPLE.results])).toMatchObject({ list: 'results', problems: [] });
  });

  it.each([
    ['Từ ngày 01/11/2024 đến ngày 30/11/2024', { from: '2024-11-01', to: '2024-11-30' }],
    ['(Số liệu từ 1/9/2024 - đến hết ngày 30/9/2024)', { from: '2024-09-01', to: '2024-09-30' }],
    ['Từ ngày|01/11/2024|đến ngày|30/11/2024', { from: '2024-11-01', to: '2024-11-30' }],
    ['Từ ngày 30/11/2024 đến ngày 01/11/2024', null],
    ['Từ ngày 31/02/2024 đến ngày 01/11/2024', null],
    ['DANH SÁCH HỒ SƠ', null],
  ])('the period of the title: %s', (line, period) => {
    expect(recognise([line, SIMPLE.dossiers]).titlePeriod).toEqual(period);
  });

  const upper = 'STT|Mã hồ sơ|Thủ tục||Thời gian||Trạng thái|Hình thức nộp|Thông tin người nộp|';
  const lower = '||Mã TTHC|Tên TTHC|Ngày tiếp nhận|Ngày hẹn trả|||Người nộp|Số CCCD';
  const expected = {
    dossier_code: 1,
    procedure_code: 2,
    procedure_name: 3,
    received_at: 4,
    due_at: 5,
    status: 6,
    channel: 7,
  };

  it('below titles, of two rows with merged cells', () => {
    const result = recognise(['DANH SÁCH HỒ SƠ', 'Đơn vị thống kê: Sở Giáo dục và Đào tạo', `4>${upper}`, lower]);
    expect(result).toMatchObject({ headerRow: 4, dataStart: 6, titleUnit: 'Sở Giáo dục và Đào tạo', personal: [8, 9] });
    expect(positions(result)).toEqual(expected);
  });

  it('of three rows, the middle one merged away, whether the reader gives the blank row or not', () => {
    for (const lines of [
      [upper, `3>${lower}`],
      [upper, '', lower],
    ]) {
      const result = recognise([...lines, '(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)']);
      expect(result).toMatchObject({ headerRow: 1, dataStart: 4 });
      expect(positions(result)).toEqual(expected);
    }
  });

  it('rows far apart are not one header', () => {
    expect(positions(recognise([upper, `9>${lower}`]))).not.toHaveProperty('received_at');
  });

  it('with an empty first column, notes in brackets and ƣ', () => {
    const result = recognise([
      '|Mã hồ sơ (*)|Ngày tiếp nhận (dd/mm/yyyy)|Phí lệ phí (VNĐ)|Đơn vị tiếp nhận|Hình thƣ́c nộp',
    ]);
    expect(positions(result)).toEqual({ dossier_code: 1, received_at: 2, fee_amount: 3, unit_name: 4, channel: 5 });
  });

  it('numbered', () => {
    expect(positions(recognise(['1. STT|2. Mã hồ sơ|3) Ngày tiếp nhận|4. Hình thức nộp']))).toEqual({
      dossier_code: 1,
      received_at: 2,
      channel: 3,
    });
  });

  it('names of the national JSON format', () => {
    const names = 'MaHoSo|MaTTHC|TenTTHC|KenhThucHien|NgayTiepNhan|NgayHenTra|TrangThaiHoSo|ChuHoSo|SoGiayToChuHoSo';
    const result = recognise([`0>${names}`], { madeHeader: true });
    expect(result).toMatchObject({ list: 'dossiers', headerRow: 0, dataStart: 1, personal: [7, 8] });
  });

  it('the spelling that comes first in the data wins where two columns mean the same', () => {
    const result = recognise(['Mã hồ sơ|Cơ quan xử lý|Đơn vị tiếp nhận|Ngày tiếp nhận|Hình thức nộp']);
    expect(result.mapping.get('unit_name')?.position).toBe(2);
    expect(result.problems.map(({ code }) => code)).toContain('TWO_COLUMNS_FOR_ONE');
  });
});

it('tells when header and rows do not line up', () => {
  const header = 'Mã hồ sơ|Cột thừa|Ngày tiếp nhận|Trạng thái|Hình thức nộp|Mã TTHC';
  const row = (day: number): string => `H06.23-241105-00${day}|${day}/11/2024|Đang xử lý|Trực tiếp|1.012784|`;
  expect(recognise([header, ...[11, 12, 13, 14].map(row)]).shifted).toBe(true);
  const straight = (day: number): string => `H06.23-241105-00${day}||${day}/11/2024|Đang xử lý|Trực tiếp|1.012784`;
  expect(recognise([header, ...[11, 12, 13, 14].map(straight)]).shifted).toBe(false);
});

describe('rows below the header', () => {
  const recognition = recognise([SIMPLE.dossiers]);
  const dossiers = columns.lists.find(({ id }) => id === 'dossiers');
  it.each([
    ['1|H06.23-241105-0001|1.012784|Sở A|Trực tiếp|05/11/2024|10/11/2024|Đang xử lý|Lê B', 'data'],
    ['2||1.012784|Sở A|Trực tiếp|05/11/2024|10/11/2024|Đang xử lý|Lê B', 'data'],
    ['|Công ty TNHH A|1.012784|Sở A|Trực tiếp|05/11/2024|10/11/2024||', 'data'],
    ['|||||||', 'blank'],
    ['Tổng số||120||||||', 'total'],
    ['Cộng:|||||120|||', 'total'],
    ['|Luỹ kế||120|||||', 'total'],
    ['(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)', 'numbering'],
    [SIMPLE.dossiers, 'header-repeat'],
    ['STT|Mã hồ sơ|Mã TTHC|Đơn vị tiếp nhận|Trạng thái|Ngày tiếp nhận|Ngày hẹn trả|Hình thức nộp|', 'other-header'],
    [SIMPLE.payments, 'other-header'],
    [SIMPLE.visits, 'other-header'],
    ['2||1.012784|Trạng thái|Trực tiếp|||Lĩnh vực|', 'data'],
    ['Ngày in:|01/12/2024|Người in:||||||', 'note'],
    ['I. Lĩnh vực giáo dục||||||||', 'note'],
    ['|NGƯỜI LẬP BIỂU||||THỦ TRƯỞNG ĐƠN VỊ|||', 'note'],
  ])('%s is %s', (line, expected) => {
    if (dossiers === undefined) throw new Error('no dossiers');
    expect(classRow(rowsOf(line)[0]?.cells ?? [], recognition, dossiers)).toBe(expected);
  });
});

describe('rows of the other lists', () => {
  const LINES: Record<Exclude<ListId, 'dossiers'>, [string, string][]> = {
    payments: [
      ['1|GD0001|H06.23-241105-0001|1.012784|Sở A|05/11/2024|50.000|Tiền mặt|Thành công', 'data'],
      ['|Tổng cộng|||||50.000||', 'total'],
      ['2||H06.23-241105-0002|1.012784|Sở A|05/11/2024|50.000|Tiền mặt|Thành công', 'data'],
    ],
    procedures: [
      ['1|1.012784|Chuyển trường|Giáo dục|Sở A|Toàn trình|x|', 'data'],
      ['I|Lĩnh vực giáo dục trung học||||||', 'note'],
      ['|Cộng||||86||', 'total'],
    ],
    results: [
      ['12/GP-SGDĐT|H06.23-241105-0001|1.012784|Sở A|05/11/2024|||', 'data'],
      ['Tổng số: 12|||||||', 'total'],
    ],
    surveys: [
      ['KS0001|05/11/2024|Sở A|Giải quyết TTHC|Rất hài lòng', 'data'],
      ['Tổng cộng||||5', 'total'],
    ],
    visits: [
      ['7|Quầy 1|05/11/2024 08:00|05/11/2024 08:05|05/11/2024 08:15', 'data'],
      ['A007|Quầy 1|05/11/2024 08:00||', 'data'],
      ['|Trung bình||5 phút|10 phút', 'note'],
    ],
    transfers: [
      ['H06.23-241105-0001|Sở A|UBND tỉnh|05/11/2024|Điện tử', 'data'],
      ['Người lập biểu||||Thủ trưởng', 'note'],
    ],
    observations: [
      ['Số nhân sự Một cửa|Sở A|30/11/2024|12||', 'data'],
      ['Số nhân sự Một cửa|Sở A||||', 'note'],
      ['Tổng số||||10|', 'total'],
    ],
  };

  it.each(
    Object.entries(LINES).flatMap(([id, lines]) => lines.map(([line, expected]) => [id, line, expected] as const)),
  )('%s: %s is %s', (id, line, expected) => {
    const list = columns.lists.find((candidate) => candidate.id === id);
    if (list === undefined) throw new Error(`no list ${id}`);
    const recognition = recognise([SIMPLE[list.id]]);
    expect(classRow(rowsOf(line)[0]?.cells ?? [], recognition, list)).toBe(expected);
  });
});

describe('the data', () => {
  it('no personal header is a fact, in any list', () => {
    const facts = columns.lists.flatMap((list) => list.columns.filter(({ type }) => type !== 'personal'));
    const reached = facts.flatMap(({ headers }) => headers).filter((header) => columns.personal.has(textKey(header)));
    expect(reached).toEqual([]);
    for (const header of ['Số CCCD', 'Hộ chiếu', 'Email', 'Ngày sinh', 'Cán bộ thụ lý', 'Số tài khoản']) {
      expect(recognise([`${SIMPLE.dossiers}|${header}`]).personal).toContain(9);
    }
  });

  it.each([
    ['channel', 'trực tuyến tại quầy', 'assisted'],
    ['channel', '2', 'online_unspecified'],
    ['channel', 'BCCI', 'postal'],
    ['service_level', 'Mức độ 4', 'full'],
    ['status', 'Chờ bổ sung', '5'],
    ['status', '10', '10'],
    ['payment_method', '1', 'national_portal'],
    ['payment_status', 'Huỷ', 'cancelled'],
    ['rating', 'Rất không hài lòng', '1'],
    ['boolean', 'X', 'true'],
    ['boolean', '✓', 'true'],
    ['boolean', '☑', 'true'],
    ['boolean', '✔️', 'true'],
    ['boolean', '☐', 'false'],
  ])('%s: %s is %s', (id, cell, value) => {
    const list = codes.lists.find((candidate) => candidate.id === id);
    if (list === undefined) throw new Error(`no code list ${id}`);
    expect(codeKeyMap(list).get(spellingKey(cell))).toBe(value);
  });

  it('what is written instead of an empty cell is no value of any code', () => {
    expect(codes.noValue.any.has(spellingKey(' - '))).toBe(true);
    expect(codes.noValue.date.has(spellingKey('KHÔNG THỜI HẠN'))).toBe(true);
    expect(codes.noValue.money.has(spellingKey('Miễn phí'))).toBe(true);
    expect(codes.lists.find(({ id }) => id === 'rating')?.noValue.has(spellingKey('Chưa đánh giá'))).toBe(true);
    for (const list of codes.lists)
      for (const key of [...codes.noValue.any, ...list.noValue]) expect(codeKeyMap(list).get(key)).toBeUndefined();
  });

  it('reports all mistakes of a file at once, each with its line', () => {
    const text = ['lists:', '  - id: dossier', '    kee: x', 'ignored: []'].join('\n');
    const lines = parseColumns(text, 'c.yaml').mistakes.map(({ line }) => line);
    expect(lines).toEqual(expect.arrayContaining([2, 3]));
  });
});
