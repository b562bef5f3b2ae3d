import type { OpenQuestion } from '../facts/types.ts';
import { type Io, say } from './io.ts';

const OPTIONS: Readonly<Record<OpenQuestion['kind'], string>> = {
  column: '--map',
  value: '--map-value',
  unit: '--map-unit',
  'sheet-unit': '--map-sheet',
  agency: '--map-sheet',
};

/** More choices than these are looked up. */
const MOST_CHOICES = 12;

/** The option that answers a question as it is guessed; `…` stands where nothing is likely. */
export function answerOption({
  kind,
  column,
  written,
  guess,
}: Pick<OpenQuestion, 'kind' | 'column' | 'written' | 'guess'>): string {
  const pair = `${kind === 'value' ? `${column}:` : ''}${written}=${guess ?? '…'}`;
  return `${OPTIONS[kind]} ${shellWord(pair)}`;
}

/** One word of a command line, whatever stands in it. */
function shellWord(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}

/** What is still to be said, each with the option that says it; empty where nothing is. Months of one portal ask once. */
export function openSummary(io: Io, questions: readonly OpenQuestion[]): string {
  const asked = new Map<string, OpenQuestion>();
  for (const question of questions.filter(({ needed }) => needed)) {
    const key = `${question.kind}/${question.column}/${question.written}`;
    const before = asked.get(key);
    asked.set(key, before === undefined ? question : { ...before, rows: before.rows + question.rows });
  }
  if (asked.size === 0) return '';
  const head = say(
    io,
    'Còn {count} điều cần trả lời. Xem lại, sửa nếu cần, rồi nạp lại với các tùy chọn sau (thêm --save để nhớ cho các lần sau):',
    '{count:answer is|answers are} still needed. Look them over, correct them, and import again with these options (--save keeps them for later):',
    { count: asked.size },
  );
  return [
    head,
    ...[...asked.values()].map((question) => `  ${answerOption(question)}\n      ${whatFor(io, question)}`),
  ].join('\n');
}

function whatFor(io: Io, { kind, header, rows, samples, guess, choices }: OpenQuestion): string {
  const about: Readonly<Record<OpenQuestion['kind'], string>> = {
    column: say(io, 'cột này là gì?', 'what is this column?'),
    value: say(io, "giá trị ở cột '{header}'", "a value of column '{header}'", { header }),
    unit: say(io, "tên đơn vị ở cột '{header}'", "the name of a unit in column '{header}'", { header }),
    'sheet-unit': say(io, 'tệp không ghi đơn vị: của đơn vị nào?', 'the file names no unit: whose is it?'),
    agency: say(
      io,
      'mã hồ sơ của cơ quan khác: tính cho đơn vị nào?',
      "another agency's codes: which unit do they count for?",
    ),
  };
  const count = say(io, '{rows} dòng', '{rows:row|rows}', { rows });
  const shown =
    samples.length === 0 ? '' : say(io, '; ví dụ: {samples}', '; such as: {samples}', { samples: samples.join(' | ') });
  const others = choices.filter(({ id }) => id !== guess);
  const list = others.slice(0, MOST_CHOICES).map((choice) => `${choice.id} (${choice[io.language]})`);
  const rest = others.length > MOST_CHOICES ? [`… (${others.length - MOST_CHOICES})`] : [];
  const choose =
    others.length === 0 ? '' : say(io, '; hoặc: {list}', '; or: {list}', { list: [...list, ...rest].join(', ') });
  const unit =
    kind === 'column' || kind === 'value' || guess !== null ? '' : say(io, '; mã: vedich units', '; ids: vedich units');
  const ignore = kind === 'column' ? say(io, '; không dùng: =ignore', '; not used: =ignore') : '';
  return `${about[kind]} ${count}${shown}${choose}${ignore}${unit}`;
}
