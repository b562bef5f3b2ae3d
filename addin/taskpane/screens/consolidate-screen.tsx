import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type {
  CollectedFiles,
  CollectionNow,
  CollectionQuery,
  ConsolidationSource,
} from '../../source/consolidation-source.ts';
import { CheckList } from '../consolidate/check-list.tsx';
import { DropArea } from '../consolidate/drop-area.tsx';
import { FormFigures } from '../consolidate/form-figures.tsx';
import { isTaken, NotTaken } from '../consolidate/not-taken.tsx';
import { useSubject } from '../consolidate/subject-fields.tsx';
import { TargetFigures } from '../consolidate/target-figures.tsx';
import { UnitLine } from '../consolidate/unit-line.tsx';
import { useConsolidateWords } from '../consolidate/words.ts';
import { save as download } from '../download.ts';
import { useAct } from '../library/use-act.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScreenHead } from '../parts/screen-head.tsx';
import { Section } from '../parts/section.tsx';

const useStyles = makeStyles({
  hint: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  plain: { display: 'grid', gap: tokens.spacingVerticalS, margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
});

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LETTER = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The work of whoever merges: reports in, who is missing, what is wrong, one workbook out. */
export default function ConsolidateScreen() {
  const { tell } = useConsolidateWords();
  const { source, choice, known } = usePane();
  // A token consolidates for its own unit.
  const unit = known?.state.unit ?? choice?.unit;
  if (unit === undefined) return <ScreenHead title={tell('title')}>{null}</ScreenHead>;
  return <Collecting consolidation={source.consolidation} unit={unit} />;
}

function Collecting({ consolidation, unit }: { consolidation: ConsolidationSource; unit: string }) {
  const styles = useStyles();
  const { tell } = useConsolidateWords();
  const { source } = usePane();
  const { query, fields } = useSubject(consolidation, unit, tell('what'));
  const [progress, setProgress] = useState<string>();
  const [collected, setCollected] = useState<CollectedFiles>({ reports: [], refused: [] });
  const [version, setVersion] = useState(0);
  const { act, outcome } = useAct();
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
        const came = await consolidation.collect(query, files, (number, of) =>
          setProgress(tell('reading', { number, of })),
        );
        setCollected(came);
        return tell('taken', { files: files.length, good: came.reports.filter(isTaken).length });
      } finally {
        setProgress(undefined);
      }
    });
  return (
    <ScreenHead title={tell('title')}>
      {fields}
      <DropArea
        hint={tell(source.kind === 'local' ? 'hint' : 'hintServer')}
        progress={progress}
        onFiles={(files) => void take(files)}
      />
      {outcome}
      <NotTaken
        files={collected}
        onSay={(name, said) =>
          void changing(async () => consolidation.explainUnit(query, name, said).then(() => tell('said')))
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
  const seen = roll.units.flatMap(({ files }) => files.map(({ id }) => id));
  const decide = (units: readonly string[], what: 'accepted' | 'returned', reason: string): void =>
    void changing(async () => consolidation.decide(query, units, what, reason, seen).then(() => tell('done')));
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
      {consolidated.cells.length === 0 ? null : (
        <Section title={tell('totals')}>
          <FormFigures columns={consolidated.columns} cells={consolidated.cells} />
        </Section>
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
              bytesTo(() => consolidation.blanks(query), 'application/zip', `bieu-trong-${subject}-${query.asOf}.zip`)
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
