import { type MessageParams, renderMessage } from '../../../pipeline/messages.ts';
import { useWords } from '../language.tsx';
import { whyTexts } from '../texts/why.ts';

/** Words of these sections, beside those of the pane. */
export function useWhyWords(): {
  tell: (id: keyof typeof whyTexts, params?: MessageParams) => string;
  language: 'vi' | 'en';
} {
  const { language } = useWords();
  return { language, tell: (id, params = {}) => renderMessage(whyTexts[id], params, language) };
}
