import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Library } from '../library/library.ts';
import { UserError } from '../messages.ts';
import { type ReportCheck, reportChecks } from '../office/checklist.ts';
import { evaluatePlan, type PlanQuestion } from '../office/evaluate.ts';
import { makeReport } from '../office/report.ts';
import type { Office } from '../office/scope.ts';
import { type Kept, keptIn } from '../report/kept.ts';
import { APPENDIX_IDS, type Appendix, isAppendix } from '../report/layout.ts';
import { reportOptions } from '../report/options.ts';
import type { Filled } from '../report/types.ts';
import type { Args } from './command.ts';
import { type Io, say } from './io.ts';
import { templateFile } from './library.ts';
import { userError } from './messages.ts';
import { standardTemplate } from './template.ts';
import { programVersion } from './version.ts';
import { writeWhole } from './write-file.ts';

/** What became of a report that was asked for. */
export interface ReportWritten {
  /** What should be known of its targets. */
  checks: ReportCheck[];
  /** What the template did not have; undefined = targets lack data, nobody said `--yes`, and nothing was written. */
  notFound: Filled['notFound'] | undefined;
}

/**
 * Writes the report of a question into a file, as the options of `vedich report` ask for it. Whose options are wrong is
 * told before anything is counted.
 * @throws UserError where an option is wrong; of a single report where its earlier file cannot be read or it cannot be written
 */
export function reportWriter(
  args: Args,
  io: Io,
  { office: { defaults } }: Library,
): (office: Office, question: PlanQuestion, file: string) => Promise<ReportWritten> {
  const named = args.text('template');
  const own = named ?? (defaults.template === null ? undefined : templateFile(args, defaults.template));
  const template = own === undefined ? standardTemplate() : readOrRefuse(own);
  const appendices = appendicesAsked(args);
  const making = { version: programVersion(), madeAt: io.now };
  return async (office, question, file) => {
    const kept = await keptBefore(args, io, question, file);
    const evaluation = await evaluatePlan(office, question);
    const checks = reportChecks(evaluation);
    if (checks.some(({ asks }) => asks) && !args.flag('yes')) return { checks, notFound: undefined };
    const options = { ...reportOptions(defaults, question.unit, appendices), kept };
    const name = own === undefined ? undefined : path.basename(own);
    const report = await makeReport(evaluation, template, making, options, name);
    await writeWhole(file, report.bytes);
    return { checks, notFound: report.notFound };
  };
}

/** The sentences for what a template does not have. */
export function tellMissingPlaces(io: Io, notFound: Filled['notFound']): void {
  for (const place of notFound) {
    io.err(
      say(
        io,
        `Mẫu không có ${place.kind === 'name' ? 'tên ô' : place.kind === 'table' ? 'bảng' : 'cột'} '${place.name}', phần ấy không được điền.`,
        `The template has no ${place.kind} '${place.name}'; that part was not filled.`,
      ),
    );
  }
}

function readOrRefuse(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  }
}

/** Those that the command line names; undefined = the office's usual ones. */
function appendicesAsked(args: Args): readonly Appendix[] | undefined {
  if (args.flag('all')) return APPENDIX_IDS;
  const named = args.texts('appendix');
  for (const id of named)
    if (!isAppendix(id))
      throw userError('OPTION_VALUE', { command: 'report', option: '--appendix', wanted: APPENDIX_IDS.join(' | ') });
  return named.length === 0 ? undefined : APPENDIX_IDS.filter((id) => named.includes(id));
}

/** What was written by hand in the report that is made again. @throws UserError where that file cannot be read */
async function keptBefore(args: Args, io: Io, { plan, unit }: PlanQuestion, output: string): Promise<Kept | undefined> {
  const named = args.text('keep-from');
  const file = named ?? output;
  if (args.flag('no-keep') || (named === undefined && !isFile(file))) return undefined;
  const bytes = readOrRefuse(file);
  if (named === undefined && bytes.length === 0) return undefined;
  const kept = await keptIn(bytes, path.basename(file), plan.id, unit).catch((cause: unknown) => {
    if (!(cause instanceof UserError)) throw cause;
    throw userError('NOT_KEPT', { file }, { cause });
  });
  if (kept === undefined) {
    io.err(
      say(
        io,
        `'${file}' không có báo cáo của kế hoạch và đơn vị này: không có gì để giữ lại.`,
        `'${file}' holds no report of this plan and unit: there is nothing to keep.`,
      ),
    );
    return undefined;
  }
  const count = kept.names.size + [...kept.tables.values()].reduce((sum, rows) => sum + rows.size, 0);
  if (count > 0)
    io.out(say(io, 'Giữ lại {count} chỗ đã viết tay.', '{count:place|places} written by hand kept.', { count }));
  return kept;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
