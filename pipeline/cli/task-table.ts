import { printDeadlines } from '../library/plans/deadline.ts';
import type { Task } from '../library/plans/types.ts';
import { type Io, say } from './io.ts';
import { textTable } from './text-table.ts';

/** The tasks of a plan, or of a document that may become one. */
export function taskTable(io: Io, tasks: readonly Pick<Task, 'id' | 'title' | 'lead' | 'deadlines'>[]): string {
  return textTable(
    io,
    [
      { head: say(io, 'TT', 'No.') },
      { head: say(io, 'Nhiệm vụ', 'Task'), stretch: 4 },
      { head: say(io, 'Chủ trì', 'Lead'), stretch: 2 },
      { head: say(io, 'Thời hạn', 'Deadline'), stretch: 2 },
    ],
    tasks.map(({ id, title, lead, deadlines }) => [id, title, lead.join('; '), printDeadlines(deadlines, io.language)]),
  );
}
