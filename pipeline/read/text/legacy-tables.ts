/**
 * The two font encodings of old Vietnamese files, whose bytes look like Latin-1. A font drew the right letters; the text
 * itself is `Hå s¬`.
 */

/** TCVN3, also called ABC (TCVN 5712:1993, VN3): one character a letter, from U+00A1. */
const TCVN3_LETTERS: Readonly<Record<number, string>> = {
  161: 'ĂÂÊÔƠƯĐăâêôơưđ',
  181: 'àảãáạ',
  187: 'ằẳẵắ',
  198: 'ặầẩẫấậè',
  206: 'ẻẽéẹềểễếệìỉ',
  220: 'ĩíịò',
  225: 'ỏõóọồổỗốộờởỡớợù',
  241: 'ủũúụừửữứựỳỷỹýỵ',
};

const TCVN3 = new Map<string, string>();
for (const [first, letters] of Object.entries(TCVN3_LETTERS)) {
  [...letters].forEach((letter, i) => {
    TCVN3.set(String.fromCharCode(Number(first) + i), letter);
  });
}

/**
 * Capital letters with tones were drawn by a second font (`.VnTimeH`) over the codes of small ones: `GI¸O` is `GIÁO`. So
 * a word of which every plain letter is a capital is set in capitals, and so is a text of such words.
 */
export function fromTcvn3(text: string): string {
  const letters = text.replace(/[\u00A1-\u00FE]/g, (code) => TCVN3.get(code) ?? code);
  if (isSetInCapitals(text)) return letters.toUpperCase();
  const words = text.split(' ');
  return letters
    .split(' ')
    .map((word, i) => (isSetInCapitals(words[i] ?? '') ? word.toUpperCase() : word))
    .join(' ');
}

/** No small plain letter, and more than one capital. Counted in one pass: a pattern with two gaps would try them all. */
function isSetInCapitals(text: string): boolean {
  let capitals = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x61 && code <= 0x7a) return false;
    if (code >= 0x41 && code <= 0x5a) capitals++;
  }
  return capitals > 1;
}

const GRAVE = '\u0300';
const ACUTE = '\u0301';
const CIRCUMFLEX = '\u0302';
const TILDE = '\u0303';
const BREVE = '\u0306';
const HOOK = '\u0309';
const DOT = '\u0323';

/** VNI for Windows: a letter, then a character for its marks. Which marks may follow depends on the letter. */
const TONE_MARKS: Readonly<Record<string, string>> = { ù: ACUTE, ø: GRAVE, û: HOOK, õ: TILDE, ï: DOT };
const CIRCUMFLEX_MARKS: Readonly<Record<string, string>> = {
  â: CIRCUMFLEX,
  á: CIRCUMFLEX + ACUTE,
  à: CIRCUMFLEX + GRAVE,
  å: CIRCUMFLEX + HOOK,
  ã: CIRCUMFLEX + TILDE,
  ä: CIRCUMFLEX + DOT,
};
const BREVE_MARKS: Readonly<Record<string, string>> = {
  ê: BREVE,
  é: BREVE + ACUTE,
  è: BREVE + GRAVE,
  ú: BREVE + HOOK,
  ü: BREVE + TILDE,
  ë: BREVE + DOT,
};
const VNI_MARKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: { ...TONE_MARKS, ...CIRCUMFLEX_MARKS, ...BREVE_MARKS },
  e: { ...TONE_MARKS, ...CIRCUMFLEX_MARKS },
  o: { ...TONE_MARKS, ...CIRCUMFLEX_MARKS },
  u: TONE_MARKS,
  y: TONE_MARKS,
  ô: TONE_MARKS,
  ö: TONE_MARKS,
};
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ô: 'ơ',
  ö: 'ư',
  ñ: 'đ',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};

export function fromVni(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    const small = letter.toLowerCase();
    const plain = VNI_LETTERS[small] ?? small;
    const marks = VNI_MARKS[small]?.[text[i + 1]?.toLowerCase() ?? ''];
    const written = marks === undefined ? plain : (plain + marks).normalize('NFC');
    result += small === letter ? written : written.toUpperCase();
    if (marks !== undefined) i++;
  }
  return result;
}
