import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { dateText } from '../../../pipeline/dates.ts';
import type { SourceFile } from '../../../pipeline/evaluate/types.ts';
import type { OpenFile } from '../../../pipeline/facts/open-questions.ts';
import { useWords } from '../language.tsx';
import { bareList } from './bare-list.ts';
import { isWaiting, openFileId } from './open-files.tsx';

const useStyles = makeStyles({
  list: {
    ...bareList,
    gap: tokens.spacingVerticalXS,
  },
  item: { overflowWrap: 'anywhere' },
  detail: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Opens the questions of a file, which stand on the same screen, and goes there. */
function showOpenFile(file: OpenFile): void {
  const place = document.getElementById(openFileId(file));
  if (!(place instanceof HTMLDetailsElement)) return;
  place.open = true;
  place.scrollIntoView({ block: 'start' });
  place.querySelector('summary')?.focus();
}

/** The files that figures rest on, with the fingerprint by which each can be told again. */
export function SourceList({ sources, open = [] }: { sources: readonly SourceFile[]; open?: readonly OpenFile[] }) {
  const styles = useStyles();
  const { say, language } = useWords();
  if (sources.length === 0) return <p>{say('noSources')}</p>;
  return (
    <ul className={styles.list}>
      {sources.map(({ file, sheet, list, accepted, read, sha256, importedOn }) => (
        <li key={`${sha256}/${sheet}`} className={styles.item}>
          {sheet === '' ? file : `${file} · ${sheet}`}
          <span className={styles.detail}>
            {list === null ? '' : `${list[language]} · `}
            {say('rowsOf', { accepted, read })}
            {` · ${say('importedOn', { day: dateText(importedOn, language) })}`}
            {` · ${say('fingerprint', { hash: `${sha256.slice(0, 12)}…` })}`}
          </span>
          {open
            .filter((one) => one.sha256 === sha256 && isWaiting(one))
            .map((one) => (
              <Link key={one.sha256} as="button" onClick={() => showOpenFile(one)}>
                {say('openFileHere', { count: one.questions.filter(({ needed }) => needed).length })}
              </Link>
            ))}
        </li>
      ))}
    </ul>
  );
}
