import { expect, test } from 'vitest';
import type { TextBatch } from '../batch.ts';
import { BatchBuilder, rowsOf } from '../rows.ts';
import { fromTcvn3, fromVni } from './legacy-tables.ts';
import { isSyllable } from './syllable.ts';

/** The cells of a sheet as a reader hands them on. */
function read(rows: readonly (readonly string[])[]): string[][] {
  const builder = new BatchBuilder({ file: 'thu.xlsx', sheet: 'S' });
  const batches: TextBatch[] = [];
  rows.forEach((cells, i) => {
    builder.startRow(i + 1);
    cells.forEach((cell, column) => {
      builder.text(column, cell);
    });
    builder.endRow();
    if (builder.full) batches.push(...builder.take());
  });
  batches.push(...builder.end());
  return batches.flatMap(rowsOf).map(({ cells }) => cells);
}

const column = (cells: readonly string[]) => read(cells.map((cell) => [cell])).map(([cell]) => cell);

const TCVN3 = [
  ['Hå s¬', 'Hồ sơ'],
  ['§· xö lý xong', 'Đã xử lý xong'],
  ['Së GI¸O DôC Vµ §µO T¹O', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
  ['Uû ban nh©n d©n huyÖn Long §iÒn', 'Uỷ ban nhân dân huyện Long Điền'],
  ['NguyÔn ThÞ Ngäc ¸nh', 'Nguyễn Thị Ngọc ánh'],
  ['Cã', 'Có'],
  ['§µo', 'Đào'],
  ['15/Q§-UBND', '15/QĐ-UBND'],
  ['Nép “trùc tuyÕn” – mét phÇn', 'Nộp “trực tuyến” – một phần'],
] as const;

const VNI = [
  ['Ñaõ xöû lyù', 'Đã xử lý'],
  ['Maõ hoà sô', 'Mã hồ sơ'],
  ['Caùc', 'Các'],
  ['Caù', 'Cá'],
  ['Nguyeãn Thò Ngoïc AÙnh', 'Nguyễn Thị Ngọc Ánh'],
  ['Tröïc tuyeán', 'Trực tuyến'],
  ['SÔÛ GIAÙO DUÏC VAØ ÑAØO TAÏO', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
] as const;

/** Good Unicode, each of which one of the fonts can read as something else. */
const UNICODE = [
  ...['£', '¥', '·', 'Ø', '×', '»', '§', 'é', 'x²', '20°C', '§ 5', 'a\u00a0b', 'µm', 'N·m', '£m', '5 × 10', 'Ø 20'],
  ...['Müller', 'Äpfel', 'São Paulo', 'Café', 'André', 'tôt', 'où', 'på', 'Béziers', 'Düsseldorf'],
  ...['Không', 'Có', 'Phí', 'HÀ ANH', 'Hoà', 'Bình'],
];

test.each([
  ['TCVN3', TCVN3],
  ['VNI', VNI],
])('a sheet in %s is converted wholly', (_font, texts) => {
  expect(column(texts.map(([legacy]) => legacy))).toEqual(texts.map(([, unicode]) => unicode));
});

test.each([
  ['TCVN3', TCVN3],
  ['VNI', VNI],
])('so is a column in %s beside columns in Unicode', (_font, texts) => {
  const name = 'Nguyễn Văn Ưỡn';
  const rows = UNICODE.map((cell, i) => [name, texts[i % texts.length]![0], cell, 'Trực tuyến', 'Có']);
  const wanted = UNICODE.map((cell, i) => [name, texts[i % texts.length]![1], cell, 'Trực tuyến', 'Có']);
  const header = ['Người nộp', 'Trạng thái', 'Ghi chú', 'Hình thức', 'Đúng hạn'];
  expect(read([header, ...rows])).toEqual([header, ...wanted]);
});

test.each(UNICODE)('%s by itself stays, and with Vietnamese around it', (cell) => {
  expect(read([[cell]])).toEqual([[cell]]);
  const rows = [['Đơn vị', 'Ghi chú'], ...Array.from({ length: 9 }, () => ['Sở Tư pháp', cell])];
  expect(read(rows)).toEqual(rows);
});

test('signs stay in a sheet of nothing but signs, and in one of foreign words', () => {
  const signs = ['£', '£m', '¥', 'µm', 'N·m', 'Ø', '×', '»', '5·10', '¼', 'm¹', '©', '«a»'];
  expect(column(signs)).toEqual(signs);
  expect(column(UNICODE)).toEqual(UNICODE);
  const sentences = ['Länge in µm', 'på så sätt', 'il est tôt, où est-il', 'the price in £m and the torque in N·m'];
  expect(column(sentences)).toEqual(sentences);
});

test('in a column in Unicode a few cells prove nothing', () => {
  const cells = ['Đã xử lý', 'Trực tuyến', 'Hồ sơ', 'Hå s¬', 'Một phần', '§· tr¶', 'Bưu chính', 'Cã', 'Không'];
  expect(column(cells)).toEqual(cells);
});

test('in a legacy column what makes sense only as it is stays', () => {
  expect(column([...TCVN3.map(([legacy]) => legacy), 'Bình', '20 °C', 'São Paulo'])).toEqual([
    ...TCVN3.map(([, unicode]) => unicode),
    'Bình',
    '20 °C',
    'São Paulo',
  ]);
});

test('a column of short cells follows its sheet, the first rows like the last', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => [String(i), 'Cã', i < 12_000 ? '' : TCVN3[i % 5]![0]]);
  const answers = new Set(read(rows).map((cells) => cells[1]));
  expect(answers).toEqual(new Set(['Có']));
});

test('rows wait for proof only so long', () => {
  const builder = new BatchBuilder({ file: 'thu.xlsx', sheet: 'S' });
  let behind = 0;
  for (let row = 1; row <= 100_000; row++) {
    builder.startRow(row);
    builder.text(0, 'Cã');
    builder.endRow();
    if (!builder.full) continue;
    const gone = builder.take().reduce((sum, batch) => sum + batch.rows, 0);
    behind += (row === 256 ? 256 : 8_192) - gone;
    expect(behind).toBeLessThan(30_000);
  }
});

test('NFD becomes NFC, by cell', () => {
  expect(column(['Hồ sơ'.normalize('NFD'), 'đã xử lý'.normalize('NFD')])).toEqual(['Hồ sơ', 'đã xử lý']);
});

test.each([
  ['capitals and a small letter', `${'A'.repeat(4_000)}µa`],
  ['capitals in TCVN3', '§A'.repeat(200_000)],
  ['one word', 'Hå'.repeat(200_000)],
  ['words', 'Hå s¬ '.repeat(60_000)],
  ['in VNI', 'aù'.repeat(200_000)],
])('long texts take no longer than their length: %s', (_what, text) => {
  const start = performance.now();
  column([...TCVN3.map(([legacy]) => legacy), text]);
  column([...VNI.map(([legacy]) => legacy), text]);
  fromTcvn3(text);
  fromVni(text);
  isSyllable(text);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('every letter survives the way through each legacy encoding', () => {
  const letters = 'aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ';
  const tcvn3 = Array.from({ length: 94 }, (_, i) => fromTcvn3(String.fromCharCode(161 + i))).join('');
  for (const letter of letters.replace(/[a-z]/g, '')) expect(tcvn3).toContain(letter);
  const marks = ['', ...'ùøûõïâáàåãäêéèúüë'];
  const vni = [...'aeouyôöñíìæóòî'].flatMap((letter) => marks.map((mark) => fromVni(letter + mark))).join('');
  for (const letter of letters.replace(/[a-z]/g, '')) expect(vni).toContain(letter);
});

test('syllables', () => {
  for (const word of 'nghiêng quyết Thuỷ giếng gì yên oan Đường khuya xoong hoà hòa ỷ uống'.split(' '))
    expect(isSyllable(word)).toBe(true);
  for (const word of 'hå lyù cafe müller tàc ngh bcd ôô aù'.split(' ')) expect(isSyllable(word)).toBe(false);
});
