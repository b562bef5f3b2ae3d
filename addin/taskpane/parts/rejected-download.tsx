import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { saveWorkbook } from '../download.ts';
import { fileAtHand } from '../hand-over.ts';
import { useWords } from '../language.tsx';
import { FileButton } from '../library/file-button.tsx';
import { usePane } from '../pane.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { BusyButton } from './busy-button.tsx';
import { FailureMessage } from './failure-message.tsx';

const useStyles = makeStyles({
  part: { display: 'grid', gap: tokens.spacingVerticalXS, justifyItems: 'start', marginTop: tokens.spacingVerticalS },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** A file's rows that were left out, to be mended; where the file is no longer at hand, it is asked for. */
export function RejectedDownload({ name }: { name: string }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { source } = usePane();
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [why, setWhy] = useState<Sentence>();
  const make = async (file: File): Promise<void> => {
    setBusy(true);
    setDone(false);
    setWhy(undefined);
    try {
      const bytes = await source.rejectedRows(file, language);
      saveWorkbook(new Uint8Array(bytes), `${file.name.replace(/\.[^.]*$/, '')}-bi-loai.xlsx`);
      setDone(true);
    } catch (error) {
      setWhy(sentenceOf(error));
    }
    setBusy(false);
  };
  const file = fileAtHand(name);
  return (
    <div className={styles.part}>
      {file === undefined ? (
        <FileButton label={say('rejectedFrom', { file: name })} accept="" onFile={(given) => void make(given)} />
      ) : (
        <BusyButton size="small" icon={<ArrowDownloadRegular />} isBusy={isBusy} onClick={() => void make(file)}>
          {say('rejectedFile')}
        </BusyButton>
      )}
      <p className={styles.hint} role="status">
        {isDone ? say('rejectedSaved') : ''}
      </p>
      {why === undefined ? null : <FailureMessage why={why} />}
    </div>
  );
}
