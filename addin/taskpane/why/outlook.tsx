import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { backtestSentence, forecastSentence, methodSentences } from '../../../pipeline/forecast/words.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { Section } from '../parts/section.tsx';
import { useWhyWords } from './words.ts';

const useStyles = makeStyles({
  sentence: { margin: 0 },
  method: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  tried: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, fontSize: tokens.fontSizeBase200 },
});

/** What is expected of a target at its dates to come, and how good such words were before. */
export function Outlook({ detail }: { detail: TargetDetail }) {
  const styles = useStyles();
  const { tell, language } = useWhyWords();
  const { source } = usePane();
  const { plan, unit, as_of: asOf, target } = detail.row;
  const load = useCallback(
    (signal: AbortSignal) => source.forecast({ plan, unit, asOf, target, language }, signal),
    [source, plan, unit, asOf, target, language],
  );
  const told = useLoaded(load);
  const [first] = told.state === 'ready' ? told.value : [];
  return (
    <Section title={tell('forecastTitle')}>
      {told.state === 'failed' ? <FailureMessage why={told.why} again={told.again} /> : null}
      {told.state === 'loading' ? (
        <Skeleton aria-label={tell('forecastTitle')}>
          <SkeletonItem size={48} />
        </Skeleton>
      ) : null}
      {told.state === 'ready'
        ? told.value.map((record) => (
            <p key={record.due} className={styles.sentence}>
              {forecastSentence(record, language)}
            </p>
          ))
        : null}
      {first === undefined ? null : (
        <>
          {methodSentences(first, language).map((sentence) => (
            <p key={sentence} className={styles.method}>
              {sentence}
            </p>
          ))}
          {first.backtest.length === 0 ? null : (
            <details>
              <summary>{tell('forecastTried')}</summary>
              <ul className={styles.tried}>
                {first.backtest.map((one) => (
                  <li key={`${one.as_of} ${one.until}`}>{backtestSentence(one, language)}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </Section>
  );
}
