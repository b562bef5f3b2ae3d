import { type MessageParams, renderMessage, type Words } from '../../messages.ts';

/** What can be wrong in a condition, with what to write instead; said of a place that the reader is told beside it. */
const MISTAKES = {
  TOO_LONG: { vi: 'dài quá {most} ký tự.', en: 'longer than {most} characters.' },
  TOO_DEEP: { vi: 'lồng quá {most} tầng.', en: 'nested deeper than {most} levels.' },
  WRONG_RESULT: { vi: 'phải là {wanted}, không phải {found}.', en: 'must be {wanted}, not {found}.' },
  NUMBER_TOO_LONG: { vi: 'số {text} quá dài.', en: 'the number {text} is too long.' },
  THOUSANDS: {
    vi: '{text} là phần nghìn hay hàng nghìn? Viết {whole} hoặc {text}0.',
    en: 'is {text} thousandths or thousands? Write {whole} or {text}0.',
  },
  NULL_ALONE: {
    vi: 'NULL chỉ đứng sau IS: viết "cột IS NULL".',
    en: 'NULL only stands behind IS: write "column IS NULL".',
  },
  NO_COLUMN: { vi: '{of} không có cột "{name}"; {advice}', en: '{of} has no column "{name}"; {advice}' },
  COLUMNS: { vi: 'các cột: {list}.', en: 'the columns are: {list}.' },
  NEAR: { vi: 'có phải "{near}" không?', en: 'is it "{near}"?' },
  NO_FUNCTION: { vi: 'không có hàm "{name}"; {advice}', en: 'there is no function "{name}"; {advice}' },
  FUNCTIONS: { vi: 'các hàm: {list}.', en: 'the functions are: {list}.' },
  NO_DAY: {
    vi: "'{text}' không phải ngày có thật viết theo YYYY-MM-DD{advice}.",
    en: "'{text}' is no day of the calendar written as YYYY-MM-DD{advice}.",
  },
  WRITE_DAY: { vi: "; viết DATE '{day}'", en: "; write DATE '{day}'" },
  NEEDS_COLUMN: { vi: '{name}(…) cần tên một cột.', en: '{name}(…) needs the name of a column.' },
  NEEDS_CODE: { vi: '{name}(…) cần tên một cột mã.', en: '{name}(…) needs the name of a column of codes.' },
  NOT_ALIKE: {
    vi: 'không so được {left} với {right}.{advice}',
    en: '{left} cannot be compared with {right}.{advice}',
  },
  TAKE_DAY: { vi: ' Lấy ngày của thời điểm bằng day(…).', en: ' Take the day of a moment by day(…).' },
  AS_DATE: { vi: " Viết ngày như DATE '2024-11-30'.", en: " Write a day as DATE '2024-11-30'." },
  NO_ORDER: {
    vi: '{left} chỉ so được bằng =, <> hoặc IN.',
    en: '{left} can only be compared by =, <> or IN.',
  },
  NEEDS: { vi: '{where} cần {wanted}, không phải {found}.', en: '{where} there must be {wanted}, not {found}.' },
  ENDS: { vi: 'còn thiếu {wanted} ở cuối.', en: '{wanted} is missing at the end.' },
  UNEXPECTED: { vi: 'chỗ {found} phải là {wanted}.', en: 'where {found} stands there must be {wanted}.' },
  UNEXPECTED_NEAR: {
    vi: 'chỗ {found} phải là {wanted}; có phải {near} không?',
    en: 'where {found} stands there must be {wanted}; is it {near}?',
  },
  NO_QUOTE: { vi: 'thiếu dấu nháy đóng sau {text}.', en: 'the closing quote behind {text} is missing.' },
  OTHERWISE: { vi: 'không dùng {written}; viết {instead}.', en: '{written} is not used; write {instead}.' },
  NO_SIGN: { vi: 'không hiểu dấu "{sign}".', en: 'the sign "{sign}" means nothing here.' },
  NUMBER_FOR_CODE: {
    vi: 'mã {list} là chữ, không so được với số {value}; {advice}',
    en: 'the code {list} is a text and cannot be compared with the number {value}; {advice}',
  },
  NO_CODE: {
    vi: "mã {list} không có giá trị '{value}'; {advice}",
    en: "the code {list} has no value '{value}'; {advice}",
  },
  VALUES: { vi: 'các giá trị: {list}.', en: 'the values are: {list}.' },
  IN_QUOTES: { vi: "viết '{value}' trong dấu nháy.", en: "write '{value}' in quotes." },
  NEAR_VALUE: { vi: "có phải '{near}' không?", en: "is it '{near}'?" },
} as const satisfies Readonly<Record<string, Words>>;

/** What stands in the places of sentences. */
export const PARTS = {
  condition: { vi: 'điều kiện đúng hoặc sai', en: 'a condition that is true or false' },
  seconds: { vi: 'số nguyên (giây)', en: 'a whole number (seconds)' },
  columnOrValue: { vi: 'tên cột hoặc giá trị', en: 'a column or a value' },
  andOrEnd: { vi: 'AND, OR hoặc hết', en: 'AND, OR or the end' },
  inOrBetween: { vi: 'IN hoặc BETWEEN', en: 'IN or BETWEEN' },
  quotedDay: { vi: "ngày trong dấu nháy, như DATE '2024-11-30'", en: "a day in quotes, as in DATE '2024-11-30'" },
  characters: { vi: 'các ký tự trong dấu nháy', en: 'characters in quotes' },
  second: { vi: 'dấu phẩy và giá trị thứ hai', en: 'a comma and a second value' },
  nothing: { vi: '', en: '' },
} as const satisfies Readonly<Record<string, Words>>;

const PLACES = {
  sides: { vi: 'hai bên {name}', en: 'on both sides of {name}' },
  signSides: { vi: 'hai bên dấu {name}', en: 'on both sides of {name}' },
  behind: { vi: 'sau {name}', en: 'behind {name}' },
  inside: { vi: 'trong {name}(…)', en: 'in {name}(…)' },
  sign: { vi: 'dấu {name}', en: 'the sign {name}' },
} as const satisfies Readonly<Record<string, Words>>;

export type MistakeCode = keyof typeof MISTAKES;

/** A mistake in both languages. */
export function mistake(code: MistakeCode, params: MessageParams = {}): Words {
  return filled(MISTAKES[code], params);
}

/** `hai bên AND` */
export function place(kind: keyof typeof PLACES, name: string): Words {
  return filled(PLACES[kind], { name });
}

function filled(words: Words, params: MessageParams): Words {
  return { vi: renderMessage(words, params, 'vi'), en: renderMessage(words, params, 'en') };
}

/** A condition that cannot be read, with what to write instead. */
export class ConditionMistake extends Error {
  readonly words: Words;

  constructor(code: MistakeCode, params: MessageParams = {}) {
    const words = mistake(code, params);
    super(words.en);
    this.words = words;
  }
}
