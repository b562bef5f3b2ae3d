import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { childrenAt } from '../../pipeline/library/units/scope.ts';
import type { Unit } from '../../pipeline/library/units/types.ts';
import { seeded } from '../read/seeded.ts';
import { shippedProvinces, unitsFor } from '../support/provinces.ts';

/** The plan that the units of Ninh Bình report on in these tests. */
export const PLAN_ID = 'ninhbinh-2026';
export const AS_OF = '2026-10-31';

export const PLAN = `id: ${PLAN_ID}
title: { vi: Kế hoạch cải cách hành chính tỉnh năm 2026, en: The province's plan for 2026 }
short_title: KH CCHC 2026 · UBND tỉnh Ninh Bình
number: 20/KH-UBND
date: 2026-01-15
issuer: Ủy ban nhân dân tỉnh Ninh Bình
issuer_unit: ninhbinh
default_unit: ninhbinh
scope: Các sở, ban, ngành (trừ Thanh tra tỉnh), UBND cấp xã
excluded_units: [ninhbinh-thanhtra]
targets:
  - { id: remote, name: { vi: Hồ sơ trực tuyến từ xa, en: Remote online dossiers }, indicator: remote_online_rate, operator: ">=", value: 70, due: 2026-12-31, place: Mục II.1, clause: II.1 }
  - { id: full-online, name: { vi: Hồ sơ trực tuyến toàn trình, en: Full online dossiers }, indicator: full_online_rate, operator: ">=", value: 50, due: 2026-12-31, place: Mục II.2, clause: II.2 }
  - { id: paid-online, name: { vi: Hồ sơ thanh toán trực tuyến, en: Dossiers paid online }, indicator: online_payment_dossier_rate, operator: ">", value: 85, due: 2026-12-31, place: Mục II.3, clause: II.3 }
  - { id: on-time, name: { vi: Hồ sơ giải quyết đúng hạn, en: Dossiers on time }, indicator: on_time_rate, operator: ">=", value: 95, due: 2026-12-31, place: Mục II.4, clause: II.4 }
  - { id: digitised, name: { vi: Kết quả giải quyết được số hoá, en: Results digitised }, indicator: results_digitised_rate, operator: ">=", value: 80, due: 2026-12-31, place: Mục II.5, clause: II.5 }
`;

/** Lays the plan into the office's library of that folder. */
export function layPlan(folder: string): void {
  const plans = path.join(folder, 'library', 'plans');
  mkdirSync(plans, { recursive: true });
  writeFileSync(path.join(plans, 'ke-hoach.yaml'), PLAN);
}

/** How the command line is asked about the plan, over that library and a warehouse of its own beside it. */
export function askedIn(folder: string, unit = 'ninhbinh', warehouse = 'w'): string[] {
  const plan = ['--plan', PLAN_ID, '--unit', unit, '--as-of', AS_OF];
  return [...plan, '--library', path.join(folder, 'library'), '--warehouse', path.join(folder, `${warehouse}.duckdb`)];
}

/** Units of Ninh Bình that the plan is for. */
export function unitsOfPlan(): Unit[] {
  const units = childrenAt(unitsFor(shippedProvinces(), 'ninhbinh'), 'ninhbinh', AS_OF);
  return units.filter(({ id }) => id !== 'ninhbinh-thanhtra');
}

export const TARGETS = ['remote', 'full-online', 'paid-online', 'on-time', 'digitised'] as const;
export type TargetId = (typeof TARGETS)[number];

/** What a unit knows of itself. */
export interface UnitTruth {
  id: string;
  name: string;
  figures: Record<TargetId, { hits: number; members: number }>;
}

export function truthOf(id: string, name: string, seed: number): UnitTruth {
  const random = seeded(seed);
  const figure = (): { hits: number; members: number } => {
    const members = 40 + random(1_900);
    return { hits: Math.floor((members * (30 + random(70))) / 100), members };
  };
  return {
    id,
    name,
    figures: {
      remote: figure(),
      'full-online': figure(),
      'paid-online': figure(),
      'on-time': figure(),
      digitised: figure(),
    },
  };
}

/** The sum of what units know: what a consolidation must say. */
export function sumOf(units: readonly UnitTruth[], target: TargetId): { hits: number; members: number } {
  return units.reduce(
    (sum, { figures }) => ({ hits: sum.hits + figures[target].hits, members: sum.members + figures[target].members }),
    { hits: 0, members: 0 },
  );
}

/** What `--format json` gives, as far as these tests look at it. */
export interface Problem {
  code: string;
  severity: string;
  unit: string;
  file: string;
  sheet: string;
  cell: string;
  expected: string | null;
  found: string | null;
  message: string;
}

export interface Collected {
  file: string;
  sheet: string;
  kind: string;
  form: string | null;
  plan: string | null;
  unit: string | null;
  from: string | null;
  as_of: string | null;
  counts: number;
  asked: { kind: string; name?: string }[];
  problems: Problem[];
}

export interface Roll {
  expected: number;
  version: number;
  frozen: boolean;
  units: {
    unit: string;
    state: string;
    days_late: number;
    decision: string;
    reason: string;
    sent: number;
    reminded: number;
    files: { file: string }[];
  }[];
  others: { file: string }[];
}

interface Source {
  file: string;
  sheet: string;
  cell: string;
}

export interface Consolidated {
  expected: number;
  included: string[];
  left_out: { unit: string; reason: string }[];
  missing: string[];
  late: { unit: string; days: number }[];
  targets: {
    target: string;
    numerator: number | null;
    denominator: number | null;
    value: number | null;
    status: string;
    units: {
      unit: string;
      numerator: number | null;
      value: number | null;
      status: string;
      edited: boolean;
      source: Source | null;
      parts?: { unit: string; numerator: number | null; source: Source | null }[];
    }[];
  }[];
  cells: { row: string | null; column: string; value: number; units: number }[];
  by_unit: { unit: string; column: string; value: number }[];
  checks: Problem[];
}
