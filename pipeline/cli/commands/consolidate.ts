import path from 'node:path';
import { checkSentence } from '../../consolidate/problems.ts';
import type { CheckProblem } from '../../consolidate/types.ts';
import { coverageWords } from '../../consolidate/words.ts';
import { detailOf } from '../../evaluate/detail.ts';
import { consolidatedWorkbook, consolidateNow } from '../../office/collect.ts';
import { consolidatedRecord } from '../../office/collect-records.ts';
import { COLLECTION_HELP, COLLECTION_OPTIONS, collectionAsked, collectorIds } from '../collection.ts';
import type { Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { bytesOf } from '../own-files.ts';
import { targetTable } from '../target-table.ts';
import { textTable } from '../text-table.ts';
import { programVersion } from '../version.ts';
import { openForReading } from '../warehouse.ts';
import { writeWhole } from '../write-file.ts';

export const consolidateCommand: Command = {
  name: 'consolidate',
  help: {
    vi: `Cách dùng: vedich consolidate --plan MÃ|--form MÃ --as-of NGÀY [-o TỆP.xlsx] [tùy chọn]

Cộng báo cáo của các đơn vị: số chung tính từ tổng số đếm (không lấy trung bình tỷ lệ); đơn vị thiếu không phải là
số không. Kèm mọi chỗ kiểm tra thấy, với tệp, trang tính, ô.

${COLLECTION_HELP.vi}
  --only CÁCH        all (mặc định: xem trước, mọi báo cáo chưa trả lại) hoặc accepted (chỉ báo cáo đã chấp nhận)
  -o, --output TỆP   ghi sổ tổng hợp Excel
  --template TỆP     sổ tổng hợp đã sửa trong Excel, dùng làm mẫu
  --format KIỂU      table (mặc định), json

Ví dụ:
  vedich consolidate --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30 --only accepted -o tong-hop.xlsx`,
    en: `Usage: vedich consolidate --plan ID|--form ID --as-of DATE [-o FILE.xlsx] [options]

Adds the units' reports: totals are made of summed counts (never means of percentages); a unit that is missing is not a
nought. With all that the checks find, with file, sheet and cell.

${COLLECTION_HELP.en}
  --only KIND        all (default: the preview, every report that was not returned) or accepted (accepted reports alone)
  -o, --output FILE  write the consolidated workbook
  --template FILE    a consolidated workbook edited in Excel, as the template
  --format KIND      table (default), json

Example:
  vedich consolidate --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30 --only accepted -o whole.xlsx`,
  },
  options: {
    ...COLLECTION_OPTIONS,
    only: { type: 'string' },
    template: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const library = await openLibrary(args, io, collectorIds(args));
    const collection = collectionAsked(args, library);
    const format = args.choice('format', ['table', 'json'], 'table');
    const only = args.choice('only', ['accepted', 'all'], 'all');
    const engine = await openForReading(args);
    try {
      const report = await consolidateNow({ engine, library }, collection, only);
      if (format === 'json') {
        io.out(JSON.stringify(consolidatedRecord(report, io.language, 'terminal'), null, 2));
        return 0;
      }
      const { consolidated, checks } = report;
      const output = args.text('output');
      if (output !== undefined) {
        const own = args.text('template');
        const template = own === undefined ? undefined : { bytes: await bytesOf(own), file: path.basename(own) };
        const making = { version: programVersion(), madeAt: io.now };
        const made = await consolidatedWorkbook({ engine, library }, report, making, template);
        await writeWhole(output, made.bytes);
      }
      io.out(
        `${collection.plan?.shortTitle ?? collection.form.shortTitle} · ${library.units.byId.get(collection.unit)?.name ?? ''}`,
      );
      io.out(coverageWords(consolidated, io.language));
      if (collection.plan !== null)
        io.out(
          targetTable(
            io,
            consolidated.targets.map(({ evaluated }) => detailOf(evaluated)),
          ),
        );
      printChecks(io, checks);
      if (output !== undefined)
        io.out(say(io, `Đã ghi sổ tổng hợp: ${output}`, `Consolidated workbook written: ${output}`));
      return 0;
    } finally {
      await engine.close();
    }
  },
};

function printChecks(io: Io, checks: readonly CheckProblem[]): void {
  const shown = checks.filter(({ severity }) => severity !== 'info');
  if (shown.length === 0) return;
  io.out(
    textTable(
      io,
      [
        { head: say(io, 'Đơn vị', 'Unit') },
        { head: say(io, 'Chỗ', 'Place'), stretch: 1 },
        { head: say(io, 'Phát hiện', 'Finding'), stretch: 3 },
      ],
      shown.map((one) => [
        one.unit,
        [one.file, one.sheet, one.cell].filter((text) => text !== '').join(' · '),
        checkSentence(one, io.language, 'terminal'),
      ]),
    ),
  );
}
