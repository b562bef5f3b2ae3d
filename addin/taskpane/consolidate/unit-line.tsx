import { Button, Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { RollRecord } from '../../source/consolidation-source.ts';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  state: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  bad: { color: tokens.colorStatusDangerForeground1 },
  late: { color: tokens.colorStatusWarningForeground3 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, alignItems: 'end' },
});

export const STATES = {
  'on-time': 'stateOnTime',
  late: 'stateLate',
  missing: 'stateMissing',
  'wrong-period': 'stateWrong',
  nothing: 'stateNothing',
  excluded: 'stateExcluded',
} as const;
export const SIGNS = {
  'on-time': '✓',
  late: '◷',
  missing: '▼',
  'wrong-period': '▼',
  nothing: '–',
  excluded: '–',
} as const;

interface Props {
  line: RollRecord['units'][number];
  /** How many findings of the checks concern it. */
  problems: number;
  onAccept(): void;
  onReturn(reason: string): void;
}

/** One unit: what came of its report, and what is decided on it. */
export function UnitLine({ line, problems, onAccept, onReturn }: Props) {
  const styles = useStyles();
  const { tell } = useConsolidateWords();
  const [reason, setReason] = useState<string>();
  const hasReport = line.files.length > 0;
  const parts = [
    `${SIGNS[line.state]} ${tell(STATES[line.state], { days: line.days_late })}`,
    ...(line.decision === 'accepted' ? [tell('accepted')] : []),
    ...(line.decision === 'returned' ? [tell('returned', { reason: line.reason })] : []),
    ...line.files.map(({ file }) => file),
    ...(problems > 0 ? [tell('problems', { count: problems })] : []),
  ];
  const color =
    line.state === 'missing' || line.state === 'wrong-period' ? styles.bad : line.state === 'late' ? styles.late : '';
  return (
    <li className={styles.line}>
      <span className={styles.name}>{line.name}</span>
      <span className={mergeClasses(styles.state, color)}>{parts.join(' · ')}</span>
      {hasReport && reason === undefined ? (
        <span className={styles.actions}>
          {line.decision === 'accepted' ? null : (
            <Button size="small" onClick={onAccept} aria-label={`${tell('accept')}: ${line.name}`}>
              {tell('accept')}
            </Button>
          )}
          {line.decision === 'returned' ? null : (
            <Button
              size="small"
              appearance="subtle"
              onClick={() => setReason('')}
              aria-label={`${tell('giveBack')}: ${line.name}`}
            >
              {tell('giveBack')}
            </Button>
          )}
        </span>
      ) : null}
      {reason === undefined ? null : (
        <form
          className={styles.actions}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() === '') return;
            setReason(undefined);
            onReturn(reason.trim());
          }}
        >
          <Field label={tell('reason')} required>
            <Input size="small" value={reason} onChange={(_, { value }) => setReason(value)} autoFocus />
          </Field>
          <Button size="small" type="submit" appearance="primary" disabled={reason.trim() === ''}>
            {tell('giveBack')}
          </Button>
          <Button size="small" onClick={() => setReason(undefined)}>
            {tell('cancel')}
          </Button>
        </form>
      )}
    </li>
  );
}
