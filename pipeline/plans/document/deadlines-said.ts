import { parseDeadline } from '../../library/plans/deadline.ts';
import type { Deadline } from '../../library/plans/types.ts';
import { plain } from './plain.ts';

const SAID: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [
    /\b(?:truoc|cham nhat(?: la)?|khong muon hon)(?: ngay)? ?(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})/g,
    (m) => `trước ngày ${m[1]}/${m[2]}/${m[3]}`,
  ],
  [/\b(?:den |het )?(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})/g, (m) => `ngày ${m[1]}/${m[2]}/${m[3]}`],
  [
    /\b(truoc )?ngay (\d{1,2}) thang (\d{1,2}) nam (20\d{2})/g,
    (m) => `${m[1] ? 'trước ' : ''}ngày ${m[2]}/${m[3]}/${m[4]}`,
  ],
  [
    /\b(?:ke tu |bat dau tu |tu )(?:dau )?thang (\d{1,2}) ?(?:[/.-]| nam) ?(20\d{2})(?: tro di)?/g,
    (m) => `từ tháng ${m[1]}/${m[2]}`,
  ],
  [/\bthang (\d{1,2}) ?(?:[/.-]| nam) ?(20\d{2}) tro di/g, (m) => `từ tháng ${m[1]}/${m[2]}`],
  [/\bthang (\d{1,2}) ?(?:[/.-]| nam) ?(20\d{2})/g, (m) => `tháng ${m[1]}/${m[2]}`],
  [/\bquy (iv|i{1,3}|[1-4]) ?(?:[/.-]| nam)? ?(20\d{2})/g, (m) => `quý ${(m[1] ?? '').toUpperCase()}/${m[2]}`],
  [/\b(?:het |trong |den |cuoi )?nam (20\d{2})(?! ?[-–] ?20)/g, (m) => `năm ${m[1]}`],
  [/\bthuong xuyen\b|\bhang (?:thang|quy|nam)\b|\bdinh ky\b|\blien tuc\b|\bca nam\b/g, () => 'thường xuyên'],
];

/** Where another document decides: the text begins so, or says so behind when it begins ("Từ tháng 9/2024 theo hướng dẫn …"). */
function othersWords(letters: string): RegExpExecArray | null {
  return /(?:^[ -]*|\d{4},? )(theo) (?!do\b|tung\b)\S/.exec(letters);
}

/** The deadlines that a text names, in their order; "theo …" (another document decides) as it is written. */
export function deadlinesIn(text: string): Deadline[] {
  let letters = plain(text.replace(/<\/?\w+>|\*\*/g, ' ')).replace(/\b(?:ky hop|phien hop)\b[^;]*$/, (words) =>
    ' '.repeat(words.length),
  );
  // The date of a document that is named is no deadline.
  letters = letters.replace(/\d{1,5}\/[a-z][a-z-]{0,30}(?: ngay [\d/]{6,10})?/g, (cited) => ' '.repeat(cited.length));
  const found: { at: number; deadline: Deadline }[] = [];
  const other = othersWords(letters);
  const wordsAt = other === null ? -1 : letters.indexOf('theo', other.index);
  const session = /\b(?:ky hop|phien hop)\b/.exec(plain(text));
  for (const [pattern, write] of SAID) {
    for (const match of letters.matchAll(pattern)) {
      if (other !== null && match.index > wordsAt && !/[.;]/.test(letters.slice(wordsAt, match.index))) continue;
      const deadline = parseDeadline(write(match as RegExpExecArray));
      if (deadline !== undefined) found.push({ at: match.index, deadline });
    }
    letters = letters.replace(pattern, (said) => ' '.repeat(said.length));
  }
  if (other !== null) {
    const words = text
      .slice(wordsAt)
      .replace(/[.;] ?$/, '')
      .replace(/\*+/g, '')
      .trim();
    const deadline = parseDeadline(`theo ${words.replace(/^\S+ /, '')}`);
    if (deadline !== undefined) found.push({ at: wordsAt, deadline });
  }
  if (session !== null)
    found.push({
      at: session.index,
      deadline: { kind: 'other', text: `theo ${text.slice(session.index).replace(/[.;] ?$/, '')}` },
    });
  found.sort((a, b) => a.at - b.at);
  return [...new Map(found.map(({ deadline }) => [JSON.stringify(deadline), deadline])).values()];
}
