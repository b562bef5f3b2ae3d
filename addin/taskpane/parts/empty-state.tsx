/// <reference types="vite/client" />
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import sample from '../../../samples/brvt-2024/ho-so-2024-thang-11.csv?url';
import type { SourceState } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { ImportFiles } from './import-files.tsx';

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
  return (
    <div className={styles.state}>
      <h1 className={styles.title}>{say('emptyTitle')}</h1>
      <p className={styles.text}>{say(role === 'reader' ? 'emptyReader' : 'emptyText')}</p>
      {role === 'reader' ? null : (
        <>
          <ImportFiles />
          <Link href={sample} download="ho-so-2024-thang-11.csv">
            {say('sampleFile')}
          </Link>
        </>
      )}
    </div>
  );
}
