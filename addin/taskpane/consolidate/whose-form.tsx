import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { UnitChoice } from '../../source/source.ts';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'end' },
  field: { flex: '1 1 12rem', minWidth: 0 },
  select: { minWidth: 0, '& select': { minWidth: 0, width: '100%' } },
});

/** A name that stands for no unit that is known: said once, remembered. */
export function WhoseForm({
  name,
  units,
  onSay,
}: {
  name: string;
  units: readonly UnitChoice[];
  onSay(unit: string): void;
}) {
  const styles = useStyles();
  const { tell } = useConsolidateWords();
  const [unit, setUnit] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (unit !== '') onSay(unit);
      }}
    >
      <Field label={tell('whose', { name })} className={styles.field}>
        <Select className={styles.select} value={unit} onChange={(_, { value }) => setUnit(value)}>
          <option value="" />
          {units.map(({ id, name: unitName }) => (
            <option key={id} value={id}>
              {unitName}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" disabled={unit === ''}>
        {tell('remember')}
      </Button>
    </form>
  );
}
