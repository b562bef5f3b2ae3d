import { FORMAT_DATE, FORMAT_ELAPSED, FORMAT_NUMBER, FORMAT_TIME } from './number-text.ts';

/**
 * Built-in number formats that are dates (ECMA-376 part 1, 18.8.30): 14–22 and 45–47 everywhere; 27–36 and 50–58 in East
 * Asian editions, where all but a few are dates too.
 */
const BUILT_IN = new Map<number, number>([
  ...[14, 15, 16, 17, 22].map((id) => [id, FORMAT_DATE] as const),
  ...[18, 19, 20, 21, 45, 47].map((id) => [id, FORMAT_TIME] as const),
  [46, FORMAT_ELAPSED],
  ...[27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, FORMAT_DATE] as const),
  ...[32, 33, 34, 35, 55, 56].map((id) => [id, FORMAT_TIME] as const),
]);

export function builtInFormat(id: number): number {
  return BUILT_IN.get(id) ?? FORMAT_NUMBER;
}

/**
 * What a format code shows. Only the first section (positive numbers) counts; quoted text, escaped characters, fill and
 * width characters, colours and conditions in brackets say nothing.
 */
export function formatOfCode(code: string): number {
  const bare = code
    .replace(/"[^"]*"|\\.|[_*]./gs, '')
    .split(';', 1)[0]!
    .toLowerCase();
  if (/\[(?:h+|m+|s+)\]/.test(bare)) return FORMAT_ELAPSED;
  const letters = bare.replace(/\[[^[\]]*\]/g, '').replace(/general/g, '');
  if (/[dy]/.test(letters)) return FORMAT_DATE;
  // `m` alone or with `e`/`b` (years of other calendars) is a month; beside hours or seconds it is minutes.
  if (/[hs]/.test(letters)) return FORMAT_TIME;
  return /m/.test(letters) ? FORMAT_DATE : FORMAT_NUMBER;
}
