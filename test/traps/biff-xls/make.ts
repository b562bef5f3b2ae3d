import { writeXls } from '../../../samples/generate/write-xls.ts';
import type { MadeFiles } from '../trap-case.ts';
import { AT_COUNTER, HEADER, ON_BEHALF, ONLINE, sheetOf } from '../usual-rows.ts';

const make: MadeFiles = () => ({ 'ho-so.xls': writeXls([sheetOf([HEADER, ONLINE, AT_COUNTER, ON_BEHALF])]) });

export default make;
