import { dayAdvice, isDay } from '../../dates.ts';
import { nearestWord } from '../../nearest.ts';
import type { DataMistake, Parsed } from '../data.ts';
import { type YamlFields, YamlFile } from '../yaml.ts';
import { keyWords, unitKey } from './names.ts';
import { overlaps } from './periods.ts';
import { nameKeys, provinceEndings, spellingIndex } from './spellings.ts';
import { type Abbreviation, UNIT_KINDS, type Unit, type UnitParent, type UnitTree } from './types.ts';

const UNIT_KEYS = [
  'id',
  'short',
  'name',
  'kind',
  'parent',
  'parents',
  'from',
  'to',
  'successors',
  'divided',
  'aliases',
  'local_names',
  'suffix',
  'place',
  'agency_codes',
  'note',
] as const;

interface Entry {
  unit: Unit;
  fields: YamlFields;
}

function optionalDay(fields: YamlFields, key: string): string | null {
  const text = fields.text(key);
  if (text === '') {
    return null;
  }
  if (!isDay(text)) {
    const advice = dayAdvice(text);
    fields.say(
      key,
      `"${text}" không phải ngày có thật viết theo YYYY-MM-DD${advice ? `; viết ${advice}` : ''}.`,
      `"${text}" is no day written as YYYY-MM-DD${advice ? `; write ${advice}` : ''}.`,
    );
    return null;
  }
  return text;
}

function readPeriod(fields: YamlFields): { from: string | null; to: string | null } {
  const period = { from: optionalDay(fields, 'from'), to: optionalDay(fields, 'to') };
  if (period.from !== null && period.to !== null && period.from > period.to) {
    fields.say(
      'to',
      `ngày cuối ${period.to} đứng trước ngày đầu ${period.from}.`,
      `the last day ${period.to} is before the first day ${period.from}.`,
    );
  }
  return period;
}

function readParents(fields: YamlFields, unit: { from: string | null; to: string | null }): UnitParent[] {
  const single = fields.text('parent');
  const listed = fields.list('parents', ['parent', 'from', 'to'], (number) => ({
    vi: `${fields.subject}, cấp trên ${number}`,
    en: `${fields.subjectEn}, parent ${number}`,
  }));
  if (single !== '' && listed.length > 0) {
    fields.say(
      'parents',
      'chỉ dùng "parent" hoặc "parents", không dùng cả hai.',
      'use "parent" or "parents", not both.',
    );
  }
  if (single !== '') {
    return [{ parent: single, ...unit }];
  }
  const parents: UnitParent[] = [];
  for (const entry of listed) {
    const period = { parent: entry.required('parent'), ...readPeriod(entry) };
    const clash = parents.find((other) => overlaps(other, period));
    if (clash) {
      entry.say(
        'parent',
        `thời gian thuộc "${period.parent}" chồng lên thời gian thuộc "${clash.parent}".`,
        `its time below "${period.parent}" overlaps its time below "${clash.parent}".`,
      );
    }
    parents.push(period);
  }
  return parents;
}

/** Both lists, each text once. */
function together(known: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...known, ...added])];
}

/** @param known the unit of this id in the layer below, which the entry completes: what it does not say stays */
function readUnit(fields: YamlFields, province: string, base: UnitTree | undefined): Unit {
  const id = fields.required('id');
  const known = base?.byId.get(id);
  if (id !== '') {
    fields.named(`Đơn vị "${id}"`, `Unit "${id}"`);
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
      fields.say(
        'id',
        'mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.',
        'an id has small letters without marks, digits and hyphens only.',
      );
    }
  }
  const kindText = known ? fields.text('kind') : fields.required('kind');
  const kind = UNIT_KINDS.find((one) => one === kindText);
  if (kindText !== '' && !kind) {
    const near = nearestWord(kindText, UNIT_KINDS);
    fields.say(
      'kind',
      `không có loại "${kindText}"; ${near ? `có phải "${near}" không?` : `dùng ${UNIT_KINDS.join(', ')}.`}`,
      `there is no kind "${kindText}"; ${near ? `is it "${near}"?` : `use ${UNIT_KINDS.join(', ')}.`}`,
    );
  }
  const said = readPeriod(fields);
  const period = {
    from: fields.has('from') || !known ? said.from : known.from,
    to: fields.has('to') || !known ? said.to : known.to,
  };
  const ownParents = readParents(fields, period);
  const parents = ownParents.length === 0 && known ? known.parents.map((one) => ({ ...one })) : ownParents;
  if (kind && kind !== 'province' && parents.length === 0) {
    fields.say('id', 'thiếu "parent" (mã đơn vị cấp trên).', '"parent" (the id of the unit above) is missing.');
  }
  const texts = (key: string) => fields.texts(key).map(({ text }) => text);
  const text = (key: 'name' | 'suffix' | 'place' | 'note'): string => fields.text(key) || (known?.[key] ?? '');
  const successors = fields.has('successors') ? texts('successors') : (known?.successors ?? []);
  const shortName = known ? fields.text('short') || known.shortName : fields.required('short');
  return {
    id,
    // A name of the layer below was made from the short name; one that is changed makes it anew.
    name: shortName === known?.shortName ? text('name') : fields.text('name'),
    shortName,
    kind: kind ?? known?.kind ?? 'agency',
    province: province === '' ? (known?.province ?? '') : province,
    ...period,
    parents,
    successors,
    divided: fields.has('divided')
      ? fields.flag('divided')
      : successors.length > 1 || (!fields.has('successors') && known?.divided === true),
    aliases: together(known?.aliases ?? [], texts('aliases')),
    localNames: together(known?.localNames ?? [], texts('local_names')),
    suffix: text('suffix'),
    place: text('place'),
    agencyCodes: together(known?.agencyCodes ?? [], texts('agency_codes')),
    note: text('note'),
  };
}

function readAbbreviations(fields: YamlFields): Abbreviation[] {
  return fields
    .list('abbreviations', ['long', 'short'], (number) => ({
      vi: `Viết tắt thứ ${number}`,
      en: `Abbreviation ${number}`,
    }))
    .flatMap((entry) => {
      const long = keyWords(entry.required('long'));
      return entry.texts('short').map(({ text }) => ({ short: keyWords(text), long }));
    })
    .filter(({ short }) => short.length > 0)
    .sort((a, b) => b.short.length - a.short.length);
}

function checkIds(entries: readonly Entry[], byId: ReadonlyMap<string, Unit>): void {
  for (const { unit, fields } of entries) {
    const known = (key: string, id: string, what: string, whatEn: string) => {
      if (id !== '' && !byId.has(id)) {
        const near = nearestWord(id, byId.keys());
        fields.say(
          key,
          `không có ${what} "${id}"${near ? `; có phải "${near}" không?` : '.'}`,
          `there is no ${whatEn} "${id}"${near ? `; is it "${near}"?` : '.'}`,
        );
      }
    };
    for (const { parent } of unit.parents) {
      known(fields.has('parents') ? 'parents' : 'parent', parent, 'đơn vị cấp trên', 'unit above');
    }
    for (const successor of unit.successors) {
      known('successors', successor, 'đơn vị kế thừa', 'successor');
    }
    if (byId.get(unit.id) !== unit) {
      fields.say(
        'id',
        'mã này đã dùng cho một đơn vị khác; mỗi mã chỉ dùng một lần.',
        'another unit has this id; each id is used once.',
      );
    }
    const province = byId.get(unit.province);
    if (province?.kind !== 'province') {
      fields.say(
        'id',
        `tỉnh "${unit.province}" của tệp không có trong danh sách hoặc không phải loại province.`,
        `the file's province "${unit.province}" is not among the units, or not of the kind province.`,
      );
    }
  }
}

function checkCycles(entries: readonly Entry[], byId: ReadonlyMap<string, Unit>): void {
  for (const { unit, fields } of entries) {
    const above = new Set<string>();
    const climb = (id: string): void => {
      for (const { parent } of byId.get(id)?.parents ?? []) {
        if (!above.has(parent)) {
          above.add(parent);
          climb(parent);
        }
      }
    };
    climb(unit.id);
    if (above.has(unit.id)) {
      fields.say(
        fields.has('parents') ? 'parents' : 'parent',
        'đơn vị nằm dưới chính nó; xem lại cấp trên.',
        'the unit is below itself; check its parents.',
      );
    }
  }
}

/** Communes of two districts may share a name; what places them is the district behind it. */
function toldApart(a: Unit, b: Unit): boolean {
  return a.kind === 'commune' && b.kind === 'commune' && a.parents[0]?.parent !== b.parents[0]?.parent;
}

/** Two units of one province (for local names: of one parent) that existed at one time may not share a spelling. */
function checkSpellings(entries: readonly Entry[], tree: UnitTree, base: UnitTree | undefined): void {
  const endings = provinceEndings(tree);
  const below = base && spellingIndex(base);
  const owners = new Map<string, Unit[]>();
  for (const { unit, fields } of entries) {
    const parent = unit.parents[0]?.parent;
    const keys = [
      ...nameKeys(unit, tree, endings).map((name) => ({
        name,
        key: `${unit.province}:${name}`,
        shipped: (below?.names.get(name) ?? []).filter(({ province }) => province === unit.province),
      })),
      ...unit.localNames.map((text) => {
        const name = keyWords(text).join(' ');
        const shipped = below?.localNames.get(unitKey(text, tree.abbreviations)) ?? [];
        return { name, key: `${parent}/${name}`, shipped: shipped.filter((one) => one.parents[0]?.parent === parent) };
      }),
    ];
    for (const { name, key, shipped } of keys) {
      const own = owners.get(key) ?? [];
      const others = [...own, ...shipped.filter(({ id }) => tree.byId.get(id) === base?.byId.get(id))];
      const clash = others.find((other) => other.id !== unit.id && overlaps(other, unit) && !toldApart(other, unit));
      if (clash) {
        fields.say(
          'id',
          `cách viết "${name}" đã là của "${clash.id}" trong cùng thời gian; bỏ ở một bên.`,
          `the spelling "${name}" is that of "${clash.id}" at the same time; take it off one of them.`,
        );
      }
      owners.set(key, [...own, unit]);
    }
  }
}

/** The full name where none is written out: the short name with the end of the province's names. */
export function fullName(unit: Unit, byId: ReadonlyMap<string, Unit>): string {
  const suffix = unit.kind === 'province' ? '' : (byId.get(unit.province)?.suffix ?? '');
  const comma = unit.kind === 'district' || unit.kind === 'commune' ? ', ' : ' ';
  return suffix === '' ? unit.shortName : `${unit.shortName.replace(/ (tỉnh|thành phố)$/u, '')}${comma}${suffix}`;
}

/**
 * Reads the files of units (`province:` and `units:`) and of abbreviations (`abbreviations:`), together. Mistakes come
 * back all at once, in Vietnamese, each with its file and line; a value only where there is none.
 * @param base the layer below: its units may be parents and successors, and an entry with the id of one completes it
 *   (what the entry says counts, spellings are added, all else stays). The value has the units of both.
 * @returns also the file of each unit
 */
export function parseUnits(
  texts: readonly { file: string; text: string }[],
  base?: UnitTree,
): Parsed<UnitTree> & { files: ReadonlyMap<string, string> } {
  const mistakes: DataMistake[] = [];
  const entries: Entry[] = [];
  const abbreviations: Abbreviation[] = [...(base?.abbreviations ?? [])];
  const sources: YamlFile[] = [];
  for (const { file, text } of texts) {
    const source = new YamlFile(text, file);
    sources.push(source);
    const fields =
      source.mistakes.length > 0
        ? undefined
        : source.root(['province', 'units', 'abbreviations'], { vi: 'Tệp đơn vị', en: 'File of units' });
    if (fields) {
      abbreviations.push(...readAbbreviations(fields));
      const province = fields.has('units') ? fields.required('province') : '';
      for (const entry of fields.list('units', UNIT_KEYS, (number) => ({
        vi: `Đơn vị thứ ${number}`,
        en: `Unit ${number}`,
      }))) {
        entries.push({ unit: readUnit(entry, province, base), fields: entry });
      }
    }
  }
  const own = new Map([...entries].reverse().map(({ unit }) => [unit.id, unit]));
  const kept = (base?.units ?? []).map((unit) => own.get(unit.id) ?? unit);
  const added = entries.flatMap(({ unit }) => (base?.byId.has(unit.id) ? [] : [unit]));
  const units = [...kept, ...added];
  const byId = new Map([...units].reverse().map((unit) => [unit.id, unit]));
  for (const { unit } of entries) {
    unit.name ||= fullName(unit, byId);
  }
  const tree: UnitTree = {
    units,
    byId,
    abbreviations: abbreviations.sort((a, b) => b.short.length - a.short.length),
  };
  checkIds(entries, byId);
  checkCycles(entries, byId);
  checkSpellings(entries, tree, base);
  for (const source of sources) {
    mistakes.push(...source.mistakes.sort((a, b) => a.line - b.line));
  }
  const files = new Map(entries.map(({ unit, fields }) => [unit.id, fields.source.file]));
  return mistakes.length > 0 ? { mistakes, files } : { value: tree, mistakes, files };
}
