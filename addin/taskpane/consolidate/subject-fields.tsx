import { Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { CollectionQuery, ConsolidationSource } from '../../source/consolidation-source.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({ select: { minWidth: 0, '& select': { minWidth: 0, width: '100%' } } });

/**
 * What is collected, until when: a plan's targets or a form. It begins with the plan and the day that are looked at.
 * @param label of the first field
 */
export function useSubject(source: Pick<ConsolidationSource, 'forms'>, unit: string, label: string) {
  const styles = useStyles();
  const { tell, language } = useConsolidateWords();
  const { choice, known } = usePane();
  const [form, setForm] = useState('');
  const [plan, setPlan] = useState(choice?.plan ?? '');
  const [asOf, setAsOf] = useState(choice?.asOf ?? '');
  const forms = useLoaded(useMemo(() => () => source.forms(), [source]));
  const query: CollectionQuery = useMemo(
    () => ({ ...(form === '' ? { plan } : { form }), unit, asOf, language }),
    [form, plan, unit, asOf, language],
  );
  const fields = (
    <>
      <Field label={label} hint={known?.units.find(({ id }) => id === unit)?.name ?? unit}>
        <Select
          className={styles.select}
          value={form === '' ? `plan:${plan}` : `form:${form}`}
          onChange={(_, { value }) => {
            const [kind, id = ''] = value.split(':');
            setForm(kind === 'form' ? id : '');
            if (kind === 'plan') setPlan(id);
          }}
        >
          {(known?.plans ?? []).map(({ id, title }) => (
            <option key={id} value={`plan:${id}`}>
              {tell('planTargets', { plan: title })}
            </option>
          ))}
          {(forms.state === 'ready' ? forms.value : []).map(({ id, name }) => (
            <option key={id} value={`form:${id}`}>
              {name[language]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={tell('lastDay')}>
        <Input type="date" value={asOf} onChange={(_, { value }) => (value === '' ? undefined : setAsOf(value))} />
      </Field>
    </>
  );
  return { query, fields };
}
