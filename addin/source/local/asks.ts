import { askSql, type SqlAnswer } from '../../../pipeline/ask/ask.ts';
import { describeTables, type TableDescription } from '../../../pipeline/ask/describe.ts';
import { makeOwnTables } from '../../../pipeline/ask/own-tables.ts';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import type { ForecastRecord } from '../../../pipeline/forecast/types.ts';
import type { Library } from '../../../pipeline/library/library.ts';
import type { Plan, Target } from '../../../pipeline/library/plans/types.ts';
import type { Language } from '../../../pipeline/messages.ts';
import { answerQuestions } from '../../../pipeline/office/answers.ts';
import { evaluatePlan, indicatorIn, type PlanQuestion } from '../../../pipeline/office/evaluate.ts';
import { membersTable } from '../../../pipeline/office/members.ts';
import type { Answer, Question } from '../../../pipeline/office/questions.ts';
import { inOrder, type Office, reportingPeriod } from '../../../pipeline/office/scope.ts';
import { figuresOf, figureTable, type Table } from '../../../pipeline/office/tables.ts';
import type { WordsAnswer } from '../../../pipeline/office/words/types.ts';
import type { Engine } from '../../../pipeline/warehouse/duckdb/engine.ts';
import { duckdbWarehouse } from '../../../pipeline/warehouse/warehouse.ts';
import type { FigureQuery, MemberQuery, PlanQuery, WhatIfQuery, WhyQuery, WordsQuery } from '../source.ts';
import { localError } from './messages.ts';
import type { SentTable } from './protocol.ts';

/** Engines whose tables of names are those of this library. */
const named = new WeakMap<Engine, Library>();

/** Questions about the warehouse on this machine: as the server's routes answer them, from the same parts. */
export class Asks {
  readonly #engine: Engine;
  readonly #library: Library;
  readonly #office: Office;

  constructor(engine: Engine, library: Library) {
    this.#engine = engine;
    this.#library = library;
    this.#office = { warehouse: duckdbWarehouse(engine, library.columns), library };
  }

  async evaluation(query: PlanQuery): Promise<Evaluation> {
    return evaluatePlan(this.#office, this.#question(query));
  }

  async figures(query: FigureQuery): Promise<SentTable> {
    const { unit, from, asOf, indicators = [], by = 'none', language } = query;
    const plan = this.#plan(query.plan);
    const wanted = indicators.length > 0 ? indicators : [...this.#library.indicators.keys()];
    const question = { unit: this.#unit(unit), period: inOrder({ from, asOf }), by, plan };
    const asked = wanted.map((id) => this.#indicator(id, plan));
    return sentTable(figureTable(await figuresOf(this.#office, asked, question, language)));
  }

  answers(questions: readonly Question[], language: Language): Promise<Answer[]> {
    return answerQuestions(this.#office, questions, null, language);
  }

  async query(sql: string, signal: AbortSignal): Promise<SqlAnswer> {
    await this.#nameEverything();
    return askSql(this.#engine, sql, { signal });
  }

  async tables(): Promise<TableDescription[]> {
    await this.#nameEverything();
    return describeTables(this.#engine, this.#library);
  }

  /** The names of units and codes, beside the facts; once for an engine and a library. */
  async #nameEverything(): Promise<void> {
    if (named.get(this.#engine) === this.#library) return;
    await makeOwnTables(this.#engine, this.#library);
    named.set(this.#engine, this.#library);
  }

  // What only an opened target asks for is fetched then.
  async why({ against, language, ...query }: WhyQuery): Promise<SentTable> {
    const { explainTable, explainTargets } = await import('../../../pipeline/office/explain.ts');
    const { question, targets } = this.#target(query);
    return sentTable(explainTable(await explainTargets(this.#office, question, { targets, against, language })));
  }

  async forecast({ language, ...query }: WhyQuery): Promise<ForecastRecord[]> {
    const { forecastTargets } = await import('../../../pipeline/office/forecast.ts');
    const { question, targets } = this.#target(query);
    return forecastTargets(this.#office, question, { targets, language });
  }

  async whatIf({ channels, language, ...query }: WhatIfQuery): Promise<SentTable> {
    const { whatIf, whatIfTable } = await import('../../../pipeline/office/push.ts');
    return sentTable(whatIfTable(await whatIf(this.#office, this.#question(query), { channels }, language)));
  }

  async askInWords({ question, corrections, language, ...query }: WordsQuery): Promise<WordsAnswer> {
    const { answerInWords } = await import('../../../pipeline/office/words/answer.ts');
    return answerInWords(this.#office, { ...this.#question(query), question, corrections, language });
  }

  #question({ plan: id, unit, asOf, from }: PlanQuery): PlanQuestion {
    const plan = known(this.#library.plans.get(id), id);
    return { plan, unit: this.#unit(unit), period: reportingPeriod(asOf, from, plan) };
  }

  #target(query: PlanQuery & { target: string }): { question: PlanQuestion; targets: Target[] } {
    const question = this.#question(query);
    const { target } = query;
    return {
      question,
      targets: [
        known(
          question.plan.targets.find(({ id }) => id === target),
          target,
        ),
      ],
    };
  }

  async members({ unit, from, asOf, side, part, first, ...query }: MemberQuery): Promise<SentTable> {
    const plan = this.#plan(query.plan);
    const indicator = this.#indicator(query.indicator, plan);
    const period = inOrder({ from, asOf });
    const page = first === undefined ? undefined : { offset: 0, count: first };
    const asked = { indicator, unit: this.#unit(unit), period, side, plan, part, page };
    return sentTable(await membersTable(this.#office, asked));
  }

  #plan(id: string | undefined): Plan | undefined {
    return id === undefined ? undefined : known(this.#library.plans.get(id), id);
  }

  #indicator(id: string, plan: Plan | undefined) {
    return known(indicatorIn(this.#library, id, plan), id);
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
