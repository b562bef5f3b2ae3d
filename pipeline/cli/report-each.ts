import path from 'node:path';
import { askedUnits } from '../consolidate/roll.ts';
import type { Unit } from '../library/units/types.ts';
import { UserError } from '../messages.ts';
import type { ReportCheck } from '../office/checklist.ts';
import type { Args } from './command.ts';
import { type Io, say } from './io.ts';
import { userError } from './messages.ts';
import type { PlanAsked } from './plan-question.ts';
import { reportWriter, tellMissingPlaces } from './report-file.ts';
import { progressLine } from './text-table.ts';
import { officeOf, openManyForReading } from './warehouse.ts';

/** Reports that are made at once: while one is counted, another is written. More would only wait for the same cores. */
const AT_ONCE = 3;

/** A unit's report in the folder, or why there is none. */
interface Made {
  unit: Unit;
  file: string;
  checks: readonly ReportCheck[];
  isWritten: boolean;
  failure?: UserError;
}

/**
 * A report for each unit directly below the one asked for that the plan asks for one, into one folder. What hinders one
 * unit's report is told of it and hinders no other's.
 * @returns 1 where some report was not made
 */
export async function reportEach(args: Args, io: Io, asked: PlanAsked, folder: string): Promise<number> {
  const { library, plan, unit, question } = asked;
  if (args.text('keep-from') !== undefined)
    throw userError('OPTION_VALUE', {
      command: 'report',
      option: '--keep-from',
      wanted: { vi: 'bỏ đi khi có --each-unit', en: 'leaving it out beside --each-unit' },
    });
  const { asOf } = question.period;
  const units = askedUnits(library.units, unit.id, asOf, plan, []);
  if (units.length === 0) throw userError('NO_UNITS_BELOW', { unit: unit.name, plan: plan.shortTitle });
  const write = reportWriter(args, io, library);
  const progress = progressLine(io);
  const made: Made[] = [];
  const warehouse = await openManyForReading(args, Math.min(AT_ONCE, units.length));
  try {
    let next = 0;
    await Promise.all(
      warehouse.engines.map(async (engine) => {
        const office = officeOf(engine, library);
        for (let at = next++; at < units.length; at = next++) {
          const own = units[at];
          if (own === undefined) return;
          const file = path.join(folder, `bao-cao-${plan.id}-${own.id}-${asOf}.xlsx`);
          made[at] = await write(office, { ...question, unit: own.id }, file).then(
            ({ checks, notFound }) => {
              if (at === 0) tellMissingPlaces(io, notFound ?? []);
              return { unit: own, file, checks, isWritten: notFound !== undefined };
            },
            (failure: unknown) => {
              if (!(failure instanceof UserError)) throw failure;
              return { unit: own, file, checks: [], isWritten: false, failure };
            },
          );
          progress.show(`${made.filter(Boolean).length}/${units.length} ${own.name}`);
        }
      }),
    );
  } finally {
    progress.clear();
    await warehouse.close();
  }
  return tell(io, folder, made);
}

function tell(io: Io, folder: string, made: readonly Made[]): number {
  for (const { unit, checks, failure } of made) {
    if (failure !== undefined) io.err(`! ${unit.name}: ${failure.sentence(io.language, 'terminal')}`);
    for (const check of checks) io.err(`! ${unit.name}: ${check[io.language]}`);
  }
  const written = made.filter(({ isWritten }) => isWritten);
  for (const { file } of written) io.out(file);
  const [count, open] = [written.length, made.length - written.length];
  io.out(
    say(io, 'Đã ghi {count} báo cáo vào {folder}.', '{count:report|reports} written to {folder}.', { count, folder }),
  );
  if (open === 0) return 0;
  io.err(
    say(
      io,
      'Chưa lập {open} báo cáo: nạp thêm số liệu rồi làm lại, hoặc thêm --yes để vẫn lập.',
      '{open:report was|reports were} not made: import what is missing and try again, or add --yes to make them all the same.',
      { open },
    ),
  );
  return 1;
}
