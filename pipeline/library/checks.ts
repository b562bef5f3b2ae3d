import { LISTS, type ListId } from '../lists.ts';
import { type ProblemTemplate, placesOf } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import type { CodeCatalogue } from './codes.ts';
import { type ColumnCatalogue, type ColumnDefinition, type ListDefinition, readableColumns } from './columns.ts';
import type { ConditionScope, Expression, ValueType } from './conditions/expression.ts';
import { readCondition } from './conditions/read.ts';
import type { Parsed } from './data.ts';
import { type YamlFields, YamlFile } from './yaml.ts';

/** Rows of a list that a check finds bad. */
export interface CheckedRows {
  list: ListId;
  /** The column that the sentence names. */
  column: string;
  when: Expression;
}

/** A check of rows as they are imported: an error keeps a row from being counted, a warning only tells. */
export interface Check {
  id: string;
  /** What was found, and what to do. */
  template: ProblemTemplate;
  rows: CheckedRows[];
}

/** By id. */
export type CheckCatalogue = ReadonlyMap<string, Check>;

const PREFIX = { error: 'E_', warning: 'W_' } as const;
const PLACES = ['column'];
const SHOWS = ['rows', 'cells'] as const;

/** `checks.yaml` to the catalogue; all mistakes at once, each with its line. */
export function parseChecks(
  text: string,
  file: string,
  columns: ColumnCatalogue,
  codes: CodeCatalogue,
): Parsed<CheckCatalogue> {
  const source = new YamlFile(text, file);
  const root = source.root(['checks'], 'Kiểm tra');
  const checks = new Map<string, Check>();
  const keys = ['id', 'severity', 'message', 'shows', 'to_do', 'rows'];
  for (const fields of root?.list('checks', keys, (number) => `Kiểm tra thứ ${number}`) ?? []) {
    const id = fields.required('id');
    if (id !== '') fields.subject = `Kiểm tra "${id}"`;
    if (checks.has(id)) fields.say('id', `"${id}" đã có ở trên.`);
    const written = fields.required('severity');
    const severity = written === 'error' || written === 'warning' ? written : undefined;
    if (severity === undefined) fields.say('severity', '"severity" phải là error hoặc warning.');
    else if (!id.startsWith(PREFIX[severity]) || !/^[A-Z_]{3,}$/.test(id))
      fields.say(
        'id',
        `mã của ${severity} phải bắt đầu bằng ${PREFIX[severity]} và viết hoa, như ${PREFIX[severity]}EMPTY.`,
      );
    const found = sentences(fields, 'message');
    const toDo = sentences(fields, 'to_do');
    const named = fields.required('shows');
    const shows = SHOWS.find((one) => one === named);
    if (shows === undefined) fields.say('shows', '"shows" phải là rows hoặc cells.');
    const rows = fields
      .list('rows', ['list', 'column', 'when'], (number) => `${fields.subject}, rows thứ ${number}`)
      .flatMap((entry) => checkedRows(entry, columns, codes));
    if (!fields.has('rows')) fields.say('rows', 'thiếu "rows": dòng nào thì sai.');
    if (severity === undefined || shows === undefined) continue;
    checks.set(id, { id, template: { severity, what: found, shows, todo: toDo }, rows });
  }
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value: checks, mistakes: [] };
}

/** A sentence in both languages, which must name the same places, and only those that are filled. */
function sentences(fields: YamlFields, key: string): { vi: string; en: string } {
  const both = fields.fields(key, ['vi', 'en']);
  if (both === undefined) {
    fields.say(key, `thiếu "${key}".`);
    return { vi: '', en: '' };
  }
  const [vi, en] = [both.required('vi'), both.required('en')];
  for (const place of placesOf(vi + en).filter((one) => !PLACES.includes(one)))
    both.say('vi', `không có {${place}}; chỉ dùng {${PLACES.join('}, {')}}.`);
  if (placesOf(vi).join() !== placesOf(en).join()) both.say('en', 'câu vi và câu en phải có cùng các chỗ {…}.');
  return { vi, en };
}

function checkedRows(fields: YamlFields, columns: ColumnCatalogue, codes: CodeCatalogue): CheckedRows[] {
  const named = fields.texts('list');
  if (named.length === 0) fields.say('list', 'thiếu "list".');
  const column = fields.required('column');
  if (fields.required('when') === '') return [];
  return named.flatMap(({ text, line }) => {
    const list = columns.lists.find(({ id }) => id === text);
    if (list === undefined) {
      fields.source.say(line, `${fields.subject}: "list" phải là một trong: ${LISTS.join(', ')}.`);
      return [];
    }
    const scope = rowScope(list, codes);
    if (column !== '' && !scope.columns.has(column)) {
      const near = nearestWord(column, scope.columns.keys());
      fields.say(
        'column',
        `danh sách "${text}" không có cột "${column}"${near === undefined ? '.' : `; có phải "${near}" không?`}`,
      );
    }
    const when = readCondition(fields, 'when', scope);
    return when === undefined ? [] : [{ list: list.id, column, when }];
  });
}

/** What can be said of a row that is being imported: its unit is looked up on its own, and is no column. */
function rowScope(list: ListDefinition, codes: CodeCatalogue): ConditionScope {
  const columns = readableColumns(list).filter(({ id }) => id !== list.unit);
  return {
    of: `"${list.id}"`,
    columns: new Map(columns.map((column) => [column.id, valueType(column)])),
    codes,
    importing: true,
  };
}

function valueType({ type, code }: ColumnDefinition): ValueType {
  switch (type) {
    case 'code':
      return { kind: 'code', list: code ?? '' };
    case 'datetime':
      return { kind: 'moment' };
    case 'money':
    case 'number':
      return { kind: 'decimal' };
    case 'personal':
      return { kind: 'text' };
    default:
      return { kind: type };
  }
}

/** The rows of one list that the checks of one severity find bad, with the check's id. */
export function checksOf(
  checks: CheckCatalogue,
  list: ListId,
  severity: 'error' | 'warning',
): (CheckedRows & { id: string })[] {
  return [...checks.values()]
    .filter(({ template }) => template.severity === severity)
    .flatMap(({ id, rows }) => rows.filter((row) => row.list === list).map((row) => ({ ...row, id })));
}
