import {
  Button,
  Dropdown,
  Field,
  makeStyles,
  mergeClasses,
  Option,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { ListId } from '../../../pipeline/lists.ts';
import { announceChange } from '../../source/changed.ts';
import type { ImportOutcome, ImportProgress, UnitChoice } from '../../source/source.ts';
import { droppedFiles } from '../dropped-files.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { explain, explained, rememberedProvince, rememberProvince } from '../remembered.ts';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { fileSize } from '../sizes.ts';
import { FailureMessage } from './failure-message.tsx';
import { ImportReport } from './import-report.tsx';

const KINDS = '.xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.html,.htm,.json';

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  drop: {
    display: 'grid',
    justifyItems: 'center',
    gap: tokens.spacingVerticalS,
    textAlign: 'center',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    border: `2px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  over: { border: `2px dashed ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorNeutralBackground1Selected },
  icon: { fontSize: '32px', color: tokens.colorBrandForeground1 },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  input: { display: 'none' },
  control: { minWidth: 0, width: '100%' },
  progress: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start', overflowWrap: 'anywhere' },
  bar: { width: '100%' },
});

type Run =
  | { kind: 'running'; progress?: ImportProgress; stop(): void }
  | { kind: 'done'; outcome: ImportOutcome; files: readonly File[] }
  | { kind: 'stopped' }
  | { kind: 'failed'; why: Sentence; files: readonly File[] };

/** Drop or pick files, watch them go in, read what was found. */
export function ImportFiles() {
  const styles = useStyles();
  const { say } = useWords();
  const { source, known } = usePane();
  const [province, setProvince] = useState(rememberedProvince);
  const [run, setRun] = useState<Run>();
  const stop = useRef<() => void>(undefined);
  const news = useNews();
  useEffect(() => () => stop.current?.(), []);

  const start = async (files: readonly File[], as?: ListId): Promise<void> => {
    if (files.length === 0 || run?.kind === 'running') return;
    const ending = new AbortController();
    const running = { kind: 'running', stop: () => ending.abort() } as const;
    stop.current = running.stop;
    setRun(running);
    try {
      const options = {
        ...(province === '' ? {} : { province }),
        ...(as === undefined ? {} : { as }),
        columns: explained('columns'),
        units: unitsThatAre(known?.units),
      };
      const outcome = await source.importFiles(
        files,
        options,
        (progress) => setRun({ ...running, progress }),
        ending.signal,
      );
      setRun({ kind: 'done', outcome, files });
    } catch (error) {
      // What was read before it stopped is in.
      setRun(ending.signal.aborted ? { kind: 'stopped' } : { kind: 'failed', why: sentenceOf(error), files });
    }
    news.come();
    stop.current = undefined;
  };

  if (run?.kind === 'running') return <Running {...run} />;
  return (
    <div className={styles.whole}>
      {run?.kind === 'failed' ? (
        <FailureMessage why={run.why} again={() => void start(run.files)} title={say('fileFailed')} />
      ) : null}
      {run?.kind === 'stopped' ? <p role="status">{say('importCancelled')}</p> : null}
      {run?.kind === 'done' ? (
        <ImportReport
          outcome={run.outcome}
          onMore={() => setRun(undefined)}
          onFigures={news.tell}
          onExplain={(columns, { file, list, taken }) => {
            explain('columns', columns);
            void start(
              run.files.filter(({ name }) => name === file),
              taken ? undefined : list,
            );
          }}
          onUnits={(units, file) => {
            explain('units', units);
            void start(run.files.filter(({ name }) => name === file));
          }}
        />
      ) : (
        <>
          <DropArea onFiles={(files) => void start(files)} />
          <ProvincePicker
            province={province}
            onChoose={(chosen) => {
              rememberProvince(chosen);
              setProvince(chosen);
            }}
          />
        </>
      )}
    </div>
  );
}

/** Units that were chosen on another server, or have left the program, would be refused. */
function unitsThatAre(known: readonly UnitChoice[] = []): Readonly<Record<string, string>> {
  const ids = new Set(known.map(({ id }) => id));
  return Object.fromEntries(Object.entries(explained('units')).filter(([, id]) => ids.has(id)));
}

/** New figures are told when the report of the import has been read: telling them takes this very screen away. */
function useNews() {
  const isNew = useRef(false);
  const tell = useCallback(() => {
    if (isNew.current) announceChange();
    isNew.current = false;
  }, []);
  useEffect(() => tell, [tell]);
  const come = useCallback(() => {
    isNew.current = true;
  }, []);
  return { come, tell };
}

function DropArea({ onFiles }: { onFiles(files: readonly File[]): void }) {
  const styles = useStyles();
  const { say } = useWords();
  const { source } = usePane();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same by keyboard
    <div
      className={mergeClasses(styles.drop, isOver && styles.over)}
      onDragOver={over}
      onDragEnter={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        void droppedFiles(event.dataTransfer).then(onFiles);
      }}
    >
      <ArrowUploadRegular className={styles.icon} aria-hidden="true" />
      <p className={styles.title}>{say('drop')}</p>
      <Button appearance="primary" onClick={() => input.current?.click()}>
        {say('pick')}
      </Button>
      <input
        ref={input}
        className={styles.input}
        type="file"
        multiple
        accept={KINDS}
        tabIndex={-1}
        aria-label={say('pick')}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <p className={styles.hint}>{say('kinds')}</p>
      {source.kind === 'local' ? <p className={styles.hint}>{say('privacyHere')}</p> : null}
      <p className={styles.hint}>{say('privacy')}</p>
    </div>
  );
}

function ProvincePicker({ province, onChoose }: { province: string; onChoose(province: string): void }) {
  const styles = useStyles();
  const { say } = useWords();
  const { known } = usePane();
  const provinces = known?.units.filter(({ kind }) => kind === 'province') ?? [];
  if (provinces.length < 2) return null;
  return (
    <Field label={say('province')}>
      <Dropdown
        className={styles.control}
        value={provinces.find(({ id }) => id === province)?.name ?? say('provinceByFile')}
        selectedOptions={[province]}
        onOptionSelect={(_, { optionValue }) => onChoose(optionValue ?? '')}
      >
        <Option value="">{say('provinceByFile')}</Option>
        {provinces.map(({ id, name }) => (
          <Option key={id} value={id}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

function Running({ progress, stop }: Extract<Run, { kind: 'running' }>) {
  const styles = useStyles();
  const { say, language } = useWords();
  if (progress === undefined) return <ProgressBar aria-label={say('loading')} />;
  const { step, file, number, of, read, total, rows } = progress;
  const label = say(step === 'sending' ? 'sending' : 'reading', { file, number, of });
  return (
    <div className={styles.progress}>
      <span>{label}</span>
      <ProgressBar
        className={styles.bar}
        aria-label={label}
        {...(total > 0 ? { value: Math.min(1, read / total) } : {})}
      />
      <span className={styles.hint}>
        {say(rows === 0 ? 'bytes' : 'bytesAndRows', {
          read: fileSize(read, language),
          total: fileSize(total, language),
          rows,
        })}
      </span>
      <Button onClick={stop}>{say('cancel')}</Button>
    </div>
  );
}
