import { type Answered, answeredMapping } from '../../pipeline/facts/answers.ts';
import { type ImportChoice, type Source, SourceError, type SourceState } from '../source/source.ts';

/**
 * Answers go into the office's library, where every later import finds them; those of whoever may not change it go with
 * their own import.
 * @returns what the import is to be told
 * @throws SourceError where the library does not take them
 */
export async function keepAnswers(
  source: Source,
  role: SourceState['role'] | undefined,
  answered: readonly Answered[],
): Promise<Pick<ImportChoice, 'answers'>> {
  const answers = answeredMapping(answered);
  if (role !== 'consolidator') return { answers };
  const [mistake] = await source.library.explain(answers);
  if (mistake !== undefined) throw new SourceError('LIBRARY_MISTAKES', mistake.message, mistake.message_en);
  return {};
}
