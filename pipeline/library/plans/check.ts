import type { CatalogueRow, Contradiction, Plan } from './types.ts';

function sum(rows: readonly CatalogueRow[], column: 'level3' | 'level4' | 'total'): number {
  return rows.reduce((total, row) => total + row[column], 0);
}

/**
 * The sums of a plan's catalogue: every row (level 3 + level 4 = total), every column against the printed total, and the
 * printed total against its own levels. What does not add up is reported, never mended.
 */
export function checkCatalogue(plan: Pick<Plan, 'catalogue'>): Contradiction[] {
  if (!plan.catalogue) {
    return [];
  }
  const { rows, printedTotal, place } = plan.catalogue;
  const found: Contradiction[] = [];
  for (const [index, row] of rows.entries()) {
    const total = row.level3 + row.level4;
    if (total !== row.total) {
      found.push({
        place: `${place}, dòng ${index + 1} (${row.field})`,
        finding: `${row.level3} + ${row.level4} = ${total}, văn bản ghi tổng ${row.total}.`,
      });
    }
  }
  const columns = [
    ['level3', 'mức độ 3'],
    ['level4', 'mức độ 4'],
    ['total', 'tổng'],
  ] as const;
  for (const [column, name] of columns) {
    const total = sum(rows, column);
    if (total !== printedTotal[column]) {
      found.push({
        place: `${place}, dòng tổng cộng, cột ${name}`,
        finding: `Cộng cột được ${total}, văn bản ghi ${printedTotal[column]}.`,
      });
    }
  }
  if (printedTotal.level3 + printedTotal.level4 !== printedTotal.total) {
    found.push({
      place: `${place}, dòng tổng cộng`,
      finding: `${printedTotal.level3} + ${printedTotal.level4} = ${printedTotal.level3 + printedTotal.level4}, văn bản ghi ${printedTotal.total}.`,
    });
  }
  return found;
}

/** Milestones that were over before the document itself was dated (a plan of October with a milestone in September). */
export function checkMilestones(plan: Pick<Plan, 'date' | 'targets'>): Contradiction[] {
  const found: Contradiction[] = [];
  for (const target of plan.targets) {
    const milestones = target.rule.kind === 'yearly-increase' ? [] : target.rule.milestones;
    for (const { due } of milestones) {
      if (due.slice(0, plan.date.length) < plan.date) {
        const day = due.split('-').reverse().join('/');
        const dated = plan.date.split('-').reverse().join('/');
        found.push({
          place: target.place,
          finding: `Mốc ${day} của chỉ tiêu "${target.name.vi}" đã qua trước khi văn bản được ban hành (${dated}).`,
        });
      }
    }
  }
  return found;
}
