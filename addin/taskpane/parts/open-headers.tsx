import { Dropdown, Field, makeStyles, Option } from '@fluentui/react-components';
import { useState } from 'react';
import type { OpenHeaders } from '../../../pipeline/facts/types.ts';
import { useWords } from '../language.tsx';
import { ExplainForm } from './explain-form.tsx';

const useStyles = makeStyles({ control: { minWidth: 0, width: '100%' } });

interface Props {
  open: OpenHeaders;
  /** Header as it stands in the file → column id. */
  onExplain(columns: Readonly<Record<string, string>>, as: OpenHeaders['list']): void;
}

/** Headers that nobody recognised. */
export function OpenHeadersForm({ open: { headers, columns, list, taken }, onExplain }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const explained = Object.entries(chosen).filter(([, column]) => column !== '');
  const nameOf = (id: string | undefined): string =>
    columns.find((column) => column.id === id)?.name ?? say('headerNone');
  return (
    <ExplainForm
      title={say('headersOpen', { count: headers.length })}
      hint={say('headersHint')}
      again={say('headersAgain')}
      isOpen={!taken}
      canSubmit={explained.length > 0}
      onSubmit={() => onExplain(Object.fromEntries(explained), list)}
    >
      {headers.map((header) => (
        <Field key={header} label={header}>
          <Dropdown
            className={styles.control}
            value={nameOf(chosen[header])}
            selectedOptions={[chosen[header] ?? '']}
            onOptionSelect={(_, { optionValue = '' }) => setChosen({ ...chosen, [header]: optionValue })}
          >
            <Option value="">{say('headerNone')}</Option>
            {columns.map(({ id, name }) => (
              <Option key={id} value={id}>
                {name}
              </Option>
            ))}
          </Dropdown>
        </Field>
      ))}
    </ExplainForm>
  );
}
