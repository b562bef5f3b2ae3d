import { addDays, isDay, monthEnd } from '../../dates.ts';

/** A date in a sentence: the last day that it means, where it stands, and what it is there for. */
export interface DaySaid {
  /** `YYYY-MM-DD`, the last day meant: `tháng 11/2024` is 2024-11-30, `trước năm 2026` is 2025-12-31. */
  day: string;
  at: number;
  end: number;
  /** `due`: by, in, before it; `from`: it begins then; `base`: compared with it (`so với năm 2021`); `plain`: only named. */
  role: 'due' | 'from' | 'base' | 'plain';
  /** First and last year where several are named (`2023-2025`, `năm 2021, 2022`). */
  years: [number, number] | null;
}

const YEAR = '(20\\d{2})';
const PATTERNS: readonly [RegExp, (match: RegExpExecArray, year: number | null) => string | undefined][] = [
  [/\b(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(20\d{2})\b/g, (m) => dayOf(m[3], m[2], m[1])],
  [/\bngay (\d{1,2}) thang (\d{1,2}) nam (20\d{2})\b/g, (m) => dayOf(m[3], m[2], m[1])],
  [/\bngay (\d{1,2}) ?[/.-] ?(\d{1,2})(?![\d/])/g, (m, year) => dayOf(year, m[2], m[1])],
  [/\b(?:den|truoc) (\d{1,2}) ?\/ ?(\d{1,2})(?![\d/])/g, (m, year) => dayOf(year, m[2], m[1])],
  [/\b(\d{1,2}) thang dau nam (20\d{2})\b/g, (m) => endOf(m[2], m[1])],
  [/\bthang (\d{1,2}) ?(?:[/.-]| nam) ?(20\d{2})\b/g, (m) => endOf(m[2], m[1])],
  [/\bthang (\d{1,2})\b(?! ?(?:[/.-]|nam) ?\d)/g, (m, year) => endOf(year, m[1])],
  [/\bquy (iv|i{1,3}|[1-4]) ?(?:[/.-]| nam)? ?(20\d{2})\b/g, (m) => endOf(m[2], quarterEnd(m[1]))],
  [/\bquy (iv|i{1,3}|[1-4])\b(?! ?[/.-]? ?\d| nam)/g, (m, year) => endOf(year, quarterEnd(m[1]))],
  [/\bgiua nam (20\d{2})\b/g, (m) => endOf(m[1], 6)],
  [
    new RegExp(`\\b(?:giai doan|nam|cac nam) ${YEAR} ?(?:-|den|,|va|–) ?(?:nam )?${YEAR}\\b`, 'g'),
    (m) => endOf(m[2], 12),
  ],
  [new RegExp(`\\bnam ${YEAR}\\b`, 'g'), (m) => endOf(m[1], 12)],
];

function dayOf(year: unknown, month: unknown, day: unknown): string | undefined {
  const text = `${year}-${String(Number(month)).padStart(2, '0')}-${String(Number(day)).padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

function endOf(year: unknown, month: unknown): string | undefined {
  const number = Number(month);
  return year === null || !(number >= 1 && number <= 12)
    ? undefined
    : monthEnd(`${year}-${String(number).padStart(2, '0')}`);
}

function quarterEnd(sign: string | undefined): number {
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(sign ?? '');
  return (roman < 0 ? Number(sign) : roman + 1) * 3;
}

/** `số 42/2022/NĐ-CP ngày 24/6/2022`: the date of another document is no date of this one. Blanked, not shortened. */
const CITED =
  /\b\d+[a-z]?\/(?:\d{4}\/)?[a-z][a-z0-9-]*(?:\/[a-z-]+)?(?:,? ?ngay \d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|,? ?ngay \d{1,2} thang \d{1,2} nam \d{4})?|\b(?:luat|phap lenh|hien phap)\b[^,;.]{0,80}?\b(?:nam \d{4}|ngay [\d/]+)/g;

/** The bare letters without what names other documents. */
export function withoutCitations(letters: string): string {
  return letters.replace(CITED, (cited) => ' '.repeat(cited.length));
}

/**
 * The dates of a sentence in their order.
 * @param letters bare letters (`plain`)
 * @param year of dates that name none (`đến 30/11`); null = they are passed over
 */
export function daysSaid(letters: string, year: number | null): DaySaid[] {
  let rest = withoutCitations(letters);
  const found: DaySaid[] = [];
  for (const [pattern, read] of PATTERNS) {
    for (const match of rest.matchAll(pattern)) {
      const day = read(match as RegExpExecArray, year);
      if (day === undefined) continue;
      const years = pattern.source.includes('giai doan')
        ? ([Number(match[1]), Number(match[2])] as [number, number])
        : null;
      found.push({ ...roleOf(letters, match.index, match[0], day), end: match.index + match[0].length, years });
    }
    rest = rest.replace(pattern, (said) => ' '.repeat(said.length));
  }
  return found.sort((a, b) => a.at - b.at);
}

function roleOf(letters: string, at: number, said: string, day: string): Omit<DaySaid, 'end' | 'years'> {
  const before = letters.slice(Math.max(0, at - 40), at);
  const lead = `${before}${/^(?:den|truoc)\b/.exec(said)?.[0] ?? ''}`.trimEnd();
  if (/\bso voi(?: cung ky)?(?: (?:dau|cuoi|nam|thang|ngay))* ?$/.test(lead)) return { day, at, role: 'base' };
  if (/\b(?:tu|ke tu|bat dau tu)(?: (?:ngay|dau|thang|nam))* ?$/.test(lead)) return { day, at, role: 'from' };
  const isBefore = /\btruoc(?: (?:ngay|thang|nam|quy))* ?$/.test(lead);
  if (isBefore) return { day: /^(?:nam|thang|quy)/.test(said) ? before_(said, day) : day, at, role: 'due' };
  const isDue =
    /\b(?:den|toi|trong|het|cuoi|cham nhat|vao|han|hoan thanh|lo trinh|thoi han)(?: (?:ngay|thang|nam|quy|cuoi|het|la|vao|trong|truoc))* ?[,:]? ?$/.test(
      lead,
    );
  return { day, at, role: isDue ? 'due' : 'plain' };
}

/** The day before a month, quarter or year begins: `trước tháng 6/2025` is the end of May. */
function before_(said: string, day: string): string {
  const year = day.slice(0, 4);
  if (said.startsWith('nam')) return `${Number(year) - 1}-12-31`;
  const months = said.startsWith('quy') ? 2 : 0;
  const first = Number(day.slice(5, 7)) - months;
  return addDays(`${year}-${String(first).padStart(2, '0')}-01`, -1);
}
