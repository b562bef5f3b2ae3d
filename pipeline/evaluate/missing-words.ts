import { vietnameseDate } from '../dates.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { Language } from '../messages.ts';
import type { Missing } from '../warehouse/missing.ts';

/** Everything that can keep a target from having a value. */
export type Lack =
  | Missing
  | { kind: 'zero' }
  | { kind: 'observation'; asOf: string }
  | { kind: 'denominator' }
  | { kind: 'base-year'; year: number }
  | { kind: 'year-before'; year: number };

/** One sentence for each, lists first, then columns by file and by their order in `columns.yaml`. */
export function lackSentences(lacks: readonly Lack[], columns: ColumnCatalogue, language: Language): string[] {
  const order = (lack: Lack): string => {
    if (lack.kind !== 'column') return ' ';
    const list = columns.lists.find(({ id }) => id === lack.list);
    const position = list?.columns.findIndex(({ id }) => id === lack.column) ?? 0;
    return `${lack.file}\u0000${String(position).padStart(4, '0')}`;
  };
  const sorted = [...lacks].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  return sorted.map((lack) => sentence(lack, columns, language));
}

function sentence(lack: Lack, columns: ColumnCatalogue, language: Language): string {
  const vi = language === 'vi';
  switch (lack.kind) {
    case 'list': {
      const name = columns.lists.find(({ id }) => id === lack.list)?.name[language] ?? lack.list;
      return vi ? `thiếu danh sách ${name}` : `the list ${name} is missing`;
    }
    case 'column': {
      const list = columns.lists.find(({ id }) => id === lack.list);
      const header = list?.columns.find(({ id }) => id === lack.column)?.headers[0] ?? lack.column;
      return vi ? `thiếu cột ${header} trong ${lack.file}` : `column ${header} is missing in ${lack.file}`;
    }
    case 'zero':
      return vi
        ? 'mẫu số bằng 0, trong kỳ không có gì để tính'
        : 'the denominator is 0, there is nothing to count in the period';
    case 'observation':
      return vi ? `chưa có số liệu tự theo dõi đến ${vietnameseDate(lack.asOf)}` : `no observation up to ${lack.asOf}`;
    case 'denominator':
      return vi ? 'số liệu tự theo dõi thiếu mẫu số' : 'the observation has no denominator';
    case 'base-year':
      return vi ? `chưa có số liệu của năm gốc ${lack.year}` : `no observation of the base year ${lack.year}`;
    case 'year-before':
      return vi ? `chưa có giá trị của năm ${lack.year}` : `no value for the year ${lack.year}`;
  }
}
