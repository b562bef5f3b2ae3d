import { askSql, type SqlAnswer } from '../../../pipeline/ask/ask.ts';
import { describeTables, type TableDescription } from '../../../pipeline/ask/describe.ts';
import { makeOwnTables } from '../../../pipeline/ask/own-tables.ts';
import { answerQuestions } from '../../../pipeline/evaluate/answers.ts';
import { countFor, inOrder, reportingPeriod } from '../../../pipeline/evaluate/counting.ts';
import { evaluatePlan } from '../../../pipeline/evaluate/evaluate.ts';
import type { Answer, Question } from '../../../pipeline/evaluate/questions.ts';
import { figuresOf, figureTable, memberTable, type Table } from '../../../pipeline/evaluate/tables.ts';
import type { Counting } from '../../../pipeline/evaluate/targets.ts';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import type { Library } from '../../../pipeline/library/library.ts';
import type { Language } from '../../../pipeline/messages.ts';
import type { Engine } from '../../../pipeline/warehouse/duckdb/engine.ts';
import { membersOf } from '../../../pipeline/warehouse/members.ts';
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
    const period = reportingPeriod(asOf, from, plan);
    return evaluatePlan(this.#engine, this.#library, { plan, unit: this.#unit(unit), period });
  }

  async figures({ plan, unit, from, asOf, indicators = [], by = 'none' }: FigureQuery): Promise<SentTable> {
    const period = inOrder({ from, asOf });
    const wanted = indicators.length > 0 ? indicators : [...this.#library.indicators.keys()];
    const counting = await this.#countFor(unit, plan);
    const named = wanted.map((id) => this.#indicator(id));
    return sentTable(figureTable(await figuresOf(counting, this.#library, named, period, by)));
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
    const counting = await this.#countFor(unit, plan);
    const columns = await membersOf(this.#engine, this.#indicator(indicator), period, counting.payments, side);
    if (columns === null) throw localError('NOT_FROM_DOSSIERS', { id: indicator });
    return sentTable(memberTable(columns));
  }

  #countFor(unit: string, plan: string | undefined): Promise<Counting> {
    const planned = plan === undefined ? undefined : this.#plan(plan);
    return countFor(this.#engine, this.#library, this.#unit(unit), 'vi', planned);
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

function sentTable(table: Table): SentTable {
  const { columns, values } = table;
  if (values !== undefined) return { columns: [...columns], values: [...values] };
  const { rows } = table;
  return { columns: [...columns], values: columns.map(({ name }) => rows.map((row) => row[name] ?? null)) };
}
