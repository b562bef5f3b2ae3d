import type { Evaluation, TargetDetail } from '../../pipeline/evaluate/types.ts';
import { unitSuffix, valueWords } from '../../pipeline/evaluate/words.ts';
import type { Words } from '../../pipeline/messages.ts';
import { TARGET_FIGURES } from '../../pipeline/report/layout.ts';
import type { WrittenTable } from '../../pipeline/report/written.ts';
import type { ChangedTarget } from './types.ts';

type Tables = Readonly<Record<string, WrittenTable>> | undefined;

/** The targets whose result in the report is another one than before; none where there was no report. */
export function changedTargets(before: Tables, after: Tables, { targets }: Evaluation): ChangedTarget[] {
  const [old, fresh] = [resultsIn(before), resultsIn(after)];
  return targets.flatMap((detail) => {
    const [from, to] = [old.get(detail.row.target), fresh.get(detail.row.target)];
    if (from === undefined || to === undefined || from === to) return [];
    return [{ name: detail.name, from: oldWords(from, detail), to: both((language) => valueWords(detail, language)) }];
  });
}

/** What stood in the cell is Vietnamese: `57,64 %`. */
function oldWords(vi: string, { row }: TargetDetail): Words {
  const number = /^-?[\d.,]+/.exec(vi)?.[0];
  if (number === undefined) return { vi, en: vi === '' ? '' : '–' };
  const english = number.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
  return { vi, en: english + unitSuffix(row.unit_of_measure, 'en') };
}

function both(words: (language: 'vi' | 'en') => string): Words {
  return { vi: words('vi'), en: words('en') };
}

function resultsIn(tables: Tables): Map<string, string> {
  const table = tables?.['vd_chi_tieu'];
  const column = table?.columns.findIndex(({ name }) => name === TARGET_FIGURES.value) ?? -1;
  return new Map(
    (table?.rows ?? []).flatMap(({ key, cells }) => {
      const result = cells[column];
      return result === undefined ? [] : [[key, String(result)]];
    }),
  );
}
