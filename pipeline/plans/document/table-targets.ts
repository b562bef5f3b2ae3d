import { monthEnd } from '../../dates.ts';
import { lastDay, parseDeadline } from '../../library/plans/deadline.ts';
import { daysSaid } from './days-said.ts';
import { deadlinesIn } from './deadlines-said.ts';
import { rankMeanings } from './meaning.ts';
import type { Passage } from './outline.ts';
import { numberSaid, plain } from './plain.ts';
import { type Quantity, quantitiesIn } from './quantities.ts';
import { type RawTarget, rawTargetsOf, sectionDay } from './raw-targets.ts';
import { cellOf, isByUnit, type Table } from './table-kinds.ts';

/** The targets of a table's rows: said in their words, or as figures in columns of their own, by year or by unit. */
export function rawTargetsOfTable(table: Table, year: number | null): RawTarget[] {
  return table.rows.flatMap((row) => (isByUnit(table) ? ofUnitRow(table, row, year) : ofRow(table, row, year)));
}

function ofRow(table: Table, row: Passage, year: number | null): RawTarget[] {
  const content = cellOf(table, row, 'content');
  if (content === '' || /^tong\b/.test(plain(content))) return [];
  const inWords = ofWords(table, row, content, year);
  if (inWords.length > 0) return inWords;
  const found: RawTarget[] = [];
  for (const [at, kind] of table.kinds.entries()) {
    if (kind !== 'value') continue;
    const figure = figureOf(
      row.cells?.[at] ?? '',
      `${cellOf(table, row, 'measure')} ${table.headers[at] ?? ''} ${content}`,
    );
    if (figure === undefined) continue;
    const day = headerDay(table.headers[at] ?? '', year);
    found.push(
      rawOf(`${content}: ${row.cells?.[at] ?? ''}`, content, figure, row, day, year, timeOf(table, row, year)),
    );
  }
  return found;
}

/** The period of a column: what stands lowest in its header says it nearest. */
function headerDay(header: string, year: number | null): RawTarget['day'] {
  for (const part of plain(header).split(' · ').reverse()) {
    const months = /^(?:den |het )?(3|6|9) thang\b/.exec(part)?.[1];
    const named = /\b(20\d\d)\b/.exec(part)?.[1] ?? (year === null ? undefined : String(year));
    if (months !== undefined && named !== undefined) return said(monthEnd(`${named}-0${months}`));
    if (/\bca nam\b/.test(part) && named !== undefined) return said(`${named}-12-31`);
    const days = daysSaid(/^20\d\d$/.test(part) ? `nam ${part}` : `den ${part}`, year);
    const day = days.find(({ role }) => role === 'due') ?? days.at(-1);
    if (day !== undefined) return day;
  }
  return null;
}

/** As sentences, each with the deadline of its row; of several deadlines each sentence has its own where they are as many. */
function ofWords(table: Table, row: Passage, content: string, year: number | null): RawTarget[] {
  const items = content
    .split(/\n|(?:^| )-\s(?=\p{Lu})/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const days = deadlinesIn(cellOf(table, row, 'time')).flatMap((deadline) => {
    const end = lastDay(deadline) ?? (deadline.kind === 'month' ? monthEnd(deadline.month) : null);
    return end === null ? [] : [end];
  });
  const report = reportDay(cellOf(table, row, 'report'));
  const found: RawTarget[] = [];
  for (const [index, item] of items.entries()) {
    const passage: Passage = { ...row, text: item };
    const own = days.length === items.length ? days[index] : days[0];
    const day = own !== undefined && report !== null && report < own ? report : own;
    for (const raw of rawTargetsOf(passage, year))
      found.push(
        raw.isOwnDay || day === undefined
          ? { ...raw, passage: row }
          : { ...raw, passage: row, day: said(day), isOwnDay: true },
      );
  }
  return found;
}

/** The day until which a row is reported. */
export function reportDay(text: string): string | null {
  const days = daysSaid(plain(text), null).filter(
    ({ day }) => /\d{1,2} ?\/ ?\d{1,2} ?\/|ngay/.test(plain(text)) && day !== '',
  );
  const exact = /(\d{1,2}) ?\/ ?(\d{1,2}) ?\/ ?(20\d{2})/.exec(text);
  return exact === null ? null : (days.find(({ role }) => role === 'due')?.day ?? days.at(-1)?.day ?? null);
}

function said(day: string): RawTarget['day'] {
  return { day, at: 0, end: 0, role: 'due', years: null };
}

function timeOf(table: Table, row: Passage, year: number | null): RawTarget['day'] {
  const time = cellOf(table, row, 'time');
  const deadline = parseDeadline(time);
  const end = deadline === undefined ? null : lastDay(deadline);
  return end === null ? (daysSaid(plain(time), year).at(-1) ?? null) : said(end);
}

/** "≥ 80%", "80", "Trên 85": a figure alone in a cell, in what the column or its neighbour says. */
function figureOf(cell: string, around: string): Quantity | undefined {
  const letters = plain(cell).trim();
  const said = quantitiesIn(letters);
  if (said.length > 0) return said[0];
  const bare = /^(.{0,24}?)(\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)$/.exec(letters);
  if (bare === null) return undefined;
  const sign = /%|phan tram|ty le|ti le|muc do hai long/.test(plain(around))
    ? '%'
    : /phut/.test(plain(around))
      ? ' phut'
      : undefined;
  if (sign === undefined) return undefined;
  const [one] = quantitiesIn(`${letters}${sign}`);
  return one === undefined ? undefined : { ...one, value: numberSaid(bare[2] ?? '') };
}

function rawOf(
  sentence: string,
  subject: string,
  quantity: Quantity,
  row: Passage,
  day: RawTarget['day'],
  year: number | null,
  time: RawTarget['day'],
): RawTarget {
  const letters = plain(subject);
  const lowerIsBetter = /\bqua han|tre han|cham han\b/.test(letters) && !quantity.isSaid;
  return {
    sentence,
    passage: row,
    quantity,
    measure: quantity.measure,
    operator: lowerIsBetter ? '<=' : quantity.operator,
    ranked: rankMeanings(letters, quantity.measure),
    subject: letters,
    day: time ?? day ?? sectionDay(row, year),
    isOwnDay: day !== null || time !== null,
    baseYear: null,
    aspiration: /\bphan dau\b/.test(`${letters} ${plain(sentence)}`),
    exceptions: [],
    level: null,
    isPast: false,
    unit: '',
  };
}

/** A row for one unit: each figure stands below what it measures. */
function ofUnitRow(table: Table, row: Passage, year: number | null): RawTarget[] {
  const unit = cellOf(table, row, 'unit');
  if (unit === '' || /^tong\b/.test(plain(unit))) return [];
  const found: RawTarget[] = [];
  for (const [at, kind] of table.kinds.entries()) {
    const header = table.headers[at] ?? '';
    if (kind === 'unit' || kind === 'number' || kind === 'note' || kind === 'past') continue;
    const figure = figureOf(row.cells?.[at] ?? '', header);
    if (figure === undefined) continue;
    const day = headerDay(header, year);
    found.push({
      ...rawOf(`${unit}: ${header}: ${row.cells?.[at] ?? ''}`, header, figure, row, day, year, null),
      unit,
    });
  }
  return found;
}
