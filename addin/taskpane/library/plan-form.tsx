import { Button, Field, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useCallback, useState } from 'react';
import type { Plan, Target } from '../../../pipeline/library/plans/types.ts';
import { linesOfPlan, writePlan } from '../../../pipeline/library/plans/write.ts';
import { announceChange } from '../../source/changed.ts';
import type { Mistake, ProvinceChoice } from '../../source/library-source.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { BusyButton } from '../parts/busy-button.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { SectionTitle } from '../parts/section.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { DocumentView } from './document-view.tsx';
import { type FieldErrors, TextField, wrong } from './form-field.tsx';
import { MistakeList } from './mistake-list.tsx';
import { asWritten, newTarget, type PlanDraft } from './plan-draft.ts';
import { ProvincePicker } from './province-picker.tsx';
import type { Reading } from './read-document.ts';
import { TargetForm } from './target-form.tsx';
import { useLibraryWords } from './words.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalS,
    alignItems: 'start',
  },
  field: { minWidth: 0 },
  // The document stays in sight while the targets below it are looked at.
  beside: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  left: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    overflowWrap: 'anywhere',
    fontSize: tokens.fontSizeBase200,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface Props {
  draft: PlanDraft;
  /** The document that it was read from, to be looked at beside it. */
  reading?: Reading | undefined;
  provinces: readonly ProvinceChoice[];
  /** It is kept under this title and id. */
  onKept(title: string, id: string): void;
  onCancel(): void;
}

interface Refused {
  errors: FieldErrors;
  /** Mistakes of no field here. */
  others: readonly Mistake[];
}

const NOTHING: Refused = { errors: new Map(), others: [] };

/** A plan typed in: what its file would hold is checked as a file is, and each mistake stands at its field. */
export default function PlanForm({ draft: given, reading, provinces, onKept, onCancel }: Props) {
  const styles = useStyles();
  const { tell, language } = useLibraryWords();
  const { source, known } = usePane();
  const [draft, setDraft] = useState(given);
  const [refused, setRefused] = useState(NOTHING);
  const [failure, setFailure] = useState<Sentence>();
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState<readonly number[]>([]);
  const [province, setProvince] = useState(given.issuerUnit.split('-')[0] ?? '');
  const indicators = useLoaded(useCallback(() => source.indicators(), [source]));
  const units = known?.units ?? [];
  const { errors } = refused;
  const set = (change: Partial<PlanDraft>): void => setDraft((before) => ({ ...before, ...change }));
  const setTarget = (index: number, target: Target): void =>
    set({ targets: draft.targets.map((one, at) => (at === index ? target : one)) });

  const chooseProvince = async (id: string): Promise<void> => {
    setProvince(id);
    try {
      await source.library.unitsOf(id);
      announceChange();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  const chooseUnit = (id: string): void => {
    const before = units.find((unit) => unit.id === draft.issuerUnit)?.name ?? '';
    const name = units.find((unit) => unit.id === id)?.name ?? '';
    const isOwn = draft.issuer !== '' && draft.issuer !== before;
    set({ issuerUnit: id, defaultUnit: id, ...(isOwn ? {} : { issuer: name }) });
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    setRefused(NOTHING);
    try {
      const taken = new Set(known?.plans.map(({ id }) => id));
      const plan = asWritten(draft, taken);
      const text = writePlan(plan);
      const { mistakes } = await source.library.put('plans', `${plan.id}.yaml`, new TextEncoder().encode(text));
      if (mistakes.length > 0) {
        setRefused(refusedBy(mistakes, text, plan, language, tell('empty')));
        return;
      }
      announceChange();
      onKept(plan.shortTitle, plan.id);
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  const text = (label: string, key: 'shortTitle' | 'number' | 'date' | 'issuer', path: string, more: object = {}) => (
    <TextField
      label={label}
      value={draft[key]}
      path={path}
      errors={errors}
      onChange={(typed) => set({ [key]: typed })}
      {...more}
    />
  );
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {reading === undefined ? null : (
        <div className={styles.beside}>
          <p className={styles.hint}>
            {tell('lookAtDraft', {
              count: draft.targets.filter(({ id }) => (reading.marks.get(id)?.doubts.length ?? 0) > 0).length,
            })}
          </p>
          <DocumentView reading={reading} said={said} />
        </div>
      )}
      <TextField
        label={tell('planTitle')}
        required
        value={draft.title.vi}
        path="title/vi"
        errors={errors}
        onChange={(vi) => set({ title: { vi, en: '' } })}
      />
      <div className={styles.pair}>
        {text(tell('number'), 'number', 'number')}
        {text(tell('date'), 'date', 'date', { required: true, placeholder: tell('dateHint') })}
      </div>
      <ProvincePicker
        className={styles.field}
        provinces={provinces}
        province={province}
        onChoose={(id) => void chooseProvince(id)}
      />
      <Field {...wrong(errors, 'issuer_unit')}>
        <UnitPicker
          className={styles.field}
          label={tell('unit')}
          units={province === '' ? units : units.filter((unit) => unit.province === province)}
          unit={draft.issuerUnit}
          onChoose={chooseUnit}
        />
      </Field>
      {text(tell('issuer'), 'issuer', 'issuer', { required: true })}
      {text(tell('shortTitle'), 'shortTitle', 'short_title', { placeholder: tell('shortTitleHint') })}
      <SectionTitle>{tell('targets')}</SectionTitle>
      {draft.targets.map((target, index) => (
        <TargetForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a target that is being typed has nothing else of its own
          key={index}
          target={target}
          index={index}
          indicators={indicators.state === 'ready' ? indicators.value : []}
          errors={errors}
          mark={reading?.marks.get(target.id)}
          onShow={setSaid}
          onChange={(changed) => setTarget(index, changed)}
          onRemove={
            draft.targets.length === 1
              ? undefined
              : () => {
                  // What was told of others would stand at the wrong ones.
                  setRefused(NOTHING);
                  set({ targets: draft.targets.filter((_, at) => at !== index) });
                }
          }
        />
      ))}
      <div className={styles.actions}>
        <Button onClick={() => set({ targets: [...draft.targets, newTarget()] })}>{tell('addTarget')}</Button>
      </div>
      {reading === undefined || reading.left.length === 0 ? null : (
        <>
          <SectionTitle>{tell('notInDraft')}</SectionTitle>
          <ul className={styles.left}>
            {reading.left.map(({ place, sentence }) => (
              <li key={`${place}:${sentence}`}>
                <strong>{place}</strong>: {sentence}
              </li>
            ))}
          </ul>
        </>
      )}
      {errors.size === 0 ? null : (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{tell('mendThese', { count: errors.size })}</MessageBarBody>
        </MessageBar>
      )}
      <MistakeList mistakes={refused.others} title={tell('notKept')} />
      {failure === undefined ? null : <FailureMessage why={failure} title={tell('notKept')} />}
      {indicators.state === 'failed' ? <FailureMessage why={indicators.why} again={indicators.again} /> : null}
      <div className={styles.actions}>
        <BusyButton type="submit" appearance="primary" isBusy={isBusy}>
          {tell(reading === undefined ? 'save' : 'confirm')}
        </BusyButton>
        <Button onClick={onCancel}>{tell('cancel')}</Button>
      </div>
    </form>
  );
}

/** Mistakes by what they are about: the line of each in what was written tells its field. */
function refusedBy(
  mistakes: readonly Mistake[],
  text: string,
  plan: Plan,
  language: 'vi' | 'en',
  emptyWords: string,
): Refused {
  const lines = linesOfPlan(text);
  const errors = new Map<string, string>();
  const others: Mistake[] = [];
  for (const mistake of mistakes) {
    const path = lines.get(mistake.line);
    // Without a title there is no short one either.
    if (path === 'short_title' && errors.has('title/vi')) continue;
    if (path === undefined || !isField(path)) others.push(mistake);
    else if (!errors.has(path))
      errors.set(
        path,
        isEmpty(text, mistake.line) ? emptyWords : language === 'vi' ? mistake.message : mistake.message_en,
      );
  }
  // What its file is called, or whose it is, is nothing that the form asks.
  return { errors, others: others.map((one) => ({ ...one, file: plan.shortTitle || one.file, line: 0 })) };
}

function isField(path: string): boolean {
  return (
    /^(title\/vi|number|date|issuer|issuer_unit|short_title)$/.test(path) ||
    /^targets\/\d+\/(name\/vi|indicator|value|due|place|base_year|yearly\/(step|cap|from)|schedule\/\d+\/(value|due))$/.test(
      path,
    )
  );
}

function isEmpty(text: string, line: number): boolean {
  return /: (""|'')$/.test(text.split('\n')[line - 1] ?? '');
}
