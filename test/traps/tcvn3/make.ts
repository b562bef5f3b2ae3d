import { toTcvn3 } from '../../../samples/generate/legacy.ts';
import type { MadeFiles } from '../trap-case.ts';
import { inOldLetters } from '../usual-rows.ts';

const make: MadeFiles = () => inOldLetters(toTcvn3);

export default make;
