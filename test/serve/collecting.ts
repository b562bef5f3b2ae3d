import path from 'node:path';
import type { Unit } from '../../pipeline/library/units/types.ts';
import { AS_OF, layPlan, PLAN_ID, truthOf, type UnitTruth, unitsOfPlan } from '../consolidate/office.ts';
import { LAYOUTS, rowsOf } from '../consolidate/unit-tables.ts';

/** Units of Ninh Bình that report on the plan of these tests. */
export const UNITS: readonly Unit[] = unitsOfPlan();

/** An office that has the plan, as a folder for a warehouse. @returns where the warehouse is to lie */
export function officeIn(folder: string): string {
  layPlan(folder);
  return path.join(folder, 'warehouse.duckdb');
}

export interface SentReport {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  truth: UnitTruth;
}

/** A report in a unit's own hand. @param seed of its figures */
export function reportOf(unit: Pick<Unit, 'id' | 'name'>, seed: number, said = unit.name): SentReport {
  const truth = truthOf(unit.id, unit.name, seed);
  const made = LAYOUTS[0]?.(said, rowsOf(truth, 0), '(Số liệu tính đến ngày 31/10/2026)');
  if (made === undefined) throw new Error('there is a layout');
  return { name: `bao-cao-${seed}.${made.ending}`, bytes: new Uint8Array(made.bytes), truth };
}

export const asked = (unit: string): string => `plan=${PLAN_ID}&unit=${unit}&as_of=${AS_OF}`;
