import { momentText } from '../dates.ts';
import { lackSentences } from '../evaluate/lack-words.ts';
import type { Evaluation } from '../evaluate/types.ts';
import { problemReason } from '../facts/problem-words.ts';
import { type CellContent, type TableContent, tableContent } from './types.ts';

const COUNTS = ['read', 'accepted', 'rejected', 'duplicate', 'skipped'] as const;

/** A sheet's name, unless it only repeats the file's, as readers of CSV name it. */
function sheetName(file: string, sheet: string): string {
  return file.replace(/\.[^.]*$/, '') === sheet ? '–' : sheet;
}

export function fileTable({ sources }: Evaluation): TableContent {
  const rows: CellContent[][] = sources.map((source, i) => [
    i + 1,
    source.file,
    sheetName(source.file, source.sheet),
    source.list?.vi ?? '',
    ...COUNTS.map((count) => source[count]),
    source.sha256,
  ]);
  if (sources.length > 1) {
    const totals = COUNTS.map((count) => sources.reduce((sum, source) => sum + source[count], 0));
    rows.push([null, 'Tổng số', null, null, ...totals, null]);
  }
  if (rows.length === 0) rows.push([null, 'Chưa nạp tệp nào', null, null]);
  return tableContent('vd_tep', rows);
}

/** Sheets whose rejected rows somebody has accepted, each once. */
function seenSheets(targets: Evaluation['targets']) {
  const sheets = targets.flatMap(({ rejections }) => rejections.flatMap((one) => one.sheets));
  const seen = sheets.flatMap((one) => (one.seen === null ? [] : [{ ...one, seen: one.seen }]));
  return new Map(seen.map((one) => [`${one.importId} ${one.sheetNo}`, one])).values();
}

export function problemTable({ problems, targets }: Evaluation): TableContent {
  const rows: CellContent[][] = problems.map((problem, i) => [
    i + 1,
    problem.file,
    sheetName(problem.file, problem.sheet),
    problemReason(problem, 'vi'),
    problem.count,
    problem.severity === 'error' ? 'Loại' : 'Lưu ý',
    problem.code,
  ]);
  for (const { file, sheet, concerning, seen } of seenSheets(targets)) {
    const words = `${seen.by} đã xem, chấp nhận lúc ${momentText(seen.at, 'vi')}`;
    rows.push([rows.length + 1, file, sheetName(file, sheet), words, concerning, 'Đã xem', null]);
  }
  if (rows.length === 0) rows.push([null, null, null, 'Không có dòng nào bị loại', null, null]);
  return tableContent('vd_loai', rows);
}

export function missingTable({ targets }: Evaluation): TableContent {
  const rows: CellContent[][] = targets
    .filter(({ row }) => row.lacks.length > 0)
    .map(({ row, name, place }, i) => [i + 1, name.vi, place, lackSentences(row.lacks, 'vi').join('; ')]);
  if (rows.length === 0) rows.push([null, null, null, 'Không thiếu số liệu']);
  return tableContent('vd_thieu', rows);
}
