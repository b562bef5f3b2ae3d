import { addDays, dayOf, secondsBetween, yearBefore } from './days.ts';
import type { Known, KnownLists } from './known.ts';
import type { Dossier, Level, Payment, Procedure, Records } from './records.ts';
import { TrueCatalogue } from './truth-catalogue.ts';
import { type CountedList, lackingColumns, lackingList, type Needed } from './truth-lacks.ts';
import { inScope } from './units.ts';

/** What is asked: the unit, and the counting period with both days included. */
export interface Question {
  unit: string;
  from: string;
  asOf: string;
  /** Only what is counted for the unit itself, nothing of the units below it. */
  own?: true;
}

/** One thing that a number counts. */
export interface Member {
  /** Its list and its code there, by which it can be looked up. Two visits, and two transfers, may have one code. */
  list: CountedList;
  code: string;
  /** The dossier and the procedure that it belongs to; empty = none is named. */
  dossier: string;
  procedure: string;
  /** Whose row it is. */
  unit: string;
  /** Is it in the numerator too? */
  hit: boolean;
  /** For means of minutes; 0 elsewhere. */
  seconds: number;
}

/** All that a number is counted from, and what keeps it from being known. */
export interface Counted {
  from: string;
  members: Member[];
  missing: string[];
}

const within = (local: string, { from, asOf }: Question): boolean =>
  local !== '' && dayOf(local) >= from && dayOf(local) <= asOf;
const until = (local: string, asOf: string): boolean => local !== '' && dayOf(local) <= asOf;

const isOnline = (d: Dossier): boolean => d.channel === 'online' || d.channel === 'assisted';
const offersOnline = (p: Procedure): boolean => p.service_level === 'full' || p.service_level === 'partial';
const everything = (): boolean => true;

const ofDossier = (d: Dossier, hit: boolean): Member => ({
  list: 'dossiers',
  code: d.dossier_code,
  dossier: d.dossier_code,
  procedure: d.procedure_code,
  unit: d.unit,
  hit,
  seconds: 0,
});
const ofProcedure = (p: Procedure, hit: boolean): Member => ({
  list: 'procedures',
  code: p.procedure_code,
  dossier: '',
  procedure: p.procedure_code,
  unit: p.unit,
  hit,
  seconds: 0,
});

/** A successful payment; where it stands in a column of the dossier, the dossier is what can be looked up. */
interface Paid extends Pick<Payment, 'dossier_code' | 'procedure_code' | 'unit' | 'paid_at' | 'payment_method'> {
  list: 'payments' | 'dossiers';
  code: string;
}

/** Who is counted for a unit: only what belongs to it or to a unit below it. By plain filters over the records. */
export class TrueMembers {
  readonly #lists: KnownLists;
  readonly #dossiers: ReadonlyMap<string, Dossier>;
  readonly #ofUnit = new Map<string, Known<CountedList>[]>();
  readonly #catalogues = new Map<string, TrueCatalogue>();

  constructor(lists: KnownLists) {
    this.#lists = lists;
    this.#dossiers = new Map(lists.dossiers.map(({ record }) => [record.dossier_code, record]));
  }

  /** The records of a list that are counted for the unit; kept, because the same is asked many times. */
  #known<L extends CountedList>(list: L, { unit, own }: Question): Known<L>[] {
    const key = `${list}|${unit}|${own === true}`;
    const all: Known<CountedList>[] = this.#lists[list];
    const found =
      this.#ofUnit.get(key) ??
      all.filter(({ record }) => (own === true ? record.unit === unit : inScope(record.unit, unit)));
    this.#ofUnit.set(key, found);
    return found as Known<L>[];
  }

  #records<L extends CountedList>(list: L, q: Question): Records[L][] {
    return this.#known(list, q).map(({ record }) => record);
  }

  /** What the unit has sent no row of. */
  #without(q: Question, ...lists: CountedList[]): string[] {
    return lists.filter((list) => this.#known(list, q).length === 0).map(lackingList);
  }

  /** R: received in the period, status neither 1 nor 3; with what is missing to tell. */
  #received(q: Question, columns: readonly Needed[]): { dossiers: Dossier[]; missing: string[] } {
    const arrived = this.#known('dossiers', q).filter(({ record }) => within(record.received_at, q));
    const missing = lackingColumns(arrived, ['status']);
    const r = arrived.filter(({ record }) => record.status !== 1 && record.status !== 3);
    return {
      dossiers: r.map(({ record }) => record),
      missing: [...new Set([...missing, ...lackingColumns(r, columns)])],
    };
  }

  #ofReceived(
    q: Question,
    columns: readonly Needed[],
    among: (d: Dossier) => boolean,
    counted: (d: Dossier) => boolean,
  ): Counted {
    const absent = this.#without(q, 'dossiers');
    const { dossiers, missing } = this.#received(q, columns);
    const members = dossiers.filter(among).map((d) => ofDossier(d, counted(d)));
    return { from: q.from, members, missing: absent.length > 0 ? absent : missing };
  }

  /** A unit's catalogue, see `TrueCatalogue`; kept, because the same is asked many times. */
  #catalogue(q: Question): TrueCatalogue {
    const key = `${q.unit}|${q.own === true}|${q.asOf}`;
    const known = this.#catalogues.get(key) ?? new TrueCatalogue(this.#records('procedures', q), q);
    this.#catalogues.set(key, known);
    return known;
  }

  #ofCatalogue(q: Question, among: (p: Procedure) => boolean, counted: (p: Procedure) => boolean): Counted {
    const all = [...this.#catalogue(q).whole.values()].filter(among);
    return {
      from: q.from,
      members: all.map((p) => ofProcedure(p, counted(p))),
      missing: this.#without(q, 'procedures'),
    };
  }

  /** Payments that succeeded: of the payments list, and of the payment columns of the dossiers of units that no list speaks for. */
  #payments(q: Question): Paid[] {
    const listing = new Set(this.#records('payments', q).map(({ unit }) => unit));
    const isListed = (d: Dossier): boolean => [...listing].some((unit) => inScope(d.unit, unit));
    const listed = this.#records('payments', q)
      .filter((p) => p.payment_status === 'success')
      .map((p): Paid => ({ ...p, list: 'payments', code: p.transaction_code || p.dossier_code }));
    const columns = this.#records('dossiers', q)
      .filter((d) => d.payment_method !== 'none' && !isListed(d))
      .map((d): Paid => ({ ...d, paid_at: d.received_at, list: 'dossiers', code: d.dossier_code }));
    return [...listed, ...columns];
  }

  #paidDossiers(q: Question, portalOnly: boolean): Set<string> {
    return new Set(
      this.#payments(q)
        .filter((p) => until(p.paid_at, q.asOf) && (!portalOnly || p.payment_method === 'portal'))
        .map((p) => p.dossier_code),
    );
  }

  /** Services (procedures at level full or partial), all or those with a dossier in R; counted: with an online one. */
  #services(q: Question, of: 'all' | 'used'): Counted {
    const absent = this.#without(q, 'dossiers', 'procedures');
    const { dossiers, missing } = this.#received(q, ['procedure_code', 'channel']);
    const used = new Set(dossiers.map((d) => d.procedure_code));
    const usedOnline = new Set(dossiers.filter(isOnline).map((d) => d.procedure_code));
    return {
      ...this.#ofCatalogue(
        q,
        (p) => offersOnline(p) && (of === 'all' || used.has(p.procedure_code)),
        (p) => usedOnline.has(p.procedure_code),
      ),
      missing: absent.length > 0 ? absent : missing,
    };
  }

  #results(q: Question, signed: boolean): Counted {
    const mine = this.#records('results', q);
    const members = signed
      ? mine.filter((r) => within(r.issued_at, q))
      : mine.filter((r) => until(r.issued_at, q.asOf) && (r.expires_at === '' || r.expires_at >= q.asOf));
    return {
      from: q.from,
      members: members.map((r) => ({
        list: 'results',
        code: r.result_code || r.dossier_code,
        dossier: r.dossier_code,
        procedure: r.procedure_code,
        unit: r.unit,
        hit: until(r.digitised_at, q.asOf) && (!signed || until(r.signed_at, q.asOf)),
        seconds: 0,
      })),
      missing: this.#without(q, 'results'),
    };
  }

  #answers(q: Question, scope: 'procedures' | 'education'): Counted {
    const rated = this.#records('surveys', q).filter(
      (s) => s.scope === scope && s.rating !== null && within(s.answered_at, q),
    );
    return {
      from: q.from,
      members: rated.map((s) => ({
        list: 'surveys',
        code: s.survey_code,
        dossier: '',
        procedure: '',
        unit: s.unit,
        hit: (s.rating ?? 0) >= 4,
        seconds: 0,
      })),
      missing: this.#without(q, 'surveys'),
    };
  }

  #visits(q: Question, begin: 'taken_at' | 'called_at', end: 'called_at' | 'finished_at'): Counted {
    const timed = this.#records('visits', q).filter((v) => within(v.taken_at, q) && v[begin] !== '' && v[end] !== '');
    return {
      from: q.from,
      members: timed.map((v) => ({
        list: 'visits',
        code: v.ticket,
        dossier: '',
        procedure: '',
        unit: v.unit,
        hit: true,
        seconds: secondsBetween(v[begin], v[end]),
      })),
      missing: this.#without(q, 'visits'),
    };
  }

  #transfers(q: Question): Counted {
    const sent = this.#records('transfers', q).filter((t) => within(t.transferred_at, q));
    return {
      from: q.from,
      members: sent.map((t) => ({
        list: 'transfers',
        code: t.dossier_code,
        dossier: t.dossier_code,
        procedure: '',
        unit: t.unit,
        hit: t.method === 'electronic',
        seconds: 0,
      })),
      missing: this.#without(q, 'transfers'),
    };
  }

  #transactions(q: Question): Counted {
    const paid = this.#payments(q).filter((p) => within(p.paid_at, q));
    return {
      from: q.from,
      members: paid.map(({ list, code, dossier_code, procedure_code, unit, payment_method }) => ({
        list,
        code,
        dossier: dossier_code,
        procedure: procedure_code,
        unit,
        hit: payment_method === 'portal',
        seconds: 0,
      })),
      missing: this.#known('payments', q).length > 0 ? [] : this.#without(q, 'dossiers'),
    };
  }

  #finished(q: Question): Counted {
    const finished = this.#records('dossiers', q).filter((d) => within(d.finished_at, q) && d.due_at !== '');
    return {
      from: q.from,
      members: finished.map((d) => ofDossier(d, dayOf(d.finished_at) <= dayOf(d.due_at))),
      missing: this.#without(q, 'dossiers'),
    };
  }

  /** The procedure of a member: its own, else that of its dossier; empty = nobody says. */
  procedureOf(member: Member): string {
    return member.procedure || (this.#dossiers.get(member.dossier)?.procedure_code ?? '');
  }

  /** The field of a member: its dossier's own, else that of its procedure on the reporting date; empty = nobody says. */
  fieldOf(member: Member, q: Question): string {
    const own = this.#dossiers.get(member.dossier)?.field_name ?? '';
    const told = this.#catalogue(q)
      .toldOf(member.unit, this.procedureOf(member))
      .map(({ field_name }) => field_name);
    return own || (told.find((name) => name !== '') ?? '');
  }

  /** The units that have a record of some list, in order of their ids. */
  units(): string[] {
    const { dossiers, payments, procedures, results, surveys, visits, transfers, observations } = this.#lists;
    const all = [dossiers, payments, procedures, results, surveys, visits, transfers, observations].flat();
    return [...new Set(all.map(({ record }) => record.unit))].sort();
  }

  /** Who is counted for an indicator that comes from facts; undefined for a hand-kept one. */
  of(indicator: string, q: Question): Counted | undefined {
    switch (indicator) {
      case 'remote_online_rate':
        return this.#ofReceived(q, ['channel'], everything, (d) => d.channel === 'online');
      case 'online_rate':
        return this.#ofReceived(q, ['channel'], everything, isOnline);
      case 'full_online_rate': {
        const levelOf = (d: Dossier): Level | '' => {
          const [told] = this.#catalogue(q).toldOf(d.unit, d.procedure_code);
          return d.service_level || (told?.service_level ?? '');
        };
        return this.#ofReceived(q, ['channel', 'service_level'], isOnline, (d) => levelOf(d) === 'full');
      }
      case 'no_resubmission_rate':
        return this.#ofReceived(q, ['reused_documents'], everything, (d) => d.reused_documents);
      case 'online_payment_dossier_rate': {
        const paid = this.#paidDossiers(q, false);
        const portal = this.#paidDossiers(q, true);
        return this.#ofReceived(
          q,
          [],
          (d) => paid.has(d.dossier_code),
          (d) => portal.has(d.dossier_code),
        );
      }
      case 'dossiers_with_online_payment_rate': {
        const portal = this.#paidDossiers(q, true);
        return this.#ofReceived(
          q,
          [],
          (d) => (d.fee_amount ?? 0) > 0,
          (d) => portal.has(d.dossier_code),
        );
      }
      case 'services_used_online_rate':
        return this.#services(q, 'used');
      case 'services_with_dossiers_rate':
        return this.#services(q, 'all');
      case 'full_service_coverage':
        return this.#ofCatalogue(
          q,
          (p) => p.eligible_full,
          (p) => p.service_level === 'full',
        );
      case 'online_coverage':
        return this.#ofCatalogue(q, everything, offersOnline);
      case 'online_coverage_eligible':
        return this.#ofCatalogue(q, (p) => p.eligible_online, offersOnline);
      case 'payable_online_coverage':
        return this.#ofCatalogue(
          q,
          (p) => p.has_fee,
          (p) => p.payable_online,
        );
      case 'procedures_with_online_payment_rate': {
        const paid = new Set(
          this.#transactions(q)
            .members.filter(({ hit }) => hit)
            .map((payment) => this.procedureOf(payment)),
        );
        return this.#ofCatalogue(
          q,
          (p) => p.has_fee,
          (p) => paid.has(p.procedure_code),
        );
      }
      case 'digital_signature_service_rate':
        return this.#ofCatalogue(q, offersOnline, (p) => p.digital_signature);
      case 'multi_device_service_rate':
        return this.#ofCatalogue(q, offersOnline, (p) => p.mobile);
      case 'procedures_published_rate':
        return this.#ofCatalogue(q, everything, (p) => p.published);
      case 'online_payment_transaction_rate':
        return this.#transactions(q);
      case 'on_time_rate':
        return this.#finished(q);
      case 'results_digitised_rate':
        return this.#results(q, false);
      case 'results_signed_rate':
        return this.#results(q, true);
      case 'satisfaction_rate':
        return this.#answers(q, 'procedures');
      case 'satisfaction_education_rate':
        return this.#answers(q, 'education');
      case 'internal_electronic_rate':
        return this.#transfers(q);
      case 'waiting_minutes':
        return this.#visits(q, 'taken_at', 'called_at');
      case 'handling_minutes':
        return this.#visits(q, 'called_at', 'finished_at');
      case 'dossiers_per_officer_year':
        return this.#ofReceived({ ...q, from: addDays(yearBefore(q.asOf), 1) }, [], everything, everything);
      default:
        return undefined;
    }
  }
}
