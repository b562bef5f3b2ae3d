import type { ListId } from '../lists.ts';

/** Lists that an office keeps by hand where no portal gives them. */
export const FORM_LISTS = [
  'procedures',
  'results',
  'payments',
  'surveys',
  'transfers',
  'observations',
] as const satisfies readonly ListId[];
export type FormList = (typeof FORM_LISTS)[number];

export function isFormList(list: string): list is FormList {
  return FORM_LISTS.some((one) => one === list);
}

const FILE_NAMES: Readonly<Record<FormList, string>> = {
  procedures: 'danh-muc-thu-tuc',
  results: 'ket-qua',
  payments: 'thanh-toan',
  surveys: 'khao-sat',
  transfers: 'luan-chuyen',
  observations: 'so-lieu-tu-theo-doi',
};

export function formFileName(list: FormList, unit: string, asOf: string): string {
  return `bieu-${FILE_NAMES[list]}-${unit}-${asOf}.xlsx`;
}
