import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { Actions } from '../parts/actions.tsx';
import { ChoiceBar, ChoiceSkeleton } from '../parts/choice-bar.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { TargetList, TargetListSkeleton } from '../parts/target-list.tsx';
import { isAboutToken } from '../sentence.ts';

const ConnectScreen = lazy(() => import('./connect-screen.tsx'));
const EmptyState = lazy(() => import('../parts/empty-state.tsx'));

const useStyles = makeStyles({
  top: {
    backgroundColor: tokens.colorNeutralBackground1,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    display: 'grid',
    gap: tokens.spacingVerticalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  body: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXL}` },
});

/** Plan, unit, date; the report; the targets. */
export function MainScreen() {
  const styles = useStyles();
  const { say } = useWords();
  const { choices, choice, evaluation } = usePane();
  if (choices.state === 'failed' && isAboutToken(choices.why)) {
    return (
      <Suspense>
        <ConnectScreen why={choices.why} />
      </Suspense>
    );
  }
  if (choices.state === 'ready' && choices.value.state.empty) {
    return (
      <Suspense>
        <EmptyState role={choices.value.state.role} />
      </Suspense>
    );
  }
  return (
    <>
      <h1 className={styles.hidden}>{say('mainTitle')}</h1>
      {choices.state === 'failed' ? (
        <div className={styles.body}>
          <FailureMessage why={choices.why} again={choices.again} />
        </div>
      ) : (
        <>
          <section className={styles.top}>
            {choices.state === 'ready' && choice !== undefined ? (
              <ChoiceBar choices={choices.value} choice={choice} />
            ) : (
              <ChoiceSkeleton />
            )}
            <Actions />
          </section>
          <div className={styles.body}>
            {evaluation.state === 'failed' ? (
              <FailureMessage why={evaluation.why} again={evaluation.again} />
            ) : evaluation.state === 'ready' ? (
              <TargetList evaluation={evaluation.value} />
            ) : (
              <TargetListSkeleton />
            )}
          </div>
        </>
      )}
    </>
  );
}
