import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import {
  ArrowUploadRegular,
  ChatHelpRegular,
  DatabaseRegular,
  PlugConnectedRegular,
  PlugDisconnectedRegular,
  QuestionCircleRegular,
  SettingsRegular,
} from '@fluentui/react-icons';
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react';
import { momentText } from '../../pipeline/dates.ts';
import { droppedFiles } from './dropped-files.ts';
import { handOver } from './hand-over.ts';
import { useWords } from './language.tsx';
import { type Pane, type Screen, usePane } from './pane.tsx';
import { LostServer } from './parts/lost-server.tsx';
import { RibbonNotice } from './parts/notice.tsx';
import { ScreenGuard } from './parts/screen-guard.tsx';
import { MainScreen } from './screens/main-screen.tsx';
import { isOffline } from './sentence.ts';
import { warningsOf } from './warnings.ts';

const screens: Readonly<Record<Screen, ComponentType>> = {
  main: MainScreen,
  target: lazy(() => import('./screens/target-screen.tsx')),
  import: lazy(() => import('./screens/import-screen.tsx')),
  data: lazy(() => import('./screens/data-screen.tsx')),
  ask: lazy(() => import('./screens/ask-screen.tsx')),
  settings: lazy(() => import('./screens/settings-screen.tsx')),
  library: lazy(() => import('./screens/library-screen.tsx')),
  consolidate: lazy(() => import('./screens/consolidate-screen.tsx')),
  send: lazy(() => import('./screens/send-screen.tsx')),
  connect: lazy(() => import('./screens/connect-screen.tsx')),
};

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateRows: 'auto minmax(0, 1fr) auto',
    gridTemplateColumns: 'minmax(0, 1fr)',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
  },
  bar: {
    backgroundColor: tokens.colorNeutralBackground1,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  header: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  footer: {
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    justifyContent: 'center',
    flexWrap: 'wrap',
    gap: 0,
    '& button': { minWidth: 0, paddingInline: tokens.spacingHorizontalSNudge },
  },
  brand: {
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorBrandForeground1,
    whiteSpace: 'nowrap',
  },
  sample: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorStatusWarningBackground2,
    color: tokens.colorStatusWarningForeground2,
    flexWrap: 'wrap',
  },
  ways: { display: 'flex', alignItems: 'center', minWidth: 0 },
  help: { minWidth: '32px', flexShrink: 0 },
  source: { minWidth: 0, overflow: 'hidden' },
  sourceName: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  tool: {
    fontWeight: tokens.fontWeightRegular,
    whiteSpace: 'nowrap',
    // A narrow pane has room for the words, not for the pictures beside them.
    '@media (max-width: 420px)': { fontSize: tokens.fontSizeBase200, '& .fui-Button__icon': { display: 'none' } },
  },
  lost: { color: tokens.colorStatusDangerForeground1 },
  main: { overflowY: 'auto', outlineStyle: 'none' },
  column: { maxWidth: '46rem', margin: '0 auto', minHeight: '100%', boxSizing: 'border-box' },
  old: {
    margin: 0,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    textAlign: 'center',
  },
  none: { padding: 0 },
  wait: { display: 'grid', placeItems: 'center', minHeight: '12rem' },
});

/** Header, the screen, footer. */
export function Frame() {
  const styles = useStyles();
  const pane = usePane();
  const { say } = useWords();
  const main = useRef<HTMLElement>(null);
  const Shown = screens[pane.screen];
  useScreenStart(pane, main);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the import screen does the same by keyboard
    <div
      className={styles.frame}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (pane.known?.state.role === 'reader') return;
        pane.go('import');
        void droppedFiles(event.dataTransfer).then((files) => handOver({ files }));
      }}
    >
      <header>
        <div className={mergeClasses(styles.bar, styles.header)}>
          <span className={styles.brand}>{say('brand')}</span>
          <span className={styles.ways}>
            <SourceButton />
            <Help />
          </span>
        </div>
        <SampleBar />
      </header>
      <main ref={main} className={styles.main} tabIndex={-1}>
        <div className={styles.column}>
          <LostServer />
          <RibbonNotice />
          <Suspense
            fallback={
              <div className={styles.wait}>
                <Spinner size="small" label={say('loading')} delay={300} />
              </div>
            }
          >
            <ScreenGuard
              key={pane.screen}
              isLost={pane.lost !== undefined}
              reconnect={pane.reconnect}
              screen={pane.screen}
            >
              <Shown />
            </ScreenGuard>
          </Suspense>
        </div>
      </main>
      <footer>
        <OldFigures />
        <Tools />
      </footer>
    </div>
  );
}

/** Below the screen, so that nothing jumps when the fresh figures take their place. */
function OldFigures() {
  const styles = useStyles();
  const { say, language } = useWords();
  const { shownAt } = usePane();
  return (
    <p role="status" className={mergeClasses(styles.old, shownAt === undefined && styles.none)}>
      {shownAt === undefined ? '' : say('figuresOf', { moment: momentText(shownAt, language) })}
    </p>
  );
}

/**
 * Another screen begins at its top; whoever uses the keyboard or a screen reader starts there, too. Who comes back from a
 * target stands on it again.
 */
function useScreenStart({ screen, target }: Pane, main: React.RefObject<HTMLElement | null>): void {
  const first = useRef(screen);
  useEffect(() => {
    if (first.current === screen) return;
    first.current = screen;
    if (main.current === null) return;
    const opened = screen === 'main' && target !== undefined ? document.getElementById(`target-${target}`) : null;
    if (opened === null) main.current.scrollTop = 0;
    (opened ?? main.current).focus();
  }, [screen, target, main]);
}

function SourceButton() {
  const styles = useStyles();
  const { say } = useWords();
  const { choices, connection, go, source, ...pane } = usePane();
  const lost = pane.lost !== undefined || (choices.state === 'failed' && isOffline(choices.why));
  const host = new URL(connection.address).hostname;
  const server = isLoopback(host) ? say('sourceOwnServer') : host;
  const name =
    source.isSample === true
      ? say('sampleSource')
      : source.kind === 'local'
        ? say('sourceHere')
        : lost
          ? say('sourceLost')
          : server;
  return (
    <Button
      appearance="subtle"
      className={styles.source}
      icon={lost ? <PlugDisconnectedRegular className={styles.lost} /> : <PlugConnectedRegular />}
      aria-label={say('sourceIs', { name })}
      onClick={() => go('connect')}
    >
      <span className={styles.sourceName}>{name}</span>
    </Button>
  );
}

/** On every screen, as long as the figures are made up. */
function SampleBar() {
  const styles = useStyles();
  const { say } = useWords();
  const { source, leaveSample, go } = usePane();
  if (source.isSample !== true) return null;
  return (
    <div className={mergeClasses(styles.bar, styles.sample)} role="status">
      <strong>{say('sampleBanner')}</strong>
      <Button
        size="small"
        onClick={() => {
          leaveSample();
          go('main');
        }}
      >
        {say('sampleLeave')}
      </Button>
    </div>
  );
}

/** The help of the screen at hand, beside the pane: what is open here stays open. */
function Help() {
  const styles = useStyles();
  const { say, language } = useWords();
  const { screen } = usePane();
  return (
    <Button
      as="a"
      appearance="subtle"
      className={styles.help}
      icon={<QuestionCircleRegular />}
      href={`./huong-dan.html#${language === 'en' ? 'en-' : ''}${screen}`}
      target="_blank"
      rel="noopener"
      aria-label={say('help')}
      title={say('help')}
    />
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

function Tools() {
  const styles = useStyles();
  const { say, language } = useWords();
  const { go, screen, evaluation } = usePane();
  const value = evaluation.state === 'ready' ? evaluation.value : undefined;
  const { lacks, problems } = value === undefined ? { lacks: [], problems: [] } : warningsOf(value, language);
  const warnings = lacks.length + problems.length;
  const opens = (one: Screen) => ({
    appearance: 'subtle' as const,
    onClick: () => go(one),
    ...(one === screen ? { 'aria-current': 'page' as const } : {}),
  });
  return (
    <nav className={mergeClasses(styles.bar, styles.footer)} aria-label={say('tools')}>
      <Button {...opens('import')} className={styles.tool} icon={<ArrowUploadRegular />}>
        {say('toImport')}
      </Button>
      <Button {...opens('data')} className={styles.tool} icon={<DatabaseRegular />}>
        {warnings === 0 ? say('toData') : say('toDataWarnings', { count: warnings })}
      </Button>
      <Button {...opens('ask')} className={styles.tool} icon={<ChatHelpRegular />}>
        {say('toAsk')}
      </Button>
      <Button {...opens('settings')} icon={<SettingsRegular />} aria-label={say('toSettings')} />
    </nav>
  );
}
