import type { ListId } from '../../pipeline/lists.ts';
import type { AnySheet, Records, SampleFile, SampleRow } from './records.ts';

/** The latest known state of one thing, after all exports. */
export interface Known<L extends ListId> {
  record: Records[L];
  /** Columns that no export gave for it, and the name of the file that lacks them. */
  lacking: ReadonlyMap<string, string>;
}

export type KnownLists = { [L in ListId]: Known<L>[] };

/** What makes two rows of a list the same thing. */
const KEYS: { [L in ListId]: (record: Records[L]) => string } = {
  dossiers: (d) => d.dossier_code,
  payments: (p) =>
    p.transaction_code !== ''
      ? `${p.transaction_code}|${p.payment_status === 'refund'}`
      : [p.dossier_code, p.paid_at, p.amount, p.payment_method, p.payment_status].join('|'),
  procedures: (p) => `${p.unit}|${p.procedure_code}|${p.valid_from}`,
  results: (r) => r.result_code,
  surveys: (s) => s.survey_code,
  visits: (v) => `${v.unit}|${v.ticket}|${v.taken_at}`,
  transfers: (t) => `${t.dossier_code}|${t.unit}|${t.to_unit_name}|${t.transferred_at}`,
  observations: (o) => `${o.indicator}|${o.unit}|${o.period_end}`,
};

/** Columns whose absence the truth must know of; every other column stands in every sample of its list. */
const MAY_LACK: Partial<Record<ListId, readonly string[]>> = {
  dossiers: ['procedure_code', 'field_name', 'channel', 'service_level', 'status', 'reused_documents'],
  payments: ['procedure_code'],
  procedures: ['field_name'],
  results: ['procedure_code'],
};

/** Texts that only say which group a record belongs to: never given is the same as an empty cell. */
const NAMES_A_GROUP: ReadonlySet<string> = new Set(['procedure_code', 'field_name']);

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * The state after all files were imported in name order: within a file the last row of a key counts, a later file
 * replaces an earlier one, a column that the later file lacks keeps what was known. Rejected rows never come in,
 * hidden sheets are not read.
 */
export function foldFiles(files: readonly SampleFile[]): KnownLists {
  const lists: { [L in ListId]: Map<string, Known<L>> } = {
    dossiers: new Map(),
    payments: new Map(),
    procedures: new Map(),
    results: new Map(),
    surveys: new Map(),
    visits: new Map(),
    transfers: new Map(),
    observations: new Map(),
  };

  function take<L extends ListId>(
    list: L,
    into: Map<string, Known<L>>,
    rows: readonly SampleRow<L>[],
    columns: ReadonlySet<string>,
    path: string,
  ): void {
    const absent = (MAY_LACK[list] ?? []).filter((column) => !columns.has(column));
    for (const { record, rejected } of rows) {
      if (rejected !== undefined) continue;
      const key = KEYS[list](record);
      const before = into.get(key);
      const kept: Record<string, unknown> = {};
      const lacking = new Map<string, string>();
      for (const column of absent) {
        const older = before?.lacking.get(column);
        if (before && older === undefined)
          kept[column] = Object.entries(before.record).find(([name]) => name === column)?.[1];
        else {
          lacking.set(column, older ?? fileName(path));
          if (NAMES_A_GROUP.has(column)) kept[column] = '';
        }
      }
      into.set(key, { record: { ...record, ...kept }, lacking });
    }
  }

  function takeSheet(sheet: AnySheet, path: string): void {
    const columns = new Set(sheet.columns.map(({ column }) => column));
    if (sheet.list === 'dossiers') take('dossiers', lists.dossiers, sheet.rows, columns, path);
    else if (sheet.list === 'payments') take('payments', lists.payments, sheet.rows, columns, path);
    else if (sheet.list === 'procedures') take('procedures', lists.procedures, sheet.rows, columns, path);
    else if (sheet.list === 'results') take('results', lists.results, sheet.rows, columns, path);
    else if (sheet.list === 'surveys') take('surveys', lists.surveys, sheet.rows, columns, path);
    else if (sheet.list === 'visits') take('visits', lists.visits, sheet.rows, columns, path);
    else if (sheet.list === 'transfers') take('transfers', lists.transfers, sheet.rows, columns, path);
    else take('observations', lists.observations, sheet.rows, columns, path);
  }

  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    for (const sheet of file.sheets) if (!sheet.hidden) takeSheet(sheet, file.path);

  return {
    dossiers: [...lists.dossiers.values()],
    payments: [...lists.payments.values()],
    procedures: [...lists.procedures.values()],
    results: [...lists.results.values()],
    surveys: [...lists.surveys.values()],
    visits: [...lists.visits.values()],
    transfers: [...lists.transfers.values()],
    observations: [...lists.observations.values()],
  };
}
