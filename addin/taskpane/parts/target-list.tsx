import { makeStyles, Skeleton, SkeletonItem, ToggleButton, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import type { Evaluation, Status } from '../../../pipeline/evaluate/types.ts';
import { statusSign, statusWord } from '../../../pipeline/evaluate/words.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { useVerdictColours } from '../verdict-colours.ts';
import { bareList } from './bare-list.ts';
import { TargetCard } from './target-card.tsx';

const STATES: readonly Status[] = ['met', 'below', 'pending', 'incomplete', 'no-data'];

const useStyles = makeStyles({
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    padding: 0,
    border: 'none',
  },
  count: { minWidth: 0, paddingInline: tokens.spacingHorizontalS },
  remark: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    margin: `${tokens.spacingVerticalXS} 0 ${tokens.spacingVerticalS}`,
  },
  list: {
    ...bareList,
    gap: tokens.spacingVerticalS,
  },
  skeleton: { display: 'grid', gap: tokens.spacingVerticalS },
  card: { height: '103px', borderRadius: tokens.borderRadiusLarge },
});

/** Counts by verdict, a tap filters; then the targets in the plan's order. */
export function TargetList({ evaluation }: { evaluation: Evaluation }) {
  const styles = useStyles();
  const colours = useVerdictColours();
  const { say, language } = useWords();
  const { go, selected } = usePane();
  const [filter, setFilter] = useState<Status>();
  const { targets, from, asOf } = evaluation;
  const count = (status: Status): number => targets.filter(({ row }) => row.status === status).length;
  const active = filter !== undefined && count(filter) > 0 ? filter : undefined;
  const shown = targets.filter(({ row }) => active === undefined || row.status === active);
  if (targets.length === 0) return <p>{say('noTargets')}</p>;
  return (
    <>
      <fieldset className={styles.counts} aria-label={say('countsLabel')}>
        {STATES.filter((status) => count(status) > 0).map((status) => (
          <ToggleButton
            key={status}
            className={styles.count}
            size="small"
            shape="circular"
            checked={active === status}
            onClick={() => setFilter(active === status ? undefined : status)}
          >
            <span className={colours[status]} aria-hidden="true">
              {statusSign(status)}
            </span>
            &nbsp;{numberText(count(status), language)} {statusWord(status, language).toLocaleLowerCase(language)}
          </ToggleButton>
        ))}
      </fieldset>
      <p className={styles.remark} role="status">
        {active === undefined
          ? say('targetCount', { all: targets.length })
          : say('filtered', { shown: shown.length, all: targets.length })}
        {' · '}
        {say('period', { from: dateText(from, language), to: dateText(asOf, language) })}
      </p>
      <ul className={styles.list} aria-label={say('targetsLabel')}>
        {shown.map((detail) => (
          <li key={detail.row.target}>
            <TargetCard
              detail={detail}
              isSelected={selected === detail.row.target}
              onOpen={() => go('target', detail.row.target)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** As high as the list will be, so that nothing jumps. */
export function TargetListSkeleton({ count = 5 }: { count?: number | undefined }) {
  const styles = useStyles();
  const { say } = useWords();
  return (
    <Skeleton aria-label={say('loadingTargets')} className={styles.skeleton}>
      <SkeletonItem size={24} />
      <SkeletonItem size={16} />
      {Array.from({ length: count }, (_, number) => `card-${number}`).map((name) => (
        <SkeletonItem key={name} className={styles.card} />
      ))}
    </Skeleton>
  );
}
