import type { Page } from 'playwright-core';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import type { TrendPoint } from '../../pipeline/evaluate/types.ts';
import { evaluatePlan } from '../../pipeline/office/evaluate.ts';
import { membersTable } from '../../pipeline/office/members.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { figuresOf, figureTable, type Table } from '../../pipeline/office/tables.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';

/**
 * The one place where the oracle tests ask the program: what a number is made of, how it came about, whom it counts.
 * In Node it asks the pipeline, in the pane the source that the pane itself uses.
 */

/** A line as the truth writes it: id, from, numerator, denominator, value, and what is missing, if anything. */
export type Line = readonly (string | number | null | readonly string[])[];

export type By = 'field' | 'procedure' | 'unit' | 'month';
export type Side = 'numerator' | 'missing';

/** Whose figures are asked for: with a plan, by its rules of who is counted. */
export interface Asked {
  plan?: string;
  unit: string;
  asOf: string;
}

export interface Answering {
  /** Of each indicator, by its id; lines in order of their ids. */
  breakdowns(asked: Asked, indicators: readonly string[], by: By): Promise<Record<string, Line[]>>;
  /** Of each target, by its id; the missing is not said. */
  trends(asked: Asked & { plan: string }): Promise<Record<string, Line[]>>;
  /** Codes, in order. */
  members(asked: Asked, indicator: string, side: Side): Promise<string[]>;
}

const firstDay = ({ asOf }: Asked): string => `${asOf.slice(0, 4)}-01-01`;
const isBefore = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An indicator of which nothing came has no lines. */
function linesOf(indicators: readonly string[], rows: Table['rows']): Record<string, Line[]> {
  const lines: Record<string, Line[]> = Object.fromEntries(indicators.map((id) => [id, []]));
  for (const { indicator, group, from, numerator, denominator, value, missing } of rows) {
    const line = [group, from, numerator, denominator, value].map(plain);
    lines[String(indicator)]?.push(Array.isArray(missing) && missing.length > 0 ? [...line, missing] : line);
  }
  for (const own of Object.values(lines)) own.sort((a, b) => isBefore(String(a[0]), String(b[0])));
  return lines;
}

function plain(cell: unknown): string | number | null {
  return typeof cell === 'string' || typeof cell === 'number' ? cell : null;
}

const trendLine = ({ month, from, numerator, denominator, value }: TrendPoint): Line => [
  month,
  from,
  numerator,
  denominator,
  value,
];

/** The native engine, asked as the command line does. */
export function inNode(engine: Engine): Answering {
  const library = shippedLibrary();
  const indicatorOf = (id: string) => {
    const found = library.indicators.get(id);
    if (found === undefined) throw new Error(`no indicator ${id}`);
    return found;
  };
  const planOf = (id: string) => {
    const found = library.plans.get(id);
    if (found === undefined) throw new Error(`no plan ${id}`);
    return found;
  };
  const planIn = ({ plan }: Asked) => (plan === undefined ? undefined : planOf(plan));
  const periodOf = (asked: Asked) => ({ from: firstDay(asked), asOf: asked.asOf });
  const office = officeOf(engine, library);
  return {
    breakdowns: async (asked, indicators, by) => {
      const question = { unit: asked.unit, period: periodOf(asked), by, plan: planIn(asked) };
      const found = await figuresOf(office, indicators.map(indicatorOf), question, 'vi');
      return linesOf(indicators, figureTable(found).rows);
    },
    trends: async (asked) => {
      const plan = planOf(asked.plan);
      const period = reportingPeriod(asked.asOf, undefined, plan);
      const { targets } = await evaluatePlan(office, { plan, unit: asked.unit, period });
      return Object.fromEntries(targets.map(({ row, trend }) => [row.target, trend.map(trendLine)]));
    },
    members: async (asked, indicator, side) => {
      const question = { indicator: indicatorOf(indicator), unit: asked.unit, period: periodOf(asked), side };
      const { rows } = await membersTable(office, { ...question, plan: planIn(asked) });
      return rows.map(({ member }) => String(member)).sort();
    },
  };
}

/** The pane's own source, on a page that holds it (test/local/page). */
export function inPane(page: Page): Answering {
  return {
    breakdowns: async (asked, indicators, by) => {
      const query = { ...asked, from: firstDay(asked), indicators, by, language: 'vi' as const };
      const rows = await page.evaluate(async (sent) => [...(await window.source.figures(sent)).rows], query);
      return linesOf(indicators, rows);
    },
    trends: async (asked) => {
      const { targets } = await page.evaluate((sent) => window.source.evaluation(sent), asked);
      return Object.fromEntries(targets.map(({ row, trend }) => [row.target, trend.map(trendLine)]));
    },
    members: async (asked, indicator, side) => {
      const query = { ...asked, from: firstDay(asked), indicator, side };
      const codes = await page.evaluate(
        async (sent) => (await window.source.members(sent)).rows.map(({ member }) => String(member)),
        query,
      );
      return codes.sort();
    },
  };
}
