import { stringify } from 'yaml';
import { nearestWord } from '../nearest.ts';
import { isPersonalHeader } from '../recognise/headers.ts';
import type { CodeCatalogue } from './codes.ts';
import type { ColumnCatalogue } from './columns.ts';
import type { Parsed } from './data.ts';
import type { IndicatorCatalogue } from './indicators/catalogue.ts';
import { BLANK, type Mapping } from './mapping.ts';
import { type YamlFields, YamlFile } from './yaml.ts';

/** What spellings may refer to. */
export interface SpellingReferences {
  columns: ColumnCatalogue;
  codes: CodeCatalogue;
  indicators: { keys(): Iterable<string> };
  units: { has(id: string): boolean; keys(): Iterable<string> };
}

/**
 * A file of spellings (`columns`, `codes`, `units`, `agencies`, `sheets`); all mistakes at once, each with its line. A value that does not exist
 * would be stored as one that no indicator knows, and a header of personal data never becomes a fact: both are mistakes.
 */
export function parseSpellings(text: string, file: string, known: SpellingReferences): Parsed<Mapping> {
  const source = new YamlFile(text, file);
  const broken = source.mistakes.length > 0;
  const root = broken
    ? undefined
    : source.root(['columns', 'codes', 'units', 'agencies', 'sheets'], { vi: 'Cách viết', en: 'Spellings' });
  if (root === undefined) return { mistakes: source.mistakes };
  const checkUnit = (fields: YamlFields, name: string, unit: string): void => {
    if (!known.units.has(unit)) sayUnknown(fields, name, unit, known.units.keys(), 'đơn vị', 'unit');
  };
  const mapping: Mapping = {
    columns: meaningsOf(root, 'columns', (fields, header, column) => checkColumn(fields, header, column, known)),
    units: meaningsOf(root, 'units', checkUnit),
    agencies: meaningsOf(root, 'agencies', checkUnit),
    sheets: meaningsOf(root, 'sheets', checkUnit),
    codes: readCodes(root, known),
  };
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value: mapping, mistakes: [] };
}

function meaningsOf(
  root: YamlFields,
  key: string,
  check: (fields: YamlFields, written: string, meant: string) => void,
): Record<string, string> {
  const fields = root.fields(key, []);
  if (fields === undefined) return {};
  return Object.fromEntries(
    fields.keys().map((written) => {
      const meant = fields.required(written);
      if (meant !== '') check(fields, written, meant);
      return [written, meant];
    }),
  );
}

function checkColumn(fields: YamlFields, header: string, column: string, { columns }: SpellingReferences): void {
  if (column === 'ignore') return;
  const all = columns.lists.flatMap((list) => list.columns);
  if (!all.some(({ id }) => id === column)) {
    const known = new Set([...all.map(({ id }) => id), 'ignore']);
    sayUnknown(fields, header, column, known, 'cột', 'column');
    return;
  }
  if (all.some(({ id, type }) => id === column && type !== 'personal') && isPersonalHeader(header, columns)) {
    fields.say(
      header,
      `"${header}" là dữ liệu cá nhân, không vào kho; bỏ dòng này, hoặc viết ignore.`,
      `"${header}" is personal data and is never loaded; take this line out, or write ignore.`,
    );
  }
}

function readCodes(root: YamlFields, known: SpellingReferences): Mapping['codes'] {
  const fields = root.fields('codes', []);
  if (fields === undefined) return {};
  return Object.fromEntries(
    fields.keys().map((column) => {
      const values = valuesOf(column, known);
      if (values === undefined) {
        const withValues = known.columns.lists
          .flatMap((list) => list.columns.map(({ id }) => id))
          .filter((id) => valuesOf(id, known) !== undefined);
        sayUnknown(fields, column, column, new Set(withValues), 'cột có bảng mã', 'column with coded values');
      }
      const meanings = meaningsOf(fields, column, (cells, cell, value) => {
        if (values === undefined || values.includes(value)) return;
        sayUnknown(cells, cell, value, values, 'giá trị', 'value');
      });
      return [column, meanings];
    }),
  );
}

function sayUnknown(
  fields: YamlFields,
  key: string,
  word: string,
  known: Iterable<string>,
  kind: string,
  kindEn: string,
): void {
  const all = [...known];
  const near = nearestWord(word, all);
  const few = all.length <= 30 ? `: ${all.join(', ')}` : '';
  fields.say(
    key,
    `không có ${kind} "${word}"${near === undefined ? `${few}.` : `; có phải "${near}" không?`}`,
    `there is no ${kindEn} "${word}"${near === undefined ? `${few}.` : `; is it "${near}"?`}`,
  );
}

/** What cells of a column of any list can mean, where it has a list of values. */
export function valuesOf(
  id: string,
  { columns, codes, indicators }: Pick<SpellingReferences, 'columns' | 'codes' | 'indicators'>,
): string[] | undefined {
  const column = columns.lists.flatMap((list) => list.columns).find((candidate) => candidate.id === id);
  if (column === undefined) return undefined;
  if (column.id === 'indicator') return [...indicators.keys()];
  const code = column.code ?? (column.type === 'boolean' ? 'boolean' : '');
  const values = codes.lists.find((list) => list.id === code)?.values;
  return values === undefined ? undefined : [...values.map(({ value }) => value), BLANK];
}

/** The same with their names. */
export function valueChoices(
  id: string,
  known: Pick<SpellingReferences, 'columns' | 'codes'> & { indicators: IndicatorCatalogue },
): { id: string; vi: string; en: string }[] | undefined {
  const column = known.columns.lists.flatMap((list) => list.columns).find((candidate) => candidate.id === id);
  const codes = known.codes.lists.find((list) => list.id === (column?.code ?? 'boolean'));
  const named = (value: string): { vi: string; en: string } | undefined =>
    id === 'indicator' ? known.indicators.get(value)?.name : codes?.values.find((one) => one.value === value);
  return valuesOf(id, known)?.map((value) => {
    if (value !== BLANK) {
      const { vi, en } = named(value) ?? { vi: value, en: value };
      return { id: value, vi, en };
    }
    const empty = column?.type === 'boolean' ? named('false') : named(codes?.empty ?? '');
    return {
      id: value,
      vi: empty === undefined ? 'Như ô trống' : `Như ô trống (${empty.vi})`,
      en: empty === undefined ? 'As an empty cell' : `As an empty cell (${empty.en})`,
    };
  });
}

/** The file that `parseSpellings` reads. */
export function writeSpellings(mapping: Mapping): string {
  const { columns, codes, units, agencies, sheets } = mapping;
  const said = Object.entries({ columns, codes, units, agencies, sheets }).filter(
    ([, part]) => Object.keys(part).length > 0,
  );
  return `# Cách viết của các tệp xuất, đã nói rõ khi nạp; dùng cho mọi lần nạp sau.\n${stringify(Object.fromEntries(said))}`;
}
