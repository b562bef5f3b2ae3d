import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import type { Answered } from '../../../pipeline/facts/answers.ts';
import type { OpenFile } from '../../../pipeline/facts/open-questions.ts';
import { fileAtHand, handOver } from '../hand-over.ts';
import { keepAnswers } from '../keep-answers.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { AnswerForm } from './answer-form.tsx';
import { FailureMessage } from './failure-message.tsx';
import { FilesInput } from './files-input.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  file: { overflowWrap: 'anywhere' },
  summary: { cursor: 'pointer', fontWeight: tokens.fontWeightSemibold },
  inner: { marginTop: tokens.spacingVerticalS, display: 'grid', gap: tokens.spacingVerticalS },
  text: { margin: 0 },
  again: { justifySelf: 'start', maxWidth: '100%' },
});

/** Files that imports have left open, as the source says; none while it has not answered. */
export function useOpenFiles(): readonly OpenFile[] {
  const { source, known } = usePane();
  const isReader = known === undefined || known.state.role === 'reader';
  const load = useCallback(() => source.openFiles(), [source]);
  const loaded = useLoaded(isReader ? undefined : load);
  return loaded.state === 'ready' ? loaded.value : [];
}

/** The place of a file's questions, for whoever leads there. */
export function openFileId({ sha256 }: OpenFile): string {
  return `open-${sha256.slice(0, 16)}`;
}

/** Whether something must be said of it. */
export function isWaiting({ questions }: OpenFile): boolean {
  return questions.some(({ needed }) => needed);
}

interface Props {
  files: readonly OpenFile[];
  /** Names of files that lack a column which one of their unused ones may be. */
  lacking?: readonly string[];
}

/** What is still to be said of files that were imported before; nothing where nothing is. */
export function OpenFiles({ files: all, lacking = [] }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const files = all.filter((file) => isWaiting(file) || lacking.includes(file.file));
  if (files.length === 0) return null;
  return (
    <Section title={say('openFilesTitle')}>
      <div className={styles.list}>
        {files.map((file) => (
          <OpenFileForm
            key={file.sha256}
            file={file}
            isOpen={files.length === 1}
            unfolded={lacking.includes(file.file)}
          />
        ))}
      </div>
    </Section>
  );
}

interface FileProps {
  file: OpenFile;
  isOpen: boolean;
  unfolded: boolean;
}

function OpenFileForm({ file: open, isOpen, unfolded }: FileProps) {
  const styles = useStyles();
  const { say } = useWords();
  const { source, known, go } = usePane();
  const [answered, setAnswered] = useState<readonly Answered[]>();
  const [failure, setFailure] = useState<Sentence>();
  const input = useRef<HTMLInputElement>(null);
  const { file, questions } = open;
  const atHand = fileAtHand(file);
  const read = (files: readonly File[], said: readonly Answered[]): void => {
    handOver({ files, answered: said });
    go('import');
  };
  const answer = async (said: Answered[]): Promise<void> => {
    if (atHand !== undefined) return read([atHand], said);
    try {
      await keepAnswers(source, known?.state.role, said);
      setFailure(undefined);
      setAnswered(said);
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  return (
    <details id={openFileId(open)} className={styles.file} open={isOpen}>
      <summary className={styles.summary}>
        {isWaiting(open) ? say('openFile', { file, count: questions.filter(({ needed }) => needed).length }) : file}
      </summary>
      <div className={styles.inner}>
        {failure === undefined ? null : <FailureMessage why={failure} title={say('notDone')} />}
        {answered === undefined ? (
          <AnswerForm
            questions={questions}
            unfolded={unfolded}
            send={say(atHand === undefined ? 'answersKeep' : 'answersSend')}
            onAnswers={(said) => void answer(said)}
          />
        ) : (
          <div role="status" className={styles.inner}>
            <p className={styles.text}>{say('answersKept', { file })}</p>
            <Button appearance="primary" className={styles.again} onClick={() => input.current?.click()}>
              {say('pickAgain', { file })}
            </Button>
            <FilesInput input={input} label={say('pickAgain', { file })} onFiles={(files) => read(files, answered)} />
          </div>
        )}
      </div>
    </details>
  );
}
