import type { Language } from '../messages.ts';

/**
 * The domain as data: texts of the YAML files, by path below `pipeline/library/`. Who runs the pipeline hands them in (from the
 * disk in Node, from the bundle in the pane), so that the parsers stay pure.
 */
export type DataTexts = Readonly<Record<string, string>>;

/** A mistake in a data file: where, and what to write instead. Parsers report all of a file at once. */
export interface DataMistake {
  file: string;
  /** Line in the file (first = 1), or 0 where the whole file is meant. */
  line: number;
  /** In Vietnamese. */
  message: string;
  /** In English; absent where only the program's own files can have the mistake. */
  en?: string;
}

/** `ke-hoach.yaml:12  Chỉ tiêu "a": thiếu "due".`, in the reader's language. */
export function mistakeText({ file, line, message, en }: DataMistake, language: Language): string {
  return `${file}${line > 0 ? `:${line}` : ''}  ${language === 'vi' ? message : (en ?? message)}`;
}

/** What a parser of data gives back: the value where it could be made, and every mistake found. */
export interface Parsed<T> {
  value?: T;
  mistakes: DataMistake[];
}
