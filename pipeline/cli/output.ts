import { encoded, TABLE_FORMATS } from '../formats/formats.ts';
import type { Table } from '../office/tables.ts';
import { type Io, say } from './io.ts';
import { writeWhole } from './write-file.ts';

export const FORMATS = ['table', ...TABLE_FORMATS] as const;
export type Format = (typeof FORMATS)[number];

/** How a result is wanted, and where. */
export const RESULT_OPTIONS = { format: { type: 'string' }, output: { type: 'string', short: 'o' } } as const;

/** The same rows in a format of `TABLE_FORMATS`, printed or written to `--output`; `table` is each command's own, for people. */
export async function printResult(
  io: Io,
  format: Exclude<Format, 'table'>,
  result: Table,
  { title, output }: { title: string; output: string | undefined },
): Promise<void> {
  await printMade(io, await encoded(result, format, { title, language: io.language }), output);
}

/** What was made, printed or written to `--output`. */
export async function printMade(io: Io, made: string | Uint8Array, output: string | undefined): Promise<void> {
  if (output !== undefined) await writeOutput(io, output, made);
  else if (typeof made === 'string') io.out(made);
  else io.outBytes(made);
}

/** Writes a file whole, and says so. */
export async function writeOutput(io: Io, output: string, made: string | Uint8Array): Promise<void> {
  await writeWhole(output, typeof made === 'string' ? new TextEncoder().encode(made) : made);
  io.out(say(io, `Đã ghi: ${output}`, `Written: ${output}`));
}
