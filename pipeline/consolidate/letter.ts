import { momentText, vietnameseDate } from '../dates.ts';
import { wordPaper } from '../formats/word-paper.ts';
import { placeName, superiorName } from '../library/units/heading.ts';
import type { UnitTree } from '../library/units/types.ts';
import { officeAbbreviation } from '../report/format.ts';
import { officeLines, signingLines } from '../report/heading.ts';
import type { Collection } from './collection.ts';
import type { Roll, RollLine } from './roll.ts';
import { stateWords } from './words.ts';

/** How wide the left column of heading and signature is. */

/** Units that still owe a report: not sent, of another period, or returned. */
export function owing({ lines }: Roll): RollLine[] {
  return lines.filter(
    ({ state, decision }) => state === 'missing' || state === 'wrong-period' || decision === 'returned',
  );
}

/** What a unit owes, as the letter and the message say it. */
function owingWords(line: RollLine): string {
  return line.decision === 'returned' ? `Đã trả lại để sửa: ${line.reason}` : stateWords(line, 'vi');
}

function subjectOf({ plan, form }: Collection): string {
  return plan === null ? `${form.shortTitle}` : `kết quả thực hiện ${plan.shortTitle}`;
}

function periodOf({ period }: Collection): string {
  return `từ ${vietnameseDate(period.from)} đến ${vietnameseDate(period.asOf)}`;
}

/** A short text for a chat group: who still owes a report. In Vietnamese, as the units read it. */
export function reminderText(collection: Collection, roll: Roll, due: string, units: UnitTree): string {
  const names = owing(roll).map(
    (line, at) => `${at + 1}. ${units.byId.get(line.unit)?.shortName ?? line.name} – ${owingWords(line)}`,
  );
  if (names.length === 0) return `Các đơn vị đã gửi đủ báo cáo ${subjectOf(collection)}, kỳ ${periodOf(collection)}.`;
  return [
    `Đề nghị các đơn vị sau gửi báo cáo ${subjectOf(collection)}, kỳ ${periodOf(collection)} (hạn ${momentText(due, 'vi')}):`,
    ...names,
  ].join('\n');
}

/**
 * The letter of reminder as a Word file, laid out after Nghị định 30/2020/NĐ-CP: to the units that owe a report, with the
 * table of what each owes. Number, date and name are written by whoever signs. The library that writes it is loaded here.
 * @param roll with at least one unit that owes a report
 */
export async function reminderLetter(
  collection: Collection,
  roll: Roll,
  due: string,
  units: UnitTree,
): Promise<Uint8Array<ArrayBuffer>> {
  const { line, centre, both, beside, dated, grid, heading, written } = await wordPaper(26);
  const shortName = units.byId.get(collection.unit)?.shortName ?? collection.unit;
  const { above, own } = officeLines({ shortName, superiorName: superiorName(units, collection.unit) });
  const body = { ...both, indent: { firstLine: 720 }, spacing: { before: 120, line: 288 } };
  const list = owing(roll);
  const names = list.map((one) => units.byId.get(one.unit)?.name ?? one.name);
  const table = grid(
    [700, 4850, 3800],
    ['TT', 'Đơn vị', 'Tình trạng'],
    list.map((one, at) => [String(at + 1), names[at] ?? '', owingWords(one)]),
    (column) => column === 0,
  );
  return written([
    heading(
      above,
      own,
      [
        line(`Số:        /${officeAbbreviation(shortName)}`, { ...centre, spacing: { before: 120 } }),
        line(`V/v đôn đốc gửi báo cáo ${subjectOf(collection)}`, { ...centre, size: 24 }),
      ],
      dated(placeName(units, collection.unit)),
    ),
    line(`Kính gửi: ${names.length > 3 ? 'Các cơ quan, đơn vị có tên trong danh sách dưới đây' : names.join('; ')}.`, {
      ...centre,
      spacing: { before: 360, after: 240 },
    }),
    line(
      `Thực hiện chế độ báo cáo ${subjectOf(collection)}, kỳ ${periodOf(collection)}, hạn gửi ${momentText(due, 'vi')}, đến nay ${shortName} chưa nhận được báo cáo dùng được của ${list.length} đơn vị:`,
      { ...body, spacing: { ...body.spacing, after: 160 } },
    ),
    table,
    line(
      `Đề nghị các đơn vị khẩn trương gửi báo cáo về ${shortName} để tổng hợp. Đơn vị không phát sinh hồ sơ trong kỳ đề nghị trả lời bằng văn bản.`,
      body,
    ),
    line(`${shortName} đề nghị các đơn vị quan tâm thực hiện./.`, {
      ...body,
      spacing: { ...body.spacing, after: 240 },
    }),
    beside(
      [
        line('Nơi nhận:', { bold: true, italics: true, size: 24 }),
        line('- Như trên;', { size: 22 }),
        line('- Lưu: VT.', { size: 22 }),
      ],
      signingLines(shortName).map((text) => line(text, { ...centre, bold: true })),
    ),
  ]);
}
