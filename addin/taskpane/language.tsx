import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Language } from '../../pipeline/messages.ts';
import { type Say, sayIn } from './texts/texts.ts';

interface Speaking {
  language: Language;
  say: Say;
}

const SpeakingContext = createContext<Speaking>({ language: 'vi', say: sayIn('vi') });

/** The words of everything inside are in this language; screen readers are told. */
export function Speak({ language, children }: { language: Language; children: ReactNode }) {
  const speaking = useMemo(() => ({ language, say: sayIn(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <SpeakingContext value={speaking}>{children}</SpeakingContext>;
}

export function useWords(): Speaking {
  return useContext(SpeakingContext);
}

/** The language somebody chose, else that of Office, else of the browser where it is English; Vietnamese otherwise. */
export function firstLanguage(chosen: Language | undefined, office: string | undefined): Language {
  if (chosen !== undefined) return chosen;
  return (office ?? 'vi').toLowerCase().startsWith('en') ? 'en' : 'vi';
}
