import { Button, Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { OpenHeaders } from '../../../pipeline/facts/types.ts';
import { useWords } from '../language.tsx';

/** Also of the form for names of units. */
export const useExplainStyles = makeStyles({
  whole: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    marginTop: tokens.spacingVerticalS,
    overflowWrap: 'anywhere',
  },
  summary: { cursor: 'pointer', fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  control: { minWidth: 0, width: '100%' },
});

interface Props {
  open: OpenHeaders;
  /** Header as it stands in the file → column id. */
  onExplain(columns: Readonly<Record<string, string>>, as: OpenHeaders['list']): void;
}

/** Headers that nobody recognised: whoever knows the file says what they are, and it is read again. */
export function OpenHeadersForm({ open: { headers, columns, list, taken }, onExplain }: Props) {
  const styles = useExplainStyles();
  const { say } = useWords();
  const title = useId();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const explained = Object.entries(chosen).filter(([, column]) => column !== '');
  const nameOf = (id: string | undefined): string =>
    columns.find((column) => column.id === id)?.name ?? say('headerNone');
  return (
    <details open={!taken}>
      <summary id={title} className={styles.summary}>
        {say('headersOpen', { count: headers.length })}
      </summary>
      <form
        className={styles.whole}
        aria-labelledby={title}
        onSubmit={(event) => {
          event.preventDefault();
          onExplain(Object.fromEntries(explained), list);
        }}
      >
        <p className={styles.text}>{say('headersHint')}</p>
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
        <div>
          <Button type="submit" disabledFocusable={explained.length === 0}>
            {say('headersAgain')}
          </Button>
        </div>
      </form>
    </details>
  );
}
