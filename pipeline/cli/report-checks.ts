import type { ReportCheck } from '../office/checklist.ts';
import type { Io } from './io.ts';

/** What should be known before a report is made, beside the output. */
export function tellChecks({ err, language }: Pick<Io, 'err' | 'language'>, checks: readonly ReportCheck[]): void {
  for (const check of checks) {
    err(`! ${check[language]}`);
    for (const detail of check.details) err(`  - ${detail[language]}`);
  }
}
