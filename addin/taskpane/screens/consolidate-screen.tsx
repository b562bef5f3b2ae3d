import { Button, Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useMemo, useRef, useState } from 'react';
import type {
  CollectedRecord,
  CollectionNow,
  CollectionQuery,
  ConsolidationSource,
} from '../../source/consolidation-source.ts';
import { CheckList } from '../consolidate/check-list.tsx';
import { TargetFigures } from '../consolidate/target-figures.tsx';
import { UnitLine } from '../consolidate/unit-line.tsx';
import { WhoseForm } from '../consolidate/whose-form.tsx';
import { useConsolidateWords } from '../consolidate/words.ts';
import { save as download } from '../download.ts';
import { droppedFiles } from '../dropped-files.ts';
import { useAct } from '../library/use-act.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { Section } from '../parts/section.tsx';

const useStyles = makeStyles({
  drop: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    justifyItems: 'start',
    padding: tokens.spacingVerticalM,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  plain: { display: 'grid', gap: tokens.spacingVerticalS, margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  hidden: { display: 'none' },
  select: { minWidth: 0, '& select': { minWidth: 0, width: '100%' } },
});

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LETTER = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The work of whoever merges: reports in, who is missing, what is wrong, one workbook out. */
export default function ConsolidateScreen() {
  const { tell } = useConsolidateWords();
  const { source, choice } = usePane();
  const { consolidation } = source;
  if (consolidation === undefined || choice === undefined) return <ScreenHead title={tell('title')}>{null}</ScreenHead>;
  return <Collecting consolidation={consolidation} />;
}

function Collecting({ consolidation }: { consolidation: ConsolidationSource }) {
  const styles = useStyles();
  const { tell, language } = useConsolidateWords();
  const { choice, known } = usePane();
  const [form, setForm] = useState('');
  const [progress, setProgress] = useState<string>();
  const [collected, setCollected] = useState<readonly CollectedRecord[]>([]);
  const [version, setVersion] = useState(0);
  const { act, outcome } = useAct();
  const forms = useLoaded(useMemo(() => () => consolidation.forms(), [consolidation]));
  const { plan = '', unit = '' } = choice ?? {};
  const [asOf, setAsOf] = useState(choice?.asOf ?? '');
  const query: CollectionQuery = useMemo(
    () => ({ ...(form === '' ? { plan } : { form }), unit, asOf, language }),
    [form, plan, unit, asOf, language],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was changed is asked for again
  const loaded = useLoaded(useMemo(() => () => consolidation.now(query), [consolidation, query, version]));
  const [last, setLast] = useState<{ query: CollectionQuery; now: CollectionNow }>();
  if (loaded.state === 'ready' && last?.now !== loaded.value) setLast({ query, now: loaded.value });
  const shown = loaded.state === 'ready' ? loaded.value : last?.query === query ? last.now : undefined;
  const changing = (work: () => Promise<string | undefined>): Promise<void> =>
    act.run(work).then(() => setVersion((before) => before + 1));
  const take = (files: readonly File[]): Promise<void> =>
    changing(async () => {
      if (files.length === 0) return undefined;
      try {
        const records = await consolidation.collect(query, files, (number, of) =>
          setProgress(tell('reading', { number, of })),
        );
        setCollected(records);
        const good = records.filter(
          (record) => record.kind !== 'unknown' && record.unit !== null && !hasError(record),
        ).length;
        return tell('taken', { files: files.length, good });
      } finally {
        setProgress(undefined);
      }
    });
  const shortTitle = known?.plans.find(({ id }) => id === plan)?.title ?? plan;
  const unitName = known?.units.find(({ id }) => id === unit)?.name ?? unit;
  return (
    <ScreenHead title={tell('title')}>
      <Field label={tell('what')} hint={unitName}>
        <Select className={styles.select} value={form} onChange={(_, { value }) => setForm(value)}>
          <option value="">{tell('planTargets', { plan: shortTitle })}</option>
          {(forms.state === 'ready' ? forms.value : []).map(({ id, name }) => (
            <option key={id} value={id}>
              {name[language]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={tell('lastDay')}>
        <Input type="date" value={asOf} onChange={(_, { value }) => (value === '' ? undefined : setAsOf(value))} />
      </Field>
      <DropArea progress={progress} onFiles={(files) => void take(files)} />
      {outcome}
      <NotTaken
        collected={collected}
        onSay={(name, said) =>
          void changing(async () => consolidation.explainUnit(name, said).then(() => tell('said')))
        }
      />
      {loaded.state === 'failed' ? <FailureMessage why={loaded.why} again={loaded.again} /> : null}
      {shown === undefined ? null : (
        <>
          <p className={styles.hint}>{shown.coverage}</p>
          <Results now={shown} consolidation={consolidation} query={query} changing={changing} act={act} />
        </>
      )}
    </ScreenHead>
  );
}

function hasError({ problems }: CollectedRecord): boolean {
  return problems.some(({ code }) => code === 'E_WRONG_PERIOD' || code === 'E_OTHER_PLAN' || code === 'E_OTHER_FORM');
}

function DropArea({ progress, onFiles }: { progress: string | undefined; onFiles(files: readonly File[]): void }) {
  const styles = useStyles();
  const { tell } = useConsolidateWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same by keyboard
    <div
      className={styles.drop}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void droppedFiles(event.dataTransfer).then(onFiles);
      }}
    >
      <p className={styles.hint}>{tell('hint')}</p>
      <Button appearance="primary" disabled={progress !== undefined} onClick={() => input.current?.click()}>
        {tell('choose')}
      </Button>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        multiple
        accept=".xlsx,.xls,.xlsm,.html,.htm,.csv,.ods"
        tabIndex={-1}
        aria-label={tell('choose')}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          onFiles(files);
        }}
      />
      <p role="status" className={styles.hint}>
        {progress ?? ''}
      </p>
    </div>
  );
}

/** Files of which nothing counts, with the reason; a name that nobody knows is asked about. */
function NotTaken({
  collected,
  onSay,
}: {
  collected: readonly CollectedRecord[];
  onSay(name: string, unit: string): void;
}) {
  const styles = useStyles();
  const { tell } = useConsolidateWords();
  const { known } = usePane();
  const out = collected.filter((record) => record.kind === 'unknown' || record.unit === null || hasError(record));
  if (out.length === 0) return null;
  return (
    <ul className={styles.plain}>
      {out.map((record) => {
        const asked = record.asked.find(({ kind }) => kind === 'unit');
        return (
          <li key={`${record.file} ${record.sheet}`}>
            <strong>{tell('notTaken', { file: record.file })}</strong>
            <p className={styles.hint}>{record.problems[0]?.message ?? record.understood}</p>
            {asked?.kind === 'unit' ? (
              <WhoseForm name={asked.name} units={known?.units ?? []} onSay={(unit) => onSay(asked.name, unit)} />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

interface ResultProps {
  now: CollectionNow;
  consolidation: ConsolidationSource;
  query: CollectionQuery;
  changing(work: () => Promise<string | undefined>): Promise<void>;
  act: ReturnType<typeof useAct>['act'];
}

function Results({ now, consolidation, query, changing, act }: ResultProps) {
  const styles = useStyles();
  const { tell } = useConsolidateWords();
  const { known, host } = usePane();
  const [onlyAccepted, setOnlyAccepted] = useState(false);
  const { roll, consolidated } = now;
  const checks = consolidated.checks.filter(({ severity }) => severity !== 'info');
  const expected = roll.units.filter(({ state }) => state !== 'excluded');
  const sent = expected.filter(({ files }) => files.length > 0);
  const problemsOf = (unit: string): number => checks.filter((check) => check.unit === unit).length;
  const withoutErrors = sent.filter(
    ({ unit, decision }) =>
      decision === 'open' && !checks.some((check) => check.unit === unit && check.severity === 'error'),
  );
  const decide = (units: readonly string[], what: 'accepted' | 'returned', reason: string): void =>
    void changing(async () => consolidation.decide(query, units, what, reason).then(() => tell('done')));
  const bytesTo = (make: () => Promise<Uint8Array>, type: string, file: string): void =>
    void act.run(async () => {
      download(new Blob([new Uint8Array(await make())], { type }), file);
      return tell('saved', { file });
    });
  const subject = query.form ?? query.plan ?? '';
  const nameOf = (unit: string): string => known?.units.find(({ id }) => id === unit)?.short_name ?? unit;
  return (
    <>
      {sent.length === 0 ? null : (
        <div className={styles.actions}>
          <Button
            appearance="primary"
            onClick={() =>
              bytesTo(
                () => consolidation.workbook(query, onlyAccepted ? 'accepted' : 'all'),
                WORKBOOK,
                `tong-hop-${subject}-${query.asOf}.xlsx`,
              )
            }
          >
            {tell('workbook')}
          </Button>
          {host === 'excel' ? (
            <Button
              onClick={() =>
                void act.run(async () => {
                  const bytes = await consolidation.workbook(query, onlyAccepted ? 'accepted' : 'all');
                  const charts = await (await import('../../excel/index.ts')).insertBook(bytes);
                  return tell(charts.length > 0 ? 'noCharts' : 'inBook');
                })
              }
            >
              {tell('intoBook')}
            </Button>
          ) : null}
          <Checkbox
            label={tell('onlyAccepted')}
            checked={onlyAccepted}
            onChange={(_, { checked }) => setOnlyAccepted(checked === true)}
          />
        </div>
      )}
      {consolidated.targets.length === 0 ? null : (
        <Section title={tell('totals')}>
          <TargetFigures targets={consolidated.targets} nameOf={nameOf} />
        </Section>
      )}
      <Section title={`${tell('roll')} – ${tell('sent', { sent: sent.length, expected: expected.length })}`}>
        <div className={styles.actions}>
          {withoutErrors.length === 0 ? null : (
            <Button
              onClick={() =>
                decide(
                  withoutErrors.map(({ unit }) => unit),
                  'accepted',
                  '',
                )
              }
            >
              {tell('acceptAll', { count: withoutErrors.length })}
            </Button>
          )}
          <Button
            onClick={() =>
              bytesTo(() => consolidation.blanks(query), 'application/zip', `bieu-trang-${subject}-${query.asOf}.zip`)
            }
          >
            {tell('blanks')}
          </Button>
          {sent.length === expected.length ? null : (
            <Button
              onClick={() =>
                bytesTo(() => consolidation.letter(query), LETTER, `don-doc-${subject}-${query.asOf}.docx`)
              }
            >
              {tell('letter')}
            </Button>
          )}
        </div>
        <ul className={styles.list}>
          {roll.units.map((line) => (
            <UnitLine
              key={line.unit}
              line={line}
              problems={problemsOf(line.unit)}
              onAccept={() => decide([line.unit], 'accepted', '')}
              onReturn={(reason) => decide([line.unit], 'returned', reason)}
            />
          ))}
        </ul>
      </Section>
      <Section title={tell('checks')}>
        <CheckList checks={checks} query={query} consolidation={consolidation} nameOf={nameOf} />
      </Section>
    </>
  );
}
