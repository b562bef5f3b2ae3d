import { stringify } from 'yaml';
import type { Parsed } from '../library/data.ts';
import { YamlFile } from '../library/yaml.ts';
import { LISTS, type ListId } from '../lists.ts';

/** What the user has explained about an export, kept for next month. */
export interface Mapping {
  list?: ListId;
  /** Header as it stands in the file → column id, or `ignore`. */
  columns: Readonly<Record<string, string>>;
  /** Column id → cell as it stands in the file → canonical value. */
  codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Name of a unit as it stands in the file → unit id; only where the name tells no unit by itself. */
  units: Readonly<Record<string, string>>;
}

/** Nothing is explained. */
export const NO_MAPPING: Mapping = { columns: {}, codes: {}, units: {} };

/** `written=meant`, as options and requests carry it; what is written may hold the sign too. Undefined where a side is empty. */
export function explanation(text: string): [written: string, meant: string] | undefined {
  const at = text.lastIndexOf('=');
  const meant = text.slice(at + 1).trim();
  return at <= 0 || meant === '' ? undefined : [text.slice(0, at), meant];
}

/** A kept mapping; all mistakes at once, each with its line. */
export function parseMapping(text: string, file: string): Parsed<Mapping> {
  const source = new YamlFile(text, file);
  const root = source.root(['list', 'columns', 'codes', 'units'], 'Tệp ánh xạ');
  if (root === undefined) return { mistakes: source.mistakes };
  const written = root.text('list');
  const list = LISTS.find((candidate) => candidate === written);
  if (written !== '' && list === undefined) root.say('list', `"list" phải là một trong: ${LISTS.join(', ')}.`);
  const columns = root.fields('columns', []);
  const units = root.fields('units', []);
  const codes = root.fields('codes', []);
  const mapping: Mapping = {
    ...(list === undefined ? {} : { list }),
    columns: Object.fromEntries((columns?.keys() ?? []).map((header) => [header, columns?.required(header) ?? ''])),
    units: Object.fromEntries((units?.keys() ?? []).map((name) => [name, units?.required(name) ?? ''])),
    codes: Object.fromEntries(
      (codes?.keys() ?? []).map((column) => {
        const values = codes?.fields(column, []);
        return [column, Object.fromEntries((values?.keys() ?? []).map((cell) => [cell, values?.required(cell) ?? '']))];
      }),
    ),
  };
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value: mapping, mistakes: [] };
}

/** The file that `parseMapping` reads. */
export function writeMapping(mapping: Mapping): string {
  return `# Ánh xạ cột và giá trị của một tệp xuất; dùng lại với: vedich import … --mapping TỆP\n${stringify(mapping)}`;
}
