import type { IParagraphOptions, ITableCellOptions, Paragraph, Table } from 'docx';
import { momentText, vietnameseDate } from '../dates.ts';
import { placeName, superiorName } from '../library/units/heading.ts';
import type { UnitTree } from '../library/units/types.ts';
import { isCommittee, officeAbbreviation } from '../report/format.ts';
import type { Collection } from './collection.ts';
import type { Roll, RollLine } from './roll.ts';
import { stateWords } from './words.ts';

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
  const docx = await import('docx');
  const { AlignmentType, BorderStyle, Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } =
    docx;
  const unit = units.byId.get(collection.unit);
  const shortName = unit?.shortName ?? collection.unit;
  const committee = isCommittee(shortName);
  const above = committee ? 'ỦY BAN NHÂN DÂN' : superiorName(units, collection.unit).toLocaleUpperCase('vi');
  const own = (committee ? shortName.replace(/^(Ủy|Uỷ) ban nhân dân\s*/iu, '') : shortName).toLocaleUpperCase('vi');
  const line = (
    text: string,
    options: IParagraphOptions & { bold?: boolean; italics?: boolean; size?: number } = {},
  ): Paragraph => {
    const { bold = false, italics = false, size = 26, ...rest } = options;
    return new Paragraph({ ...rest, children: [new TextRun({ text, bold, italics, size, font: 'Times New Roman' })] });
  };
  const centre = { alignment: AlignmentType.CENTER };
  const body = { alignment: AlignmentType.BOTH, indent: { firstLine: 720 }, spacing: { before: 120, line: 288 } };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const bare = { top: none, bottom: none, left: none, right: none };
  const cell = (
    children: Paragraph[],
    width: number,
    more: Partial<ITableCellOptions> = {},
  ): InstanceType<typeof TableCell> =>
    new TableCell({ children, width: { size: width, type: WidthType.DXA }, ...more });
  /** Two columns without lines: heading, and the signature beside the recipients. */
  const beside = (left: Paragraph[], right: Paragraph[]): Table =>
    new Table({
      width: { size: 9350, type: WidthType.DXA },
      columnWidths: [3600, 5750],
      borders: { ...bare, insideHorizontal: none, insideVertical: none },
      rows: [new TableRow({ children: [cell(left, 3600, { borders: bare }), cell(right, 5750, { borders: bare })] })],
    });
  const widths = [700, 4850, 3800];
  const margins = { top: 40, bottom: 40, left: 90, right: 90 };
  const row = (texts: readonly string[], head: boolean): InstanceType<typeof TableRow> =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, at) =>
        cell([line(text, { bold: head, ...(head || at === 0 ? centre : {}) })], widths[at] ?? 0, { margins }),
      ),
    });
  const list = owing(roll);
  const names = list.map((one) => units.byId.get(one.unit)?.name ?? one.name);
  const table = new Table({
    width: { size: 9350, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(['TT', 'Đơn vị', 'Tình trạng'], true),
      ...list.map((one, at) => row([String(at + 1), names[at] ?? '', owingWords(one)], false)),
    ],
  });
  const place = placeName(units, collection.unit);
  const document = new Document({
    creator: 'Về đích',
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1134, bottom: 1134, left: 1701, right: 851 } },
        },
        children: [
          beside(
            [
              line(above, centre),
              line(own, { ...centre, bold: true }),
              line(`Số:        /${officeAbbreviation(shortName)}`, { ...centre, spacing: { before: 120 } }),
              line(`V/v đôn đốc gửi báo cáo ${subjectOf(collection)}`, { ...centre, size: 24 }),
            ],
            [
              line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...centre, bold: true, size: 24 }),
              line('Độc lập - Tự do - Hạnh phúc', { ...centre, bold: true, size: 26 }),
              line(`${place}${place === '' ? '' : ', '}ngày       tháng       năm …`, {
                ...centre,
                italics: true,
                spacing: { before: 120 },
              }),
            ],
          ),
          line(
            `Kính gửi: ${names.length > 3 ? 'Các cơ quan, đơn vị có tên trong danh sách dưới đây' : names.join('; ')}.`,
            { ...centre, spacing: { before: 360, after: 240 } },
          ),
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
            [
              line(committee ? 'TM. ỦY BAN NHÂN DÂN' : /^Sở\s/iu.test(shortName) ? 'GIÁM ĐỐC' : 'THỦ TRƯỞNG ĐƠN VỊ', {
                ...centre,
                bold: true,
              }),
            ],
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}
