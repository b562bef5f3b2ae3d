import { useCallback, useRef, useState } from 'react';
import { vietnameseMoment } from '../../pipeline/dates.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { type ReportCheck, reportChecks } from '../../pipeline/office/checklist.ts';
import { reportOptions } from '../../pipeline/report/options.ts';
import type { Written } from '../excel/types.ts';
import { announceChange } from '../source/changed.ts';
import { saveWorkbook } from './download.ts';
import { usePane } from './pane.tsx';
import { type Sentence, sentenceOf } from './sentence.ts';

export type ReportTask = 'build' | 'refresh' | 'download';

export type Outcome =
  | { kind: 'written'; task: 'build' | 'refresh'; written: Written }
  | { kind: 'downloaded'; file: string }
  /** Nothing of the workbook is concerned: there is none, it has no report, or only those of other units or plans. */
  | { kind: 'reread'; workbook: 'absent' | 'none' | 'other' }
  | { kind: 'nothing' }
  | { kind: 'failed'; why: Sentence };

const sample = () => import('../source/sample/sample-source.ts');

/** What a report would lack, and whether it is made all the same. */
export interface AskedChecks {
  checks: readonly ReportCheck[];
  answer(yes: boolean): void;
}

/** Building, refreshing and downloading the report of what is chosen; one at a time. */
export function useReportActions() {
  const { ask, source, choice, known, host, reports, rereadReports } = usePane();
  const [running, setRunning] = useState<ReportTask>();
  const [done, setDone] = useState<{ of: string; outcome: Outcome }>();
  const [asked, setAsked] = useState<AskedChecks>();
  const busy = useRef(false);
  const version = known?.state.version ?? '';
  const inWorkbook = reports.find(({ plan, unit }) => plan === choice?.plan && unit === choice?.unit);

  // What was done to one report is no word about another.
  const of = [choice?.plan, choice?.unit, choice?.asOf].join(' ');
  const outcome = done?.of === of ? done.outcome : undefined;

  /** Says what a report would lack; without anything of the kind nobody is asked. */
  const confirmed = async (evaluation: Evaluation): Promise<boolean> => {
    const checks = reportChecks(evaluation);
    if (!checks.some(({ asks }) => asks)) return true;
    const yes = await new Promise<boolean>((resolve) => setAsked({ checks, answer: resolve }));
    setAsked(undefined);
    return yes;
  };

  const run = useCallback(
    async (task: ReportTask, work: () => Promise<Outcome>) => {
      if (busy.current) return;
      busy.current = true;
      setRunning(task);
      setDone(undefined);
      const outcome = await work().catch((error: unknown) => ({ kind: 'failed', why: sentenceOf(error) }) as const);
      setDone({ of, outcome });
      setRunning(undefined);
      busy.current = false;
    },
    [of],
  );

  const build = (): Promise<void> =>
    run('build', async () => {
      if (choice === undefined) return { kind: 'nothing' };
      const [evaluation, template, defaults, { insertReport }] = await Promise.all([
        source.evaluation(choice),
        source.template(),
        source.library.defaults(),
        import('../excel/index.ts'),
      ]);
      if (!(await confirmed(evaluation))) return { kind: 'nothing' };
      const options = reportOptions(defaults, choice.unit);
      const written = await insertReport(template, { evaluation, version, options }, ask);
      await rereadReports();
      return written === undefined ? { kind: 'nothing' } : { kind: 'written', task: 'build', written };
    });

  const refresh = (): Promise<void> =>
    run('refresh', async () => {
      if (choice === undefined) return { kind: 'nothing' };
      if (host !== 'excel' || inWorkbook === undefined) {
        // A server that does not answer says so here; else the list is fetched anew.
        await source.state();
        announceChange();
        return { kind: 'reread', workbook: host !== 'excel' ? 'absent' : reports.length === 0 ? 'none' : 'other' };
      }
      const [evaluation, defaults, { refreshReport }] = await Promise.all([
        source.evaluation(choice),
        source.library.defaults(),
        import('../excel/index.ts'),
      ]);
      const written = await refreshReport({ evaluation, version, options: reportOptions(defaults, choice.unit) }, ask);
      announceChange();
      await rereadReports();
      return written === undefined ? { kind: 'nothing' } : { kind: 'written', task: 'refresh', written };
    });

  /** The same code that writes the command line's report. */
  const download = (): Promise<void> =>
    run('download', async () => {
      if (choice === undefined) return { kind: 'nothing' };
      const [found, template, defaults, { makeReport }] = await Promise.all([
        source.evaluation(choice),
        source.template(),
        source.library.defaults(),
        import('../../pipeline/office/report.ts'),
      ]);
      const isSample = source.isSample === true;
      const evaluation = isSample ? (await sample()).asSampleReport(found) : found;
      if (!(await confirmed(evaluation))) return { kind: 'nothing' };
      const making = { version, madeAt: vietnameseMoment(Date.now()) };
      const report = await makeReport(evaluation, template, making, reportOptions(defaults, choice.unit));
      const file = isSample ? `SO-LIEU-MAU-${report.fileName}` : report.fileName;
      saveWorkbook(report.bytes, file);
      return { kind: 'downloaded', file };
    });

  return { running, outcome, asked, clear: () => setDone(undefined), build, refresh, download, inWorkbook };
}
