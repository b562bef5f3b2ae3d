import { numberText } from './numbers.ts';

export type Language = 'vi' | 'en';

/** A text in both languages; which one is shown is decided last, by who reads it. */
export interface Words {
  vi: string;
  en: string;
}

export type Severity = 'error' | 'warning' | 'info';

/**
 * What the program says: a sentence in both languages that says what happened, where, and what to do. `{name}` stands for
 * a parameter; `{name:row|rows}` for a number with its noun, in the singular where it is 1.
 */
export interface MessageTemplate extends Words {
  severity: Severity;
  /** The sentence for whoever sits at the command line, where it names options that only stand there. */
  terminal?: Words;
}

/**
 * What is said of a kind of problem in a file, in parts: each reader gets the parts that are of use to him, and no
 * sentence is ever taken apart. `{column}` stands for the header as it stands in the file.
 */
export interface ProblemTemplate {
  severity: Severity;
  /** What was found: a sentence without its full stop, behind which the rows are named. */
  what: Words;
  /** Which rows show it: by number, or with the cell of the first. Left out where a sheet or a column is meant. */
  shows?: 'rows' | 'cells';
  /** What became of them, and what to do. */
  todo?: Words;
  /** The same at the command line, where there are options for it. */
  terminal?: Words;
}

/** Where a sentence is read; by default anywhere: in the pane, in a report, in an answer of the server. */
export type Surface = 'terminal' | undefined;

/** One folder's messages: `export const readMessages = { … } satisfies Messages`. */
export type Messages = Readonly<Record<string, MessageTemplate>>;

/**
 * What stands in the places of a sentence. A number is a quantity and is written as its readers write numbers; numbers
 * that are names (rows, ports, years) are handed in as text. Words are said in the reader's language.
 */
export type MessageParams = Readonly<Record<string, string | number | Words>>;

/** What can be named by an id, in sentences about ids that there are not. */
export const KIND_WORDS = {
  plan: { vi: 'kế hoạch', en: 'plan' },
  unit: { vi: 'đơn vị', en: 'unit' },
  target: { vi: 'chỉ tiêu', en: 'target' },
  province: { vi: 'tỉnh', en: 'province' },
  indicator: { vi: 'chỉ tiêu', en: 'indicator' },
  import: { vi: 'lần nạp', en: 'import' },
  form: { vi: 'biểu mẫu', en: 'form' },
  list: { vi: 'biểu trống của danh sách', en: 'blank form of the list' },
} as const satisfies Readonly<Record<string, Words>>;

const PLACE = /\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g;

/** Fills the places of a sentence; a place without a parameter stays visible, so that a test sees it. */
export function renderMessage(words: Words, params: MessageParams, language: Language): string {
  return words[language].replace(PLACE, (place, name: string, one: string | undefined, many: string | undefined) => {
    const value = params[name];
    if (value === undefined) return place;
    const text =
      typeof value === 'string' ? value : typeof value === 'number' ? numberText(value, language) : value[language];
    return one === undefined ? text : `${text} ${value === 1 ? one : many}`;
  });
}

/** The places of a sentence, each once, sorted: both languages must have the same. */
export function placesOf(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(PLACE)].map(([, name = '']) => name))].sort();
}

/**
 * A mistake the user can mend: the command line prints the sentence and ends with exit code 1.
 * Anything else that is thrown is our fault (exit code 2).
 */
export class UserError extends Error {
  readonly code: string;
  readonly template: Omit<MessageTemplate, 'severity'>;
  readonly params: MessageParams;

  constructor(
    code: string,
    template: Omit<MessageTemplate, 'severity'>,
    params: MessageParams = {},
    options?: ErrorOptions,
  ) {
    super(renderMessage(template, params, 'vi'), options);
    this.name = 'UserError';
    this.code = code;
    this.template = template;
    this.params = params;
  }

  sentence(language: Language, surface?: Surface): string {
    const words = (surface === 'terminal' ? this.template.terminal : undefined) ?? this.template;
    return renderMessage(words, this.params, language);
  }
}
