import { Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import type { CollectionQuery, ConsolidationSource } from '../../source/consolidation-source.ts';
import { dayTyped } from '../days.ts';
import { useWords } from '../language.tsx';
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
      <LastDay day={asOf} onChoose={setAsOf} />
    </>
  );
  return { query, fields };
}

/** The last day, typed as people write it; a browser's own field would show it as its country does. */
function LastDay({ day, onChoose }: { day: string; onChoose(day: string): void }) {
  const { tell, language } = useConsolidateWords();
  const { say } = useWords();
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && typed.trim() !== '' && dayTyped(typed) === undefined;
  const take = (text: string): void => {
    const found = dayTyped(text);
    if (found !== undefined) onChoose(found);
  };
  return (
    <Field
      label={tell('lastDay')}
      {...(isWrong ? { validationState: 'error', validationMessage: say('notADay', { typed }) } : {})}
    >
      <Input
        value={typed ?? dateText(day, language)}
        autoComplete="off"
        onFocus={({ target }) => target.select()}
        onChange={(_, { value }) => {
          setTyped(value);
          // Before its year is whole it may be another one's day.
          if (/\d{4}/.test(value)) take(value);
        }}
        onBlur={({ target }) => {
          if (target.value.trim() !== '') take(target.value);
          if (dayTyped(target.value) !== undefined || target.value.trim() === '') setTyped(undefined);
        }}
      />
    </Field>
  );
}
