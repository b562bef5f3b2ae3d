import { printDeadline } from '../../library/plans/deadline.ts';
import { deadlinesIn } from './deadlines-said.ts';
import type { Passage } from './outline.ts';
import { headingPlace } from './outline.ts';
import { plain } from './plain.ts';
import { cellOf, isTaskTable, type Table } from './table-kinds.ts';
import { reportDay } from './table-targets.ts';
import type { FoundTask } from './types.ts';

type Field = 'lead' | 'executing' | 'with' | 'time' | 'product' | 'report';

/** "Cơ quan chủ trì: …": which line of a task it is, told by what its label speaks of. */
const LABEL =
  /^(?:cac )?(?:co quan|don vi|dau moi|bo phan|chu tri|phoi hop|phan cong|thuc hien|trach nhiem|to chuc|phong|thoi gian|thoi han|thoi diem|tien do|han|hoan thanh|san pham|ket qua|dau ra|bao cao|che do bao cao|giao)\b[^:]{0,45}:/;
const FIELDS: readonly [RegExp, Field][] = [
  [/\bbao cao\b/, 'report'],
  [/\bphoi hop\b/, 'with'],
  [/\b(?:chu tri|dau moi|don doc|phu trach|chiu trach nhiem|tham muu)\b/, 'lead'],
  [/\b(?:thoi gian|thoi han|thoi diem|tien do|han)\b|^hoan thanh\b/, 'time'],
  [/\b(?:san pham|ket qua|dau ra)\b/, 'product'],
  [/\b(?:thuc hien|trien khai|phan cong|trach nhiem|giao)\b/, 'executing'],
];
/** A label of more words is a sentence. */
const LONGEST_LABEL = 7;

function fieldOf(text: string): { field: Field; words: string } | undefined {
  const letters = plain(text);
  const label = LABEL.exec(letters)?.[0];
  if (label === undefined || label.split(' ').length > LONGEST_LABEL || /^to chuc thuc hien/.test(label))
    return undefined;
  const field = FIELDS.find(([words]) => words.test(label))?.[1];
  return field === undefined ? undefined : { field, words: text.slice(label.length).replace(/\*+/g, '').trim() };
}

/** Tasks said in labelled lines below numbered items, and the rows of tables that assign work. */
export function tasksOf(passages: readonly Passage[], tables: readonly Table[]): FoundTask[] {
  return [...labelledTasks(passages), ...tables.filter(isTaskTable).flatMap(rowTasks)];
}

interface Draft {
  owner: Passage;
  fields: Map<Field, string[]>[];
  titles: string[];
}

function labelledTasks(passages: readonly Passage[]): FoundTask[] {
  const drafts = new Map<Passage, Draft>();
  let lastTitle = '';
  let open: { draft: Draft; field: Field } | undefined;
  for (const passage of passages) {
    if (passage.cells !== undefined) continue;
    const chain = [...passage.above, passage];
    const inItem =
      passage.label?.kind === 'number' || passage.label?.kind === 'letter' ? fieldsBehind(passage.text) : undefined;
    const owner =
      inItem === undefined
        ? passage.above
            .filter(({ label }) => label !== undefined && (label.kind === 'number' || label.kind === 'letter'))
            .at(-1)
        : passage;
    const inOne = inItem?.fields ?? splitFields(passage.text);
    if (inOne.length === 0 || owner === undefined) {
      // The words of a label may stand on lines of their own below it.
      if (
        open !== undefined &&
        chain.includes(open.draft.owner) &&
        passage.label === undefined &&
        (open.draft.fields.at(-1)?.get(open.field)?.join('') ?? '') === ''
      )
        open.draft.fields.at(-1)?.set(open.field, [passage.text]);
      open = undefined;
      if (passage.label?.kind === 'plus' || passage.label?.kind === 'dash') lastTitle = passage.text;
      continue;
    }
    const draft = drafts.get(owner) ?? { owner, fields: [], titles: [] };
    drafts.set(owner, draft);
    for (const { field, words } of inOne) {
      const last = draft.fields.at(-1);
      // The same label again: a part of its own.
      if (last === undefined || (last.has(field) && (field === 'lead' || field === 'executing'))) {
        draft.fields.push(new Map([[field, [words]]]));
        draft.titles.push(lastTitle);
      } else last.set(field, [...(last.get(field) ?? []), words]);
      open = { draft, field };
    }
  }
  return tasksOfDrafts(drafts, passages);
}

/** "1. Rà soát danh mục. Đơn vị chủ trì: A. Thời gian: quý I/2026": the labels behind an item's own words. */
function fieldsBehind(text: string): { title: string; fields: { field: Field; words: string }[] } | undefined {
  const pieces = text.split(/(?<=[.;,]) (?=\p{L})|(?<=\()(?=\p{L})/u);
  const at = pieces.findIndex((piece, index) => index > 0 && fieldOf(piece) !== undefined);
  if (at < 0) return fieldsInBrackets(text);
  const title = pieces
    .slice(0, at)
    .join(' ')
    .replace(/[.;,(] ?$/, '')
    .trim();
  const fields: { field: Field; words: string }[] = [];
  for (const piece of pieces.slice(at)) {
    const one = fieldOf(piece);
    const last = fields.at(-1);
    if (one !== undefined) fields.push(one);
    else if (last !== undefined) last.words = `${last.words} ${piece}`;
  }
  return {
    title,
    fields: fields.map(({ field, words }) => ({ field, words: words.replace(/[;,.)]{1,3}$/, '').trim() })),
  };
}

/** "… (Văn phòng Sở chủ trì; các phòng phối hợp; hoàn thành trong quý III/2025)": said without labels. */
function fieldsInBrackets(text: string): { title: string; fields: { field: Field; words: string }[] } | undefined {
  const end = text.replace(/[.;] ?$/, '');
  const at = end.endsWith(')') ? end.lastIndexOf('(') : -1;
  if (at < 1) return undefined;
  const fields = end
    .slice(at + 1, -1)
    .split(/[;,] (?=\p{L})/u)
    .flatMap((words): { field: Field; words: string }[] => {
      const letters = plain(words);
      const field: Field | undefined = / chu tri\b/.test(letters)
        ? 'lead'
        : / phoi hop\b|^phoi hop\b/.test(letters)
          ? 'with'
          : /^(?:hoan thanh|xong|thoi gian|thoi han|truoc|trong|den)\b/.test(letters)
            ? 'time'
            : / thuc hien$/.test(letters)
              ? 'executing'
              : undefined;
      const bare = words
        .replace(/^(?:phối hợp(?: với)?|hoàn thành)\s/u, '')
        .replace(/ (?:chủ trì|phối hợp|thực hiện)(?: thực hiện)?$/u, '');
      return field === undefined ? [] : [{ field, words: bare }];
    });
  const isTask = fields.some(({ field }) => field === 'lead' || field === 'time');
  return isTask ? { title: end.slice(0, at).trim(), fields } : undefined;
}

/** The labelled parts of a passage: one line may hold several ("Chủ trì: A; Phối hợp: B; Thời gian: C"). */
function splitFields(text: string): { field: Field; words: string }[] {
  const bare = text.startsWith('(') ? text.replace(/^\(|\)\.?$/g, '') : text;
  const pieces = bare.split(/(?<=[.;]) (?=\p{Lu})/u);
  const found: { field: Field; words: string }[] = [];
  for (const piece of pieces) {
    const one = fieldOf(piece);
    if (one !== undefined) found.push(one);
    else if (found.length > 0) {
      const last = found.at(-1);
      if (last) last.words = `${last.words} ${piece}`;
    } else return [];
  }
  return found;
}

function tasksOfDrafts(drafts: ReadonlyMap<Passage, Draft>, passages: readonly Passage[]): FoundTask[] {
  const tasks: FoundTask[] = [];
  const done = new Set<Passage>();
  // A section in which items have such lines is one of tasks: its other items are tasks as well.
  const byNumber = Map.groupBy(drafts.values(), ({ owner }) => numberOf(owner));
  const parents = new Set(passages.filter(({ label }) => label?.kind === 'number').flatMap(({ above }) => above));
  const sections = new Set([...drafts.keys()].map((owner) => sectionOf(numberOf(owner) ?? owner)));
  for (const passage of passages) {
    const isNumber = passage.label?.kind === 'number' && passage.cells === undefined;
    if (!isNumber || !sections.has(sectionOf(passage)) || done.has(passage)) continue;
    done.add(passage);
    const own = drafts.get(passage);
    const below = (byNumber.get(passage) ?? []).filter(({ owner }) => owner !== passage);
    // A heading over numbered items (1.1, 1.2) is none itself.
    if (own === undefined && below.length === 0 && parents.has(passage)) continue;
    tasks.push(taskOf(passage, own, below));
  }
  return tasks;
}

function sectionOf(passage: Passage): Passage | undefined {
  return passage.above.filter(({ label }) => label !== undefined && label.level < (passage.label?.level ?? 3)).at(-1);
}

function numberOf(owner: Passage): Passage | undefined {
  return owner.label?.kind === 'number' ? owner : owner.above.findLast(({ label }) => label?.kind === 'number');
}

function taskOf(passage: Passage, own: Draft | undefined, below: readonly Draft[]): FoundTask {
  const id = passage.label?.sign ?? '';
  const parts: FoundTask[] = below.map(({ owner, fields }) =>
    partOf(
      `${id}${owner.label?.sign ?? ''}`,
      fieldsBehind(owner.text)?.title ?? owner.text,
      fields[0] ?? new Map(),
      owner,
    ),
  );
  const groups = own?.fields ?? [];
  if (groups.length > 1)
    for (const [index, fields] of groups.entries())
      parts.push(partOf(`${id}.${index + 1}`, own?.titles[index] ?? '', fields, passage));
  const task = partOf(
    id,
    fieldsBehind(passage.text)?.title ?? passage.text,
    groups.length === 1 ? (groups[0] ?? new Map()) : new Map(),
    passage,
  );
  const all = [task, ...parts];
  const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
  return {
    ...task,
    lead: unique(all.flatMap(({ lead }) => lead)),
    executing: unique(all.flatMap(({ executing }) => executing)),
    coordinating: unique(all.flatMap(({ coordinating }) => coordinating)),
    deadlines: [
      ...new Map(all.flatMap(({ deadlines }) => deadlines).map((one) => [printDeadline(one, 'vi'), one])).values(),
    ],
    parts,
  };
}

function partOf(id: string, title: string, fields: ReadonlyMap<Field, string[]>, passage: Passage): FoundTask {
  const words = (field: Field): string => (fields.get(field) ?? []).join(' ');
  const lead = unitsIn(words('lead'));
  const executing = unitsIn(words('executing'));
  return {
    id,
    title: title.replace(/[:.;] ?$/, '').trim(),
    lead: lead.units,
    executing: [...executing.units, ...executing.others],
    coordinating: [...lead.others, ...unitsIn(words('with')).units],
    // "Định kỳ hằng quý công bố …": an item may say itself how often.
    deadlines:
      fields.size === 0 && /^(?:dinh ky|thuong xuyen|hang (?:thang|quy|nam))\b/.test(plain(title))
        ? [{ kind: 'continuous' }]
        : deadlinesIn(words('time')),
    product: words('product'),
    reporting: words('report'),
    reportBy: null,
    place: headingPlace([...passage.above, passage]),
    parts: [],
  };
}

/** "Sở A chủ trì, phối hợp với Văn phòng B, các đơn vị có liên quan": who, and with whom. */
export function unitsIn(text: string): { units: string[]; others: string[] } {
  const clean = text
    .replace(/<\/?\w+>|\*+/g, ' ')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/ (?=[;,.])/g, '')
    .trim()
    .replace(/\.$/, '');
  const at = /(?:, ?)?\b(?:phoi hop|tong hop tu|cung voi)(?: chat che)?(?: voi| cung)?\b/.exec(plain(clean));
  const head = at === null ? clean : clean.slice(0, at.index);
  const tail = at === null ? '' : clean.slice(at.index + at[0].length);
  return { units: namesIn(head), others: namesIn(tail) };
}

/** What somebody does ends the names of who does it, up to the next semicolon. */
const DOES =
  / (?:thực hiện|tổng hợp|cung cấp|rà soát|tuyên truyền|hướng dẫn|theo dõi|đôn đốc|tham mưu|xây dựng|gửi|triển khai|để|đối với|trong việc|báo cáo|tổ chức thực hiện|trên Hệ thống)(?=\s|$)[^;\n]*/gu;
const LEADS = / (?:chủ trì|đôn đốc|làm đầu mối|chịu trách nhiệm)(?=[\s,;]|$)/gu;

function namesIn(text: string): string[] {
  // Commas inside "các sở, ban, ngành" and "các huyện, thị xã, thành phố" separate no units.
  const kept = text
    .replace(DOES, '')
    .replace(LEADS, '')
    .replace(/(sở|Sở), (ban), (ngành)/gu, '$1\u0001 $2\u0001 $3')
    .replace(/(huyện), (thị xã)(?:, | và )(thành phố)/gu, '$1\u0001 $2\u0001 $3')
    .replace(/(xã), (phường)(?:, | và )(thị trấn|đặc khu)/gu, '$1\u0001 $2\u0001 $3')
    .replace(/(UBND|Ủy ban nhân dân) (cấp huyện)(?:, | và )(cấp xã)/gu, '$1 $2; $1 $3')
    .replace(/([Cc]huyên môn), (nghiệp vụ|Nghiệp vụ)/gu, '$1\u0001 $2')
    .replace(/(HĐND|Hội đồng nhân dân) và (UBND|Ủy ban nhân dân)/gu, '$1\u0001và $2')
    .replace(/(cơ quan), (đơn vị), (địa phương|tổ chức)/gu, '$1\u0001 $2\u0001 $3')
    .replace(/(cơ quan), (đơn vị)/gu, '$1\u0001 $2');
  return kept
    .split(/[;,\n]| và (?=(?:các |Các |Sở |UBND |Ủy ban |Văn phòng |Phòng |Trung tâm |Công an |Ban ))/u)
    .map((name) => name.replaceAll('\u0001và', ' và').replaceAll('\u0001', ',').trim())
    .map((name) => name.replace(/^(?:và|cùng|với) /u, '').trim())
    .filter((name) => name.length > 1 && name.length < 160 && /\p{L}/u.test(name));
}

function rowTasks(table: Table): FoundTask[] {
  let last = { time: '', report: '', product: '' };
  return table.rows.flatMap((row, index): FoundTask[] => {
    const content = cellOf(table, row, 'content');
    const executing = unitsIn(cellOf(table, row, 'executing')).units;
    const leads = unitsIn(cellOf(table, row, 'lead'));
    const time = cellOf(table, row, 'time');
    if (content === '' || (executing.length === 0 && leads.units.length === 0 && time === '')) return [];
    const report = cellOf(table, row, 'report') || last.report;
    last = { time, report, product: cellOf(table, row, 'product') };
    const id = /^\d+(?:\.\d+)*/.exec(row.cells?.[0]?.trim() ?? '')?.[0] ?? String(index + 1);
    const lead = leads.units.length > 0 ? leads.units : executing;
    const items = content.split(/ (?=-\s\p{Lu})|\n(?=-\s)/u);
    return [
      {
        id,
        title: (items.length > 1
          ? items.map((item) => item.replace(/^- ?/, '').replace(/\. ?$/, '')).join('; ')
          : content
        ).replace(/^- ?/, ''),
        lead,
        executing: executing.length > 0 ? executing : lead,
        coordinating: [...leads.others, ...unitsIn(cellOf(table, row, 'with')).units],
        deadlines: deadlinesIn(time),
        product: last.product,
        reporting: report,
        reportBy: reportDay(cellOf(table, row, 'report')),
        place: row.place,
        parts: [],
      },
    ];
  });
}
