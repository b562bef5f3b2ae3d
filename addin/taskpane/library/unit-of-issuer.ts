import { textKey } from '../../../pipeline/text.ts';
import { announceChange } from '../../source/changed.ts';
import type { ProvinceChoice } from '../../source/library-source.ts';
import type { Source, UnitChoice } from '../../source/source.ts';

/** The unit that a document's issuer is, the province's units loaded where they are not yet; empty where nobody can say. */
export async function unitOfIssuer(
  issuer: string,
  provinces: readonly ProvinceChoice[],
  units: readonly UnitChoice[],
  source: Source,
): Promise<string> {
  const key = textKey(issuer).replace(/^chu tich /, '');
  const named = (all: readonly UnitChoice[]): string | undefined => all.find(({ name }) => textKey(name) === key)?.id;
  const there = named(units);
  if (there !== undefined || key === '') return there ?? '';
  // "tỉnh Lạng Sơn", at the end of the issuer's name.
  const province = provinces.find(({ name }) => key.endsWith(textKey(name)));
  if (province === undefined) return '';
  const all = await source.library.unitsOf(province.id);
  announceChange();
  return named(all) ?? (key === `uy ban nhan dan ${textKey(province.name)}` ? province.id : '');
}
