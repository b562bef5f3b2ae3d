import { askSql, type SqlAnswer } from '../../../pipeline/ask/ask.ts';
import { describeTables, type TableDescription } from '../../../pipeline/ask/describe.ts';
import { makeOwnTables } from '../../../pipeline/ask/own-tables.ts';
import { monthsBetween } from '../../../pipeline/dates.ts';
import type { Engine } from '../../../pipeline/engine/engine.ts';
import { answerQuestions, MOST_MONTHS } from '../../../pipeline/evaluate/answers.ts';
import { countFor, reportingPeriod } from '../../../pipeline/evaluate/counting.ts';
import { describePlan } from '../../../pipeline/evaluate/evaluate.ts';
import type { Answer, Question } from '../../../pipeline/evaluate/questions.ts';
import { questionError } from '../../../pipeline/evaluate/questions.ts';
import {
  type FigureLine,
  figureLines,
  figureTable,
  memberTable,
  type Table,
} from '../../../pipeline/evaluate/tables.ts';
import { evaluateTargets } from '../../../pipeline/evaluate/targets.ts';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import { membersOf } from '../../../pipeline/indicators/members.ts';
import type { Library } from '../../../pipeline/library.ts';
import type { Language } from '../../../pipeline/messages.ts';
import type { FigureQuery, MemberQuery, PlanQuery } from '../source.ts';
import { localError } from './messages.ts';
import type { SentTable } from './protocol.ts';

const named = new WeakSet<Engine>();

/** Questions about the warehouse on this machine: as the server's routes answer them, from the same parts. */
export class Asks {
  readonly #engine: Engine;
  readonly #library: Library;

  constructor(engine: Engine, library: Library) {
    this.#engine = engine;
    this.#library = library;
  }

  async evaluation({ plan: planId, unit, asOf, from }: PlanQuery): Promise<Evaluation> {
    const plan = this.#plan(planId);
    const period = inOrder(reportingPeriod(asOf, from, plan));
    const counting = await countFor(this.#engine, this.#library, this.#unit(unit), 'vi', plan);
    return describePlan(counting, this.#library, plan, period, await evaluateTargets(counting, plan, period));
  }

  async figures({ plan, unit, from, asOf, indicators = [], by = 'none' }: FigureQuery): Promise<SentTable> {
    const period = inOrder({ from, asOf });
    if (by === 'month' && monthsBetween(from, asOf).length > MOST_MONTHS)
      throw questionError('TOO_MANY_MONTHS', { months: MOST_MONTHS });
    const wanted = indicators.length > 0 ? indicators : [...this.#library.indicators.keys()];
    const planned = plan === undefined ? undefined : this.#plan(plan);
    const counting = await countFor(this.#engine, this.#library, this.#unit(unit), 'vi', planned);
    const lines: FigureLine[] = [];
    for (const id of wanted)
      lines.push(...(await figureLines(counting, this.#library, this.#indicator(id), period, by)));
    return sentTable(figureTable(lines));
  }

  answers(questions: readonly Question[], language: Language): Promise<Answer[]> {
    return answerQuestions(this.#engine, this.#library, questions, { unit: null, scope: undefined }, language);
  }

  async query(sql: string, signal: AbortSignal): Promise<SqlAnswer> {
    await this.#nameEverything();
    return askSql(this.#engine, sql, signal);
  }

  async tables(): Promise<TableDescription[]> {
    await this.#nameEverything();
    return describeTables(this.#engine, this.#library);
  }

  /** The names of units and codes, beside the facts; once for an engine. */
  async #nameEverything(): Promise<void> {
    if (named.has(this.#engine)) return;
    await makeOwnTables(this.#engine, this.#library);
    named.add(this.#engine);
  }

  async members({ plan, indicator, unit, from, asOf, side }: MemberQuery): Promise<SentTable> {
    const period = inOrder({ from, asOf });
    const planned = plan === undefined ? undefined : this.#plan(plan);
    const counting = await countFor(this.#engine, this.#library, this.#unit(unit), 'vi', planned);
    const columns = await membersOf(this.#engine, this.#indicator(indicator), period, counting.payments, side);
    if (columns === null) throw localError('NOT_FROM_DOSSIERS', { id: indicator });
    return sentTable(memberTable(columns));
  }

  #plan(id: string) {
    return known(this.#library.plans.get(id), id);
  }

  #indicator(id: string) {
    return known(this.#library.indicators.get(id), id);
  }

  #unit(id: string): string {
    return known(this.#library.units.byId.get(id), id).id;
  }
}

function known<T>(found: T | undefined, id: string): T {
  if (found === undefined) throw localError('UNKNOWN', { id });
  return found;
}

function inOrder(period: { from: string; asOf: string }): { from: string; asOf: string } {
  if (period.from > period.asOf) throw questionError('PERIOD_BACKWARDS', { from: period.from, as_of: period.asOf });
  return period;
}

export function sentTable(table: Table): SentTable {
  const { columns, values } = table;
  if (values !== undefined) return { columns: [...columns], values: [...values] };
  const { rows } = table;
  return { columns: [...columns], values: columns.map(({ name }) => rows.map((row) => row[name] ?? null)) };
}
