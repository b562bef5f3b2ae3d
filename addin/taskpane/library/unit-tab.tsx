import { Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { textKey } from '../../../pipeline/text.ts';
import { announceChange } from '../../source/changed.ts';
import type { Mistake, OwnLibrary, ProvinceChoice } from '../../source/library-source.ts';
import type { UnitChoice } from '../../source/source.ts';
import { dayText } from '../days.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Section } from '../parts/section.tsx';
import { rememberedProvince } from '../remembered.ts';
import { MistakeList } from './mistake-list.tsx';
import { PasteUnits } from './paste-units.tsx';
import { ProvincePicker } from './province-picker.tsx';
import { RemoveButton } from './remove-button.tsx';
import type { Act } from './use-act.tsx';
import { useLibraryWords } from './words.ts';

/** As many as a table can show without being slow; typing finds the others. */
const SHOWN = 100;

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  field: { minWidth: 0 },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    overflowWrap: 'anywhere',
  },
  above: { display: 'block', color: tokens.colorNeutralForeground3 },
});

interface Props {
  own: OwnLibrary;
  provinces: readonly ProvinceChoice[];
  mayChange: boolean;
  act: Act;
}

/** The units of a province, and those that the office adds to them. */
export function UnitTab({ own, provinces, mayChange, act }: Props) {
  const styles = useStyles();
  const { tell } = useLibraryWords();
  const { source } = usePane();
  const { say } = useWords();
  const [province, setProvince] = useState(rememberedProvince);
  const [refused, setRefused] = useState<readonly Mistake[]>([]);
  // `own` is another one after each change: then the list is fetched anew.
  const load = useMemo(
    () => (province === '' || own === undefined ? undefined : () => source.library.unitsOf(province)),
    [province, source, own],
  );
  const units = useLoaded(load);
  const choose = useCallback(
    async (id: string) => {
      setProvince(id);
      // From now on its units can be chosen everywhere.
      await source.library.unitsOf(id).then(announceChange, () => undefined);
    },
    [source],
  );
  const files = idsByFile(own.units);
  const remove = (file: string, id: string): Promise<void> =>
    act.run(async () => {
      setRefused([]);
      const mistakes = await source.library.remove('units', id);
      setRefused(mistakes);
      if (mistakes.length > 0) return undefined;
      announceChange();
      return tell('removed', { title: file });
    });
  return (
    <div className={styles.whole}>
      <ProvincePicker
        className={styles.field}
        provinces={provinces}
        province={province}
        onChoose={(id) => void choose(id)}
      />
      {province === '' ? <p className={styles.hint}>{tell('chooseProvince')}</p> : null}
      {province !== '' && mayChange ? (
        <PasteUnits key={province} province={province} files={[...files.keys()]} act={act} />
      ) : null}
      <MistakeList title={tell('notKept')} mistakes={refused} />
      {files.size === 0 ? null : (
        <Section title={tell('ownUnits')}>
          <ul className={styles.list}>
            {[...files].map(([file, ids]) => (
              <li key={file} className={styles.item}>
                <span>{tell('ownUnitsOf', { file, count: ids.length })}</span>
                {mayChange ? <RemoveButton title={file} onRemove={() => void remove(file, ids[0] ?? '')} /> : null}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {units.state === 'failed' ? <FailureMessage why={units.why} again={units.again} /> : null}
      {province !== '' && units.state === 'loading' ? (
        <Spinner size="small" label={say('loading')} delay={300} />
      ) : null}
      {units.state === 'ready' ? <UnitTable units={units.value} /> : null}
    </div>
  );
}

function idsByFile(units: OwnLibrary['units']): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const [id, file] of Object.entries(units)) files.set(file, [...(files.get(file) ?? []), id]);
  return files;
}

function UnitTable({ units }: { units: readonly UnitChoice[] }) {
  const styles = useStyles();
  const { tell, language } = useLibraryWords();
  const [typed, setTyped] = useState('');
  const names = useMemo(() => new Map(units.map(({ id, short_name }) => [id, short_name])), [units]);
  const keys = useMemo(() => units.map((one) => ({ one, key: textKey(`${one.name} ${one.id}`) })), [units]);
  const wanted = textKey(typed).split(' ');
  const found = keys.filter(({ key }) => wanted.every((word) => key.includes(word))).map(({ one }) => one);
  return (
    <Section title={tell('unitsOf', { count: units.length })}>
      <Field label={tell('find')}>
        <Input type="search" value={typed} style={{ minWidth: 0 }} onChange={(_, { value }) => setTyped(value)} />
      </Field>
      {found.length === 0 ? <p className={styles.hint}>{tell('noUnits')}</p> : null}
      {found.length === 0 ? null : (
        <ScrollTable aria-label={tell('unitsOf', { count: units.length })}>
          <thead>
            <tr>
              <th scope="col">{tell('unitName')}</th>
              <th scope="col">{tell('unitId')}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, SHOWN).map(({ id, short_name, parent, to }) => (
              <tr key={id}>
                <th scope="row" style={{ textAlign: 'start' }}>
                  {short_name}
                  <span className={styles.above}>
                    {[
                      parent === null ? undefined : names.get(parent),
                      to === null ? undefined : tell('until', { day: dayText(to, language) }),
                    ]
                      .filter((part) => part !== undefined)
                      .join(' · ')}
                  </span>
                </th>
                <td style={{ overflowWrap: 'anywhere' }}>{id}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {found.length > SHOWN ? (
        <p className={styles.hint}>{tell('moreUnits', { count: found.length - SHOWN })}</p>
      ) : null}
    </Section>
  );
}
