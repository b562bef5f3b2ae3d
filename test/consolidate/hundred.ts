import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parsePlan } from '../../pipeline/library/plans/parse.ts';
import type { Plan } from '../../pipeline/library/plans/types.ts';
import { childrenAt } from '../../pipeline/library/units/scope.ts';
import type { Unit } from '../../pipeline/library/units/types.ts';
import { shippedProvinces, unitsFor } from '../support/provinces.ts';
import { columnsOf, type FieldTruth, type FormRow, fieldsOf, open, SPELLINGS, sumRow } from './form-books.ts';
import { carriedWrong, FORM_MISTAKES, type FormPlant, TABLE_MISTAKES } from './hundred-mistakes.ts';
import { type Figures, FORM, OFFICE, PLAN, PLAN_YAML, Records } from './hundred-records.ts';
import { withPassword } from './laid-out.ts';
import { TARGETS, truthOf, type UnitTruth } from './office.ts';
import { cellIn, damagedPart, editedBook, ownBook } from './own-books.ts';
import { LAYOUTS, rowsOf } from './unit-tables.ts';

const ON_TIME = { plan: '2025-08-04T09:00:00+07:00', form: '2025-07-17T09:00:00+07:00' };
const PERIODS = ['Từ ngày 01/01/2025 đến ngày 31/7/2025', '(Số liệu tính đến ngày 31/7/2025)', 'Tháng 7 năm 2025'];
const FORM_PERIODS = ['(Từ ngày 15/06/2025 đến ngày 14/7/2025)', 'Kỳ báo cáo: Tháng 7/2025', 'Tháng 7 năm 2025'];

export interface Hundred {
  folder: string;
  /** Earlier reports: folder → the day up to which they are. */
  earlier: { folder: string; plan: boolean; from: string; asOf: string }[];
  plan: Records;
  form: Records;
}

/** Writes the set of workbooks below a folder, the same ones each time. */
export async function makeHundred(place: string): Promise<Hundred> {
  const maker = new Maker(place);
  await maker.own();
  maker.tables();
  maker.forms();
  maker.strangers();
  return maker.made;
}

class Maker {
  readonly made: Hundred;
  readonly #tree = unitsFor(shippedProvinces(), OFFICE);
  readonly #units = childrenAt(this.#tree, OFFICE, PLAN.asOf);
  readonly #plan = planOf(PLAN_YAML);
  #number = 0;

  constructor(place: string) {
    const folder = path.join(place, 'sent');
    mkdirSync(folder, { recursive: true });
    this.made = { folder, earlier: [], plan: new Records(), form: new Records() };
    for (const { id } of this.#units) {
      const excluded = id === `${OFFICE}-thanhtra`;
      this.made.plan.states.set(id, excluded ? 'excluded' : 'missing');
      this.made.form.states.set(id, 'missing');
    }
  }

  #kind(kind: 0 | 1 | 2): Unit[] {
    return this.#units.filter(({ id }, at) => at % 3 === kind && id !== `${OFFICE}-thanhtra`);
  }

  /** The two units that went into this one alone; undefined where they are not two. */
  #predecessors(unit: Unit): [Unit, Unit] | undefined {
    const all = this.#tree.units.filter(({ successors }) => successors.includes(unit.id));
    const [first, second, ...others] = all;
    const sole = all.every(({ successors, divided }) => successors.length === 1 && !divided);
    return first !== undefined && second !== undefined && others.length === 0 && sole && unit.kind === 'commune'
      ? [first, second]
      : undefined;
  }

  #write(ending: string, bytes: Uint8Array, received: string, folder = this.made.folder): string {
    this.#number += 1;
    const file = `${String(this.#number).padStart(3, '0')}-bao-cao.${ending}`;
    writeFileSync(path.join(folder, file), bytes);
    utimesSync(path.join(folder, file), new Date(received), new Date(received));
    return file;
  }

  #earlier(plan: boolean, from: string, asOf: string): string {
    const folder = path.join(this.made.folder, '..', `${plan ? 'plan' : 'form'}-${asOf}`);
    if (!this.made.earlier.some((one) => one.folder === folder)) {
      mkdirSync(folder);
      this.made.earlier.push({ folder, plan, from, asOf });
    }
    return folder;
  }

  /** A plan's report came: it counts, and is none of the form's. */
  #came(unit: string, figures: readonly Figures[]): void {
    this.made.plan.states.set(unit, 'on-time');
    this.made.plan.figures.set(unit, [...figures]);
  }

  async own(): Promise<void> {
    const { plan, form } = this.made;
    const now = this.#plan;
    const versions = [
      { plan: now, program: '0.1.0', lacks: [] },
      { plan: planOf(PLAN_YAML.replace('value: 70', 'value: 65')), program: '0.0.9', lacks: [] },
      {
        plan: { ...now, version: 'ffff0000ffff0000', targets: now.targets.slice(0, -1) },
        program: '0.0.8',
        lacks: ['digitised'],
      },
    ];
    const merged = this.#kind(0).find((unit, at) => at > 28 && this.#predecessors(unit) !== undefined);
    for (const [at, unit] of this.#kind(0).entries()) {
      const { id } = unit;
      if (at === 25) continue;
      const truth = truthOf(id, unit.name, 3_000 + at);
      const version = versions[at % 3] ?? versions[0];
      if (version === undefined) continue;
      const make = (
        of: UnitTruth,
        whose: { id: string; name: string },
        given: Partial<typeof PLAN & { plan: Plan }> = {},
      ) => ownBook({ unit: whose, figures: of.figures, from: PLAN.from, asOf: PLAN.asOf, ...version, ...given });
      // To whoever collects the form it is another one.
      const other = (file: string, whose = id): void => {
        form.states.set(id, 'wrong-period');
        form.plant('E_OTHER_FORM', whose, file, '', 'Biểu II.06a/VPCP/KSTT', version.plan.id);
      };
      const told = (file: string, whose = id): void => {
        for (const lacking of version.lacks) plan.plant('W_TARGET_MISSING', whose, file, lacking);
        if (version !== versions[0]) plan.plant('I_OTHER_VERSION', whose, file);
      };
      const counted = (of: UnitTruth): Figures =>
        Object.fromEntries(Object.entries(of.figures).filter(([target]) => !version.lacks.includes(target)));
      if (unit === merged) {
        const both = (this.#predecessors(unit) ?? []).map((one, which) => ({
          one,
          truth: truthOf(one.id, one.name, 3_500 + which),
        }));
        for (const { one, truth: own } of both) {
          const file = this.#write('xlsx', (await make(own, one)).bytes, ON_TIME.plan);
          told(file, one.id);
          other(file, one.id);
        }
        this.#came(
          id,
          both.map(({ truth: own }) => counted(own)),
        );
        continue;
      }
      if (at === 0) {
        // Always nine in ten, and now four.
        for (const [month, day] of [28, 31, 30, 31, 30].entries()) {
          const asOf = `2025-${String(month + 2).padStart(2, '0')}-${day}`;
          const members = 100 * (month + 1);
          const figures = Object.fromEntries(TARGETS.map((target) => [target, { hits: (9 * members) / 10, members }]));
          const book = await ownBook({ unit, figures, from: PLAN.from, asOf, ...version });
          this.#write('xlsx', book.bytes, ON_TIME.plan, this.#earlier(true, PLAN.from, asOf));
        }
        for (const target of TARGETS)
          truth.figures[target] = { hits: target === 'remote' ? 800 : 1_800, members: 2_000 };
      }
      const book = await make(truth, unit);
      if (at === 16) {
        const before = await make(truth, unit, { asOf: '2025-06-30' as typeof PLAN.asOf });
        const file = this.#write('xlsx', before.bytes, ON_TIME.plan);
        plan.states.set(id, 'wrong-period');
        plan.plant('E_WRONG_PERIOD', id, file, '', PLAN.asOf, '2025-06-30');
        other(file);
        continue;
      }
      if (at === 28) {
        const others = await make(truth, unit, { plan: { ...version.plan, id: 'gialai-2024' } });
        const file = this.#write('xlsx', others.bytes, ON_TIME.plan);
        plan.states.set(id, 'wrong-period');
        plan.plant('E_OTHER_PLAN', id, file, '', PLAN.id, 'gialai-2024');
        form.states.set(id, 'wrong-period');
        form.plant('E_OTHER_FORM', id, file, '', 'Biểu II.06a/VPCP/KSTT', 'gialai-2024');
        continue;
      }
      if (at === 13) {
        const first = await make(truthOf(id, unit.name, 9_999), unit);
        this.#write('xlsx', first.bytes, '2025-08-02T09:00:00+07:00');
      }
      let bytes: Uint8Array = book.bytes;
      const [target, header, value] =
        at === 4 ? (['remote', 'Tử số', 4_321] as const) : (['on-time', 'Kết quả', '12,50 %'] as const);
      const edited = at === 4 || at === 7 ? await editedBook(book, target, header, value) : undefined;
      if (edited !== undefined) ({ bytes } = edited);
      if (at === 10) bytes = await damagedPart(book);
      const file = this.#write('xlsx', bytes, at === 22 ? '2025-08-07T10:00:00+07:00' : ON_TIME.plan);
      this.#came(id, [counted(truth)]);
      if (at === 10) plan.plant('E_PART_DAMAGED', id, file);
      else {
        told(file);
        other(file);
      }
      if (at === 13) plan.plant('W_SENT_AGAIN', id, file);
      if (at === 0) plan.plant('W_FAR_OFF', id, file, cellIn(book, 'remote', 'Kết quả'), 90, 40);
      if (at === 22) {
        plan.states.set(id, 'late');
        plan.late.set(id, 2);
      }
      if (edited !== undefined) plan.plant('E_EDITED', id, file, edited.cell, edited.was, `${value}`);
    }
  }

  tables(): void {
    const { plan } = this.made;
    const merged = this.#kind(1).find((unit, at) => at > 28 && this.#predecessors(unit) !== undefined);
    for (const [at, unit] of this.#kind(1).entries()) {
      const { id, name } = unit;
      const layout = LAYOUTS[at % LAYOUTS.length];
      if (at === 21 || layout === undefined) continue;
      if (unit === merged) {
        const both = (this.#predecessors(unit) ?? []).map((one, which) => truthOf(one.id, one.name, 4_500 + which));
        for (const own of both) {
          const made = layout(own.name, rowsOf(own, at), PERIODS[0] ?? '');
          this.#write(made.ending, made.bytes, ON_TIME.plan);
        }
        this.#came(
          id,
          both.map(({ figures }) => figures),
        );
        continue;
      }
      const truth = truthOf(id, name, 4_000 + at);
      if (at === 18 || at === 19) {
        const bytes = at === 18 ? withPassword(at) : new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]);
        const file = this.#write('xlsx', bytes, ON_TIME.plan);
        for (const records of [plan, this.made.form]) records.unread.push(file);
        continue;
      }
      const rows = rowsOf(truth, at >> 1);
      const mistake = TABLE_MISTAKES[at];
      const counted: Figures = { ...truth.figures };
      const plants = mistake?.(rows, counted) ?? [];
      const period = at === 12 ? '' : at === 16 ? 'Từ ngày 01/01/2025 đến ngày 30/6/2025' : (PERIODS[at % 3] ?? '');
      const given = at === 20 || at === 22 ? { kind: 'ods' as const } : at === 8 ? { hidden: true as const } : {};
      const made = layout(name, rows, period, given);
      if (at === 14) {
        const first = layout(name, rowsOf(truthOf(id, name, 9_998), 1), period);
        this.#write(first.ending, first.bytes, '2025-08-01T07:00:00+07:00');
      }
      if (at === 4) {
        const before = { ...truth.figures, remote: { ...truth.figures.remote, hits: truth.figures.remote.hits + 20 } };
        const june = layout(name, rowsOf({ figures: before }, 1), 'Từ ngày 01/01/2025 đến ngày 30/6/2025');
        this.#write(june.ending, june.bytes, ON_TIME.plan, this.#earlier(true, PLAN.from, '2025-06-30'));
      }
      const file = this.#write(made.ending, made.bytes, at === 17 ? '2025-08-10T16:59:00+07:00' : ON_TIME.plan);
      if (at === 16) {
        plan.states.set(id, 'wrong-period');
        plan.plant('E_WRONG_PERIOD', id, file, '', PLAN.asOf, '2025-06-30');
        continue;
      }
      this.#came(id, [counted]);
      if (at === 14) plan.plant('W_SENT_AGAIN', id, file);
      if (at === 12) plan.plant('W_NO_PERIOD', id, file);
      if (at === 8) plan.plant('W_HIDDEN', id, file);
      if (at === 4) {
        const { hits } = truth.figures.remote;
        plan.plant('W_FALLS', id, file, made.cellOf('remote', 'hits'), hits + 20, hits);
      }
      if (at === 17) {
        plan.states.set(id, 'late');
        plan.late.set(id, 5);
      }
      for (const { code, target, figure, expected = null, found = expected } of plants) {
        const cell = figure === undefined ? target : made.cellOf(target, figure);
        plan.plant(code, id, file, cell, expected, found);
      }
    }
  }

  forms(): void {
    const { plan, form } = this.made;
    const pairs = this.#kind(2).filter((unit, at) => at > 22 && this.#predecessors(unit) !== undefined);
    const before = (unit: Unit, own: readonly FieldTruth[], at: number): void => {
      const made = spelt(unit.name, '(Từ ngày 15/5/2025 đến ngày 14/6/2025)', own, at);
      this.#write(made.ending, made.bytes, ON_TIME.form, this.#earlier(false, '2025-05-15', '2025-06-14'));
    };
    for (const [at, unit] of this.#kind(2).entries()) {
      const { id, name } = unit;
      if (at === 17) continue;
      let truth = fieldsOf(5_000 + at);
      const which = pairs.indexOf(unit);
      if (at === 0 || at === 1) {
        const earlier = fieldsOf(6_000 + at);
        before(unit, earlier, at + 3);
        truth = fieldsOf(5_000 + at, earlier);
      } else if (which === 0 || which === 1) {
        const [first, second] = this.#predecessors(unit) ?? [];
        if (first === undefined || second === undefined) continue;
        const [a, b] = [fieldsOf(6_100 + which), fieldsOf(6_200 + which)];
        before(first, a, at);
        before(second, b, at + 1);
        const fields = [...new Set([...a, ...b].map(({ field }) => field))];
        const openIn = (field: string): number =>
          [...a, ...b].filter((one) => one.field === field).reduce((sum, one) => sum + open(one), 0);
        const both = fields.map((field) => ({ ...NONE, field, carried: openIn(field) }));
        truth = fieldsOf(5_000 + at, both);
      }
      const rows = truth.map((one): FormRow => ({ label: one.field, values: columnsOf(one) }));
      const plants: FormPlant[] = [];
      if (at === 0 || which === 1) plants.push(carriedWrong(rows));
      plants.push(...(FORM_MISTAKES[at]?.(rows) ?? []));
      const total = { label: 'Tổng số', values: sumRow(rows.map(({ values }) => values)) };
      if (at === 7) {
        const right = total.values['received_online'] ?? 0;
        total.values['received_online'] = right + 10;
        plants.push({ code: 'E_TOTAL_SUM', row: null, column: 'received_online', expected: right, found: right + 10 });
      }
      const period = at === 15 ? '(Từ ngày 15/5/2025 đến ngày 14/6/2025)' : (FORM_PERIODS[at % 3] ?? '');
      const made = SPELLINGS[at % SPELLINGS.length]?.(name, period, rows, total);
      if (made === undefined) continue;
      if (at === 16) {
        const first = spelt(name, period, fieldsOf(7_000), at);
        this.#write(first.ending, first.bytes, '2025-07-16T08:00:00+07:00');
      }
      const file = this.#write(made.ending, made.bytes, at === 20 ? '2025-07-21T10:00:00+07:00' : ON_TIME.form);
      if (id !== `${OFFICE}-thanhtra`) plan.states.set(id, 'wrong-period');
      plan.plant('E_OTHER_FORM', id, file, '', this.#plan.shortTitle, 'Biểu II.06a/VPCP/KSTT');
      if (at === 15) {
        form.states.set(id, 'wrong-period');
        form.plant('E_WRONG_PERIOD', id, file, '', FORM.asOf, '2025-06-14');
        continue;
      }
      form.states.set(id, at === 20 ? 'late' : 'on-time');
      if (at === 20) form.late.set(id, 3);
      if (at === 16) form.plant('W_SENT_AGAIN', id, file);
      for (const { code, row, column, expected = null, found = expected } of plants)
        form.plant(code, id, file, made.cellOf(row, column), expected, found);
      form.fields.set(
        id,
        rows.map(({ label, values, written }) => ({
          field: label,
          values: Object.fromEntries(
            made.columns.map((column) => [
              column,
              written?.[column] !== undefined
                ? undefined
                : (values[column] ?? (values['settled_early'] ?? 0) + (values['settled_on_time'] ?? 0)),
            ]),
          ),
        })),
      );
    }
  }

  strangers(): void {
    const stranger = LAYOUTS[1]?.('Công ty Một thành viên Hoa Sen', rowsOf(truthOf('x', 'x', 7), 0), PERIODS[0] ?? '');
    if (stranger === undefined) return;
    const file = this.#write(stranger.ending, stranger.bytes, ON_TIME.plan);
    this.made.plan.others.push(file);
    this.made.plan.plant('E_UNKNOWN_UNIT', '', file);
  }
}

const NONE: FieldTruth = { field: '', online: 0, direct: 0, carried: 0, early: 0, onTime: 0, late: 0, openLate: 0 };

function spelt(
  unit: string,
  period: string,
  truth: readonly FieldTruth[],
  at: number,
): { ending: string; bytes: Uint8Array } {
  const rows = truth.map((one) => ({ label: one.field, values: columnsOf(one) }));
  const total = { label: 'Tổng số', values: sumRow(rows.map(({ values }) => values)) };
  const made = SPELLINGS[at % SPELLINGS.length]?.(unit, period, rows, total);
  if (made === undefined) throw new RangeError('no spelling');
  return made;
}

function planOf(yaml: string): Plan {
  const { value } = parsePlan(yaml, 'ke-hoach.yaml');
  if (value === undefined) throw new Error('the plan of the test is none');
  return value;
}
