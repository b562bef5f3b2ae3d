import { encoded, TABLE_FORMATS } from '../formats/formats.ts';
import type { Table } from '../office/tables.ts';
import { type Io, say } from './io.ts';
import { writeWhole } from './write-file.ts';

export const FORMATS = ['table', ...TABLE_FORMATS] as const;
export type Format = (typeof FORMATS)[number];

/** The same rows in a format of `TABLE_FORMATS`, printed or written to `--output`; `table` is each command's own, for people. */
export async function printResult(
  io: Io,
  format: Exclude<Format, 'table'>,
  result: Table,
  { title, output }: { title: string; output: string | undefined },
): Promise<void> {
  const made = await encoded(result, format, { title, language: io.language });
  if (output !== undefined) {
    await writeWhole(output, typeof made === 'string' ? new TextEncoder().encode(made) : made);
    io.out(say(io, `Đã ghi: ${output}`, `Written: ${output}`));
  } else if (typeof made === 'string') io.out(made);
  else io.outBytes(made);
}
