import type { Signatory } from '../library/layer/types.ts';
import { isCommittee } from './format.ts';

/** What stands top right of an official paper (Nghị định 30/2020/NĐ-CP, appendix I). */
export const NATIONAL_MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;

const capitals = (text: string): string => text.toLocaleUpperCase('vi');

/**
 * The two lines top left. A people's committee names no office above itself: its own name takes both, parted before the
 * place (Nghị định 30/2020/NĐ-CP, appendix I).
 */
export function officeLines({ shortName, superiorName }: { shortName: string; superiorName: string }): {
  above: string;
  own: string;
} {
  if (!isCommittee(shortName)) return { above: capitals(superiorName), own: capitals(shortName) };
  return {
    above: 'ỦY BAN NHÂN DÂN',
    own: capitals(shortName.replace(/^(Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s*/iu, '')),
  };
}

/** Who signs, line by line, above the name: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`; without a signatory what the unit's name says. */
export function signingLines(shortName: string, signatory?: Signatory | null): string[] {
  if (signatory)
    return [signatory.onBehalf, signatory.position].filter((line) => line !== '').flatMap((line) => line.split('\n'));
  if (isCommittee(shortName)) return ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'];
  return [/^Sở\s/iu.test(shortName) ? 'GIÁM ĐỐC' : 'THỦ TRƯỞNG ĐƠN VỊ'];
}
