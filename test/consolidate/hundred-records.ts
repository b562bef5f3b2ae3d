import { PLAN as NINH_BINH, type TargetId } from './office.ts';

/** Gia Lai a month after it took Bình Định in: 150 units report to it. The plan's figures go up to a day, the form's are of a month. */
export const OFFICE = 'gialai';
export const PLAN = { id: 'gialai-2025', from: '2025-01-01', asOf: '2025-07-31' } as const;
export const FORM = { id: 'vpcp-06a', from: '2025-06-15', asOf: '2025-07-14' } as const;
/** Two of the targets were due at the end of June. */
export const PLAN_YAML = NINH_BINH.replaceAll('ninhbinh', OFFICE)
  .replaceAll('Ninh Bình', 'Gia Lai')
  .replaceAll('2026', '2025')
  .replace(/((?:on-time|digitised),.*due: )2025-12-31/g, '$12025-06-30');
/** `value`, whether strictly above it, and the day until which it is due. */
const DEMANDS: Readonly<Record<TargetId, { value: number; above?: true; due: string }>> = {
  remote: { value: 70, due: '2025-12-31' },
  'full-online': { value: 50, due: '2025-12-31' },
  'paid-online': { value: 85, above: true, due: '2025-12-31' },
  'on-time': { value: 95, due: '2025-06-30' },
  digitised: { value: 80, due: '2025-06-30' },
};

export interface Planted {
  code: string;
  unit: string;
  file: string;
  cell: string;
  expected: string | null;
  found: string | null;
}

/** What is to be added of a report. */
export type Figures = Partial<Record<TargetId, { hits: number; members: number }>>;

/** What the maker knows of one of the two collections. */
export class Records {
  readonly states = new Map<string, string>();
  readonly late = new Map<string, number>();
  readonly planted: Planted[] = [];
  /** Of a unit what is to be added. */
  readonly figures = new Map<string, Figures[]>();
  readonly fields = new Map<string, { field: string; values: Record<string, number | undefined> }[]>();
  /** Files that stand outside of the roll. */
  readonly others: string[] = [];
  readonly unread: string[] = [];

  plant(
    code: string,
    unit: string,
    file: string,
    cell = '',
    expected: number | string | null = null,
    found = expected,
  ): void {
    const text = (value: number | string | null): string | null => (typeof value === 'number' ? said(value) : value);
    this.planted.push({ code, unit, file, cell, expected: text(expected), found: text(found) });
  }

  total(target: TargetId): { hits: number; members: number } {
    const all = [...this.figures.values()].flat().flatMap((one) => one[target] ?? []);
    return all.reduce((sum, { hits, members }) => ({ hits: sum.hits + hits, members: sum.members + members }), {
      hits: 0,
      members: 0,
    });
  }
}

/** A decimal as the checks say it. */
function said(value: number): string {
  return String(Math.round(value * 100) / 100).replace('.', ',');
}

export function verdict(target: TargetId, { hits, members }: { hits: number; members: number }): string {
  const { value, above, due } = DEMANDS[target];
  if (members === 0) return 'no-data';
  const [is, wanted] = [BigInt(hits) * 100n, BigInt(value) * BigInt(members)];
  if (above ? is > wanted : is >= wanted) return 'met';
  return due <= PLAN.asOf ? 'below' : 'pending';
}
