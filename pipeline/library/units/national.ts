/**
 * The units of the whole country, by province. What is always there is the index of provinces (`provinces.ts`, 5 KB);
 * the units of a province are read only when asked for:
 *
 *     const index = parseProvinces(texts['units/national/provinces.csv']).value
 *     const ids = neededProvinces(index, ['ninhbinh-sgddt', 'gialai'])   // also hanam, namdinh, binhdinh
 *     const texts = …                                                    // SHARED_FILES and provinceFiles(id) of each
 *     const { value, mistakes } = loadProvinces(index, ids, texts)       // UnitTree
 *     const own = parseUnits(filesOfTheOffice, value)                    // the office's layer over it
 *
 * Who runs the pipeline brings the texts, from the disk in Node, from the static folder in the pane; a file of
 * `provinceFiles` that is not there (most provinces have no hand-made file) is left out.
 */
import type { DataMistake, DataTexts, Parsed } from '../data.ts';
import { type Departments, departmentsOf, divisionsOf, parseDepartments } from './departments.ts';
import { fullName, parseUnits } from './parse.ts';
import { FIRST_DAY_NOW, LAST_DAY_BEFORE, type Province, type ProvinceIndex } from './provinces.ts';
import type { Unit, UnitTree } from './types.ts';

export const PROVINCES_FILE = 'units/national/provinces.csv';
const DEPARTMENTS_FILE = 'units/national/departments.yaml';
const ABBREVIATIONS_FILE = 'units/abbreviations.yaml';

/** What every tree needs, beside the index. Paths are below `pipeline/library/`. */
export const SHARED_FILES = [ABBREVIATIONS_FILE, DEPARTMENTS_FILE] as const;

/** The files of a province: its districts and communes, and what is known of it beyond (which may not exist). */
export function provinceFiles(id: string): { communes: string; handMade: string } {
  return { communes: `units/national/${id}.csv`, handMade: `units/${id}.yaml` };
}

const HEAD = 'level,code,id,name,district,successors';
const LEVELS = ['district', 'before', 'kept', 'now'] as const;

interface Row {
  line: number;
  level: (typeof LEVELS)[number];
  id: string;
  name: string;
  district: string;
  successors: string[];
  divided: boolean;
}

function readRows(text: string, file: string, mistakes: DataMistake[]): Row[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  if (head !== HEAD) mistakes.push({ file, line: 1, message: `Dòng đầu phải là "${HEAD}".` });
  return lines.flatMap((written, index) => {
    const line = index + 2;
    const [levelText, , id = '', name = '', district = '', successors = ''] = written.split(',');
    const level = LEVELS.find((one) => one === levelText);
    if (!level || !/^[a-z0-9]+(-[a-z0-9]+)?$/.test(id) || name === '') {
      mistakes.push({ file, line, message: `Cần "${HEAD}", level là ${LEVELS.join(', ')}.` });
      return [];
    }
    const went = successors.split(' ').filter((one) => one !== '');
    const known = went.filter((one) => one !== '?');
    return [
      { line, level, id, name, district, successors: known, divided: went.length > 1 || known.length < went.length },
    ];
  });
}

/** `xã Kim Long` → `Kim Long` */
function placeOf(name: string): string {
  return name.replace(/^(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố) /u, '');
}

/** A district or commune, without what time and place make of it. */
function territory(row: Row, kind: 'district' | 'commune', province: Province): Unit {
  const place = placeOf(row.name);
  return {
    id: `${province.id}-${row.id}`,
    name: '',
    shortName: `Ủy ban nhân dân ${row.name}`,
    kind,
    province: province.id,
    from: null,
    to: LAST_DAY_BEFORE,
    parents: [{ parent: province.id, from: null, to: LAST_DAY_BEFORE }],
    successors: row.successors.map((id) => `${province.became || province.id}-${id}`),
    divided: row.divided,
    aliases: [],
    localNames: [],
    suffix: '',
    // What is called by a number is dated with its kind, "Phường 1, ngày …" (Nghị định 30/2020/NĐ-CP, phụ lục I).
    place: /^\d/.test(place) ? row.name.charAt(0).toUpperCase() + row.name.slice(1) : place,
    agencyCodes: [],
    note: '',
  };
}

function provinceUnit({ id, name, place, became, spellings, agencyCodes }: Province): Unit {
  return {
    id,
    name: `Ủy ban nhân dân ${name}`,
    shortName: `Ủy ban nhân dân ${name}`,
    kind: 'province',
    province: id,
    from: null,
    to: became === '' ? null : LAST_DAY_BEFORE,
    parents: [],
    successors: became === '' ? [] : [became],
    divided: false,
    aliases: [/^thành phố /iu.test(name) ? 'UBND thành phố' : 'UBND tỉnh', ...spellings],
    localNames: [],
    suffix: name,
    place,
    agencyCodes: [...agencyCodes],
    note: '',
  };
}

/** All units of one province, in order: itself, departments, districts with their divisions, communes before and now. */
function unitsOf(province: Province, rows: readonly Row[], departments: Departments): Unit[] {
  const { id: home } = province;
  const units = [provinceUnit(province), ...departmentsOf(departments, province)];
  const districts = rows.filter(({ level }) => level === 'district');
  for (const row of districts) {
    const district = territory(row, 'district', province);
    const alone = districts.every((other) => other === row || placeOf(other.name) !== placeOf(row.name));
    units.push(district, ...divisionsOf(departments, district, row.name, alone ? district.place : ''));
  }
  for (const row of rows) {
    if (row.level === 'district') continue;
    const commune = territory(row, 'commune', province);
    const before = { parent: `${home}-${row.district}`, from: null, to: LAST_DAY_BEFORE };
    const now = { parent: home, from: FIRST_DAY_NOW, to: null };
    if (row.level === 'before') {
      const district = districts.find(({ id }) => id === row.district)?.name ?? '';
      commune.parents = [before];
      commune.name = `${commune.shortName}, ${district}, ${province.name}`;
    } else {
      commune.parents = row.level === 'kept' ? [before, now] : [now];
      commune.from = row.level === 'kept' ? null : FIRST_DAY_NOW;
      commune.to = null;
    }
    units.push(commune);
  }
  return units;
}

/**
 * The tree of the given provinces and nothing else; give it what `neededProvinces` says, so that every parent and
 * successor is there. A province's hand-made file completes what the national data say of it.
 * @param texts by path below `pipeline/library/`: `SHARED_FILES`, and the `provinceFiles` of each id
 * @returns mistakes of all files at once (ours, as the data ship with the program), or the tree
 */
export function loadProvinces(index: ProvinceIndex, ids: readonly string[], texts: DataTexts): Parsed<UnitTree> {
  const mistakes: DataMistake[] = [];
  const textOf = (file: string): string => {
    const text = texts[file];
    if (text === undefined) mistakes.push({ file, line: 0, message: 'Thiếu tệp này của chương trình.' });
    return text ?? '';
  };
  const departments = parseDepartments(textOf(DEPARTMENTS_FILE), DEPARTMENTS_FILE);
  const names = parseUnits([{ file: ABBREVIATIONS_FILE, text: textOf(ABBREVIATIONS_FILE) }]);
  mistakes.push(...departments.mistakes, ...names.mistakes);
  const units: Unit[] = [];
  for (const id of ids) {
    const province = index.byId.get(id);
    if (!province) {
      mistakes.push({ file: PROVINCES_FILE, line: 0, message: `Không có tỉnh "${id}".` });
      continue;
    }
    const file = provinceFiles(id).communes;
    const rows = readRows(textOf(file), file, mistakes);
    checkRows(rows, file, mistakes);
    if (departments.value) units.push(...unitsOf(province, rows, departments.value));
  }
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const unit of units) unit.name ||= fullName(unit, byId);
  mistakes.push(...loose(units, byId));
  if (mistakes.length > 0 || !names.value) return { mistakes };
  const tree: UnitTree = { units, byId, abbreviations: names.value.abbreviations };
  const handMade = ids.map((id) => provinceFiles(id).handMade).filter((file) => texts[file] !== undefined);
  return parseUnits(
    handMade.map((file) => ({ file, text: texts[file] ?? '' })),
    tree,
  );
}

/** Ids once, districts there. */
function checkRows(rows: readonly Row[], file: string, mistakes: DataMistake[]): void {
  const districts = new Set(rows.flatMap(({ level, id }) => (level === 'district' ? [id] : [])));
  const seen = new Set<string>();
  for (const { line, level, id, district } of rows) {
    const needs = level === 'before' || level === 'kept';
    if (seen.has(id)) mistakes.push({ file, line, message: `Mã "${id}" đã dùng ở dòng trên.` });
    if (needs !== (district !== '') || (needs && !districts.has(district)))
      mistakes.push({ file, line, message: `Không có huyện "${district}" cho "${id}".` });
    seen.add(id);
  }
}

/** Ids of no unit: what is asked for needs a province that was not loaded, or the data do not agree. */
function loose(units: readonly Unit[], byId: ReadonlyMap<string, Unit>): DataMistake[] {
  return units.flatMap((unit) =>
    [...unit.parents.map(({ parent }) => parent), ...unit.successors]
      .filter((id) => !byId.has(id))
      .map((id) => ({
        file: provinceFiles(unit.province).communes,
        line: 0,
        message: `Đơn vị "${unit.id}": không có đơn vị "${id}"; nạp cả tỉnh của nó.`,
      })),
  );
}
