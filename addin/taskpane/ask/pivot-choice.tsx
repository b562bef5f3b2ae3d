import { Dropdown, Field, Input, makeStyles, Option, OptionGroup, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import type { IndicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import { GROUPINGS, type Grouping } from '../../../pipeline/office/tables.ts';
import type { UnitChoice } from '../../source/source.ts';
import { dayTyped } from '../days.ts';
import { useWords } from '../language.tsx';
import { usePopup } from '../parts/popup.ts';
import { UnitPicker } from '../parts/unit-picker.tsx';
import type { TextId } from '../texts/texts.ts';

/** What the pivot table is asked for. */
export interface PivotChoice {
  indicators: readonly string[];
  by: Grouping;
  unit: string;
  from: string;
  asOf: string;
}

export const GROUPING_WORDS: Readonly<Record<Grouping, TextId>> = {
  none: 'byNone',
  unit: 'byUnits',
  field: 'byFields',
  procedure: 'byProcedures',
  month: 'byMonths',
};

const useStyles = makeStyles({
  bar: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  days: {
    display: 'grid',
    gap: tokens.spacingHorizontalS,
    gridTemplateColumns: 'repeat(auto-fit, minmax(7.5rem, 1fr))',
  },
  field: { minWidth: 0 },
  control: { minWidth: 0, width: '100%', '& input': { minWidth: 0, width: '100%' } },
});

interface Props {
  choice: PivotChoice;
  /** In the order of the plan; they come first. */
  ofPlan: readonly string[];
  indicators: readonly IndicatorSummary[];
  units: readonly UnitChoice[];
  onChoose(change: Partial<PivotChoice>): void;
}

/** Which indicators, grouped how, of which unit, over which days. */
export function PivotChoiceBar({ choice, ofPlan, indicators, units, onChoose }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  const name = (one: IndicatorSummary): string => (language === 'vi' ? one.name_vi : one.name_en);
  const planned = ofPlan.flatMap((id) => indicators.find((one) => one.id === id) ?? []);
  const others = indicators.filter(({ id }) => !ofPlan.includes(id));
  const chosen = indicators.filter(({ id }) => choice.indicators.includes(id));
  const popup = usePopup();
  const options = (list: readonly IndicatorSummary[]) =>
    list.map((one) => (
      <Option key={one.id} value={one.id} text={name(one)}>
        {name(one)}
      </Option>
    ));
  return (
    <div className={styles.bar}>
      <Field
        className={styles.field}
        label={say('pivotIndicators')}
        {...(chosen.length === 0 ? { validationState: 'error', validationMessage: say('pivotChooseOne') } : {})}
      >
        <Dropdown
          className={styles.control}
          {...popup}
          multiselect
          value={chosen.length === 1 ? chosen.map(name).join('') : say('pivotChosen', { count: chosen.length })}
          selectedOptions={[...choice.indicators]}
          onOptionSelect={(_, { selectedOptions }) => onChoose({ indicators: selectedOptions })}
        >
          {planned.length === 0 ? null : <OptionGroup label={say('pivotOfPlan')}>{options(planned)}</OptionGroup>}
          <OptionGroup label={say('pivotOthers')}>{options(others)}</OptionGroup>
        </Dropdown>
      </Field>
      <Field className={styles.field} label={say('pivotBy')}>
        <Dropdown
          className={styles.control}
          {...popup}
          value={say(GROUPING_WORDS[choice.by])}
          selectedOptions={[choice.by]}
          onOptionSelect={(_, { optionValue }) => {
            const by = GROUPINGS.find((one) => one === optionValue);
            if (by !== undefined) onChoose({ by });
          }}
        >
          {GROUPINGS.map((one) => (
            <Option key={one} value={one}>
              {say(GROUPING_WORDS[one])}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <UnitPicker className={styles.field} units={units} unit={choice.unit} onChoose={(unit) => onChoose({ unit })} />
      <div className={styles.days}>
        <DayField label={say('fromDay')} day={choice.from} onChoose={(from) => onChoose({ from })} />
        <DayField
          label={say('toDay')}
          day={choice.asOf}
          wrong={choice.from > choice.asOf ? say('backwards') : undefined}
          onChoose={(asOf) => onChoose({ asOf })}
        />
      </div>
    </div>
  );
}

interface DayProps {
  label: string;
  day: string;
  wrong?: string | undefined;
  onChoose(day: string): void;
}

/** A day as people type it; taken when the field is left or Enter is pressed. */
function DayField({ label, day, wrong, onChoose }: DayProps) {
  const styles = useStyles();
  const { say, language } = useWords();
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && dayTyped(typed) === undefined;
  const message = isWrong ? say('dayWanted') : wrong;
  const take = (): void => {
    const found = typed === undefined ? undefined : dayTyped(typed);
    if (found === undefined) return;
    setTyped(undefined);
    if (found !== day) onChoose(found);
  };
  return (
    <Field
      className={styles.field}
      label={label}
      {...(message === undefined ? {} : { validationState: 'error', validationMessage: message })}
    >
      <Input
        className={styles.control}
        value={typed ?? dateText(day, language)}
        inputMode="numeric"
        autoComplete="off"
        onChange={(_, { value }) => setTyped(value)}
        onBlur={take}
        onKeyDown={({ key }) => {
          if (key === 'Enter') take();
          if (key === 'Escape') setTyped(undefined);
        }}
      />
    </Field>
  );
}
