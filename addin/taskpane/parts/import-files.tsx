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
import type { Answered } from '../../../pipeline/facts/answers.ts';
import type { ListId } from '../../../pipeline/lists.ts';
import { announceChange, holdChanges } from '../../source/changed.ts';
import type { ImportOutcome, ImportProgress } from '../../source/source.ts';
import { droppedFiles } from '../dropped-files.ts';
import { keepAtHand, useHandedOver } from '../hand-over.ts';
import { keepAnswers } from '../keep-answers.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { rememberedProvince, rememberProvince } from '../remembered.ts';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { fileSize } from '../sizes.ts';
import { FailureMessage } from './failure-message.tsx';
import { FilesInput } from './files-input.tsx';
import { ImportReport } from './import-report.tsx';
import { usePopup } from './popup.ts';
import { SheetButton } from './sheet-button.tsx';

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
  const [run, setRun] = useState<Run>();
  const stop = useRef<() => void>(undefined);
  const news = useNews();
  /** The news of it waits until somebody has read what came of the import. */
  const hasBrought = useRef(false);
  useEffect(() => () => stop.current?.(), []);

  const start = async (files: readonly File[], answered?: readonly Answered[], as?: ListId): Promise<void> => {
    if (files.length === 0 || run?.kind === 'running') return;
    const ending = new AbortController();
    const running = { kind: 'running', stop: () => ending.abort() } as const;
    stop.current = running.stop;
    setRun(running);
    keepAtHand(files);
    news.hold();
    try {
      const province = rememberedProvince();
      const options = {
        ...(province === '' ? {} : { province }),
        ...(as === undefined ? {} : { as }),
        ...(answered === undefined ? {} : await keepAnswers(source, known?.state.role, answered)),
      };
      const outcome = await source.importFiles(
        files,
        options,
        (progress) => setRun({ ...running, progress }),
        ending.signal,
      );
      hasBrought.current ||= outcome.sheets.some(({ rows }) => rows.accepted > 0);
      setRun({ kind: 'done', outcome, files });
    } catch (error) {
      // What was read before it stopped is in.
      setRun(ending.signal.aborted ? { kind: 'stopped' } : { kind: 'failed', why: sentenceOf(error), files });
    }
    announceChange();
    stop.current = undefined;
  };

  useHandedOver(({ files, answered }) => void start(files, answered), run?.kind !== 'running');

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
          hasFigures={known?.state.empty !== true || hasBrought.current}
          onMore={() => setRun(undefined)}
          onFigures={news.tell}
          onAnswers={(answered) => {
            const asked = new Set(run.outcome.open.map(({ file }) => file));
            void start(
              run.files.filter(({ name }) => asked.has(name)),
              answered,
              listOfUnread(run.outcome),
            );
          }}
        />
      ) : (
        <ChooseFiles onFiles={(files) => void start(files)} />
      )}
    </div>
  );
}

/** Sheets that were not taken are read as the one list that they are all near to; beside others it is not said for all. */
function listOfUnread({ sheets, open }: ImportOutcome): ListId | undefined {
  const lists = new Set(open.map(({ list }) => list));
  const [list] = lists;
  return lists.size === 1 && sheets.every((sheet) => sheet.list === null) ? list : undefined;
}

/** New figures are told when the report of the import has been read: telling them takes this very screen away. */
function useNews() {
  const release = useRef<() => void>(undefined);
  const tell = useCallback(() => {
    release.current?.();
    release.current = undefined;
  }, []);
  useEffect(() => tell, [tell]);
  const hold = useCallback(() => {
    release.current ??= holdChanges();
  }, []);
  return { hold, tell };
}

/** Where files are dropped or picked, and whose names they hold where they do not say it. */
export function ChooseFiles({ onFiles }: { onFiles(files: readonly File[]): void }) {
  const styles = useStyles();
  const [province, setProvince] = useState(rememberedProvince);
  return (
    <div className={styles.whole}>
      <DropArea onFiles={onFiles} />
      <ProvincePicker
        province={province}
        onChoose={(chosen) => {
          rememberProvince(chosen);
          setProvince(chosen);
        }}
      />
    </div>
  );
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
        // The whole pane takes files; here they are taken already.
        event.stopPropagation();
        setIsOver(false);
        void droppedFiles(event.dataTransfer).then(onFiles);
      }}
    >
      <ArrowUploadRegular className={styles.icon} aria-hidden="true" />
      <p className={styles.title}>{say('drop')}</p>
      <Button appearance="primary" onClick={() => input.current?.click()}>
        {say('pick')}
      </Button>
      <SheetButton onFile={(file) => onFiles([file])} />
      <FilesInput input={input} label={say('pick')} accept={KINDS} multiple onFiles={onFiles} />
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
  const popup = usePopup();
  const provinces = known?.units.filter(({ kind }) => kind === 'province') ?? [];
  if (provinces.length < 2) return null;
  return (
    <Field label={say('province')}>
      <Dropdown
        className={styles.control}
        value={provinces.find(({ id }) => id === province)?.name ?? say('provinceByFile')}
        selectedOptions={[province]}
        onOptionSelect={(_, { optionValue }) => onChoose(optionValue ?? '')}
        {...popup}
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
  const label = say(step, { file, number, of });
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
