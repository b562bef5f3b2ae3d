import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import { useLibraryWords } from './words.ts';

const useStyles = makeStyles({
  asking: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridColumn: '1 / -1',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  text: { margin: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/**
 * What is gone must be added anew: asked once more, in the place of the button. The library's own dialog puts stops around the
 * whole page as soon as it could open, which checks of accessibility refuse.
 */
export function RemoveButton({ title, onRemove }: { title: string; onRemove(): void }) {
  const styles = useStyles();
  const id = useId();
  const { tell } = useLibraryWords();
  const [isAsking, setIsAsking] = useState(false);
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsking) question.current?.querySelector('button')?.focus();
  }, [isAsking]);
  if (!isAsking) {
    return (
      <Button
        size="small"
        appearance="subtle"
        aria-label={tell('removeIt', { title })}
        onClick={() => setIsAsking(true)}
      >
        {tell('remove')}
      </Button>
    );
  }
  return (
    <div
      ref={question}
      className={styles.asking}
      role="alertdialog"
      aria-label={tell('removeIt', { title })}
      aria-describedby={id}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setIsAsking(false);
      }}
    >
      <p id={id} className={styles.text}>
        {tell('removeSure', { title })}
      </p>
      <div className={styles.actions}>
        <Button size="small" appearance="primary" onClick={() => setIsAsking(false)}>
          {tell('cancel')}
        </Button>
        <Button
          size="small"
          onClick={() => {
            setIsAsking(false);
            onRemove();
          }}
        >
          {tell('remove')}
        </Button>
      </div>
    </div>
  );
}
