/** Letters that English does not have. */
const VIETNAMESE_LETTER = /[À-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ]/u;

/** Names that are written alike in both languages, and words of the portals that an English sentence quotes. */
const NAMES = [
  'Về đích',
  'Tiếng Việt',
  'English',
  "'Trực tuyến'",
  'Kênh nộp=channel',
  '"Ninh Bình"',
  '{number}/BC-SGDĐT',
  'KT. GIÁM ĐỐC',
  'PHÓ GIÁM ĐỐC',
  'KH CCHC 2026 · Sở GDĐT',
  'Mục II.1',
  'Tên, Mã, Cấp trên, Loại, Cách viết khác',
];

/** Words that hold English sentences together, and some of the program's own; none is a Vietnamese syllable. */
const ENGLISH = [
  ...['the', 'of', 'and', 'is', 'are', 'was', 'were', 'with', 'which', 'this', 'these', 'that', 'not', 'cannot', 'for'],
  ...['have', 'has', 'been', 'must', 'its', 'it', 'there', 'nothing', 'you', 'your', 'press', 'unknown', 'empty'],
  ...['loading', 'warning', 'until', 'rows', 'row', 'file', 'missing', 'met', 'below', 'due', 'short', 'open', 'close'],
];
/** Not beside what code is made of: `--from`, `a.of`, `rows(`, `file=`. */
const ENGLISH_WORD = new RegExp(
  String.raw`(?<![\p{L}\p{N}_\-./'"=])(${ENGLISH.join('|')})(?![\p{L}\p{N}_\-./'"=(:])`,
  'iu',
);

/** Vietnamese words without a letter of their own are not told from English. */
export function hasVietnamese(text: string): boolean {
  return VIETNAMESE_LETTER.test(without(NAMES, text.normalize('NFC')));
}

/**
 * An English word in a Vietnamese sentence; undefined where there is none. Not looked at: what is typed as it stands
 * (options, commands, addresses, SQL), places of parameters, and English words of Excel in brackets or quotes.
 */
export function englishWord(text: string): string | undefined {
  return ENGLISH_WORD.exec(withoutCode(without(NAMES, text)))?.[0];
}

/** Text without what is data; longer data first, so that no part of a name is left over. */
export function without(data: Iterable<string>, text: string): string {
  return [...data]
    .filter((one) => one !== '' && text.includes(one))
    .sort((a, b) => b.length - a.length)
    .reduce((rest, one) => rest.replaceAll(one, ' '), text);
}

function withoutCode(text: string): string {
  return text
    .replace(/\bvedich .*$/gm, ' ')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replace(/"[^"]*"|'[^'\n]*'|“[^”]*”/g, ' ')
    .replace(/\([A-Z][^)]*\)/g, ' ')
    .replace(/--?[\w-]+(=\S*)?/g, ' ')
    .replace(/\b[A-Z]{2}[A-Z ]*\b/g, ' ')
    .replace(/https?:\S*/g, ' ');
}
