import { type Language, type MessageParams, renderMessage } from '../../../pipeline/messages.ts';
import { useWords } from '../language.tsx';
import { wordsTexts } from '../texts/words.ts';

/** Words of this tab, beside those of the pane. */
export function useWordsTexts(): {
  tell: (id: keyof typeof wordsTexts, params?: MessageParams) => string;
  language: Language;
} {
  const { language } = useWords();
  return { language, tell: (id, params = {}) => renderMessage(wordsTexts[id], params, language) };
}
