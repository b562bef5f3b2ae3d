import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { type ExplainedKind, explained, takeBack } from '../remembered.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
  },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** What was said of headers and names of units when files were imported, each to be taken back. Nothing where nothing was. */
export function Explained() {
  const styles = useStyles();
  const { say } = useWords();
  const { known } = usePane();
  // Read at each drawing: this list alone takes back.
  const [, drawAgain] = useState({});
  const unitName = (id: string): string => known?.units.find((unit) => unit.id === id)?.name ?? id;
  const lines = [
    ...Object.keys(explained('columns')).map((header) => line('columns', header, say('saidColumn', { header }))),
    ...Object.entries(explained('units')).map(([name, id]) =>
      line('units', name, say('saidUnit', { name, unit: unitName(id) })),
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <Section title={say('saidTitle')}>
      <ul className={styles.list}>
        {lines.map(({ kind, written, text }) => (
          <li key={`${kind} ${written}`} className={styles.line}>
            <span>{text}</span>
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={say('saidForget', { text })}
              title={say('saidForget', { text })}
              onClick={() => {
                takeBack(kind, written);
                drawAgain({});
              }}
            />
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{say('saidHint')}</p>
    </Section>
  );
}

function line(kind: ExplainedKind, written: string, text: string) {
  return { kind, written, text };
}
