import type { Language, MessageParams } from '../../../pipeline/messages.ts';
import { renderMessage } from '../../../pipeline/messages.ts';
import { askTexts } from './ask.ts';
import { coverageTexts } from './coverage.ts';
import { dataTexts } from './data.ts';
import { figureTexts } from './figures.ts';
import { shellTexts } from './shell.ts';

const texts = { ...shellTexts, ...figureTexts, ...dataTexts, ...coverageTexts, ...askTexts };

export type TextId = keyof typeof texts;

/** Words of the pane in the language of whoever sits there. */
export type Say = (id: TextId, params?: MessageParams) => string;

export function sayIn(language: Language): Say {
  return (id, params = {}) => renderMessage(texts[id], params, language);
}
