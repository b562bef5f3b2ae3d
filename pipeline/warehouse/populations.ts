/**
 * Who is counted: each population is a SELECT with one row for each member and period. An indicator is the share of a
 * population (or of a part of it) for which a condition holds; the same rows are the dossiers behind the number.
 *
 * They read the facts and two temporary tables: `periods` (period_id, from_date, as_of), both days included, and
 * `scope` (unit_id, child_id, valid_from, valid_to), the units whose rows count, and when. Definitions: DOMAIN.md.
 *
 * Every population has: period_id, member (a code to look up), unit_id, child_id, procedure_code, field,
 * happened_on, import_id, sheet_no, row_no, lacks.
 */

export const POPULATIONS = [
  'received',
  'received_with_payments',
  'finished',
  'due_or_finished',
  'procedures',
  'procedures_with_dossiers',
  'procedures_with_payments',
  'payments',
  'results_in_force',
  'results_issued',
  'answers',
  'visits',
  'transfers',
] as const;

export type PopulationId = (typeof POPULATIONS)[number];

/** Where payments are taken from: their own list where one was imported for the unit, else the dossiers' columns. */
export type PaymentSource = 'payments' | 'dossiers';

const ORIGIN = (row: string): string => `${row}.import_id, ${row}.sheet_no, ${row}.row_no, ${row}.lacks`;

const inScope = (row: string, date: string): string =>
  `JOIN scope AS s ON s.unit_id = ${row}.unit_id AND ${date} BETWEEN s.valid_from AND s.valid_to`;

const inPeriod = (moment: string): string =>
  `JOIN periods AS p ON ${moment} >= p.from_date AND ${moment} < p.as_of + INTERVAL 1 DAY`;

/** Paid at a portal. "Not online" and cash are payments too, but not these. */
const PORTAL_METHODS = `('national_portal', 'provincial_portal', 'online_unspecified')`;

/** Grain: procedure and period. Of several versions in force on the reporting date the newest counts. */
const CATALOGUE = `catalogue AS (
  SELECT p.period_id, p.as_of, s.child_id, c.*
  FROM procedures AS c
  JOIN periods AS p ON coalesce(c.valid_from, DATE '0001-01-01') <= p.as_of AND coalesce(c.valid_to, DATE '9999-12-31') >= p.as_of
  ${inScope('c', 'p.as_of')}
  QUALIFY row_number() OVER (PARTITION BY p.period_id, c.procedure_code ORDER BY c.valid_from DESC NULLS LAST, c.key) = 1)`;

/** R of DOMAIN.md. Grain: dossier and period. A dossier's level is its own, else the catalogue's. */
const RECEIVED = `received AS (
  SELECT p.period_id, p.as_of, d.dossier_code AS member, d.unit_id, s.child_id, d.procedure_code,
    coalesce(d.field_name, c.field_name) AS field, d.received_at::DATE AS happened_on, d.key, ${ORIGIN('d')},
    d.channel IN ('remote', 'online_unspecified') AS is_remote,
    d.channel IN ('remote', 'online_unspecified', 'assisted') AS is_online,
    d.channel, coalesce(d.service_level, c.service_level) AS level, d.fee_amount, d.reused_documents
  FROM dossiers AS d
  ${inPeriod('d.received_at')}
  ${inScope('d', 'd.received_at::DATE')}
  LEFT JOIN catalogue AS c ON c.period_id = p.period_id AND c.procedure_code = d.procedure_code
  WHERE coalesce(d.status, '') NOT IN ('1', '3'))`;

/** Successful payments, of any date. Grain: payment. */
const PAID: Readonly<Record<PaymentSource, string>> = {
  payments: `paid AS (
  SELECT y.dossier_code, coalesce(y.procedure_code, d.procedure_code) AS procedure_code, y.unit_id, y.paid_at,
    y.payment_method IN ${PORTAL_METHODS} AS is_portal, coalesce(y.transaction_code, y.dossier_code) AS member, d.field_name, ${ORIGIN('y')}
  FROM payments AS y LEFT JOIN dossiers AS d ON d.key = y.dossier_code
  WHERE y.payment_status = 'success')`,
  // One payment a dossier, on the day it was taken in: the column carries no date of its own.
  dossiers: `paid AS (
  SELECT d.dossier_code, d.procedure_code, d.unit_id, d.received_at AS paid_at,
    d.payment_method IN ${PORTAL_METHODS} AS is_portal, d.dossier_code AS member, d.field_name, ${ORIGIN('d')}
  FROM dossiers AS d
  WHERE d.payment_method IS NOT NULL AND d.payment_method <> 'none')`,
};

const ofProcedure = (extra: string, joins: string): string => `
  SELECT c.period_id, c.as_of, c.procedure_code AS member, c.unit_id, c.child_id, c.procedure_code, c.field_name AS field,
    c.as_of AS happened_on, ${ORIGIN('c')}, c.service_level AS level, c.service_level IN ('full', 'partial') AS is_service,
    c.eligible_online, c.eligible_full, c.has_fee, c.payable_online, c.mobile, c.digital_signature, c.published${extra}
  FROM catalogue AS c ${joins}`;

/** A list whose rows have one date and one unit, with the field and procedure where the catalogue knows them. */
const ofEvents = (
  list: string,
  moment: string,
  columns: { member: string; procedure?: string; select: string; where?: string },
): string => `
  SELECT p.period_id, p.as_of, ${columns.member} AS member, e.unit_id, s.child_id,
    ${columns.procedure ?? 'NULL::VARCHAR'} AS procedure_code, ${columns.procedure === undefined ? 'NULL::VARCHAR' : 'c.field_name'} AS field,
    ${moment}::DATE AS happened_on, ${ORIGIN('e')}, ${columns.select}
  FROM ${list} AS e ${inPeriod(moment)} ${inScope('e', `${moment}::DATE`)}
  ${columns.procedure === undefined ? '' : `LEFT JOIN catalogue AS c ON c.period_id = p.period_id AND c.procedure_code = ${columns.procedure}`}
  ${columns.where === undefined ? '' : `WHERE ${columns.where}`}`;

const SELECTS: Readonly<Record<PopulationId, string>> = {
  received: 'SELECT * FROM received',
  received_with_payments: `
  SELECT r.*, y.dossier_code IS NOT NULL AS has_payment, coalesce(y.portal, false) AS has_portal_payment
  FROM received AS r LEFT JOIN (
    SELECT p.period_id, paid.dossier_code, bool_or(paid.is_portal) AS portal
    FROM paid JOIN periods AS p ON paid.paid_at < p.as_of + INTERVAL 1 DAY GROUP BY p.period_id, paid.dossier_code
  ) AS y ON y.period_id = r.period_id AND y.dossier_code = r.key`,
  finished: ofEvents('dossiers', 'e.finished_at', {
    member: 'e.dossier_code',
    procedure: 'e.procedure_code',
    select: 'e.finished_at::DATE AS finished_on, e.due_at::DATE AS due_on',
    where: 'e.due_at IS NOT NULL',
  }),
  // Also what is still open past its due day, of whatever date it was received.
  due_or_finished: `
  SELECT p.period_id, p.as_of, e.dossier_code AS member, e.unit_id, s.child_id, e.procedure_code, coalesce(e.field_name, c.field_name) AS field,
    coalesce(e.finished_at, e.due_at)::DATE AS happened_on, ${ORIGIN('e')},
    CASE WHEN e.finished_at < p.as_of + INTERVAL 1 DAY THEN e.finished_at::DATE END AS finished_on, e.due_at::DATE AS due_on
  FROM dossiers AS e
  JOIN periods AS p ON e.due_at IS NOT NULL AND (
    (e.finished_at >= p.from_date AND e.finished_at < p.as_of + INTERVAL 1 DAY)
    OR (coalesce(e.finished_at, TIMESTAMP '9999-12-31') >= p.as_of + INTERVAL 1 DAY AND e.due_at < p.as_of))
  ${inScope('e', 'coalesce(e.received_at, e.due_at)::DATE')}
  LEFT JOIN catalogue AS c ON c.period_id = p.period_id AND c.procedure_code = e.procedure_code`,
  procedures: ofProcedure('', ''),
  procedures_with_dossiers: ofProcedure(
    ', r.procedure_code IS NOT NULL AS has_dossier, coalesce(r.online, false) AS has_online_dossier',
    `LEFT JOIN (SELECT period_id, procedure_code, bool_or(is_online) AS online FROM received GROUP BY ALL) AS r
       ON r.period_id = c.period_id AND r.procedure_code = c.procedure_code`,
  ),
  procedures_with_payments: ofProcedure(
    ', y.procedure_code IS NOT NULL AS has_portal_payment',
    `LEFT JOIN (SELECT DISTINCT p.period_id, e.procedure_code FROM paid AS e ${inPeriod('e.paid_at')} ${inScope('e', 'e.paid_at::DATE')}
       WHERE e.is_portal) AS y ON y.period_id = c.period_id AND y.procedure_code = c.procedure_code`,
  ),
  payments: ofEvents('paid', 'e.paid_at', { member: 'e.member', procedure: 'e.procedure_code', select: 'e.is_portal' }),
  results_in_force: `
  SELECT p.period_id, p.as_of, coalesce(e.result_code, e.dossier_code) AS member, e.unit_id, s.child_id, e.procedure_code,
    c.field_name AS field, e.issued_at AS happened_on, ${ORIGIN('e')},
    e.digitised_at <= p.as_of AS is_digitised, e.signed_at <= p.as_of AS is_signed
  FROM results AS e
  JOIN periods AS p ON e.issued_at <= p.as_of AND coalesce(e.expires_at, DATE '9999-12-31') >= p.as_of
  ${inScope('e', 'e.issued_at')}
  LEFT JOIN catalogue AS c ON c.period_id = p.period_id AND c.procedure_code = e.procedure_code`,
  results_issued: ofEvents('results', 'e.issued_at', {
    member: 'coalesce(e.result_code, e.dossier_code)',
    procedure: 'e.procedure_code',
    select: 'e.digitised_at <= p.as_of AS is_digitised, e.signed_at <= p.as_of AS is_signed',
  }),
  answers: ofEvents('surveys', 'e.answered_at', {
    member: 'e.survey_code',
    select: `e.scope AS survey_scope, e.rating IN ('4', '5') AS is_satisfied`,
    where: 'e.rating IS NOT NULL',
  }),
  visits: ofEvents('visits', 'e.taken_at', {
    member: 'e.ticket',
    select: `date_diff('second', e.taken_at, e.called_at) AS waiting_seconds, date_diff('second', e.called_at, e.finished_at) AS handling_seconds`,
  }),
  transfers: ofEvents('transfers', 'e.transferred_at', {
    member: 'e.dossier_code',
    select: `e.method = 'electronic' AS is_electronic`,
  }),
};

/** The population as one SELECT with what it stands on. */
export function populationSql(id: PopulationId, payments: PaymentSource): string {
  return `WITH ${CATALOGUE}, ${RECEIVED}, ${PAID[payments]} ${SELECTS[id]}`;
}
