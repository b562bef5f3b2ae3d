import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { dateText } from '../dates.ts';
import { UserError } from '../messages.ts';
import { reportChecks } from '../office/checklist.ts';
import { evaluatePlan } from '../office/evaluate.ts';
import { makeReport } from '../office/report.ts';
import { type Office, reportingPeriod } from '../office/scope.ts';
import { reportOptions } from '../report/options.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import { unitsWithData } from '../warehouse/state.ts';
import { ensureAddin } from './addin-build.ts';
import { Args, type Command } from './command.ts';
import { serveCommand } from './commands/serve.ts';
import { importPaths } from './import-files.ts';
import { importSummary } from './import-summary.ts';
import { type Io, processIo, say } from './io.ts';
import { openLibrary } from './library.ts';
import { userError } from './messages.ts';
import { ownReports, type Wanted } from './plans-at-hand.ts';
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
export const startCommand: Command = {
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
      const wanted = own
        ? await ownReports(office, unit, args.date('as-of'), io.now.slice(0, 10))
        : sampleReports(office);
      const written: string[] = [];
      for (const one of wanted) written.push(await reportOn(office, one, output, io));
      if (written.length > 0)
        io.out(say(io, '\nĐã ghi {count} báo cáo:', '\n{count:report|reports} written:', { count: written.length }));
      else if (sheets.some(({ rows }) => rows.accepted > 0)) io.out(await withoutPlan(office, engine, io));
      for (const file of written) io.out(`  ${path.relative(process.cwd(), file) || file}`);
      if (written.length === 0 && sheets.every(({ rows }) => rows.accepted === 0)) throw userError('NOTHING_IMPORTED');
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

async function reportOn(office: Office, { plan, unit, asOf }: Wanted, output: string, io: Io): Promise<string> {
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

/** Unit and main reporting date of each plan's samples. */
function sampleReports({ library }: Office): Wanted[] {
  const list: { plans: { plan: string; unit: string; as_of: string }[] } = parse(
    readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'),
  );
  return [...library.plans.values()].flatMap((plan) => {
    const sample = list.plans.find((entry) => entry.plan === plan.id);
    return sample === undefined ? [] : [{ plan, unit: sample.unit, asOf: sample.as_of }];
  });
}

/** The rows are kept, and nobody's plan speaks of their units: which units these are, and what to do. */
async function withoutPlan({ library }: Office, engine: Engine, io: Io): Promise<string> {
  const names = (await unitsWithData(engine)).map((id) => library.units.byId.get(id)?.name ?? id);
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  return say(
    io,
    '\nSố liệu đã vào kho ({units}), nhưng chưa có kế hoạch nào của đơn vị này nên chưa lập báo cáo. Nhập kế hoạch trên bảng điều khiển (mục Cài đặt), hoặc: vedich plans add TỆP',
    '\nThe rows are in the warehouse ({units}), but there is no plan of this unit yet, so no report was made. Enter the plan in the pane (Settings), or: vedich plans add FILE',
    { units: shown },
  );
}

/** The sets of exports; beside them lie the generator and the expected answers. */
function sampleFolders(): string[] {
  return readdirSync(SAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generate' && entry.name !== 'expected')
    .map((entry) => path.join(SAMPLES, entry.name))
    .sort();
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
