import { readFileSync } from 'node:fs';
import type { CountRecord } from '../../pipeline/counts/record.ts';
import type { Evaluation, TargetDetail } from '../../pipeline/evaluate/types.ts';
import type { Plan } from '../../pipeline/library/plans/types.ts';
import { type MadeReport, makeReport } from '../../pipeline/office/report.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';
import { madeUpEvaluation } from '../report/evaluation.ts';

const standard = readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));

/** What a report of Về đích is made of; counts by target. */
export interface OwnTruth {
  unit: { id: string; name: string };
  plan: Plan;
  from: string;
  asOf: string;
  figures: Readonly<Record<string, { hits: number; members: number }>>;
  program: string;
}

/** A report as a unit's own Về đích makes it, for the targets that its plan has. */
export function ownBook({ unit, plan, from, asOf, figures, program }: OwnTruth): Promise<MadeReport> {
  const made = madeUpEvaluation({ targets: plan.targets.length, fields: 2, files: 1 });
  const place = { plan: plan.id, unit: unit.id, from, as_of: asOf };
  const targets = plan.targets.map(({ id, name, indicator, operator }, at): TargetDetail => {
    const detail = made.targets[at];
    const figure = figures[id];
    if (detail === undefined || figure === undefined) throw new RangeError(id);
    const { hits, members } = figure;
    const value = (100 * hits) / members;
    const count: CountRecord = {
      indicator,
      unit: unit.id,
      from,
      as_of: asOf,
      measure: 'percent',
      members: String(members),
      hits: String(hits),
    };
    const row = {
      ...detail.row,
      ...place,
      target: id,
      indicator,
      operator,
      numerator: hits,
      denominator: members,
      value,
    };
    return { ...detail, name, row: { ...row, status: 'met', lacks: [] }, valueText: value.toFixed(2), counts: [count] };
  });
  const evaluation: Evaluation = {
    ...made,
    plan,
    unit: { ...unit, shortName: unit.name, superiorName: 'Ủy ban nhân dân tỉnh', place: '' },
    from,
    asOf,
    targets,
  };
  return makeReport(evaluation, standard, { version: program, madeAt: `${asOf} 16:05:00` });
}

/** Puts something else into the cell of a target's figure, as somebody does in Excel; says which cell that is. */
export async function editedBook(
  made: MadeReport,
  target: string,
  header: string,
  value: number | string,
): Promise<{ bytes: Uint8Array; cell: string; was: string }> {
  const cell = cellIn(made, target, header);
  const table = made.report.tables['vd_chi_tieu'];
  const row = table?.rows.find(({ key }) => key === target);
  const was = row?.cells[table?.columns.findIndex(({ name }) => name === header) ?? -1];
  const book = await Workbook.open(made.bytes, 'bao-cao.xlsx');
  const path = book.sheets.find(({ name }) => name === table?.sheet)?.path ?? '';
  const there = new RegExp(`<c r="${cell}"([^>]*?)(?:/>|>.*?</c>)`, 's');
  if (was === undefined || !there.test(book.text(path))) throw new RangeError(`nothing in ${cell}`);
  const inside = typeof value === 'number' ? `<v>${value}</v>` : `<is><t>${value}</t></is>`;
  const type = typeof value === 'number' ? '' : ' t="inlineStr"';
  const changed = (_: string, attributes: string): string =>
    `<c r="${cell}"${attributes.replace(/ t="\w+"/, '')}${type}>${inside}</c>`;
  book.put(path, book.text(path).replace(there, changed));
  return { bytes: book.bytes(), cell, was: String(was) };
}

/** Where a target's figure stands in a report. */
export function cellIn({ report }: MadeReport, target: string, header: string): string {
  const table = report.tables['vd_chi_tieu'];
  const column = table?.columns.find(({ name }) => name === header)?.column;
  const row = table?.rows.find(({ key }) => key === target)?.row;
  if (column === undefined || row === undefined) throw new RangeError(`${target} ${header}`);
  return `${column}${row}`;
}

/** The same report after somebody's program damaged what Về đích had left in it. */
export async function damagedPart(made: MadeReport): Promise<Uint8Array> {
  const book = await Workbook.open(made.bytes, 'bao-cao.xlsx');
  const path = book.paths().find((one) => /^customXml\/item\d+\.xml$/.test(one)) ?? '';
  book.put(path, book.text(path).replace(/"as_of":"[^"]*"/, '"as_of":"hôm qua"'));
  return book.bytes();
}
