import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
  first: { paddingInlineStart: tokens.spacingHorizontalL },
  title: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    margin: '5px 0',
  },
  body: {
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXL}`,
    display: 'grid',
    gap: tokens.spacingVerticalL,
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
});

interface Props {
  title: string;
  /** There is nothing to go back to. */
  isFirst?: boolean;
  children: ReactNode;
}

/** A screen that is not the first: a way back, its title, its content. */
export function ScreenHead({ title, isFirst = false, children }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const { go } = usePane();
  return (
    <>
      <div className={mergeClasses(styles.head, isFirst && styles.first)}>
        {isFirst ? null : (
          <Button appearance="subtle" icon={<ArrowLeftRegular />} aria-label={say('back')} onClick={() => go('main')} />
        )}
        <h1 className={styles.title}>{title}</h1>
      </div>
      <div className={styles.body}>{children}</div>
    </>
  );
}
