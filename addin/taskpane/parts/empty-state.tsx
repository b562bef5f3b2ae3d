import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { SourceState } from '../../source/source.ts';
import { handOver } from '../hand-over.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { BusyButton } from './busy-button.tsx';
import { ChooseFiles } from './import-files.tsx';
import { OpenFiles, useOpenFiles } from './open-files.tsx';

const useStyles = makeStyles({
  state: {
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    display: 'grid',
    gap: tokens.spacingVerticalL,
  },
  title: { fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  sample: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start' },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** First run: one sentence, one place to drop files. */
export default function EmptyState({ role }: { role: SourceState['role'] }) {
  const styles = useStyles();
  const { say } = useWords();
  const { go } = usePane();
  const open = useOpenFiles();
  return (
    <div className={styles.state}>
      <h1 className={styles.title}>{say('emptyTitle')}</h1>
      <p className={styles.text}>{say(role === 'reader' ? 'emptyReader' : 'emptyText')}</p>
      {role === 'reader' ? null : (
        <>
          <OpenFiles files={open} />
          <ChooseFiles
            onFiles={(files) => {
              handOver({ files });
              go('import');
            }}
          />
        </>
      )}
      <TrySample />
    </div>
  );
}

/** One touch, and one touch away again. */
function TrySample() {
  const styles = useStyles();
  const { say } = useWords();
  const { trySample } = usePane();
  const [isBusy, setIsBusy] = useState(false);
  return (
    <div className={styles.sample}>
      <BusyButton
        isBusy={isBusy}
        onClick={() => {
          setIsBusy(true);
          trySample().catch(() => setIsBusy(false));
        }}
      >
        {say('sampleTry')}
      </BusyButton>
      <p className={styles.text}>{say('sampleHint')}</p>
    </div>
  );
}
