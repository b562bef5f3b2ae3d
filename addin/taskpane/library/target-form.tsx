import { Badge, Button, Checkbox, Field, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { definitionWords } from '../../../pipeline/evaluate/words.ts';
import type { IndicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import type { Milestone, Operator, Target, TargetRule } from '../../../pipeline/library/plans/types.ts';
import { today } from '../days.ts';
import { type FieldErrors, TextField, wrong } from './form-field.tsx';
import { otherRule } from './plan-draft.ts';
import type { Mark } from './read-document.ts';
import { type LibrarySay, useLibraryWords } from './words.ts';

const OPERATORS: readonly Operator[] = ['>=', '>', '<='];
const OPERATOR_WORDS = { '>=': 'atLeast', '>': 'above', '<=': 'atMost' } as const;
const RULES = ['threshold', 'schedule', 'yearly-increase', 'change-from-baseline'] as const;
const RULE_WORDS = {
  threshold: 'ruleThreshold',
  schedule: 'ruleSchedule',
  'yearly-increase': 'ruleYearly',
  'change-from-baseline': 'ruleChange',
} as const;

const useStyles = makeStyles({
  target: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    margin: 0,
    minWidth: 0,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  doubtful: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
  },
  doubt: { margin: 0, color: tokens.colorStatusWarningForeground3, fontSize: tokens.fontSizeBase200 },
  legend: { padding: `0 ${tokens.spacingHorizontalXS}`, fontWeight: tokens.fontWeightSemibold },
  // A list's own width is that of its longest words.
  field: { minWidth: 0, '& select': { minWidth: 0, width: '100%', textOverflow: 'ellipsis' } },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalS,
    alignItems: 'start',
  },
  end: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
});

interface Props {
  target: Target;
  /** Where a document says it, and what is not sure of it. */
  mark?: Mark | undefined;
  onShow?: ((blocks: readonly number[]) => void) | undefined;
  /** First = 0. */
  index: number;
  indicators: readonly IndicatorSummary[];
  errors: FieldErrors;
  onChange(target: Target): void;
  /** Absent where it is the only one. */
  onRemove?: (() => void) | undefined;
}

/** One target of a plan: what is measured, against what, until when, and where the document says so. */
export function TargetForm({ target, mark, onShow, index, indicators, errors, onChange, onRemove }: Props) {
  const styles = useStyles();
  const { tell, language } = useLibraryWords();
  const at = `targets/${index}`;
  const number = index + 1;
  const isDoubtful = (mark?.doubts.length ?? 0) > 0;
  const likely = indicators.filter(({ id }) => id === target.indicator || mark?.likely.includes(id));
  const set = (change: Partial<Target>): void => onChange({ ...target, ...change });
  const name = ({ name_vi, name_en }: IndicatorSummary): string => (language === 'vi' ? name_vi : name_en);
  const chosen = indicators.find(({ id }) => id === target.indicator);
  return (
    <fieldset className={mergeClasses(styles.target, isDoubtful && styles.doubtful)}>
      <legend className={styles.legend}>{tell('target', { number })}</legend>
      {mark === undefined ? null : (
        <div className={styles.end}>
          <Badge appearance="tint" color={isDoubtful ? 'warning' : 'success'}>
            {tell(isDoubtful ? 'notSure' : 'sure')}
          </Badge>
          <Button size="small" aria-label={tell('showTarget', { number })} onClick={() => onShow?.(mark.blocks)}>
            {tell('showInDocument')}
          </Button>
        </div>
      )}
      {mark?.doubts.map((doubt) => (
        <p key={doubt.vi} className={styles.doubt}>
          {doubt[language]}
        </p>
      ))}
      <Field
        className={styles.field}
        label={tell('indicator')}
        required
        {...(chosen === undefined ? {} : { hint: definitionOf(chosen, language) })}
        {...wrong(errors, `${at}/indicator`)}
      >
        <Select
          value={target.indicator}
          onChange={(_, { value }) => {
            const found = indicators.find(({ id }) => id === value);
            if (found === undefined) return;
            // A target is mostly called like what it measures.
            const before = indicators.find(({ id }) => id === target.indicator);
            const isOwnName = target.name.vi !== '' && target.name.vi !== before?.name_vi;
            const { variant: _variant, ...rest } = target;
            onChange({
              ...rest,
              indicator: found.id,
              ...(isOwnName ? {} : { name: { vi: found.name_vi, en: found.name_en } }),
            });
          }}
        >
          <option value="" disabled>
            {tell('chooseIndicator')}
          </option>
          {mark === undefined ? null : (
            <optgroup label={tell('likely')}>
              {likely.map((one) => (
                <option key={one.id} value={one.id}>
                  {name(one)}
                </option>
              ))}
            </optgroup>
          )}
          {indicators
            .filter((one) => mark === undefined || !likely.includes(one))
            .map((one) => (
              <option key={one.id} value={one.id}>
                {name(one)}
              </option>
            ))}
        </Select>
      </Field>
      <TextField
        label={tell('targetName')}
        required
        value={target.name.vi}
        path={`${at}/name/vi`}
        errors={errors}
        onChange={(vi) => set({ name: { vi, en: '' } })}
      />
      <div className={styles.pair}>
        <Field className={styles.field} label={tell('operator')}>
          <Select
            value={target.operator}
            onChange={(_, { value }) => set({ operator: OPERATORS.find((one) => one === value) ?? '>=' })}
          >
            {OPERATORS.map((one) => (
              <option key={one} value={one}>
                {tell(OPERATOR_WORDS[one])}
              </option>
            ))}
          </Select>
        </Field>
        <Field className={styles.field} label={tell('rule')}>
          <Select
            value={target.rule.kind}
            onChange={(_, { value }) => {
              const kind = RULES.find((one) => one === value);
              if (kind !== undefined) set({ rule: otherRule(target.rule, kind, Number(today().slice(0, 4))) });
            }}
          >
            {RULES.map((one) => (
              <option key={one} value={one}>
                {tell(RULE_WORDS[one])}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <RuleFields rule={target.rule} at={at} errors={errors} tell={tell} onChange={(rule) => set({ rule })} />
      <TextField
        label={tell('place')}
        required
        placeholder={tell('placeHint')}
        value={target.place}
        path={`${at}/place`}
        errors={errors}
        onChange={(place) => set({ place })}
      />
      <div className={styles.end}>
        <Checkbox
          label={tell('aspiration')}
          checked={target.aspiration}
          onChange={(_, { checked }) => set({ aspiration: checked === true })}
        />
        {onRemove === undefined ? null : (
          <Button appearance="subtle" onClick={onRemove}>
            {tell('removeTarget', { number })}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function definitionOf(one: IndicatorSummary, language: 'vi' | 'en'): string {
  const { numerator_vi, numerator_en, denominator_vi, denominator_en } = one;
  const denominator = denominator_vi === null ? null : { vi: denominator_vi, en: denominator_en ?? denominator_vi };
  return definitionWords({ numerator: { vi: numerator_vi, en: numerator_en }, denominator }, language);
}

interface RuleProps {
  rule: TargetRule;
  at: string;
  errors: FieldErrors;
  tell: LibrarySay;
  onChange(rule: TargetRule): void;
}

function RuleFields({ rule, at, errors, tell, onChange }: RuleProps) {
  const styles = useStyles();
  const field = (label: string, value: string, key: string, set: (value: string) => void, isNumber = true) => (
    <TextField
      label={label}
      required
      value={value}
      path={`${at}/${key}`}
      errors={errors}
      onChange={set}
      {...(isNumber ? { inputMode: 'decimal' as const } : { placeholder: tell('dateHint') })}
    />
  );
  if (rule.kind === 'yearly-increase') {
    return (
      <>
        <div className={styles.pair}>
          {field(tell('step'), rule.step, 'yearly/step', (step) => onChange({ ...rule, step }))}
          {field(tell('cap'), rule.cap, 'yearly/cap', (cap) => onChange({ ...rule, cap }))}
        </div>
        {field(tell('from'), rule.from, 'yearly/from', (from) => onChange({ ...rule, from }), false)}
      </>
    );
  }
  if (rule.kind === 'schedule') return <Milestones rule={rule} field={field} tell={tell} onChange={onChange} />;
  const [milestone] = rule.milestones;
  const set = (change: Partial<Milestone>): void => onChange({ ...rule, milestones: [{ ...milestone, ...change }] });
  return (
    <>
      <div className={styles.pair}>
        {field(tell('value'), milestone.value, 'value', (value) => set({ value }))}
        {field(tell('due'), milestone.due, 'due', (due) => set({ due }), false)}
      </div>
      {rule.kind === 'change-from-baseline'
        ? field(tell('baseYear'), String(rule.baseYear || ''), 'base_year', (year) =>
            onChange({ ...rule, baseYear: Number(year.replace(/\D/g, '')) }),
          )
        : null}
    </>
  );
}

interface MilestonesProps {
  rule: Extract<TargetRule, { kind: 'schedule' }>;
  field(label: string, value: string, key: string, set: (value: string) => void, isNumber?: boolean): React.ReactNode;
  tell: LibrarySay;
  onChange(rule: TargetRule): void;
}

function Milestones({ rule, field, tell, onChange }: MilestonesProps) {
  const styles = useStyles();
  const { milestones } = rule;
  const change = (index: number, part: Partial<Milestone>): void => {
    const [first, ...rest] = milestones.map((one, at) => (at === index ? { ...one, ...part } : one));
    if (first !== undefined) onChange({ kind: 'schedule', milestones: [first, ...rest] });
  };
  return (
    <>
      {milestones.map(({ value, due }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: milestones are told apart by their order alone
        <div key={index} className={styles.pair}>
          {field(tell('milestoneValue', { number: index + 1 }), value, `schedule/${index}/value`, (typed) =>
            change(index, { value: typed }),
          )}
          {field(
            tell('milestoneDue', { number: index + 1 }),
            due,
            `schedule/${index}/due`,
            (typed) => change(index, { due: typed }),
            false,
          )}
        </div>
      ))}
      <div className={styles.end}>
        <Button
          size="small"
          onClick={() => onChange({ kind: 'schedule', milestones: [...milestones, { value: '', due: '' }] })}
        >
          {tell('addMilestone')}
        </Button>
        {milestones.length < 2 ? null : (
          <Button
            size="small"
            appearance="subtle"
            onClick={() => {
              const [first, ...rest] = milestones;
              onChange({ kind: 'schedule', milestones: [first, ...rest.slice(0, -1)] });
            }}
          >
            {tell('removeMilestone', { number: milestones.length })}
          </Button>
        )}
      </div>
    </>
  );
}
