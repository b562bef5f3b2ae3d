import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useRef, useState } from 'react';
import type { Answered } from '../../../pipeline/facts/answers.ts';
import { problemSentence, shownNumbers } from '../../../pipeline/facts/problem-words.ts';
import type { ImportedSheet } from '../../../pipeline/facts/types.ts';
import type { ImportOutcome } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { AnswerForm } from './answer-form.tsx';
import { bareList } from './bare-list.ts';
import { LIST_WORDS } from './list-words.ts';
import { ProblemLine } from './problem-line.tsx';
import { RejectedDownload } from './rejected-download.tsx';
import { RemoveFile } from './remove-file.tsx';

const useStyles = makeStyles({
  report: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  sheets: {
    ...bareList,
    gap: tokens.spacingVerticalS,
  },
  sheet: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: tokens.spacingHorizontalM,
    overflowWrap: 'anywhere',
  },
  failed: { borderLeft: `3px solid ${tokens.colorStatusDangerBorderActive}` },
  name: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  rows: {
    margin: `${tokens.spacingVerticalXXS} 0 0`,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  problems: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    listStyleType: 'none',
    display: 'grid',
    gap: tokens.spacingVerticalS,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** A share of rejected rows that does not change what the figures say much. */
const SMALL = 0.01;

interface Props {
  outcome: ImportOutcome;
  /** Whether there are figures to be seen at all. */
  hasFigures: boolean;
  onMore(): void;
  onFigures(): void;
  onAnswers(answers: readonly Answered[]): void;
}

/** What became of every row, and what was found wrong: each with what to do. */
export function ImportReport({ outcome, hasFigures, onMore, onFigures, onAnswers }: Props) {
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const { failures, imports } = outcome;
  // Of a file that was taken back at once nothing is left to be read or answered.
  const left = <T extends { file: string }>(all: readonly T[]): T[] =>
    all.filter(({ file }) => !removed.includes(file));
  const [sheets, open] = [left(outcome.sheets), left(outcome.open)];
  const styles = useStyles();
  const { say, language } = useWords();
  const { go } = usePane();
  const accepted = sheets.reduce((sum, { rows }) => sum + rows.accepted, 0);
  const needed = open.filter((question) => question.needed).length;
  const rejected = sheets.reduce((sum, { rows }) => sum + rows.rejected, 0);
  const all = accepted + rejected;
  const words =
    sheets.length === 0
      ? removed.length > 0
        ? say('fileRemoved', { file: removed.join(', ') })
        : say('importNothing')
      : accepted === 0
        ? say('importNoRows')
        : rejected > SMALL * all
          ? say('importPartly', { accepted, all })
          : say('importDone');
  return (
    <section className={styles.report}>
      <div role="status">
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {words}
        </h2>
      </div>
      {needed > 0 ? <AnswerForm questions={open} onAnswers={onAnswers} /> : null}
      <ul className={styles.sheets}>
        {failures.map((failure) => (
          <li key={failure.file} className={mergeClasses(styles.sheet, styles.failed)}>
            <p className={styles.name}>{failure.file}</p>
            <ul className={styles.problems}>
              <ProblemLine severity="error" message={language === 'vi' ? failure.message : failure.message_en} />
            </ul>
          </li>
        ))}
        {sheets.map((sheet, at) => {
          const taken = imports.find(({ file }) => file === sheet.file);
          const isFirst = sheets.findIndex(({ file }) => file === sheet.file) === at;
          return (
            <SheetReport key={`${sheet.file}/${sheet.sheet}`} sheet={sheet}>
              {taken === undefined || !isFirst ? null : (
                <RemoveFile
                  importId={taken.import}
                  file={sheet.file}
                  onRemoved={() => {
                    setRemoved([...removed, sheet.file]);
                    heading.current?.focus();
                  }}
                />
              )}
            </SheetReport>
          );
        })}
      </ul>
      <div className={styles.actions}>
        {hasFigures ? (
          <Button
            appearance={needed > 0 || accepted === 0 ? 'secondary' : 'primary'}
            onClick={() => {
              onFigures();
              go('main');
            }}
          >
            {say('toFigures')}
          </Button>
        ) : null}
        <Button appearance={needed === 0 && accepted === 0 ? 'primary' : 'secondary'} onClick={onMore}>
          {say('moreFiles')}
        </Button>
      </div>
      {needed === 0 && open.length > 0 ? <AnswerForm questions={open} onAnswers={onAnswers} /> : null}
    </section>
  );
}

function SheetReport({ sheet: of, children }: { sheet: ImportedSheet; children: ReactNode }) {
  const { file, sheet, list, rows, problems } = of;
  const styles = useStyles();
  const { say, language } = useWords();
  // A header that was explained for another file need not be in this one.
  const shown = problems.filter(({ code }) => code !== 'MAP_UNKNOWN_HEADER');
  return (
    <li className={styles.sheet}>
      <p className={styles.name}>{sheet === '' ? file : `${file} · ${sheet}`}</p>
      <p className={styles.rows}>
        {say(list === null ? 'unknownList' : LIST_WORDS[list])}
        {'. '}
        {say('sheetRows', {
          read: rows.read,
          accepted: rows.accepted,
          rejected: rows.rejected,
          duplicate: rows.duplicate,
          skipped: rows.skipped,
        })}
      </p>
      {list !== null && rows.rejected > 0 ? <RejectedDownload name={file} /> : null}
      {shown.length === 0 ? null : (
        <ul className={styles.problems}>
          {shown.map((problem) => (
            <ProblemLine
              key={`${problem.code}/${problem.column}`}
              severity={problem.severity}
              message={problemSentence({ ...problem, sheet }, language)}
              rows={problem.count > 1 ? shownNumbers(problem, language) : ''}
            />
          ))}
        </ul>
      )}
      {children}
    </li>
  );
}
