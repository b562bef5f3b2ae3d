import { momentText } from '../dates.ts';
import { type Language, renderMessage, type Words } from '../messages.ts';
import type { EvaluationRow, Rejections } from './types.ts';

const UNSURE: Words = { vi: 'chưa chắc', en: 'unsure' };

/** The mark behind a verdict of which too many rows were left out: ` (chưa chắc)`; empty where there is none. */
export function unsureMark({ unsure }: Pick<EvaluationRow, 'unsure'>, language: Language): string {
  return unsure ? ` (${UNSURE[language]})` : '';
}

const DOUBT: Words = {
  vi: '{rows} dòng bị loại khi nạp có thể làm đổi số này',
  en: '{rows:row|rows} left out at import may change this number',
};

/** `562 dòng bị loại khi nạp có thể làm đổi số này`, where the number is unsure. */
export function doubtWords({ unsure, rejected_concerning: rows }: EvaluationRow, language: Language): string[] {
  return unsure ? [renderMessage(DOUBT, { rows }, language)] : [];
}

const LEFT_OUT: Words = {
  vi: "Danh sách '{name}': {rejected} dòng bị loại khi nạp, {concerns}; đang tính {rows} dòng.",
  en: "The list '{name}': {rejected:row|rows} left out at import, {concerns}; {rows:row|rows} counted.",
};
const NONE_CONCERNS: Words = { vi: 'không dòng nào liên quan đến số này', en: 'none of which concerns this number' };
const SOME_CONCERN: Words = {
  vi: '{concerning} dòng liên quan đến số này',
  en: '{concerning} of which concern this number',
};

/** What was left out of one list, and whether it concerns the number. */
export function rejectionWords({ name, rejected, concerning, rows }: Rejections, language: Language): string {
  const concerns = renderMessage(concerning === 0 ? NONE_CONCERNS : SOME_CONCERN, { concerning }, language);
  return renderMessage(LEFT_OUT, { name, rejected, concerns, rows }, language);
}

const BECAUSE: Words = { vi: '{place}: {concerning} dòng{columns}', en: '{place}: {concerning:row|rows}{columns}' };
const COLUMNS: Words = { vi: ' vì cột {columns}', en: ' because of {columns}' };
const SEEN: Words = { vi: '{by} đã xem, chấp nhận lúc {at}', en: 'seen and accepted by {by}, {at}' };

/** `ho-so.xlsx · Sheet1: 562 dòng vì cột Hình thức nộp; Nguyễn Văn A đã xem, chấp nhận lúc 17:14 ngày 24/11/2026`. */
export function rejectedSheetWords(sheet: Rejections['sheets'][number], language: Language): string {
  const names = sheet.columns.map((column) => `'${column}'`).join(', ');
  const columns = names === '' ? '' : renderMessage(COLUMNS, { columns: names }, language);
  const place = `${sheet.file} · ${sheet.sheet}`;
  const found = renderMessage(BECAUSE, { place, concerning: sheet.concerning, columns }, language);
  if (sheet.seen === null) return found;
  const seen = renderMessage(SEEN, { by: sheet.seen.by, at: momentText(sheet.seen.at, language) }, language);
  return `${found}; ${seen}`;
}
