import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { vietnameseMoment } from '../../dates.ts';
import { UserError } from '../../messages.ts';
import type { Args, Command } from '../command.ts';
import { whoseAsked } from '../files-asked.ts';
import { type Io, say } from '../io.ts';
import { planOf, unitOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { type Passed, pass, type Watching } from '../watch/pass.ts';

const SETTLE = 5;
const EVERY = 30;

export const watchCommand: Command = {
  name: 'watch',
  help: {
    vi: `Cách dùng: vedich watch THƯ_MỤC [--once] [tùy chọn]

Nạp tệp mới xuất hiện trong thư mục, đối chiếu, ghi báo cáo (.xlsx) và tóm tắt (.docx), nói điều gì đã đổi từ lần trước (mới
đạt, mới chưa đạt). Tệp đang ghi dở được để lại lần sau; tệp đã nạp không nạp lần hai; bị ngắt lúc nào cũng được, lần sau làm tiếp.

  --once             một lượt rồi dừng (Task Scheduler, cron); không có thì chạy mãi
  --every GIÂY       nghỉ giữa hai lượt; mặc định 30
  --settle GIÂY      tệp không đổi chừng ấy giây được coi là đã ghi xong; mặc định 5
  --province TỈNH    tỉnh của tên đơn vị không ghi tỉnh
  --unit MÃ          đơn vị của tệp không ghi đơn vị, và của báo cáo
  --plan MÃ          chỉ kế hoạch này; mặc định mọi kế hoạch có số liệu
  --as-of NGÀY       ngày báo cáo; mặc định cuối tháng mới nhất có hồ sơ
  -o, --output THƯ_MỤC  nơi ghi báo cáo, thay-doi.txt, theo-doi.json; mặc định out
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich watch D:\\xuat-tu-cong --once --province brvt -o D:\\bao-cao`,
    en: `Usage: vedich watch FOLDER [--once] [options]

Imports files as they appear in the folder, evaluates, writes reports (.xlsx) and briefs (.docx), and says what changed since the time
before (newly met, newly below). A file that is still being written is left for the next time; one that was imported is not imported
again; it may be killed at any moment, the next time goes on.

  --once             one pass, then end (Task Scheduler, cron); without it, it goes on
  --every SECONDS    rest between two passes; 30 by default
  --settle SECONDS   a file that did not change for so long is taken for whole; 5 by default
  --province PROVINCE  the province of unit names that do not say it
  --unit ID          the unit of files without units, and of the reports
  --plan ID          only this plan; by default all with figures
  --as-of DATE       reporting date; by default the end of the latest month with dossiers
  -o, --output FOLDER  where reports, thay-doi.txt and theo-doi.json go; out by default
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Example:
  vedich watch /srv/exports --once --province brvt -o /srv/reports`,
  },
  options: {
    once: { type: 'boolean' },
    every: { type: 'string' },
    settle: { type: 'string' },
    province: { type: 'string' },
    unit: { type: 'string' },
    plan: { type: 'string' },
    'as-of': { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const [folder] = args.paths;
    if (folder === undefined)
      throw userError('MISSING_OPTION', { command: args.command, option: { vi: 'một thư mục', en: 'a folder' } });
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw userError('NO_SUCH_PATH', { path: folder });
    const { library, whose } = await whoseAsked(args, io);
    const [plan, unit] = [args.text('plan'), args.text('unit')];
    if (plan !== undefined) planOf(library, plan);
    if (unit !== undefined) unitOf(library, unit);
    const watching: Watching = {
      args,
      library,
      folder: path.resolve(folder),
      output: path.resolve(args.text('output') ?? 'out'),
      settle: secondsAsked(args, 'settle', SETTLE),
      whose,
      plan,
      unit,
      asOf: args.date('as-of'),
    };
    if (!path.relative(watching.folder, watching.output).startsWith('..'))
      throw userError('OPTION_VALUE', {
        command: args.command,
        option: '--output',
        wanted: say(io, 'thư mục ngoài thư mục được theo dõi', 'a folder outside of the one that is watched'),
      });
    const every = secondsAsked(args, 'every', EVERY);
    if (args.flag('once')) return told(await pass(watching, io, true), io);
    await untilEnded(watching, every, io);
    return 0;
  },
};

function secondsAsked(args: Args, option: string, usual: number): number {
  const text = args.text(option);
  if (text === undefined) return usual;
  if (!/^\d{1,5}$/.test(text))
    throw userError('OPTION_VALUE', { command: args.command, option: `--${option}`, wanted: '0, 1, 2, …' });
  return Number(text);
}

/** @returns the exit code: 1 where a file failed */
function told({ imported, failed, growing, told: lines }: Passed, io: Io): number {
  if (growing.length > 0) io.err(growingWords(growing, io));
  if (imported + failed === 0 && lines.length === 0) io.out(say(io, 'Không có tệp mới.', 'There is no new file.'));
  return failed > 0 ? 1 : 0;
}

function growingWords(growing: readonly string[], io: Io): string {
  const names = growing.join(', ');
  return say(io, 'Đang ghi dở, để lần sau: {names}', 'Still being written, left for the next time: {names}', { names });
}

/** Pass after pass; a warehouse that somebody else has open is tried again. Ends between two passes. */
async function untilEnded(watching: Watching, every: number, io: Io): Promise<void> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  io.out(
    say(io, 'Đang theo dõi {folder}; Ctrl+C để dừng.', 'Watching {folder}; Ctrl+C ends it.', {
      folder: watching.folder,
    }),
  );
  let [last, waited] = ['', ''];
  try {
    while (!ending.signal.aborted) {
      try {
        const { growing } = await pass(watching, { ...io, now: vietnameseMoment(Date.now()) }, false);
        const waiting = growing.join(' ');
        if (waiting !== '' && waiting !== waited) io.err(growingWords(growing, io));
        waited = waiting;
        last = '';
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const sentence = error.sentence(io.language, 'terminal');
        // Said once, however often it is tried.
        if (sentence !== last) io.err(sentence);
        last = sentence;
      }
      await pause(every * 1000, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}
