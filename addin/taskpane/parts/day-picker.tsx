import { Combobox, Field, makeStyles, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import { dayTyped, monthEnds, today } from '../days.ts';
import { useWords } from '../language.tsx';
import { usePopup } from './popup.ts';

/** Reports are made at ends of months: the newest ones are offered, any other day can be typed. */
const OFFERED = 24;

const useStyles = makeStyles({
  control: { minWidth: 0, width: '100%', gridTemplateColumns: 'minmax(0, 1fr) auto', '& input': { minWidth: 0 } },
});

interface Props {
  className: string;
  day: string;
  /** The last day with figures. */
  last: string | null;
  onChoose(day: string): void;
}

/** The reporting date: typed as people write it, or the end of a month. */
export function DayPicker({ className, day, last, onChoose }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  const popup = usePopup();
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && typed.trim() !== '' && dayTyped(typed) === undefined;
  const take = (text: string): void => {
    const found = dayTyped(text);
    if (found === undefined) return;
    setTyped(undefined);
    if (found !== day) onChoose(found);
  };
  return (
    <Field
      className={className}
      label={say('asOf')}
      {...(isWrong ? { validationState: 'error', validationMessage: say('notADay', { typed }) } : {})}
    >
      <Combobox
        freeform
        className={styles.control}
        size="small"
        {...popup}
        expandIcon={{ 'aria-label': `${say('openList')}: ${say('asOf')}` }}
        autoComplete="off"
        value={typed ?? dateText(day, language)}
        selectedOptions={[day]}
        placeholder={say('asOfHint')}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={({ target }) => {
          if (target.value.trim() === '') setTyped(undefined);
          else take(target.value);
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter' && currentTarget instanceof HTMLInputElement) take(currentTarget.value);
          if (key === 'Escape') setTyped(undefined);
        }}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue !== undefined) take(optionValue);
        }}
      >
        {monthEnds(last ?? today(), OFFERED).map((end) => (
          <Option key={end} value={end} text={dateText(end, language)}>
            {`${dateText(end, language)} · ${say('monthEndOf', { month: dateText(end.slice(0, 7), language) })}`}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
