import {
  Button,
  Dropdown,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
  Skeleton,
  SkeletonItem,
  tokens,
} from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TableDescription } from '../../../pipeline/ask/describe.ts';
import type { Table } from '../../../pipeline/office/tables.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { BusyButton } from '../parts/busy-button.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { usePopup } from '../parts/popup.ts';
import { SectionTitle } from '../parts/section.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { EXAMPLES } from './examples.ts';
import { ResultTable, shownRows } from './result-table.tsx';
import { SendTable } from './send-table.tsx';
import SqlEditor from './sql-editor.tsx';
import { TableList } from './table-list.tsx';

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  control: { minWidth: 0, width: '100%' },
});

type Answer = Table & { more: boolean };
type Run = { kind: 'running' } | { kind: 'done'; sql: string; answer: Answer } | { kind: 'failed'; why: Sentence };

/** Any question that one SELECT can ask of the facts. */
export default function SqlTab() {
  const styles = useStyles();
  const { say } = useWords();
  const { source } = usePane();
  const load = useCallback(() => source.tables(), [source]);
  const tables = useLoaded(load);
  if (tables.state === 'failed') return <FailureMessage why={tables.why} again={tables.again} title={say('notRun')} />;
  if (tables.state === 'ready') return <Question tables={tables.value} />;
  return (
    <Skeleton aria-label={say('loading')} className={styles.whole}>
      <SkeletonItem size={32} />
      <SkeletonItem size={128} />
    </Skeleton>
  );
}

function Question({ tables }: { tables: readonly TableDescription[] }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const [given, setGiven] = useState(() => ({ sql: EXAMPLES[0].sql[language] }));
  const [text, setText] = useState(given.sql);
  const { run, start, stop } = useRun();
  const popup = usePopup();
  const isRunning = run?.kind === 'running';
  const example = EXAMPLES.find(({ sql }) => sql[language] === text);
  return (
    <div className={styles.whole}>
      <Field label={say('sqlExamples')}>
        <Dropdown
          className={styles.control}
          {...popup}
          value={example?.[language] ?? say('sqlChoose')}
          selectedOptions={example === undefined ? [] : [example.id]}
          onOptionSelect={(_, { optionValue }) => {
            const chosen = EXAMPLES.find(({ id }) => id === optionValue);
            // Another one each time: chosen again, it stands there again.
            if (chosen !== undefined) setGiven({ sql: chosen.sql[language] });
          }}
        >
          {EXAMPLES.map((one) => (
            <Option key={one.id} value={one.id}>
              {one[language]}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <SqlEditor given={given} tables={tables} onChange={setText} onRun={start} />
      <p className={styles.hint}>{say('sqlHint')}</p>
      <div className={styles.actions}>
        <BusyButton appearance="primary" icon={<PlayRegular />} isBusy={isRunning} onClick={() => start(text)}>
          {say(isRunning ? 'running' : 'run')}
        </BusyButton>
        {isRunning ? <Button onClick={stop}>{say('stop')}</Button> : null}
      </div>
      {run?.kind === 'failed' ? <FailureMessage why={run.why} title={say('notRun')} /> : null}
      <div role="status" className={styles.whole}>
        {run?.kind === 'done' ? <Result answer={run.answer} /> : null}
      </div>
      {run?.kind === 'done' && run.answer.rows.length > 0 ? (
        <>
          <ResultTable title={say('result')} table={run.answer} />
          <SendTable
            key={run.sql}
            make={() => ({
              title: EXAMPLES.find(({ sql }) => sql[language] === run.sql)?.[language] ?? say('result'),
              about: run.sql.split('\n'),
              fileName: 'ket-qua-sql',
              table: run.answer,
            })}
          />
        </>
      ) : null}
      <TableList tables={tables} />
    </div>
  );
}

/** How long the answer is, told to who listens as well. */
function Result({ answer: { rows, more } }: { answer: Answer }) {
  const { say } = useWords();
  const shown = shownRows(rows.length);
  return (
    <>
      <SectionTitle
        count={
          shown < rows.length
            ? say('resultShown', { shown, rows: rows.length })
            : say('resultRows', { rows: rows.length })
        }
      >
        {say('result')}
      </SectionTitle>
      {more ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{say('resultMore', { rows: rows.length })}</MessageBarBody>
        </MessageBar>
      ) : null}
    </>
  );
}

/** One question at a time; a new one ends the one before. */
function useRun() {
  const { source } = usePane();
  const [run, setRun] = useState<Run>();
  const ending = useRef<AbortController>(undefined);
  useEffect(() => () => ending.current?.abort(), []);
  const start = (sql: string): void => {
    ending.current?.abort();
    const own = new AbortController();
    ending.current = own;
    setRun({ kind: 'running' });
    source.query(sql, own.signal).then(
      (answer) => {
        if (!own.signal.aborted) setRun({ kind: 'done', sql, answer });
      },
      (error: unknown) => {
        if (!own.signal.aborted) setRun({ kind: 'failed', why: sentenceOf(error) });
      },
    );
  };
  const stop = (): void => {
    ending.current?.abort();
    setRun(undefined);
  };
  return { run, start, stop };
}
