import { UserError } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import { Args } from './command.ts';
import { COMMANDS } from './commands.ts';
import { type Io, say } from './io.ts';
import { machineFault } from './machine-faults.ts';
import { userError } from './messages.ts';
import { programVersion } from './version.ts';

function overview(io: Io): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary[io.language]}`);
  return say(
    io,
    `Về đích: từ tệp xuất của cổng dịch vụ công đến báo cáo chỉ tiêu.

Cách dùng: vedich LỆNH [tùy chọn]        vedich LỆNH --help để xem ví dụ

${lines.join('\n')}

Mọi lệnh: --warehouse TỆP (mặc định .vedich/warehouse.duckdb), --library THƯ_MỤC (mặc định .vedich/library), --lang vi|en.
Mã kết thúc: 0 xong; 1 có chỗ người dùng sửa được; 2 lỗi của chương trình.`,
    `Về đích: from portal exports to the report of targets.

Usage: vedich COMMAND [options]        vedich COMMAND --help for examples

${lines.join('\n')}

Every command: --warehouse FILE (.vedich/warehouse.duckdb by default), --library FOLDER (.vedich/library by default), --lang vi|en.
Exit code: 0 done; 1 a mistake you can mend; 2 our fault.`,
  );
}

/** Runs one call of `vedich`. @returns the exit code */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    const [name, ...rest] = languageAfterCommand(argv);
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      io.out(overview(io));
      return 0;
    }
    if (name === '--version' || name === 'version') {
      io.out(`vedich ${programVersion()} (Node ${process.versions.node})`);
      return 0;
    }
    const entry = COMMANDS.find((candidate) => candidate.name === name);
    if (entry === undefined) {
      const near = nearestWord(
        name,
        COMMANDS.map((candidate) => candidate.name),
      );
      throw userError('UNKNOWN_COMMAND', { command: name, hint: near === undefined ? '' : `→ ${near}? ` });
    }
    const command = await entry.load();
    const args = new Args(command, rest);
    if (args.wantsHelp) {
      io.out(command.help[io.language]);
      return 0;
    }
    args.choice('lang', ['vi', 'en'], io.language);
    return await command.run(args, io);
  } catch (error) {
    return reportError(error, io);
  }
}

/** `vedich --lang en import …` is `vedich import --lang en …`. */
function languageAfterCommand(argv: readonly string[]): readonly string[] {
  const words = argv[0]?.startsWith('--lang=') ? 1 : argv[0] === '--lang' ? 2 : 0;
  const [name, ...rest] = argv.slice(words);
  return name === undefined ? [] : [name, ...argv.slice(0, words), ...rest];
}

/** A user's mistake in one sentence; ours with what whoever mends it needs. */
export function reportError(error: unknown, io: Io): number {
  const told = error instanceof UserError ? error : machineFault(error);
  if (told !== undefined) {
    io.err(told.sentence(io.language, 'terminal'));
    return 1;
  }
  io.err(
    say(
      io,
      'Chương trình gặp lỗi ngoài dự kiến; số liệu đã nạp trước đó vẫn nguyên. Gửi đoạn dưới đây cho người hỗ trợ:',
      'The program failed unexpectedly; what was imported before is untouched. Send this to whoever supports you:',
    ),
  );
  io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}

/** `--lang` may stand anywhere; messages before it is parsed should already be in that language. */
export function languageOf(argv: readonly string[]): 'vi' | 'en' {
  const at = argv.indexOf('--lang');
  return argv.includes('--lang=en') || (at >= 0 && argv[at + 1] === 'en') ? 'en' : 'vi';
}
