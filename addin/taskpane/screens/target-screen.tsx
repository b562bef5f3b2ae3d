import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { dateText } from '../../../pipeline/dates.ts';
import { lackSentences } from '../../../pipeline/evaluate/lack-words.ts';
import type { Evaluation, TargetDetail } from '../../../pipeline/evaluate/types.ts';
import {
  definitionWords,
  dueWords,
  nextWords,
  thresholdText,
  toDoWords,
  valueWords,
  verdictWords,
} from '../../../pipeline/evaluate/words.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import { useWords } from '../language.tsx';
import { countText } from '../numbers.ts';
import { usePane } from '../pane.tsx';
import { BlankForms } from '../parts/blank-forms.tsx';
import { Breakdown } from '../parts/breakdown.tsx';
import { LeftOut } from '../parts/left-out.tsx';
import { Members } from '../parts/members.tsx';
import { MonthChart } from '../parts/month-chart.tsx';
import { OpenFiles, useOpenFiles } from '../parts/open-files.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { Section } from '../parts/section.tsx';
import { SourceList } from '../parts/source-list.tsx';
import { TargetInWorkbook } from '../parts/target-in-workbook.tsx';
import { ThresholdLine } from '../parts/threshold-line.tsx';
import { useVerdictColours } from '../verdict-colours.ts';
import { League } from '../why/league.tsx';
import { Why } from '../why/why.tsx';

const useStyles = makeStyles({
  result: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: tokens.spacingHorizontalL,
  },
  verdict: { fontWeight: tokens.fontWeightSemibold },
  big: {
    display: 'flex',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    flexWrap: 'wrap',
  },
  value: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(5rem, auto) minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  lacks: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

/** A number opened: what it is, what it is counted over, where it comes from, who is behind it. */
export default function TargetScreen() {
  const { say } = useWords();
  const { evaluation, target, go } = usePane();
  const value = evaluation.state === 'ready' ? evaluation.value : undefined;
  const detail = value?.targets.find(({ row }) => row.target === target);
  if (value === undefined || detail === undefined) {
    return (
      <ScreenHead title={say('mainTitle')}>
        <p>{say(evaluation.state === 'loading' ? 'loadingTargets' : 'chooseFirst')}</p>
        <Button onClick={() => go('main')}>{say('back')}</Button>
      </ScreenHead>
    );
  }
  return <OpenedTarget evaluation={value} detail={detail} />;
}

function OpenedTarget({ evaluation, detail }: { evaluation: Evaluation; detail: TargetDetail }) {
  const { say, language } = useWords();
  const { row } = detail;
  // Questions about lists that the target counts, whether a sheet was taken as one or is only near to it.
  const open = useOpenFiles().filter(({ questions }) => questions.some(({ list }) => detail.lists.includes(list)));
  const lacking = row.lacks.flatMap((lack) => (lack.kind === 'column' ? [lack.file] : []));
  return (
    <ScreenHead title={detail.name[language]}>
      <Result detail={detail} />
      <OpenFiles files={open} lacking={lacking} />
      <TargetInWorkbook evaluation={evaluation} detail={detail} />
      <LeftOut detail={detail} />
      <Why
        detail={detail}
        targets={evaluation.targets}
        otherwise={row.value === null ? null : <Breakdown detail={detail} />}
      />
      {row.value === null ? null : <League detail={detail} />}
      <Section title={say('definition')}>
        <Definition detail={detail} />
      </Section>
      <Members evaluation={evaluation} detail={detail} />
      {detail.trend.some(({ value }) => value !== null) ? (
        <Section title={say('months')}>
          <MonthChart detail={detail} />
        </Section>
      ) : null}
      <Section title={say('sources')}>
        <SourceList
          sources={evaluation.sources.filter(({ listId }) => listId !== null && detail.lists.includes(listId))}
          open={open}
        />
      </Section>
    </ScreenHead>
  );
}

function Result({ detail }: { detail: TargetDetail }) {
  const styles = useStyles();
  const colours = useVerdictColours();
  const { language } = useWords();
  const { row } = detail;
  const lacks = lackSentences(row.lacks, language);
  const remarks = toDoWords(detail, language);
  return (
    <div className={styles.result}>
      <div className={styles.big}>
        <span className={styles.value}>{valueWords(detail, language)}</span>
        <span>
          {thresholdText(row, language)}
          {row.due === null ? '' : `, ${dueWords(row.due, language)}`}
        </span>
      </div>
      <span className={colours[row.status]}>
        <ThresholdLine value={row.value} threshold={row.threshold} isPercent={row.unit_of_measure === 'percent'} />
      </span>
      <span>
        <span className={mergeClasses(styles.verdict, colours[row.unsure ? 'incomplete' : row.status])}>
          {verdictWords(row, language)}
        </span>
        {remarks.length === 0 || lacks.length > 0 ? '' : ` · ${remarks.join(' · ')}`}
      </span>
      {lacks.length === 0 ? null : (
        <ul className={styles.lacks}>
          {lacks.map((lack) => (
            <li key={lack}>{lack}</li>
          ))}
        </ul>
      )}
      <BlankForms lacks={row.lacks} />
    </div>
  );
}

function Definition({ detail }: { detail: TargetDetail }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { row, definition, place } = detail;
  const next = nextWords(row, language);
  const { numerator, denominator } = definition;
  const count = (value: number | null): string => (value === null ? '' : ` (${countText(value, language)})`);
  return (
    <dl className={styles.facts}>
      {denominator === null ? (
        <>
          <dt>{say('count')}</dt>
          <dd>
            {definitionWords(definition, language)}
            {count(row.numerator)}
          </dd>
        </>
      ) : (
        <>
          <dt>{say('numerator')}</dt>
          <dd>
            {numerator[language]}
            <strong>{count(row.numerator)}</strong>
          </dd>
          <dt>{say('denominator')}</dt>
          <dd>
            {denominator[language]}
            <strong>{count(row.denominator)}</strong>
          </dd>
        </>
      )}
      <dt>{say('countedOver')}</dt>
      <dd>{say('period', { from: dateText(row.from, language), to: dateText(row.as_of, language) })}</dd>
      {detail.differenceText === '' ? null : (
        <>
          <dt>{say('difference')}</dt>
          <dd>
            {row.unit_of_measure === 'percent'
              ? say('differencePoints', { value: numberText(detail.differenceText, language) })
              : numberText(detail.differenceText, language)}
          </dd>
        </>
      )}
      {next.length === 0 ? null : (
        <>
          <dt>{say('next')}</dt>
          <dd>{next.join(', ')}</dd>
        </>
      )}
      <dt>{say('place')}</dt>
      <dd>{place}</dd>
    </dl>
  );
}
