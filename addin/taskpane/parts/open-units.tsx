import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { OpenUnit } from '../../../pipeline/facts/types.ts';
import type { UnitChoice } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { ExplainForm } from './explain-form.tsx';
import { UnitPicker } from './unit-picker.tsx';

const useStyles = makeStyles({
  control: { minWidth: 0, width: '100%' },
  rows: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  open: readonly OpenUnit[];
  /** Name as it stands in the file → unit id. */
  onExplain(units: Readonly<Record<string, string>>): void;
}

/** Names that stand for no known unit. */
export function OpenUnitsForm({ open, onExplain }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const { known } = usePane();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  return (
    <ExplainForm
      title={say('unitsOpen', { count: open.length })}
      hint={say('unitsHint')}
      again={say('unitsAgain')}
      isOpen={true}
      canSubmit={Object.keys(chosen).length > 0}
      onSubmit={() => onExplain(chosen)}
    >
      {open.map(({ name, rows, suggestions }) => (
        <div key={name}>
          <UnitPicker
            className={styles.control}
            label={name}
            units={likeFirst(known?.units ?? [], suggestions)}
            unit={chosen[name] ?? ''}
            onChoose={(unit) => setChosen({ ...chosen, [name]: unit })}
          />
          <span className={styles.rows}>{say('unitsRows', { count: rows })}</span>
        </div>
      ))}
    </ExplainForm>
  );
}

/** Units whose names are like the one in the file stand first. */
function likeFirst(units: readonly UnitChoice[], like: readonly string[]): UnitChoice[] {
  const rank = ({ name }: UnitChoice): number => (like.includes(name) ? like.indexOf(name) : like.length);
  return [...units].sort((a, b) => rank(a) - rank(b));
}
