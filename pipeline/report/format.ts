import type { Language } from '../messages.ts';
import type { Operator } from '../plans/types.ts';

/** The Vietnamese way, whatever the machine is set to: 1.234,5 and 30/11/2024; a true minus sign. */
export function formatNumber(value: number, decimals?: number): string {
  const plain = decimals === undefined ? plainDecimal(Math.abs(value)) : Math.abs(value).toFixed(decimals);
  const [whole = '0', fraction] = plain.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  const negative = value < 0 && /[1-9]/.test(plain);
  return `${negative ? '−' : ''}${grouped}${fraction ? `,${fraction}` : ''}`;
}

/** Without an exponent, at most six decimals, no zeros behind. */
function plainDecimal(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}

/** `2024-11-30` → `30/11/2024`, `2024-08` → `8/2024`, `2024` stays. */
export function formatDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  return day === undefined ? `${Number(month)}/${year}` : `${day}/${month}/${year}`;
}

/** A printed number of another module (`-12,36`) with the sign as the report sets it. */
export function formatSigned(text: string): string {
  return text.replace(/^-/, '−');
}

const UNITS: Readonly<Record<string, Record<Language, string>>> = {
  percent: { vi: ' %', en: ' %' },
  'percent-change': { vi: ' %', en: ' %' },
  minutes: { vi: ' phút', en: ' minutes' },
  count: { vi: '', en: '' },
  'dossiers per officer-year': { vi: ' hồ sơ/công chức/năm', en: ' dossiers/officer/year' },
};

/** What stands behind a number of a unit of measure: ` %`, ` phút`, nothing for counts. */
export function unitSuffix(unitOfMeasure: string, language: Language): string {
  return UNITS[unitOfMeasure]?.[language] ?? (unitOfMeasure ? ` ${unitOfMeasure}` : '');
}

const SIGNS: Readonly<Record<Operator, string>> = { '>=': '≥', '>': '>', '<=': '≤' };

/** `≥ 70 %`, `> 85 %`, `≤ 30 phút`, `≤ −10 %`. */
export function formatThreshold(
  operator: Operator,
  threshold: number,
  unitOfMeasure: string,
  language: Language,
): string {
  return `${SIGNS[operator]} ${formatNumber(threshold)}${unitSuffix(unitOfMeasure, language)}`;
}

const ROMAN: readonly [number, string][] = [
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** Numbers of groups, as Vietnamese tables count them. */
export function formatRoman(value: number): string {
  let rest = value;
  let text = '';
  for (const [worth, letters] of ROMAN) {
    for (; rest >= worth; rest -= worth) text += letters;
  }
  return text;
}

/** Row numbers as people write them: `12, 118–120, 203`; `…` when there are more than are named. */
export function formatRows(rows: readonly number[], count: number): string {
  const parts: string[] = [];
  for (let at = 0; at < rows.length; ) {
    let end = at;
    while (rows[end + 1] === rows[end]! + 1) end += 1;
    parts.push(end === at ? `${rows[at]}` : `${rows[at]}${end === at + 1 ? ', ' : '–'}${rows[end]}`);
    at = end + 1;
  }
  return parts.join(', ') + (count > rows.length ? ', …' : '');
}

/** `Sở Giáo dục và Đào tạo` → `SGDĐT`, `Ủy ban nhân dân tỉnh …` → `UBND`: for the number of a document. */
export function officeAbbreviation(name: string): string {
  if (/^(Ủy|Uỷ) ban nhân dân/i.test(name)) return 'UBND';
  const words = name.replace(/\s+(tỉnh|thành phố|huyện|thị xã|quận)\s.*$/iu, '').split(/[\s\-–,]+/);
  return words
    .filter((word) => word !== '' && !/^(và|của|các)$/i.test(word))
    .map((word) => word[0]!.toUpperCase())
    .join('');
}
