import type { CheckCatalogue } from './checks.ts';
import type { CodeCatalogue } from './codes.ts';
import type { ColumnCatalogue } from './columns.ts';
import type { IndicatorCatalogue } from './indicators/catalogue.ts';
import type { OfficeLayer } from './layer/types.ts';
import type { Plan } from './plans/types.ts';
import type { UnitTree } from './units/types.ts';
import type { Vocabulary } from './words.ts';

/** The domain that is data, parsed. */
export interface LibraryParts {
  readonly columns: ColumnCatalogue;
  readonly codes: CodeCatalogue;
  readonly words: Vocabulary;
  readonly checks: CheckCatalogue;
  readonly indicators: IndicatorCatalogue;
  readonly units: UnitTree;
  readonly plans: ReadonlyMap<string, Plan>;
}

/** What is known: the shipped layer with the office's own above it. */
export interface Library extends LibraryParts {
  readonly office: OfficeLayer;
}
