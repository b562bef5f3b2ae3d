import type { DataMistake, Parsed } from '../data.ts';
import { unitKey } from './names.ts';
import type { Abbreviation, UnitTree } from './types.ts';

/** The last day of the 63 provinces, of the districts and of the communes below them (Nghị quyết 202/2025/QH15). */
export const LAST_DAY_BEFORE = '2025-06-30';
/** The first day of the 34 provinces and of the communes below them. */
export const FIRST_DAY_NOW = '2025-07-01';

/** One of the 63 provinces before 1/7/2025; those with a code of today are the 34, which go on with their id. */
export interface Province {
  id: string;
  /** As names of its units end: `tỉnh Ninh Bình`. */
  name: string;
  /** For the date line of a report: `Ninh Bình`. */
  place: string;
  /** Code of the General Statistics Office since 1/7/2025; empty where the province ended. */
  code: string;
  codeBefore: string;
  /** The province that it became part of on 1/7/2025; empty where it goes on. */
  became: string;
  /** Other names: `tỉnh Thừa Thiên Huế`. */
  spellings: readonly string[];
  /** Agency parts of dossier codes, `H49`; only where known. */
  agencyCodes: readonly string[];
}

/** All provinces, small enough to be there always; what is in them is loaded when asked for (`national.ts`). */
export interface ProvinceIndex {
  provinces: readonly Province[];
  byId: ReadonlyMap<string, Province>;
}

const HEAD = 'id,code,code_before,name,became,spellings,agencies';

/** Reads `national/provinces.csv`. Lists in a cell are separated by `|`. */
export function parseProvinces(text: string, file = 'units/national/provinces.csv'): Parsed<ProvinceIndex> {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const mistakes: DataMistake[] = [];
  if (head !== HEAD) mistakes.push({ file, line: 1, message: `Dòng đầu phải là "${HEAD}".` });
  const listed = (cell: string): string[] => cell.split('|').filter((one) => one !== '');
  const provinces = lines.map((line) => {
    const [id = '', code = '', codeBefore = '', name = '', became = '', spellings = '', agencies = ''] =
      line.split(',');
    const place = name.replace(/^(tỉnh|thành phố) /iu, '');
    return { id, code, codeBefore, name, place, became, spellings: listed(spellings), agencyCodes: listed(agencies) };
  });
  const byId = new Map(provinces.map((province) => [province.id, province]));
  for (const [index, { id, name, code, became }] of provinces.entries()) {
    const say = (message: string): void => {
      mistakes.push({ file, line: index + 2, message: `Tỉnh "${id}": ${message}` });
    };
    if (!/^[a-z]+$/.test(id) || name === '') say('thiếu mã (chữ thường không dấu) hoặc tên.');
    if (byId.get(id) !== provinces[index]) say('mã này đã dùng cho một tỉnh khác.');
    if ((code === '') === (became === '')) say('phải có mã hiện nay, hoặc tỉnh mà nó nhập vào; không có cả hai.');
    if (became !== '' && !byId.get(became)?.code) say(`không có tỉnh hiện nay "${became}".`);
  }
  return mistakes.length > 0 ? { mistakes } : { value: { provinces, byId }, mistakes };
}

/** The province of a unit's id, by what stands before its first dash; undefined where there is no such province. */
export function provinceOfId(index: ProvinceIndex, unitId: string): string | undefined {
  return index.byId.get(unitId.split('-')[0] ?? '')?.id;
}

/** Those that became part of a province on 1/7/2025, without itself. */
export function predecessors(index: ProvinceIndex, province: string): string[] {
  return index.provinces.filter(({ became }) => became === province).map(({ id }) => id);
}

/**
 * Provinces whose units must be there to answer for the given provinces or units (ids): their own; for one of today those
 * that it was made of; for one that ended the one that it became part of. Ids of no province are left out. In the order of
 * the index.
 */
export function neededProvinces(index: ProvinceIndex, ids: Iterable<string>): string[] {
  const needed = new Set<string>();
  for (const id of ids) {
    const province = index.byId.get(provinceOfId(index, id) ?? '');
    if (!province) continue;
    needed.add(province.id);
    if (province.became !== '') needed.add(province.became);
    else for (const before of predecessors(index, province.id)) needed.add(before);
  }
  return index.provinces.flatMap(({ id }) => (needed.has(id) ? [id] : []));
}

/** The hand-made units with whole provinces beside them; what was loaded stands in the place of the hand-made part of it. */
export function withProvinces(handMade: UnitTree, loaded: UnitTree): UnitTree {
  const units = [...handMade.units.filter(({ id }) => !loaded.byId.has(id)), ...loaded.units];
  return { units, byId: new Map(units.map((unit) => [unit.id, unit])), abbreviations: loaded.abbreviations };
}

const KEYS = new WeakMap<ProvinceIndex, readonly { key: string; id: string }[]>();

function provinceKeys(
  index: ProvinceIndex,
  abbreviations: readonly Abbreviation[],
): readonly { key: string; id: string }[] {
  const made =
    KEYS.get(index) ??
    index.provinces
      .flatMap(({ id, name, place, spellings }) =>
        [name, place, ...spellings].map((text) => ({ key: unitKey(text, abbreviations), id })),
      )
      .sort((a, b) => b.key.length - a.key.length);
  KEYS.set(index, made);
  return made;
}

/**
 * The province that a person names: by id, by name, with or without marks, "tỉnh", "TP.", "UBND": `ninhbinh`, `Ninh Bình`,
 * `tinh ninh binh`, `TP.HCM`, `UBND tỉnh Thừa Thiên Huế`. Undefined where it is none of the 63.
 */
export function provinceNamed(
  index: ProvinceIndex,
  text: string,
  abbreviations: readonly Abbreviation[],
): Province | undefined {
  const own = index.byId.get(text.trim());
  if (own) return own;
  const bare = (key: string): string => key.replace(/^uy ban nhan dan /, '').replace(/^(tinh|thanh pho) /, '');
  const key = bare(unitKey(text, abbreviations));
  const found = provinceKeys(index, abbreviations).find(
    (one) => bare(one.key) === key || one.key.replace(/ /g, '') === key,
  );
  return found && index.byId.get(found.id);
}

/** A place that is called like a province: `thành phố Ninh Bình`, `phường Nam Định`. */
const NAMED_LIKE_ONE = /(^| )(thi xa|thi tran|huyen|quan|phuong|xa|dac khu|thanh pho)$/;

/**
 * Provinces that a line names, e.g. a title: `Sở Y tế tỉnh Ninh Bình`, `BÁO CÁO … THÀNH PHỐ HUẾ THÁNG 5`, each once, in
 * the order of the line. Who opens a file asks this first and loads what it names.
 */
export function provincesIn(index: ProvinceIndex, line: string, abbreviations: readonly Abbreviation[]): string[] {
  let key = ` ${unitKey(line, abbreviations)} `;
  const found: { id: string; at: number }[] = [];
  for (const one of provinceKeys(index, abbreviations)) {
    for (let at = key.indexOf(` ${one.key} `); at >= 0; at = key.indexOf(` ${one.key} `, at + 1)) {
      if (/^(tinh|thanh pho) /.test(one.key) || !NAMED_LIKE_ONE.test(key.slice(0, at))) found.push({ id: one.id, at });
      // What a longer name took is no other's: "Quảng Bình" is not in what was already read.
      key = key.slice(0, at + 1) + '.'.repeat(one.key.length) + key.slice(at + 1 + one.key.length);
    }
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ id }) => id))];
}

/** The province of an agency code: `H49` in `H49.12`, `000.00.06.H49-241105-0001`; undefined where none has it. */
export function provinceOfCode(index: ProvinceIndex, agencyCode: string): string | undefined {
  const parts = (agencyCode.trim().toUpperCase().split('-')[0] ?? '').split('.');
  return index.provinces.find(({ agencyCodes }) => agencyCodes.some((code) => parts.includes(code)))?.id;
}
