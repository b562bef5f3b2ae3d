import type { Page } from 'playwright-core';
import type { Conflict, Decision, ReportToWrite, Written } from '../../addin/excel/types.ts';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { APPENDIX_IDS } from '../../pipeline/report/layout.ts';
import type { ReportOptions } from '../../pipeline/report/options.ts';

export interface Asked {
  written: Written | undefined;
  /** What was asked; undefined = nothing. */
  conflicts: Conflict[] | undefined;
}

/** How a test answers questions: all alike, or nothing is written at all. */
export type Answer = Decision | 'cancel';

/** With every appendix, where nothing else is said. */
export const WHOLE: ReportOptions = { appendices: APPENDIX_IDS };

function report(evaluation: Evaluation, options: ReportOptions): ReportToWrite {
  return { evaluation, version: '0.1.0', options };
}

export async function insertReport(
  page: Page,
  evaluation: Evaluation,
  answer?: Answer,
  options: ReportOptions = WHOLE,
): Promise<Asked> {
  const template = Buffer.from(standardTemplate()).toString('base64');
  return page.evaluate(
    async ([base64, toWrite, decision]) => {
      let conflicts: Conflict[] | undefined;
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const ask = async (asked: readonly Conflict[]) => {
        conflicts = [...asked];
        return decision === 'cancel' ? undefined : asked.map(() => decision ?? 'keep');
      };
      const written = await window.addin.insertReport(bytes, toWrite, decision && ask);
      return { written, conflicts };
    },
    [template, report(evaluation, options), answer] as const,
  );
}

export async function refreshReport(
  page: Page,
  evaluation: Evaluation,
  answer: Answer = 'keep',
  options: ReportOptions = WHOLE,
): Promise<Asked> {
  return page.evaluate(
    async ([toWrite, decision]) => {
      let conflicts: Conflict[] | undefined;
      const written = await window.addin.refreshReport(toWrite, async (asked) => {
        conflicts = [...asked];
        return decision === 'cancel' ? undefined : asked.map(() => decision);
      });
      return { written, conflicts };
    },
    [report(evaluation, options), answer] as const,
  );
}

/** What a call is refused with: the sentence that the pane shows. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('It was not refused');
}
