import type { PopulationId } from '../../warehouse/populations.ts';
import type { ValueType } from '../conditions/expression.ts';

const TEXT: ValueType = { kind: 'text' };
const DAY: ValueType = { kind: 'date' };
const YES_NO: ValueType = { kind: 'boolean' };
const SECONDS: ValueType = { kind: 'integer' };
const LEVEL: ValueType = { kind: 'code', list: 'service_level' };

/** What a condition on any population can name. `happened_on`: the day that puts the member into the period. */
const EVERYWHERE = { as_of: DAY, procedure_code: TEXT, field: TEXT, happened_on: DAY } as const;

const RECEIVED = {
  ...EVERYWHERE,
  is_remote: YES_NO,
  is_online: YES_NO,
  channel: { kind: 'code', list: 'channel' },
  level: LEVEL,
  fee_amount: { kind: 'decimal' },
  reused_documents: YES_NO,
} as const;

const PROCEDURES = {
  ...EVERYWHERE,
  level: LEVEL,
  is_service: YES_NO,
  eligible_online: YES_NO,
  eligible_full: YES_NO,
  has_fee: YES_NO,
  payable_online: YES_NO,
  mobile: YES_NO,
  digital_signature: YES_NO,
  published: YES_NO,
} as const;

const FINISHED = { ...EVERYWHERE, finished_on: DAY, due_on: DAY } as const;
const RESULTS = { ...EVERYWHERE, is_digitised: YES_NO, is_signed: YES_NO } as const;

/**
 * The columns of each population (`warehouse/populations.ts`) that an indicator's conditions can name, and what they hold.
 * Beside them every population has those of `BESIDE_CONDITIONS`; a test compares both with what the engine says.
 */
export const POPULATION_COLUMNS: Readonly<Record<PopulationId, Readonly<Record<string, ValueType>>>> = {
  received: RECEIVED,
  received_with_payments: { ...RECEIVED, has_payment: YES_NO, has_portal_payment: YES_NO },
  finished: FINISHED,
  due_or_finished: FINISHED,
  procedures: PROCEDURES,
  procedures_with_dossiers: { ...PROCEDURES, has_dossier: YES_NO, has_online_dossier: YES_NO },
  procedures_with_payments: { ...PROCEDURES, has_portal_payment: YES_NO },
  payments: { ...EVERYWHERE, is_portal: YES_NO },
  results_in_force: RESULTS,
  results_issued: RESULTS,
  answers: { ...EVERYWHERE, survey_scope: { kind: 'code', list: 'survey_scope' }, is_satisfied: YES_NO },
  visits: { ...EVERYWHERE, waiting_seconds: SECONDS, handling_seconds: SECONDS },
  transfers: { ...EVERYWHERE, is_electronic: YES_NO },
};

/** Which member it is, whose, and where it comes from: for counting and opening, not for conditions. */
export const BESIDE_CONDITIONS = [
  'period_id',
  'member',
  'key',
  'unit_id',
  'child_id',
  'owner_id',
  'procedure_name',
  'came_by',
  'import_id',
  'sheet_no',
  'row_no',
  'lacks',
] as const;
