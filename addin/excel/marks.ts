import type { Mark } from './read-book.ts';

/**
 * A cell whose edit by hand was kept is marked by a conditional format: the cell's own format stays untouched, and the
 * mark is found again by its formula, which is always true and says nothing else.
 */
const KEPT = '=N("vedich: sửa tay")=0';
const KEPT_FILL = '#FFF2CC';

function isKeptMark({ formula }: Mark): boolean {
  return formula.replace(/^=|\s/g, '') === KEPT.replace(/^=|\s/g, '');
}

export function markKept(cell: Excel.Range): void {
  const { custom } = cell.conditionalFormats.add(Excel.ConditionalFormatType.custom);
  custom.rule.formula = KEPT;
  custom.format.fill.color = KEPT_FILL;
}

/** Takes the marks off again; other conditional formats stay. */
export function unmark(range: Excel.Range, marks: readonly Mark[]): void {
  for (const mark of marks.filter(isKeptMark)) range.conditionalFormats.getItem(mark.id).delete();
}

/** Sign of a verdict → colours, those of the standard report. */
const VERDICTS = [
  { sign: '▼', font: '#9C0006', fill: '#F8DEDA', bold: true },
  { sign: '✓', font: '#1E5631', fill: '#E4F1E4', bold: false },
  { sign: '◷', font: '#7F5A00', fill: '#FFF3D1', bold: false },
  { sign: '–', font: '#404040', fill: '#EDEDED', bold: false },
];

/** Flags a cell that shows a verdict, by the sign that it begins with. @param cell its address without the sheet */
export function flagVerdict(range: Excel.Range, cell: string): void {
  for (const { sign, font, fill, bold } of VERDICTS) {
    const { custom } = range.conditionalFormats.add(Excel.ConditionalFormatType.custom);
    custom.rule.formula = `=LEFT(${cell},1)="${sign}"`;
    custom.format.font.color = font;
    custom.format.fill.color = fill;
    if (bold) custom.format.font.bold = true;
  }
}
