import { type MessageParams, renderMessage } from '../../../pipeline/messages.ts';
import { useWords } from '../language.tsx';
import { libraryTexts } from '../texts/library.ts';

export type LibrarySay = (id: keyof typeof libraryTexts, params?: MessageParams) => string;

/** Words of these screens, beside those of the pane. */
export function useLibraryWords(): { tell: LibrarySay; language: 'vi' | 'en' } {
  const { language } = useWords();
  return {
    language,
    tell: (id, params = {}) => renderMessage({ severity: 'info', ...libraryTexts[id] }, params, language),
  };
}
