import { EDUCATION_2023, PROVINCE_2023 } from './catalogue.ts';
import { makeDossiers, paymentFor, type Register } from './make.ts';
import type { Random } from './random.ts';
import type { Channel, Dossier, Procedure, SampleRow } from './records.ts';

const PERIODS = [
  ['2023-01-03', '2023-06-30'],
  ['2023-07-01', '2023-10-31'],
  ['2023-11-01', '2023-11-30'],
  ['2023-12-01', '2023-12-31'],
] as const;
export const ENDS = ['2023-06-30', '2023-10-31', '2023-11-30', '2023-12-31'];

/**
 * Online, assisted, counter, postal by unit and period. By 30 November 1420 of 2840 came in remotely: exactly 50 %.
 * The department of health lists no payments of its own: only its dossiers tell how they were paid.
 */
const COUNTS: Record<string, [number, number, number, number][]> = {
  'brvt-sgddt': [
    [150, 20, 120, 10],
    [120, 20, 50, 10],
    [90, 10, 35, 5],
    [40, 5, 15, 0],
  ],
  'brvt-stp': [
    [100, 20, 100, 10],
    [60, 10, 40, 5],
    [40, 5, 10, 0],
  ],
  'brvt-skhcn': [
    [30, 0, 40, 0],
    [30, 0, 20, 0],
    [20, 0, 10, 0],
  ],
  'brvt-syt': [
    [50, 10, 60, 5],
    [40, 5, 35, 0],
    [30, 5, 10, 0],
  ],
  'brvt-stttt': [
    [25, 0, 20, 0],
    [25, 0, 10, 0],
    [15, 0, 5, 0],
  ],
  'brvt-vungtau': [
    [120, 30, 150, 10],
    [140, 20, 40, 5],
    [60, 10, 25, 0],
  ],
  'brvt-chauduc': [
    [60, 15, 100, 5],
    [70, 10, 40, 5],
    [40, 5, 20, 0],
  ],
  'brvt-chauduc-ngaigiao': [
    [20, 10, 60, 0],
    [20, 5, 30, 0],
    [20, 5, 10, 0],
  ],
  'brvt-chauduc-kimlong': [
    [15, 5, 50, 0],
    [15, 5, 25, 0],
    [15, 0, 10, 0],
  ],
};

const catalogueOf = (unit: string): Procedure[] => [...EDUCATION_2023, ...PROVINCE_2023].filter((p) => p.unit === unit);
const withoutVersions = (procedures: Procedure[]): Procedure[] => [
  ...new Map(procedures.map((p) => [p.procedure_code, p])).values(),
];

export function makeAll(random: Random, register: Register): Dossier[] {
  return Object.entries(COUNTS).flatMap(([unit, periods]) => {
    const procedures = withoutVersions(catalogueOf(unit));
    const services = procedures.filter((p) => p.service_level !== 'information');
    return periods.flatMap(([online, assisted, counter, postal], period) => {
      const [from, to] = PERIODS[period] ?? PERIODS[0];
      const counts: Record<Channel, number> = { online, assisted, counter, postal };
      return makeDossiers(random, register, {
        unit,
        from,
        to,
        counts,
        excluded: Math.ceil(online / 20),
        procedure: (channel, n) => {
          const pool = channel === 'counter' || channel === 'postal' ? procedures : services;
          const procedure = pool[(n * 5 + period) % pool.length] as Procedure;
          return { procedure, level: procedure.service_level };
        },
      });
    });
  });
}

export const counts = (d: Dossier): boolean => d.status !== 1 && d.status !== 3;

/** Payments of all units but health; those through a portal only for 24 of the 50 procedures with a fee. */
export function pay(random: Random, dossiers: readonly Dossier[]): SampleRow<'payments'>[] {
  const withFee = dossiers.filter((d) => (d.fee_amount ?? 0) > 0 && counts(d) && d.received_at < '2023-11-29');
  const codes = [...new Set(withFee.map((d) => d.procedure_code))];
  const payable = random.shuffle(codes.sort()).slice(0, 24);
  const rows: SampleRow<'payments'>[] = [];
  let portal = 0;
  withFee.forEach((d, i) => {
    const eligible = payable.includes(d.procedure_code) && d.channel !== 'counter' && portal < 330;
    if (d.unit === 'brvt-syt') {
      d.payment_method = eligible && i % 2 === 0 ? 'portal' : i % 5 === 0 ? 'none' : 'offline';
      return;
    }
    if (i % 5 < 2 && !eligible) return;
    const byPortal = eligible && i % 5 !== 0;
    if (byPortal) portal++;
    const code = `TT23.${String(i).padStart(6, '0')}`;
    if (byPortal && i % 11 === 0) rows.push({ record: paymentFor(d, `${code}X`, 'portal', 'failed', 1) });
    const payment = paymentFor(d, code, byPortal ? 'portal' : 'offline', 'success', random.int(2, 20));
    rows.push({ record: payment });
    if (i % 41 === 0) rows.push({ record: { ...payment, payment_status: 'refund' } });
    if (i % 37 === 0) rows.push({ record: paymentFor(d, `${code}H`, 'portal', 'cancelled', 3) });
  });
  return rows;
}
