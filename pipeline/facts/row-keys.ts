import type { ListId } from '../lists.ts';

/** What makes two rows of a list the same thing in two states. */
export interface RowKey {
  /** SQL over the typed row `t`; NULL = the row has no key. */
  key: string;
  /** The column that is named where the key is missing. */
  column: string;
  /** Columns of which each row has its own: a cell of them that is merged over several rows is one row's. */
  own: readonly string[];
}

const joined = (...parts: string[]): string =>
  parts.map((part) => `coalesce(${part}::VARCHAR, '')`).join(` || '|' || `);

/** Ruled by DOMAIN.md, "Exports". */
export const ROW_KEYS: Readonly<Record<ListId, RowKey>> = {
  dossiers: {
    key: 't.dossier_code',
    column: 'dossier_code',
    own: ['dossier_code'],
  },
  payments: {
    // A refund is a row of its own, often under the code of the payment that it returns.
    key: `CASE WHEN t.transaction_code IS NOT NULL THEN t.transaction_code || CASE WHEN t.payment_status = 'refunded' THEN '|refund' ELSE '' END
               WHEN t.dossier_code IS NOT NULL THEN ${joined("'*'", 't.dossier_code', 't.paid_at', 't.amount', 't.payment_method', 't.payment_status')} END`,
    column: 'transaction_code',
    own: ['transaction_code'],
  },
  procedures: {
    key: `CASE WHEN t.procedure_code IS NOT NULL THEN ${joined('t.procedure_code', 't.unit_id', 't.valid_from')} END`,
    column: 'procedure_code',
    own: [],
  },
  results: {
    key: `coalesce(t.result_code, CASE WHEN t.dossier_code IS NOT NULL THEN ${joined("'*'", 't.dossier_code', 't.issued_at')} END)`,
    column: 'result_code',
    own: ['result_code'],
  },
  surveys: {
    key: 't.survey_code',
    column: 'survey_code',
    own: ['survey_code'],
  },
  visits: {
    key: `CASE WHEN t.taken_at IS NOT NULL THEN ${joined('t.unit_id', 't.ticket', 't.taken_at')} END`,
    column: 'taken_at',
    own: ['ticket', 'taken_at'],
  },
  transfers: {
    key: `CASE WHEN t.dossier_code IS NOT NULL THEN md5(${joined('t.dossier_code', 't.unit_id', 't.to_unit_name', 't.transferred_at')}) END`,
    column: 'dossier_code',
    own: [],
  },
  observations: {
    key: `CASE WHEN t.indicator IS NOT NULL AND t.period_end IS NOT NULL THEN ${joined('t.indicator', 't.unit_id', 't.period_end')} END`,
    column: 'period_end',
    own: [],
  },
};
