/// <reference types="vite/client" />
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import sample from '../../../samples/brvt-2024/ho-so-2024-thang-11.csv?url';
import type { SourceState } from '../../source/source.ts';
import { handOver } from '../hand-over.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { ChooseFiles } from './import-files.tsx';
import { OpenFiles, useOpenFiles } from './open-files.tsx';

const useStyles = makeStyles({
  state: {
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    display: 'grid',
    gap: tokens.spacingVerticalL,
  },
  title: { fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold, margin: 0 },
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
          <Link href={sample} download="ho-so-2024-thang-11.csv">
            {say('sampleFile')}
          </Link>
        </>
      )}
    </div>
  );
}
