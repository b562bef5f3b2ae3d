import { stringify } from 'yaml';
import { dayAdvice, isDay } from '../../dates.ts';
import { nearestWord } from '../../nearest.ts';
import { cleanText, textKey } from '../../text.ts';
import { unitKey } from './names.ts';
import { overlaps } from './periods.ts';
import { resolveUnit } from './resolve.ts';
import { nameKeys, spellingIndex, withoutProvince } from './spellings.ts';
import { COLUMN_NAMES, KIND_WORDS, kindOf, type UnitColumn } from './table-columns.ts';
import { type Row, readTable, type TableMistake } from './table-rows.ts';
import type { Unit, UnitKind, UnitTree } from './types.ts';

export interface UnitsTable {
  /** The file for the office's layer (`parseUnits` reads it over the tree); only where there is no mistake. */
  yaml?: string;
  /** What was read, to be shown before it is kept. */
  units: { row: number; id: string; name: string; kind: UnitKind; parent: string }[];
  /** Headings that tell nothing of a unit and are left out, as written. */
  ignored: string[];
  mistakes: TableMistake[];
}

export interface UnitsTableOptions {
  /** The province that all of them belong to, loaded in the tree. */
  province: string;
  /** What stands above a unit whose row does not say it. */
  parent?: string;
}

type Entry = { row: Row; unit: Unit };

/**
 * A pasted or imported table of units as YAML of the office's layer. Columns stand in any order and under any usual
 * heading (`table-columns.ts`); only the name must be there, and a list without headings is one of names. What a row does
 * not say is made: the kind from the name, the id from what is above and the name, the parent from the options. An id that
 * exists completes that unit. All mistakes come at once, in the order of the rows.
 * @param rows cells as text, the table's first row first
 * @param tree with the province of the options, and the office's own units that exist already
 */
export function unitsFromTable(
  rows: readonly (readonly string[])[],
  tree: UnitTree,
  { province, parent }: UnitsTableOptions,
): UnitsTable {
  const { body, headings, ignored, problem } = readTable(rows);
  const mistakes: TableMistake[] = problem ? [problem] : [];
  const entries: Entry[] = [];
  const say = (row: Row, column: UnitColumn, vi: string, en: string): void => {
    mistakes.push({ row: row.number, column: headings[column] ?? COLUMN_NAMES[column], vi, en });
  };
  for (const row of body) {
    const name = row.cells.name ?? '';
    if (name === '') {
      say(
        row,
        'name',
        'Dòng này chưa có tên đơn vị; điền tên hoặc bỏ cả dòng.',
        'This row has no name; fill it in or drop the row.',
      );
      continue;
    }
    const kind = readKind(row, say);
    const period = { from: readDay(row, 'from', say), to: readDay(row, 'to', say) };
    if (period.from !== null && period.to !== null && period.from > period.to)
      say(
        row,
        'to',
        `Ngày cuối ${period.to} đứng trước ngày đầu ${period.from}.`,
        `The last day ${period.to} is before the first day ${period.from}.`,
      );
    entries.push({ row, unit: emptyUnit(name, kind ?? 'agency', province, period, row.cells) });
  }
  for (const entry of entries) placeBelow(entry, parent, entries, tree, say);
  nameThem(entries, tree, say);
  const known = new Map(entries.map((entry) => [entry.unit, entry]));
  for (const { unit } of entries) resolveOwn(unit, known);
  checkCircles(entries, say);
  checkNames(entries, tree, say);
  mistakes.sort((a, b) => a.row - b.row);
  const units = entries.map(({ row, unit }) => ({
    row: row.number,
    id: unit.id,
    name: unit.shortName,
    kind: unit.kind,
    parent: unit.parents[0]?.parent ?? '',
  }));
  return mistakes.length > 0 || entries.length === 0
    ? { units, ignored, mistakes }
    : { yaml: yamlOf(entries, province), units, ignored, mistakes };
}

type Say = (row: Row, column: UnitColumn, vi: string, en: string) => void;

function readKind(row: Row, say: Say): UnitKind | undefined {
  const text = row.cells.kind ?? '';
  const kind = kindOf(text === '' ? (row.cells.name ?? '') : text);
  if (kind === undefined && text !== '')
    say(
      row,
      'kind',
      `Không rõ loại "${text}"; dùng: ${KIND_WORDS}.`,
      `Kind "${text}" is not known; use one of: ${KIND_WORDS}.`,
    );
  return kind;
}

function readDay(row: Row, column: 'from' | 'to', say: Say): string | null {
  const text = (row.cells[column] ?? '').replace(/[T ]00:00(:00)?(\.0+)?Z?$/, '');
  if (text === '') return null;
  const day = isDay(text) ? text : dayAdvice(text);
  if (day === undefined)
    say(
      row,
      column,
      `"${text}" không phải ngày có thật; viết ngày/tháng/năm, như 01/07/2025.`,
      `"${text}" is no day; write day/month/year, like 01/07/2025.`,
    );
  return day ?? null;
}

function emptyUnit(
  name: string,
  kind: UnitKind,
  province: string,
  period: { from: string | null; to: string | null },
  cells: Row['cells'],
): Unit {
  const bare = name.replace(/^(UBND|Ủy ban nhân dân|Uỷ ban nhân dân) /iu, '');
  const territory = kind === 'commune' || kind === 'district';
  const place = territory ? bare.replace(/^(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp\.?) /iu, '') : '';
  return {
    id: '',
    name,
    shortName: territory ? `Ủy ban nhân dân ${bare.charAt(0).toLowerCase()}${bare.slice(1)}` : name,
    kind,
    province,
    ...period,
    parents: [],
    successors: [],
    divided: false,
    aliases: (cells.aliases ?? '')
      .split(/[;\n|]/)
      .map(cleanText)
      .filter((one) => one !== ''),
    localNames: [],
    suffix: '',
    place,
    agencyCodes: [],
    note: cells.note ?? '',
  };
}

/** A parent that stands in the table itself is written as its row until all have ids. */
const OWN = 'row:';

function placeBelow(
  entry: Entry,
  parent: string | undefined,
  entries: readonly Entry[],
  tree: UnitTree,
  say: Say,
): void {
  const { row, unit } = entry;
  const text = row.cells.parent ?? '';
  const set = (id: string): void => {
    unit.parents = [{ parent: id, from: unit.from, to: unit.to }];
  };
  if (text === '') {
    if (parent !== undefined) set(parent);
    else
      say(
        row,
        'parent',
        `Chưa rõ "${unit.shortName}" thuộc đơn vị nào; điền tên hoặc mã đơn vị cấp trên.`,
        `What "${unit.shortName}" is below is not told; write the name or id of the unit above.`,
      );
    return;
  }
  if (tree.byId.has(text)) {
    set(text);
    return;
  }
  const { provinceEndings } = spellingIndex(tree);
  const { key } = withoutProvince(unitKey(text, tree.abbreviations), provinceEndings);
  const own = entries.filter(
    (other) => other.row.cells.id === text || nameKeys(other.unit, tree, provinceEndings).includes(key),
  );
  const found = resolveUnit(tree, text, { province: unit.province, during: unit });
  if ('unit' in found) {
    set(found.unit);
    return;
  }
  const [only] = own;
  if (only && own.length === 1) {
    set(`${OWN}${only.row.number}`);
    return;
  }
  if (own.length > 1) {
    const numbers = own.map((other) => other.row.number).join(', ');
    say(
      row,
      'parent',
      `"${text}" là tên của nhiều dòng (${numbers}); ghi mã.`,
      `"${text}" names several rows (${numbers}); write the id.`,
    );
  } else if ('ambiguous' in found) {
    const ids = found.ambiguous.slice(0, 5).join(', ');
    say(
      row,
      'parent',
      `"${text}" có thể là nhiều đơn vị; ghi mã: ${ids}.`,
      `"${text}" may be several units; write the id: ${ids}.`,
    );
  } else {
    const near = found.suggestions[0] ?? nearestWord(text, tree.byId.keys());
    say(
      row,
      'parent',
      `Không có đơn vị "${text}"${near ? `; có phải "${near}" không?` : '; ghi tên hoặc mã có trong danh sách đơn vị.'}`,
      `There is no unit "${text}"${near ? `; is it "${near}"?` : '; write a name or id of the list of units.'}`,
    );
  }
}

/** `Trường THPT Kim Sơn A` → `thptkimsona` */
function letters(name: string): string {
  return textKey(name.replace(/^(Ủy ban nhân dân |trường )/iu, '')).replace(/ /g, '');
}

/** Ids as told, else from the unit above and the name; two rows may not have one. Desks and divisions are named after what is above. */
function nameThem(entries: readonly Entry[], tree: UnitTree, say: Say): void {
  const taken = new Map<string, Entry>();
  const done = new Set<Entry>();
  const idOf = (entry: Entry): string => {
    const { row, unit } = entry;
    if (done.has(entry)) return unit.id;
    done.add(entry);
    const above = unit.parents[0]?.parent ?? unit.province;
    const upper = above.startsWith(OWN) ? entries.find((other) => `${OWN}${other.row.number}` === above) : undefined;
    const below = upper ? idOf(upper) : above;
    const told = row.cells.id ?? '';
    const local = textKey(told).replace(/ /g, '-') || letters(unit.shortName);
    const whole = local === unit.province || local.startsWith(`${unit.province}-`) || tree.byId.has(told);
    unit.id = whole ? local : `${below}-${local}`;
    const clash = taken.get(unit.id);
    if (clash) {
      const other = clash.row.number;
      say(
        row,
        told === '' ? 'name' : 'id',
        `Mã "${unit.id}" trùng với dòng ${other}; ghi mã khác hoặc bỏ một dòng.`,
        `The id "${unit.id}" is that of row ${other} too; write another or drop one row.`,
      );
    }
    taken.set(unit.id, clash ?? entry);
    const upperUnit = upper?.unit ?? tree.byId.get(above);
    if ((unit.kind === 'division' || unit.kind === 'desk') && upperUnit && upperUnit.kind !== 'province') {
      const key = unitKey(unit.shortName, tree.abbreviations);
      const upperName = upperUnit.shortName;
      if (!key.includes(unitKey(upperName, tree.abbreviations))) {
        unit.localNames = [unit.shortName];
        unit.shortName = `${unit.shortName} ${upperName}`;
      }
    }
    return unit.id;
  };
  for (const entry of entries) idOf(entry);
}

function resolveOwn(unit: Unit, known: ReadonlyMap<Unit, Entry>): void {
  unit.parents = unit.parents.map((one) => {
    const above = [...known.values()].find(({ row }) => `${OWN}${row.number}` === one.parent);
    return above ? { ...one, parent: above.unit.id } : one;
  });
}

function checkCircles(entries: readonly Entry[], say: Say): void {
  const own = new Map(entries.map(({ unit }) => [unit.id, unit]));
  for (const { row, unit } of entries) {
    const above = new Set<string>();
    for (let id = unit.parents[0]?.parent; id !== undefined && !above.has(id); id = own.get(id)?.parents[0]?.parent)
      above.add(id);
    if (above.has(unit.id))
      say(
        row,
        'parent',
        `"${unit.shortName}" nằm dưới chính nó; xem lại cấp trên.`,
        `"${unit.shortName}" is below itself; look at what is above it.`,
      );
  }
}

/** A name, or another spelling, that a unit of the same time has already. */
function checkNames(entries: readonly Entry[], tree: UnitTree, say: Say): void {
  const index = spellingIndex(tree);
  const owners = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { row, unit } = entry;
    const shipped = tree.byId.get(unit.id);
    const keys = nameKeys(unit, tree, index.provinceEndings);
    if (shipped && !keys.some((key) => index.names.get(key)?.includes(shipped)) && (row.cells.id ?? '') !== '')
      say(
        row,
        'id',
        `Mã "${unit.id}" đã là của "${shipped.name}"; ghi mã khác.`,
        `The id "${unit.id}" is that of "${shipped.name}"; write another.`,
      );
    const sharesWith = (other: Unit): boolean =>
      other.id !== unit.id &&
      other.province === unit.province &&
      overlaps(other, unit) &&
      !(unit.kind === 'commune' && other.kind === 'commune' && other.parents[0]?.parent !== unit.parents[0]?.parent);
    const clashing = keys.flatMap((key) => (index.names.get(key) ?? []).filter(sharesWith)).at(0);
    const twin = keys.flatMap((key) => (owners.get(key) ?? []).filter((other) => sharesWith(other.unit))).at(0);
    if (clashing)
      say(
        row,
        'name',
        `Đã có "${clashing.name}" (mã ${clashing.id}); bỏ dòng này, hoặc ghi mã ấy ở cột Mã để bổ sung.`,
        `"${clashing.name}" exists already (id ${clashing.id}); drop this row, or write that id to complete it.`,
      );
    else if (twin)
      say(
        row,
        'name',
        `Tên hoặc cách viết trùng với dòng ${twin.row.number}; bỏ ở một bên.`,
        `The name or a spelling is that of row ${twin.row.number} too; drop it in one of them.`,
      );
    for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), entry]);
  }
}

function yamlOf(entries: readonly Entry[], province: string): string {
  const units = entries.map(({ unit }) => ({
    id: unit.id,
    short: unit.shortName,
    kind: unit.kind,
    parent: unit.parents[0]?.parent ?? province,
    ...(unit.from === null ? {} : { from: unit.from }),
    ...(unit.to === null ? {} : { to: unit.to }),
    ...(unit.place === '' ? {} : { place: unit.place }),
    ...(unit.aliases.length === 0 ? {} : { aliases: unit.aliases }),
    ...(unit.localNames.length === 0 ? {} : { local_names: unit.localNames }),
    ...(unit.note === '' ? {} : { note: unit.note }),
  }));
  return stringify({ province, units }, { lineWidth: 120 });
}
