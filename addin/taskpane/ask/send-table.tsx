import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular, TableAddRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { Table } from '../../../pipeline/office/tables.ts';
import { saveWorkbook } from '../download.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { BusyButton } from '../parts/busy-button.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';

const useStyles = makeStyles({
  whole: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    justifyItems: 'start',
  },
  wide: { width: '100%' },
});

export interface SentTable {
  title: string;
  /** Lines below the title. */
  about: string[];
  /** The names of its columns are the headers. */
  table: Table;
  /** Of the downloaded file, without its ending. */
  fileName: string;
}

type Run = { kind: 'running' } | { kind: 'done'; words: string } | { kind: 'failed'; why: Sentence };

/** All rows of a table into a new sheet of the workbook; in a browser as a file. */
export function SendTable({ make }: { make(): SentTable }) {
  const styles = useStyles();
  const { say } = useWords();
  const { host, source } = usePane();
  const [run, setRun] = useState<Run>();
  const ending = useRef<AbortController>(undefined);
  useEffect(() => () => ending.current?.abort(), []);
  const isExcel = host === 'excel';

  const send = async (): Promise<void> => {
    const own = new AbortController();
    ending.current = own;
    setRun({ kind: 'running' });
    const { title, about: lines, table, fileName } = make();
    const about = source.isSample === true ? [say('sampleBanner'), ...lines] : lines;
    try {
      if (isExcel) {
        const { listTable } = await import('../../excel/index.ts');
        const heading = say('resultRows', { rows: table.rows.length });
        await listTable({ title, about, table, heading, sheetName: title }, own.signal);
        setRun({ kind: 'done', words: say('inSheet', { rows: table.rows.length }) });
      } else {
        const { plainWorkbook } = await import('../../../pipeline/formats/workbook.ts');
        const columns = table.columns.map(({ name, type }) => ({ header: name, isDay: type === 'date' }));
        const rows = table.rows.map((row) => table.columns.map(({ name }) => row[name] ?? null));
        const bytes = plainWorkbook([{ name: title, lines: [title, ...about], columns, rows }]);
        saveWorkbook(bytes, `${fileName}.xlsx`);
        setRun({ kind: 'done', words: say('inFile', { name: `${fileName}.xlsx` }) });
      }
    } catch (error) {
      if (!own.signal.aborted) setRun({ kind: 'failed', why: sentenceOf(error) });
    }
  };
  return (
    <div className={styles.whole}>
      <BusyButton
        icon={isExcel ? <TableAddRegular /> : <ArrowDownloadRegular />}
        isBusy={run?.kind === 'running'}
        onClick={() => void send()}
      >
        {say(run?.kind === 'running' ? 'writingTable' : isExcel ? 'toSheet' : 'toFile')}
      </BusyButton>
      {run?.kind === 'done' ? (
        <MessageBar className={styles.wide} intent="success" layout="multiline">
          <MessageBarBody>{run.words}</MessageBarBody>
        </MessageBar>
      ) : null}
      {run?.kind === 'failed' ? (
        <div className={styles.wide}>
          <FailureMessage why={run.why} again={() => void send()} title={say('notSent')} />
        </div>
      ) : null}
    </div>
  );
}
