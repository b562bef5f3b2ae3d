import { vietnameseDate } from '../../pipeline/dates.ts';
import { type Language, type MessageParams, renderMessage } from '../../pipeline/messages.ts';
import { reportChecks } from '../../pipeline/office/checklist.ts';
import { reportOptions } from '../../pipeline/report/options.ts';
import type { AskConflicts, ReportRecord, ReportToWrite, Written } from '../excel/types.ts';
import type { PlanQuery, Source } from '../source/source.ts';
import type { CommandId } from './ids.ts';
import type { Notice } from './pane-link.ts';
import { commandMessages } from './texts.ts';

/** The part of `addin/excel` that commands use. */
export interface Workbook {
  insertReport(template: Uint8Array, report: ReportToWrite, ask: AskConflicts): Promise<Written | undefined>;
  refreshReport(report: ReportToWrite, ask: AskConflicts): Promise<Written | undefined>;
  reportsInWorkbook(): Promise<ReportRecord[]>;
  freezeFunctions(): Promise<number>;
}

/** What the commands of the ribbon stand on. */
export interface Surroundings {
  source(): Promise<Source>;
  workbook(): Promise<Workbook>;
  /** What was chosen in the pane last; a part may be missing. */
  choice(): Partial<PlanQuery>;
  showPane(): Promise<void>;
  leaveNotice(notice: Notice): void;
  ask: AskConflicts;
  /** Says that the figures may be others now. */
  announceChange(): void;
}

/**
 * The commands by their ids. They work without the pane; what there is to say opens it. None of them rejects: Excel would
 * tell nobody.
 */
export function vedichCommands(around: Surroundings): Record<CommandId, () => Promise<void>> {
  const say = async (notice: Notice): Promise<void> => {
    around.leaveNotice(notice);
    await around.showPane();
  };
  const told =
    (work: () => Promise<Notice | undefined>): (() => Promise<void>) =>
    async () => {
      try {
        const notice = await work().catch(noticeOf);
        if (notice !== undefined) await say(notice);
      } catch (error) {
        console.error(error);
      }
    };

  return {
    lapBaoCao: told(async () => {
      const { plan, unit, asOf } = around.choice();
      if (plan === undefined || unit === undefined || asOf === undefined) return noticeFor('CHOOSE_FIRST');
      const [source, workbook] = await Promise.all([around.source(), around.workbook()]);
      const there = (await workbook.reportsInWorkbook()).find((one) => one.plan === plan && one.unit === unit);
      // A second one only for who wants it: the pane asks.
      if (there !== undefined)
        return noticeFor('THERE_ALREADY', { report: `“${there.planTitle} – ${there.unitName}”` });
      const [evaluation, template, defaults, { version }] = await Promise.all([
        source.evaluation({ plan, unit, asOf }),
        source.template(),
        source.library.defaults(),
        source.state(),
      ]);
      const asked = reportChecks(evaluation).filter(({ asks }) => asks);
      if (asked.length > 0) {
        const said = (language: Language): string => asked.map((check) => check[language]).join(' ');
        return noticeFor('CHECK_FIRST', { why: { vi: said('vi'), en: said('en') } });
      }
      const options = reportOptions(defaults, unit);
      const written = await workbook.insertReport(template, { evaluation, version, options }, around.ask);
      around.announceChange();
      const params = {
        plan: evaluation.plan.shortTitle,
        unit: evaluation.unit.name,
        day: { vi: vietnameseDate(evaluation.asOf), en: evaluation.asOf },
      };
      // What was chosen last, perhaps a month ago, is said: it was not asked for again.
      if (written !== undefined) return noticeFor('BUILT', params);
      return noticeFor('NOT_REFRESHED', { reports: `“${params.plan} – ${params.unit}”` });
    }),

    /** Every report that stands in the workbook, each on its own date; then the functions. */
    capNhatSoLieu: told(async () => {
      const [source, workbook] = await Promise.all([around.source(), around.workbook()]);
      const reports = await workbook.reportsInWorkbook();
      // A source that is away must not turn the figures that stand in the cells into errors: nothing is announced then.
      const [{ version }, defaults] = await Promise.all([source.state(), source.library.defaults()]);
      const left: string[] = [];
      try {
        for (const { plan, unit, from, asOf, planTitle, unitName } of reports) {
          const evaluation = await source.evaluation({ plan, unit, from, asOf });
          const options = reportOptions(defaults, unit);
          const written = await workbook.refreshReport({ evaluation, version, options }, around.ask);
          if (written === undefined) left.push(`“${planTitle} – ${unitName}”`);
        }
      } finally {
        around.announceChange();
      }
      return left.length === 0 ? undefined : noticeFor('NOT_REFRESHED', { reports: left.join(', ') });
    }),

    chuyenThanhGiaTri: told(async () => {
      const count = await (await around.workbook()).freezeFunctions();
      return count === 0 ? noticeFor('NOTHING_TO_FREEZE') : noticeFor('FROZEN', { count });
    }),
  };
}

function noticeFor(code: keyof typeof commandMessages, params: MessageParams = {}): Notice {
  const template = commandMessages[code];
  return {
    kind: template.severity === 'error' ? 'error' : 'done',
    code,
    vi: renderMessage(template, params, 'vi'),
    en: renderMessage(template, params, 'en'),
  };
}

/** What sources and the workbook throw carries its sentence; anything else is our fault. */
function noticeOf(error: unknown): Notice {
  if (error instanceof Error && 'vi' in error && 'en' in error && 'code' in error)
    return { kind: 'error', code: String(error.code), vi: String(error.vi), en: String(error.en) };
  console.error(error);
  return noticeFor('OUR_FAULT');
}
