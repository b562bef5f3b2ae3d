import { Combobox, Field, makeStyles, Option, OptionGroup, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import { textKey } from '../../../pipeline/text.ts';
import type { UnitChoice } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { shownName, unitsAbove } from '../units-shown.ts';
import { usePopup } from './popup.ts';

/** As many as a list can show without being slow or endless; typing finds the others. */
const SHOWN = 60;

const useStyles = makeStyles({
  control: { minWidth: 0, width: '100%', gridTemplateColumns: 'minmax(0, 1fr) auto', '& input': { minWidth: 0 } },
  place: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** The name without tone marks, and its first letters as people shorten it: `so giao duc va dao tao … sgddt`. */
function searchKey({ name, short_name }: UnitChoice): string {
  const key = textKey(`${name} ${short_name}`);
  const initials = textKey(short_name)
    .split(' ')
    .filter((word) => word !== 'va')
    .map((word) => word[0])
    .join('');
  return `${key} ${initials}`;
}

interface Props {
  className: string;
  units: readonly UnitChoice[];
  unit: string;
  onChoose(unit: string): void;
  /** What it is called, where it is not the unit that the pane shows. */
  label?: string;
  placeholder?: string;
  /** On the first screen, where room is short. */
  isCompact?: boolean;
}

/** A unit out of hundreds, found by any part of its name; tone marks do not matter. */
export function UnitPicker({ className, units, unit, onChoose, label, placeholder, isCompact = false }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  const popup = usePopup();
  const [typed, setTyped] = useState<string>();
  const names = useMemo(() => new Map(units.map(({ id, short_name }) => [id, short_name])), [units]);
  const keys = useMemo(() => units.map((one) => ({ one, key: searchKey(one) })), [units]);
  const wanted = typed === undefined ? [] : textKey(typed).split(' ');
  const { known } = usePane();
  const withData = useMemo(() => unitsAbove(units, known?.state.units ?? []), [units, known?.state.units]);
  const found = keys.filter(({ key }) => wanted.every((word) => key.includes(word))).map(({ one }) => one);
  const full = found.filter(({ id }) => withData.has(id));
  const groups = [
    { label: say('unitsWithData'), of: full },
    {
      label: say('unitsWithout'),
      of: found.filter(({ id }) => !withData.has(id)).slice(0, Math.max(0, SHOWN - full.length)),
    },
  ].filter(({ of }) => of.length > 0);
  const shown = groups.reduce((sum, { of }) => sum + of.length, 0);
  const current = units.find(({ id }) => id === unit);
  return (
    <Field className={className} label={label ?? say('unit')}>
      <Combobox
        // Only so may a space be typed; what is typed and names no unit is forgotten.
        freeform
        className={styles.control}
        size={isCompact ? 'small' : 'medium'}
        {...popup}
        expandIcon={{ 'aria-label': `${say('openList')}: ${label ?? say('unit')}` }}
        autoComplete="off"
        value={typed ?? (current === undefined ? '' : shownName(current, units, withData))}
        // The whole name for whoever points at it, and for who hears it.
        input={{ title: current?.name ?? '' }}
        selectedOptions={unit === '' ? [] : [unit]}
        placeholder={placeholder ?? say('chooseUnit')}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => setTyped(undefined)}
        onOpenChange={(_, { open }) => {
          if (!open) setTyped(undefined);
        }}
        onOptionSelect={(_, { optionValue }) => {
          // Typing another name takes the choice back, which is no choice.
          if (optionValue === undefined) return;
          setTyped(undefined);
          if (optionValue !== unit) onChoose(optionValue);
        }}
      >
        {groups.map(({ label: heading, of }) => (
          <OptionGroup key={heading} {...(withData.size === 0 ? {} : { label: heading })}>
            {of.map((one) => {
              const above = one.parent === null ? undefined : names.get(one.parent);
              const until = one.to === null ? undefined : say('unitUntil', { day: dateText(one.to, language) });
              return (
                <Option key={one.id} value={one.id} text={one.name}>
                  <span>
                    {one.name}
                    <span className={styles.place}>
                      {[above, until].filter((part) => part !== undefined).join(' · ')}
                    </span>
                  </span>
                </Option>
              );
            })}
          </OptionGroup>
        ))}
        {found.length === 0 ? (
          <Option disabled value="" text="">
            {say('noSuchUnit', { typed: typed ?? '' })}
          </Option>
        ) : null}
        {found.length > shown ? (
          <Option disabled value="" text="">
            {say('moreUnits', { count: found.length - shown })}
          </Option>
        ) : null}
      </Combobox>
    </Field>
  );
}
