import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dateText } from '../../dates.ts';
import { thresholdText } from '../../evaluate/words.ts';
import type { Library } from '../../library/library.ts';
import { printDeadlines } from '../../library/plans/deadline.ts';
import { parsePlan } from '../../library/plans/parse.ts';
import { planSummary } from '../../library/plans/summary.ts';
import type { Plan, Target } from '../../library/plans/types.ts';
import type { Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { shippedLibrary } from '../library.ts';
import { planOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { textTable } from '../output.ts';

export const plansCommand: Command = {
  name: 'plans',
  summary: {
    vi: 'danh sách kế hoạch, nội dung một kế hoạch, kiểm tra tệp kế hoạch',
    en: 'list plans, show one, check a plan file',
  },
  help: {
    vi: `Cách dùng: vedich plans [list | show MÃ | check TỆP] [--format table|json]

  list           các kế hoạch có sẵn
  show MÃ        chỉ tiêu, nhiệm vụ và chỗ văn bản tự mâu thuẫn của một kế hoạch
  check TỆP      kiểm tra tệp kế hoạch tự viết (YAML), báo mọi lỗi cùng lúc kèm số dòng

Ví dụ:
  vedich plans show brvt-sgddt-2024
  vedich plans check ke-hoach-2025.yaml`,
    en: `Usage: vedich plans [list | show ID | check FILE] [--format table|json]

  list           the plans that are there
  show ID        targets, tasks and contradictions of a plan
  check FILE     check a plan file of your own (YAML), all mistakes at once with their lines

Examples:
  vedich plans show brvt-sgddt-2024
  vedich plans check plan-2025.yaml`,
  },
  options: { format: { type: 'string' } },
  async run(args, io) {
    const library = shippedLibrary();
    const format = args.choice('format', ['table', 'json'], 'table');
    const [verb = 'list', name] = args.paths;
    if (verb === 'list') {
      const plans = [...library.plans.values()];
      if (format === 'json') {
        io.out(JSON.stringify(plans.map(planSummary), null, 2));
        return 0;
      }
      io.out(
        textTable(
          io,
          [
            { head: say(io, 'Mã', 'Id') },
            { head: say(io, 'Kế hoạch', 'Plan'), stretch: 3 },
            { head: say(io, 'Văn bản', 'Document') },
            { head: say(io, 'Chỉ tiêu', 'Targets'), align: 'right' },
            { head: say(io, 'Nhiệm vụ', 'Tasks'), align: 'right' },
          ],
          plans.map((plan) => [
            plan.id,
            plan.shortTitle,
            plan.number || plan.date,
            String(plan.targets.length),
            String(plan.tasks.length),
          ]),
        ),
      );
      return 0;
    }
    if (verb === 'show' && name !== undefined) {
      const plan = planOf(library, name);
      io.out(format === 'json' ? JSON.stringify(plan, null, 2) : planText(io, library, plan));
      return 0;
    }
    if (verb === 'check' && name !== undefined) return checkPlan(io, library, name);
    throw userError('MISSING_OPTION', { command: 'plans', option: 'list | show … | check …' });
  },
};

function planText(io: Io, library: Library, plan: Plan): string {
  const lines = [
    plan.title[io.language],
    say(
      io,
      `Văn bản: ${plan.number || '(không ghi số)'} · ${plan.date} · ${plan.issuer}`,
      `Document: ${plan.number || '(no number)'} · ${plan.date} · ${plan.issuer}`,
    ),
    say(io, `Phạm vi: ${plan.scope}`, `Scope: ${plan.scope}`),
  ];
  if (plan.replaces.length > 0)
    lines.push(say(io, `Thay thế: ${plan.replaces.join(', ')}`, `Replaces: ${plan.replaces.join(', ')}`));
  lines.push(
    textTable(
      io,
      [
        { head: say(io, 'Chỉ tiêu', 'Target'), stretch: 3 },
        { head: say(io, 'Ngưỡng và hạn', 'Threshold and date'), stretch: 3 },
        { head: say(io, 'Căn cứ', 'Place'), stretch: 2 },
      ],
      plan.targets.map((target) => [
        `${target.name[io.language]}${target.aspiration ? say(io, ' (Phấn đấu)', ' (aspiration)') : ''}`,
        demandText(io, library, target),
        target.place,
      ]),
    ),
  );
  if (plan.tasks.length > 0) {
    lines.push(
      textTable(
        io,
        [
          { head: say(io, 'TT', 'No.') },
          { head: say(io, 'Nhiệm vụ', 'Task'), stretch: 4 },
          { head: say(io, 'Chủ trì', 'Lead'), stretch: 2 },
          { head: say(io, 'Thời hạn', 'Deadline'), stretch: 2 },
        ],
        plan.tasks.map((task) => [
          task.id,
          task.title,
          task.lead.join('; '),
          printDeadlines(task.deadlines, io.language),
        ]),
      ),
    );
  }
  if (plan.catalogue !== undefined) {
    const { rows, printedTotal } = plan.catalogue;
    lines.push(
      say(io, `Danh mục theo lĩnh vực (${plan.catalogue.place}):`, `Catalogue by field (${plan.catalogue.place}):`),
      textTable(
        io,
        [
          { head: say(io, 'Lĩnh vực', 'Field'), stretch: 3 },
          { head: say(io, 'Mức 3', 'Level 3'), align: 'right' },
          { head: say(io, 'Mức 4', 'Level 4'), align: 'right' },
          { head: say(io, 'Tổng in', 'Printed total'), align: 'right' },
        ],
        [...rows, printedTotal].map((row) => [row.field, String(row.level3), String(row.level4), String(row.total)]),
      ),
    );
  }
  for (const { place, finding } of plan.contradictions) lines.push(`! ${place}: ${finding}`);
  return lines.join('\n');
}

function demandText(io: Io, library: Library, target: Target): string {
  const unit = library.indicators.get(target.indicator)?.unitOfMeasure ?? '';
  const { rule } = target;
  if (rule.kind === 'yearly-increase') {
    return say(
      io,
      `mỗi năm tăng ${rule.step} điểm % từ ${rule.from}, đến ${rule.cap} %`,
      `${rule.step} points more each year from ${rule.from}, up to ${rule.cap} %`,
    );
  }
  return rule.milestones
    .map(
      ({ value, due }) =>
        `${thresholdText({ operator: target.operator, threshold: Number(value), unit_of_measure: unit }, io.language)} (${dateText(due, io.language)})`,
    )
    .join('\n');
}

function checkPlan(io: Io, library: Library, file: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  }
  const { value, mistakes } = parsePlan(text, path.basename(file), {
    indicators: new Set(library.indicators.keys()),
    units: new Set(library.units.byId.keys()),
  });
  for (const mistake of mistakes) io.err(`${mistake.file}:${mistake.line}  ${mistake.message}`);
  if (mistakes.length > 0) throw userError('PLAN_MISTAKES', { path: file, count: mistakes.length });
  io.out(
    say(
      io,
      "Kế hoạch '{id}' dùng được: {targets} chỉ tiêu, {tasks} nhiệm vụ.",
      "The plan '{id}' is fine: {targets:target|targets}, {tasks:task|tasks}.",
      { id: value?.id ?? '', targets: value?.targets.length ?? 0, tasks: value?.tasks.length ?? 0 },
    ),
  );
  for (const { place, finding } of value?.contradictions ?? []) io.out(`! ${place}: ${finding}`);
  return 0;
}
