import { createHash } from 'node:crypto';
import path from 'node:path';
import { dateText } from '../../dates.ts';
import { thresholdText } from '../../evaluate/words.ts';
import type { Library } from '../../library/library.ts';
import type { Plan, Target } from '../../library/plans/types.ts';
import { numberText } from '../../numbers.ts';
import { type Difference, lastLevel } from '../../plans/document/compare.ts';
import type { FoundPlan, FoundTarget } from '../../plans/document/types.ts';
import { sourceFromBytes } from '../../read/memory-source.ts';
import { inflate } from '../../warehouse/duckdb/native/file-source.ts';
import type { Args } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { planOf } from '../lookup.ts';
import { bytesOf } from '../own-files.ts';
import { taskTable } from '../task-table.ts';
import { textTable } from '../text-table.ts';
import { writeWhole } from '../write-file.ts';

/** `vedich plans read FILE`: what a document asks for, as a table, as JSON, or as a draft to be confirmed. */
export async function readPlanDocument(args: Args, io: Io, file: string): Promise<number> {
  const { readPlan } = await import('../../plans/document/read.ts');
  const bytes = await bytesOf(file);
  const name = path.basename(file);
  const { found } = await readPlan(sourceFromBytes(name, bytes), inflate);
  const library = await openLibrary(args, io);
  const draft = args.text('output');
  if (draft !== undefined) {
    const { draftYaml } = await import('../../plans/document/draft.ts');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const yaml = draftYaml(found, library.indicators, { unit: args.text('unit') ?? '', file: name, sha256 });
    await writeWhole(draft, new TextEncoder().encode(yaml));
  }
  if (args.choice('format', ['table', 'json'], 'table') === 'json') {
    const { foundJson } = await import('../../plans/document/json.ts');
    const { resolveUnit } = await import('../../library/units/resolve.ts');
    const unitId = (words: string): string | null => {
      const unit = resolveUnit(library.units, words, { suggests: false });
      return 'unit' in unit ? unit.unit : null;
    };
    io.out(JSON.stringify(foundJson(found, unitId), null, 2));
    return 0;
  }
  io.out(foundText(io, library, found));
  const { differenceOf, replacedPlan } = await import('../../plans/document/compare.ts');
  const against = args.text('against');
  const older = against === undefined ? replacedPlan(found, library.plans.values()) : planOf(library, against);
  if (older !== undefined) io.out(differenceText(io, library, older, differenceOf(found.targets, older.targets)));
  if (draft !== undefined)
    io.out(
      say(
        io,
        `Đã ghi bản nháp vào ${draft}. Chưa được tính; xem lại rồi xác nhận: vedich plans confirm ${draft}`,
        `The draft is in ${draft}. It does not count yet; look at it, then confirm it: vedich plans confirm ${draft}`,
      ),
    );
  return 0;
}

/** What changes against the plan that it replaces; the office decides whether it does. */
function differenceText(
  io: Io,
  library: Library,
  older: Plan,
  { added, dropped, raised, lowered }: Difference,
): string {
  const name = (id: string | null): string => library.indicators.get(id ?? '')?.name[io.language] ?? id ?? '';
  const level = (value: string | null): string => numberText(value ?? '', io.language);
  const change = ({ before, now }: { before: Target; now: FoundTarget }): string =>
    `${name(now.indicator)} ${level(lastLevel(before))} → ${level(now.value)}`;
  const parts = [
    say(io, `So với ${older.shortTitle} (${older.id}):`, `Against ${older.shortTitle} (${older.id}):`),
    ...added.map((one) => say(io, `  thêm: ${name(one.indicator)}`, `  added: ${name(one.indicator)}`)),
    ...dropped.map((one) => say(io, `  bỏ: ${name(one.indicator)}`, `  dropped: ${name(one.indicator)}`)),
    ...raised.map((one) => say(io, `  nâng: ${change(one)}`, `  raised: ${change(one)}`)),
    ...lowered.map((one) => say(io, `  hạ: ${change(one)}`, `  lowered: ${change(one)}`)),
    say(
      io,
      `Văn bản mới có thay kế hoạch này không? Nếu có, ghi mã '${older.id}' vào nháp (khoá id) rồi xác nhận: bản cũ được thay.`,
      `Does the new document replace this plan? If so, give the draft the id '${older.id}' and confirm it: the old one is replaced.`,
    ),
  ];
  return parts.join('\n');
}

function foundText(io: Io, library: Library, found: FoundPlan): string {
  const none = say(io, '(không ghi)', '(none)');
  const lines = [
    found.title,
    say(
      io,
      `Văn bản: ${found.number || none} · ${found.date || none} · ${found.issuer || none}`,
      `Document: ${found.number || none} · ${found.date || none} · ${found.issuer || none}`,
    ),
  ];
  if (found.replaces.length > 0)
    lines.push(say(io, `Thay thế: ${found.replaces.join(', ')}`, `Replaces: ${found.replaces.join(', ')}`));
  lines.push(
    textTable(
      io,
      [
        { head: '' },
        { head: say(io, 'Chỉ số', 'Indicator'), stretch: 3 },
        { head: say(io, 'Ngưỡng và hạn', 'Threshold and date'), stretch: 2 },
        { head: say(io, 'Chỗ trong văn bản', 'Place'), stretch: 2 },
      ],
      found.targets.map((target) => [
        target.doubts.length === 0 ? '' : '?',
        `${nameOf(io, library, target)}${target.aspiration ? say(io, ' (Phấn đấu)', ' (aspiration)') : ''}`,
        demandOf(io, target),
        target.place,
      ]),
    ),
  );
  if (found.tasks.length > 0) lines.push(taskTable(io, found.tasks));
  for (const { place, sentence } of found.notUnderstood)
    lines.push(say(io, `Chưa hiểu: ${place}: ${sentence}`, `Not understood: ${place}: ${sentence}`));
  for (const { place, finding } of found.contradictions) lines.push(`! ${place}: ${finding}`);
  return lines.join('\n');
}

function nameOf(io: Io, library: Library, { indicator, sentence, unit }: FoundTarget): string {
  const name = indicator === null ? undefined : library.indicators.get(indicator)?.name[io.language];
  const what = name ?? say(io, `(chưa có chỉ số) ${sentence.slice(0, 80)}`, `(no indicator) ${sentence.slice(0, 80)}`);
  return unit === '' ? what : `${what} · ${unit}`;
}

function demandOf(io: Io, target: FoundTarget): string {
  const { yearly, schedule, value, due, operator, unitOfMeasure: unit } = target;
  if (yearly !== null) {
    const [step, cap] = [numberText(yearly.step, io.language), numberText(yearly.cap, io.language)];
    return say(
      io,
      `mỗi năm tăng ${step} điểm % từ ${yearly.from}, đến ${cap} %`,
      `${step} points more each year from ${yearly.from}, up to ${cap} %`,
    );
  }
  const milestones = schedule.length > 0 ? schedule : [{ value: value ?? '', due: due ?? '' }];
  return milestones
    .map(
      (one) =>
        `${thresholdText({ operator: operator === '<' ? '<=' : operator, threshold: Number(one.value), unit_of_measure: unit }, io.language)} (${one.due === '' ? say(io, 'không nêu hạn', 'no date') : dateText(one.due, io.language)})`,
    )
    .join('\n');
}
