import type { ListId } from '../../pipeline/lists.ts';
import type { Person } from './personal.ts';

/**
 * What really happened, record by record. Field names are the columns of the export lists; dates are local text
 * (`YYYY-MM-DD[ HH:MM:SS]`), empty = none. `unit` stands for the column with the unit's name.
 */
export type Channel = 'online' | 'assisted' | 'counter' | 'postal';
export type Level = 'full' | 'partial' | 'information';
export type PaymentMethod = 'portal' | 'offline' | 'none';

export interface Dossier {
  dossier_code: string;
  /** `d.dddddd`, empty where the cell is. */
  procedure_code: string;
  procedure_name: string;
  field_name: string;
  unit: string;
  channel: Channel;
  service_level: Level | '';
  submitted_at: string;
  received_at: string;
  due_at: string;
  finished_at: string;
  returned_at: string;
  /** 1–10 of the national code list; null where the cell is empty. */
  status: number | null;
  /** Đồng; null where the cell is empty. */
  fee_amount: number | null;
  payment_method: PaymentMethod;
  reused_documents: boolean;
  supplement_requests: number;
  person: Person;
}

export interface Payment {
  transaction_code: string;
  dossier_code: string;
  procedure_code: string;
  unit: string;
  paid_at: string;
  amount: number;
  payment_method: PaymentMethod;
  payment_status: 'success' | 'failed' | 'cancelled' | 'refund';
}

export interface Procedure {
  procedure_code: string;
  procedure_name: string;
  field_name: string;
  unit: string;
  administrative_level: 'province' | 'district' | 'commune';
  service_level: Level;
  eligible_online: boolean;
  eligible_full: boolean;
  has_fee: boolean;
  payable_online: boolean;
  mobile: boolean;
  digital_signature: boolean;
  published: boolean;
  valid_from: string;
  valid_to: string;
}

export interface Result {
  result_code: string;
  dossier_code: string;
  procedure_code: string;
  unit: string;
  issued_at: string;
  expires_at: string;
  digitised_at: string;
  signed_at: string;
}

export interface Survey {
  survey_code: string;
  answered_at: string;
  unit: string;
  scope: 'procedures' | 'education';
  /** 5 very satisfied … 1 very dissatisfied; null = not rated. */
  rating: number | null;
}

export interface Visit {
  ticket: string;
  unit: string;
  taken_at: string;
  called_at: string;
  finished_at: string;
}

export interface Transfer {
  dossier_code: string;
  unit: string;
  to_unit_name: string;
  transferred_at: string;
  method: 'electronic' | 'paper';
}

export interface Observation {
  /** An indicator of the plans, or `one_stop_officers`. */
  indicator: string;
  unit: string;
  period_end: string;
  numerator: number;
  denominator: number | null;
  source: string;
}

export interface Records {
  dossiers: Dossier;
  payments: Payment;
  procedures: Procedure;
  results: Result;
  surveys: Survey;
  visits: Visit;
  transfers: Transfer;
  observations: Observation;
}

/** A cell as a file stores it: text, a number, or a day-and-time cell with a date format. */
export type Cell = string | number | { date: string };

/** One row of a list in one file. */
export interface SampleRow<L extends ListId> {
  record: Records[L];
  /** Cells that look otherwise than the sheet's style would have them. */
  cells?: Readonly<Record<string, Cell>>;
  /** By the rulings this row is rejected, and why. */
  rejected?: string;
}

/** How the values of a sheet are written. */
export interface Style {
  dates: 'slash' | 'slash-time' | 'slash-minutes' | 'packed' | 'serial' | 'cell' | 'mixed';
  money: 'dot' | 'comma' | 'dong' | 'number';
  codes: 'plain' | 'province' | 'long' | 'mixed';
  unit: 'full' | 'bare' | 'capitals';
  words: 'portal' | 'old' | 'digits';
  /** Phone numbers and IDs stored as numbers: the zeros in front are gone. */
  lostZeros: boolean;
  text: 'plain' | 'nfd' | 'old-pdf' | 'invisible' | 'old-tones' | 'tcvn3' | 'vni';
}

export interface ColumnUse {
  column: string;
  header: string;
  /** Header cell above it, for headers of two or three rows. */
  group?: string;
}

export interface SampleSheet<L extends ListId> {
  name: string;
  hidden?: boolean;
  list: L;
  columns: ColumnUse[];
  rows: SampleRow<L>[];
  style: Style;
  dress: Dress;
}

/** What stands around the rows. */
export interface Dress {
  titles?: string[];
  headerRows?: 1 | 2 | 3;
  numbering?: boolean;
  /** Where the total rows stand, and of which column they give the sum. */
  totals?: 'first' | 'last';
  ofWhich?: boolean;
  emptyFirstColumn?: boolean;
  /** A column `STT` in front. */
  serial?: boolean;
  /** The header has the cell `STT`, the rows do not: everything stands one column to the left. */
  shifted?: boolean;
  blankEvery?: number;
  signature?: string[];
}

export type AnySheet = { [L in ListId]: SampleSheet<L> }[ListId];

export type FileFormat =
  | { kind: 'xlsx'; inline?: boolean }
  | { kind: 'xls' }
  | { kind: 'html'; charset?: boolean }
  | { kind: 'csv'; encoding: 'utf8-bom' | 'utf8' | 'utf16le' | 'windows-1258'; separator: ',' | ';' | '\t' }
  | { kind: 'json'; service: string };

export interface SampleFile {
  /** Below `samples/`, with `/`. */
  path: string;
  format: FileFormat;
  sheets: AnySheet[];
  traps: string[];
}
