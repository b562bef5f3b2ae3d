import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { Reading } from './read-document.ts';
import { useLibraryWords } from './words.ts';

const useStyles = makeStyles({
  region: {
    minWidth: 0,
    maxHeight: '38vh',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    overflowWrap: 'anywhere',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  block: {
    margin: 0,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
    scrollMarginTop: tokens.spacingVerticalXXL,
  },
  said: {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
  },
});

/** The document that is read, with the sentences of one target shown. */
export function DocumentView({ reading, said }: { reading: Reading; said: readonly number[] }) {
  const styles = useStyles();
  const { tell } = useLibraryWords();
  const region = useRef<HTMLElement>(null);
  const first = said[0];
  useEffect(() => {
    const block = first === undefined ? null : (region.current?.children[first] ?? null);
    block?.scrollIntoView({ block: 'center' });
  }, [first]);
  return (
    <section
      ref={region}
      className={styles.region}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the arrow keys
      tabIndex={0}
      aria-label={tell('documentText', { file: reading.file })}
    >
      {reading.blocks.map((text, at) => (
        <p
          // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a document stay where they are
          key={at}
          className={mergeClasses(styles.block, said.includes(at) && styles.said)}
          aria-current={said.includes(at) ? 'true' : undefined}
        >
          {text}
        </p>
      ))}
    </section>
  );
}
