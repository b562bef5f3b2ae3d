import { collectionOf } from '../../consolidate/collection.ts';
import { type RankedBlock, rankUnits } from '../../consolidate/rank.ts';
import { toDecimal } from '../../exact.ts';
import type { Library } from '../../library/library.ts';
import type { Ranking } from '../../library/rankings/types.ts';
import { nearestWord } from '../../nearest.ts';
import { numberText } from '../../numbers.ts';
import { addedNow, collectionBefore } from '../../office/collect.ts';
import { rankingRecord, rankingTable } from '../../office/collect-tables.ts';
import { COLLECTION_HELP, COLLECTION_OPTIONS, collectionAsked, collectorIds, formOf } from '../collection.ts';
import type { Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { unitAsked } from '../lookup.ts';
import { userError } from '../messages.ts';
import { FORMATS, printResult } from '../output.ts';
import { textTable } from '../text-table.ts';
import { openForReading } from '../warehouse.ts';

export const rankCommand: Command = {
  name: 'rank',
  help: {
    vi: `Cách dùng: vedich rank --ranking MÃ --as-of NGÀY [tùy chọn]

Xếp hạng các đơn vị theo khối, điểm theo tệp quy tắc; đồng điểm cùng hạng (1, 1, 3), đơn vị không có mẫu số đứng riêng;
tăng giảm hạng so với kỳ trước đã thu.

  --ranking MÃ       qd-766 (từ biểu II.06a), chi-tieu (từ chỉ tiêu của kế hoạch), hoặc tệp trong rankings/ của thư viện
${COLLECTION_HELP.vi}
  --only CÁCH        all (mặc định) hoặc accepted
  --format KIỂU      table (mặc định), json, csv, arrow, xlsx
  -o, --output TỆP   ghi ra tệp

Ví dụ:
  vedich rank --ranking chi-tieu --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30
  vedich rank --ranking qd-766 --unit brvt --as-of 2023-12-14`,
    en: `Usage: vedich rank --ranking ID --as-of DATE [options]

Ranks the units in blocks, points by a file of rules; equal points are equal ranks (1, 1, 3), units without a denominator
stand apart; with the change of rank since the period collected before.

  --ranking ID       qd-766 (of form II.06a), chi-tieu (of a plan's targets), or a file of the library's rankings/
${COLLECTION_HELP.en}
  --only KIND        all (default) or accepted
  --format KIND      table (default), json, csv, arrow, xlsx
  -o, --output FILE  write a file

Examples:
  vedich rank --ranking chi-tieu --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30
  vedich rank --ranking qd-766 --unit brvt --as-of 2023-12-14`,
  },
  options: {
    ...COLLECTION_OPTIONS,
    ranking: { type: 'string' },
    only: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const library = await openLibrary(args, io, collectorIds(args));
    const ranking = rankingOf(library, args.required('ranking'));
    const collection =
      ranking.form === null
        ? collectionAsked(args, library)
        : collectionOf(
            library,
            { form: formOf(library, ranking.form) },
            unitAsked(args, library).id,
            args.requiredDate('as-of'),
            args.date('from'),
          );
    const format = args.choice('format', FORMATS, 'table');
    const only = args.choice('only', ['accepted', 'all'], 'all');
    const output = args.text('output');
    const engine = await openForReading(args);
    try {
      const office = { engine, library };
      const consolidated = await addedNow(office, collection, only);
      const before = await collectionBefore(office, collection);
      const earlier = before === undefined ? null : await addedNow(office, before, only);
      const blocks = rankUnits(ranking, consolidated, library.units, earlier);
      if (format === 'json') io.out(JSON.stringify(rankingRecord(blocks, io.language), null, 2));
      else if (format === 'table') printRanking(io, ranking, blocks);
      else
        await printResult(io, format, rankingTable(blocks, io.language), { title: ranking.title[io.language], output });
      return 0;
    } finally {
      await engine.close();
    }
  },
};

function printRanking(io: Io, ranking: Ranking, blocks: readonly RankedBlock[]): void {
  io.out(
    `${ranking.title[io.language]}\n${ranking.source}${ranking.assumed ? say(io, ' (giả định)', ' (assumed)') : ''}`,
  );
  for (const { block, units } of blocks) {
    io.out(block.name[io.language]);
    io.out(
      textTable(
        io,
        [
          { head: say(io, 'Hạng', 'Rank'), align: 'right' },
          { head: say(io, 'Đơn vị', 'Unit'), stretch: 3 },
          { head: say(io, 'Điểm', 'Points'), align: 'right' },
          { head: say(io, 'Trên', 'Of'), align: 'right' },
          { head: say(io, 'So kỳ trước', 'Change') },
        ],
        units.map(({ rank, name, points, of, change }) => [
          rank === null ? say(io, 'không xếp hạng', 'not ranked') : String(rank),
          name,
          numberText(toDecimal(points, 2), io.language),
          numberText(toDecimal(of, 2), io.language),
          change === null ? '' : change > 0 ? `▲ ${change}` : change < 0 ? `▼ ${-change}` : '=',
        ]),
      ),
    );
  }
  for (const { name, points } of ranking.notCounted)
    io.out(
      say(
        io,
        `Không chấm (thiếu số đếm): ${name.vi}, ${points} điểm`,
        `Not counted (no counts): ${name.en}, ${points} points`,
      ),
    );
}

function rankingOf(library: Library, id: string): Ranking {
  const ranking = library.rankings.get(id);
  if (ranking !== undefined) return ranking;
  const near = nearestWord(id, [...library.rankings.keys()]);
  throw userError('UNKNOWN_ID', {
    kind: { vi: 'cách chấm điểm', en: 'ranking' },
    id,
    hint: near === undefined ? '' : `→ ${near}? `,
    list: 'vedich rank --help',
  });
}
