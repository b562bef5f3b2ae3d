import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { GoingRows } from '../../../pipeline/facts/imports.ts';
import { announceChange } from '../../source/changed.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { BusyButton } from './busy-button.tsx';
import { FailureMessage } from './failure-message.tsx';
import { LIST_WORDS } from './list-words.ts';

const useStyles = makeStyles({
  asking: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    marginTop: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: 'anywhere',
  },
  text: { margin: 0 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface Props {
  importId: number;
  file: string;
  onRemoved(): void;
}

/** Takes a file back; asked once more, in the place of the button, with what goes. */
export function RemoveFile(props: Props) {
  const { say } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // Whoever turned back stands where they were.
    if (wasAsking.current && !isAsking) place.current?.querySelector('button')?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (isAsking) return <Question {...props} onBack={() => setIsAsking(false)} />;
  return (
    <span ref={place}>
      <Button
        size="small"
        appearance="subtle"
        aria-label={say('removeIt', { file: props.file })}
        onClick={() => setIsAsking(true)}
      >
        {say('removeFile')}
      </Button>
    </span>
  );
}

function Question({ importId, file, onRemoved, onBack }: Props & { onBack(): void }) {
  const styles = useStyles();
  const { say } = useWords();
  const { source } = usePane();
  const id = useId();
  const whole = useRef<HTMLDivElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Sentence>();
  const going = useLoaded(useCallback(() => source.goingWith(importId), [source, importId]));
  useEffect(() => whole.current?.querySelector('button')?.focus(), []);
  const remove = async (): Promise<void> => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      await source.removeImport(importId);
    } catch (error) {
      setFailure(sentenceOf(error));
      setIsBusy(false);
      return;
    }
    onRemoved();
    announceChange();
  };
  return (
    <div
      ref={whole}
      className={styles.asking}
      role="alertdialog"
      aria-label={say('removeIt', { file })}
      aria-describedby={id}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && !isBusy) onBack();
      }}
    >
      <div id={id}>
        <p className={styles.text}>{say('removeSure', { file })}</p>
        {going.state === 'ready' ? <Going going={going.value} /> : null}
        {going.state === 'loading' ? <p className={styles.text}>{say('loading')}</p> : null}
      </div>
      {going.state === 'failed' ? <FailureMessage why={going.why} again={going.again} /> : null}
      {failure === undefined ? null : <FailureMessage why={failure} title={say('notDone')} />}
      <div className={styles.actions}>
        <Button size="small" appearance="primary" disabledFocusable={isBusy} onClick={onBack}>
          {say('cancel')}
        </Button>
        <BusyButton size="small" isBusy={isBusy} onClick={() => void remove()}>
          {say('removeFile')}
        </BusyButton>
      </div>
    </div>
  );
}

/** More are not named. */
const MOST_TARGETS = 5;

/** What goes, list by list, and the targets that are counted from these lists. */
function Going({ going }: { going: readonly GoingRows[] }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { evaluation } = usePane();
  if (going.length === 0) return <p className={styles.text}>{say('removeNothing')}</p>;
  const lists = new Set(going.map(({ list }) => list));
  const targets = (evaluation.state === 'ready' ? evaluation.value.targets : [])
    .filter((target) => target.lists.some((list) => lists.has(list)))
    .map(({ name }) => name[language]);
  const named = targets.slice(0, MOST_TARGETS).join('; ');
  const more = targets.length - MOST_TARGETS;
  return (
    <>
      <ul className={styles.list}>
        {going.map(({ list, gone, back }) => (
          <li key={list}>{say('removeRows', { list: say(LIST_WORDS[list]), gone, back })}</li>
        ))}
      </ul>
      {targets.length === 0 ? null : (
        <p className={styles.text}>
          {say('removeTargets', { targets: more > 0 ? say('removeMore', { named, count: more }) : named })}
        </p>
      )}
    </>
  );
}
