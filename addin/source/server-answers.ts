import type { Language } from '../../pipeline/messages.ts';
import type { Answer, Question } from '../../pipeline/office/questions.ts';
import type { Connection } from './server-address.ts';
import { bodyOf, callServer } from './server-call.ts';

/** Many questions in one request; the answers in their order. @throws SourceError */
export async function askServer(
  connection: Connection,
  questions: readonly Question[],
  language: Language,
  signal?: AbortSignal,
): Promise<Answer[]> {
  const answer = await callServer(connection, '/figures', {}, 'application/json', signal, { language, questions });
  const read = async (body: Response): Promise<{ answers: Answer[] }> => body.json();
  return (await bodyOf(answer, read, connection.address, signal)).answers;
}
