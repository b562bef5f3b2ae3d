import { makeStyles, Skeleton, SkeletonItem, ToggleButton, tokens } from '@fluentui/react-components';
import { type ReactNode, useCallback, useState } from 'react';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import type { ExplainRow } from '../../../pipeline/explain/rows.ts';
import { DIMENSIONS, type Dimension } from '../../../pipeline/explain/types.ts';
import {
  changeSentence,
  DIMENSION_WORDS,
  explainedRows,
  gapSentence,
  rowsBy,
} from '../../../pipeline/explain/words.ts';
import { COMPARISONS, type Comparison } from '../../../pipeline/office/comparisons.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { Section } from '../parts/section.tsx';
import { GapList } from './gap-list.tsx';
import { Outlook } from './outlook.tsx';
import { WhatIf } from './what-if.tsx';
import { useWhyWords } from './words.ts';

const useStyles = makeStyles({
  tabs: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, margin: 0, padding: 0, border: 'none' },
  sentence: { margin: 0 },
});

interface Props {
  detail: TargetDetail;
  /** All of the plan, by their names. */
  targets: readonly TargetDetail[];
  /** Shown where there is no gap, or nothing that it could be taken apart by. */
  otherwise: ReactNode;
}

const COMPARED = { 'last-month': 'whyLastMonth', 'last-year': 'whyLastYear' } as const;

/** Why a target is short, whether it will be reached, and what would help. */
export function Why({ detail, targets, otherwise }: Props) {
  const { tell, language } = useWhyWords();
  const { source } = usePane();
  const [against, setAgainst] = useState<Comparison>();
  const { plan, unit, as_of: asOf, target, value, threshold, status, next_due } = detail.row;
  const isShort = value !== null && threshold !== null && status !== 'met';
  const load = useCallback(
    async (signal: AbortSignal): Promise<readonly ExplainRow[]> => {
      const query = { plan, unit, asOf, target, language };
      return explainedRows(await source.why(against === undefined ? query : { ...query, against }, signal));
    },
    [source, plan, unit, asOf, target, against, language],
  );
  const explained = useLoaded(isShort ? load : undefined);
  return (
    <>
      {isShort ? (
        <Section title={tell('whyTitle')}>
          {explained.state === 'ready' ? (
            <Explained rows={explained.value} detail={detail} against={against} onCompare={setAgainst} />
          ) : explained.state === 'failed' ? (
            <FailureMessage why={explained.why} again={explained.again} />
          ) : (
            <Skeleton aria-label={tell('whyTitle')}>
              <SkeletonItem size={64} />
            </Skeleton>
          )}
        </Section>
      ) : null}
      {!isShort || (explained.state === 'ready' && explained.value.length < 2) ? otherwise : null}
      {(detail.row.due !== null && detail.row.due > asOf) || next_due !== null ? <Outlook detail={detail} /> : null}
      {explained.state === 'ready' ? <WhatIf rows={explained.value} detail={detail} targets={targets} /> : null}
    </>
  );
}

interface ExplainedProps {
  rows: readonly ExplainRow[];
  detail: TargetDetail;
  against: Comparison | undefined;
  onCompare(against: Comparison | undefined): void;
}

function Explained({ rows, detail, against, onCompare }: ExplainedProps) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const dimensions = DIMENSIONS.filter((by) => rows.some((row) => row.by === by));
  const [chosen, setChosen] = useState<Dimension>();
  const by = chosen ?? dimensions[0];
  const gap = gapSentence(rows, dimensions[0], detail.counted, language);
  const change = changeSentence(rows, language);
  return (
    <>
      {gap === null ? null : <p className={styles.sentence}>{gap}</p>}
      <fieldset className={styles.tabs} aria-label={tell('whyCompare')}>
        {COMPARISONS.map((one) => (
          <ToggleButton
            key={one}
            size="small"
            checked={against === one}
            onClick={() => onCompare(against === one ? undefined : one)}
          >
            {tell(COMPARED[one])}
          </ToggleButton>
        ))}
      </fieldset>
      {against === undefined ? null : <p className={styles.sentence}>{change ?? tell('whyNothingBefore')}</p>}
      {by === undefined ? null : (
        <>
          <fieldset className={styles.tabs} aria-label={tell('whyBy')}>
            {dimensions.map((one) => (
              <ToggleButton key={one} size="small" shape="circular" checked={by === one} onClick={() => setChosen(one)}>
                {capital(DIMENSION_WORDS[one][language])}
              </ToggleButton>
            ))}
          </fieldset>
          <GapList key={by} rows={rowsBy(rows, by)} detail={detail} />
        </>
      )}
    </>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
