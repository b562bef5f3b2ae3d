import { addDays, dayOf, secondsBetween, slashed, yearBefore } from './days.ts';
import type { Known, KnownLists } from './known.ts';
import type { Dossier, Level, Payment, Procedure } from './records.ts';
import { inScope } from './units.ts';

/** An exact number: `top / bottom`, in the indicator's unit of measure (per cent: already times 100). */
export interface Exact {
  top: bigint;
  bottom: bigint;
}

export interface Outcome {
  from: string;
  numerator: number | null;
  denominator: number | null;
  exact: Exact | null;
  missing: string[];
}

/** What is asked: the unit, and the counting period with both days included. */
export interface Question {
  unit: string;
  from: string;
  asOf: string;
}

const LIST_NAMES = {
  dossiers: 'Hồ sơ',
  payments: 'Thanh toán',
  procedures: 'Danh mục thủ tục',
  results: 'Kết quả giải quyết',
  surveys: 'Phiếu khảo sát',
  visits: 'Lượt giao dịch',
  transfers: 'Luân chuyển hồ sơ',
} as const;

/** The first header of each column that a sample may lack, in the order of the columns of the list. */
const HEADERS = {
  procedure_code: 'Mã TTHC',
  channel: 'Hình thức nộp',
  service_level: 'Mức độ',
  status: 'Trạng thái',
  reused_documents: 'Tái sử dụng giấy tờ',
} as const;
type Needed = keyof typeof HEADERS;
const HEADER_ORDER = Object.keys(HEADERS);

export const DENOMINATOR_ZERO = 'mẫu số bằng 0, trong kỳ không có gì để tính';

function nothing(from: string, missing: string[]): Outcome {
  return { from, numerator: null, denominator: null, exact: null, missing };
}

/** `count` of `total` in per cent. */
function rate(from: string, count: number, total: number): Outcome {
  if (total === 0) return { from, numerator: 0, denominator: 0, exact: null, missing: [DENOMINATOR_ZERO] };
  return {
    from,
    numerator: count,
    denominator: total,
    exact: { top: BigInt(count) * 100n, bottom: BigInt(total) },
    missing: [],
  };
}

const within = (local: string, { from, asOf }: Question): boolean =>
  local !== '' && dayOf(local) >= from && dayOf(local) <= asOf;
const until = (local: string, asOf: string): boolean => local !== '' && dayOf(local) <= asOf;

/** The sentences about columns that some of these dossiers never had; none = all is there. */
function lackingColumns(dossiers: readonly Known<'dossiers'>[], columns: readonly Needed[]): string[] {
  const found = new Map<string, { file: string; column: Needed }>();
  for (const { lacking } of dossiers)
    for (const column of columns) {
      const file = lacking.get(column);
      if (file !== undefined) found.set(`${file}|${column}`, { file, column });
    }
  return [...found.values()]
    .sort((a, b) =>
      a.file === b.file ? HEADER_ORDER.indexOf(a.column) - HEADER_ORDER.indexOf(b.column) : a.file < b.file ? -1 : 1,
    )
    .map(({ file, column }) => `thiếu cột ${HEADERS[column]} trong ${file}`);
}

const isOnline = (d: Dossier): boolean => d.channel === 'online' || d.channel === 'assisted';
const offersOnline = (p: Procedure): boolean => p.service_level === 'full' || p.service_level === 'partial';

/** The state of things as one unit sees it: only what is counted for it or for a unit below it. */
export class Truth {
  readonly #lists: KnownLists;

  constructor(lists: KnownLists) {
    this.#lists = lists;
  }

  #has(list: keyof typeof LIST_NAMES, unit: string): boolean {
    return this.#lists[list].some(({ record }) => inScope(record.unit, unit));
  }

  #without(q: Question, ...lists: (keyof typeof LIST_NAMES)[]): string[] {
    return lists.filter((list) => !this.#has(list, q.unit)).map((list) => `thiếu danh sách ${LIST_NAMES[list]}`);
  }

  /** R: received in the period, status neither 1 nor 3; with what is missing to tell. */
  #received(q: Question, columns: readonly Needed[]): { dossiers: Dossier[]; missing: string[] } {
    const arrived = this.#lists.dossiers.filter(
      ({ record }) => inScope(record.unit, q.unit) && within(record.received_at, q),
    );
    const missing = lackingColumns(arrived, ['status']);
    const r = arrived.filter(({ record }) => record.status !== 1 && record.status !== 3);
    return {
      dossiers: r.map(({ record }) => record),
      missing: [...new Set([...missing, ...lackingColumns(r, columns)])],
    };
  }

  #share(
    q: Question,
    columns: readonly Needed[],
    among: (d: Dossier) => boolean,
    counted: (d: Dossier) => boolean,
  ): Outcome {
    const absent = this.#without(q, 'dossiers');
    if (absent.length > 0) return nothing(q.from, absent);
    const { dossiers, missing } = this.#received(q, columns);
    if (missing.length > 0) return nothing(q.from, missing);
    const all = dossiers.filter(among);
    return rate(q.from, all.filter(counted).length, all.length);
  }

  /** One procedure for each code: of the versions in force that day, the one in force since latest. */
  #catalogue(q: Question): Map<string, Procedure> {
    const inForce = new Map<string, Procedure>();
    for (const { record: p } of this.#lists.procedures) {
      if (!inScope(p.unit, q.unit)) continue;
      if (p.valid_from > q.asOf || (p.valid_to !== '' && p.valid_to < q.asOf)) continue;
      const other = inForce.get(p.procedure_code);
      if (!other || p.valid_from > other.valid_from) inForce.set(p.procedure_code, p);
    }
    return inForce;
  }

  #procedureShare(q: Question, among: (p: Procedure) => boolean, counted: (p: Procedure) => boolean): Outcome {
    const absent = this.#without(q, 'procedures');
    if (absent.length > 0) return nothing(q.from, absent);
    const all = [...this.#catalogue(q).values()].filter(among);
    return rate(q.from, all.filter(counted).length, all.length);
  }

  #levelOf(d: Dossier, catalogue: ReadonlyMap<string, Procedure>): Level | '' {
    return d.service_level || (catalogue.get(d.procedure_code)?.service_level ?? '');
  }

  /** Payments that succeeded: of the payments list, or else of the payment columns of the dossiers. */
  #payments(q: Question): Pick<Payment, 'dossier_code' | 'procedure_code' | 'paid_at' | 'payment_method'>[] {
    if (this.#has('payments', q.unit))
      return this.#lists.payments
        .map(({ record }) => record)
        .filter((p) => inScope(p.unit, q.unit) && p.payment_status === 'success');
    return this.#lists.dossiers
      .map(({ record }) => record)
      .filter((d) => inScope(d.unit, q.unit) && d.payment_method !== 'none')
      .map((d) => ({ ...d, paid_at: d.received_at }));
  }

  #paidDossiers(q: Question, portalOnly: boolean): Set<string> {
    return new Set(
      this.#payments(q)
        .filter((p) => until(p.paid_at, q.asOf) && (!portalOnly || p.payment_method === 'portal'))
        .map((p) => p.dossier_code),
    );
  }

  /** Services (procedures at level full or partial) that had a dossier in R, and those that had one online. */
  #services(q: Question): { missing: string[]; all: Set<string>; used: Set<string>; usedOnline: Set<string> } {
    const services = new Set([...this.#catalogue(q).values()].filter(offersOnline).map((p) => p.procedure_code));
    const { dossiers, missing } = this.#received(q, ['procedure_code', 'channel']);
    const mine = dossiers.filter((d) => services.has(d.procedure_code));
    return {
      missing,
      all: services,
      used: new Set(mine.map((d) => d.procedure_code)),
      usedOnline: new Set(mine.filter(isOnline).map((d) => d.procedure_code)),
    };
  }

  #serviceShare(q: Question, of: 'all' | 'used'): Outcome {
    const absent = this.#without(q, 'dossiers', 'procedures');
    if (absent.length > 0) return nothing(q.from, absent);
    const services = this.#services(q);
    if (services.missing.length > 0) return nothing(q.from, services.missing);
    return rate(q.from, services.usedOnline.size, services[of].size);
  }

  #results(q: Question, signed: boolean): Outcome {
    const absent = this.#without(q, 'results');
    if (absent.length > 0) return nothing(q.from, absent);
    const mine = this.#lists.results.map(({ record }) => record).filter((r) => inScope(r.unit, q.unit));
    if (signed) {
      const issued = mine.filter((r) => within(r.issued_at, q));
      return rate(
        q.from,
        issued.filter((r) => until(r.digitised_at, q.asOf) && until(r.signed_at, q.asOf)).length,
        issued.length,
      );
    }
    const inForce = mine.filter((r) => until(r.issued_at, q.asOf) && (r.expires_at === '' || r.expires_at >= q.asOf));
    return rate(q.from, inForce.filter((r) => until(r.digitised_at, q.asOf)).length, inForce.length);
  }

  #satisfaction(q: Question, scope: 'procedures' | 'education'): Outcome {
    const absent = this.#without(q, 'surveys');
    if (absent.length > 0) return nothing(q.from, absent);
    const rated = this.#lists.surveys
      .map(({ record }) => record)
      .filter((s) => inScope(s.unit, q.unit) && s.scope === scope && s.rating !== null && within(s.answered_at, q));
    return rate(q.from, rated.filter((s) => (s.rating ?? 0) >= 4).length, rated.length);
  }

  #minutes(q: Question, begin: 'taken_at' | 'called_at', end: 'called_at' | 'finished_at'): Outcome {
    const absent = this.#without(q, 'visits');
    if (absent.length > 0) return nothing(q.from, absent);
    const visits = this.#lists.visits
      .map(({ record }) => record)
      .filter((v) => inScope(v.unit, q.unit) && within(v.taken_at, q) && v[begin] !== '' && v[end] !== '');
    const seconds = visits.reduce((sum, v) => sum + secondsBetween(v[begin], v[end]), 0);
    if (visits.length === 0) return rate(q.from, 0, 0);
    return {
      from: q.from,
      numerator: seconds / 60,
      denominator: visits.length,
      exact: { top: BigInt(seconds), bottom: BigInt(visits.length) * 60n },
      missing: [],
    };
  }

  /** The unit's own newest observation at or before a day. */
  observation(
    indicator: string,
    unit: string,
    day: string,
  ): { numerator: number; denominator: number | null } | undefined {
    return this.#lists.observations
      .map(({ record }) => record)
      .filter((o) => o.indicator === indicator && o.unit === unit && o.period_end <= day)
      .sort((a, b) => (a.period_end < b.period_end ? 1 : -1))[0];
  }

  #perOfficer(q: Question): Outcome {
    const from = addDays(yearBefore(q.asOf), 1);
    const absent = this.#without(q, 'dossiers');
    if (absent.length > 0) return nothing(from, absent);
    const { dossiers, missing } = this.#received({ ...q, from }, []);
    if (missing.length > 0) return nothing(from, missing);
    const officers = this.observation('one_stop_officers', q.unit, q.asOf);
    if (!officers) return nothing(from, [`chưa có số liệu tự theo dõi đến ${slashed(q.asOf)}`]);
    if (officers.numerator === 0) return rate(from, 0, 0);
    return {
      from,
      numerator: dossiers.length,
      denominator: officers.numerator,
      exact: { top: BigInt(dossiers.length), bottom: BigInt(officers.numerator) },
      missing: [],
    };
  }

  /** A hand-kept indicator: a rate, or a plain count. */
  observed(indicator: string, q: Question, isCount: boolean): Outcome {
    const found = this.observation(indicator, q.unit, q.asOf);
    if (!found) return nothing(q.from, [`chưa có số liệu tự theo dõi đến ${slashed(q.asOf)}`]);
    if (isCount)
      return {
        from: q.from,
        numerator: found.numerator,
        denominator: null,
        exact: { top: BigInt(found.numerator), bottom: 1n },
        missing: [],
      };
    if (found.denominator === null) return nothing(q.from, ['số liệu tự theo dõi thiếu mẫu số']);
    return rate(q.from, found.numerator, found.denominator);
  }

  /** Change in per cent against the newest observation of the base year or before. */
  change(indicator: string, q: Question, baseYear: number): Outcome {
    const now = this.observation(indicator, q.unit, q.asOf);
    if (!now) return nothing(q.from, [`chưa có số liệu tự theo dõi đến ${slashed(q.asOf)}`]);
    const base = this.observation(indicator, q.unit, `${baseYear}-12-31`);
    if (!base) return nothing(q.from, [`chưa có số liệu của năm gốc ${baseYear}`]);
    const top = BigInt(now.numerator - base.numerator) * 100n;
    return {
      from: q.from,
      numerator: now.numerator,
      denominator: base.numerator,
      exact: { top, bottom: BigInt(base.numerator) },
      missing: [],
    };
  }

  /** One of the indicators that come from facts; undefined for a hand-kept one. */
  computed(indicator: string, q: Question): Outcome | undefined {
    const everything = (): boolean => true;
    switch (indicator) {
      case 'remote_online_rate':
        return this.#share(q, ['channel'], everything, (d) => d.channel === 'online');
      case 'online_rate':
        return this.#share(q, ['channel'], everything, isOnline);
      case 'full_online_rate': {
        const catalogue = this.#catalogue(q);
        return this.#share(q, ['channel', 'service_level'], isOnline, (d) => this.#levelOf(d, catalogue) === 'full');
      }
      case 'no_resubmission_rate':
        return this.#share(q, ['reused_documents'], everything, (d) => d.reused_documents);
      case 'online_payment_dossier_rate': {
        const paid = this.#paidDossiers(q, false);
        const portal = this.#paidDossiers(q, true);
        return this.#share(
          q,
          [],
          (d) => paid.has(d.dossier_code),
          (d) => portal.has(d.dossier_code),
        );
      }
      case 'dossiers_with_online_payment_rate': {
        const portal = this.#paidDossiers(q, true);
        return this.#share(
          q,
          [],
          (d) => (d.fee_amount ?? 0) > 0,
          (d) => portal.has(d.dossier_code),
        );
      }
      case 'services_used_online_rate':
        return this.#serviceShare(q, 'used');
      case 'services_with_dossiers_rate':
        return this.#serviceShare(q, 'all');
      case 'full_service_coverage':
        return this.#procedureShare(
          q,
          (p) => p.eligible_full,
          (p) => p.service_level === 'full',
        );
      case 'online_coverage':
        return this.#procedureShare(q, everything, offersOnline);
      case 'online_coverage_eligible':
        return this.#procedureShare(q, (p) => p.eligible_online, offersOnline);
      case 'payable_online_coverage':
        return this.#procedureShare(
          q,
          (p) => p.has_fee,
          (p) => p.payable_online,
        );
      case 'procedures_with_online_payment_rate': {
        const paid = new Set(
          this.#payments(q)
            .filter((p) => p.payment_method === 'portal' && within(p.paid_at, q))
            .map((p) => p.procedure_code),
        );
        return this.#procedureShare(
          q,
          (p) => p.has_fee,
          (p) => paid.has(p.procedure_code),
        );
      }
      case 'digital_signature_service_rate':
        return this.#procedureShare(q, offersOnline, (p) => p.digital_signature);
      case 'multi_device_service_rate':
        return this.#procedureShare(q, offersOnline, (p) => p.mobile);
      case 'procedures_published_rate':
        return this.#procedureShare(q, everything, (p) => p.published);
      case 'online_payment_transaction_rate': {
        const absent = this.#has('payments', q.unit) ? [] : this.#without(q, 'dossiers');
        if (absent.length > 0) return nothing(q.from, absent);
        const paid = this.#payments(q).filter((p) => within(p.paid_at, q));
        return rate(q.from, paid.filter((p) => p.payment_method === 'portal').length, paid.length);
      }
      case 'on_time_rate': {
        const absent = this.#without(q, 'dossiers');
        if (absent.length > 0) return nothing(q.from, absent);
        const finished = this.#lists.dossiers
          .map(({ record }) => record)
          .filter((d) => inScope(d.unit, q.unit) && within(d.finished_at, q) && d.due_at !== '');
        return rate(q.from, finished.filter((d) => dayOf(d.finished_at) <= dayOf(d.due_at)).length, finished.length);
      }
      case 'results_digitised_rate':
        return this.#results(q, false);
      case 'results_signed_rate':
        return this.#results(q, true);
      case 'satisfaction_rate':
        return this.#satisfaction(q, 'procedures');
      case 'satisfaction_education_rate':
        return this.#satisfaction(q, 'education');
      case 'internal_electronic_rate': {
        const absent = this.#without(q, 'transfers');
        if (absent.length > 0) return nothing(q.from, absent);
        const sent = this.#lists.transfers
          .map(({ record }) => record)
          .filter((t) => inScope(t.unit, q.unit) && within(t.transferred_at, q));
        return rate(q.from, sent.filter((t) => t.method === 'electronic').length, sent.length);
      }
      case 'waiting_minutes':
        return this.#minutes(q, 'taken_at', 'called_at');
      case 'handling_minutes':
        return this.#minutes(q, 'called_at', 'finished_at');
      case 'dossiers_per_officer_year':
        return this.#perOfficer(q);
      default:
        return undefined;
    }
  }
}
