import type { Evaluation } from '../evaluate/types.ts';
import { daysLeft, printDeadlines, printTaskState, taskState } from '../library/plans/deadline.ts';
import type { Task, TaskPart } from '../library/plans/types.ts';
import { numberText } from '../numbers.ts';
import { sentence } from './format.ts';
import { type CellContent, type TableContent, tableContent } from './types.ts';

/** The plan's tasks, and where their dates stand. Whether a task is done only staff know: they write it beside. */
export function taskTable({ plan, asOf }: Evaluation): { note: string; table: TableContent } {
  const common = commonReporting(plan.tasks);
  const rows: CellContent[][] = [];
  const groups: number[] = [];
  for (const task of plan.tasks) {
    groups.push(rows.length);
    // A task in parts is a heading; what is to be done stands in its parts.
    if (task.parts.length > 0) rows.push([task.id, task.title, null, null, null, null, null]);
    for (const part of task.parts.length > 0 ? task.parts : [task]) {
      rows.push([
        part.id,
        part.title,
        part.lead.join('; '),
        [...part.executing, ...part.coordinating.filter((name) => !part.executing.includes(name))].join('; '),
        sentence(printDeadlines(part.deadlines, 'vi')),
        [part.result, part.reporting === '' || part.reporting === common ? '' : `báo cáo: ${part.reporting}`]
          .filter((text) => text !== '')
          .map(sentence)
          .join('; '),
        stateText(part, asOf),
      ]);
    }
  }
  if (rows.length === 0) rows.push([null, 'Văn bản không giao nhiệm vụ']);
  const others = plan.tasks.some(({ reporting }) => reporting !== '' && reporting !== common);
  return {
    note: common === '' ? '' : `Chế độ báo cáo${others ? ', trừ nhiệm vụ ghi khác' : ''}: ${common}.`,
    table: tableContent('vd_nhiem_vu', rows, groups),
  };
}

/** The way of reporting that most tasks share, said once above the table; empty where no two share one. */
function commonReporting(tasks: readonly Task[]): string {
  const counts = new Map<string, number>();
  for (const { reporting } of tasks.flatMap((task) => (task.parts.length > 0 ? task.parts : [task]))) {
    if (reporting !== '') counts.set(reporting, (counts.get(reporting) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] > 1 ? most[0] : '';
}

function stateText(task: TaskPart, asOf: string): string {
  const left = daysLeft(task, asOf);
  if (left === 0) return 'Ngày cuối của thời hạn';
  const days = left === null ? '' : `, còn ${numberText(left, 'vi')} ngày`;
  return printTaskState(taskState(task, asOf), 'vi') + days;
}
