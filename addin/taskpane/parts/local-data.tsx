import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { momentText } from '../../../pipeline/dates.ts';
import { announceChange } from '../../source/changed.ts';
import type { LocalSource } from '../../source/local/local-source.ts';
import type { Storage } from '../../source/local/protocol.ts';
import { save as download } from '../download.ts';
import { useWords } from '../language.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { fileSize } from '../sizes.ts';
import { FailureMessage } from './failure-message.tsx';
import { FilesInput } from './files-input.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  section: { justifyItems: 'start' },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const DUCKDB = 'application/vnd.duckdb';

/** The warehouse that the browser keeps: how large, how old; out as a file, in from one, away. */
export function LocalData({ source }: { source: LocalSource }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const [storage, setStorage] = useState<Storage>();
  const [done, setDone] = useState<string>();
  const [failure, setFailure] = useState<Sentence>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let gone = false;
    source.storage().then(
      (found) => gone || setStorage(found),
      // Whoever shows the figures says why; here they can still be deleted.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [source]);
  const act = async (work: () => Promise<string | undefined>): Promise<void> => {
    setDone(undefined);
    setFailure(undefined);
    try {
      setDone(await work());
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  const save = async (): Promise<undefined> => {
    download(new Blob([new Uint8Array(await source.exported())], { type: DUCKDB }), 'vedich.duckdb');
    return undefined;
  };
  const load = async (file: File): Promise<string> => {
    setStorage(await source.replaced(file));
    announceChange();
    return say('hereLoaded', { file: file.name });
  };
  const clear = async (): Promise<string> => {
    setStorage(await source.cleared());
    announceChange();
    return say('hereCleared');
  };
  return (
    <Section title={say('hereTitle')} className={styles.section}>
      <p className={styles.text}>{storage === undefined ? '' : storageWords(storage)}</p>
      <div className={styles.actions}>
        <Button onClick={() => void act(save)}>{say('hereSave')}</Button>
        <Button onClick={() => input.current?.click()}>{say('hereLoad')}</Button>
        <FilesInput
          input={input}
          label={say('hereLoad')}
          accept=".duckdb"
          onFiles={([file]) => (file === undefined ? undefined : void act(() => load(file)))}
        />
        <ClearButton onClear={() => void act(clear)} />
      </div>
      {failure === undefined ? null : <FailureMessage why={failure} title={say('notDone')} />}
      {done === undefined ? null : (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody role="status">{done}</MessageBarBody>
        </MessageBar>
      )}
    </Section>
  );

  function storageWords({ kept, bytes, keptAt }: Storage): string {
    if (!kept) return say('hereMemory');
    if (keptAt === null) return say('hereNothing');
    return say('hereKept', {
      size: fileSize(bytes, language),
      moment: momentText(keptAt, language),
    });
  }
}

/** It cannot be undone: asked once more. */
function ClearButton({ onClear }: { onClear(): void }) {
  const { say } = useWords();
  return (
    <Dialog modalType="alert">
      <DialogTrigger disableButtonEnhancement>
        <Button>{say('hereClear')}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{say('hereClear')}</DialogTitle>
          <DialogContent>{say('hereClearSure')}</DialogContent>
          <DialogActions fluid>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary">{say('cancel')}</Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button onClick={onClear}>{say('hereClear')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
