import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { dateText, monthEnd, monthOf } from '../dates.ts';
import type { Plan } from '../library/plans/types.ts';
import { UserError } from '../messages.ts';
import { reportChecks } from '../office/checklist.ts';
import { evaluatePlan } from '../office/evaluate.ts';
import { makeReport } from '../office/report.ts';
import { type Office, reportingPeriod, scopeOf } from '../office/scope.ts';
import { reportOptions } from '../report/options.ts';
import { ensureAddin } from './addin-build.ts';
import { Args, type Command } from './command.ts';
import { serveCommand } from './commands/serve.ts';
import { importPaths } from './import-files.ts';
import { importSummary } from './import-summary.ts';
import { type Io, processIo, say } from './io.ts';
import { openLibrary } from './library.ts';
import { userError } from './messages.ts';
import { provinceOption } from './provinces.ts';
import { tellChecks } from './report-checks.ts';
import { languageOf, reportError } from './run.ts';
import { targetTable } from './target-table.ts';
import { standardTemplate } from './template.ts';
import { programVersion } from './version.ts';
import { officeOf, openForImport } from './warehouse.ts';
import { writeWhole } from './write-file.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLES = path.join(ROOT, 'samples');

/** The main job from end to end: `npm start` on the samples, `npm start -- FILES…` on the user's own. */
const startCommand: Command = {
  name: 'start',
  help: {
    vi: `Cách dùng: npm start [-- ĐƯỜNG_DẪN… [--province TỈNH] [--unit MÃ] [--as-of NGÀY] [--no-serve] [--port SỐ]]

Không có đường dẫn: làm trên bộ tệp mẫu. Có đường dẫn: làm trên tệp của mình, vào một kho riêng trong out/.
Xong các báo cáo thì mở bảng điều khiển trên kho ấy cho đến khi bấm Ctrl+C; --no-serve: dừng sau các báo cáo.`,
    en: `Usage: npm start [-- PATH… [--province PROVINCE] [--unit ID] [--as-of DATE] [--no-serve] [--port NUMBER]]

Without paths: on the samples. With paths: on your own files, in a warehouse of its own in out/.
After the reports the pane is served on that warehouse until Ctrl+C; --no-serve ends after the reports.`,
  },
  options: {
    province: { type: 'string' },
    unit: { type: 'string' },
    'as-of': { type: 'string' },
    output: { type: 'string', short: 'o' },
    'no-serve': { type: 'boolean' },
    port: { type: 'string' },
  },
  async run(args, io) {
    const told = args.text('province');
    const named = told === undefined ? undefined : provinceOption(told).id;
    const library = await openLibrary(args, io, named === undefined ? [] : [named]);
    const province = named ?? library.office.defaults.province ?? undefined;
    const unit = args.text('unit');
    const own = args.paths.length > 0;
    const output = args.text('output') ?? path.join(ROOT, 'out');
    const engine = await openForImport(args, library);
    try {
      const run = await importPaths(engine, library, own ? args.paths : sampleFolders(), io, {
        now: io.now,
        ...(province === undefined ? {} : { province }),
        ...(unit === undefined ? {} : { unit }),
      });
      const sheets = run.files.flatMap((file) => file.sheets);
      io.out(importSummary(io, library, sheets));
      for (const failure of run.failures) io.err(failure);
      const office = officeOf(engine, library);
      const written: string[] = [];
      for (const plan of library.plans.values()) {
        const sample = own ? undefined : sampleOf(plan.id);
        const unitOfReport = sample?.unit ?? plan.defaultUnit;
        const asOf = args.date('as-of') ?? sample?.as_of ?? (await lastMonthEnd(office, plan, io));
        if (asOf === undefined) continue;
        written.push(await reportOn(office, plan, unitOfReport, asOf, output, io));
      }
      if (written.length === 0) throw userError('EMPTY_WAREHOUSE');
      io.out(say(io, '\nĐã ghi {count} báo cáo:', '\n{count:report|reports} written:', { count: written.length }));
      for (const file of written) io.out(`  ${path.relative(process.cwd(), file) || file}`);
      return run.failures.length > 0 ? 1 : 0;
    } finally {
      await engine.close();
    }
  },
};

/** The pane on what was just imported, until somebody ends it. Where its port is taken, another one does. */
async function servePane(warehouse: string, port: string | undefined, io: Io): Promise<void> {
  try {
    await ensureAddin(() => io.out(say(io, '\nĐang dựng bảng điều khiển…', '\nBuilding the pane…')));
  } catch (error) {
    io.err(
      say(
        io,
        `Chưa dựng được bảng điều khiển (${String(error)}). Chạy npm ci rồi npm start lại.`,
        `The pane could not be built (${String(error)}). Run npm ci, then npm start again.`,
      ),
    );
  }
  io.out(
    say(io, '\nBảng điều khiển trên số liệu này, mở trong trình duyệt:', '\nThe pane on these figures, for a browser:'),
  );
  const serveOn = (wanted: string): Promise<number> =>
    serveCommand.run(new Args(serveCommand, ['--warehouse', warehouse, '--port', wanted]), io);
  try {
    await serveOn(port ?? '8443');
  } catch (error) {
    if (port !== undefined || !(error instanceof UserError) || error.code !== 'PORT_IN_USE') throw error;
    await serveOn('0');
  }
}

async function reportOn(
  office: Office,
  plan: Plan,
  unit: string,
  asOf: string,
  output: string,
  io: Io,
): Promise<string> {
  const period = reportingPeriod(asOf, undefined, plan);
  io.out(`\n${plan.shortTitle} · ${dateText(period.from, io.language)} – ${dateText(asOf, io.language)}`);
  const evaluation = await evaluatePlan(office, { plan, unit, period });
  io.out(targetTable(io, evaluation.targets));
  tellChecks(io, reportChecks(evaluation));
  const making = { version: programVersion(), madeAt: io.now };
  const options = reportOptions(office.library.office.defaults, unit);
  const report = await makeReport(evaluation, standardTemplate(), making, options);
  const file = path.join(output, report.fileName);
  await writeWhole(file, report.bytes);
  return file;
}

interface SampleList {
  plans: { plan: string; unit: string; as_of: string }[];
}

/** Unit and main reporting date of a plan's samples. */
function sampleOf(plan: string): SampleList['plans'][number] | undefined {
  const list: SampleList = parse(readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'));
  return list.plans.find((entry) => entry.plan === plan);
}

/** The sets of exports; beside them lie the generator and the expected answers. */
function sampleFolders(): string[] {
  return readdirSync(SAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generate' && entry.name !== 'expected')
    .map((entry) => path.join(SAMPLES, entry.name))
    .sort();
}

/** The end of the last month with dossiers of the plan's unit, not after today; undefined where it has none. */
async function lastMonthEnd(office: Office, plan: Plan, io: Io): Promise<string | undefined> {
  const { lastDay } = await office.warehouse.state(scopeOf(office, plan.defaultUnit, plan), io.now.slice(0, 10));
  return lastDay === null ? undefined : monthEnd(monthOf(lastDay));
}

if (import.meta.main) {
  const argv = process.argv.slice(2);
  const io = processIo(languageOf(argv));
  try {
    // A warehouse of its own: the samples must not mix with an office's figures, nor today's run with yesterday's.
    const warehouse = path.join(ROOT, 'out', 'warehouse.duckdb');
    for (const ending of ['', '.wal']) await rm(`${warehouse}${ending}`, { force: true });
    const args = new Args(startCommand, ['--warehouse', warehouse, ...argv]);
    if (args.wantsHelp) io.out(startCommand.help[io.language]);
    else {
      const code = await startCommand.run(args, io);
      if (!args.flag('no-serve')) await servePane(args.text('warehouse') ?? warehouse, args.text('port'), io);
      process.exitCode = code;
    }
  } catch (error) {
    process.exitCode = reportError(error, io);
  }
}
