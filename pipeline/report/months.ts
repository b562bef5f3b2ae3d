import type { Evaluation, TargetDetail } from '../evaluate/types.ts';
import { thresholdText, unitSuffix } from '../evaluate/words.ts';
import type { Target } from '../library/plans/types.ts';
import { type CellContent, type TableContent, tableContent } from './types.ts';

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

function monthText(year: string, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** The months of the reporting year: one value a column, nothing where there is no number. */
function byMonth(detail: TargetDetail, year: string, side: 'numerator' | 'denominator' | 'value'): CellContent[] {
  return MONTHS.map((month) => {
    const value = detail.trend.find((point) => point.month === monthText(year, month))?.[side] ?? null;
    return value === null ? null : rounded(value, side === 'value' ? detail.row.threshold : null);
  });
}

/** Two decimals, as the cells show them; never rounded onto or past the threshold. */
function rounded(value: number, threshold: number | null): number {
  const nearest = Math.round(value * 100) / 100;
  if (threshold === null || Math.sign(nearest - threshold) === Math.sign(value - threshold)) return nearest;
  return (value < threshold ? Math.floor(value * 100) : Math.ceil(value * 100)) / 100;
}

/** The threshold of each month: of a schedule the milestone in force at its end, else the one of the row. */
function thresholds(detail: TargetDetail, target: Target | undefined, year: string): CellContent[] {
  const rule = target?.rule;
  return MONTHS.map((month) => {
    if (rule?.kind !== 'schedule') return detail.row.threshold;
    const end = `${monthText(year, month)}-31`;
    const inForce = rule.milestones.findLast(({ due }) => due <= end) ?? rule.milestones[0];
    return Number(inForce.value);
  });
}

/** How far a target is from its threshold, as a part of it; below 0 where it is reached. */
function distance({ row }: TargetDetail): number {
  const gap = (row.threshold ?? 0) - (row.value ?? 0);
  return ((row.operator === '<=' ? -gap : gap) / Math.abs(row.threshold || 1)) * (row.aspiration ? 0.5 : 1);
}

/** The target whose months are drawn: the one that most falls short, an obligation rather than an aspiration. */
function chartTarget(targets: readonly TargetDetail[]): TargetDetail | undefined {
  const drawn = targets.filter(({ row, trend }) => row.threshold !== null && trend.some(({ value }) => value !== null));
  const short = drawn.filter(({ row }) => row.status === 'below' || row.status === 'pending');
  return [...(short.length > 0 ? short : drawn)].sort((a, b) => distance(b) - distance(a))[0];
}

/** The four rows that the chart draws from, and its title. */
export function chartTable(evaluation: Evaluation): { title: string; table: TableContent } {
  const year = evaluation.asOf.slice(0, 4);
  const detail = chartTarget(evaluation.targets);
  const labels = ['Kết quả', 'Ngưỡng', 'Tử số', 'Mẫu số'];
  if (!detail) {
    const title = `Năm ${year} chưa có số liệu theo tháng`;
    return {
      title,
      table: tableContent(
        'vd_bieu_do',
        labels.map((label) => [label]),
      ),
    };
  }
  const target = evaluation.plan.targets.find(({ id }) => id === detail.row.target);
  const suffix = unitSuffix(detail.row.unit_of_measure, 'vi');
  const measure = suffix ? ` (${suffix.trim()})` : '';
  const title = `${detail.name.vi}: luỹ kế đến cuối từng tháng năm ${year}${measure}`;
  const values = [
    byMonth(detail, year, 'value'),
    thresholds(detail, target, year),
    byMonth(detail, year, 'numerator'),
    byMonth(detail, year, 'denominator'),
  ];
  const rows = labels.map((label, i) => [label, ...(values[i] ?? [])]);
  return { title, table: tableContent('vd_bieu_do', rows) };
}

/** All targets with figures by month: a heading, then result, numerator and denominator of each month. */
export function monthTable({ targets, asOf }: Evaluation): TableContent {
  const year = asOf.slice(0, 4);
  const rows: CellContent[][] = [];
  const groups: number[] = [];
  targets.forEach((detail, i) => {
    const { row } = detail;
    if (!byMonth(detail, year, 'value').some((value) => value !== null)) return;
    const threshold = row.threshold === null ? '' : ` (${thresholdText(row, 'vi')})`;
    groups.push(rows.length);
    rows.push([`${i + 1}. ${detail.name.vi}${threshold}`]);
    const suffix = unitSuffix(row.unit_of_measure, 'vi').trim();
    rows.push([`Kết quả${suffix ? `, ${suffix}` : ''}`, ...byMonth(detail, year, 'value')]);
    if (row.unit_of_measure === 'count') return;
    rows.push(['Tử số', ...byMonth(detail, year, 'numerator')]);
    rows.push(['Mẫu số', ...byMonth(detail, year, 'denominator')]);
  });
  if (rows.length === 0) rows.push(['Chưa có số liệu theo tháng']);
  return tableContent('vd_theo_thang', rows, groups);
}
