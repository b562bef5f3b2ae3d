import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { forgetColumn, forgetUnit, rememberedColumns, rememberedUnits } from '../remembered.ts';
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
  const [said, setSaid] = useState(read);
  const unitName = (id: string): string => known?.units.find((unit) => unit.id === id)?.name ?? id;
  const lines = [
    ...said.columns.map(([header]) => ({
      key: `column ${header}`,
      text: say('saidColumn', { header }),
      forget: () => forgetColumn(header),
    })),
    ...said.units.map(([name, id]) => ({
      key: `unit ${name}`,
      text: say('saidUnit', { name, unit: unitName(id) }),
      forget: () => forgetUnit(name),
    })),
  ];
  if (lines.length === 0) return null;
  return (
    <Section title={say('saidTitle')}>
      <ul className={styles.list}>
        {lines.map(({ key, text, forget }) => (
          <li key={key} className={styles.line}>
            <span>{text}</span>
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={say('saidForget', { text })}
              title={say('saidForget', { text })}
              onClick={() => {
                forget();
                setSaid(read());
              }}
            />
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{say('saidHint')}</p>
    </Section>
  );
}

function read() {
  return { columns: Object.entries(rememberedColumns()), units: Object.entries(rememberedUnits()) };
}
