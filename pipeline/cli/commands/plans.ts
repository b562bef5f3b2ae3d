import path from 'node:path';
import { dateText } from '../../dates.ts';
import { thresholdText } from '../../evaluate/words.ts';
import type { Library } from '../../library/library.ts';
import { planSummary } from '../../library/plans/summary.ts';
import type { Plan, Target } from '../../library/plans/types.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary, openOffice, readOffice } from '../library.ts';
import { planOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { addOwn, bytesOf, refuseMistakes, removeOwnFile } from '../own-files.ts';
import { taskTable } from '../task-table.ts';
import { textTable } from '../text-table.ts';

export const plansCommand: Command = {
  name: 'plans',
  help: {
    vi: `Cách dùng: vedich plans [list | show MÃ | read TỆP | confirm TỆP | check TỆP | add TỆP | remove MÃ] [--format table|json]

  list           các kế hoạch có sẵn và của cơ quan
  show MÃ        chỉ tiêu, nhiệm vụ và chỗ văn bản tự mâu thuẫn của một kế hoạch
  read TỆP       đọc kế hoạch từ văn bản (.docx, .doc, PDF có chữ, HTML, .xlsx): chỉ tiêu, nhiệm vụ, chỗ chưa hiểu
  confirm TỆP    xác nhận bản nháp đã xem lại (do read -o ghi ra) thành kế hoạch của cơ quan
  check TỆP      kiểm tra tệp kế hoạch tự viết (YAML), báo mọi lỗi cùng lúc kèm số dòng
  add TỆP        kiểm tra rồi thêm vào thư viện của cơ quan; cùng mã thì thay bản trước
  remove MÃ      gỡ kế hoạch của cơ quan

  -o, --output TỆP    read: ghi bản nháp YAML để xem lại; chưa được tính cho đến khi xác nhận
  --unit MÃ           read: đơn vị ban hành và lập báo cáo của bản nháp
  --against MÃ        read: so với kế hoạch này; mặc định là kế hoạch mà văn bản nói là thay thế
  --library THƯ_MỤC   thư viện của cơ quan; mặc định .vedich/library

Ví dụ:
  vedich plans show brvt-sgddt-2024
  vedich plans read quyet-dinh-2025.docx -o nhap.yaml --unit brvt-sgddt
  vedich plans add ke-hoach-2025.yaml`,
    en: `Usage: vedich plans [list | show ID | read FILE | confirm FILE | check FILE | add FILE | remove ID] [--format table|json]

  list           the plans that ship and the office's own
  show ID        targets, tasks and contradictions of a plan
  read FILE      read a plan out of a document (.docx, .doc, PDF with text, HTML, .xlsx): targets, tasks, what is not understood
  confirm FILE   make a draft that was looked at (written by read -o) a plan of the office's own
  check FILE     check a plan file of your own (YAML), all mistakes at once with their lines
  add FILE       check it and put it into the office's library; one with the same id is replaced
  remove ID      take a plan of the office's own out

  -o, --output FILE  read: write the draft as YAML, to be looked at; it does not count until it is confirmed
  --unit ID          read: the unit that issued the draft and reports by it
  --against ID       read: compare with this plan; by default the one that the document says it replaces
  --library FOLDER   the office's library; .vedich/library by default

Examples:
  vedich plans show brvt-sgddt-2024
  vedich plans read decision-2025.docx -o draft.yaml --unit brvt-sgddt
  vedich plans add plan-2025.yaml`,
  },
  options: {
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
    unit: { type: 'string' },
    against: { type: 'string' },
  },
  async run(args, io) {
    if (args.paths[0] === 'read' && args.paths[1] !== undefined) {
      // What reads documents is loaded for them alone.
      const { readPlanDocument } = await import('./plans-read.ts');
      return readPlanDocument(args, io, args.paths[1]);
    }
    const library = await openLibrary(args, io);
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
            library.office.plans.has(plan.id)
              ? `${plan.shortTitle} ${say(io, '(của cơ quan)', '(own)')}`
              : plan.shortTitle,
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
    if (verb === 'check' && name !== undefined) return checkPlan(args, io, name);
    if ((verb === 'add' || verb === 'confirm') && name !== undefined) return addPlan(args, io, name);
    if (verb === 'remove' && name !== undefined) return removeOwnFile(args, io, 'plans', name);
    throw userError('MISSING_OPTION', {
      command: 'plans',
      option: 'list | show … | read … | confirm … | check … | add … | remove …',
    });
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
    say(io, `Bản: ${plan.version}`, `Version: ${plan.version}`),
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
  if (plan.tasks.length > 0) lines.push(taskTable(io, plan.tasks));
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

async function checkPlan(args: Args, io: Io, file: string): Promise<number> {
  const { idsNamed, textOf } = await import('../../library/layer/files.ts');
  const { planReferences } = await import('../../library/layer/parse.ts');
  const { parsePlan } = await import('../../library/plans/parse.ts');
  const bytes = await bytesOf(file);
  const read = textOf(path.basename(file), bytes);
  const { folder } = await openOffice(args);
  const { library } = await readOffice(folder, idsNamed('plans/check.yaml', bytes));
  const { value, mistakes } =
    read.mistake === undefined
      ? parsePlan(read.text, path.basename(file), planReferences(library))
      : { value: undefined, mistakes: [read.mistake] };
  refuseMistakes(io, mistakes, file);
  if (value !== undefined) tellPlan(io, value);
  return 0;
}

async function addPlan(args: Args, io: Io, file: string): Promise<number> {
  const { confirmedYaml } = await import('../../plans/document/draft-mark.ts');
  const ids = await addOwn(args, io, 'plans', file, confirmedYaml(await bytesOf(file)));
  const { library } = await openOffice(args);
  for (const id of ids) tellPlan(io, planOf(library, id));
  return 0;
}

function tellPlan(io: Io, { id, version, targets, tasks, contradictions }: Plan): void {
  io.out(
    say(
      io,
      "Kế hoạch '{id}' dùng được: {targets} chỉ tiêu, {tasks} nhiệm vụ; bản {version}.",
      "The plan '{id}' is fine: {targets:target|targets}, {tasks:task|tasks}; version {version}.",
      { id, targets: targets.length, tasks: tasks.length, version },
    ),
  );
  for (const { place, finding } of contradictions) io.out(`! ${place}: ${finding}`);
}
