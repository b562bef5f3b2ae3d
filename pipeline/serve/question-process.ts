import { askSql } from '../ask/ask.ts';
import { endWhenStuck } from '../warehouse/duckdb/native/guard.ts';
import { type NativeDatabase, openNativeDatabase } from '../warehouse/duckdb/native/native-engine.ts';
import { sentError } from '../warehouse/duckdb/native/sent-error.ts';
import type { FromQuestions, Question } from './questioner.ts';

/** The other end of `Questioner`: a process that asks a copy of the tables, one question after the other. */
let open: { file: string; database: NativeDatabase } | undefined;
let asking: AbortController | undefined;

process.on('message', (message: Question | 'cancel') => {
  if (message === 'cancel') asking?.abort();
  else void answer(message).then((answered) => tell(answered));
});
// Nobody is there any more who could ask.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

async function answer({ file, sql, seconds, megabytes }: Question): Promise<FromQuestions> {
  const controller = new AbortController();
  asking = controller;
  const stop = endWhenStuck(seconds, megabytes, (stuck, end) => tell({ stuck }, end));
  try {
    if (open?.file !== file) {
      await open?.database.close();
      open = undefined;
      open = { file, database: await openNativeDatabase(file, { readOnly: true, sealed: true }) };
    }
    const engine = await open.database.connect();
    try {
      return { answer: await askSql(engine, sql, { signal: controller.signal, seconds }) };
    } finally {
      await engine.close();
    }
  } catch (error) {
    return { error: sentError(error) };
  } finally {
    stop();
  }
}

function tell(message: FromQuestions, then: () => void = () => undefined): void {
  process.send?.(message, undefined, undefined, then);
}
