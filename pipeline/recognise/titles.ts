import { cleanText } from '../text.ts';
import type { HeadRow } from './headers.ts';

/** Days `YYYY-MM-DD`, both included. */
export interface TitlePeriod {
  from: string;
  to: string;
}

/** The texts of the rows above the table, one a cell. */
export function titlesAbove(head: readonly HeadRow[], at: number): string[] {
  return head.slice(0, at).flatMap(({ cells }) => cells.map(cleanText).filter((text) => text !== ''));
}

/** `đồng`, `1.000 đồng`, `triệu đồng`, `hồ sơ`: what a table counts in, under the same word as an office. */
const MEASURE = /^(?:[\d.,]+\s*)?(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)?(?:đồng|vnđ|vnd|đ|hồ sơ|lượt|phút|%)[\s.,;)]*$/iu;

/** `Đơn vị thống kê: …`; not `Đơn vị: đồng`. Empty where no line says it. */
export function unitInTitle(lines: readonly string[]): string {
  for (const line of lines) {
    const named = /^(?:đơn vị thống kê|đơn vị báo cáo|cơ quan báo cáo|đơn vị|cơ quan)\s*:(.+)$/isu.exec(line);
    const name = named?.[1]?.trim() ?? '';
    if (name !== '' && !MEASURE.test(name)) return name;
  }
  return '';
}

const DAY = String.raw`(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`;
const PERIOD = new RegExp(
  String.raw`từ(?: ngày)?\s*(?::\s*)?${DAY}.{0,12}?đến(?: hết)?(?: ngày)?\s*(?::\s*)?${DAY}`,
  'iu',
);

/** `Từ ngày … đến ngày …` above the table; null where no line says it, or says it backwards. */
export function periodInTitle(lines: readonly string[]): TitlePeriod | null {
  // The two days may stand in cells of their own.
  for (const text of [...lines, lines.join(' ')]) {
    const [, ...parts] = PERIOD.exec(text) ?? [];
    const [from, to] = [isoDay(parts.slice(0, 3)), isoDay(parts.slice(3))];
    if (from !== undefined && to !== undefined && from <= to) return { from, to };
  }
  return null;
}

function isoDay(parts: readonly string[]): string | undefined {
  const [day, month, year] = parts.map(Number);
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : undefined;
}
