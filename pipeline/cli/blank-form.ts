import { existsSync } from 'node:fs';
import { type Collection, collectionOf } from '../consolidate/collection.ts';
import { blankForm } from '../forms/blank-form.ts';
import { blankReport } from '../forms/blank-report.ts';
import { FORM_LISTS, isFormList } from '../forms/form-lists.ts';
import type { Library } from '../library/library.ts';
import { parentAt } from '../library/units/scope.ts';
import { KIND_WORDS, UserError } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import { blanksFor } from '../office/blanks.ts';
import { dueOf } from '../office/collect.ts';
import { reportingPeriod } from '../office/scope.ts';
import { isClusterAddress } from '../warehouse/clickhouse/address.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import type { Args } from './command.ts';
import type { Io } from './io.ts';
import { openLibrary } from './library.ts';
import { planOf, unitAsked } from './lookup.ts';
import { userError } from './messages.ts';
import { writeOutput } from './output.ts';
import { openForReading, warehouseFile } from './warehouse.ts';

/** `forms blank …`: an empty list to be filled in and imported, or the blank report of a unit. */
export async function writeBlankForm(args: Args, io: Io, name: string): Promise<number> {
  const library = await openLibrary(args, io);
  const made = isFormList(name) ? blankList(args, io, library, name) : await blankReportAsked(args, io, library, name);
  const file = args.text('output') ?? made.fileName;
  await writeOutput(io, file, made.bytes);
  return 0;
}

interface Made {
  bytes: Uint8Array;
  fileName: string;
}

function blankList(args: Args, io: Io, library: Library, list: (typeof FORM_LISTS)[number]): Made {
  const named = args.text('plan') ?? library.office.defaults.plan;
  const plan = named === null || named === undefined ? undefined : planOf(library, named);
  const unit = unitAsked(args, library);
  const { from, asOf } = reportingPeriod(args.date('as-of') ?? io.now.slice(0, 10), args.date('from'), plan);
  return blankForm(library, { list, unit, plan, from, asOf });
}

/** A form by its name, or without one the table of the plan; with `--each` one for each unit below. */
async function blankReportAsked(args: Args, io: Io, library: Library, name: string): Promise<Made> {
  const unit = unitAsked(args, library);
  const asOf = args.date('as-of') ?? io.now.slice(0, 10);
  const each = args.flag('each');
  const collector = each ? unit.id : (parentAt(unit, asOf) ?? unit.id);
  const collection = collectionOf(library, subjectOf(args, library, name), collector, asOf, args.date('from'));
  if (!each) return blankReport(library, { collection, unit, due: dueOf(collection, library) });
  const fileName = `bieu-${subjectId(collection)}-${collector}-${asOf}.zip`;
  const engine = await decidedIn(args, io);
  try {
    return { bytes: await blanksFor({ engine, library }, collection), fileName };
  } finally {
    await engine?.close();
  }
}

/**
 * The warehouse with what was decided of who must report. Before the first report has come there may be none; one that nobody
 * named and that cannot be opened is told, and the plan alone decides.
 */
async function decidedIn(args: Args, io: Io): Promise<Engine | undefined> {
  if (!isClusterAddress(args.text('warehouse') ?? '') && !existsSync(warehouseFile(args))) return undefined;
  try {
    return await openForReading(args);
  } catch (error) {
    if (!(error instanceof UserError) || args.text('warehouse') !== undefined) throw error;
    const everyone = {
      vi: 'Biểu được lập cho mọi đơn vị theo kế hoạch.',
      en: 'Forms are made for all units of the plan.',
    };
    io.err(`${error.sentence(io.language, 'terminal')} ${everyone[io.language]}`);
    return undefined;
  }
}

function subjectOf(args: Args, library: Library, name: string): Parameters<typeof collectionOf>[1] {
  const form = library.forms.get(name);
  const plan = args.text('plan');
  if (form?.kind === 'counts') return { form };
  if ((name === '' || form?.kind === 'plan') && plan !== undefined) return { plan: planOf(library, plan) };
  if (name === '' || form?.kind === 'plan')
    throw userError('MISSING_OPTION', { command: 'forms blank', option: '--plan' });
  const ids = [...FORM_LISTS, ...library.forms.keys()];
  const near = nearestWord(name, ids);
  const hint = near === undefined ? '' : `→ ${near}? `;
  throw userError('UNKNOWN_ID', {
    kind: KIND_WORDS.list,
    id: name,
    hint,
    list: 'vedich forms list; vedich forms --help',
  });
}

function subjectId({ plan, form }: Collection): string {
  return plan?.id ?? form.id;
}
