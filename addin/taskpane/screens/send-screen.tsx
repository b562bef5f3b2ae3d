import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { momentText } from '../../../pipeline/dates.ts';
import type { CollectedFiles, SendingSource, StandingRecord } from '../../source/consolidation-source.ts';
import { DropArea } from '../consolidate/drop-area.tsx';
import { isTaken, NotTaken } from '../consolidate/not-taken.tsx';
import { useSubject } from '../consolidate/subject-fields.tsx';
import { SIGNS, STATES } from '../consolidate/unit-line.tsx';
import { useConsolidateWords } from '../consolidate/words.ts';
import { useAct } from '../library/use-act.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { Section } from '../parts/section.tsx';

const useStyles = makeStyles({
  hint: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  state: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  plain: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    overflowWrap: 'anywhere',
  },
});

/** A unit sends its report to the office above, and sees what came of it. */
export default function SendScreen() {
  const { tell } = useConsolidateWords();
  const { source, known } = usePane();
  const unit = known?.state.unit;
  if (source.sending === undefined || unit == null) return <ScreenHead title={tell('sendTitle')}>{null}</ScreenHead>;
  return <Sending sending={source.sending} unit={unit} />;
}

function Sending({ sending, unit }: { sending: SendingSource; unit: string }) {
  const { tell } = useConsolidateWords();
  const { query, fields } = useSubject(sending, unit, tell('sendWhat'));
  const [progress, setProgress] = useState<string>();
  const [sent, setSent] = useState<CollectedFiles>({ reports: [], refused: [] });
  const [version, setVersion] = useState(0);
  const { act, outcome } = useAct();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was sent is asked for again
  const standing = useLoaded(useMemo(() => () => sending.standing(query), [sending, query, version]));
  const send = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    await act.run(async () => {
      try {
        const came = await sending.send(query, files, (number, of) => setProgress(tell('sending', { number, of })));
        setSent(came);
        const good = came.reports.filter(isTaken).length;
        return good === 0 ? undefined : tell('sentDone', { count: good });
      } finally {
        setProgress(undefined);
      }
    });
    setVersion((before) => before + 1);
  };
  return (
    <ScreenHead title={tell('sendTitle')}>
      {fields}
      <DropArea hint={tell('sendHint')} progress={progress} onFiles={(files) => void send(files)} />
      {outcome}
      <NotTaken files={sent} />
      {standing.state === 'failed' ? <FailureMessage why={standing.why} again={standing.again} /> : null}
      {standing.state === 'ready' ? <Standing now={standing.value} /> : null}
    </ScreenHead>
  );
}

/** When it came, what was decided and why, and what the checks find. */
function Standing({ now }: { now: StandingRecord }) {
  const styles = useStyles();
  const { tell, language } = useConsolidateWords();
  const { state, days_late: days, decision, reason, due, sent } = now;
  const checks = now.checks.filter(({ severity }) => severity !== 'info');
  const decided = (one: { decision: StandingRecord['decision']; reason: string }): string =>
    one.decision === 'accepted'
      ? tell('accepted')
      : one.decision === 'returned'
        ? tell('returned', { reason: one.reason })
        : tell('notDecided');
  return (
    <>
      <Section title={tell('sendState')}>
        <p className={styles.state}>
          {SIGNS[state]} {tell(STATES[state], { days })}
        </p>
        <p className={styles.hint}>{tell('due', { moment: momentText(due, language) })}</p>
        {decision === 'returned' ? (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{tell('returned', { reason })}</MessageBarTitle> {tell('sendAgain')}
            </MessageBarBody>
          </MessageBar>
        ) : null}
        {state === 'excluded' && reason !== '' ? <p className={styles.hint}>{reason}</p> : null}
      </Section>
      {sent.length === 0 ? null : (
        <Section title={tell('sentFiles')}>
          <ul className={styles.plain}>
            {sent.map((one) => (
              <li key={`${one.file} ${one.sheet} ${one.received_at}`}>
                <strong>{one.file}</strong>
                <p className={styles.hint}>
                  {[
                    tell('receivedAt', { moment: momentText(one.received_at, language) }),
                    one.counts ? decided(one) : tell('setAside'),
                    ...(!one.counts && one.decision !== 'open' ? [decided(one)] : []),
                  ].join(' · ')}
                </p>
                <p className={styles.hint}>{one.understood}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {sent.length === 0 ? null : (
        <Section title={tell('checks')}>
          {checks.length === 0 ? <p className={styles.hint}>{tell('noChecks')}</p> : null}
          <ul className={styles.plain}>
            {checks.map(({ file, sheet, cell, message }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: findings have no name of their own
              <li key={at}>
                {[file, sheet, cell].filter((text) => text !== '').join(' · ')}
                <p className={styles.hint}>{message}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
