import type { CheckCatalogue } from './checks.ts';
import type { CodeCatalogue } from './codes.ts';
import type { ColumnCatalogue } from './columns.ts';
import type { FormCatalogue } from './forms/types.ts';
import type { IndicatorCatalogue } from './indicators/catalogue.ts';
import type { OfficeLayer } from './layer/types.ts';
import type { Plan } from './plans/types.ts';
import type { QuestionWords } from './questions.ts';
import type { RankingCatalogue } from './rankings/types.ts';
import type { UnitTree } from './units/types.ts';
import type { Vocabulary } from './words.ts';

/** The domain that is data, parsed. */
export interface LibraryParts {
  readonly columns: ColumnCatalogue;
  readonly codes: CodeCatalogue;
  readonly words: Vocabulary;
  readonly questions: QuestionWords;
  readonly checks: CheckCatalogue;
  readonly indicators: IndicatorCatalogue;
  readonly units: UnitTree;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly forms: FormCatalogue;
  readonly rankings: RankingCatalogue;
  /** Days on which offices do not work, beside weekends. */
  readonly holidays: ReadonlySet<string>;
}

/** What is known: the shipped layer with the office's own above it. */
export interface Library extends LibraryParts {
  readonly office: OfficeLayer;
}
