import { ACTS, type Act, type Received } from '../consolidate/roll.ts';
import type { ReadSheet } from '../consolidate/types.ts';
import type { Period } from '../counts/period.ts';
import type { Exact } from '../exact.ts';
import { asCount, asText, type Engine, type SqlRow, sqlDate, sqlText } from './duckdb/engine.ts';

/**
 * What units sent and what was decided of it, in tables of the warehouse beside the facts. Rows are only ever added: what was
 * sent before stays, and an act stands over an earlier one.
 */
const TABLES = [
  `CREATE TABLE IF NOT EXISTS received_reports (received_id INTEGER PRIMARY KEY, subject VARCHAR NOT NULL, collector VARCHAR NOT NULL,
     from_date DATE NOT NULL, as_of DATE NOT NULL, unit_id VARCHAR, file VARCHAR NOT NULL, sheet VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
     received_at TIMESTAMP NOT NULL, collected_at TIMESTAMP NOT NULL, collected_by VARCHAR NOT NULL, content VARCHAR NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS report_acts (act_id INTEGER PRIMARY KEY, subject VARCHAR NOT NULL, collector VARCHAR NOT NULL,
     from_date DATE NOT NULL, as_of DATE NOT NULL, unit_id VARCHAR NOT NULL, act VARCHAR NOT NULL, received_id INTEGER, reason VARCHAR NOT NULL, acted_at TIMESTAMP NOT NULL, acted_by VARCHAR NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS report_words (collector VARCHAR NOT NULL, kind VARCHAR NOT NULL, word VARCHAR NOT NULL, meaning VARCHAR NOT NULL, said_at TIMESTAMP NOT NULL)`,
];

/** Whose collection of what: `plan:ID` or `form:ID`, the office that collects, the first and the last day of the period. */
export interface CollectionKey {
  subject: string;
  collector: string;
  from: string;
  asOf: string;
}

/** Words of reports that an office explained for what it collects, by key (`textKey`). */
export interface ReportWords {
  units: ReadonlyMap<string, string>;
  targets: ReadonlyMap<string, string>;
}

/** Makes the tables where they are not there yet: before anything is kept. */
export async function prepareReceived(engine: Engine): Promise<void> {
  for (const sql of TABLES) await engine.run(sql);
}

/** A warehouse into which nobody has collected has no such tables, and may be open for reading alone. */
async function hasReceived(engine: Engine): Promise<boolean> {
  const rows = await engine.query(
    "SELECT 1 AS there FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'received_reports'",
  );
  return rows.length > 0;
}

function whereKey({ subject, collector, from, asOf }: CollectionKey): string {
  return `subject = ${sqlText(subject)} AND collector = ${sqlText(collector)} AND from_date = DATE ${sqlText(from)} AND as_of = DATE ${sqlText(asOf)}`;
}

/**
 * Reports of one collection in the order in which they were read in.
 * @param only what these units sent, or what came in a file of these bytes (hex)
 */
export async function receivedReports(
  engine: Engine,
  key: CollectionKey,
  only: { of?: readonly string[]; sha256?: string } = {},
): Promise<Received[]> {
  if (!(await hasReceived(engine))) return [];
  const { of, sha256 } = only;
  const senders = of === undefined ? '' : ` AND unit_id IN (${of.map(sqlText).join(', ') || 'NULL'})`;
  const ofFile = sha256 === undefined ? '' : ` AND sha256 = ${sqlText(sha256)}`;
  const rows = await engine.query(
    `SELECT * FROM received_reports WHERE ${whereKey(key)}${senders}${ofFile} ORDER BY received_id`,
  );
  return rows.map(receivedOf);
}

/** The periods for which an office has collected a subject, in order of their last days. */
export async function collectedPeriods(
  engine: Engine,
  { subject, collector }: Pick<CollectionKey, 'subject' | 'collector'>,
): Promise<Period[]> {
  if (!(await hasReceived(engine))) return [];
  const rows = await engine.query(
    `SELECT DISTINCT from_date, as_of FROM received_reports WHERE subject = ${sqlText(subject)} AND collector = ${sqlText(collector)} ORDER BY as_of, from_date`,
  );
  return rows.map((row) => ({ from: asText(row['from_date']), asOf: asText(row['as_of']) }));
}

/** The offices that have collected a report of a unit for a day, in order of their ids. */
export async function collectorsOf(engine: Engine, subject: string, unit: string, asOf: string): Promise<string[]> {
  if (!(await hasReceived(engine))) return [];
  const rows = await engine.query(
    `SELECT DISTINCT collector FROM received_reports WHERE subject = ${sqlText(subject)} AND unit_id = ${sqlText(unit)} AND as_of = ${sqlDate(asOf)} ORDER BY collector`,
  );
  return rows.map((row) => asText(row['collector']));
}

function receivedOf(row: SqlRow): Received {
  return {
    id: asCount(row['received_id']),
    sheet: sheetOf(asText(row['content'])),
    sha256: asText(row['sha256']),
    receivedAt: asText(row['received_at']),
    collectedAt: asText(row['collected_at']),
    by: asText(row['collected_by']),
  };
}

/** Keeps a report. @returns its number */
export async function addReceived(engine: Engine, key: CollectionKey, received: Omit<Received, 'id'>): Promise<number> {
  const [next] = await engine.query('SELECT coalesce(max(received_id), 0) + 1 AS id FROM received_reports');
  const id = asCount(next?.['id']);
  const { sheet, sha256, receivedAt, collectedAt, by } = received;
  const { subject, collector, from, asOf } = key;
  await engine.run(
    `INSERT INTO received_reports VALUES (${id}, ${sqlText(subject)}, ${sqlText(collector)}, DATE ${sqlText(from)}, DATE ${sqlText(asOf)}, ${sqlText(sheet.unit)},
       ${sqlText(sheet.file)}, ${sqlText(sheet.sheet)}, ${sqlText(sha256)}, TIMESTAMP ${sqlText(receivedAt)}, TIMESTAMP ${sqlText(collectedAt)},
       ${sqlText(by)}, ${sqlText(contentOf(sheet))})`,
  );
  return id;
}

/** What was decided in a collection, in the order in which it was. */
export async function reportActs(engine: Engine, key: CollectionKey): Promise<Act[]> {
  if (!(await hasReceived(engine))) return [];
  const rows = await engine.query(`SELECT * FROM report_acts WHERE ${whereKey(key)} ORDER BY act_id`);
  return rows.flatMap((row): Act[] => {
    const act = ACTS.find((one) => one === row['act']);
    if (act === undefined) return [];
    return [
      {
        act,
        unit: asText(row['unit_id']),
        received: row['received_id'] === null ? null : asCount(row['received_id']),
        reason: asText(row['reason']),
        at: asText(row['acted_at']),
        by: asText(row['acted_by']),
      },
    ];
  });
}

/** Keeps a decision beside all earlier ones. */
export async function addAct(
  engine: Engine,
  { subject, collector, from, asOf }: CollectionKey,
  act: Act,
): Promise<void> {
  const [next] = await engine.query('SELECT coalesce(max(act_id), 0) + 1 AS id FROM report_acts');
  await engine.run(
    `INSERT INTO report_acts VALUES (${asCount(next?.['id'])}, ${sqlText(subject)}, ${sqlText(collector)}, DATE ${sqlText(from)}, DATE ${sqlText(asOf)}, ${sqlText(act.unit)},
       ${sqlText(act.act)}, ${act.received ?? 'NULL'}, ${sqlText(act.reason)}, TIMESTAMP ${sqlText(act.at)}, ${sqlText(act.by)})`,
  );
}

/** What an office explained for its own collections; a later word on the same goes before an earlier one. */
export async function reportWords(engine: Engine, collector: string): Promise<ReportWords> {
  const rows = (await hasReceived(engine))
    ? await engine.query(
        `SELECT kind, word, meaning FROM report_words WHERE collector = ${sqlText(collector)} ORDER BY said_at`,
      )
    : [];
  const of = (kind: string): Map<string, string> =>
    new Map(rows.filter((row) => row['kind'] === kind).map((row) => [asText(row['word']), asText(row['meaning'])]));
  return { units: of('unit'), targets: of('target') };
}

/** @param word a key (`textKey`) */
export async function addReportWord(
  engine: Engine,
  collector: string,
  kind: 'unit' | 'target',
  word: string,
  meaning: string,
  at: string,
): Promise<void> {
  await engine.run(
    `INSERT INTO report_words VALUES (${sqlText(collector)}, ${sqlText(kind)}, ${sqlText(word)}, ${sqlText(meaning)}, TIMESTAMP ${sqlText(at)})`,
  );
}

/** JSON knows no fractions of whole numbers of any size: `{"exact": "7/2"}`. */
function contentOf(sheet: ReadSheet): string {
  return JSON.stringify(sheet, (_, value: unknown) => (isExact(value) ? { exact: `${value.n}/${value.d}` } : value));
}

function sheetOf(content: string): ReadSheet {
  return JSON.parse(content, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('exact' in value)) return value;
    const [n = '0', d = '1'] = String(value.exact).split('/');
    return { n: BigInt(n), d: BigInt(d) };
  }) as ReadSheet;
}

function isExact(value: unknown): value is Exact {
  return typeof value === 'object' && value !== null && 'n' in value && typeof value.n === 'bigint';
}
