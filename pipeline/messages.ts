/**
 * What the program says about input: stable codes, a severity, and a sentence in Vietnamese and English.
 * A sentence has three parts: what happened, where, what to do. `{name}` stands for a parameter.
 */
export type Language = 'vi' | 'en';

export type Severity = 'error' | 'warning' | 'info';

export interface MessageTemplate {
  severity: Severity;
  vi: string;
  en: string;
  /** The sentence for whoever sits at the command line, where it names options that only stand there. */
  terminal?: { vi: string; en: string };
}

/** Where a sentence is read; by default anywhere: in the pane, in a report, in an answer of the server. */
export type Surface = 'terminal' | undefined;

/** One folder's messages: `export const readMessages = { … } satisfies Messages`. */
export type Messages = Readonly<Record<string, MessageTemplate>>;

export type MessageParams = Readonly<Record<string, string | number>>;

/** What a sentence is filled with; a word of ours in both languages. */
export type SentenceParams = Readonly<Record<string, string | number | Words>>;

export interface Words {
  vi: string;
  en: string;
}

/** What can be named by an id, in sentences about ids that there are not. */
export const KIND_WORDS = {
  plan: { vi: 'kế hoạch', en: 'plan' },
  unit: { vi: 'đơn vị', en: 'unit' },
  province: { vi: 'tỉnh', en: 'province' },
  indicator: { vi: 'chỉ tiêu', en: 'indicator' },
} as const satisfies Readonly<Record<string, Words>>;

/** Fills `{name}` places; a place without a parameter stays visible, so that a test sees it. */
export function renderMessage(
  template: MessageTemplate,
  params: SentenceParams,
  language: Language,
  surface?: Surface,
): string {
  const sentences = (surface === 'terminal' ? template.terminal : undefined) ?? template;
  return sentences[language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    if (value === undefined) return place;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

/**
 * A mistake the user can mend: the command line prints the sentence and ends with exit code 1.
 * Anything else that is thrown is our fault (exit code 2).
 */
export class UserError extends Error {
  readonly code: string;
  readonly template: MessageTemplate;
  readonly params: SentenceParams;

  constructor(code: string, template: MessageTemplate, params: SentenceParams = {}, options?: ErrorOptions) {
    super(renderMessage(template, params, 'vi'), options);
    this.name = 'UserError';
    this.code = code;
    this.template = template;
    this.params = params;
  }

  sentence(language: Language): string {
    return renderMessage(this.template, this.params, language);
  }
}
