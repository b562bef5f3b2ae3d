import type { Library } from '../library/library.ts';
import { LISTS, type ListId } from '../lists.ts';
import type { Args, Command } from './command.ts';
import type { Io } from './io.ts';
import { openLibrary } from './library.ts';
import { unitOf } from './lookup.ts';
import { userError } from './messages.ts';
import { provinceOption } from './provinces.ts';

/** Options of the commands that read files of a portal. */
export const FILE_OPTIONS = {
  province: { type: 'string' },
  unit: { type: 'string' },
  as: { type: 'string' },
  format: { type: 'string' },
} satisfies Command['options'];

/** @throws UserError where no file is named, or there is no such list or format */
export function filesAsked(args: Args): { format: 'table' | 'json'; read: { as?: ListId } } {
  if (args.paths.length === 0)
    throw userError('MISSING_OPTION', {
      command: args.command,
      option: { vi: 'ít nhất một tệp hoặc thư mục', en: 'at least one file or folder' },
    });
  const format = args.choice('format', ['table', 'json'], 'table');
  return { format, read: args.text('as') === undefined ? {} : { as: args.choice('as', LISTS, 'dossiers') } };
}

/** The library, and whose the rows are: the province as asked or the office's own, the unit as asked. @throws UserError */
export async function whoseAsked(
  args: Args,
  io: Io,
): Promise<{ library: Library; whose: { province?: string; unit?: string } }> {
  const told = args.text('province');
  const named = told === undefined ? undefined : provinceOption(told).id;
  const library = await openLibrary(args, io, named === undefined ? [] : [named]);
  const province = named ?? library.office.defaults.province ?? undefined;
  const unit = args.text('unit');
  if (unit !== undefined) unitOf(library, unit);
  return {
    library,
    whose: { ...(province === undefined ? {} : { province }), ...(unit === undefined ? {} : { unit }) },
  };
}
