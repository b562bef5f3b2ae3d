import { addDays, vietnameseDate } from '../dates.ts';
import { codeKeyMap, spellingKey } from '../library/codes.ts';
import type { ColumnDefinition } from '../library/columns.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import type { Unit } from '../library/units/types.ts';
import type { ListId } from '../lists.ts';
import { type FormList, formFileName } from './form-lists.ts';
import { type FormColumn, formWorkbook } from './form-workbook.ts';

export interface BlankFormQuestion {
  list: FormList;
  unit: Unit;
  /** The reporting date, and the first day of its period; `YYYY-MM-DD`. */
  asOf: string;
  from: string;
  /** Whose targets the figures kept by hand are for; without one, all that can be kept. */
  plan?: Plan | undefined;
}

/** Rows to be filled in; more are made as in any sheet. */
const BLANK_ROWS = 60;

const FILL_IN =
  'Điền từ dòng dưới tiêu đề; ô có mũi tên thì chọn trong danh sách; không đổi tên cột. Điền xong, nạp tệp này.';

/** Lists whose rows belong to the reporting period; the others say how things stand on the day. */
const OF_PERIOD: readonly ListId[] = ['payments', 'surveys', 'transfers'];

/**
 * An empty list to be filled in and imported: the headers that are read, with the unit and the period above them, and the
 * words that are known to choose from. In Vietnamese, as the lists are.
 */
export function blankForm(
  library: Library,
  question: BlankFormQuestion,
): { bytes: Uint8Array<ArrayBuffer>; fileName: string } {
  const { list: id, unit, asOf, from } = question;
  const list = library.columns.lists.find((one) => one.id === id);
  if (list === undefined) throw new Error(`columns.yaml has no list ${id}`);
  const isAlone = !library.units.units.some(({ parents }) => parents.some(({ parent }) => parent === unit.id));
  const columns = list.columns.filter((column) => column.type !== 'personal' && !(isAlone && column.id === list.unit));
  const figures = id === 'observations' ? figuresKept(library, question) : [];
  const rows = figures.map(({ indicator, day }) => [
    ...columns.map((column) => prefilled(column, indicator, day)),
    whatToFill(indicator),
  ]);
  const period = OF_PERIOD.includes(id)
    ? `Từ ngày ${vietnameseDate(from)} đến ngày ${vietnameseDate(asOf)}`
    : `Đến ngày ${vietnameseDate(asOf)}`;
  const bytes = formWorkbook({
    name: list.name.vi,
    lines: [list.name.vi.toUpperCase(), `Đơn vị thống kê: ${unit.name}`, period, FILL_IN],
    columns: [
      ...columns.map((column) => formColumn(library, column)),
      ...(id === 'observations' ? [{ header: 'Cách điền', width: 60, holds: 'text' as const, choices: [] }] : []),
    ],
    rows,
    blankRows: id === 'observations' ? Math.max(5, 20 - rows.length) : BLANK_ROWS,
  });
  return { bytes, fileName: formFileName(id, unit.id, asOf) };
}

function formColumn(library: Library, column: ColumnDefinition): FormColumn {
  const isMoment = column.type === 'date' || column.type === 'datetime';
  const isNumber = column.type === 'money' || column.type === 'number' || column.type === 'integer';
  const wide = column.id.endsWith('_name') || column.id === 'indicator';
  return {
    header:
      column.id === 'indicator'
        ? (column.headers.find((header) => /tên/i.test(header)) ?? column.headers[0] ?? '')
        : (column.headers[0] ?? column.id),
    width: wide ? 34 : isMoment ? 13 : 16,
    holds: isMoment ? 'day' : isNumber ? 'number' : 'text',
    choices: choicesOf(library, column),
  };
}

/** For each value of a closed list the word that people know it by, among those that are read. */
function choicesOf(library: Library, column: ColumnDefinition): string[] {
  const codes = library.codes.lists.find(({ id }) => id === (column.type === 'boolean' ? 'boolean' : column.code));
  if (codes === undefined) return [];
  const known = codeKeyMap(codes);
  return codes.values.map(({ value, vi, spellings }) =>
    known.get(spellingKey(vi)) === value && !vi.includes(',')
      ? vi
      : (spellings.find((spelling) => /\p{L}{2}/u.test(spelling) && !spelling.includes(',')) ?? value),
  );
}

/** A figure that somebody must keep, and the day that it is of. */
interface KeptFigure {
  indicator: Indicator;
  day: string;
}

/** What a plan's targets need of figures kept by hand: each on the reporting date, and on the days that it is compared with. */
function figuresKept(library: Library, { plan, asOf }: BlankFormQuestion): KeptFigure[] {
  const wanted =
    plan === undefined
      ? [...library.indicators.keys()].map((indicator) => ({ indicator, before: [] as string[] }))
      : plan.targets.map((target) => ({ indicator: target.indicator, before: daysBefore(target, asOf) }));
  const found = new Map<string, KeptFigure>();
  for (const { indicator: id, before } of wanted) {
    const indicator = keptIndicator(library, id);
    if (indicator === undefined) continue;
    for (const day of [...before, asOf]) found.set(`${indicator.id} ${day}`, { indicator, day });
  }
  return [...found.values()];
}

/** The indicator itself, or what it is counted per; undefined where nothing is kept by hand. */
function keptIndicator(library: Library, id: string): Indicator | undefined {
  const indicator = library.indicators.get(id);
  if (indicator?.rule.kind === 'per-observation') return library.indicators.get(indicator.rule.per);
  return indicator?.rule.kind.startsWith('observed') === true ? indicator : undefined;
}

function daysBefore({ rule }: Target, asOf: string): string[] {
  if (rule.kind === 'change-from-baseline') return [`${rule.baseYear}-12-31`];
  return rule.kind === 'yearly-increase' ? [addDays(`${asOf.slice(0, 4)}-01-01`, -1)] : [];
}

function prefilled(column: ColumnDefinition, { name }: Indicator, day: string): string | null {
  if (column.id === 'indicator') return name.vi;
  return column.id === 'period_end' ? day : null;
}

function whatToFill({ numerator, denominator }: Indicator): string {
  return denominator === null ? `Tử số: ${numerator.vi}` : `Tử số: ${numerator.vi}. Mẫu số: ${denominator.vi}`;
}
