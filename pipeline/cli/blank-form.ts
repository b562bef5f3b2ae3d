import { blankForm } from '../forms/blank-form.ts';
import { FORM_LISTS, isFormList } from '../forms/form-lists.ts';
import { KIND_WORDS } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import { reportingPeriod } from '../office/scope.ts';
import type { Args } from './command.ts';
import { type Io, say } from './io.ts';
import { openLibrary } from './library.ts';
import { planOf, unitAsked } from './lookup.ts';
import { userError } from './messages.ts';
import { writeWhole } from './write-file.ts';

/** `forms blank LIST`: an empty list to be filled in and imported. */
export async function writeBlankForm(args: Args, io: Io, list: string): Promise<number> {
  if (!isFormList(list)) {
    const near = nearestWord(list, FORM_LISTS);
    const hint = near === undefined ? '' : `→ ${near}? `;
    throw userError('UNKNOWN_ID', { kind: KIND_WORDS.list, id: list, hint, list: 'vedich forms --help' });
  }
  const library = await openLibrary(args, io);
  const named = args.text('plan') ?? library.office.defaults.plan;
  const plan = named === null || named === undefined ? undefined : planOf(library, named);
  const unit = unitAsked(args, library);
  const { from, asOf } = reportingPeriod(args.date('as-of') ?? io.now.slice(0, 10), args.date('from'), plan);
  const { bytes, fileName } = blankForm(library, { list, unit, plan, from, asOf });
  const file = args.text('output') ?? fileName;
  await writeWhole(file, bytes);
  io.out(say(io, `Đã ghi: ${file}`, `Written: ${file}`));
  return 0;
}
