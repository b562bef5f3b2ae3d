/**
 * How often a test of random cases is repeated: so often in each run of all tests, which must end within twenty minutes;
 * `VEDICH_TIMES=200 npx vitest run FILE` repeats it as often as that.
 */
export function timesOf(usual: number): number {
  const asked = Number(process.env['VEDICH_TIMES']);
  return Number.isSafeInteger(asked) && asked > 0 ? asked : usual;
}
