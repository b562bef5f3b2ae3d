import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  whole: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    marginTop: tokens.spacingVerticalS,
    overflowWrap: 'anywhere',
  },
  summary: { cursor: 'pointer', fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
});

interface Props {
  title: string;
  hint: string;
  /** What the button says. */
  again: string;
  isOpen: boolean;
  canSubmit: boolean;
  onSubmit(): void;
  children: ReactNode;
}

/** What an import has left open: whoever knows explains it, and the file is read again. */
export function ExplainForm({ title, hint, again, isOpen, canSubmit, onSubmit, children }: Props) {
  const styles = useStyles();
  const id = useId();
  return (
    <details open={isOpen}>
      <summary id={id} className={styles.summary}>
        {title}
      </summary>
      <form
        className={styles.whole}
        aria-labelledby={id}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <p className={styles.text}>{hint}</p>
        {children}
        <div>
          <Button type="submit" disabledFocusable={!canSubmit}>
            {again}
          </Button>
        </div>
      </form>
    </details>
  );
}
