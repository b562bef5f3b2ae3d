/**
 * Grammar is held against the bare letters: small, without tone and vowel marks, `đ` as `d`. Scans and old files lose
 * marks first ("Phần đầu" for "Phấn đấu"), and the words of plans stay apart without them.
 */

function bare(letter: string): string {
  if (/\s/.test(letter)) return ' ';
  if (letter === 'đ' || letter === 'Đ') return 'd';
  const small = letter.normalize('NFD').charAt(0).toLowerCase();
  if (small.length === 1) return small;
  return letter;
}

/** The bare letters of composed text, one for each of its own, so that a place in one is that place in the other. */
export function plain(text: string): string {
  return text.replace(/[^\u0020-\u007e]|[A-Z]/g, bare);
}

/** A number as plans write it: `1.600` is 1600, `99,5` and `99.5` are 99.5. As exact text: `1600`, `99.5`. */
export function numberSaid(text: string): string {
  const whole = /^\d{1,3}(?:\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text.replace(',', '.');
  const [left = '', right] = whole.split('.');
  const digits = left.replace(/^0+(?=\d)/, '');
  const decimals = right?.replace(/0{1,6}$/, '') ?? '';
  return decimals === '' ? digits : `${digits}.${decimals}`;
}

/**
 * Sentences of a paragraph with where each begins. A full stop ends one only before a capital letter or a bullet, so that
 * `1.600`, `TP. HCM` inside a name and `30.11.2024` stay whole; a semicolon ends one outside brackets.
 */
export function sentencesOf(text: string): { text: string; at: number }[] {
  const found: { text: string; at: number }[] = [];
  let from = 0;
  let depth = 0;
  const cut = (end: number): void => {
    const piece = text.slice(from, end);
    const lead = piece.length - piece.trimStart().length;
    if (piece.trim() !== '') found.push({ text: piece.trim(), at: from + lead });
    from = end;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (sign === '\n') {
      cut(at + 1);
      depth = 0;
    } else if (depth === 0 && sign === ';') cut(at + 1);
    else if ((sign === '.' || sign === '!' || sign === '?') && endsHere(text, at)) {
      cut(at + 1);
      depth = 0;
    }
  }
  cut(text.length);
  return found;
}

function endsHere(text: string, at: number): boolean {
  const rest = text.slice(at + 1, at + 8);
  const next = rest.trimStart();
  if (next === '') return true;
  const first = next.charAt(0);
  const isCapital = first !== first.toLowerCase() || /[\d"“(+–-]/.test(first);
  const word = /([\p{L}\d]{1,8})$/u.exec(text.slice(Math.max(0, at - 12), at))?.[1] ?? '';
  const isShort = /^(?:TP|TS|ThS|TT|GS|PGS|Tp|Q|P|H|X)$/.test(word);
  return rest !== next && isCapital && !isShort;
}
