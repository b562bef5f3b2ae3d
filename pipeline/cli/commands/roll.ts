import { decisionWords, stateWords, understoodWords } from '../../consolidate/words.ts';
import { dateText, momentText } from '../../dates.ts';
import { dueOf, rollNow } from '../../office/collect.ts';
import { rollRecord } from '../../office/collect-records.ts';
import { rollTable } from '../../office/collect-tables.ts';
import { COLLECTION_HELP, COLLECTION_OPTIONS, collectionAsked, collectorIds } from '../collection.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { FORMATS, printResult } from '../output.ts';
import { textTable } from '../text-table.ts';
import { openForReading } from '../warehouse.ts';

export const rollCommand: Command = {
  name: 'roll',
  help: {
    vi: `Cách dùng: vedich roll --plan MÃ|--form MÃ --as-of NGÀY [tùy chọn]

Ai phải báo cáo, ai đã gửi (đúng hạn, muộn mấy ngày), ai chưa, ai gửi sai kỳ, ai được miễn và vì sao.

${COLLECTION_HELP.vi}
  --format KIỂU      table (mặc định), json, csv, arrow, xlsx
  -o, --output TỆP   ghi ra tệp

Ví dụ:
  vedich roll --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30`,
    en: `Usage: vedich roll --plan ID|--form ID --as-of DATE [options]

Who is to report, who has (on time, late by how many days), who has not, who sent another period, who need not and why.

${COLLECTION_HELP.en}
  --format KIND      table (default), json, csv, arrow, xlsx
  -o, --output FILE  write a file

Example:
  vedich roll --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30`,
  },
  options: { ...COLLECTION_OPTIONS, format: { type: 'string' }, output: { type: 'string', short: 'o' } },
  async run(args, io) {
    const library = await openLibrary(args, io, collectorIds(args));
    const collection = collectionAsked(args, library);
    const format = args.choice('format', FORMATS, 'table');
    const output = args.text('output');
    const engine = await openForReading(args);
    try {
      const roll = await rollNow({ engine, library }, collection);
      const due = dueOf(collection, library);
      if (format === 'json') {
        io.out(JSON.stringify(rollRecord(roll, collection, due), null, 2));
        return 0;
      }
      if (format !== 'table') {
        await printResult(io, format, rollTable(roll, io.language), {
          title: say(io, 'Theo dõi gửi báo cáo', 'Reporting roll'),
          output,
        });
        return 0;
      }
      const { lines } = roll;
      const unit = library.units.byId.get(collection.unit)?.name ?? collection.unit;
      io.out(
        `${collection.plan?.shortTitle ?? collection.form.shortTitle} · ${unit} · ${dateText(collection.asOf, io.language)}`,
      );
      io.out(
        say(
          io,
          `Hạn gửi: ${momentText(due, 'vi')}${collection.form.deadline.assumed ? ' (giả định; đặt lại trong biểu mẫu của cơ quan)' : ''}`,
          `Due: ${momentText(due, 'en')}${collection.form.deadline.assumed ? " (assumed; set it in the office's own form)" : ''}`,
        ),
      );
      io.out(
        textTable(
          io,
          [
            { head: say(io, 'Mã', 'Id') },
            { head: say(io, 'Đơn vị', 'Unit'), stretch: 3 },
            { head: say(io, 'Tình trạng', 'State'), stretch: 2 },
            { head: say(io, 'Xử lý', 'Decision'), stretch: 1 },
            { head: say(io, 'Tệp', 'File'), stretch: 2 },
          ],
          lines.map((line) => [
            line.unit,
            line.name,
            stateWords(line, io.language),
            decisionWords(line, io.language),
            line.current.map(({ sheet }) => sheet.file).join('\n'),
          ]),
        ),
      );
      const expected = lines.filter(({ state }) => state !== 'excluded');
      const sent = expected.filter(({ current }) => current.length > 0).length;
      io.out(
        say(
          io,
          `${sent}/${expected.length} đơn vị đã gửi đúng kỳ.`,
          `${sent} of ${expected.length} units have sent reports of the period.`,
        ),
      );
      for (const { sheet } of roll.others)
        io.out(
          `${say(io, 'Ngoài danh sách', 'Not expected')}: ${sheet.file} – ${understoodWords(sheet, library, io.language)}`,
        );
      return 0;
    } finally {
      await engine.close();
    }
  },
};
