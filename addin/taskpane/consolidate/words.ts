import { type MessageParams, renderMessage } from '../../../pipeline/messages.ts';
import { useWords } from '../language.tsx';
import { consolidateTexts } from '../texts/consolidate.ts';

/** Words of this screen, beside those of the pane. */
export function useConsolidateWords(): {
  tell: (id: keyof typeof consolidateTexts, params?: MessageParams) => string;
  language: 'vi' | 'en';
} {
  const { language } = useWords();
  return { language, tell: (id, params = {}) => renderMessage(consolidateTexts[id], params, language) };
}
