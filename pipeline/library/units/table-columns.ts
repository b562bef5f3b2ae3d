import { nearestWord } from '../../nearest.ts';
import { textKey, withoutNotes } from '../../text.ts';
import { markedKey } from './names.ts';
import type { UnitKind } from './types.ts';

/** What a column of a table of units tells. */
export type UnitColumn = 'name' | 'id' | 'parent' | 'kind' | 'from' | 'to' | 'aliases' | 'note';

/** Headings as keys (`textKey`); the first is the one that advice names. */
const HEADINGS: Readonly<Record<UnitColumn, readonly string[]>> = {
  name: ['ten', 'ten don vi', 'ten co quan', 'ten truong', 'ten xa', 'ten day du', 'don vi', 'co quan', 'name', 'unit'],
  id: ['ma', 'ma don vi', 'ma co quan', 'ma truong', 'ma so', 'id', 'code'],
  parent: [
    'cap tren',
    'don vi cap tren',
    'truc thuoc',
    'thuoc',
    'don vi chu quan',
    'co quan chu quan',
    'parent',
    'above',
  ],
  kind: ['loai', 'loai don vi', 'loai hinh', 'cap', 'kind', 'type'],
  from: ['tu ngay', 'tu', 'ngay bat dau', 'ngay thanh lap', 'hieu luc tu', 'hoat dong tu', 'from', 'since'],
  to: ['den ngay', 'den', 'den het ngay', 'ngay ket thuc', 'ngay giai the', 'het hieu luc', 'to', 'until'],
  aliases: ['cach viet khac', 'ten khac', 'ten goi khac', 'ten viet tat', 'viet tat', 'aliases', 'other names'],
  note: ['ghi chu', 'note', 'remark'],
};

/** Vietnamese names of the columns, for sentences. */
export const COLUMN_NAMES: Readonly<Record<UnitColumn, string>> = {
  name: 'Tên',
  id: 'Mã',
  parent: 'Cấp trên',
  kind: 'Loại',
  from: 'Từ ngày',
  to: 'Đến ngày',
  aliases: 'Cách viết khác',
  note: 'Ghi chú',
};

/** The column that a heading means, in any spelling and with what stands in brackets left out; undefined for others. */
export function columnOf(heading: string): UnitColumn | undefined {
  const key = textKey(withoutNotes(heading).bare);
  const all = Object.entries(HEADINGS).flatMap(([column, keys]) => keys.map((one) => ({ column, key: one })));
  const exact = all.find((one) => one.key === key);
  // A short word is near to everything: "To" is no "Từ".
  const near =
    key.length < 5
      ? undefined
      : nearestWord(
          key,
          all.map((one) => one.key).filter((one) => one.length >= 5),
        );
  const found = exact ?? all.find((one) => one.key === near);
  return Object.keys(COLUMN_NAMES).find((column): column is UnitColumn => column === found?.column);
}

/** Words that a kind, or the name of a unit of that kind, begins with. */
const KIND_BEGINNINGS: readonly (readonly [UnitKind, readonly string[]])[] = [
  ['desk', ['desk', 'bộ phận', 'một cửa', 'trung tâm phục vụ hành chính công', 'trung tâm pvhcc', 'tt pvhcc', 'tthcc']],
  ['school', ['school', 'trường', 'th', 'thcs', 'thpt', 'mn', 'mầm non', 'mẫu giáo', 'tiểu học', 'trung học', 'gdtx']],
  ['school', ['giáo dục thường xuyên', 'trung tâm giáo dục', 'cơ sở giáo dục']],
  ['commune', ['commune', 'xã', 'phường', 'thị trấn', 'đặc khu', 'cấp xã']],
  ['district', ['district', 'huyện', 'quận', 'thị xã', 'thành phố', 'cấp huyện']],
  ['department', ['department', 'sở', 'văn phòng ubnd', 'văn phòng ủy ban']],
  ['division', ['division', 'phòng', 'chi cục', 'văn phòng']],
  ['agency', ['agency', 'cơ quan', 'đơn vị', 'ban', 'thanh tra', 'trung tâm', 'chi nhánh', 'bệnh viện', 'khác']],
];

/** The kind that a cell, or else the name itself, tells. A text without any marks is compared without them. */
export function kindOf(text: string): UnitKind | undefined {
  const bare = text.replace(/^\s*(UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+/iu, '');
  const key = textKey(bare) === bare.toLowerCase().trim() ? textKey : markedKey;
  const written = `${key(bare)} `;
  return KIND_BEGINNINGS.find(([, words]) => words.some((word) => written.startsWith(`${key(word)} `)))?.[0];
}

/** Kinds as a sentence names them. */
export const KIND_WORDS = 'sở, phòng, bộ phận, trường, xã, huyện, cơ quan';
