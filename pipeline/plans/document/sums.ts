import { checkCatalogue } from '../../library/plans/check.ts';
import type { CatalogueRow, Contradiction, Plan } from '../../library/plans/types.ts';
import { spoken } from './head.ts';
import { headingPlace, type Passage } from './outline.ts';
import { plain } from './plain.ts';

interface Figures {
  name: string;
  figures: number[];
  place: string;
}

function figuresOf({ text, cells, place }: Passage): Figures | undefined {
  if (cells !== undefined) {
    const at = cells.findIndex((cell) => /\p{L}{2}/u.test(cell));
    const figures = cells
      .slice(at + 1)
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '');
    return at >= 0 && figures.length > 1 && figures.every((cell) => /^\d{1,6}$/.test(cell))
      ? { name: cells[at] ?? '', figures: figures.map(Number), place }
      : undefined;
  }
  // "1. LĨNH VỰC GIÁO DỤC 0 10 10": a row of a table that came as text.
  const words = text.split(' ');
  const at = words.findLastIndex((word) => !/^\d{1,6}$/.test(word)) + 1;
  return at === 0 || words.length - at < 2
    ? undefined
    : { name: words.slice(0, at).join(' '), figures: words.slice(at).map(Number), place };
}

/** Tables with a printed sum: the catalogue of fields where the columns are those, and whatever else does not add up. */
export function sumsOf(passages: readonly Passage[]): {
  catalogue: Plan['catalogue'] | undefined;
  contradictions: Contradiction[];
} {
  const contradictions: Contradiction[] = [];
  let catalogue: Plan['catalogue'] | undefined;
  let rows: (Figures & { above: readonly Passage[] })[] = [];
  for (const passage of passages) {
    const one = figuresOf(passage);
    if (one === undefined || (rows.length > 0 && rows[0]?.figures.length !== one.figures.length)) {
      rows = one === undefined ? [] : [{ ...one, above: passage.above }];
      continue;
    }
    if (!/^tong (?:cong|so)|^cong\b|^tong$/.test(plain(one.name))) {
      rows.push({ ...one, above: passage.above });
      continue;
    }
    if (rows.length < 2) continue;
    const place = `${headingPlace(rows[0]?.above.filter(({ label }) => label?.kind !== 'number') ?? []) || 'Văn bản'}, bảng`;
    if (one.figures.length === 3) {
      catalogue = {
        place,
        rows: rows.map((row) => rowOf(row.name, row.figures)),
        printedTotal: rowOf('Tổng cộng', one.figures),
      };
      contradictions.push(...checkCatalogue({ catalogue }));
    } else contradictions.push(...columnSums(rows, one, place));
    rows = [];
  }
  return { catalogue, contradictions };
}

function rowOf(name: string, [level3 = 0, level4 = 0, total = 0]: readonly number[]): CatalogueRow {
  return { field: spoken(name.replace(/^\d+\. ?/, '')).replace(/^Lĩnh vực /i, ''), level3, level4, total };
}

function columnSums(rows: readonly Figures[], total: Figures, place: string): Contradiction[] {
  return total.figures.flatMap((printed, at) => {
    const sum = rows.reduce((all, { figures }) => all + (figures[at] ?? 0), 0);
    return sum === printed
      ? []
      : [
          {
            place: `${place}, dòng tổng cộng, cột ${at + 1}`,
            finding: `Cộng cột được ${sum}, văn bản ghi ${printed}.`,
          },
        ];
  });
}
