import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { numberText } from '../../../pipeline/numbers.ts';
import type { Conflict, Decision } from '../../excel/types.ts';
import { useWords } from '../language.tsx';
import { bareList } from './bare-list.ts';
import { QuestionDialog } from './question-dialog.tsx';

const useStyles = makeStyles({
  content: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  all: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  list: {
    ...bareList,
    gap: tokens.spacingVerticalM,
  },
  label: { display: 'block', fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  address: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  values: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: `0 ${tokens.spacingHorizontalM}`,
    margin: `${tokens.spacingVerticalXXS} 0`,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
});

interface Props {
  conflicts: readonly Conflict[];
  /** Undefined: nothing is written at all. */
  onAnswer(decisions: readonly Decision[] | undefined): void;
}

/** Cells that somebody changed by hand: keep or overwrite, each or all. Kept is what is chosen at first. */
export default function ConflictsDialog({ conflicts, onAnswer }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  const shown = (value: string | number): string =>
    typeof value === 'number' ? numberText(value, language) : value || say('emptyCell');
  const [decisions, setDecisions] = useState<readonly Decision[]>(() => conflicts.map(() => 'keep'));
  const setAll = (decision: Decision): void => setDecisions(conflicts.map(() => decision));
  return (
    <QuestionDialog<readonly Decision[] | undefined>
      title={say('conflictsTitle')}
      className={styles.content}
      answers={[
        [say('goOn'), decisions],
        [say('cancel'), undefined],
      ]}
      closing={undefined}
      onAnswer={onAnswer}
    >
      <span>{say('conflictsIntro', { count: conflicts.length })}</span>
      <div className={styles.all}>
        <Button size="small" onClick={() => setAll('keep')}>
          {say('keepAll')}
        </Button>
        <Button size="small" onClick={() => setAll('overwrite')}>
          {say('overwriteAll')}
        </Button>
      </div>
      <ul className={styles.list}>
        {conflicts.map(({ address, label, written, current, fresh }, index) => (
          <li key={address}>
            <span className={styles.label}>
              {label[language]} <span className={styles.address}>{address}</span>
            </span>
            <dl className={styles.values}>
              <dt>{say('conflictWritten')}</dt>
              <dd>{shown(written)}</dd>
              <dt>{say('conflictCurrent')}</dt>
              <dd>{shown(current)}</dd>
              <dt>{say('conflictFresh')}</dt>
              <dd>{shown(fresh)}</dd>
            </dl>
            <RadioGroup
              layout="horizontal"
              aria-label={`${label[language]} ${address}`}
              value={decisions[index] ?? 'keep'}
              onChange={(_, { value }) =>
                setDecisions(
                  decisions.map((one, at) => (at === index ? (value === 'overwrite' ? value : 'keep') : one)),
                )
              }
            >
              <Radio value="keep" label={say('keep')} />
              <Radio value="overwrite" label={say('overwrite')} />
            </RadioGroup>
          </li>
        ))}
      </ul>
    </QuestionDialog>
  );
}
