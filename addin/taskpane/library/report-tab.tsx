import { Button, Checkbox, Field, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { OfficeDefaults } from '../../../pipeline/library/layer/types.ts';
import { APPENDICES, APPENDIX_IDS } from '../../../pipeline/report/layout.ts';
import { announceChange } from '../../source/changed.ts';
import type { Mistake, ReportDefaults } from '../../source/library-source.ts';
import { usePane } from '../pane.tsx';
import { TextField } from './form-field.tsx';
import { MistakeList } from './mistake-list.tsx';
import type { Act } from './use-act.tsx';
import { useLibraryWords } from './words.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  group: { display: 'grid', justifyItems: 'start', border: 'none', margin: 0, padding: 0, minInlineSize: 0 },
});

/** The form as it is typed: texts, lists as lines. */
interface Draft {
  onBehalf: string;
  position: string;
  name: string;
  place: string;
  numberPattern: string;
  recipients: string;
  template: string;
  appendices: OfficeDefaults['appendices'];
}

function draftOf({ signatory, place, numberPattern, recipients, template, appendices }: OfficeDefaults): Draft {
  return {
    onBehalf: signatory?.onBehalf ?? '',
    position: signatory?.position ?? '',
    name: signatory?.name ?? '',
    place: place ?? '',
    numberPattern: numberPattern ?? '',
    recipients: (recipients ?? []).join('\n'),
    template: template ?? '',
    appendices,
  };
}

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

function defaultsOf(draft: Draft, before: OfficeDefaults): OfficeDefaults {
  const [onBehalf, position, name] = [linesOf(draft.onBehalf).join('\n'), draft.position.trim(), draft.name.trim()];
  const recipients = linesOf(draft.recipients);
  return {
    ...before,
    signatory: onBehalf + position + name === '' ? null : { onBehalf, position, name },
    place: draft.place.trim() || null,
    numberPattern: draft.numberPattern.trim() || null,
    recipients: recipients.length > 0 ? recipients : null,
    template: draft.template || null,
    appendices: draft.appendices,
  };
}

interface Props {
  defaults: ReportDefaults;
  mayChange: boolean;
  act: Act;
}

/** Who signs the office's reports, their number, place, recipients, appendices, and template. */
export function ReportTab({ defaults, mayChange, act }: Props) {
  const styles = useStyles();
  const { tell, language } = useLibraryWords();
  const { source } = usePane();
  const [draft, setDraft] = useState(() => draftOf(defaults));
  const [refused, setRefused] = useState<readonly Mistake[]>([]);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const wanted = defaultsOf(draft, defaults);
  const errors = new Map(wanted.signatory?.position === '' ? [['position', tell('positionMissing')]] : []);
  const save = (): Promise<void> =>
    act.run(async () => {
      const mistakes = await source.library.putDefaults(wanted);
      setRefused(mistakes);
      if (mistakes.length > 0) return undefined;
      announceChange();
      return tell('reportsKept');
    });
  const field = (part: 'position' | 'name' | 'place' | 'numberPattern') => ({
    path: part,
    errors,
    value: draft[part],
    onChange: (value: string) => change({ [part]: value }),
  });
  const area = (part: 'onBehalf' | 'recipients', rows: number) => (
    <Textarea
      value={draft[part]}
      rows={rows}
      resize="vertical"
      style={{ minWidth: 0 }}
      onChange={(_, { value }) => change({ [part]: value })}
    />
  );
  return (
    <fieldset className={styles.group} disabled={!mayChange} style={{ justifyItems: 'stretch' }}>
      <div className={styles.form}>
        <p className={styles.hint}>{tell('reportsHint')}</p>
        <Field label={tell('onBehalf')} hint={tell('onBehalfHint')}>
          {area('onBehalf', 2)}
        </Field>
        <TextField label={tell('position')} hint={tell('positionHint')} {...field('position')} />
        <TextField label={tell('signatoryName')} {...field('name')} />
        <TextField label={tell('reportPlace')} {...field('place')} />
        <TextField
          label={tell('numberPattern')}
          hint={tell('numberHint', { number: '{number}' })}
          {...field('numberPattern')}
        />
        <Field label={tell('recipients')}>{area('recipients', 3)}</Field>
        <fieldset className={styles.group}>
          <legend>{tell('appendices')}</legend>
          {APPENDIX_IDS.map((id) => (
            <Checkbox
              key={id}
              label={APPENDICES[id].label[language]}
              checked={draft.appendices.includes(id)}
              onChange={(_, { checked }) =>
                change({
                  appendices: APPENDIX_IDS.filter((one) => (one === id ? checked : draft.appendices.includes(one))),
                })
              }
            />
          ))}
        </fieldset>
        {defaults.templates.length === 0 ? null : (
          <Field label={tell('template')}>
            <Select value={draft.template} onChange={(_, { value }) => change({ template: value })}>
              <option value="">{tell('standardTemplate')}</option>
              {defaults.templates.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          </Field>
        )}
        <MistakeList title={tell('notKept')} mistakes={refused} />
        {mayChange ? (
          <div>
            <Button appearance="primary" disabled={errors.size > 0} onClick={() => void save()}>
              {tell('saveReports')}
            </Button>
          </div>
        ) : null}
      </div>
    </fieldset>
  );
}
