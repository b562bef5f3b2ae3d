import { stat } from 'node:fs/promises';
import path from 'node:path';
import { collectBook, unreadSheet } from '../../consolidate/collect.ts';
import type { Collection, Remembered } from '../../consolidate/collection.ts';
import { checkSentence } from '../../consolidate/problems.ts';
import { isOfPeriod } from '../../consolidate/roll.ts';
import type { ReadSheet } from '../../consolidate/types.ts';
import { understoodWords } from '../../consolidate/words.ts';
import { vietnameseMoment } from '../../dates.ts';
import type { Library } from '../../library/library.ts';
import { explainedWords, keepSheets } from '../../office/collect.ts';
import { collectRecord } from '../../office/collect-records.ts';
import { textKey } from '../../text.ts';
import { inflate, openFileSource, sha256Of } from '../../warehouse/duckdb/native/file-source.ts';
import { startReader } from '../../warehouse/duckdb/native/reading/open-in-thread.ts';
import { addReportWord, prepareReceived } from '../../warehouse/received.ts';
import { COLLECTION_HELP, COLLECTION_OPTIONS, collectionAsked, collectorIds, whoAmI } from '../collection.ts';
import type { Command } from '../command.ts';
import { filesOf } from '../import-files.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { unitOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { progressLine } from '../text-table.ts';
import { openForImport } from '../warehouse.ts';

export const collectCommand: Command = {
  name: 'collect',
  help: {
    vi: `Cách dùng: vedich collect TỆP|THƯ-MỤC… --plan MÃ|--form MÃ --as-of NGÀY [tùy chọn]

Nhận báo cáo Excel của các đơn vị: báo cáo do Về đích lập, bảng chỉ tiêu đơn vị tự kẻ, biểu II.06a và các biểu
tương tự. Loại, đơn vị, kỳ đọc từ nội dung; tệp hỏng không làm dừng các tệp khác; gửi lại thì bản mới được tính,
bản cũ vẫn giữ.

${COLLECTION_HELP.vi}
  --received LÚC     lúc nhận, "YYYY-MM-DD HH:MM"; mặc định lúc ghi tệp
  --map-unit "TÊN=MÃ"      tên đơn vị chưa rõ là đơn vị nào; nhớ cho các lần sau
  --map-target "DÒNG=MÃ"   dòng chưa rõ là chỉ tiêu nào (ignore: không phải chỉ tiêu); nhớ cho các lần sau
  --format KIỂU      table (mặc định), json

Ví dụ:
  vedich collect bao-cao/ --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30
  vedich collect bieu/ --form vpcp-06a --unit brvt --as-of 2023-12-14 --received "2023-12-15 16:30"`,
    en: `Usage: vedich collect FILE|FOLDER… --plan ID|--form ID --as-of DATE [options]

Takes in Excel reports of units: reports made by Về đích, tables of targets of a unit's own, the form II.06a and its
relatives. Kind, unit and period are told by content; a broken file does not stop the others; of what is sent again
the newest counts and the older is kept.

${COLLECTION_HELP.en}
  --received MOMENT  when it came, "YYYY-MM-DD HH:MM"; the file's own time by default
  --map-unit "NAME=ID"     which unit a name means; remembered
  --map-target "ROW=ID"    which target a row is (ignore: none); remembered
  --format KIND      table (default), json

Examples:
  vedich collect reports/ --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30
  vedich collect forms/ --form vpcp-06a --unit brvt --as-of 2023-12-14 --received "2023-12-15 16:30"`,
  },
  options: {
    ...COLLECTION_OPTIONS,
    received: { type: 'string' },
    'map-unit': { type: 'string', multiple: true },
    'map-target': { type: 'string', multiple: true },
    format: { type: 'string' },
  },
  async run(args, io) {
    const units = pairs(args.texts('map-unit'), 'collect', '--map-unit');
    startReader();
    const library = await openLibrary(args, io, [...collectorIds(args), ...units.map(([, id]) => id)]);
    const collection = collectionAsked(args, library);
    const format = args.choice('format', ['table', 'json'], 'table');
    const received = momentOption(args.text('received'));
    if (args.paths.length === 0)
      throw userError('MISSING_OPTION', { command: 'collect', option: say(io, 'TỆP hoặc THƯ-MỤC', 'FILE or FOLDER') });
    for (const [, id] of units) unitOf(library, id);
    const engine = await openForImport(args, library);
    try {
      await prepareReceived(engine);
      for (const [word, meaning] of units)
        await addReportWord(engine, collection.unit, 'unit', textKey(word), meaning, io.now);
      for (const [word, meaning] of pairs(args.texts('map-target'), 'collect', '--map-target'))
        await addReportWord(engine, collection.unit, 'target', textKey(word), meaning, io.now);
      const sheets: ReadSheet[] = [];
      const files = (await Promise.all(args.paths.map((given) => filesOf(given)))).flat();
      const progress = progressLine(io);
      const office = { engine, library };
      const words = await explainedWords(office, collection);
      const by = { now: io.now, by: whoAmI() };
      const books = readAhead(files, (file) => readSent(file, received, library, collection, words));
      let index = 0;
      for await (const { sheets: read, sent } of books) {
        index += 1;
        progress.show(`${say(io, 'Đang đọc', 'Reading')} ${index}/${files.length} ${read[0]?.file ?? ''}`);
        const collected = await keepSheets(office, collection, read, sent, by);
        sheets.push(...collected.map(({ sheet }) => sheet));
      }
      progress.clear();
      if (format === 'json')
        io.out(
          JSON.stringify(
            sheets.map((sheet) => collectRecord(sheet, library, io.language, 'terminal')),
            null,
            2,
          ),
        );
      else printSheets(io, library, sheets);
      return sheets.some(isOfPeriod) ? 0 : 1;
    } finally {
      await engine.close();
    }
  },
};

/** So many files are opened, inflated and read while those before them are being kept. */
const AHEAD = 6;

/** What `read` makes of each file, in their order; some are under way at once. */
async function* readAhead<T>(files: readonly string[], read: (file: string) => Promise<T>): AsyncGenerator<T> {
  const ahead: Promise<T>[] = [];
  for (const [index, file] of files.entries()) {
    const next = read(file);
    // Whoever waits for it is told; until then a failure must not look unheard.
    next.catch(() => undefined);
    ahead.push(next);
    const first = index + 1 >= AHEAD ? ahead.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const one of ahead) yield await one;
}

/** A file as it was sent, read; one that the system does not give is told like one that is damaged. */
async function readSent(
  file: string,
  received: string | undefined,
  library: Library,
  collection: Collection,
  words: Remembered,
): Promise<{ sheets: ReadSheet[]; sent: { sha256: string; receivedAt: string } }> {
  const receivedAt = received ?? vietnameseMoment((await stat(file)).mtimeMs);
  let source: Awaited<ReturnType<typeof openFileSource>>;
  try {
    source = await openFileSource(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const reason = {
      vi: `hệ thống không cho mở (${error.code}). Đóng tệp ở chương trình khác hoặc xin quyền đọc, rồi thu lại.`,
      en: `the system does not let it be opened (${error.code}). Close it elsewhere or get the right to read it, then collect again.`,
    };
    return { sheets: [unreadSheet(path.basename(file), reason)], sent: { sha256: '', receivedAt } };
  }
  try {
    const sha256 = await sha256Of(source);
    return { sheets: await collectBook(source, { inflate }, library, collection, words), sent: { sha256, receivedAt } };
  } finally {
    await source.close();
  }
}

function printSheets(io: Io, library: Library, sheets: readonly ReadSheet[]): void {
  for (const sheet of sheets) {
    io.out(
      `${isOfPeriod(sheet) && sheet.unit !== null ? '✓' : '✗'} ${sheet.file}${sheet.sheet === '' ? '' : ` [${sheet.sheet}]`}: ${understoodWords(sheet, library, io.language)}`,
    );
    for (const one of sheet.problems.filter(({ severity }) => severity !== 'info' && sheet.kind !== 'unknown'))
      io.out(`    ${checkSentence(one, io.language, 'terminal')}`);
  }
  const good = sheets.filter((sheet) => isOfPeriod(sheet) && sheet.unit !== null).length;
  io.out(
    say(
      io,
      `Nhận ${good} báo cáo đúng kỳ trong ${sheets.length}. Xem ai còn thiếu: vedich roll`,
      `${good} reports of the period among ${sheets.length}. Who is missing: vedich roll`,
    ),
  );
}

function pairs(texts: readonly string[], command: string, option: string): [string, string][] {
  return texts.map((text) => {
    const at = text.lastIndexOf('=');
    if (at <= 0 || at === text.length - 1)
      throw userError('OPTION_VALUE', { command, option, wanted: `${option} "…=ID"` });
    return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  });
}

function momentOption(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d))?$/.exec(text.trim());
  if (match === null)
    throw userError('OPTION_VALUE', { command: 'collect', option: '--received', wanted: '"YYYY-MM-DD HH:MM"' });
  return `${match[1]} ${match[2]}:${match[3] ?? '00'}`;
}
