import { nearestWord } from '../../nearest.ts';
import type { YamlFields } from '../yaml.ts';
import { parseDeadline, printDeadline } from './deadline.ts';
import { readDay } from './parse-target.ts';
import type { Deadline, Task, TaskPart } from './types.ts';

const PART_KEYS = [
  'id',
  'title',
  'lead',
  'executing',
  'coordinating',
  'deadlines',
  'result',
  'reporting',
  'report_by',
] as const;
export const TASK_KEYS = [...PART_KEYS, 'parts'] as const;

/** Names of units in tasks. Where a plan lists its actors, only those may be written. */
function readActors(fields: YamlFields, key: string, actors: ReadonlySet<string>): string[] {
  return fields.texts(key).map(({ text, line }) => {
    if (actors.size > 0 && !actors.has(text)) {
      const near = nearestWord(text, actors);
      fields.sayAt(
        line,
        `"${text}" không có trong "actors"; ${near ? `có phải "${near}" không?` : 'ghi thêm vào "actors" rồi dùng.'}`,
        `"${text}" is not among the "actors"; ${near ? `is it "${near}"?` : 'add it to "actors" first.'}`,
      );
    }
    return text;
  });
}

function readDeadlines(fields: YamlFields): Deadline[] {
  const found: Deadline[] = [];
  for (const { text, line } of fields.texts('deadlines')) {
    const deadline = parseDeadline(text);
    if (deadline) {
      found.push(deadline);
    } else {
      const examples =
        '"trước ngày 10/11/2023", "tháng 9/2024", "từ tháng 9/2024", "quý IV/2021", "năm 2025", "thường xuyên"';
      fields.sayAt(
        line,
        `không hiểu hạn "${text}"; viết như ${examples}, hoặc "theo …" khi văn bản khác định hạn.`,
        `cannot read the deadline "${text}"; write it like ${examples}, or "theo …" where another document decides.`,
      );
    }
  }
  return found;
}

function readPart(fields: YamlFields, actors: ReadonlySet<string>): TaskPart {
  const id = fields.required('id');
  if (id !== '') {
    fields.named(`Nhiệm vụ ${id}`, `Task ${id}`);
  }
  return {
    id,
    title: fields.required('title'),
    lead: readActors(fields, 'lead', actors),
    executing: readActors(fields, 'executing', actors),
    coordinating: readActors(fields, 'coordinating', actors),
    deadlines: readDeadlines(fields),
    result: fields.text('result'),
    reporting: fields.text('reporting'),
    reportBy: fields.has('report_by') ? readDay(fields, 'report_by') : null,
  };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function uniqueDeadlines(deadlines: readonly Deadline[]): Deadline[] {
  return [...new Map(deadlines.map((deadline) => [printDeadline(deadline, 'vi'), deadline])).values()];
}

/** One numbered task; a task with parts takes their units and deadlines together. */
export function readTask(fields: YamlFields, actors: ReadonlySet<string>): Task {
  const task = readPart(fields, actors);
  const parts = fields
    .list('parts', PART_KEYS, (number) => ({
      vi: `${fields.subject}, phần ${number}`,
      en: `${fields.subjectEn}, part ${number}`,
    }))
    .map((part) => readPart(part, actors));
  const all = [task, ...parts];
  return {
    ...task,
    lead: unique(all.flatMap(({ lead }) => lead)),
    executing: unique(all.flatMap(({ executing }) => executing)),
    coordinating: unique(all.flatMap(({ coordinating }) => coordinating)),
    deadlines: uniqueDeadlines(all.flatMap(({ deadlines }) => deadlines)),
    parts,
  };
}
