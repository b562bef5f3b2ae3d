import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownloadRegular, ArrowSyncRegular, DismissRegular, DocumentTableRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useState } from 'react';
import { dateText, momentText } from '../../../pipeline/dates.ts';
import type { Language } from '../../../pipeline/messages.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { type Outcome, type ReportTask, useReportActions } from '../report-actions.ts';
import type { Say } from '../texts/texts.ts';
import { BusyButton } from './busy-button.tsx';
import { FailureMessage } from './failure-message.tsx';
import { OtherReport } from './other-report.tsx';

const ChecksDialog = lazy(() => import('./checks-dialog.tsx'));

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  // Both fit beside each other in a narrow pane.
  button: {
    flexGrow: 1,
    minHeight: '32px',
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalS,
    '@media (max-width: 420px)': { fontSize: tokens.fontSizeBase200 },
  },
  title: { display: 'block' },
  remark: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

const SecondReport = lazy(() => import('./second-report.tsx'));

/** So many changed targets are named; the others are counted. */
const MOST_CHANGES = 5;

const DOING = { build: 'building', refresh: 'refreshing', download: 'downloading' } as const;

/** The report: in Excel into the workbook, in a browser as a file. One primary action at a time. */
export function Actions() {
  const styles = useStyles();
  const { say, language } = useWords();
  const { host, choice, evaluation } = usePane();
  const { running, outcome, asked, clear, build, refresh, download, inWorkbook } = useReportActions();
  const [isAsking, setIsAsking] = useState(false);
  const disabled = choice === undefined || host === undefined || evaluation.state === 'failed';
  const button = (task: ReportTask, primary: boolean) => {
    const { icon, act } = {
      // A second report of the same is made only for who wants it.
      build: { icon: <DocumentTableRegular />, act: inWorkbook === undefined ? build : () => setIsAsking(true) },
      refresh: { icon: <ArrowSyncRegular />, act: refresh },
      download: { icon: <ArrowDownloadRegular />, act: download },
    }[task];
    return (
      <BusyButton
        className={styles.button}
        appearance={primary ? 'primary' : 'secondary'}
        icon={icon}
        isBusy={running === task}
        disabledFocusable={disabled || running !== undefined}
        onClick={() => void act()}
      >
        {say(running === task ? DOING[task] : task)}
      </BusyButton>
    );
  };
  return (
    <>
      <OtherReport build={build} disabled={disabled || running !== undefined} />
      <div className={styles.actions}>
        {host === 'excel' ? button('build', inWorkbook === undefined) : button('download', true)}
        {button('refresh', inWorkbook !== undefined)}
      </div>
      {inWorkbook === undefined ? null : (
        <span className={styles.remark}>
          {say('lastWritten', {
            day: dateText(inWorkbook.asOf, language),
            moment: momentText(inWorkbook.writtenAt, language),
          })}
          {inWorkbook.asOf === choice?.asOf ? null : (
            <> {say('lastOtherDay', { day: dateText(choice?.asOf ?? '', language) })}</>
          )}
        </span>
      )}
      {isAsking && inWorkbook !== undefined && choice !== undefined ? (
        <Suspense>
          <SecondReport
            report={inWorkbook}
            asOf={choice.asOf}
            onAnswer={(answer) => {
              setIsAsking(false);
              if (answer === 'refresh') void refresh();
              if (answer === 'build') void build();
            }}
          />
        </Suspense>
      ) : null}
      {host === 'old-excel' ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle className={styles.title}>{say('oldExcelTitle')}</MessageBarTitle>
            {say('oldExcel')}
          </MessageBarBody>
        </MessageBar>
      ) : null}
      {asked === undefined ? null : (
        <Suspense>
          <ChecksDialog checks={asked.checks} onAnswer={asked.answer} />
        </Suspense>
      )}
      {outcome === undefined ? null : outcome.kind === 'failed' ? (
        <FailureMessage why={outcome.why} title={say('notDone')} />
      ) : (
        <OutcomeMessage outcome={outcome} clear={clear} />
      )}
    </>
  );
}

function OutcomeMessage({ outcome, clear }: { outcome: Exclude<Outcome, { kind: 'failed' }>; clear(): void }) {
  const { say, language } = useWords();
  const remarks = outcome.kind === 'written' ? outcome.written : undefined;
  const isClean = remarks === undefined || (remarks.kept === 0 && remarks.notFound.length === 0);
  return (
    <MessageBar intent={outcome.kind === 'nothing' ? 'info' : isClean ? 'success' : 'warning'} layout="multiline">
      <MessageBarBody>{sentences(outcome, say, language).join(' ')}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button appearance="transparent" aria-label={say('close')} icon={<DismissRegular />} onClick={clear} />
        }
      />
    </MessageBar>
  );
}

function sentences(outcome: Exclude<Outcome, { kind: 'failed' }>, say: Say, language: Language): string[] {
  switch (outcome.kind) {
    case 'downloaded':
      return [say('downloaded', { file: outcome.file })];
    case 'nothing':
      return [say('nothingWritten')];
    case 'reread':
      return [
        say('reread', { time: clockNow() }),
        ...(outcome.workbook === 'none' ? [say('rereadNoReport')] : []),
        ...(outcome.workbook === 'other' ? [say('rereadOtherReport')] : []),
      ];
    case 'written': {
      const { cells, kept, notFound, changed } = outcome.written;
      const shown = changed.slice(0, MOST_CHANGES);
      const changes = shown.map(({ name, from, to }) => `${name[language]} ${from[language]} → ${to[language]}`);
      return [
        say(outcome.task === 'build' ? 'built' : cells === 0 ? 'refreshedNothing' : 'refreshed', { cells }),
        ...(outcome.task === 'refresh' && cells > 0 && changed.length === 0 ? [say('changedNone')] : []),
        ...(changed.length > 0 ? [say('changed', { changes: changes.join('; ') })] : []),
        ...(changed.length > shown.length ? [say('changedMore', { count: changed.length - shown.length })] : []),
        ...(kept > 0 ? [say('keptEdits', { count: kept })] : []),
        ...(notFound.length > 0 ? [say('notFound', { names: notFound.map((one) => one[language]).join(', ') })] : []),
      ];
    }
  }
}

/** `17:14` by the clock of the machine. */
function clockNow(): string {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
