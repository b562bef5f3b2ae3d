import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOffice } from '../../pipeline/cli/library.ts';
import { childrenAt } from '../../pipeline/library/units/scope.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { commandsOn, vedich } from './command-line.ts';
import { csvOf, type Row } from './hand-made.ts';

/** Numbers kept by hand, added over the units below, where their indicator says so. */
const scratch = temporaryFolder();
const warehouse = path.join(scratch.folder, 'warehouse.duckdb');
const { jsonOf } = commandsOn(warehouse);
const DISTRICT = 'brvt-chauduc';
const AS_OF = '2024-11-30';
// With all communes of the province, as the command line knows them.
const { units } = (await readOffice(path.join(scratch.folder, 'library'), [DISTRICT])).library;
const communes = childrenAt(units, DISTRICT, AS_OF).filter(({ kind }) => kind === 'commune');
const rooms = childrenAt(units, DISTRICT, AS_OF).filter(({ kind }) => kind === 'division' || kind === 'desk');

const kept = (unit: string, indicator: string, day: string, numerator: number, denominator: number | null): Row => ({
  indicator,
  unit_name: units.byId.get(unit)?.name ?? '',
  period_end: day,
  numerator: String(numerator),
  denominator: denominator === null ? '' : String(denominator),
  source: '',
});

async function imports(name: string, rows: readonly Row[]): Promise<void> {
  const file = path.join(scratch.folder, `${name}.csv`);
  writeFileSync(file, csvOf('observations', rows));
  const mapped = rows.flatMap(({ unit_name }) => {
    const unit = units.units.find((one) => one.name === unit_name);
    return ['--map-unit', `${unit_name}=${unit?.id}`];
  });
  const { code, err } = await vedich(['import', file, '--province', 'brvt', ...mapped, '--warehouse', warehouse]);
  expect(code, err).toBe(0);
}

const figure = async (indicator: string, unit = DISTRICT, asOf = AS_OF) =>
  (await jsonOf(['indicators', '--indicator', indicator, '--unit', unit, '--from', '2024-01-01', '--as-of', asOf]))[0];

beforeAll(async () => {
  const [last, ...others] = communes.map(({ id }) => id).reverse();
  await imports('cac-xa', [
    ...others.flatMap((unit, n) => [
      kept(unit, 'staff_in_position_rate', '31/10/2024', n + 1, 10),
      kept(unit, 'one_stop_officers', '31/10/2024', 2, null),
      kept(unit, 'notification_channels', '31/10/2024', 3, null),
    ]),
    kept(last ?? '', 'staff_in_position_rate', '15/11/2024', 5, 10),
  ]);
});
afterAll(() => scratch.remove());

describe('a district that keeps no number itself', () => {
  it('has those of its communes added, each one newest, once all of them have one', async () => {
    const others = communes.length - 1;
    expect(communes.length).toBeGreaterThan(4);
    expect(rooms.length).toBeGreaterThan(0);
    expect(await figure('staff_in_position_rate')).toMatchObject({
      numerator: (others * (others + 1)) / 2 + 5,
      denominator: 10 * communes.length,
      missing: [],
    });
  });

  it('has no sum before that, and says who is missing', async () => {
    const last = communes.at(-1)?.shortName;
    expect(await figure('staff_in_position_rate', DISTRICT, '2024-11-14')).toMatchObject({
      value: null,
      missing: [`chưa có số liệu tự theo dõi đến 14/11/2024 của ${last}`],
    });
    const earlier = await figure('staff_in_position_rate', DISTRICT, '2024-01-31');
    expect(earlier).toMatchObject({ value: null, missing: ['chưa có số liệu tự theo dõi đến 31/01/2024'] });
  });

  it('names three of those who are missing, and counts the others', async () => {
    const above = await figure('staff_in_position_rate', 'brvt');
    const expected = childrenAt(units, 'brvt', AS_OF).filter(
      ({ id, kind }) => id !== DISTRICT && kind !== 'division' && kind !== 'desk',
    );
    expect(above).toMatchObject({ value: null });
    expect(String(above?.['missing'])).toContain(`${expected[2]?.shortName} và ${expected.length - 3} đơn vị khác`);
  });

  it('has none of what communes have in common', async () => {
    expect(await figure('notification_channels')).toMatchObject({
      value: null,
      missing: [`chưa có số liệu tự theo dõi đến 30/11/2024`],
    });
  });

  it('counts dossiers against the officers of all its desks, or none of them', async () => {
    const last = communes.at(-1);
    const lacking = await figure('dossiers_per_officer_year');
    expect(String(lacking?.['missing'])).toContain(`của ${last?.shortName}`);
    await imports('xa-cuoi', [kept(last?.id ?? '', 'one_stop_officers', '01/11/2024', 1, null)]);
    expect(await figure('one_stop_officers')).toMatchObject({ numerator: 2 * (communes.length - 1) + 1, missing: [] });
    expect(String((await figure('dossiers_per_officer_year'))?.['missing'])).not.toContain('tự theo dõi');
  });

  it('takes its own number once it has one', async () => {
    await imports('huyen', [kept(DISTRICT, 'staff_in_position_rate', '20/11/2024', 1, 2)]);
    expect(await figure('staff_in_position_rate')).toMatchObject({ numerator: 1, denominator: 2, value: 50 });
    expect(await figure('staff_in_position_rate', DISTRICT, '2024-11-19')).toMatchObject({
      denominator: 10 * communes.length,
    });
  });

  it('is one of several to the province, its communes each by itself to the district', async () => {
    const by = ['--by', 'unit', '--from', '2024-01-01', '--as-of', AS_OF, '--indicator', 'staff_in_position_rate'];
    const ofDistrict = await jsonOf(['indicators', '--unit', DISTRICT, ...by]);
    expect(ofDistrict.map(({ group }) => group).sort()).toEqual([DISTRICT, ...communes.map(({ id }) => id)].sort());
    expect(ofDistrict.find(({ group }) => group === DISTRICT)).toMatchObject({ numerator: 1, denominator: 2 });
    expect((await jsonOf(['indicators', '--unit', 'brvt', ...by])).map(({ group }) => group)).toEqual([DISTRICT]);
  });
});
