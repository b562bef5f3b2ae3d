import { toVni } from '../../../samples/generate/legacy.ts';
import type { MadeFiles } from '../trap-case.ts';
import { inOldLetters } from '../usual-rows.ts';

const make: MadeFiles = () => inOldLetters(toVni);

export default make;
