import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { APPENDICES, REPORT_NAMES, REPORT_TABLES, SIGNATURE_BLOCK } from '../../pipeline/report/layout.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';

const readme = readFileSync(new URL('../../templates/README.md', import.meta.url), 'utf8');
const file = readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));
const standard = await Workbook.open(file, 'standard.xlsx');

const MARKS = Object.values(APPENDICES).map(({ mark }) => mark);

/** The cells of the rows of a section's table, below its head. */
function rowsOf(section: string): string[][] {
  const [, text = ''] = readme.split(`## ${section}\n`);
  const [own = ''] = text.split(/\n##? /);
  const lines = own.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function headers(names: readonly string[]): string {
  const listed = names.map((name) => (name.includes(',') ? `"${name}"` : name)).join(', ');
  return listed.replace(/T1, .*, T12/, 'T1 … T12');
}

describe('what templates/README.md says', () => {
  it('are the names of the report, each once', () => {
    const named = rowsOf('Names').flatMap(([names = '']) => [...names.matchAll(/`(vd_\w+)`/g)].map(([, name]) => name));
    expect(named.sort()).toEqual([...Object.keys(REPORT_NAMES), SIGNATURE_BLOCK, ...MARKS].sort());
  });

  it('are its tables with their columns', () => {
    const told = Object.fromEntries(
      rowsOf('Tables').map(([name = '', columns]) => [name.replaceAll('`', ''), columns]),
    );
    const own = Object.entries(REPORT_TABLES).map(([name, { columns, optional, staff }]) => [
      name,
      [
        headers(columns),
        ...(optional.length > 0 ? [`where wanted ${headers(optional)}`] : []),
        ...(staff.length > 0 ? [`for staff ${headers(staff)}`] : []),
      ].join('; '),
    ]);
    expect(told).toEqual(Object.fromEntries(own));
  });
});

it('every name of the standard template is one of the report', () => {
  const names = standard
    .namedRanges()
    .flatMap(({ name }) => (name.startsWith('vd_') ? [name.replace(/_\d+$/, '')] : []));
  expect([...new Set(names)].sort()).toEqual([...Object.keys(REPORT_NAMES), SIGNATURE_BLOCK, ...MARKS].sort());
});

it('rows are known by columns that their tables have', () => {
  for (const { columns, optional, about, key } of Object.values(REPORT_TABLES)) {
    const own = new Set<string>([...columns, ...optional]);
    for (const name of [...about, ...key]) expect(own).toContain(name);
  }
});
