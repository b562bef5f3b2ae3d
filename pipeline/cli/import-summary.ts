import { problemSentence } from '../facts/problem-words.ts';
import type { ImportedSheet } from '../facts/types.ts';
import type { Library } from '../library/library.ts';
import { numberText } from '../numbers.ts';
import { type Io, say } from './io.ts';
import { textTable } from './text-table.ts';

const SIGNS = { error: '✗', warning: '!', info: 'i' } as const;

/** What was imported, a line a sheet, then what was found wrong, a line a kind. */
export function importSummary(io: Io, library: Library, sheets: readonly ImportedSheet[]): string {
  const number = (count: number): string => numberText(String(count), io.language);
  const table = textTable(
    io,
    [
      { head: say(io, 'Tệp', 'File'), stretch: 3 },
      { head: say(io, 'Danh sách', 'List'), stretch: 2 },
      { head: say(io, 'Đọc', 'Read'), align: 'right' },
      { head: say(io, 'Nhận', 'Accepted'), align: 'right' },
      { head: say(io, 'Loại', 'Rejected'), align: 'right' },
      { head: say(io, 'Trùng', 'Duplicate'), align: 'right' },
      { head: say(io, 'Bỏ qua', 'Skipped'), align: 'right' },
    ],
    sheets.map(({ file, sheet, list, rows }) => [
      sheets.filter((other) => other.file === file).length > 1 ? `${file} · ${sheet}` : file,
      library.columns.lists.find(({ id }) => id === list)?.name[io.language] ??
        say(io, '(chưa nhận ra)', '(not recognised)'),
      ...[rows.read, rows.accepted, rows.rejected, rows.duplicate, rows.skipped].map(number),
    ]),
  );
  const lines = [table];
  for (const { file, sheet, problems } of sheets) {
    for (const problem of problems) {
      const sentence = problemSentence({ ...problem, sheet }, io.language, 'terminal');
      lines.push(`${SIGNS[problem.severity]} ${file}${sheet === '' ? '' : ` · ${sheet}`}: ${sentence}`);
    }
  }
  return lines.join('\n');
}
