import type { FileChild, IParagraphOptions, ITableCellOptions, Paragraph, Table } from 'docx';
import { NATIONAL_MOTTO } from '../report/heading.ts';

/** Widths in twentieths of a point. */
const WIDTH = 9350;
const A4 = { size: { width: 11906, height: 16838 }, margin: { top: 1134, bottom: 1134, left: 1701, right: 851 } };
const FONT = 'Times New Roman';

type LineOptions = IParagraphOptions & { bold?: boolean; italics?: boolean; size?: number };

/**
 * What papers are put together from that are laid out after Nghị định 30/2020/NĐ-CP: A4, Times New Roman, a heading of two
 * columns, tables with lines. The library that writes them is loaded here.
 * @param usual the size of letters in half points
 */
export async function wordPaper(usual: number) {
  const {
    AlignmentType,
    BorderStyle,
    Document,
    Header,
    Packer,
    PageNumber,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    TextRun,
    WidthType,
  } = await import('docx');
  const centre = { alignment: AlignmentType.CENTER };
  const both = { alignment: AlignmentType.BOTH };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const bare = { top: none, bottom: none, left: none, right: none };

  const line = (text: string, options: LineOptions = {}): Paragraph => {
    const { bold = false, italics = false, size = usual, ...rest } = options;
    return new Paragraph({ ...rest, children: [new TextRun({ text, bold, italics, size, font: FONT })] });
  };
  const cell = (children: Paragraph[], size: number, more: Partial<ITableCellOptions>) =>
    new TableCell({ children, width: { size, type: WidthType.DXA }, ...more });

  /** Two columns without lines: the heading, and the signature beside whatever else. */
  const beside = (left: Paragraph[], right: Paragraph[], leftWidth: number): Table =>
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: [leftWidth, WIDTH - leftWidth],
      borders: { ...bare, insideHorizontal: none, insideVertical: none },
      rows: [
        new TableRow({
          children: [cell(left, leftWidth, { borders: bare }), cell(right, WIDTH - leftWidth, { borders: bare })],
        }),
      ],
    });

  /** A table with lines, its head on each page; of the rows below those columns are centred that `centred` names. */
  const grid = (
    widths: readonly number[],
    head: readonly string[],
    rows: readonly (readonly string[])[],
    centred: (column: number) => boolean,
  ): Table => {
    const margins = { top: 40, bottom: 40, left: 90, right: 90 };
    const row = (texts: readonly string[], isHead: boolean) =>
      new TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: texts.map((text, at) =>
          cell([line(text, { bold: isHead, ...(isHead || centred(at) ? centre : {}) })], widths[at] ?? 0, { margins }),
        ),
      });
    return new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: [...widths],
      rows: [row(head, true), ...rows.map((texts) => row(texts, false))],
    });
  };

  /** The heading's right side: the state, its motto, and where and when, which whoever signs writes in. */
  const motto = (place: string): Paragraph[] => {
    const [state, words] = NATIONAL_MOTTO;
    return [
      line(state, { ...centre, bold: true, size: 24 }),
      line(words, { ...centre, bold: true, size: 26 }),
      line(`${place}${place === '' ? '' : ', '}ngày       tháng       năm …`, {
        ...centre,
        italics: true,
        spacing: { before: 120 },
      }),
    ];
  };

  /** @param isNumbered pages carry their number, but for the first */
  const written = async (children: readonly FileChild[], isNumbered = false): Promise<Uint8Array<ArrayBuffer>> => {
    const number = new Paragraph({
      ...centre,
      children: [new TextRun({ children: [PageNumber.CURRENT], size: usual, font: FONT })],
    });
    const headers = isNumbered ? { headers: { default: new Header({ children: [number] }) } } : {};
    const sections = [{ properties: { page: A4, titlePage: isNumbered }, ...headers, children: [...children] }];
    return new Uint8Array(await Packer.toArrayBuffer(new Document({ creator: 'Về đích', sections })));
  };
  return { line, centre, both, beside, grid, motto, written };
}
