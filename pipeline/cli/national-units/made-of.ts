import { textKey } from '../../text.ts';

/** One unit that a text names as (a part of) what a commune was made of. */
export interface Mention {
  /** As written, without what stands in brackets: `Xã Tân Lập`, `Huyện Lý Sơn`. */
  name: string;
  /** The district that brackets tell: `huyện Bình Gia`; empty where none. */
  district: string;
  /** Only a part of it went here. */
  part: boolean;
  /** Communes of today that other parts went to, as written. */
  others: string[];
}

/** `Xã A, Xã B (huyện C) (phần còn lại sau khi sáp nhập vào xã D, phường E)` as mentions. */
export function mentionsIn(text: string): Mention[] {
  const pieces = text.match(/(?:[^,(]|\([^()]*\))+/g) ?? [];
  return pieces
    .map((piece) => {
      const brackets = [...piece.matchAll(/\(([^()]*)\)/g)].map((match) => match[1] ?? '');
      const rest = brackets.find((inside) => /^(phần còn lại|một phần)/iu.test(inside));
      const place = brackets.find((inside) => /^(thuộc )?(quận|huyện|thị xã|thành phố) /iu.test(inside)) ?? '';
      return {
        name: piece.replace(/\([^()]*\)/g, '').trim(),
        district: (place.split(',')[0] ?? '').replace(/^thuộc /iu, ''),
        part: rest !== undefined,
        others: (rest?.replace(/^.*?sáp nhập vào /iu, '') ?? '')
          .split(/, | và /)
          .filter((one) => /^(xã|phường|đặc khu) /iu.test(one)),
      };
    })
    .filter(({ name }) => name !== '');
}

const KIND = /^(xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh) /;

export function withoutKind(key: string): string {
  return key.replace(KIND, '');
}

const ROMAN: Readonly<Record<string, string>> = { i: '1', ii: '2', iii: '3', iv: '4', v: '5' };

/** A key on which spellings of one place name agree: `Vũ Quý`, `Vũ Quí`; `Ea Bar`, `EaBar`; `N.T`, `Nông trường`; `IV`, `4`. */
export function looseKey(text: string): string {
  return textKey(text)
    .replace(/\bnong truong\b|\bn t\b/g, 'nt')
    .split(' ')
    .map((word) => ROMAN[word] ?? word.replace(/y/g, 'i'))
    .join('');
}
