import { writeXlsx } from '../../../samples/generate/write-xlsx.ts';
import type { MadeFiles } from '../trap-case.ts';
import { AT_COUNTER, HEADER, ON_BEHALF, ONLINE, sheetOf } from '../usual-rows.ts';

const [, ...sameButCode] = ONLINE;
const draft = sheetOf([HEADER, ['H06.23-241108-0009', ...sameButCode]], 'Nháp');

const make: MadeFiles = () => ({
  'so.xlsx': writeXlsx([sheetOf([HEADER, ONLINE, AT_COUNTER, ON_BEHALF]), { ...draft, hidden: true }], false),
});

export default make;
