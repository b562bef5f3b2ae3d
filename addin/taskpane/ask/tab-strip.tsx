import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useRef } from 'react';

const useStyles = makeStyles({
  strip: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
  tab: {
    border: 'none',
    borderBottom: '3px solid transparent',
    background: 'none',
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    padding: `${tokens.spacingVerticalSNudge} 0`,
    cursor: 'pointer',
    // Transparent is drawn where the machine forces its colours.
    '@media (forced-colors: active)': { borderBottomColor: 'Canvas' },
    ':hover': { borderBottomColor: tokens.colorNeutralStroke1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  chosen: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    ':hover': { borderBottomColor: tokens.colorCompoundBrandStrokeHover },
    '@media (forced-colors: active)': { borderBottomColor: 'Highlight' },
  },
});

interface Props<T extends string> {
  /** Of its elements: `<id>-<tab>`, and `<id>-panel` for what they open. */
  id: string;
  label: string;
  tabs: readonly { id: T; name: string }[];
  chosen: T;
  onChoose(tab: T): void;
}

/**
 * Tabs as the ARIA pattern has them: one stop for the keyboard, arrows between them. The library's own put hidden stops
 * around themselves, which checks of accessibility refuse.
 */
export function TabStrip<T extends string>({ id, label, tabs, chosen, onChoose }: Props<T>) {
  const styles = useStyles();
  const strip = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const now = tabs.findIndex((tab) => tab.id === chosen);
    const last = tabs.length - 1;
    const next = { ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now === 0 ? last : now - 1, Home: 0, End: last };
    const wanted = Object.entries(next).find(([key]) => key === event.key)?.[1];
    const tab = wanted === undefined ? undefined : tabs[wanted];
    if (tab === undefined) return;
    event.preventDefault();
    onChoose(tab.id);
    strip.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${tab.id}`)}`)?.focus();
  };
  return (
    <div className={styles.strip} role="tablist" aria-label={label} ref={strip}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${id}-${tab.id}`}
          className={mergeClasses(styles.tab, tab.id === chosen && styles.chosen)}
          aria-selected={tab.id === chosen}
          aria-controls={`${id}-panel`}
          tabIndex={tab.id === chosen ? 0 : -1}
          onClick={() => onChoose(tab.id)}
          onKeyDown={onKeyDown}
        >
          {tab.name}
        </button>
      ))}
    </div>
  );
}
