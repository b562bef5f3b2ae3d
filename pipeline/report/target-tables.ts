import { vietnameseDate } from '../dates.ts';
import { lacksOnPaper } from '../evaluate/lack-words.ts';
import type { BreakdownRow, Evaluation, TargetDetail } from '../evaluate/types.ts';
import {
  definitionWords,
  nextWords,
  thresholdText,
  toDoWords,
  unitSuffix,
  valueWords,
  verdictWords,
} from '../evaluate/words.ts';
import { formatRoman, numberText } from '../numbers.ts';
import { sentence } from './format.ts';
import { type CellContent, type TableContent, tableContent } from './types.ts';

export function targetTable({ targets }: Evaluation): TableContent {
  return tableContent(
    'vd_chi_tieu',
    targets.map((detail, i) => [
      i + 1,
      detail.name.vi,
      detail.place,
      demandText(detail),
      detail.row.numerator,
      detail.row.denominator,
      valueWords(detail, 'vi'),
      numberText(detail.differenceText, 'vi'),
      verdictWords(detail.row, 'vi'),
      remarks(detail),
      detail.row.target,
      detail.row.value,
      detail.row.threshold,
      detail.row.shortfall,
      detail.row.needed?.hits ?? null,
      detail.row.needed?.of ?? null,
    ]),
  );
}

/** What is missing, or what there is to do. */
function remarks(detail: TargetDetail): string {
  const toDo = toDoWords({ ...detail, row: { ...detail.row, lacks: [] } }, 'vi');
  return sentence([...lacksOnPaper(detail.row.lacks), ...toDo].join('; '));
}

/** `≥ 70 %, đến 30/11/2024; mốc sau ≥ 90 %, hạn 31/12/2025` */
function demandText({ row }: TargetDetail): string {
  const threshold = row.threshold === null ? 'Chưa xác định' : thresholdText(row, 'vi');
  const until = row.due === null ? '' : `, đến ${vietnameseDate(row.due)}`;
  return [threshold + until, ...nextWords(row, 'vi')].join('; ');
}

/** `▼ −4,35`: the difference, and whether the group by itself reaches the threshold. */
function compared({ reached, differenceText }: BreakdownRow): string {
  return reached === null ? '' : `${reached ? '✓' : '▼'} ${numberText(differenceText, 'vi')}`;
}

function measured({ valueText }: BreakdownRow, unitOfMeasure: string): string {
  return valueText === '' ? '–' : numberText(valueText, 'vi') + unitSuffix(unitOfMeasure, 'vi');
}

/** Each indicator as a group with its total, its fields below it; indicators in the order of the plan's targets. */
export function fieldTable({ targets, byField }: Evaluation): TableContent {
  const rows: CellContent[][] = [];
  const groups: number[] = [];
  const seen = new Set<string>();
  for (const detail of targets) {
    const { row } = detail;
    const fields = byField.filter(({ indicator }) => indicator === row.indicator);
    if (fields.length === 0 || seen.has(row.indicator)) continue;
    seen.add(row.indicator);
    groups.push(rows.length);
    const threshold = row.threshold === null ? '' : thresholdText(row, 'vi');
    rows.push([
      formatRoman(seen.size),
      detail.name.vi,
      row.numerator,
      row.denominator,
      valueWords(detail, 'vi'),
      threshold,
    ]);
    fields.forEach((field, i) => {
      const { numerator, denominator } = field;
      const label = field.label || 'Chưa rõ lĩnh vực';
      const value = measured(field, row.unit_of_measure);
      rows.push([i + 1, label, numerator, denominator, value, compared(field)]);
    });
  }
  if (rows.length === 0) rows.push([null, 'Chưa có số liệu theo lĩnh vực', null, null, null, null]);
  return tableContent('vd_linh_vuc', rows, groups);
}

/** More than these are one row: the report of a province must stay readable. */
const MOST_PROCEDURES = 100;

/** One indicator of dossiers by procedure, and the title that says which. */
export function procedureTable({ targets, byProcedure }: Evaluation): { title: string; table: TableContent } {
  const detail = targets.find(({ row }) => row.indicator === byProcedure[0]?.indicator);
  const rows: CellContent[][] = byProcedure.slice(0, MOST_PROCEDURES).map((procedure, i) => {
    const { numerator, denominator } = procedure;
    const rest = numerator === null || denominator === null ? null : denominator - numerator;
    const value = measured(procedure, detail?.row.unit_of_measure ?? '');
    const label = procedure.label || (procedure.code === '' ? 'Chưa rõ thủ tục' : '');
    return [i + 1, procedure.code, label, numerator, denominator, rest, value, compared(procedure)];
  });
  const others = byProcedure.slice(MOST_PROCEDURES);
  if (others.length > 0) {
    const numerator = others.reduce((sum, other) => sum + (other.numerator ?? 0), 0);
    const denominator = others.reduce((sum, other) => sum + (other.denominator ?? 0), 0);
    const label = `${numberText(others.length, 'vi')} thủ tục khác`;
    rows.push([null, null, label, numerator, denominator, denominator - numerator, null, null]);
  }
  if (rows.length === 0) rows.push([null, null, 'Chưa có số liệu theo thủ tục']);
  return {
    title: detail ? `${detail.name.vi} (${thresholdText(detail.row, 'vi')})` : '',
    table: tableContent('vd_thu_tuc', rows),
  };
}

/** How each number is counted; the period, too, where it is not the report's own. */
export function definitionTable({ targets, from, asOf }: Evaluation): TableContent {
  return tableContent(
    'vd_dinh_nghia',
    targets.map(({ row, name, definition, place }, i) => {
      const own = row.from !== from || row.as_of !== asOf;
      const period = own ? ` Kỳ tính: ${vietnameseDate(row.from)} – ${vietnameseDate(row.as_of)}.` : '';
      return [i + 1, name.vi, `${definitionWords(definition, 'vi')}${period}`, place];
    }),
  );
}
