import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, stringify } from 'yaml';
import { checkCatalogue, checkMilestones } from './check.ts';
import { printDeadline } from './deadline.ts';
import type { CatalogueRow, Plan, Target, Task, TaskPart } from './types.ts';

/**
 * A plan as the YAML that `parsePlan` reads: what it reads is the same plan, whatever is in it. A plan that is only half
 * filled in is written as well; its mistakes are then those of the parser, at the lines that `linesOfPlan` tells.
 */
export function writePlan(plan: Plan): string {
  const typed = plan.contradictions.slice(0, plan.contradictions.length - foundByCode(plan));
  const { catalogue } = plan;
  return stringify(
    kept({
      id: plan.id,
      title: plan.title,
      short_title: must(plan.shortTitle),
      number: plan.number,
      date: must(plan.date),
      issuer: must(plan.issuer),
      issuer_unit: must(plan.issuerUnit),
      default_unit: plan.defaultUnit === plan.issuerUnit ? '' : plan.defaultUnit,
      scope: plan.scope,
      excluded_units: plan.excludedUnits,
      replaces: plan.replaces,
      based_on: plan.basedOn,
      document: plan.document,
      calendar: plan.calendar === 'calendar' ? '' : plan.calendar,
      count_from: plan.countFrom,
      targets: must(plan.targets.map(targetKeys)),
      actors: Object.keys(plan.actors).length === 0 ? null : plan.actors,
      tasks: plan.tasks.map(taskKeys),
      contradictions: typed,
      catalogue:
        catalogue === undefined
          ? null
          : {
              place: catalogue.place,
              rows: catalogue.rows.map(rowKeys),
              printed_total: rowKeys(catalogue.printedTotal),
            },
    }),
    { lineWidth: 0 },
  );
}

/** How many of the contradictions, at their end, the parser has found itself. */
function foundByCode(plan: Plan): number {
  const found = [...checkCatalogue(plan), ...checkMilestones(plan)].map(({ place, finding }) => `${place}\n${finding}`);
  const last = plan.contradictions.slice(-found.length).map(({ place, finding }) => `${place}\n${finding}`);
  return found.length > 0 && found.join('\n') === last.join('\n') ? found.length : 0;
}

function targetKeys({ id, name, indicator, variant, operator, rule, aspiration, place, clause, note }: Target): object {
  return kept({
    id,
    name,
    indicator: must(indicator),
    variant,
    operator,
    ...ruleKeys(rule),
    aspiration: aspiration ? true : null,
    place: must(place),
    clause,
    note,
  });
}

function ruleKeys(rule: Target['rule']): object {
  switch (rule.kind) {
    case 'threshold':
      return { value: must(rule.milestones[0].value), due: must(rule.milestones[0].due) };
    case 'schedule':
      return { schedule: rule.milestones };
    case 'yearly-increase':
      return { yearly: { step: rule.step, cap: rule.cap, from: rule.from } };
    case 'change-from-baseline':
      return { value: must(rule.milestones[0].value), due: must(rule.milestones[0].due), base_year: rule.baseYear };
  }
}

/** Units and deadlines of a task with parts are those of its parts, which say them again. */
function taskKeys(task: Task): object {
  return kept({ ...partKeys(task), parts: task.parts.map(partKeys) });
}

function partKeys(part: TaskPart): object {
  return kept({
    id: part.id,
    title: part.title,
    lead: part.lead,
    executing: part.executing,
    coordinating: part.coordinating,
    deadlines: part.deadlines.map((deadline) => printDeadline(deadline, 'vi')),
    result: part.result,
    reporting: part.reporting,
    report_by: part.reportBy,
  });
}

function rowKeys({ field, level3, level4, total }: CatalogueRow): object {
  return { field, level3, level4, total };
}

/** What must be there is written though it is empty, so that the parser tells it at a line of its own. */
function must<T>(value: T): { must: T } {
  return { must: value };
}

/** Without what is empty and may be: an absent key means the same. */
function kept(fields: Record<string, unknown>): object {
  const there = Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    if (typeof value === 'object' && value !== null && 'must' in value) return [[key, value.must]];
    const isEmpty =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : [[key, value]];
  });
  return Object.fromEntries(there);
}

/**
 * What stands on each line of a plan's YAML, as a path: `targets/0/schedule/1/due`, `title/vi`. The line of an entry of a
 * list is that of its first key.
 */
export function linesOfPlan(text: string): ReadonlyMap<number, string> {
  const counter = new LineCounter();
  const lines = new Map<number, string>();
  const tell = (node: unknown, path: string): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const at = path === '' ? String(key.value) : `${path}/${key.value}`;
        lines.set(lineOf(key), at);
        tell(value, at);
      }
    } else if (isSeq(node)) for (const [index, item] of node.items.entries()) tell(item, `${path}/${index}`);
  };
  const lineOf = (node: Node): number => counter.linePos(node.range?.[0] ?? 0).line;
  tell(parseDocument(text, { schema: 'failsafe', lineCounter: counter }).contents, '');
  return lines;
}
