import type { Lack } from '../counts/lack.ts';
import { vietnameseDate } from '../dates.ts';
import type { Language } from '../messages.ts';

/** Why there is no value, a sentence each, in the order of the lacks. */
export function lackSentences(lacks: readonly Lack[], language: Language): string[] {
  return lacks.map((lack) => sentence(lack, language === 'vi'));
}

function sentence(lack: Lack, vi: boolean): string {
  switch (lack.kind) {
    case 'list':
      return vi ? `thiếu danh sách ${lack.name.vi}` : `the list ${lack.name.en} is missing`;
    case 'column':
      return vi ? `thiếu cột ${lack.header} trong ${lack.file}` : `column ${lack.header} is missing in ${lack.file}`;
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
