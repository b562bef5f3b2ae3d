import { type MonthWithout, sayMonthsWithout, takeBackMonthsWithout } from '../facts/coverage.ts';
import { acceptRejections, type SheetOfImport, takeBackAcceptance } from '../facts/rejections.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';

/** Somebody's word on what the files cannot say; `take_back`: it no longer holds. */
export type Said = { by: string; take_back: boolean } & (
  | { kind: 'months-without'; months: readonly MonthWithout[] }
  | { kind: 'rejections-seen'; sheets: readonly SheetOfImport[] }
);

/** Keeps somebody's word, with who and when. @param now local moment `YYYY-MM-DD HH:MM:SS` */
export function settle(engine: Engine, said: Said, now: string): Promise<void> {
  if (said.kind === 'months-without')
    return said.take_back
      ? takeBackMonthsWithout(engine, said.months)
      : sayMonthsWithout(engine, said.months, said.by, now);
  return said.take_back ? takeBackAcceptance(engine, said.sheets) : acceptRejections(engine, said.sheets, said.by, now);
}
