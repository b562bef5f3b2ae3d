import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { FailureMessage } from '../parts/failure-message.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { useLibraryWords } from './words.ts';

/** Something is done, and what became of it is said. */
export interface Act {
  /** @param work its last words, or undefined where it says them elsewhere */
  run(work: () => Promise<string | undefined>): Promise<void>;
  say(words: string): void;
  clear(): void;
}

export function useAct(): { act: Act; outcome: ReactNode } {
  const { tell } = useLibraryWords();
  const [done, setDone] = useState<string>();
  const [failure, setFailure] = useState<Sentence>();
  const clear = (): void => {
    setDone(undefined);
    setFailure(undefined);
  };
  const act: Act = {
    async run(work) {
      clear();
      try {
        setDone(await work());
      } catch (error) {
        setFailure(sentenceOf(error));
      }
    },
    say: setDone,
    clear,
  };
  const outcome = (
    <>
      {failure === undefined ? null : <FailureMessage why={failure} title={tell('notKept')} />}
      {done === undefined ? null : (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody role="status">{done}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
  return { act, outcome };
}
