import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { problemSentence, shownNumbers } from '../../../pipeline/facts/problem-words.ts';
import type { ImportedSheet, OpenHeaders, OpenUnit } from '../../../pipeline/facts/types.ts';
import type { ListId } from '../../../pipeline/lists.ts';
import type { ImportOutcome } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { explained } from '../remembered.ts';
import type { TextId } from '../texts/texts.ts';
import { OpenHeadersForm } from './open-headers.tsx';
import { OpenUnitsForm } from './open-units.tsx';
import { ProblemLine } from './problem-line.tsx';

const LIST_WORDS: Readonly<Record<ListId, TextId>> = {
  dossiers: 'listDossiers',
  payments: 'listPayments',
  procedures: 'listProcedures',
  results: 'listResults',
  surveys: 'listSurveys',
  visits: 'listVisits',
  transfers: 'listTransfers',
  observations: 'listObservations',
};

const useStyles = makeStyles({
  report: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  sheets: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
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

interface Props {
  outcome: ImportOutcome;
  onMore(): void;
  onFigures(): void;
  /** Somebody has said what headers mean. */
  onExplain(columns: Readonly<Record<string, string>>, open: OpenHeaders): void;
  /** Somebody has said which units names in a file mean. */
  onUnits(units: Readonly<Record<string, string>>, file: string): void;
}

/** What became of every row, and what was found wrong: each with what to do. */
export function ImportReport({ outcome, onMore, onFigures, onExplain, onUnits }: Props) {
  const { sheets, open, open_units: openUnits, failures } = outcome;
  const styles = useStyles();
  const { say, language } = useWords();
  const { go } = usePane();
  const accepted = sheets.reduce((sum, { rows }) => sum + rows.accepted, 0);
  return (
    <section className={styles.report}>
      <div role="status">
        <h2 className={styles.title}>
          {say(sheets.length === 0 ? 'importNothing' : accepted === 0 ? 'importNoRows' : 'importDone')}
        </h2>
      </div>
      <ul className={styles.sheets}>
        {failures.map((failure) => (
          <li key={failure.file} className={mergeClasses(styles.sheet, styles.failed)}>
            <p className={styles.name}>{failure.file}</p>
            <ul className={styles.problems}>
              <ProblemLine severity="error" message={language === 'vi' ? failure.message : failure.message_en} />
            </ul>
          </li>
        ))}
        {sheets.map((sheet) => (
          <SheetReport key={`${sheet.file}/${sheet.sheet}`} sheet={sheet}>
            {open
              .filter((one) => one.file === sheet.file && one.sheet === sheet.sheet)
              .map((one) => (
                <OpenHeadersForm key={one.sheet} open={one} onExplain={(columns) => onExplain(columns, one)} />
              ))}
            <NamesOf sheet={sheet} all={openUnits} onUnits={onUnits} />
          </SheetReport>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button
          appearance="primary"
          onClick={() => {
            onFigures();
            go('main');
          }}
        >
          {say('toFigures')}
        </Button>
        <Button onClick={onMore}>{say('moreFiles')}</Button>
      </div>
    </section>
  );
}

function NamesOf({ sheet, all, onUnits }: { sheet: ImportedSheet; all: readonly OpenUnit[] } & Pick<Props, 'onUnits'>) {
  const names = all.filter((one) => one.file === sheet.file && one.sheet === sheet.sheet);
  if (names.length === 0) return null;
  return <OpenUnitsForm open={names} onExplain={(units) => onUnits(units, sheet.file)} />;
}

function SheetReport({
  sheet: { file, sheet, list, rows, columns, problems },
  children,
}: {
  sheet: ImportedSheet;
  children: ReactNode;
}) {
  const styles = useStyles();
  const { say, language } = useWords();
  // A header that was explained for another file need not be in this one.
  const shown = problems.filter(({ code }) => code !== 'MAP_UNKNOWN_HEADER');
  const meant = explained('columns');
  const said = Object.entries(columns).filter(([id, header]) => meant[header] === id);
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
      {shown.length + said.length === 0 ? null : (
        <ul className={styles.problems}>
          {said.length === 0 ? null : (
            <ProblemLine
              severity="info"
              message={say('headersSaid', { headers: said.map(([, header]) => `'${header}'`).join(', ') })}
            />
          )}
          {shown.map((problem) => (
            <ProblemLine
              key={`${problem.code}/${problem.column}`}
              severity={problem.severity}
              message={problemSentence({ ...problem, sheet }, language)}
              rows={problem.count > 1 ? shownNumbers(problem) : ''}
            />
          ))}
        </ul>
      )}
      {children}
    </li>
  );
}
