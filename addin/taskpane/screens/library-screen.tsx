import { Button, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { announceChange } from '../../source/changed.ts';
import type { Mistake } from '../../source/library-source.ts';
import { TabStrip } from '../ask/tab-strip.tsx';
import { save as download } from '../download.ts';
import { useWords } from '../language.tsx';
import { FileButton } from '../library/file-button.tsx';
import { MistakeList } from '../library/mistake-list.tsx';
import type { PlanDraft } from '../library/plan-draft.ts';
import { PlanTab } from '../library/plan-tab.tsx';
import { ReportTab } from '../library/report-tab.tsx';
import { UnitTab } from '../library/unit-tab.tsx';
import { type Act, useAct } from '../library/use-act.tsx';
import { useLibraryWords } from '../library/words.ts';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { Section } from '../parts/section.tsx';

const useStyles = makeStyles({
  panel: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type Tab = 'plans' | 'units' | 'reports';

/** The office's own layer: plans, units, and all of it as one file. */
export default function LibraryScreen() {
  const styles = useStyles();
  const { tell } = useLibraryWords();
  const { say } = useWords();
  const { source, known, choices } = usePane();
  const [tab, setTab] = useState<Tab>('plans');
  const [draft, setDraft] = useState<PlanDraft>();
  const { act, outcome } = useAct();
  // Whatever changes makes the choices new, and this list with them.
  const load = useMemo(
    () =>
      choices.state === 'loading'
        ? undefined
        : async () => {
            const { library } = source;
            const all = [library.state(), library.provinces(), library.defaults()] as const;
            const [own, provinces, defaults] = await Promise.all(all);
            return { own, provinces, defaults };
          },
    [source, choices.state],
  );
  const loaded = useLoaded(load);
  const [last, setLast] = useState<Extract<typeof loaded, { state: 'ready' }>['value']>();
  if (loaded.state === 'ready' && last !== loaded.value) setLast(loaded.value);
  const shown = loaded.state === 'ready' ? loaded.value : last;
  const mayChange = known?.state.role === 'consolidator';
  if (shown === undefined) {
    return (
      <ScreenHead title={tell('title')}>
        {loaded.state === 'failed' ? (
          <FailureMessage why={loaded.why} again={loaded.again} />
        ) : (
          <Skeleton aria-label={say('loading')}>
            <SkeletonItem size={96} />
          </Skeleton>
        )}
      </ScreenHead>
    );
  }
  const { own, provinces, defaults } = shown;
  return (
    <ScreenHead title={tell('title')}>
      {mayChange ? null : <p className={styles.hint}>{tell('readOnly')}</p>}
      <TabStrip<Tab>
        id="library"
        label={tell('title')}
        tabs={[
          { id: 'plans', name: tell('plans') },
          { id: 'units', name: tell('units') },
          { id: 'reports', name: tell('reports') },
        ]}
        chosen={tab}
        onChoose={(chosen) => {
          act.clear();
          setDraft(undefined);
          setTab(chosen);
        }}
      />
      <div id="library-panel" role="tabpanel" aria-labelledby={`library-${tab}`} className={styles.panel}>
        {outcome}
        <MistakeList title={tell('mistakes')} mistakes={own.mistakes} />
        {tab === 'plans' ? (
          <PlanTab own={own} provinces={provinces} mayChange={mayChange} act={act} draft={draft} setDraft={setDraft} />
        ) : tab === 'units' ? (
          <UnitTab own={own} provinces={provinces} mayChange={mayChange} act={act} />
        ) : (
          <ReportTab defaults={defaults} mayChange={mayChange} act={act} />
        )}
        <MistakeList title={tell('notes')} mistakes={own.notes} isNote />
      </div>
      {mayChange && draft === undefined ? <Whole act={act} /> : null}
    </ScreenHead>
  );
}

function Whole({ act }: { act: Act }) {
  const styles = useStyles();
  const { tell } = useLibraryWords();
  const { source } = usePane();
  const [refused, setRefused] = useState<readonly Mistake[]>([]);
  const exportZip = (): Promise<void> =>
    act.run(async () => {
      const zip = new Uint8Array(await source.library.exported());
      download(new Blob([zip], { type: 'application/zip' }), 'thu-vien-co-quan.zip');
      return undefined;
    });
  const importZip = (file: File): Promise<void> =>
    act.run(async () => {
      const { files, mistakes } = await source.library.imported(file);
      setRefused(files === 0 ? mistakes : []);
      if (files === 0) return undefined;
      announceChange();
      return tell('imported', { count: files });
    });
  return (
    <Section title={tell('whole')}>
      <p className={styles.hint}>{tell('wholeHint')}</p>
      <div className={styles.actions}>
        <Button onClick={() => void exportZip()}>{tell('exportZip')}</Button>
        <FileButton label={tell('importZip')} accept=".zip" onFile={(file) => void importZip(file)} />
      </div>
      <MistakeList title={tell('notKept')} mistakes={refused} />
    </Section>
  );
}
