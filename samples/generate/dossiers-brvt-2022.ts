import { EDUCATION_CODES } from './catalogue.ts';
import { type Cohort, paymentFor } from './make.ts';
import type { Random } from './random.ts';
import type { Channel, Dossier, Level, Payment, Procedure, SampleRow } from './records.ts';

export const UNIT = 'brvt-sgddt';

const procedureAt = (i: number): Procedure => EDUCATION_CODES[i % EDUCATION_CODES.length] as Procedure;

/** Only the first `online` services are ever used online in these days; at the counter anything is. */
function choose(online: number): Cohort['procedure'] {
  const levelOf = (i: number): Level =>
    i === 80 || i === 81 || i === 95 ? 'partial' : i < 85 ? 'full' : 'information';
  return (channel, n) => {
    // The last services are filed online only by dossiers that were never taken in: they do not count as used.
    const i =
      channel === 'excluded'
        ? 80 + (n % 5)
        : channel === 'online'
          ? n % online
          : channel === 'assisted'
            ? (n * 3) % online
            : (n * 7) % 95;
    return { procedure: procedureAt(i), level: levelOf(i) };
  };
}

const counts = (online: number, assisted: number, counter: number, postal: number): Record<Channel, number> => ({
  online,
  assisted,
  counter,
  postal,
});

/** Online 120 of 400 by the end of September (exactly 30 %), 290 of 600 in October, 539 of 900 in November (59,89 %). */
export const COHORTS: Cohort[] = [
  {
    unit: UNIT,
    from: '2022-01-04',
    to: '2022-06-30',
    counts: counts(60, 15, 160, 15),
    excluded: 12,
    procedure: choose(43),
  },
  {
    unit: UNIT,
    from: '2022-07-01',
    to: '2022-09-30',
    counts: counts(43, 2, 95, 10),
    excluded: 10,
    procedure: choose(43),
  },
  {
    unit: UNIT,
    from: '2022-10-01',
    to: '2022-10-31',
    counts: counts(150, 20, 25, 5),
    excluded: 10,
    procedure: choose(55),
  },
  {
    unit: UNIT,
    from: '2022-11-01',
    to: '2022-11-30',
    counts: counts(225, 24, 45, 6),
    excluded: 14,
    procedure: choose(69),
  },
  {
    unit: UNIT,
    from: '2022-12-01',
    to: '2022-12-31',
    counts: counts(60, 10, 28, 2),
    excluded: 6,
    procedure: choose(69),
  },
];
export const ENDS = ['2022-06-30', '2022-09-30', '2022-10-31', '2022-11-30', '2022-12-31'];

export function payments(random: Random, dossiers: readonly Dossier[]): SampleRow<'payments'>[] {
  const withFee = dossiers.filter((d) => (d.fee_amount ?? 0) > 0 && d.status !== 1 && d.status !== 3);
  const rows: SampleRow<'payments'>[] = [];
  withFee.forEach((d, i) => {
    const code = `GD22-${String(i + 1).padStart(5, '0')}`;
    const portal = i % 9 < 2;
    const status: Payment['payment_status'] = i % 17 === 5 ? 'failed' : i % 23 === 7 ? 'cancelled' : 'success';
    const payment = paymentFor(d, code, portal ? 'portal' : 'offline', status, random.int(1, 40));
    rows.push({ record: payment });
    // Money paid back is a row of its own under the same code and takes nothing back.
    if (status === 'success' && i % 29 === 3) rows.push({ record: { ...payment, payment_status: 'refund' } });
  });
  const [first] = withFee;
  if (first) {
    const record = paymentFor(first, 'GD22-90001', 'portal', 'success');
    rows.push({ record, cells: { paid_at: '' }, rejected: 'succeeded without a date' });
    rows.push({
      record: { ...record, transaction_code: 'GD22-90002', payment_method: 'none' },
      rejected: 'succeeded without a method',
    });
  }
  return rows;
}
