import { writeXlsx } from '../../../samples/generate/write-xlsx.ts';
import type { MadeFiles } from '../trap-case.ts';
import { HEADER, ON_BEHALF, sheetOf } from '../usual-rows.ts';

/** A number names no agency: the unit's name says its province. */
const coded = (code: number, procedure: number) => [
  code,
  procedure,
  'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu',
  ...ON_BEHALF.slice(3),
];

const make: MadeFiles = () => ({
  'ho-so.xlsx': writeXlsx([sheetOf([HEADER, coded(202411050001, 1.01278), coded(241105000200, 1.012784)])], false),
});

export default make;
