import { expect, test } from 'vitest';
import { fromTcvn3, fromVni } from './legacy-tables.ts';
import { LegacyText } from './legacy-text.ts';
import { isSyllable } from './syllable.ts';

test.each([
  ['Hå s¬', 'Hồ sơ'],
  ['§· xö lý xong', 'Đã xử lý xong'],
  ['Së GI¸O DôC Vµ §µO T¹O', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
  ['Uû ban nh©n d©n huyÖn Long §iÒn', 'Uỷ ban nhân dân huyện Long Điền'],
  ['NguyÔn ThÞ Ngäc ¸nh', 'Nguyễn Thị Ngọc ánh'],
])('TCVN3 %s', (legacy, unicode) => {
  expect(new LegacyText().lookAndMend(legacy)).toBe(unicode);
});

test.each([
  ['Ñaõ xöû lyù', 'Đã xử lý'],
  ['Maõ hoà sô', 'Mã hồ sơ'],
  ['Caùc', 'Các'],
  ['Caù', 'Cá'],
  ['Nguyeãn Thò Ngoïc AÙnh', 'Nguyễn Thị Ngọc Ánh'],
  ['Tröïc tuyeán', 'Trực tuyến'],
  ['SÔÛ GIAÙO DUÏC VAØ ÑAØO TAÏO', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
])('VNI %s', (legacy, unicode) => {
  expect(new LegacyText().lookAndMend(legacy)).toBe(unicode);
});

test.each([
  'Không',
  'Có',
  'Hà Văn Toàn',
  'Phí, lệ phí',
  'Café',
  'Müller',
  'André',
  '20°C',
  '§ 5',
  'a\u00a0b',
  'HÀ ANH',
  'Đã trả',
  'é',
  'x²',
])('%s stays', (text) => {
  expect(new LegacyText().lookAndMend(text)).toBe(text);
});

test('a text that may be either follows the sheet once it is proved', () => {
  const legacy = new LegacyText();
  expect(legacy.lookAndMend('Cã')).toBe('Cã');
  for (const text of ['Hå s¬', '§· tr¶', 'kÕt qu¶']) legacy.lookAndMend(text);
  expect(legacy.lookAndMend('Cã')).toBe('Có');
});

test('in a Unicode sheet a few odd cells prove nothing', () => {
  const legacy = new LegacyText();
  for (const text of ['Đã xử lý', 'Trực tuyến', 'Hồ sơ', 'Hå s¬', 'Một phần', '§· tr¶', 'Bưu chính'])
    legacy.lookAndMend(text);
  expect(legacy.lookAndMend('Cã')).toBe('Cã');
  expect(legacy.lookAndMend('Không')).toBe('Không');
});

test('NFD becomes NFC, by cell', () => {
  expect(new LegacyText().lookAndMend('Hồ sơ'.normalize('NFD'))).toBe('Hồ sơ');
  expect(new LegacyText().lookAndMend('đã xử lý'.normalize('NFD'))).toBe('đã xử lý');
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
