import type { IParagraphOptions, Paragraph } from 'docx';
import type { Brief } from './types.ts';

const HEADS = ['Chỉ tiêu', 'Kết quả', 'Ngưỡng', 'Đánh giá'] as const;
const MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;

/** As a Word file, laid out after Nghị định 30/2020/NĐ-CP, on one page of A4. The library that writes it is loaded here. */
export async function briefDocx(brief: Brief): Promise<Uint8Array<ArrayBuffer>> {
  const { AlignmentType, BorderStyle, Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } =
    await import('docx');
  const line = (
    text: string,
    {
      bold = false,
      italics = false,
      size = 24,
      ...rest
    }: IParagraphOptions & { bold?: boolean; italics?: boolean; size?: number } = {},
  ): Paragraph =>
    new Paragraph({ ...rest, children: [new TextRun({ text, bold, italics, size, font: 'Times New Roman' })] });
  const centre = { alignment: AlignmentType.CENTER };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const bare = { top: none, bottom: none, left: none, right: none };
  const cell = (children: Paragraph[], size: number, isBare = false) =>
    new TableCell({
      children,
      width: { size, type: WidthType.DXA },
      margins: { top: 30, bottom: 30, left: 80, right: 80 },
      ...(isBare ? { borders: bare } : {}),
    });
  const widths = [4500, 1550, 1350, 1950];
  const row = (texts: readonly string[], bold: boolean) =>
    new TableRow({
      cantSplit: true,
      children: texts.map((text, at) =>
        cell([line(text, { bold, ...(bold || at > 0 ? centre : {}) })], widths[at] ?? 0),
      ),
    });
  const beside = (left: Paragraph[], right: Paragraph[]) =>
    new Table({
      width: { size: 9350, type: WidthType.DXA },
      columnWidths: [3900, 5450],
      borders: { ...bare, insideHorizontal: none, insideVertical: none },
      rows: [new TableRow({ children: [cell(left, 3900, true), cell(right, 5450, true)] })],
    });
  const date = `${brief.place}${brief.place === '' ? '' : ', '}ngày       tháng       năm …`;
  const document = new Document({
    creator: 'Về đích',
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1134, bottom: 1134, left: 1701, right: 851 } },
        },
        children: [
          beside(
            [line(brief.superior, centre), line(brief.unit, { ...centre, bold: true })],
            [
              line(MOTTO[0], { ...centre, bold: true }),
              line(MOTTO[1], { ...centre, bold: true }),
              line(date, { ...centre, italics: true }),
            ],
          ),
          line(brief.title, { ...centre, bold: true, size: 28, spacing: { before: 240 } }),
          line(brief.subject, { ...centre, italics: true, spacing: { after: 120 } }),
          line(brief.verdict, { bold: true, spacing: { after: 120 } }),
          ...(brief.numbers.length === 0
            ? []
            : [
                new Table({
                  width: { size: 9350, type: WidthType.DXA },
                  columnWidths: widths,
                  rows: [row(HEADS, true), ...brief.numbers.map((one) => row(one, false))],
                }),
              ]),
          ...brief.sections.flatMap(({ heading, lines }) => [
            line(heading, { bold: true, spacing: { before: 140, after: 40 } }),
            ...lines.map((text) => line(`- ${text}`, { alignment: AlignmentType.BOTH, spacing: { after: 40 } })),
          ]),
          beside([line('')], [line(brief.signatory, { ...centre, bold: true, spacing: { before: 240 } })]),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** As a page to be printed: one file, nothing of which is fetched. */
export function briefHtml(brief: Brief): string {
  const cells = (texts: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  const sections = brief.sections.map(
    ({ heading, lines }) =>
      `<h2>${escaped(heading)}</h2><ul>${lines.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`,
  );
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>${escaped(brief.title)}</title>
<style>
@page { size: A4; margin: 20mm 15mm 20mm 30mm }
body { font: 12pt/1.3 "Times New Roman", serif; max-width: 165mm; margin: 0 auto }
header { display: grid; grid-template-columns: 2fr 3fr; text-align: center }
h1 { font-size: 14pt; text-align: center; margin: 12pt 0 0 } h2 { font-size: 12pt; margin: 8pt 0 2pt }
.subject { text-align: center; font-style: italic; margin: 0 0 6pt } .verdict { font-weight: bold }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid; padding: 2pt 4pt; text-align: center }
td:first-child { text-align: left } ul { margin: 0; padding-left: 14pt } footer { margin: 14pt 0 0 60%; text-align: center; font-weight: bold }
</style></head><body>
<header><div>${escaped(brief.superior)}<br><b>${escaped(brief.unit)}</b></div><div><b>${MOTTO[0]}<br>${MOTTO[1]}</b></div></header>
<h1>${escaped(brief.title)}</h1><p class="subject">${escaped(brief.subject)}</p><p class="verdict">${escaped(brief.verdict)}</p>
${brief.numbers.length === 0 ? '' : `<table>${cells(HEADS, 'th')}${brief.numbers.map((one) => cells(one, 'td')).join('')}</table>`}
${sections.join('\n')}
<footer>${escaped(brief.signatory)}</footer>
</body></html>
`;
}
