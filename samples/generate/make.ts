import { addDays, addSeconds, at, dayOf } from './days.ts';
import { PEOPLE } from './personal.ts';
import type { Random } from './random.ts';
import type { Cell, Channel, Dossier, Level, Payment, Procedure, SampleRow } from './records.ts';
import { unitOf } from './units.ts';

/** Dossiers received in some days: how many through each channel, and how many that never count (status 1 and 3). */
export interface Cohort {
  unit: string;
  from: string;
  to: string;
  counts: Record<Channel, number>;
  excluded: number;
  /** Procedure and level of the n-th dossier of its channel (`excluded`: of those that never count). */
  procedure: (channel: Channel | 'excluded', n: number) => { procedure: Procedure; level: Level };
}

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const CHANNELS: readonly Channel[] = ['online', 'assisted', 'counter', 'postal'];
const FEES = [50_000, 120_000, 1_000_000, 35_000, 250_000];

/** Numbers dossiers by agency and day as the portals do, in the newer or the older form. */
export class Register {
  readonly #next = new Map<string, number>();

  code(unit: string, day: string, old: boolean): string {
    const agency = unitOf(unit).agency;
    const key = `${agency}-${day}`;
    const n = (this.#next.get(key) ?? 0) + 1;
    this.#next.set(key, n);
    const [province = '', office = '00', below = '00'] = agency.split('.');
    const part = day.slice(2).replaceAll('-', '');
    return `${old ? `000.${below}.${office}.${province}` : agency}-${part}-${String(n).padStart(4, '0')}`;
  }
}

function life(
  random: Random,
  received: string,
): Pick<Dossier, 'submitted_at' | 'received_at' | 'due_at' | 'finished_at' | 'returned_at'> {
  const taken = at(received, random.int(7, 16), random.int(0, 59), random.int(0, 59));
  const due = addDays(taken, random.pick([5, 10, 15, 20]));
  const late = random.next() < 0.04;
  const finished = late
    ? addDays(due, random.int(1, 6))
    : addSeconds(addDays(taken, random.int(1, 5)), random.int(60, 9000));
  return {
    submitted_at: addSeconds(taken, -random.int(600, 90_000)),
    received_at: taken,
    due_at: due,
    finished_at: finished,
    returned_at: addDays(finished, random.int(0, 3)),
  };
}

export function makeDossiers(random: Random, register: Register, cohort: Cohort): Dossier[] {
  const span = days(cohort.from, cohort.to);
  const make = (channel: Channel, which: Channel | 'excluded', n: number): Dossier => {
    const day = addDays(cohort.from, random.int(0, span));
    const { procedure, level } = cohort.procedure(which, n);
    return {
      dossier_code: register.code(cohort.unit, day, random.next() < 0.1),
      procedure_code: procedure.procedure_code,
      procedure_name: procedure.procedure_name,
      field_name: procedure.field_name,
      unit: cohort.unit,
      channel,
      service_level: level,
      ...life(random, day),
      status: 10,
      fee_amount: procedure.has_fee ? random.pick(FEES) : 0,
      payment_method: 'none',
      reused_documents: false,
      supplement_requests: random.next() < 0.1 ? 1 : 0,
      person: random.pick(PEOPLE),
    };
  };
  const counted = CHANNELS.flatMap((channel) =>
    Array.from({ length: cohort.counts[channel] }, (_, n) => make(channel, channel, n)),
  );
  const excluded = Array.from({ length: cohort.excluded }, (_, n): Dossier => {
    const refused = n % 2 === 1;
    return { ...make('online', 'excluded', n), status: refused ? 3 : 1, finished_at: '', returned_at: '', due_at: '' };
  });
  return [...counted, ...excluded].sort((a, b) => (a.received_at < b.received_at ? -1 : 1));
}

/** A dossier as the portal knew it at the end of a day. */
function seenAt(d: Dossier, day: string): Dossier {
  if (d.status !== 10) return d;
  if (d.finished_at !== '' && dayOf(d.finished_at) > day && dayOf(d.finished_at) < '2030') {
    return {
      ...d,
      finished_at: '',
      returned_at: '',
      status: d.supplement_requests > 0 ? 5 : d.dossier_code.endsWith('7') ? 2 : 4,
    };
  }
  if (d.returned_at !== '' && dayOf(d.returned_at) > day) return { ...d, returned_at: '', status: 9 };
  return d;
}

/**
 * One export after another: each holds what came in since the one before, and again whatever was still open then, in
 * its newer state.
 */
export function exportsOf(dossiers: readonly Dossier[], ends: readonly string[]): SampleRow<'dossiers'>[][] {
  let previous = '';
  return ends.map((end) => {
    const before = previous;
    previous = end;
    return dossiers
      .filter((d) => {
        const day = dayOf(d.received_at);
        if (day > end) return false;
        return day > before || (d.status === 10 && seenAt(d, before).returned_at === '' && d.returned_at !== '');
      })
      .map((d) => ({ record: seenAt(d, end) }));
  });
}

/** Gives the first `count` of a shuffled list the attribute. */
export function quota<T>(random: Random, items: readonly T[], count: number, give: (item: T) => void): void {
  for (const item of random.shuffle(items).slice(0, count)) give(item);
}

/** A payment for a dossier, some hours after it was filed. */
export function paymentFor(
  d: Dossier,
  code: string,
  method: Payment['payment_method'],
  status: Payment['payment_status'],
  afterHours = 2,
): Payment {
  return {
    transaction_code: code,
    dossier_code: d.dossier_code,
    procedure_code: d.procedure_code,
    unit: d.unit,
    paid_at: addSeconds(d.received_at, afterHours * 3600),
    amount: d.fee_amount || 50_000,
    payment_method: method,
    payment_status: status,
  };
}

/** A row that the rulings reject: an otherwise good record under a code of its own, with a cell that cannot be read. */
export function brokenDossier(
  d: Dossier,
  code: string,
  cells: Record<string, Cell>,
  reason: string,
): SampleRow<'dossiers'> {
  return { record: { ...d, dossier_code: code }, cells, rejected: reason };
}
