import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { announceChange } from '../../source/changed.ts';
import type { Mistake, OwnLibrary, ProvinceChoice } from '../../source/library-source.ts';
import { usePane } from '../pane.tsx';
import { SectionTitle } from '../parts/section.tsx';
import { FileButton } from './file-button.tsx';
import { MistakeList } from './mistake-list.tsx';
import { newPlan, type PlanDraft, shown } from './plan-draft.ts';
import type { Reading } from './read-document.ts';
import { RemoveButton } from './remove-button.tsx';
import { unitOfIssuer } from './unit-of-issuer.ts';
import type { Act } from './use-act.tsx';
import { useLibraryWords } from './words.ts';

const PlanForm = lazy(() => import('./plan-form.tsx'));

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'grid',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  title: { fontWeight: tokens.fontWeightSemibold },
});

interface Props {
  own: OwnLibrary;
  provinces: readonly ProvinceChoice[];
  mayChange: boolean;
  act: Act;
  /** The plan that is being typed. */
  draft: PlanDraft | undefined;
  setDraft(draft: PlanDraft | undefined): void;
}

/** All plans; the office's own are added, changed and taken away here. */
export function PlanTab({ own, provinces, mayChange, act, draft, setDraft }: Props) {
  const styles = useStyles();
  const { tell } = useLibraryWords();
  const { source, known, choose, go } = usePane();
  const [refused, setRefused] = useState<{ file: string; mistakes: readonly Mistake[] }>();
  const [reading, setReading] = useState<Reading>();
  /** The plan that was confirmed last, to be looked at. */
  const [confirmed, setConfirmed] = useState<string>();
  const plans = known?.plans ?? [];

  const take = (file: File): Promise<void> =>
    act.run(async () => {
      setRefused(undefined);
      setConfirmed(undefined);
      if (!/\.ya?ml$/i.test(file.name)) {
        // What reads documents is loaded for them alone.
        const { readDocument } = await import('./read-document.ts');
        const read = await readDocument(file, await source.indicators());
        const unit = await unitOfIssuer(read.draft.issuer, provinces, known?.units ?? [], source);
        setReading(read.reading);
        setDraft({ ...read.draft, issuerUnit: unit, defaultUnit: unit });
        return undefined;
      }
      const { ids, mistakes } = await source.library.put('plans', file.name, new Uint8Array(await file.arrayBuffer()));
      if (mistakes.length > 0) {
        setRefused({ file: file.name, mistakes });
        return undefined;
      }
      announceChange();
      return tell('added', { title: ids.join(', ') });
    });
  const edit = (id: string): Promise<void> =>
    act.run(async () => {
      const text = await source.library.text('plans', id);
      const { parsePlan } = await import('../../../pipeline/library/plans/parse.ts');
      const { value, mistakes } = parsePlan(text, own.plans[id] ?? id);
      if (value !== undefined) setDraft(shown(value));
      else
        setRefused({
          file: own.plans[id] ?? id,
          mistakes: mistakes.map(({ file, line, message, en = message }) => ({ file, line, message, message_en: en })),
        });
      return undefined;
    });
  const remove = (id: string, title: string): Promise<void> =>
    act.run(async () => {
      const mistakes = await source.library.remove('plans', id);
      if (mistakes.length > 0) {
        setRefused({ file: title, mistakes });
        return undefined;
      }
      announceChange();
      return tell('removed', { title });
    });

  if (draft !== undefined) {
    return (
      <div className={styles.whole}>
        <SectionTitle>
          {reading !== undefined
            ? tell('draftOf', { file: reading.file })
            : draft.id === ''
              ? tell('newPlan')
              : tell('editPlan', { title: draft.shortTitle })}
        </SectionTitle>
        <Suspense>
          <PlanForm
            draft={draft}
            reading={reading}
            provinces={provinces}
            onKept={(title, id) => {
              setDraft(undefined);
              setReading(undefined);
              setConfirmed(id);
              act.say(tell('added', { title }));
            }}
            onCancel={() => {
              setDraft(undefined);
              setReading(undefined);
            }}
          />
        </Suspense>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same by keyboard
    <div
      className={styles.whole}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const [file] = event.dataTransfer.files;
        if (file !== undefined && mayChange) void take(file);
      }}
    >
      {mayChange ? (
        <>
          <div className={styles.actions}>
            <Button
              appearance="primary"
              onClick={() => {
                act.clear();
                setRefused(undefined);
                setDraft(newPlan());
              }}
            >
              {tell('addPlan')}
            </Button>
            <FileButton
              label={tell('planFile')}
              accept=".yaml,.yml,.docx,.doc,.pdf,.html,.htm,.txt,.xlsx"
              onFile={(file) => void take(file)}
            />
          </div>
          <p className={styles.hint}>{tell('dropPlan')}</p>
        </>
      ) : null}
      {confirmed === undefined ? null : (
        <div className={styles.actions}>
          <Button
            onClick={() => {
              choose({ plan: confirmed });
              go('main');
            }}
          >
            {tell('seeFigures')}
          </Button>
        </div>
      )}
      {refused === undefined ? null : (
        <MistakeList title={tell('mistakesOf', { file: refused.file })} mistakes={refused.mistakes} />
      )}
      <ul className={styles.list} aria-label={tell('plans')}>
        {plans.map(({ id, title, version, targets }) => {
          const isOwn = own.plans[id] !== undefined;
          return (
            <li key={id} className={styles.item}>
              <span className={styles.title}>{title}</span>
              <span className={styles.line}>
                <Badge appearance={isOwn ? 'filled' : 'tint'} color={isOwn ? 'brand' : 'informative'}>
                  {tell(isOwn ? 'own' : 'shipped')}
                </Badge>
                <span className={styles.hint}>
                  {tell('targetCount', { count: targets })} · {tell('version', { version: version.slice(0, 8) })}
                </span>
              </span>
              {isOwn && mayChange ? (
                <span className={styles.line}>
                  <Button size="small" aria-label={tell('editPlan', { title })} onClick={() => void edit(id)}>
                    {tell('edit')}
                  </Button>
                  <RemoveButton title={title} onRemove={() => void remove(id, title)} />
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
