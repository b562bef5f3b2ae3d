import { Dropdown, Field, makeStyles, Option, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useWords } from '../language.tsx';
import { type Choices, usePane } from '../pane.tsx';
import type { Choice } from '../remembered.ts';
import { DayPicker } from './day-picker.tsx';
import { usePopup } from './popup.ts';
import { UnitPicker } from './unit-picker.tsx';

const useStyles = makeStyles({
  bar: { display: 'grid', gap: tokens.spacingVerticalXS },
  field: {
    display: 'grid',
    gridTemplateColumns: '5.25rem minmax(0, 1fr)',
    alignItems: 'start',
    '& > *': { gridColumn: 2 },
    '& > label': { gridColumn: 1, paddingBlock: '4px', color: tokens.colorNeutralForeground2 },
    // As narrow as a pane is at 200 %: the labels stand above.
    '@media (max-width: 260px)': { gridTemplateColumns: 'minmax(0, 1fr)', '& > *': { gridColumn: 1 } },
  },
  control: { minWidth: 0, width: '100%' },
  // One line, whatever the plan is called; its whole title is the tooltip.
  line: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', textAlign: 'start' },
});

/** Which plan, for which unit, until which day. */
export function ChoiceBar({ choices, choice }: { choices: Choices; choice: Choice }) {
  const styles = useStyles();
  const { say } = useWords();
  const { choose } = usePane();
  const popup = usePopup();
  const plan = choices.plans.find(({ id }) => id === choice.plan);
  return (
    <div className={styles.bar}>
      <Field className={styles.field} label={say('plan')}>
        <Dropdown
          className={styles.control}
          size="small"
          title={plan?.title ?? ''}
          {...popup}
          value={plan?.title ?? ''}
          button={{ children: <span className={styles.line}>{plan?.title ?? say('choosePlan')}</span> }}
          selectedOptions={[choice.plan]}
          placeholder={say('choosePlan')}
          onOptionSelect={(_, { optionValue }) => {
            if (optionValue !== undefined && optionValue !== choice.plan) choose({ plan: optionValue });
          }}
        >
          {choices.plans.map(({ id, title }) => (
            <Option key={id} value={id}>
              {title}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <UnitPicker
        className={styles.field}
        units={choices.units}
        unit={choice.unit}
        isCompact
        onChoose={(unit) => choose({ unit })}
      />
      <DayPicker
        className={styles.field}
        day={choice.asOf}
        last={choices.state.lastDay}
        onChoose={(asOf) => choose({ asOf })}
      />
    </div>
  );
}

/** The same heights, while the source says what there is. */
export function ChoiceSkeleton() {
  const styles = useStyles();
  const { say } = useWords();
  return (
    <Skeleton className={styles.bar} aria-label={say('loading')}>
      {['plan', 'unit', 'day'].map((name) => (
        <SkeletonItem key={name} size={24} />
      ))}
    </Skeleton>
  );
}
