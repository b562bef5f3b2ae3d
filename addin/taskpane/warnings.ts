import { lackSentences } from '../../pipeline/evaluate/lack-words.ts';
import type { Evaluation, SourceProblem } from '../../pipeline/evaluate/types.ts';
import type { Language } from '../../pipeline/messages.ts';

/** What a unit's figures lack, each with the targets that it concerns, and what was found wrong in their files. */
export interface Warnings {
  lacks: { words: string; targets: string[] }[];
  problems: readonly SourceProblem[];
}

/** The screen of data lists them, and the foot of the pane counts the same. */
export function warningsOf({ targets, problems }: Evaluation, language: Language): Warnings {
  const lacks = new Map<string, string[]>();
  for (const { row, name } of targets) {
    for (const words of lackSentences(row.lacks, language))
      lacks.set(words, [...(lacks.get(words) ?? []), name[language]]);
  }
  return { lacks: [...lacks].map(([words, names]) => ({ words, targets: names })), problems };
}
