import { collectionOf } from '../consolidate/collection.ts';
import { differenceNow, differenceRecord, differenceTable, differenceWords } from '../office/difference.ts';
import { ownLists } from '../office/own-list.ts';
import type { Office } from '../office/scope.ts';
import { inflate, openFileSource, sha256Of } from '../warehouse/duckdb/native/file-source.ts';
import { collectorsOf } from '../warehouse/received.ts';
import type { Args } from './command.ts';
import { filesOf } from './import-files.ts';
import { type Io, say } from './io.ts';
import { openLibrary } from './library.ts';
import { planOf, unitAsked, unitOf } from './lookup.ts';
import { userError } from './messages.ts';
import { FORMATS, printResult } from './output.ts';
import { textTable } from './text-table.ts';
import { officeOf, openEmpty, openForReading } from './warehouse.ts';

/** `dossiers --difference`: which dossiers make a reported figure another one than the exports here do. */
export async function showDifference(args: Args, io: Io): Promise<number> {
  const library = await openLibrary(args, io);
  const plan = planOf(library, args.required('plan'));
  const unit = unitAsked(args, library);
  const asOf = args.requiredDate('as-of');
  const target = args.required('target');
  const format = args.choice('format', FORMATS, 'table');
  const files = (await Promise.all(args.paths.map((given) => filesOf(given)))).flat();
  const engine = await openForReading(args);
  const scratch = files.length === 0 ? undefined : await openEmpty(library);
  try {
    const told = args.text('collector');
    const found =
      told === undefined ? await collectorsOf(engine, `plan:${plan.id}`, unit.id, asOf) : [unitOf(library, told).id];
    const [collector, another] = found;
    if (another !== undefined)
      throw userError('OPTION_VALUE', { command: 'dossiers', option: '--collector', wanted: found.join(' | ') });
    const collection = collectionOf(library, { plan }, collector ?? unit.id, asOf, args.date('from'));
    let theirs: Office | null = null;
    if (scratch !== undefined) {
      const sources = await Promise.all(files.map((file) => openFileSource(file)));
      try {
        const lists = await Promise.all(sources.map(async (source) => ({ source, sha256: await sha256Of(source) })));
        theirs = await ownLists(scratch, library, unit.id, lists, { inflate }, io.now);
      } finally {
        for (const source of sources) await source.close();
      }
    }
    const office = { ...officeOf(engine, library), engine };
    const difference = await differenceNow(office, { collection, unit: unit.id, target }, theirs);
    const title = difference.target.name[io.language];
    if (format === 'json') {
      const record = { plan: plan.id, unit: unit.id, ...differenceRecord(difference, io.language) };
      io.out(JSON.stringify(record, null, 2));
      return 0;
    }
    const table = differenceTable(difference, format === 'arrow' ? null : io.language);
    if (format !== 'table') {
      await printResult(io, format, table, { title, output: args.text('output') });
      return 0;
    }
    io.out(`${title} · ${unit.name}`);
    io.out(differenceWords(difference, io.language));
    const columns = ['member', 'counted_here', 'counted_by_unit', 'file', 'row', 'unit_file', 'unit_row'];
    io.out(
      textTable(
        io,
        [
          { head: say(io, 'Mã', 'Code') },
          { head: say(io, 'Ở đây', 'Here') },
          { head: say(io, 'Đơn vị', 'Unit') },
          { head: say(io, 'Tệp', 'File'), stretch: 1 },
          { head: say(io, 'Dòng', 'Row'), align: 'right' },
          { head: say(io, 'Tệp của đơn vị', "The unit's file"), stretch: 1 },
          { head: say(io, 'Dòng', 'Row'), align: 'right' },
        ],
        table.rows.map((row) => columns.map((name) => `${row[name] ?? ''}`)),
      ),
    );
    return 0;
  } finally {
    await scratch?.close();
    await engine.close();
  }
}
