import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import { footnoteWords } from '../../../pipeline/evaluate/words.ts';
import type { OpenFile } from '../../../pipeline/facts/open-questions.ts';
import { problemSentence, shownNumbers } from '../../../pipeline/facts/problem-words.ts';
import { LocalSource } from '../../source/local/local-source.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { bareList } from '../parts/bare-list.ts';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ImportedFiles } from '../parts/imported-files.tsx';
import { LocalData } from '../parts/local-data.tsx';
import { MonthsAtHand } from '../parts/months-at-hand.tsx';
import { OpenFiles, useOpenFiles } from '../parts/open-files.tsx';
import { ProblemLine } from '../parts/problem-line.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { Section } from '../parts/section.tsx';
import { SourceList } from '../parts/source-list.tsx';
import { warningsOf } from '../warnings.ts';

const useStyles = makeStyles({
  list: {
    ...bareList,
    gap: tokens.spacingVerticalS,
  },
  item: { overflowWrap: 'anywhere' },
  affects: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  none: { margin: 0, color: tokens.colorNeutralForeground2 },
  unit: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What the chosen unit's figures rest on, and what they lack. */
export default function DataScreen() {
  const { say } = useWords();
  const { evaluation, choices, source, known } = usePane();
  const open = useOpenFiles();
  return (
    <ScreenHead title={say('dataTitle')}>
      {source instanceof LocalSource && !source.isSample ? <LocalData source={source} /> : null}
      <OpenFiles files={open} />
      <ImportedFiles />
      {known?.state.empty === true ? null : evaluation.state === 'ready' ? (
        <Data evaluation={evaluation.value} open={open} />
      ) : evaluation.state === 'failed' ? (
        <FailureMessage why={evaluation.why} again={evaluation.again} />
      ) : choices.state === 'failed' ? (
        <FailureMessage why={choices.why} again={choices.again} />
      ) : (
        <Skeleton aria-label={say('loading')}>
          <SkeletonItem size={96} />
        </Skeleton>
      )}
    </ScreenHead>
  );
}

function Data({ evaluation, open }: { evaluation: Evaluation; open: readonly OpenFile[] }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { unit, footnotes, sources, plan } = evaluation;
  const { lacks, problems } = warningsOf(evaluation, language);
  return (
    <>
      <p className={styles.unit}>{unit.name}</p>
      <MonthsAtHand coverage={evaluation.coverage} />
      <Section title={say('lackTitle')}>
        {lacks.length === 0 ? (
          <p className={styles.none}>{say('lackNothing')}</p>
        ) : (
          <ul className={styles.list}>
            {lacks.map(({ words, targets }) => (
              <li key={words} className={styles.item}>
                {words}
                <span className={styles.affects}>{say('affects', { targets: targets.join('; ') })}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={say('problemsTitle')}>
        {problems.length === 0 ? (
          <p className={styles.none}>{say('problemsNone')}</p>
        ) : (
          <ul className={styles.list}>
            {problems.map((problem) => (
              <ProblemLine
                key={`${problem.file}/${problem.sheet}/${problem.code}/${problem.column}`}
                severity={problem.severity}
                rows={problem.count > 1 ? shownNumbers(problem, language) : ''}
                message={`${problem.sheet === '' ? problem.file : `${problem.file} · ${problem.sheet}`}: ${problemSentence(problem, language)}`}
              />
            ))}
          </ul>
        )}
      </Section>
      {footnotes.length === 0 ? null : (
        <Section title={say('notesTitle')}>
          <ul className={styles.list}>
            {footnotes.map((note) => (
              <li key={note}>{footnoteWords(note, language)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say('sourcesTitle', { count: sources.length })}>
        <SourceList sources={sources} open={open} />
      </Section>
      {plan.contradictions.length === 0 ? null : (
        <Section title={say('contradictionsTitle')}>
          <ul className={styles.list}>
            {plan.contradictions.map(({ place, finding }) => (
              <li key={`${place}${finding}`} className={styles.item}>
                {finding}
                <span className={styles.affects}>{place}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
