import { Button, MessageBar, MessageBarBody, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular, TextBulletListSquareRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import type { Evaluation, TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { definitionWords } from '../../../pipeline/evaluate/words.ts';
import { saveWorkbook } from '../download.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { BusyButton } from './busy-button.tsx';
import { type BothSides, MemberTables, NoMembers } from './member-table.tsx';

const useStyles = makeStyles({
  whole: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    justifyItems: 'start',
  },
  wide: { width: '100%' },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

type Run =
  | { kind: 'running'; done?: number; of?: number }
  | { kind: 'in-workbook' }
  | { kind: 'on-screen'; listed: BothSides }
  | { kind: 'failed'; why: Sentence };

interface Props {
  evaluation: Evaluation;
  detail: TargetDetail;
}

/** The dossiers behind a number, those that count and those that are missing apart: a new sheet, or a table here. */
export function Members({ evaluation, detail }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const { source, host } = usePane();
  const [run, setRun] = useState<Run>();
  const ending = useRef<AbortController>(undefined);
  useEffect(() => () => ending.current?.abort(), []);
  const { row } = detail;
  const about = [
    definitionWords(detail.definition, 'vi'),
    `${evaluation.unit.name}, ${dateText(row.from, 'vi')} – ${dateText(row.as_of, 'vi')}`,
  ];

  const list = async (): Promise<void> => {
    const own = new AbortController();
    ending.current?.abort();
    ending.current = own;
    setRun({ kind: 'running' });
    try {
      const query = { plan: row.plan, indicator: row.indicator, unit: row.unit, from: row.from, asOf: row.as_of };
      const [missing, numerator] = await Promise.all([
        source.members({ ...query, side: 'missing' }, own.signal),
        source.members({ ...query, side: 'numerator' }, own.signal),
      ]);
      if (host === 'excel') {
        const { listMembers } = await import('../../excel/index.ts');
        const sheet = { title: detail.name.vi, sheetName: detail.name.vi, numerator, missing, about };
        await listMembers(sheet, (done, of) => setRun({ kind: 'running', done, of }), own.signal);
        setRun({ kind: 'in-workbook' });
      } else setRun({ kind: 'on-screen', listed: { missing, numerator } });
    } catch (error) {
      if (!own.signal.aborted) setRun({ kind: 'failed', why: sentenceOf(error) });
    }
  };
  const download = async ({ missing, numerator }: BothSides): Promise<void> => {
    const { memberWorkbook } = await import('../member-workbook.ts');
    const bytes = memberWorkbook({ title: detail.name.vi, about, missing, numerator });
    saveWorkbook(bytes, `danh-sach-${row.target}-${row.as_of}.xlsx`);
  };
  const stop = (): void => {
    ending.current?.abort();
    setRun(undefined);
  };

  return (
    <section className={styles.whole}>
      <div className={styles.actions}>
        <BusyButton
          appearance="primary"
          icon={<TextBulletListSquareRegular />}
          isBusy={run?.kind === 'running'}
          onClick={() => void list()}
        >
          {say(run?.kind === 'running' ? 'listing' : 'listMembers')}
        </BusyButton>
        {run?.kind === 'running' ? <Button onClick={stop}>{say('cancel')}</Button> : null}
        {run?.kind === 'on-screen' ? (
          <Button icon={<ArrowDownloadRegular />} onClick={() => void download(run.listed)}>
            {say('downloadList')}
          </Button>
        ) : null}
      </div>
      <p className={styles.hint}>{say('listHint')}</p>
      {run?.kind === 'running' && run.of !== undefined ? (
        <div className={styles.wide}>
          <ProgressBar value={run.of === 0 ? 1 : (run.done ?? 0) / run.of} aria-label={say('listing')} />
          <p className={styles.hint}>{say('listingRows', { done: run.done ?? 0, all: run.of })}</p>
        </div>
      ) : null}
      {run?.kind === 'failed' ? (
        <div className={styles.wide}>
          <NoMembers why={run.why} again={() => void list()} />
        </div>
      ) : null}
      {run?.kind === 'in-workbook' ? (
        <MessageBar className={styles.wide} intent="success">
          <MessageBarBody>{say('listed')}</MessageBarBody>
        </MessageBar>
      ) : null}
      {run?.kind === 'on-screen' ? <MemberTables {...run.listed} /> : null}
    </section>
  );
}
