import { correctionsIn } from '../../ask/words/parts.ts';
import { type Corrections, READING_PARTS } from '../../ask/words/reading.ts';
import { answerInWords } from '../../office/words/answer.ts';
import type { WordsAnswer, WordsOpens } from '../../office/words/types.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { userError } from '../messages.ts';
import { printMade } from '../output.ts';
import { PLAN_OPTIONS, planQuestionAsked, withOffice } from '../plan-question.ts';
import { textTable } from '../text-table.ts';

export const askCommand: Command = {
  name: 'ask',
  help: {
    vi: `Cách dùng: vedich ask "CÂU HỎI" --plan MÃ --unit MÃ --as-of NGÀY [tùy chọn]

Hỏi bằng tiếng Việt, không cần SQL: chỉ tiêu, đơn vị, lĩnh vực, thủ tục, kỳ, so sánh, xếp hạng, ngưỡng. Trả lời kèm cách hiểu
câu hỏi, từng phần sửa được bằng --set. Có chữ chưa hiểu thì nói ra và không trả lời. Không dùng mô hình ngôn ngữ, không ra mạng.

  --plan MÃ          kế hoạch (xem: vedich plans list)
  --unit MÃ          đơn vị được hỏi khi câu không nêu đơn vị khác (xem: vedich units list)
  --as-of NGÀY       ngày báo cáo, YYYY-MM-DD; kỳ được hỏi khi câu không nêu kỳ là lũy kế đến ngày này
  --from NGÀY        ngày đầu kỳ; mặc định theo kế hoạch
  --set PHẦN=MÃ      hiểu một phần theo ý khác (các mã có trong --format json), lặp lại được
  --ready            các câu hỏi có sẵn
  --format KIỂU      table (mặc định), json
  -o, --output TỆP   ghi ra tệp thay vì in ra màn hình
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich ask "tỷ lệ hồ sơ trực tuyến quý III so với cùng kỳ" --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30
  vedich ask "5 thủ tục nhiều hồ sơ trễ hạn nhất" --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 --set limit=10`,
    en: `Usage: vedich ask "QUESTION" --plan ID --unit ID --as-of DATE [options]

Ask in Vietnamese, without SQL: indicators, units, fields, procedures, periods, comparisons, rankings, thresholds. The answer says
how the question was read; each part of that can be set by --set. Words that are not understood are told, and nothing is answered.
Without tone marks is understood, too. No language model, no network.

  --plan ID          the plan (see: vedich plans list)
  --unit ID          the unit that is meant where the question names no other (see: vedich units list)
  --as-of DATE       reporting date, YYYY-MM-DD; without a period in the question it is the cumulative one up to this day
  --from DATE        first day of the period; as the plan says by default
  --set PART=CODE    another meaning of a part (--format json has the codes); may be repeated
  --ready            questions that are ready to be asked
  --format KIND      table (default), json
  -o, --output FILE  write a file instead of printing
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich ask "ty le ho so truc tuyen quy 3 so voi cung ky" --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30
  vedich ask "5 thu tuc nhieu ho so tre han nhat" --plan brvt-sgddt-2024 --unit brvt-sgddt --as-of 2024-11-30 --set limit=10`,
  },
  options: {
    ...PLAN_OPTIONS,
    set: { type: 'string', multiple: true },
    ready: { type: 'boolean' },
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(args, io) {
    const { language } = io;
    const format = args.choice('format', ['table', 'json'] as const, 'table');
    const question = args.paths.join(' ').trim();
    if (question === '' && !args.flag('ready'))
      throw userError('MISSING_OPTION', { command: args.command, option: say(io, '"CÂU HỎI"', '"QUESTION"') });
    const corrections = correctionsAsked(args);
    const { library, plan, unit, question: asked, heading } = await planQuestionAsked(args, io);
    if (args.flag('ready')) {
      const texts = library.questions.ready.map(({ vi }) => vi);
      await printMade(io, format === 'json' ? JSON.stringify(texts, null, 2) : texts.join('\n'), args.text('output'));
      return 0;
    }
    return await withOffice(args, library, async (office) => {
      const { period } = asked;
      const answer = await answerInWords(office, { question, plan, unit: unit.id, period, corrections, language });
      const text =
        format === 'json' ? JSON.stringify(answer, null, 2) : [heading, ...answerLines(answer, io)].join('\n');
      await printMade(io, text, args.text('output'));
      return answer.answered ? 0 : 1;
    });
  },
};

/** @throws UserError for what is no part of a reading */
function correctionsAsked(args: Args): Corrections {
  const { corrections, wrong } = correctionsIn(args.texts('set'));
  if (wrong === undefined) return corrections;
  const wanted = READING_PARTS.map((one) => `${one}=…`).join(' | ');
  throw userError('OPTION_VALUE', { command: args.command, option: '--set', wanted });
}

function answerLines(answer: WordsAnswer, io: Io): string[] {
  const lines = [''];
  lines.push(say(io, 'Hiểu là:', 'Read as:'));
  for (const { part, label, words, is_open, alternatives } of answer.reading) {
    if (!is_open) lines.push(`  ${label}: ${words}`);
    else {
      lines.push(`  ${label}: ?`);
      for (const one of alternatives) lines.push(`    --set "${part}=${one.code}"  ${one.words}`);
    }
  }
  for (const { written, meant } of answer.corrected)
    lines.push(say(io, '  “{written}” hiểu là “{meant}”', '  “{written}” is taken for “{meant}”', { written, meant }));
  lines.push('', ...answer.problems, ...answer.sentences);
  if (answer.rows.some(({ group }) => group !== '')) lines.push(rowTable(answer, io));
  for (const note of answer.notes) lines.push(`! ${note}`);
  const opened = answer.rows.find(({ opens }) => opens !== null)?.opens;
  if (opened) lines.push('', say(io, 'Hồ sơ của dòng đầu:', 'Dossiers of the first line:'), `  ${commandOf(opened)}`);
  return lines;
}

function rowTable({ rows, group_label }: WordsAnswer, io: Io): string {
  const hasBefore = rows.some((row) => row.before_text !== '');
  const hasVerdict = rows.some((row) => row.verdict !== '');
  const isOfTargets = rows.some((row) => row.before_text !== '' && row.before === null && row.change === null);
  const columns = [
    { head: group_label.charAt(0).toUpperCase() + group_label.slice(1), stretch: 1 },
    { head: say(io, 'Kết quả', 'Value'), align: 'right' as const },
    ...(hasBefore
      ? [{ head: isOfTargets ? say(io, 'Ngưỡng', 'Threshold') : say(io, 'Trước', 'Before'), align: 'right' as const }]
      : []),
    ...(hasBefore && !isOfTargets ? [{ head: say(io, 'Thay đổi', 'Change'), align: 'right' as const }] : []),
    ...(hasVerdict ? [{ head: say(io, 'So với ngưỡng', 'Verdict') }] : []),
  ];
  const cells = rows.map((row) => [
    row.label,
    row.value_text,
    ...(hasBefore ? [row.before_text] : []),
    ...(hasBefore && !isOfTargets ? [row.change_text] : []),
    ...(hasVerdict ? [row.verdict] : []),
  ]);
  return textTable(io, columns, cells);
}

/** What lists the dossiers behind a line; of both sides the missing ones. */
function commandOf({ plan, indicator, unit, from, as_of, side, by, part }: WordsOpens): string {
  const of = by === null ? '' : ` --by ${by} --part "${part ?? ''}"`;
  const named = plan === null ? '' : ` --plan ${plan}`;
  return `vedich dossiers --indicator ${indicator}${named} --unit ${unit} --from ${from} --as-of ${as_of} --side ${side === 'both' ? 'missing' : side}${of}`;
}
