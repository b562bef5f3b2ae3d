import { isDay } from '../../dates.ts';
import type { Parsed } from '../data.ts';
import { type YamlFields, YamlFile } from '../yaml.ts';
import { LAST_DAY_BEFORE, type Province } from './provinces.ts';
import type { Unit, UnitKind } from './types.ts';

/** One unit that every province (or every district) has, before it is any province's. Ids are without the province. */
interface Template {
  id: string;
  short: string;
  kind: UnitKind;
  /** Empty: the province or district itself. */
  parent: string;
  from: string | null;
  to: string | null;
  successors: readonly string[];
  /** What it is in a province that has no unit of this id. */
  elsewhere: readonly string[];
  aliases: readonly string[];
  localNames: readonly string[];
  note: string;
  /** Ids of provinces; none = all. */
  only: readonly string[];
  except: readonly string[];
}

export interface Departments {
  ofProvinces: readonly Template[];
  ofDistricts: readonly Template[];
}

const KEYS = ['id', 'short', 'kind', 'parent', 'from', 'to', 'successors', 'elsewhere'] as const;
const MORE_KEYS = ['aliases', 'local_names', 'note', 'in', 'not_in'] as const;
const KINDS: readonly UnitKind[] = ['department', 'division', 'desk', 'agency'];

function readTemplate(fields: YamlFields): Template {
  const id = fields.required('id');
  const texts = (key: string): string[] => fields.texts(key).map(({ text }) => text);
  const day = (key: string): string | null => {
    const text = fields.text(key);
    if (text !== '' && !isDay(text)) fields.say(key, `"${text}" không phải ngày có thật viết theo YYYY-MM-DD.`);
    return text === '' ? null : text;
  };
  const kindText = fields.required('kind');
  const kind = KINDS.find((one) => one === kindText);
  if (!kind) fields.say('kind', `không có loại "${kindText}"; dùng ${KINDS.join(', ')}.`);
  return {
    id,
    short: fields.required('short'),
    kind: kind ?? 'agency',
    parent: fields.text('parent'),
    from: day('from'),
    to: day('to'),
    successors: texts('successors'),
    elsewhere: texts('elsewhere'),
    aliases: texts('aliases'),
    localNames: texts('local_names'),
    note: fields.text('note'),
    only: texts('in'),
    except: texts('not_in'),
  };
}

/** Reads `national/departments.yaml`; all mistakes at once. */
export function parseDepartments(text: string, file = 'units/national/departments.yaml'): Parsed<Departments> {
  const source = new YamlFile(text, file);
  const root = source.mistakes.length > 0 ? undefined : source.root(['departments', 'districts'], 'Tệp sở, ban, ngành');
  const list = (key: string): Template[] =>
    (root?.list(key, [...KEYS, ...MORE_KEYS], (number) => `Đơn vị mẫu thứ ${number}`) ?? []).map(readTemplate);
  const value = { ofProvinces: list('departments'), ofDistricts: list('districts') };
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value, mistakes: [] };
}

function has(template: Template, province: string): boolean {
  return (template.only.length === 0 || template.only.includes(province)) && !template.except.includes(province);
}

/** The unit of a template below a province or district. `fill` writes what stands in braces. */
function made(template: Template, id: string, parent: string, province: string, fill: (text: string) => string): Unit {
  const { kind, from, to, note, aliases, localNames } = template;
  return {
    id,
    name: '',
    shortName: fill(template.short),
    kind,
    province,
    from,
    to,
    parents: [{ parent, from, to }],
    successors: [],
    divided: false,
    aliases: aliases.map(fill),
    localNames: localNames.map(fill),
    suffix: '',
    place: '',
    agencyCodes: [],
    note,
  };
}

/** The departments of a province: `sgddt` → `ninhbinh-sgddt`. Those of a province that ended have those of its successor. */
export function departmentsOf(departments: Departments, province: Province): Unit[] {
  const { id: home, became } = province;
  const fill = (text: string): string =>
    text.replace('{tỉnh}', /^thành phố /iu.test(province.name) ? 'thành phố' : 'tỉnh');
  const goesOn = (id: string): boolean =>
    departments.ofProvinces.some((one) => one.id === id && one.to === null && has(one, became));
  return departments.ofProvinces
    .filter((template) => has(template, home))
    .map((template) => {
      const parent = template.parent === '' ? home : `${home}-${template.parent}`;
      const unit = made(template, `${home}-${template.id}`, parent, home, fill);
      if (template.to !== null || became === '') {
        unit.successors = template.successors.map((id) => `${home}-${id}`);
      } else {
        unit.to = LAST_DAY_BEFORE;
        unit.parents = unit.parents.map((one) => ({ ...one, to: LAST_DAY_BEFORE }));
        const next = goesOn(template.id) ? [template.id] : template.elsewhere.filter(goesOn);
        unit.successors = next.map((id) => `${became}-${id}`);
      }
      unit.divided = unit.successors.length > 1;
      return unit;
    });
}

/**
 * The units below a district, which ended with it.
 * @param name `huyện Châu Đức`
 * @param place `Châu Đức`; empty where another district of the province is called so
 */
export function divisionsOf(departments: Departments, district: Unit, name: string, place: string): Unit[] {
  const fill = (text: string): string => text.replace('{huyện}', name).replace('{tên}', place);
  return departments.ofDistricts
    .filter((template) => has(template, district.province))
    .map((template) => {
      const aliases = template.aliases.filter((text) => place !== '' || !text.includes('{tên}'));
      const span = { ...template, aliases, from: district.from, to: district.to };
      return made(span, `${district.id}-${template.id}`, district.id, district.province, fill);
    });
}
