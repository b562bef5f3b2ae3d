import { zipSync } from 'fflate';
import type { Collection } from '../consolidate/collection.ts';
import { indicatorOf } from '../evaluate/targets.ts';
import { demandOn } from '../evaluate/verdict.ts';
import { thresholdText } from '../evaluate/words.ts';
import { toNumber } from '../exact.ts';
import type { Form, FormColumn } from '../library/forms/types.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Plan } from '../library/plans/types.ts';
import type { LibraryParts } from '../library/types.ts';
import type { Unit } from '../library/units/types.ts';
import { columnName } from '../report/a1.ts';
import { type CellSpec, makeBook, type RowSpec, type SheetSpec } from '../report/standard/book.ts';
import { COUNT, type Look } from '../report/standard/styles.ts';
import { addFoot, type BlankReport, fill, heading, pageOf } from './blank-page.ts';

/** What A4 and A3 landscape have between the margins of a report, in pixels (`report/standard/standard.ts`). */
const WIDTHS = { A4: 924, A3: 1_340 } as const;
/** With more columns of figures than these a form stands on A3. */
const MOST_ON_A4 = 14;
/** Rows of a form for as many fields; a unit with more says so in two forms. */
const FIELD_ROWS = 20;
/** The table's first row: above it stand the heading of Nghị định 30/2020 and the title. */
const TABLE_ROW = 11;

const header: Look = { bold: true, across: 'center', wrap: true, border: 'lrtb', grey: true, size: 10 };
const label: Look = { across: 'left', wrap: true, border: 'lrtb', size: 11 };
const centred: Look = { across: 'center', wrap: true, border: 'lrtb', size: 11 };
const figure: Look = { across: 'right', border: 'lrtb', format: COUNT, size: 11 };
const reckoned = (look: Look): Look => ({ ...look, grey: true });

/**
 * The blank report of a unit: its name and period filled in, sums as formulas, everything locked but what is to be filled
 * in. What comes back is read by its words like any other workbook.
 */
export function blankReport(
  library: Pick<LibraryParts, 'units' | 'indicators'>,
  blank: BlankReport,
): { bytes: Uint8Array<ArrayBuffer>; fileName: string } {
  const { collection, unit } = blank;
  const { plan, form, asOf } = collection;
  const sheet = plan === null ? formSheet(library, blank) : planSheet(library, blank, plan);
  return {
    bytes: new Uint8Array(makeBook([sheet])),
    fileName: `bieu-${plan?.id ?? form.id}-${unit.id}-${asOf}.xlsx`,
  };
}

/** The blank reports of several units in one zip, a workbook each. */
export function blankReports(
  library: Pick<LibraryParts, 'units' | 'indicators'>,
  collection: Collection,
  units: readonly Unit[],
  due: string,
): Uint8Array<ArrayBuffer> {
  const files = units.map((unit) => blankReport(library, { collection, unit, due }));
  return zipSync(Object.fromEntries(files.map(({ bytes, fileName }) => [fileName, bytes])), { level: 0, mtime: MADE });
}

/** A zip's own first day: the same blanks are the same bytes. */
const MADE = new Date(1980, 0, 1);

function formSheet(library: Pick<LibraryParts, 'units'>, blank: BlankReport): SheetSpec {
  const { form } = blank.collection;
  const columns = columnsShown(form);
  const paper = columns.length > MOST_ON_A4 ? 'A3' : 'A4';
  const each = Math.floor((WIDTHS[paper] - 36 - 200) / columns.length);
  const widths = [36, WIDTHS[paper] - 36 - each * columns.length, ...columns.map(() => each)];
  const [first, total] = [TABLE_ROW + 3, TABLE_ROW + 3 + FIELD_ROWS];
  const at = (id: string): string => columnName(3 + columns.findIndex((column) => column.id === id));
  const sums = new Map(columns.map(({ id }) => [id, sumOf(form, id, columns)]));
  const inputs = columns.filter(({ id }) => sums.get(id)?.length === 0);
  const rows = new Map<number, RowSpec>(heading(library, blank, widths));
  addHeader(rows, form, columns, sums, each);
  for (let row = first; row < total; row += 1) {
    const filled = `COUNT(${inputs.map(({ id }) => `${at(id)}${row}`).join(',')})`;
    rows.set(row, {
      height: 19.5,
      cells: [
        { column: 1, value: row - first + 1, look: centred },
        { column: 2, look: fill(label) },
        ...columns.map(({ id }, index): CellSpec => {
          const parts = sums.get(id) ?? [];
          if (parts.length === 0) return { column: 3 + index, look: fill(figure) };
          const sum = parts.map((part) => `${at(part)}${row}`).join(',');
          return {
            column: 3 + index,
            formula: `IF(AND($B${row}="",${filled}=0),"",SUM(${sum}))`,
            look: reckoned(figure),
          };
        }),
      ],
    });
  }
  const area = (id: string): string => `${at(id)}${first}:${at(id)}${total - 1}`;
  rows.set(total, {
    height: 21,
    cells: [
      { column: 1, look: reckoned(centred) },
      { column: 2, text: 'Tổng số', look: reckoned({ ...label, bold: true }) },
      ...columns.map(
        ({ id }, index): CellSpec => ({
          column: 3 + index,
          formula: `IF(COUNT(${area(id)})=0,"",SUM(${area(id)}))`,
          look: reckoned({ ...figure, bold: true }),
        }),
      ),
    ],
  });
  addFoot(rows, blank, total + 1, widths.length, 'Mỗi dòng một lĩnh vực.');
  const empty = inputs.map(({ id }) => `${at(id)}${first}`).join(',');
  return {
    ...pageOf(
      sheetName(form.shortTitle),
      widths,
      rows,
      inputs.map(({ id }) => area(id)),
    ),
    repeated: [TABLE_ROW, TABLE_ROW + 2],
    ...(paper === 'A3' ? { paper } : {}),
    rules: [
      { range: `B${first}:B${total - 1}`, formula: `AND($B${first}="",COUNT(${empty})>0)`, rule: 'below' },
      ...form.rules.flatMap(({ left, right }) => {
        // A sum that is itself a formula cannot be another one: where the two part, both show it.
        const parts = shownParts(form, right, columns);
        const is = sums.get(left)?.join() === parts.join();
        if (is || parts.length === 0 || !columns.some(({ id }) => id === left)) return [];
        const sum = parts.map((part) => `${at(part)}${first}`).join(',');
        return [
          {
            range: area(left),
            formula: `AND($B${first}<>"",${at(left)}${first}<>SUM(${sum}))`,
            rule: 'below' as const,
          },
        ];
      }),
    ],
  };
}

/** The form's columns, without those that only hold together what it parts itself. */
function columnsShown(form: Form): FormColumn[] {
  const numbered = new Set(form.columns.flatMap(({ id, number }) => (number === null ? [] : [id])));
  return form.columns.filter(({ text, of }) => !text && !(of.length > 0 && of.every((part) => numbered.has(part))));
}

function shownParts(form: Form, parts: readonly string[], shown: readonly FormColumn[]): string[] {
  return parts.flatMap((part) =>
    shown.some(({ id }) => id === part) ? [part] : (form.columns.find(({ id }) => id === part)?.of ?? []),
  );
}

/** The columns whose sum a column is, by the first rule that says so; empty where it is to be filled in. */
function sumOf(form: Form, column: string, shown: readonly FormColumn[]): string[] {
  const own = form.columns.find(({ id }) => id === column);
  const reckonedAnew = typeof own?.overTime === 'object' ? own.overTime.is : undefined;
  const parts = form.rules.find(({ left }) => left === column)?.right ?? reckonedAnew ?? own?.of ?? [];
  return shownParts(form, parts, shown);
}

/** Groups, headers and a row of numbers: as the form itself numbers them, else 1, 2, 3. */
function addHeader(
  rows: Map<number, RowSpec>,
  form: Form,
  columns: readonly FormColumn[],
  sums: ReadonlyMap<string, readonly string[]>,
  width: number,
): void {
  const [groups, own, numbers] = [TABLE_ROW, TABLE_ROW + 1, TABLE_ROW + 2];
  const alone = (column: number, text: string): CellSpec => ({ column, text, look: header, toRow: own });
  const upper: CellSpec[] = [alone(1, 'TT'), alone(2, form.labelHeader)];
  const lower: CellSpec[] = [1, 2].map((column) => ({ column, look: header }));
  const numbered = columns.every(({ number, of }) => number !== null || of.length > 0);
  const numberOf = (column: FormColumn): string => String(numbered ? column.number : columns.indexOf(column) + 3);
  const line: CellSpec[] = ['1', '2'].map((text, at) => ({ column: at + 1, text: `(${text})`, look: header }));
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at];
    if (column === undefined) break;
    const { group, own: words } = column.header;
    const parts = (sums.get(column.id) ?? []).flatMap((id) => columns.find((one) => one.id === id) ?? []);
    const sum = parts.map((part) => `(${numberOf(part)})`).join('+');
    line.push({
      column: at + 3,
      text: `(${numberOf(column)})${sum === '' ? '' : `=${sum}`}`,
      look: { ...header, size: 8 },
    });
    if (group === '') {
      upper.push(alone(at + 3, words));
      lower.push({ column: at + 3, look: header });
      continue;
    }
    const other = columns.findIndex((one, index) => index > at && one.header.group !== group);
    const last = other < 0 ? columns.length - 1 : other - 1;
    if (columns[at - 1]?.header.group !== group)
      upper.push({ column: at + 3, to: last + 3, text: group, look: header });
    lower.push({ column: at + 3, text: words, look: header });
  }
  rows.set(groups, { height: 24, cells: upper });
  rows.set(own, { height: 62, cells: lower });
  const longest = Math.max(...line.map(({ text = '' }) => Math.ceil((text.length * 5) / (width - 6))));
  rows.set(numbers, { height: 8 + 11 * longest, cells: line });
}

function planSheet(library: Pick<LibraryParts, 'units' | 'indicators'>, blank: BlankReport, plan: Plan): SheetSpec {
  const widths = [34, 236, 84, 78, 78, 84, 330];
  const rows = new Map<number, RowSpec>(heading(library, blank, widths));
  const headers = ['TT', 'Chỉ tiêu', 'Ngưỡng', 'Tử số', 'Mẫu số', 'Kết quả', 'Cách tính'];
  rows.set(TABLE_ROW, {
    height: 24,
    cells: headers.map((text, at) => ({ column: at + 1, text, look: { ...header, size: 11 } })),
  });
  const counts: string[] = [];
  for (const [at, target] of plan.targets.entries()) {
    const row = TABLE_ROW + 1 + at;
    const indicator = indicatorOf(target, library.indicators);
    const { threshold } = demandOn(target, blank.collection.asOf, null);
    const shown = { operator: target.operator, threshold: threshold === null ? null : toNumber(threshold) };
    const asked = thresholdText({ ...shown, unit_of_measure: indicator.unitOfMeasure }, 'vi');
    const change = target.rule.kind === 'change-from-baseline';
    const single = indicator.rule.kind === 'observed-count' && !change;
    counts.push(`D${row}`, ...(single ? [] : [`E${row}`]));
    rows.set(row, {
      height: Math.max(34, 15 * Math.ceil(howCounted(indicator).length / 52)),
      cells: [
        { column: 1, value: at + 1, look: centred },
        { column: 2, text: target.name.vi, look: label },
        { column: 3, text: asked, look: centred },
        { column: 4, look: fill(figure) },
        { column: 5, look: single ? reckoned(figure) : fill(figure) },
        {
          column: 6,
          formula: resultFormula(indicator, row, single, change),
          look: reckoned({ ...centred, bold: true }),
        },
        { column: 7, text: howCounted(indicator), look: { ...label, size: 10 } },
      ],
    });
  }
  addFoot(
    rows,
    blank,
    TABLE_ROW + 1 + plan.targets.length,
    widths.length,
    'Không có số liệu thì để trống, không ghi 0.',
  );
  return { ...pageOf('Chỉ tiêu', widths, rows, counts), repeated: TABLE_ROW };
}

/** As the program makes a value of counts (`counts/figure.ts`), to two decimals. */
function resultFormula({ rule: { kind } }: Indicator, row: number, single: boolean, change: boolean): string {
  const [hits, members] = [`D${row}`, `E${row}`];
  if (single) return `IF(${hits}="","",${hits})`;
  const share = change ? `(${hits}-${members})/${members}*100` : `${hits}/${members}`;
  const scaled = change || kind === 'mean' || kind === 'per-observation' ? share : `${share}*100`;
  return `IF(OR(${hits}="",${members}="",${members}=0),"",ROUND(${scaled},2))`;
}

function howCounted({ numerator, denominator }: Indicator): string {
  return denominator === null ? `Tử số: ${numerator.vi}` : `Tử số: ${numerator.vi}. Mẫu số: ${denominator.vi}`;
}

/** Without what Excel forbids in a sheet's name: `Biểu II.06a/VPCP/KSTT` → `II.06a`. */
function sheetName(title: string): string {
  return (title.replace(/^Biểu\s+/u, '').split('/')[0] ?? '').replace(/[[\]:*?\\]/g, ' ').slice(0, 31);
}
