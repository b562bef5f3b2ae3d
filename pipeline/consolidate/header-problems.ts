import { cellAt, type Grid } from './grid.ts';
import type { FormHeader } from './header.ts';
import { problem } from './problems.ts';
import type { CheckProblem } from './types.ts';

interface Place {
  unit: string;
  file: string;
  sheet: string;
}

/** `Đơn vị tính: nghìn hồ sơ`. */
const SCALED = /\b((?:chục|trăm|nghìn|ngàn|vạn|triệu) hồ sơ)/iu;

/** Counts are of single dossiers. @param above the lines above the table */
export function scaleProblems(above: readonly string[], place: Place): CheckProblem[] {
  const found = above.map((line) => SCALED.exec(line)?.[1]).find((scale) => scale !== undefined);
  return found === undefined ? [] : [problem('E_SCALE', { ...place, found }, {})];
}

/** A table of one's own may have columns as it likes; of a form each column of figures is looked at. */
export function headerProblems(
  grid: Grid,
  { form, columns, missing, doubled, unknown, lastRow, dataStart }: FormHeader,
  place: Place,
): CheckProblem[] {
  const hasFigures = (position: number): boolean =>
    grid.rows.slice(dataStart).some(({ cells }) => /^\d[\d.,]*$/.test(cells[position] ?? ''));
  const told = new Set(doubled.map(({ position }) => position));
  const names = (language: 'vi' | 'en'): string => missing.map(({ name }) => `'${name[language]}'`).join(', ');
  return [
    ...(missing.length === 0
      ? []
      : [problem('W_HEADER_LACKS', place, { columns: { vi: names('vi'), en: names('en') } })]),
    ...doubled
      .filter(({ column, position }) => !column.text && hasFigures(position))
      .map(({ column, position }) =>
        problem(
          'W_HEADER_TWICE',
          { ...place, cell: cellAt(lastRow, position) },
          { column: column.name, used: cellAt(lastRow, columns.get(column.id) ?? 0) },
        ),
      ),
    ...unknown
      .filter(
        ({ position, header }) =>
          form.kind === 'counts' && hasFigures(position) && !told.has(position) && !isShare(header),
      )
      .map(({ position, header }) =>
        problem('W_HEADER_UNKNOWN', { ...place, cell: cellAt(lastRow, position) }, { header }),
      ),
  ];
}

/** A column of percentages beside counts is reckoned from them: nothing is lost where it is left. */
function isShare(header: string): boolean {
  return /%|tỷ lệ|tỉ lệ/iu.test(header);
}
