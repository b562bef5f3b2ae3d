import { owing, reminderLetter, reminderText } from '../../consolidate/letter.ts';
import { decide, dueOf, rollNow } from '../../office/collect.ts';
import { COLLECTION_HELP, COLLECTION_OPTIONS, collectionAsked, collectorIds, whoAmI } from '../collection.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { openForImport } from '../warehouse.ts';
import { writeWhole } from '../write-file.ts';

export const remindCommand: Command = {
  name: 'remind',
  help: {
    vi: `Cách dùng: vedich remind --plan MÃ|--form MÃ --as-of NGÀY [-o CÔNG-VĂN.docx] [tùy chọn]

In tin nhắn ngắn gửi nhóm về các đơn vị còn nợ báo cáo; với -o ghi công văn đôn đốc kèm danh sách và ghi sổ lần nhắc.

${COLLECTION_HELP.vi}
  -o, --output TỆP   công văn đôn đốc (.docx)

Ví dụ:
  vedich remind --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30 -o don-doc.docx`,
    en: `Usage: vedich remind --plan ID|--form ID --as-of DATE [-o LETTER.docx] [options]

Prints a short message for a chat group about the units that owe a report; with -o writes the letter of reminder with the
list, and logs that they were reminded. Both are in Vietnamese, as the units read them.

${COLLECTION_HELP.en}
  -o, --output FILE  the letter of reminder (.docx)

Example:
  vedich remind --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30 -o letter.docx`,
  },
  options: { ...COLLECTION_OPTIONS, output: { type: 'string', short: 'o' } },
  async run(args, io) {
    const library = await openLibrary(args, io, collectorIds(args));
    const collection = collectionAsked(args, library);
    const output = args.text('output');
    const engine = await openForImport(args, library);
    try {
      const office = { engine, library };
      const roll = await rollNow(office, collection);
      const due = dueOf(collection, library);
      io.out(reminderText(collection, roll, due, library.units));
      const units = owing(roll).map(({ unit }) => unit);
      if (output === undefined || units.length === 0) return 0;
      await writeWhole(output, await reminderLetter(collection, roll, due, library.units));
      await decide(office, collection, units, 'reminded', '', { now: io.now, by: whoAmI() });
      io.err(say(io, `Đã ghi công văn: ${output}`, `Letter written: ${output}`));
      return 0;
    } finally {
      await engine.close();
    }
  },
};
