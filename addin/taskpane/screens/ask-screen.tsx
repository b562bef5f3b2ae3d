import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useId, useState } from 'react';
import { PivotTab } from '../ask/pivot-tab.tsx';
import { TabStrip } from '../ask/tab-strip.tsx';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';

/** With what they alone need: the answers in words, the editor. */
const WordsTab = lazy(() => import('../ask/words-tab.tsx'));
const SqlTab = lazy(() => import('../ask/sql-tab.tsx'));

const TABS = ['words', 'pivot', 'sql'] as const;
type AskTab = (typeof TABS)[number];
const NAMES = { words: 'askWords', pivot: 'askPivot', sql: 'askSql' } as const;

const useStyles = makeStyles({
  panel: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** Further questions: indicators by group and period, or anything that SQL can ask. */
export default function AskScreen() {
  const styles = useStyles();
  const { say } = useWords();
  const { choices, known, choice } = usePane();
  const [tab, setTab] = useState<AskTab>('words');
  const id = useId();
  const waiting = (
    <Skeleton aria-label={say('loading')} className={styles.panel}>
      <SkeletonItem size={32} />
      <SkeletonItem size={96} />
    </Skeleton>
  );
  return (
    <ScreenHead title={say('askTitle')}>
      <TabStrip<AskTab>
        id={id}
        label={say('askTitle')}
        tabs={TABS.map((one) => ({ id: one, name: say(NAMES[one]) }))}
        chosen={tab}
        onChoose={setTab}
      />
      <div className={styles.panel} id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {known === undefined ? (
          choices.state === 'failed' ? (
            <FailureMessage why={choices.why} again={choices.again} />
          ) : (
            waiting
          )
        ) : known.state.empty ? (
          <p>{say('emptyText')}</p>
        ) : tab === 'sql' ? (
          <Suspense fallback={waiting}>
            <SqlTab />
          </Suspense>
        ) : choice === undefined ? (
          <p>{say('chooseFirst')}</p>
        ) : tab === 'words' ? (
          <Suspense fallback={waiting}>
            <WordsTab key={`${choice.plan}/${choice.unit}/${choice.asOf}`} choice={choice} />
          </Suspense>
        ) : (
          <PivotTab choices={known} choice={choice} />
        )}
      </div>
    </ScreenHead>
  );
}
