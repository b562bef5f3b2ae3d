import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { momentText } from '../../../pipeline/dates.ts';
import type { CoverageLine } from '../../../pipeline/evaluate/types.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { BusyButton } from './busy-button.tsx';
import { ConfirmerField, useConfirmer, useSettling } from './confirming.tsx';
import { FailureMessage } from './failure-message.tsx';
import { MonthStrip, useMonthText } from './month-strip.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    justifyItems: 'start',
  },
  wide: { width: '100%' },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  form: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    border: 'none',
    minWidth: 0,
    width: '100%',
  },
  months: { display: 'grid', overflowWrap: 'anywhere' },
  said: { listStyleType: 'none', margin: 0, padding: 0, overflowWrap: 'anywhere' },
});

/** More than these nobody ticks one by one. */
const MOST = 24;

/** Which months of which list are there; what truly had none can be confirmed, and taken back. */
export function MonthsAtHand({ coverage }: { coverage: readonly CoverageLine[] }) {
  const styles = useStyles();
  const { say } = useWords();
  if (coverage.length === 0) return null;
  return (
    <Section title={say('coverageTitle')}>
      {coverage.map((line) => (
        <Line key={line.list} line={line} />
      ))}
      <p className={styles.hint} aria-hidden="true">
        {say('coverageKey')}
      </p>
    </Section>
  );
}

function Line({ line }: { line: CoverageLine }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { known } = usePane();
  const [isOpen, setOpen] = useState(false);
  const mayWrite = known?.state.role !== 'reader';
  const isLacking = line.months.some(({ missing }) => missing.length > 0);
  return (
    <div className={styles.line}>
      <h3 className={styles.name}>{line.name[language]}</h3>
      <div className={styles.wide}>
        <MonthStrip line={line} />
      </div>
      <SaidMonths line={line} mayWrite={mayWrite} />
      {isLacking && mayWrite ? (
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('noneOpen')}
        </Button>
      ) : null}
      {isOpen && isLacking ? <NoneForm line={line} onDone={() => setOpen(false)} /> : null}
    </div>
  );
}

function SaidMonths({ line, mayWrite }: { line: CoverageLine; mayWrite: boolean }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const monthText = useMonthText();
  const { isBusy, why, settle } = useSettling();
  const said = line.months.flatMap(({ month, said: units }) => units.map((unit) => ({ month, ...unit })));
  if (said.length === 0) return null;
  return (
    <>
      <ul className={styles.said}>
        {said.map(({ month, id, name, by, at }) => (
          <li key={`${month} ${id}`}>
            {say('saidNone', { month: monthText(month), unit: name, by, at: momentText(at, language) })}{' '}
            {mayWrite ? (
              <BusyButton
                size="small"
                appearance="subtle"
                isBusy={isBusy}
                aria-label={`${say('takeBack')}: ${say('monthOfUnit', { month: monthText(month), unit: name })}`}
                onClick={() =>
                  void settle({
                    kind: 'months-without',
                    by,
                    take_back: true,
                    months: [{ list: line.list, unit: id, month }],
                  })
                }
              >
                {say('takeBack')}
              </BusyButton>
            ) : null}
          </li>
        ))}
      </ul>
      {why === undefined ? null : <FailureMessage why={why} />}
    </>
  );
}

function NoneForm({ line, onDone }: { line: CoverageLine; onDone(): void }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const monthText = useMonthText();
  const [by, setBy] = useConfirmer();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { isBusy, why, settle } = useSettling();
  const all = line.months.flatMap(({ month, missing }) =>
    missing.map(({ id, name }) => ({ key: `${month} ${id}`, month, id, name })),
  );
  const tick = (key: string, isOn: boolean): void => {
    const now = new Set(chosen);
    if (isOn) now.add(key);
    else now.delete(key);
    setChosen(now);
  };
  const send = async (): Promise<void> => {
    const months = all
      .filter(({ key }) => chosen.has(key))
      .map(({ month, id }) => ({ list: line.list, unit: id, month }));
    await settle({ kind: 'months-without', by: by.trim(), take_back: false, months });
    onDone();
  };
  return (
    <fieldset className={styles.form}>
      <legend>{say('noneOf', { list: line.name[language] })}</legend>
      <div className={styles.months}>
        {all.slice(0, MOST).map(({ key, month, name }) => (
          <Checkbox
            key={key}
            label={say('monthOfUnit', { month: monthText(month), unit: name })}
            checked={chosen.has(key)}
            onChange={(_, { checked }) => tick(key, checked === true)}
          />
        ))}
      </div>
      {all.length > MOST ? <p className={styles.hint}>{say('moreMonths', { count: all.length - MOST })}</p> : null}
      <ConfirmerField name={by} onChange={setBy} />
      <BusyButton isBusy={isBusy} disabledFocusable={chosen.size === 0 || by.trim() === ''} onClick={() => void send()}>
        {say('noneConfirm')}
      </BusyButton>
      <p className={styles.hint}>{say('noneHint')}</p>
      {why === undefined ? null : <FailureMessage why={why} />}
    </fieldset>
  );
}
