import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { Actions } from '../parts/actions.tsx';
import { ChoiceBar, ChoiceSkeleton } from '../parts/choice-bar.tsx';
import { EmptyUnit } from '../parts/empty-unit.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { TargetList, TargetListSkeleton } from '../parts/target-list.tsx';
import { isAboutToken } from '../sentence.ts';

const ConnectScreen = lazy(() => import('./connect-screen.tsx'));
const EmptyState = lazy(() => import('../parts/empty-state.tsx'));

const useStyles = makeStyles({
  top: {
    backgroundColor: tokens.colorNeutralBackground1,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  body: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXL}` },
});

/** Plan, unit, date; the report; the targets. */
export function MainScreen() {
  const { choices, known } = usePane();
  if (choices.state === 'failed' && isAboutToken(choices.why)) {
    return (
      <Suspense>
        <ConnectScreen why={choices.why} />
      </Suspense>
    );
  }
  if (known?.state.empty === true) {
    return (
      <Suspense>
        <EmptyState role={known.state.role} />
      </Suspense>
    );
  }
  return <Figures />;
}

function Figures() {
  const styles = useStyles();
  const { say } = useWords();
  const { choices, known, choice, evaluation } = usePane();
  const failed = choices.state === 'failed' ? choices : evaluation.state === 'failed' ? evaluation : undefined;
  const isChosen = known !== undefined && choice !== undefined;
  const plan = known?.plans.find(({ id }) => id === choice?.plan);
  return (
    <>
      <h1 className={styles.hidden}>{say('mainTitle')}</h1>
      {failed !== undefined && !isChosen ? null : (
        <section className={styles.top}>
          {isChosen ? <ChoiceBar choices={known} choice={choice} /> : <ChoiceSkeleton />}
          <Actions />
        </section>
      )}
      <div className={styles.body}>
        {failed !== undefined ? (
          <FailureMessage why={failed.why} again={failed.again} />
        ) : evaluation.state === 'ready' ? (
          <>
            <EmptyUnit evaluation={evaluation.value} />
            <TargetList evaluation={evaluation.value} />
          </>
        ) : (
          <TargetListSkeleton count={plan?.targets} />
        )}
      </div>
    </>
  );
}
