import { dayAdvice, isDay } from '../../dates.ts';
import { nearestWord } from '../../nearest.ts';
import type { Parsed } from '../data.ts';
import { canonical, fingerprintOf } from '../fingerprint.ts';
import { isId, type YamlFields, YamlFile } from '../yaml.ts';
import { checkCatalogue, checkMilestones } from './check.ts';
import { readDay, readTarget, TARGET_KEYS } from './parse-target.ts';
import { readTask, TASK_KEYS } from './parse-task.ts';
import type { CatalogueRow, Contradiction, Plan } from './types.ts';

const PLAN_KEYS = [
  'id',
  'title',
  'short_title',
  'number',
  'date',
  'issuer',
  'issuer_unit',
  'default_unit',
  'scope',
  'excluded_units',
  'replaces',
  'based_on',
  'document',
  'calendar',
  'count_from',
  'targets',
  'actors',
  'tasks',
  'contradictions',
  'catalogue',
] as const;

const ROW_KEYS = ['field', 'level3', 'level4', 'total'] as const;

/** Ids that a plan may refer to; what is not handed in is not checked. */
export interface PlanReferences {
  indicators?: ReadonlySet<string>;
  units?: ReadonlySet<string>;
}

function readPlanDate(fields: YamlFields): string {
  const text = fields.required('date');
  const whole = /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text) || isDay(text);
  if (text !== '' && !whole) {
    const advice = dayAdvice(text);
    fields.say(
      'date',
      `"${text}" không phải ngày viết theo YYYY-MM-DD (hoặc YYYY-MM${advice ? `); viết ${advice}` : ')'}.`,
      `"${text}" is no date written as YYYY-MM-DD (or YYYY-MM${advice ? `); write ${advice}` : ')'}.`,
    );
  }
  return text;
}

function checkUnit(fields: YamlFields, line: number, id: string, units?: ReadonlySet<string>): void {
  if (id !== '' && units && !units.has(id)) {
    const near = nearestWord(id, units);
    fields.sayAt(
      line,
      `không có đơn vị "${id}"${near ? `; có phải "${near}" không?` : '.'}`,
      `there is no unit "${id}"${near ? `; is it "${near}"?` : '.'}`,
    );
  }
}

function readUnits(fields: YamlFields, key: string, units?: ReadonlySet<string>): string[] {
  return fields.texts(key).map(({ text, line }) => {
    checkUnit(fields, line, text, units);
    return text;
  });
}

function readCalendar(fields: YamlFields): Plan['calendar'] {
  const text = fields.text('calendar');
  if (text !== '' && text !== 'calendar' && text !== 'government') {
    fields.say(
      'calendar',
      `"${text}" không dùng được; viết calendar (tháng dương lịch) hoặc government (ngày 15 đến ngày 14).`,
      `"${text}" cannot be used; write calendar (calendar months) or government (the 15th to the 14th).`,
    );
  }
  return text === 'government' ? 'government' : 'calendar';
}

function readActorIds(fields: YamlFields, units?: ReadonlySet<string>): Record<string, string[]> {
  const actors = fields.fields('actors', []);
  if (!actors) {
    return {};
  }
  return Object.fromEntries(actors.keys().map((name) => [name, readUnits(actors, name, units)]));
}

function readRow(fields: YamlFields): CatalogueRow {
  const count = (key: string) => {
    const text = fields.required(key);
    if (text !== '' && !/^\d+$/.test(text)) {
      fields.say(key, `"${text}" không phải số đếm.`, `"${text}" is no count.`);
    }
    return Number(text) || 0;
  };
  return { field: fields.required('field'), level3: count('level3'), level4: count('level4'), total: count('total') };
}

function readCatalogue(fields: YamlFields): Plan['catalogue'] {
  const catalogue = fields.fields('catalogue', ['place', 'rows', 'printed_total']);
  if (!catalogue) {
    return undefined;
  }
  catalogue.named('Danh mục', 'Catalogue');
  const printed = catalogue.fields('printed_total', ROW_KEYS);
  const rows = catalogue
    .list('rows', ROW_KEYS, (number) => ({ vi: `Danh mục, dòng ${number}`, en: `Catalogue, row ${number}` }))
    .map(readRow);
  if (!printed) {
    catalogue.say(
      'rows',
      'thiếu "printed_total" (dòng tổng cộng của văn bản).',
      '"printed_total" (the row of sums of the document) is missing.',
    );
    return undefined;
  }
  return { place: catalogue.required('place'), rows, printedTotal: readRow(printed) };
}

/** Reports every repeated id, at the line of the later one. */
function checkRepeated(ids: readonly { id: string; fields: YamlFields }[], what: string, whatEn: string): void {
  const seen = new Map<string, number>();
  for (const { id, fields } of ids) {
    const first = seen.get(id);
    if (id !== '' && first !== undefined) {
      fields.say(
        'id',
        `mã ${what} "${id}" đã dùng ở dòng ${first}; mỗi mã chỉ dùng một lần.`,
        `the ${whatEn} "${id}" stands in line ${first} already; each id is used once.`,
      );
    } else {
      seen.set(id, fields.lineOf('id'));
    }
  }
}

/** What the plan was read from. */
function readDocument(fields: YamlFields): Pick<Plan, 'document'> {
  const document = fields.fields('document', ['file', 'sha256']);
  return document === undefined
    ? {}
    : { document: { file: document.required('file'), sha256: document.required('sha256') } };
}

function readPlan(fields: YamlFields, references: PlanReferences): Plan {
  const { indicators, units } = references;
  const id = fields.required('id');
  if (id !== '' && !isId(id)) {
    fields.say(
      'id',
      `mã "${id}" chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.`,
      `the id "${id}" may have small letters without marks, digits and hyphens only.`,
    );
  }
  const title = fields.fields('title', ['vi', 'en']);
  if (!fields.has('title')) {
    fields.say('id', 'thiếu "title" (tên văn bản, gồm vi và en).', '"title" (of the document, vi and en) is missing.');
  }
  const issuerUnit = fields.required('issuer_unit');
  const defaultUnit = fields.text('default_unit') || issuerUnit;
  checkUnit(fields, fields.lineOf('issuer_unit'), issuerUnit, units);
  if (defaultUnit !== issuerUnit) {
    checkUnit(fields, fields.lineOf('default_unit'), defaultUnit, units);
  }

  const targets = fields
    .list('targets', TARGET_KEYS, (number) => ({ vi: `Chỉ tiêu thứ ${number}`, en: `Target ${number}` }))
    .map((entry) => ({ fields: entry, target: readTarget(entry, indicators) }));
  if (targets.length === 0) {
    fields.say(
      'targets',
      'kế hoạch chưa có chỉ tiêu nào; thêm ít nhất một mục vào "targets".',
      'the plan has no target; put at least one into "targets".',
    );
  }
  checkRepeated(
    targets.map((entry) => ({ id: entry.target.id, fields: entry.fields })),
    'chỉ tiêu',
    'target',
  );

  const actors = readActorIds(fields, units);
  const actorNames = new Set(Object.keys(actors));
  const tasks = fields
    .list('tasks', TASK_KEYS, (number) => ({ vi: `Nhiệm vụ thứ ${number}`, en: `Task ${number}` }))
    .map((entry) => ({ fields: entry, task: readTask(entry, actorNames) }));
  checkRepeated(
    tasks.map((entry) => ({ id: entry.task.id, fields: entry.fields })),
    'nhiệm vụ',
    'task',
  );

  const contradictions: Contradiction[] = fields
    .list('contradictions', ['place', 'finding'], (number) => ({
      vi: `Mâu thuẫn thứ ${number}`,
      en: `Contradiction ${number}`,
    }))
    .map((entry) => ({ place: entry.required('place'), finding: entry.required('finding') }));
  const catalogue = readCatalogue(fields);
  const vi = title?.required('vi') ?? '';
  const content: Omit<Plan, 'version'> = {
    id,
    title: { vi, en: title?.text('en') || vi },
    shortTitle: fields.required('short_title'),
    number: fields.text('number'),
    date: readPlanDate(fields),
    issuer: fields.required('issuer'),
    issuerUnit,
    defaultUnit,
    scope: fields.text('scope'),
    excludedUnits: readUnits(fields, 'excluded_units', units),
    replaces: fields.texts('replaces').map(({ text }) => text),
    basedOn: fields.texts('based_on').map(({ text }) => text),
    ...readDocument(fields),
    calendar: readCalendar(fields),
    countFrom: fields.has('count_from') ? readDay(fields, 'count_from') : null,
    targets: targets.map(({ target }) => target),
    tasks: tasks.map(({ task }) => task),
    actors,
    contradictions,
    ...(catalogue ? { catalogue } : {}),
  };
  const version = fingerprintOf(canonical(content));
  const found = [...checkCatalogue(content), ...checkMilestones(content)];
  return { ...content, version, contradictions: [...contradictions, ...found] };
}

/**
 * Reads one plan (YAML; the keys are described in `plans/README.md`). Mistakes come back all at once, in Vietnamese,
 * each with its line; a value only where there is none. Contradictions of the document itself are no mistakes: they
 * stand in the plan, those that code can find (sums, milestones before the document's date) after the typed ones.
 */
export function parsePlan(text: string, file: string, references: PlanReferences = {}): Parsed<Plan> {
  const source = new YamlFile(text, file);
  const broken = source.mistakes.length > 0;
  const fields = broken ? undefined : source.root(PLAN_KEYS, { vi: 'Kế hoạch', en: 'Plan' });
  const plan = fields ? readPlan(fields, references) : undefined;
  const mistakes = source.mistakes.sort((a, b) => a.line - b.line);
  return plan && mistakes.length === 0 ? { value: plan, mistakes } : { mistakes };
}
