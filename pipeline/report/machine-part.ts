import type { Measure } from '../counts/count.ts';
import type { Lack } from '../counts/lack.ts';
import type { CountRecord } from '../counts/record.ts';
import { LISTS } from '../lists.ts';
import { type Fields, JsonReading, type PartMistake } from './json-reading.ts';
import type { WrittenName, WrittenReport, WrittenTable } from './written.ts';
import { childElement, childElements, newElement, parseXml, rootOf, setText, writeXml } from './xml.ts';

/**
 * The machine-readable part of a workbook: a custom XML part of this namespace, one in a workbook, in which every report
 * leaves what it stands on and what it wrote. `<report>` holds a report as JSON (`WrittenReport`), whoever made it; what
 * the add-in alone knows of the workbook stands behind it in `<addin>`.
 */
export const NAMESPACE = 'urn:vedich:report:1';

export interface MachinePart {
  reports: WrittenReport[];
  /** JSON of the add-in's own (`addin/excel/memory.ts`); kept as it is by everybody else. */
  addin: string | undefined;
}

export interface ReadPart extends MachinePart {
  /** What is wrong in it; a report with a mistake is left out. */
  mistakes: PartMistake[];
}

/** The part as XML, the same for the same content. */
export function partXml({ reports, addin }: MachinePart): string {
  const document = parseXml(`<vedich xmlns="${NAMESPACE}"/>`);
  if (!document) throw new Error('unreachable: a literal that is XML');
  const root = rootOf(document);
  const add = (name: string, text: string): void => {
    const element = newElement(root, name);
    setText(element, text);
    root.appendChild(element);
  };
  for (const report of reports) add('report', JSON.stringify(report));
  if (addin !== undefined) add('addin', addin);
  return writeXml(document);
}

/** What `partXml` wrote. Never throws: mistakes are told, all at once. */
export function parsePart(xml: string): ReadPart {
  const reading = new JsonReading();
  const document = parseXml(xml);
  const root = document && rootOf(document);
  if (root?.namespaceURI !== NAMESPACE || root.localName !== 'vedich') {
    reading.say('vedich', 'không phải phần dữ liệu của Về đích', 'is no part that Về đích wrote');
    return { reports: [], addin: undefined, mistakes: reading.mistakes };
  }
  const reports = childElements(root, 'report').flatMap((element, i): WrittenReport[] => {
    const before = reading.mistakes.length;
    const place = `report[${i}]`;
    const json = reading.parse(element.textContent ?? '', place);
    if (json === undefined) return [];
    const report = readReport(reading.fields(json, place));
    return reading.mistakes.length === before ? [report] : [];
  });
  return { reports, addin: childElement(root, 'addin')?.textContent ?? undefined, mistakes: reading.mistakes };
}

function readReport(report: Fields): WrittenReport {
  return {
    made_at: report.formed('made_at', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, '2024-12-01 08:30:00'),
    program: report.text('program'),
    plan: report.text('plan'),
    plan_version: report.text('plan_version'),
    plan_title: report.text('plan_title'),
    unit: report.text('unit'),
    unit_name: report.text('unit_name'),
    from: report.day('from'),
    as_of: report.day('as_of'),
    targets: report.list('targets', (target) => ({
      target: target.text('target'),
      counts: target.list('counts', readCount),
    })),
    fields: report.list('fields', readCount),
    ...(report.has('parts') ? { parts: report.list('parts', readUnitPart) } : {}),
    sources: report.list('sources', (source) => ({
      file: source.text('file'),
      sheet: source.text('sheet'),
      sha256: source.formed('sha256', /^[0-9a-f]{64}$/, '64 × 0–9, a–f'),
      read: source.whole('read'),
      accepted: source.whole('accepted'),
      rejected: source.whole('rejected'),
      duplicate: source.whole('duplicate'),
      skipped: source.whole('skipped'),
    })),
    prefix: report.formed('prefix', /^(vd\d*_)?$/, 'vd_'),
    names: report.list('names', readName),
    tables: report.entries('tables', readTable),
  };
}

const MEASURES: readonly Measure[] = ['percent', 'ratio', 'minutes', 'number', 'change'];

function readUnitPart(part: Fields): NonNullable<WrittenReport['parts']>[number] {
  return {
    target: part.text('target'),
    count: readCount(part.fields('count')),
    origins: part.list('origins', (origin) => ({
      file: origin.text('file'),
      sheet: origin.text('sheet'),
      cell: origin.text('cell'),
    })),
  };
}

function readCount(count: Fields): CountRecord {
  return {
    indicator: count.text('indicator'),
    ...(count.has('variant') ? { variant: count.text('variant') } : {}),
    unit: count.text('unit'),
    from: count.day('from'),
    as_of: count.day('as_of'),
    ...(count.has('field') ? { field: count.text('field') } : {}),
    ...(count.has('procedure') ? { procedure: count.text('procedure') } : {}),
    ...(count.has('child') ? { child: count.text('child') } : {}),
    measure: count.oneOf('measure', MEASURES) ?? 'number',
    ...(count.has('state') ? { state: true as const } : {}),
    members: count.decimal('members'),
    hits: count.decimal('hits'),
    ...(count.has('amount') ? { amount: count.decimal('amount') ?? '' } : {}),
    ...(count.has('lacks') ? { lacks: count.list('lacks', readLack) } : {}),
  };
}

const LACKS: readonly Lack['kind'][] = [
  'list',
  'column',
  'zero',
  'observation',
  'units',
  'denominator',
  'reports',
  'base-year',
  'year-before',
];

function readLack(lack: Fields): Lack {
  const kind = lack.oneOf('kind', LACKS) ?? 'zero';
  switch (kind) {
    case 'list': {
      const name = lack.fields('name');
      return {
        kind,
        list: lack.oneOf('list', LISTS) ?? 'dossiers',
        name: { vi: name.text('vi'), en: name.text('en') },
      };
    }
    case 'column': {
      const list = lack.oneOf('list', LISTS) ?? 'dossiers';
      return { kind, list, column: lack.text('column'), header: lack.text('header'), file: lack.text('file') };
    }
    case 'observation':
      return { kind, asOf: lack.day('asOf') };
    case 'units':
      return {
        kind,
        asOf: lack.day('asOf'),
        units: lack.list('units', (unit) => ({ id: unit.text('id'), name: unit.text('name') })),
      };
    case 'base-year':
    case 'year-before':
      return { kind, year: lack.whole('year', 1900) };
    default:
      return { kind };
  }
}

const CELL = /^[A-Z]{1,3}[1-9]\d{0,6}$/;

function readName(name: Fields): WrittenName {
  return {
    name: name.text('name'),
    sheet: name.text('sheet'),
    cell: name.formed('cell', CELL, 'B5'),
    value: name.cell('value'),
    ...(name.has('span') ? { span: name.whole('span', 1) } : {}),
  };
}

function readTable(table: Fields): WrittenTable {
  const columns = table.list('columns', (column) => ({
    name: column.text('name'),
    column: column.formed('column', /^[A-Z]{1,3}$/, 'B'),
  }));
  const rows = table.list('rows', (row) => {
    const cells = row.cells('cells');
    if (cells.length !== columns.length)
      row.wrong(
        'cells',
        `phải có ${columns.length} giá trị như số cột`,
        `must have ${columns.length} values, as many as columns`,
      );
    return { row: row.whole('row', 1), key: row.text('key'), cells };
  });
  return { sheet: table.text('sheet'), columns, rows };
}
