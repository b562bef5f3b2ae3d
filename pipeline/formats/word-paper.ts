import type { FileChild, IParagraphOptions, ITableCellOptions, Paragraph, Table } from 'docx';
import { NATIONAL_MOTTO } from '../report/heading.ts';

/** Widths in twentieths of a point. */
const WIDTH = 9350;
/** Of the left column of a heading and of a signature. */
const LEFT = 3900;
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
    LineRuleType,
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
  const beside = (left: Paragraph[], right: Paragraph[]): Table =>
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: [LEFT, WIDTH - LEFT],
      borders: { ...bare, insideHorizontal: none, insideVertical: none },
      rows: [
        new TableRow({
          children: [cell(left, LEFT, { borders: bare }), cell(right, WIDTH - LEFT, { borders: bare })],
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

  /** Short, below an office's name and below the motto. */
  const rule = (width: number): Paragraph =>
    new Paragraph({
      indent: { left: width * 0.35, right: width * 0.35 },
      border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000' } },
      spacing: { before: 40, line: 40, lineRule: LineRuleType.EXACT },
      children: [],
    });

  /** Where and when, which whoever signs writes in. */
  const dated = (place: string): Paragraph =>
    line(`${place}${place === '' ? '' : ', '}ngày       tháng       năm …`, {
      ...centre,
      italics: true,
      spacing: { before: 120 },
    });

  /**
   * The heading of a paper: left the office above and the one whose paper it is, right the state and its motto.
   * @param below what stands below the office: the paper's number
   * @param day what stands below the motto, as `dated`
   */
  const heading = (superior: string, office: string, below: Paragraph[], day: Paragraph): Table => {
    const [state, words] = NATIONAL_MOTTO;
    const head = { ...centre, size: 24 };
    return beside(
      [line(superior, head), line(office, { ...head, bold: true }), rule(LEFT), ...below],
      [line(state, { ...head, bold: true }), line(words, { ...centre, bold: true, size: 26 }), rule(WIDTH - LEFT), day],
    );
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
  return { line, centre, both, beside, dated, grid, heading, written };
}
