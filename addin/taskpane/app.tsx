import { FluentProvider } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReportRecord } from '../excel/types.ts';
import { announceChange, onChange } from '../source/changed.ts';
import { sourceNow, useSource as switchSource } from '../source/current.ts';
import type { LastFigures } from '../source/local/last-figures.ts';
import { LocalSource } from '../source/local/local-source.ts';
import { onReached, unreachedServer } from '../source/reached.ts';
import type { Connection } from '../source/server-address.ts';
import { ServerSource } from '../source/server-source.ts';
import { rememberKind, storeConnection, storedConnection } from '../source/session.ts';
import type { Source } from '../source/source.ts';
import { useAsking } from './asking.tsx';
import { useChoice } from './choosing.ts';
import { Frame } from './frame.tsx';
import { useSurroundings } from './host.ts';
import { firstLanguage, Speak } from './language.tsx';
import { useLoaded } from './loaded.ts';
import { type Choices, type Pane, type Screen, SharePane } from './pane.tsx';
import {
  rememberedLanguage,
  rememberedTheme,
  rememberLanguage,
  rememberTheme,
  type ThemeChoice,
} from './remembered.ts';
import { leftScreen } from './screens-left.ts';
import { sentenceOf } from './sentence.ts';
import { useTheme } from './themes.ts';

const NO_REPORTS: readonly ReportRecord[] = [];

/** The pane: what is known and chosen, in one place; the screens show it. */
export function App() {
  const surroundings = useSurroundings();
  const host = surroundings?.host;
  const [chosenLanguage, setChosenLanguage] = useState(rememberedLanguage);
  const [themeChoice, setThemeChoice] = useState(rememberedTheme);
  const { theme } = useTheme(themeChoice);
  useEffect(() => {
    // Another window has remembered something.
    const follow = (): void => {
      setChosenLanguage(rememberedLanguage());
      setThemeChoice(rememberedTheme());
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, []);
  const [view, setView] = useState<{ screen: Screen; target?: string }>(() => ({ screen: leftScreen() ?? 'main' }));
  const { source: real, connection, connect, connectHere, changes } = useCurrentSource();
  const { source, isSample, trySample, leaveSample } = useSample(real);
  const { reports, rereadReports } = useReports(host);
  const selected = useSelectedTarget(host);
  const { lost, reconnect } = useLost(source, connection);
  const { ask, question } = useAsking();

  const loadChoices = useCallback((): Promise<Choices> => choicesOf(source, changes), [source, changes]);
  const choices = useLoaded(loadChoices);
  const last = useLastFigures(source);
  const known = useLastKnown(choices, source) ?? (choices.state === 'loading' ? last?.choices : undefined);
  const [choice, choose] = useChoice(known, isSample ? NO_REPORTS : reports, source);
  const { plan, unit, asOf } = choice ?? {};
  // By what was chosen: whoever hears the same choice from another side does not ask again.
  const loadEvaluation = useMemo(
    () =>
      plan === undefined || unit === undefined || asOf === undefined || changes < 0 || known?.state.empty === true
        ? undefined
        : (signal: AbortSignal) => source.evaluation({ plan, unit, asOf }, signal),
    [source, plan, unit, asOf, changes, known?.state.empty],
  );
  const fresh = useLoaded(loadEvaluation);
  const before =
    fresh.state === 'loading' && changes === 0
      ? last?.shown.find((one) => one.plan === plan && one.unit === unit && one.asOf === asOf)
      : undefined;
  const evaluation: Pane['evaluation'] =
    before === undefined ? fresh : { state: 'ready', value: before.evaluation, again: fresh.again };
  const go = useCallback(
    (screen: Screen, target?: string) =>
      setView((before) => {
        const kept = target ?? before.target;
        return { screen, ...(kept === undefined ? {} : { target: kept }) };
      }),
    [],
  );

  const pane: Pane = {
    // What is made up never gets into a workbook.
    host: isSample ? 'browser' : host,
    source,
    trySample,
    leaveSample,
    connection,
    connect: async (to, keepToken) => {
      await connect(to, keepToken);
      leaveSample();
    },
    connectHere: async () => {
      await connectHere();
      leaveSample();
    },
    lost,
    reconnect,
    choices,
    known,
    choice,
    choose,
    evaluation,
    shownAt: before?.at,
    reports: isSample ? NO_REPORTS : (reports ?? NO_REPORTS),
    rereadReports,
    ask,
    screen: view.screen,
    target: view.target,
    selected,
    go,
    theme: themeChoice,
    setTheme: (chosen: ThemeChoice) => {
      rememberTheme(chosen);
      setThemeChoice(chosen);
    },
    setLanguage: (language) => {
      rememberLanguage(language);
      setChosenLanguage(language);
    },
  };
  return (
    <FluentProvider theme={theme} style={{ height: '100%' }}>
      <Speak language={firstLanguage(chosenLanguage, surroundings?.language)}>
        <SharePane pane={pane}>
          <Frame />
          {question}
        </SharePane>
      </Speak>
    </FluentProvider>
  );
}

async function choicesOf(source: Source, _changes: number): Promise<Choices> {
  // Alone and first: a wrong token is then refused once, not three times at once.
  const state = await source.state();
  const [plans, units] = await Promise.all([source.plans(), source.units()]);
  return { plans, units, state };
}

/** The source that everybody asks, and how often its figures have changed. */
function useCurrentSource() {
  const [connection, setConnection] = useState(storedConnection);
  const [source, setSource] = useState<Source>(sourceNow);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const follow = (): void => {
      setChanges((before) => before + 1);
      setSource(sourceNow());
    };
    return onChange(follow);
  }, []);
  const connect = useCallback(async (to: Connection, keepToken: boolean) => {
    const tried = new ServerSource(to);
    await tried.state();
    storeConnection(to, keepToken);
    rememberKind('server');
    setConnection(to);
    await switchSource(tried);
  }, []);
  const connectHere = useCallback(async () => {
    const before = sourceNow();
    const here = before instanceof LocalSource ? before : new LocalSource(__VEDICH_VERSION__);
    try {
      await here.state();
    } catch (error) {
      if (here !== before) await here.close();
      throw error;
    }
    rememberKind('local');
    await switchSource(here);
  }, []);
  return { source, connection, connect, connectHere, changes };
}

/** A year of made-up figures in the place of the real source, for the pane alone: functions and the ribbon keep to the real one. */
function useSample(real: Source) {
  const [sample, setSample] = useState<Source>();
  const trySample = useCallback(async () => {
    const { SampleSource } = await import('../source/sample/sample-source.ts');
    setSample(new SampleSource(__VEDICH_VERSION__));
  }, []);
  const leaveSample = useCallback(() => setSample(undefined), []);
  useEffect(() => () => void sample?.close(), [sample]);
  return { source: sample ?? real, isSample: sample !== undefined, trySample, leaveSample };
}

/** Whether the server that is asked is there. */
function useLost(source: Source, { address }: Connection): Pick<Pane, 'lost' | 'reconnect'> {
  const unreached = useSyncExternalStore(onReached, unreachedServer);
  const isLost = source.kind === 'server' && unreached?.address === address;
  const reconnect = useCallback(async () => {
    const wasLost = unreachedServer() !== undefined;
    // Also a refusal is an answer: whoever asks next is told.
    await source.state().catch(() => undefined);
    if (wasLost && unreachedServer() === undefined) announceChange();
  }, [source]);
  return { lost: isLost ? sentenceOf(unreached.why) : undefined, reconnect };
}

/** What a source said last stays on the screen while it is asked again, and when it does not answer. */
function useLastKnown(choices: Pane['choices'], source: Source): Choices | undefined {
  const [last, setLast] = useState<{ source: Source; value: Choices }>();
  if (choices.state === 'ready' && last?.value !== choices.value) setLast({ source, value: choices.value });
  if (choices.state === 'ready') return choices.value;
  return last?.source === source ? last.value : undefined;
}

/** What this machine showed when it was asked last; nothing where it may have become false. */
function useLastFigures(source: Source): LastFigures | undefined {
  const [last, setLast] = useState<{ source: Source; value: LastFigures | undefined }>();
  useEffect(() => {
    // The sample year keeps nothing.
    if (source instanceof LocalSource && !source.isSample)
      void source.lastFigures().then((value) => setLast({ source, value }));
  }, [source]);
  return last?.source === source ? last.value : undefined;
}

/** Reports in the workbook; undefined while it has not answered. */
function useReports(host: Pane['host']) {
  const [reports, setReports] = useState<readonly ReportRecord[]>();
  const rereadReports = useCallback(async () => {
    if (host === undefined) return;
    if (host !== 'excel') return setReports(NO_REPORTS);
    const { reportsInWorkbook } = await import('../excel/index.ts');
    setReports(await reportsInWorkbook().catch(() => NO_REPORTS));
  }, [host]);
  useEffect(() => void rereadReports(), [rereadReports]);
  return { reports, rereadReports };
}

/** Which target the workbook's selected cell belongs to. */
function useSelectedTarget(host: Pane['host']): string | undefined {
  const [selected, setSelected] = useState<string>();
  useEffect(() => {
    if (host !== 'excel') return undefined;
    let gone = false;
    let end: (() => Promise<void>) | undefined;
    const listen = async (): Promise<void> => {
      const { onTargetSelected } = await import('../excel/index.ts');
      const stop = await onTargetSelected(setSelected);
      if (gone) await stop();
      else end = stop;
    };
    listen().catch(() => undefined);
    return () => {
      gone = true;
      end?.().catch(() => undefined);
    };
  }, [host]);
  return selected;
}
