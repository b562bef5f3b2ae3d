import { layoutOf, REPORT_NAMES } from '../../pipeline/report/layout.ts';

/**
 * What the names and tables of a report are called in questions and messages. Vietnamese alone: they are the words of
 * the report, which is always Vietnamese.
 */
const PARTS = {
  value: 'kết quả',
  numerator: 'tử số',
  denominator: 'mẫu số',
  threshold: 'ngưỡng',
  verdict: 'đánh giá',
} as const;

/** What a name or table of the report holds, in words. */
export function placeWords(content: string): string {
  return layoutOf(content)?.label ?? nameWords(content) ?? nameWords(content.replace(/_\d+$/, '')) ?? content;
}

function nameWords(content: string): string | undefined {
  return Object.entries<string>(REPORT_NAMES).find(([name]) => name === content)?.[1];
}

/** `Hồ sơ trực tuyến từ xa, kết quả` */
export function boundWords(target: string, part: keyof typeof PARTS): string {
  return `${target}, ${PARTS[part]}`;
}

export function missingName(content: string, name: string): string {
  return `tên ô "${name}" (${placeWords(content)})`;
}

export function missingTable(content: string, name: string): string {
  return `bảng "${name}" (${placeWords(content)})`;
}

export function missingColumn(content: string, column: string): string {
  return `cột "${column}" của bảng "${placeWords(content)}"`;
}

export function missingBinding(words: string): string {
  return `ô gắn chỉ tiêu: ${words}`;
}

/** Excel on the web cannot bring it in. */
export function missingChart(name: string): string {
  return `biểu đồ "${name}" (Excel trên web không nhận; lập báo cáo bằng Excel trên máy để có biểu đồ)`;
}
