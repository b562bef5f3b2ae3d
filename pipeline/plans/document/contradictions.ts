import { vietnameseDate } from '../../dates.ts';
import { lastDay, printDeadline } from '../../library/plans/deadline.ts';
import type { Contradiction } from '../../library/plans/types.ts';
import type { DocumentHead } from './head.ts';
import { headingPlace, type Passage } from './outline.ts';
import { plain } from './plain.ts';
import type { RawTarget } from './raw-targets.ts';
import { indicatorOf } from './targets.ts';
import type { FoundTarget, FoundTask } from './types.ts';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

interface Read {
  head: DocumentHead;
  passages: readonly Passage[];
  raws: readonly RawTarget[];
  targets: readonly FoundTarget[];
  tasks: readonly FoundTask[];
}

/** What a document says against itself, or leaves open; told, never mended. */
export function contradictionsOf(read: Read): Contradiction[] {
  return [
    ...ofHead(read.head),
    ...skippedSections(read.passages),
    ...otherPeriods(read),
    ...openDates(read.targets),
    ...sameLevelOtherDate(read.raws),
    ...unreachable(read),
    ...ofTasks(read.tasks),
    ...laterYears(read),
    ...repeatedWords(read.passages),
  ];
}

function ofHead({ number, date }: DocumentHead): Contradiction[] {
  const missing = [...(number === '' ? ['số'] : []), ...(date.length < 10 ? ['ngày ban hành'] : [])];
  if (missing.length === 0) return [];
  const known = date === '' ? '' : `, chỉ có tháng ${vietnameseDate(date)}`;
  return [
    { place: 'Đầu văn bản', finding: `Văn bản để trống ${missing.join(' và ')}${date.length < 10 ? known : ''}.` },
  ];
}

/** I, II, III, V: a number is left out; or one stands twice. */
function skippedSections(passages: readonly Passage[]): Contradiction[] {
  const found: Contradiction[] = [];
  const last = new Map<Passage | undefined, number>();
  for (const { label, above } of passages) {
    if (label?.kind !== 'roman') continue;
    const parent = above.findLast((one) => one.label !== undefined && one.label.level < label.level);
    const at = ROMAN.indexOf(label.sign) + 1;
    const before = last.get(parent) ?? 0;
    if (at > before + 1 && before > 0)
      found.push({
        place: 'Đề mục',
        finding: `Đánh số mục nhảy từ ${ROMAN[before - 1]} sang ${label.sign}, không có mục ${ROMAN.slice(before, at - 1).join(', ')}.`,
      });
    if (at > 0) last.set(parent, at);
  }
  return found;
}

/** The title says 2021-2025, a sentence of the end 2021-2035. */
function otherPeriods({ head, passages }: Read): Contradiction[] {
  if (head.years === null || head.years[0] === head.years[1]) return [];
  const [from, to] = head.years;
  const found: Contradiction[] = [];
  for (const { text, place } of passages) {
    for (const match of text.matchAll(/giai đoạn (20\d{2}) ?[-–] ?(20\d{2})/gu)) {
      const isOwn = /\b(?:ke hoach|chuong trinh)\b/.test(plain(text.slice(Math.max(0, match.index - 80), match.index)));
      if (isOwn && Number(match[1]) === from && Number(match[2]) !== to)
        found.push({ place, finding: `Ghi giai đoạn "${match[1]}-${match[2]}"; tên văn bản ghi ${from}-${to}.` });
    }
  }
  return found;
}

function openDates(targets: readonly FoundTarget[]): Contradiction[] {
  const open = targets.filter(({ doubts }) => doubts.includes('due-of-document') || doubts.includes('no-due'));
  const found: Contradiction[] = open.map(({ place, due }) => ({
    place,
    finding: due === null ? 'Chỉ tiêu không nêu hạn.' : `Chỉ tiêu không nêu hạn; lấy hạn chung ${vietnameseDate(due)}.`,
  }));
  for (const { place, sentence, operator } of targets) {
    if (operator === '>=' && /\btoi thieu\b[^%]*% ?tro len/.test(plain(sentence)))
      found.push({ place, finding: 'Ghi hai lần mức sàn trong một cụm ("tối thiểu" và "trở lên").' });
    if (/\bphan dau\b[^%;]*\btoi thieu\b[^%;]*%/.test(plain(sentence)))
      found.push({ place, finding: 'Vừa là mức phấn đấu vừa là mức tối thiểu trong một câu.' });
  }
  return found;
}

/** One level of one indicator with two dates, or once as a wish and once as a duty. */
function sameLevelOtherDate(raws: readonly RawTarget[]): Contradiction[] {
  const found: Contradiction[] = [];
  for (const [index, raw] of raws.entries()) {
    const indicator = indicatorOf(raw);
    if (indicator === null || raw.quantity.role !== 'level' || raw.unit !== '') continue;
    const before = raws
      .slice(0, index)
      .find(
        (one) =>
          indicatorOf(one) === indicator &&
          one.quantity.value === raw.quantity.value &&
          one.passage !== raw.passage &&
          one.unit === '',
      );
    if (before === undefined) continue;
    const place = `${before.passage.place} so với ${raw.passage.place}`;
    if (before.day !== null && raw.day !== null && before.day.day !== raw.day.day)
      found.push({
        place,
        finding: `Cùng một mức ${raw.quantity.value} có hạn ${vietnameseDate(before.day.day)} và ${vietnameseDate(raw.day.day)}.`,
      });
    else if (before.aspiration !== raw.aspiration)
      found.push({
        place,
        finding: `Mức ${raw.quantity.value} là mức phải đạt ở một chỗ và là mức phấn đấu ở chỗ kia.`,
      });
    else found.push({ place, finding: `Mức ${raw.quantity.value} được nêu hai lần.` });
  }
  return found;
}

/** A step that does not lead to the level it names, and a step that does not say of what it is a share. */
function unreachable({ targets, raws }: Read): Contradiction[] {
  const found: Contradiction[] = [];
  for (const target of targets) {
    const step = raws.find(
      ({ quantity, passage }) => quantity.role === 'step' && target.place.split('; ').includes(passage.place),
    );
    if (step === undefined || target.unitOfMeasure === 'count') continue;
    const cap = raws.find(({ quantity, passage }) => quantity.role === 'cap' && passage === step.passage);
    const last = target.schedule.at(-1);
    if (cap !== undefined && last !== undefined && Number(last.value) < Number(cap.quantity.value))
      found.push({
        place: step.passage.place,
        finding: `Mỗi kỳ tăng ${step.quantity.value} chỉ đến ${last.value} vào ${vietnameseDate(last.due)}, trong khi văn bản ghi đến khi đạt ${cap.quantity.value}.`,
      });
    const saysPoints = plain(step.sentence).includes(`${step.quantity.value.replace('.', ',')} diem`);
    if (step.measure === 'percent' && !saysPoints)
      found.push({
        place: step.passage.place,
        finding: `"Tăng ${step.quantity.value} %" không nói rõ là điểm phần trăm hay phần trăm của kỳ trước; ở đây hiểu là điểm phần trăm.`,
      });
  }
  return found;
}

function ofTasks(tasks: readonly FoundTask[]): Contradiction[] {
  const found: Contradiction[] = [];
  const flat = tasks.flatMap((task) => (task.parts.length > 0 ? [task, ...task.parts] : [task]));
  for (const task of flat) {
    const place = task.place.includes('dòng') || task.place === '' ? task.place : `${task.place}, nhiệm vụ ${task.id}`;
    const dated = task.deadlines.map(lastDay).filter((day) => day !== null);
    const first = dated[0];
    if (task.reportBy !== null && first !== undefined && task.reportBy < first)
      found.push({
        place,
        finding: `Thực hiện đến ${vietnameseDate(first)} nhưng báo cáo kết quả trước ngày ${vietnameseDate(task.reportBy)}.`,
      });
    const quarter = /quý (I{1,3}|IV) năm (20\d{2})/u.exec(task.reporting);
    const month = task.deadlines.find((one) => one.kind === 'month');
    if (
      quarter &&
      month?.kind === 'month' &&
      lastDay(month) !== `${quarter[2]}-${['03-31', '06-30', '09-30', '12-31'][ROMAN.indexOf(quarter[1] ?? '')]}`
    )
      found.push({
        place,
        finding: `Cột thời gian ghi ${printDeadline(month, 'vi')}, cột báo cáo ghi hoàn thành trong quý ${quarter[1]}/${quarter[2]}.`,
      });
    if (dated.length > 1 && new Set(dated).size > 1 && task.parts.length === 0)
      found.push({
        place,
        finding: `Một việc có nhiều hạn khác nhau (${task.deadlines.map((one) => printDeadline(one, 'vi')).join('; ')}).`,
      });
    const isBare =
      task.parts.length === 0 && task.lead.length === 0 && task.executing.length === 0 && task.deadlines.length === 0;
    if (isBare) found.push({ place, finding: 'Nhiệm vụ không có đơn vị chủ trì, đơn vị thực hiện và thời gian.' });
  }
  const endless = flat.filter(({ deadlines }) => deadlines.some((one) => one.kind === 'month' && one.from));
  for (const { place, id } of endless)
    found.push({
      place: place.includes('dòng') ? place : `${place}, nhiệm vụ ${id}`,
      finding: 'Thời gian chỉ ghi lúc bắt đầu, không có ngày kết thúc.',
    });
  return found;
}

/** A document that is cited with a year that has not come. */
function laterYears({ head, passages }: Read): Contradiction[] {
  const year = Number(head.date.slice(0, 4));
  if (!(year > 0)) return [];
  const found: Contradiction[] = [];
  for (const { text, cells, place } of passages) {
    for (const match of [text, ...(cells ?? [])].join(' ').matchAll(/\b\d+\/(20\d{2})\/[\p{L}]+(?:-[\p{L}]+)*/gu))
      if (Number(match[1]) > year)
        found.push({ place, finding: `Dẫn văn bản "${match[0]}", năm chưa tới khi ban hành.` });
  }
  return found;
}

/** A clause of some length that stands twice in one sentence. */
function repeatedWords(passages: readonly Passage[]): Contradiction[] {
  const found: Contradiction[] = [];
  for (const { text, place, above } of passages) {
    if (text.length > 3_000) continue;
    const clauses = text
      .split(/[,;]/)
      .map((one) => one.trim())
      .filter((one) => one.length > 40);
    const twice =
      clauses.find((one, index) => clauses.indexOf(one) !== index) ??
      clauses.find((one, index) => (clauses[index + 1] ?? '').includes(one));
    if (twice !== undefined)
      found.push({
        place: place || headingPlace(above),
        finding: `Một vế được viết hai lần: "${twice.slice(0, 80)}".`,
      });
  }
  return found;
}
