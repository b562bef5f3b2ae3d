/**
 * Makes the data of the whole country's units in `pipeline/library/units/national/` (its README says what stands there).
 *
 *     node pipeline/cli/national-units/main.ts FOLDER
 *
 * FOLDER holds provinces.csv, communes.csv and communes-before-2025.csv, drawn from "vietnamese-provinces-database".
 * Prints what it read with a grain of salt and what the source leaves open; nothing is guessed there. Ids once given stay:
 * those of the hand-made files and of the provinces made before are kept.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unitKey } from '../../library/units/names.ts';
import { parseUnits } from '../../library/units/parse.ts';
import type { Unit } from '../../library/units/types.ts';
import { textKey } from '../../text.ts';
import { idsFor, kindId, plainId } from './ids.ts';
import { withoutKind } from './made-of.ts';
import { readSource, type Source, type SourceFormerCommune, type SourceProvince } from './source.ts';
import { type Successors, successorsIn } from './successors.ts';

const UNITS = fileURLToPath(new URL('../../library/units/', import.meta.url));
const NATIONAL = path.join(UNITS, 'national');
const PROVINCES = path.join(NATIONAL, 'provinces.csv');

/** A province of the 63, with its code of today where it goes on. */
interface Province {
  id: string;
  /** Its code of today; empty where it ended. */
  code: string;
  codeBefore: string;
  name: string;
  /** Id of the one that it became part of; empty where it goes on. */
  became: string;
  spellings: string[];
  agencies: string[];
}

const place = (name: string): string => withoutKind(textKey(name));

/** Hand-made units: the ids that exist. */
const handMade = (() => {
  const files = readdirSync(UNITS).filter((name) => name.endsWith('.yaml'));
  const { value, mistakes } = parseUnits(
    files.map((file) => ({ file, text: readFileSync(path.join(UNITS, file), 'utf8') })),
  );
  if (!value) throw new Error(JSON.stringify(mistakes, null, 2));
  return value;
})();

/** What stands by hand in the table of provinces: spellings, agency codes, capital letters of a name. */
function keptProvinces(): Map<string, { name: string; spellings: string[]; agencies: string[] }> {
  const lines = existsSync(PROVINCES) ? readFileSync(PROVINCES, 'utf8').trim().split('\n').slice(1) : [];
  return new Map(
    lines.map((line) => {
      const [id = '', , , name = '', , spellings = '', agencies = ''] = line.split(',');
      return [id, { name, spellings: listed(spellings), agencies: listed(agencies) }];
    }),
  );
}

function listed(text: string): string[] {
  return text.split('|').filter((one) => one !== '');
}

/** Names of the provinces that one of today was made of, as keys without their kind. */
function madeOf({ name, madeOf: text }: SourceProvince): string[] {
  const names =
    text === 'giữ nguyên' ? [name] : text.split(/, | và /).map((one) => one.replace('TPHCM', 'Hồ Chí Minh'));
  return names.map(place);
}

function provincesOf(source: Source): Province[] {
  const kept = keptProvinces();
  const names = new Map(source.former.map(({ province, provinceName }) => [province, provinceName]));
  const ids = new Map(
    [...names].map(([code, name]) => {
      const known = handMade.units.find((unit) => unit.kind === 'province' && place(unit.suffix) === place(name));
      return [code, known?.id ?? place(name).replace(/ /g, '')];
    }),
  );
  return [...names].map(([codeBefore, nameBefore]) => {
    const id = ids.get(codeBefore) ?? '';
    const goesOn = source.provinces.find(({ name }) => place(name) === place(nameBefore));
    const into = source.provinces.find((one) => madeOf(one).includes(place(nameBefore)));
    const intoCode = [...names].find(([, name]) => place(name) === place(into?.name ?? ''))?.[0] ?? '';
    const sourceName = goesOn?.name ?? nameBefore;
    const { name: nameKept = '', spellings = [], agencies = [] } = kept.get(id) ?? {};
    const name = textKey(nameKept) === textKey(sourceName) ? nameKept : sourceName;
    const renamed = textKey(name) === textKey(nameBefore) || spellings.includes(nameBefore) ? [] : [nameBefore];
    return {
      id,
      code: goesOn?.code ?? '',
      codeBefore,
      name,
      became: goesOn ? '' : (ids.get(intoCode) ?? ''),
      spellings: [...renamed, ...spellings],
      agencies,
    };
  });
}

const source = readSource(process.argv[2] ?? '.');
const provinces = provincesOf(source);
const report: Successors['report'] = { readAs: [], open: [] };

writeFileSync(
  PROVINCES,
  [
    'id,code,code_before,name,became,spellings,agencies',
    ...provinces.map(({ id, code, codeBefore, name, became, spellings, agencies }) =>
      [id, code, codeBefore, name, became, spellings.join('|'), agencies.join('|')].join(','),
    ),
    '',
  ].join('\n'),
);
for (const province of provinces.filter(({ code }) => code !== '')) {
  const parts = provinces.filter(({ id, became }) => id === province.id || became === province.id);
  writeTogether(province, parts);
}
console.log(`Read as (${report.readAs.length}):\n${report.readAs.join('\n')}`);
console.log(`\nLeft open (${report.open.length}):\n${report.open.join('\n')}`);

/** The files of a province of today and of those that became part of it. */
function writeTogether(today: Province, parts: readonly Province[]): void {
  const communes = source.communes.filter(({ province }) => province === today.code);
  const former = source.former.filter(({ province }) => parts.some(({ codeBefore }) => codeBefore === province));
  const { became, restUnknown, kept, districts, report: found } = successorsIn(communes, former);
  report.readAs.push(...found.readAs);
  report.open.push(...found.open);

  const known = handMade.units.filter(({ province }) => province === today.id);
  const districtIds = new Map(parts.flatMap((part) => [...idsOfDistricts(part, former)]));
  const taken = new Set([...districtIds.values(), ...known.map(({ id }) => id.slice(today.id.length + 1))]);
  const nowIds = idsFor(
    communes.map(({ code, name }) => ({
      code,
      name,
      known: localId(
        handMadeOf(known, name, (unit) => unit.kind === 'commune' && unit.parents.at(-1)?.parent === today.id),
      ),
    })),
    [kindId],
    new Set([...taken].filter((id) => !known.some((unit) => unit.kind === 'commune' && unit.id.endsWith(`-${id}`)))),
  );
  const into = (code: string): string[] => [nowIds.get(code) ?? ''];

  for (const part of parts) {
    const mine = former.filter(({ province }) => province === part.codeBefore);
    const rows: string[][] = [];
    const byDistrict = Map.groupBy(mine, ({ district }) => district);
    for (const [code, list] of byDistrict) {
      const successor = districts.get(code);
      const id = districtIds.get(code) ?? '';
      rows.push([
        'district',
        code,
        id,
        list[0]?.districtName ?? '',
        '',
        successor === undefined ? '' : into(successor).join(' '),
      ]);
    }
    for (const [district, list] of byDistrict) {
      const local = districtIds.get(district) ?? '';
      const ids = idsOfFormer(part, local, list);
      for (const one of list.filter(({ name }) => name !== '')) {
        const same = [...kept].find(([, former]) => former === one)?.[0];
        if (same !== undefined && part.id === today.id) continue;
        const went = [...(became.get(one.code) ?? []), ...(same === undefined ? [] : [same])];
        if (went.length === 0) report.open.push(`${part.id}: nothing is made of ${one.name}, ${one.districtName}`);
        const successors = [...went.flatMap(into), ...(restUnknown.has(one.code) ? ['?'] : [])];
        rows.push(['before', one.code, ids.get(one.code) ?? '', one.name, local, successors.join(' ')]);
      }
    }
    if (part.id === today.id) {
      for (const { code, name } of communes) {
        const was = kept.get(code);
        const district = was && was.province === part.codeBefore ? (districtIds.get(was.district) ?? '') : '';
        rows.push([district === '' ? 'now' : 'kept', code, nowIds.get(code) ?? '', name, district, '']);
      }
    }
    const lines = [['level', 'code', 'id', 'name', 'district', 'successors'], ...rows].map((row) => row.join(','));
    writeFileSync(path.join(NATIONAL, `${part.id}.csv`), `${lines.join('\n')}\n`);
  }
}

function idsOfDistricts(province: Province, former: readonly SourceFormerCommune[]): Map<string, string> {
  const mine = former.filter((one) => one.province === province.codeBefore);
  const districts = new Map(mine.map(({ district, districtName }) => [district, districtName]));
  const known = handMade.units.filter((unit) => unit.province === province.id && unit.kind === 'district');
  return idsFor(
    [...districts].map(([code, name]) => ({ code, name, known: localId(handMadeOf(known, name, () => true)) })),
    [plainId, kindId],
    new Set(),
  );
}

/** Ids of a district's communes, `chauduc-kimlong`; a hand-made one may be that of an earlier district. */
function idsOfFormer(province: Province, district: string, list: readonly SourceFormerCommune[]): Map<string, string> {
  const below = `${province.id}-${district}`;
  const known = handMade.units.filter((unit) => unit.kind === 'commune' && unit.parents.at(-1)?.parent === below);
  return idsFor(
    list
      .filter(({ name }) => name !== '')
      .map(({ code, name }) => ({ code, name, known: localId(handMadeOf(known, name, () => true)) })),
    [plainId, kindId].map((way) => (name: string) => `${district}-${way(name)}`),
    new Set([`${district}-pgddt`]),
  );
}

/** `gialai-pleiku` → `pleiku` */
function localId(unit: Unit | undefined): string | undefined {
  return unit?.id.slice(unit.province.length + 1);
}

function handMadeOf(known: readonly Unit[], name: string, fits: (unit: Unit) => boolean): Unit | undefined {
  const key = (text: string): string => unitKey(text, handMade.abbreviations).replace(/^uy ban nhan dan /, '');
  return known.find((unit) => fits(unit) && [unit.shortName, ...unit.aliases].some((text) => key(text) === key(name)));
}
