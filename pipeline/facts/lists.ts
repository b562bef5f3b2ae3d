import type { ListId } from '../lists.ts';

/** A row that breaks a rule: `when` is SQL over the typed row `t`. */
export interface RowRule {
  code: string;
  /** The column that the sentence names. */
  column: string;
  when: string;
}

/** What makes a row of a list a fact, beside that every cell can be read. Ruled by DOMAIN.md, "Exports" and "Indicators". */
export interface ListRules {
  /** The column whose unit the row is counted for. */
  unitColumn: 'unit_name' | 'from_unit_name';
  /** SQL over the typed row: two rows with the same key are the same thing in two states. NULL = no key. */
  key: string;
  /** Columns of which at least one must be filled for a key; named where the key is missing. */
  keyColumn: string;
  /** Columns that are not even loaded: needed by no indicator. */
  notLoaded: readonly string[];
  /** Columns that only serve to tell two rows apart, and are not kept. */
  notKept: readonly string[];
  reject: readonly RowRule[];
  warn: readonly RowRule[];
}

/** Has the column, in this row's sheet. A cell can only be called empty where there is a column. */
const has = (column: string): string => `NOT list_contains(t.lacks, '${column}')`;
const joined = (...parts: string[]): string =>
  parts.map((part) => `coalesce(${part}::VARCHAR, '')`).join(` || '|' || `);

const future = (column: string): RowRule => ({ code: 'W_FUTURE_DATE', column, when: `t.${column} > $now` });

/** In a row whose cells have slipped a person's name can stand where a procedure's code should: it is not kept. */
const procedureIsCode: RowRule = {
  code: 'E_BAD_CODE',
  column: 'procedure_code',
  when: `NOT regexp_matches(t.procedure_code, '\\d')`,
};

export const LIST_RULES: Readonly<Record<ListId, ListRules>> = {
  dossiers: {
    unitColumn: 'unit_name',
    key: 't.dossier_code',
    keyColumn: 'dossier_code',
    // A title such as "Nội dung hồ sơ" can hold a person's name; names of procedures come from the catalogue.
    notLoaded: ['procedure_name'],
    notKept: [],
    reject: [
      procedureIsCode,
      {
        code: 'E_BAD_CODE',
        column: 'dossier_code',
        when: `NOT regexp_matches(t.dossier_code, '\\d') OR regexp_matches(t.dossier_code, '[\\s="();<>|]')`,
      },
    ],
    warn: [
      { code: 'W_FINISHED_BEFORE_RECEIVED', column: 'finished_at', when: 't.finished_at::DATE < t.received_at::DATE' },
      {
        code: 'W_FINISHED_WITHOUT_DATE',
        column: 'finished_at',
        when: `t.status IN ('9', '10') AND t.finished_at IS NULL AND ${has('finished_at')}`,
      },
      {
        code: 'W_NO_DUE_DATE',
        column: 'due_at',
        when: `t.due_at IS NULL AND ${has('due_at')} AND coalesce(t.status, '') NOT IN ('1', '3')`,
      },
      {
        code: 'W_NOT_ONLINE_LEVEL',
        column: 'service_level',
        when: `t.service_level = 'information' AND t.channel IN ('remote', 'assisted', 'online_unspecified')`,
      },
      {
        code: 'W_EMPTY_CHANNEL',
        column: 'channel',
        when: `(t.channel_raw IS NULL OR NOT regexp_matches(t.channel_raw, '[\\p{L}\\p{N}]')) AND ${has('channel')}`,
      },
      { code: 'W_EMPTY_STATUS', column: 'status', when: `t.status IS NULL AND ${has('status')}` },
      {
        code: 'W_NO_RECEIVED_DATE',
        column: 'received_at',
        when: `t.received_at IS NULL AND ${has('received_at')} AND coalesce(t.status, '') NOT IN ('1', '3')`,
      },
      future('received_at'),
      future('finished_at'),
    ],
  },
  payments: {
    unitColumn: 'unit_name',
    // A refund is a row of its own, often under the code of the payment that it returns.
    key: `CASE WHEN t.transaction_code IS NOT NULL THEN t.transaction_code || CASE WHEN t.payment_status = 'refunded' THEN '|refund' ELSE '' END
               WHEN t.dossier_code IS NOT NULL THEN ${joined("'*'", 't.dossier_code', 't.paid_at', 't.amount', 't.payment_method', 't.payment_status')} END`,
    keyColumn: 'transaction_code',
    notLoaded: [],
    notKept: [],
    reject: [
      procedureIsCode,
      {
        code: 'E_EMPTY',
        column: 'payment_method',
        when: `t.payment_status = 'success' AND (t.payment_method IS NULL OR t.payment_method = 'none') AND ${has('payment_method')}`,
      },
      {
        code: 'E_EMPTY',
        column: 'paid_at',
        when: `t.payment_status = 'success' AND t.paid_at IS NULL AND ${has('paid_at')}`,
      },
      { code: 'E_EMPTY', column: 'payment_status', when: `t.payment_status IS NULL AND ${has('payment_status')}` },
    ],
    warn: [future('paid_at')],
  },
  procedures: {
    unitColumn: 'unit_name',
    key: `CASE WHEN t.procedure_code IS NOT NULL THEN ${joined('t.procedure_code', 't.unit_id', 't.valid_from')} END`,
    keyColumn: 'procedure_code',
    notLoaded: [],
    notKept: [],
    reject: [
      procedureIsCode,
      { code: 'E_EMPTY', column: 'service_level', when: `t.service_level IS NULL AND ${has('service_level')}` },
    ],
    warn: [{ code: 'W_ENDS_BEFORE_START', column: 'valid_to', when: 't.valid_to < t.valid_from' }],
  },
  results: {
    unitColumn: 'unit_name',
    key: `coalesce(t.result_code, CASE WHEN t.dossier_code IS NOT NULL THEN ${joined("'*'", 't.dossier_code', 't.issued_at')} END)`,
    keyColumn: 'result_code',
    notLoaded: [],
    notKept: [],
    reject: [
      procedureIsCode,
      { code: 'E_EMPTY', column: 'issued_at', when: `t.issued_at IS NULL AND ${has('issued_at')}` },
    ],
    warn: [
      { code: 'W_ENDS_BEFORE_START', column: 'expires_at', when: 't.expires_at < t.issued_at' },
      future('issued_at'),
    ],
  },
  surveys: {
    unitColumn: 'unit_name',
    key: 't.survey_code',
    keyColumn: 'survey_code',
    notLoaded: [],
    notKept: [],
    reject: [
      { code: 'E_EMPTY', column: 'answered_at', when: `t.answered_at IS NULL AND ${has('answered_at')}` },
      { code: 'E_EMPTY', column: 'scope', when: `t.scope IS NULL AND ${has('scope')}` },
    ],
    warn: [{ code: 'W_NO_RATING', column: 'rating', when: `t.rating IS NULL AND ${has('rating')}` }],
  },
  visits: {
    unitColumn: 'unit_name',
    key: `CASE WHEN t.taken_at IS NOT NULL THEN ${joined('t.unit_id', 't.ticket', 't.taken_at')} END`,
    keyColumn: 'taken_at',
    notLoaded: [],
    notKept: [],
    reject: [
      { code: 'E_TIMES_BACKWARDS', column: 'called_at', when: 't.called_at < t.taken_at' },
      { code: 'E_TIMES_BACKWARDS', column: 'finished_at', when: 't.finished_at < coalesce(t.called_at, t.taken_at)' },
    ],
    warn: [{ code: 'W_NOT_CALLED', column: 'called_at', when: `t.called_at IS NULL AND ${has('called_at')}` }],
  },
  transfers: {
    unitColumn: 'from_unit_name',
    key: `CASE WHEN t.dossier_code IS NOT NULL THEN md5(${joined('t.dossier_code', 't.unit_id', 't.to_unit_name', 't.transferred_at')}) END`,
    keyColumn: 'dossier_code',
    // The other side of a transfer may be anybody, a person's desk too; it serves only to tell two transfers apart.
    notLoaded: [],
    notKept: ['to_unit_name'],
    reject: [
      { code: 'E_EMPTY', column: 'transferred_at', when: `t.transferred_at IS NULL AND ${has('transferred_at')}` },
      { code: 'E_EMPTY', column: 'method', when: `t.method IS NULL AND ${has('method')}` },
    ],
    warn: [future('transferred_at')],
  },
  observations: {
    unitColumn: 'unit_name',
    key: `CASE WHEN t.indicator IS NOT NULL AND t.period_end IS NOT NULL THEN ${joined('t.indicator', 't.unit_id', 't.period_end')} END`,
    keyColumn: 'period_end',
    notLoaded: [],
    notKept: [],
    reject: [
      { code: 'E_EMPTY', column: 'numerator', when: 't.numerator IS NULL' },
      { code: 'E_NEGATIVE', column: 'numerator', when: 't.numerator < 0' },
      { code: 'E_NEGATIVE', column: 'denominator', when: 't.denominator < 0' },
    ],
    warn: [
      { code: 'W_MORE_THAN_WHOLE', column: 'numerator', when: 't.denominator > 0 AND t.numerator > t.denominator' },
    ],
  },
};
