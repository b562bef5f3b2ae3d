import type { Period } from '../counts/period.ts';
import type { ListId } from '../lists.ts';
import {
  channelSql,
  type Division,
  type KnownScope,
  payersCte,
  periodsCte,
  Spans,
  scopeCte,
  type Tellers,
  tellersIn,
} from './question.ts';

/**
 * Who is counted: each population is a SELECT with one row for each member and period. An indicator is the share of a
 * population (or of a part of it) for which a condition holds; the same rows are the dossiers behind the number.
 *
 * They read the facts, and `periods` and `scope` of their own statement (`question.ts`). Definitions: DOMAIN.md. The SQL
 * is that of every engine: no short forms of one of them (a test refuses those).
 *
 * Every population has: period_id (rows without one are of no period), member (a code to look up), unit_id, child_id, came_by (a channel), procedure_code,
 * procedure_name (as the row or its dossier writes it), field,
 * happened_on, import_id, sheet_no, row_no, lacks. A field is the one of the row or of its dossier, else the catalogue's.
 */
export interface Population {
  /** A state on the reporting date: its counts do not add over time. */
  state: boolean;
  /** The lists of which all rows of the period must be known. */
  counts: readonly ListId[];
  /** It is a state, and yet its members become more as time goes on: none leaves it before the period ends. */
  grows?: true;
  /** A member may still join the numerator after its own moment; not where the rule asks for the column `unless`. */
  later?: { unless?: string };
  /** By which moment a row of a list can be one of its members, where it is not the list's first (`lists.ts`). */
  moments?: Partial<Record<ListId, string>>;
  sql(spans: Spans, tellers: Tellers): string;
}

const day = (moment: string): string => `CAST(${moment} AS DATE)`;

/** The end of the reporting date. */
const AFTER = `p.as_of + INTERVAL '1' DAY`;

const origin = (row: string): string =>
  ['import_id', 'sheet_no', 'row_no', 'lacks'].map((name) => `${row}.${name} AS ${name}`).join(', ');

const inScope = (row: string, date: string): string =>
  `JOIN scope AS s ON s.unit_id = ${row}.unit_id AND ${date} BETWEEN s.valid_from AND s.valid_to`;

const NO_TEXT = 'CAST(NULL AS VARCHAR)';

const PLACE = 'p.period_id AS period_id, p.as_of AS as_of';

/**
 * What the catalogue says of a row's procedure: that of the row's own unit, where it says nothing that of the unit above, and
 * so on: `listed_0`, `listed_1` … of those that have one, and last that of a department of the province, whose field it may
 * be. One unit's catalogue says nothing else of the rows of a unit beside or above it.
 */
const ofCatalogue = (procedure: string, { steps, hasDepartments }: Tellers): string => {
  const of = (told: string): string =>
    `${told}.period_id = p.period_id AND ${told}.procedure_code = ${procedure} AND ${told}.owner_id = s.owner_id`;
  const units = upTo(steps).map(
    (step) =>
      `LEFT JOIN listed AS listed_${step} ON ${of(`listed_${step}`)} AND listed_${step}.unit_id = s.teller_${step}`,
  );
  if (hasDepartments) units.push(`LEFT JOIN catalogue AS by_field ON ${of('by_field')} AND by_field.is_department`);
  return units.join(' ');
};

const inCatalogue = (column: string, row: string, { steps, hasDepartments }: Tellers): string => {
  const told = [...upTo(steps).map((step) => `listed_${step}`), ...(hasDepartments ? ['by_field'] : [])];
  return `coalesce(${[row, ...told.map((one) => `${one}.${column}`)].join(', ')})`;
};

const upTo = (steps: number): number[] => Array.from({ length: steps }, (_, step) => step);

/** Paid at a portal. "Not online" and cash are payments too, but not these. */
const PORTAL_METHODS = `('national_portal', 'provincial_portal', 'online_unspecified')`;

const PROCEDURE_COLUMNS = [
  'procedure_code',
  'unit_id',
  'field_name',
  'service_level',
  'eligible_online',
  'eligible_full',
  'has_fee',
  'payable_online',
  'mobile',
  'digital_signature',
  'published',
];

/** Each unit's own catalogue. Grain: unit, procedure and period. Of several versions in force on the reporting date the newest counts. */
const LISTED = `listed AS NOT MATERIALIZED (
  SELECT * FROM (
    SELECT ${PLACE}, s.child_id AS child_id, s.owner_id AS owner_id, s.depth AS depth, s.is_department AS is_department, ${PROCEDURE_COLUMNS.map((name) => `c.${name} AS ${name}`).join(', ')}, ${origin('c')},
      row_number() OVER (PARTITION BY p.period_id, s.owner_id, c.unit_id, c.procedure_code ORDER BY c.valid_from DESC NULLS LAST, c.key) AS version_no
    FROM procedures AS c
    JOIN periods AS p ON (c.valid_from IS NULL OR c.valid_from <= p.as_of) AND (c.valid_to IS NULL OR c.valid_to >= p.as_of)
    ${inScope('c', 'p.as_of')}
  ) AS v WHERE v.version_no = 1)`;

const SAID = PROCEDURE_COLUMNS.filter((name) => name !== 'unit_id' && name !== 'procedure_code');
const BLANKS = SAID.map((name) => `CASE WHEN l.${name} IS NULL THEN 1 ELSE 0 END`).join(' + ');
const ALIKE = SAID.map((name) => `l.${name}`).join(', ');

/**
 * The catalogue of a whole unit. Grain: procedure and period. What several units list is as the highest of them says; of
 * equals as a department says; else as the most complete row, as most of them, as the longest list says: so that what one
 * of many sends does not change what the others have.
 */
const CATALOGUE = ({ keepers }: KnownScope): string =>
  keepers.procedures.size <= 1
    ? 'catalogue AS NOT MATERIALIZED (SELECT l.* FROM listed AS l)'
    : `catalogue AS NOT MATERIALIZED (
  SELECT * FROM (
    SELECT w.*, row_number() OVER (PARTITION BY w.period_id, w.owner_id, w.procedure_code
      ORDER BY w.depth, w.is_department DESC, w.blanks, w.votes DESC, w.length DESC, w.unit_id) AS place_no
    FROM (
      SELECT l.*, ${BLANKS} AS blanks, count(*) OVER (PARTITION BY l.period_id, l.owner_id, l.unit_id) AS length,
        count(*) OVER (PARTITION BY l.period_id, l.owner_id, l.procedure_code, l.depth, ${ALIKE}) AS votes
      FROM listed AS l) AS w
  ) AS v WHERE v.place_no = 1)`;

/** R of DOMAIN.md. Grain: dossier and period. A dossier's level is its own, else the catalogue's. */
const RECEIVED = (spans: Spans, tellers: Tellers, channel: string): string => `received AS NOT MATERIALIZED (
  SELECT ${PLACE}, d.dossier_code AS member, d.unit_id AS unit_id, s.child_id AS child_id, s.owner_id AS owner_id,
    d.procedure_code AS procedure_code, d.procedure_name AS procedure_name, ${inCatalogue('field_name', 'd.field_name', tellers)} AS field,
    ${day('d.received_at')} AS happened_on, d.key AS key, ${origin('d')},
    ${channel} IN ('remote', 'online_unspecified') AS is_remote,
    ${channel} IN ('remote', 'online_unspecified', 'assisted') AS is_online,
    ${channel} AS channel, ${channel} AS came_by, ${inCatalogue('service_level', 'd.service_level', tellers)} AS level, d.fee_amount AS fee_amount,
    d.reused_documents AS reused_documents
  FROM dossiers AS d
  ${spans.join('d.received_at')}
  ${inScope('d', day('d.received_at'))} AND ${spans.within('d.received_at')}
  ${ofCatalogue('d.procedure_code', tellers)}
  WHERE coalesce(d.status, '') NOT IN ('1', '3'))`;

/** A payment is of the dossier that it names where its unit may say so: the dossier's own, one above it or one gone into it. */
const LISTED_PAYMENTS = `
  SELECT CASE WHEN d.unit_id = y.unit_id OR k.payer_id IS NOT NULL THEN y.dossier_code END AS dossier_code, coalesce(y.procedure_code, d.procedure_code) AS procedure_code, y.unit_id AS unit_id,
    y.paid_at AS paid_at, y.payment_method IN ${PORTAL_METHODS} AS is_portal, d.channel AS came_by,
    coalesce(y.transaction_code, y.dossier_code) AS member, d.procedure_name AS procedure_name, d.field_name AS field_name, ${origin('y')}
  FROM payments AS y LEFT JOIN dossiers AS d ON d.key = y.dossier_code
  LEFT JOIN payers AS k ON k.unit_id = d.unit_id AND k.payer_id = y.unit_id
  WHERE y.payment_status = 'success'`;

/** One payment a dossier, on the day it was taken in: the column carries no date of its own. */
const PAYMENTS_OF_DOSSIERS = `
  SELECT d.dossier_code AS dossier_code, d.procedure_code AS procedure_code, d.unit_id AS unit_id, d.received_at AS paid_at,
    d.payment_method IN ${PORTAL_METHODS} AS is_portal, d.channel AS came_by, d.dossier_code AS member, d.procedure_name AS procedure_name, d.field_name AS field_name, ${origin('d')}
  FROM dossiers AS d
  WHERE d.payment_method IS NOT NULL AND d.payment_method <> 'none'`;

/**
 * Successful payments, of any date: of their own list where the row's unit, or one above it, has one, else of the dossiers'
 * columns. Grain: payment.
 */
const PAID = `paid AS NOT MATERIALIZED (${LISTED_PAYMENTS}
  UNION ALL ${PAYMENTS_OF_DOSSIERS} AND d.unit_id IN (SELECT s.unit_id FROM scope AS s WHERE NOT s.is_listed))`;

const ofProcedures = (extra: string, joins: string): string => `
  SELECT c.period_id AS period_id, c.as_of AS as_of, c.procedure_code AS member, c.unit_id AS unit_id, c.child_id AS child_id,
    c.procedure_code AS procedure_code, ${NO_TEXT} AS procedure_name, c.field_name AS field, c.as_of AS happened_on, ${NO_TEXT} AS came_by, ${origin('c')},
    c.service_level AS level, c.service_level IN ('full', 'partial') AS is_service,
    ${PROCEDURE_COLUMNS.slice(4)
      .map((name) => `c.${name} AS ${name}`)
      .join(', ')}${extra}
  FROM catalogue AS c ${joins}`;

interface Event {
  list: string;
  moment: string;
  /** Which rows are members of a period; without it those of which the moment is in it. */
  periods?: string;
  /** The day by which the row is one of the unit's time; without it the moment's. */
  unitDay?: string;
  member: string;
  /** Joins the dossier as `d`, whose field (and procedure) it is. */
  ofDossier?: boolean;
  procedure?: string;
  /** What the procedure is called, where rows say so. */
  procedureName?: string;
  field?: string;
  /** How the dossier came in, where rows are of one. */
  channel?: string;
  select: string;
  where?: string;
}

/** A list whose rows have one date and one unit, with the field and procedure as far as they are known. */
const ofEvents =
  ({ list, moment, procedure, procedureName, field, ...event }: Event) =>
  (spans: Spans, tellers: Tellers): string =>
    `
  SELECT ${PLACE}, ${event.member} AS member, e.unit_id AS unit_id, s.child_id AS child_id,
    ${procedure ?? NO_TEXT} AS procedure_code, ${procedureName ?? NO_TEXT} AS procedure_name,
    ${procedure === undefined ? NO_TEXT : inCatalogue('field_name', field ?? NO_TEXT, tellers)} AS field,
    ${day(moment)} AS happened_on, ${event.channel ?? NO_TEXT} AS came_by, ${origin('e')}, ${event.select}
  FROM ${list} AS e ${event.periods ?? spans.join(moment)}
  ${inScope('e', event.unitDay ?? day(moment))}${event.periods === undefined ? ` AND ${spans.within(moment)}` : ''}
  ${event.ofDossier ? 'LEFT JOIN dossiers AS d ON d.key = e.dossier_code' : ''}
  ${procedure === undefined ? '' : ofCatalogue(procedure, tellers)}
  ${event.where === undefined ? '' : `WHERE ${event.where}`}`;

const OF_ITS_DOSSIER = {
  ofDossier: true,
  procedure: 'coalesce(e.procedure_code, d.procedure_code)',
  procedureName: 'd.procedure_name',
  field: 'd.field_name',
  channel: 'd.channel',
};

const HANDLED = {
  list: 'dossiers',
  member: 'e.dossier_code',
  procedure: 'e.procedure_code',
  procedureName: 'e.procedure_name',
  field: 'e.field_name',
  channel: 'e.channel',
};

const RESULT = {
  ...OF_ITS_DOSSIER,
  list: 'results',
  moment: 'e.issued_at',
  member: 'coalesce(e.result_code, e.dossier_code)',
  select: 'e.digitised_at <= p.as_of AS is_digitised, e.signed_at <= p.as_of AS is_signed',
};

export const POPULATIONS = {
  received: { state: false, counts: ['dossiers'], sql: () => 'SELECT * FROM received' },
  received_with_payments: {
    state: false,
    counts: ['dossiers', 'payments'],
    later: { unless: 'has_payment' },
    sql: () => `
  SELECT r.*, y.paid_dossier IS NOT NULL AS has_payment, coalesce(y.portal = 1, false) AS has_portal_payment
  FROM received AS r LEFT JOIN (
    SELECT p.period_id AS paid_period, paid.dossier_code AS paid_dossier, max(CASE WHEN paid.is_portal THEN 1 ELSE 0 END) AS portal
    FROM paid JOIN periods AS p ON paid.paid_at < ${AFTER} GROUP BY p.period_id, paid.dossier_code
  ) AS y ON y.paid_period = r.period_id AND y.paid_dossier = r.key`,
  },
  finished: {
    state: false,
    counts: ['dossiers'],
    moments: { dossiers: 'finished_at' },
    sql: ofEvents({
      ...HANDLED,
      moment: 'e.finished_at',
      select: `${day('e.finished_at')} AS finished_on, ${day('e.due_at')} AS due_on`,
      where: 'e.due_at IS NOT NULL',
    }),
  },
  // Also what is still open past its due day, of whatever date it was received.
  due_or_finished: {
    state: true,
    counts: ['dossiers'],
    grows: true,
    moments: { dossiers: 'finished_at' },
    sql: ofEvents({
      ...HANDLED,
      moment: 'coalesce(e.finished_at, e.due_at)',
      periods: `LEFT JOIN periods AS p ON e.due_at IS NOT NULL AND (
    (e.finished_at >= p.from_date AND e.finished_at < ${AFTER})
    OR ((e.finished_at IS NULL OR e.finished_at >= ${AFTER}) AND e.due_at < p.as_of))`,
      unitDay: day('coalesce(e.received_at, e.due_at)'),
      select: `CASE WHEN e.finished_at < ${AFTER} THEN ${day('e.finished_at')} END AS finished_on, ${day('e.due_at')} AS due_on`,
    }),
  },
  procedures: { state: true, counts: [], sql: () => ofProcedures('', '') },
  procedures_with_dossiers: {
    state: true,
    counts: ['dossiers'],
    sql: () =>
      ofProcedures(
        ', r.procedure_code IS NOT NULL AS has_dossier, coalesce(r.online = 1, false) AS has_online_dossier',
        `LEFT JOIN (
    SELECT period_id, owner_id, procedure_code, max(CASE WHEN is_online THEN 1 ELSE 0 END) AS online
    FROM received GROUP BY period_id, owner_id, procedure_code
  ) AS r ON r.period_id = c.period_id AND r.procedure_code = c.procedure_code AND r.owner_id = c.owner_id`,
      ),
  },
  procedures_with_payments: {
    state: true,
    counts: ['payments'],
    sql: (spans) =>
      ofProcedures(
        ', y.procedure_code IS NOT NULL AS has_portal_payment',
        `LEFT JOIN (
    SELECT DISTINCT p.period_id AS period_id, s.owner_id AS owner_id, e.procedure_code AS procedure_code
    FROM paid AS e ${spans.join('e.paid_at')} ${inScope('e', day('e.paid_at'))} AND ${spans.within('e.paid_at')} WHERE e.is_portal
  ) AS y ON y.period_id = c.period_id AND y.procedure_code = c.procedure_code AND y.owner_id = c.owner_id`,
      ),
  },
  payments: {
    state: false,
    counts: ['payments'],
    sql: ofEvents({
      list: 'paid',
      moment: 'e.paid_at',
      member: 'e.member',
      procedure: 'e.procedure_code',
      procedureName: 'e.procedure_name',
      field: 'e.field_name',
      channel: 'e.came_by',
      select: 'e.is_portal AS is_portal',
    }),
  },
  results_in_force: {
    state: true,
    counts: [],
    sql: ofEvents({
      ...RESULT,
      periods: 'LEFT JOIN periods AS p ON e.issued_at <= p.as_of AND (e.expires_at IS NULL OR e.expires_at >= p.as_of)',
    }),
  },
  results_issued: {
    state: false,
    counts: ['results'],
    later: {},
    moments: { results: 'issued_at' },
    sql: ofEvents(RESULT),
  },
  answers: {
    state: false,
    counts: ['surveys'],
    sql: ofEvents({
      list: 'surveys',
      moment: 'e.answered_at',
      member: 'e.survey_code',
      select: `e.scope AS survey_scope, e.rating IN ('4', '5') AS is_satisfied`,
      where: 'e.rating IS NOT NULL',
    }),
  },
  visits: {
    state: false,
    counts: ['visits'],
    sql: ofEvents({
      list: 'visits',
      moment: 'e.taken_at',
      member: 'e.ticket',
      select: `date_diff('second', e.taken_at, e.called_at) AS waiting_seconds, date_diff('second', e.called_at, e.finished_at) AS handling_seconds`,
    }),
  },
  transfers: {
    state: false,
    counts: ['transfers'],
    sql: ofEvents({
      ...OF_ITS_DOSSIER,
      procedure: 'd.procedure_code',
      list: 'transfers',
      moment: 'e.transferred_at',
      member: 'e.dossier_code',
      select: `e.method = 'electronic' AS is_electronic`,
    }),
  },
} as const satisfies Record<string, Population>;

export type PopulationId = keyof typeof POPULATIONS;
export const POPULATION_IDS = Object.keys(POPULATIONS) as [PopulationId, ...PopulationId[]];

/** The population of some periods as one SELECT with all that it stands on. */
export function populationSql(
  id: PopulationId,
  scope: KnownScope,
  periods: readonly Period[],
  division: Division = 'whole',
): string {
  const [spans, tellers] = [new Spans(periods), tellersIn(scope, division)];
  const facts = [LISTED, CATALOGUE(scope), RECEIVED(spans, tellers, channelSql(scope.moved)), payersCte(scope), PAID];
  const parts = [scopeCte(scope, division), periodsCte(periods), spans.cte(), ...facts];
  return `WITH ${parts.join(', ')} ${POPULATIONS[id].sql(spans, tellers)}`;
}
