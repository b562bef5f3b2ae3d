import type { ListId } from '../../../pipeline/lists.ts';
import type { TextId } from '../texts/texts.ts';

/** What the lists are called. */
export const LIST_WORDS: Readonly<Record<ListId, TextId>> = {
  dossiers: 'listDossiers',
  payments: 'listPayments',
  procedures: 'listProcedures',
  results: 'listResults',
  surveys: 'listSurveys',
  visits: 'listVisits',
  transfers: 'listTransfers',
  observations: 'listObservations',
};
