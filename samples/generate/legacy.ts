/** Text in the fonts and code pages from before Unicode, written the way old programs wrote it. */

const TCVN3_FROM = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ';
const TCVN3_TO = [
  0xb5, 0xb8, 0xb6, 0xb7, 0xb9, 0xa8, 0xbb, 0xbe, 0xbc, 0xbd, 0xc6, 0xa9, 0xc7, 0xca, 0xc8, 0xc9, 0xcb, 0xae, 0xcc,
  0xd0, 0xce, 0xcf, 0xd1, 0xaa, 0xd2, 0xd5, 0xd3, 0xd4, 0xd6, 0xd7, 0xdd, 0xd8, 0xdc, 0xde, 0xdf, 0xe3, 0xe1, 0xe2,
  0xe4, 0xab, 0xe5, 0xe8, 0xe6, 0xe7, 0xe9, 0xac, 0xea, 0xed, 0xeb, 0xec, 0xee, 0xef, 0xf3, 0xf1, 0xf2, 0xf4, 0xad,
  0xf5, 0xf8, 0xf6, 0xf7, 0xf9, 0xfa, 0xfd, 0xfb, 0xfc, 0xfe, 0xa1, 0xa2, 0xa7, 0xa3, 0xa4, 0xa5, 0xa6,
];
const tcvn3 = new Map([...TCVN3_FROM].map((letter, i) => [letter, String.fromCharCode(TCVN3_TO[i] ?? 63)]));

/** `Hồ sơ` → `Hå s¬`. Capitals with a tone mark have no place of their own in TCVN3: they become small. */
export function toTcvn3(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => tcvn3.get(letter) ?? tcvn3.get(letter.toLowerCase()) ?? letter)
    .join('');
}

const TONES = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const VNI_PLAIN = 'øùûõï';
const VNI_CIRCUMFLEX = 'àáåãä';
const VNI_BREVE = 'èéúüë';
const VNI_SINGLE: Record<string, string> = { ì: 'ì', í: 'í', ỉ: 'æ', ĩ: 'ó', ị: 'ò', ỵ: 'î', đ: 'ñ' };

function vniLetter(letter: string): string {
  const lower = letter.toLowerCase();
  const capital = lower !== letter;
  const single = VNI_SINGLE[lower];
  let out: string;
  if (single !== undefined) out = single;
  else {
    const [base = '', ...marks] = [...lower.normalize('NFD')];
    const tone = TONES.findIndex((mark) => marks.includes(mark));
    if (marks.includes('\u0302')) out = base + (tone < 0 ? 'â' : VNI_CIRCUMFLEX[tone]);
    else if (marks.includes('\u0306')) out = base + (tone < 0 ? 'ê' : VNI_BREVE[tone]);
    else if (marks.includes('\u031b')) out = (base === 'o' ? 'ô' : 'ö') + (tone < 0 ? '' : VNI_PLAIN[tone]);
    else out = base + (tone < 0 ? '' : VNI_PLAIN[tone]);
  }
  return capital ? out.toUpperCase() : out;
}

/** `Hài lòng` → `Haøi loøng` (VNI-Windows: a letter and, behind it, a letter that looks like its marks). */
export function toVni(text: string): string {
  return [...text.normalize('NFC')].map(vniLetter).join('');
}

const CP1258_TONES = new Map([
  ['\u0300', 0xcc],
  ['\u0309', 0xd2],
  ['\u0303', 0xde],
  ['\u0301', 0xec],
  ['\u0323', 0xf2],
]);
const CP1258_LETTERS = new Map<string, number>([
  ['ă', 0xe3],
  ['Ă', 0xc3],
  ['đ', 0xf0],
  ['Đ', 0xd0],
  ['ơ', 0xf5],
  ['Ơ', 0xd5],
  ['ư', 0xfd],
  ['Ư', 0xdd],
  ['–', 0x96],
  ['…', 0x85],
  ...[...'ÀÁÂÈÉÊÍÓÔÙÚàáâèéêíóôùú'].map((letter): [string, number] => [letter, letter.charCodeAt(0)]),
]);

/** Windows code page 1258: base letters as single bytes, most tone marks as a byte of their own behind the letter. */
export function toWindows1258(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 63;
    const whole = CP1258_LETTERS.get(letter);
    if (whole !== undefined) bytes.push(whole);
    else if (code < 0x80) bytes.push(code);
    else {
      const parts = [...letter.normalize('NFD')];
      const tone = parts.find((mark) => CP1258_TONES.has(mark));
      const base = parts
        .filter((mark) => mark !== tone)
        .join('')
        .normalize('NFC');
      const byte = CP1258_LETTERS.get(base) ?? (base.length === 1 && base < '\x80' ? base.charCodeAt(0) : undefined);
      if (byte === undefined) throw new RangeError(`${letter} is not in windows-1258`);
      bytes.push(byte);
      if (tone !== undefined) bytes.push(CP1258_TONES.get(tone) ?? 63);
    }
  }
  return Uint8Array.from(bytes);
}
