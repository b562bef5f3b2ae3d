import path from 'node:path';
import { dateText, momentText } from '../../dates.ts';
import { detailOf } from '../../evaluate/detail.ts';
import type { ImportOptions } from '../../facts/types.ts';
import type { Library } from '../../library/library.ts';
import { UserError } from '../../messages.ts';
import { evaluateTargets } from '../../office/evaluate.ts';
import { reportingPeriod } from '../../office/scope.ts';
import { asCount, type Engine } from '../../warehouse/duckdb/engine.ts';
import { Args } from '../command.ts';
import { briefCommand } from '../commands/brief.ts';
import { reportCommand } from '../commands/report.ts';
import { importPaths } from '../import-files.ts';
import { importSummary } from '../import-summary.ts';
import { type Io, say } from '../io.ts';
import { openSummary } from '../open-summary.ts';
import { ownReports, type Wanted } from '../plans-at-hand.ts';
import { officeOf, openForImport } from '../warehouse.ts';
import { writeWhole } from '../write-file.ts';
import { changesSince, toldTargets } from './changes.ts';
import { isCode, newFiles, type Standing } from './files.ts';
import { readState, saveState, type WatchState } from './state.ts';

/** What is watched, and where reports go. */
export interface Watching {
  args: Args;
  library: Library;
  folder: string;
  output: string;
  /** Seconds after which a file is taken for whole. */
  settle: number;
  whose: Pick<ImportOptions, 'province' | 'unit'>;
  /** Only this plan, unit, day; all that there are figures of without them. */
  plan?: string | undefined;
  unit?: string | undefined;
  asOf?: string | undefined;
}

/** What a pass came to. */
export interface Passed {
  imported: number;
  failed: number;
  /** Files that are still being written. */
  growing: string[];
  /** What changed, where something was reported. */
  told: string[];
}

const MOST_HISTORY = 100;
/** Held by whoever writes or opened it: it can be read later. */
const HELD = ['EBUSY', 'EPERM', 'EACCES', 'ENOENT', 'NO_SUCH_PATH'];

/**
 * Imports what is new in the folder, and where the warehouse is not as it was reported on, writes reports and briefs and says what
 * changed. Each step is whole or not at all, and what was done is told by the warehouse: a pass that was killed is taken up by the
 * next one.
 * @param isForced looks at the warehouse even where no file is new
 */
export async function pass(watching: Watching, io: Io, isForced: boolean): Promise<Passed> {
  const { args, library, folder, output, settle } = watching;
  const state = readState(output);
  const last = state.reported;
  const { whole, growing } = await newFiles(folder, state.files, settle);
  // Whoever has nothing to do leaves the warehouse to others.
  if (whole.length === 0 && state.reported !== '' && !isForced) return { imported: 0, failed: 0, growing, told: [] };
  const engine = await openForImport(args, library);
  let reported: Reported | undefined;
  let imported = 0;
  const failures: string[] = [];
  try {
    for (const one of whole) {
      const failure = await importOne(engine, watching, one, io);
      if (failure === undefined) continue;
      state.files[one.name] = { seen: one.seen, failure };
      // Until it is reported on: who is killed in between is taken up there.
      if (failure === '') state.reported = '';
      if (failure === '') imported += 1;
      else failures.push(failure);
      await saveState(output, state);
    }
    const mark = await markOf(engine);
    if (mark !== last && mark !== '0/0') reported = await judged(engine, watching, state, mark, io);
  } finally {
    await engine.close();
  }
  for (const failure of failures) io.err(failure);
  if (reported !== undefined) await written(watching, state, reported, io);
  // A file that was there already changed nothing.
  else if (state.reported !== last) await saveState(output, { ...state, reported: last });
  return { imported, failed: failures.length, growing, told: reported?.lines ?? [] };
}

/** @returns why it failed, '' where it did not, undefined where it is held by somebody and comes next time */
async function importOne(
  engine: Engine,
  { library, whose }: Watching,
  { file, name }: Standing,
  io: Io,
): Promise<string | undefined> {
  try {
    const { files, failures } = await importPaths(engine, library, [file], io, { now: io.now, ...whose });
    const sheets = files.flatMap((one) => one.sheets);
    if (sheets.length > 0) io.out(importSummary(io, library, sheets));
    const open = openSummary(
      io,
      files.flatMap((one) => one.open),
    );
    if (open !== '') io.out(open);
    return failures[0] ?? '';
  } catch (error) {
    if (isCode(error, ...HELD)) return undefined;
    if (error instanceof UserError) return `${name}: ${error.sentence(io.language, 'terminal')}`;
    throw error;
  }
}

async function markOf(engine: Engine): Promise<string> {
  const [row] = await engine.query('SELECT count(*) AS n, coalesce(max(import_id), 0) AS last FROM imports');
  return `${asCount(row?.['n'])}/${asCount(row?.['last'])}`;
}

interface Reported {
  wanted: Wanted[];
  lines: string[];
  mark: string;
  targets: WatchState['targets'];
}

async function judged(
  engine: Engine,
  { library, plan, unit, asOf }: Watching,
  state: WatchState,
  mark: string,
  io: Io,
): Promise<Reported> {
  const office = officeOf(engine, library);
  const all = await ownReports(office, unit, asOf, io.now.slice(0, 10));
  const wanted = all.filter((one) => plan === undefined || one.plan.id === plan);
  const lines: string[] = [];
  const targets: WatchState['targets'] = { ...state.targets };
  for (const one of wanted) {
    const period = reportingPeriod(one.asOf, undefined, one.plan);
    const evaluated = await evaluateTargets(office, { plan: one.plan, unit: one.unit, period });
    const details = evaluated.map(detailOf);
    const key = `${one.plan.id}/${one.unit}`;
    const name = library.units.byId.get(one.unit)?.shortName ?? one.unit;
    lines.push(`${one.plan.shortTitle} · ${name} · ${dateText(one.asOf, io.language)}`);
    lines.push(...changesSince(io, state.targets[key], details).map((line) => `  ${line}`));
    targets[key] = toldTargets(details);
  }
  return { wanted, lines, mark, targets };
}

/** Reports first, what was told last: who is killed between the two makes the same again. */
async function written({ args, output }: Watching, state: WatchState, reported: Reported, io: Io): Promise<void> {
  const quiet: Io = { ...io, out: () => undefined };
  const warehouse = args.text('warehouse');
  const shared = [
    ...(warehouse === undefined ? [] : ['--warehouse', warehouse]),
    ...(args.text('library') === undefined ? [] : ['--library', args.required('library')]),
  ];
  for (const { plan, unit, asOf } of reported.wanted) {
    const asked = ['--plan', plan.id, '--unit', unit, '--as-of', asOf, ...shared];
    const name = path.join(output, `${plan.id}-${unit}-${asOf}`);
    await reportCommand.run(new Args(reportCommand, [...asked, '--yes', '-o', `${name}.xlsx`]), quiet);
    await briefCommand.run(new Args(briefCommand, [...asked, '-o', `${name}-tom-tat.docx`]), quiet);
  }
  const history = [{ at: io.now, lines: reported.lines }, ...state.history].slice(0, MOST_HISTORY);
  const text = history.map(({ at, lines }) => [momentText(at, io.language), ...lines].join('\n')).join('\n\n');
  await writeWhole(path.join(output, 'thay-doi.txt'), new TextEncoder().encode(`${text}\n`));
  await saveState(output, { ...state, reported: reported.mark, targets: reported.targets, history });
  for (const line of reported.lines) io.out(line);
  io.out(say(io, 'Báo cáo và tóm tắt: {output}', 'Reports and briefs: {output}', { output }));
}
