import { autocompletion, type Completion, completeFromList, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { makeStyles, tokens } from '@fluentui/react-components';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { TableDescription } from '../../../pipeline/ask/describe.ts';
import { useWords } from '../language.tsx';

const useStyles = makeStyles({
  box: {
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: 'hidden',
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
});

/** The pane's own colours: they follow its theme, and the machine's where it forces colours. */
const COLOURS = EditorView.theme({
  '&': { fontSize: '13px', color: 'var(--colorNeutralForeground1)', backgroundColor: 'var(--colorNeutralBackground1)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'Consolas, "Cascadia Mono", "Liberation Mono", monospace',
    lineHeight: '1.5',
    minHeight: '7.5em',
    maxHeight: '18em',
  },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--colorNeutralForeground1)' },
  '.cm-line': { padding: '0 8px' },
  '.cm-placeholder': { color: 'var(--colorNeutralForeground3)' },
  '.cm-cursor': { borderLeftColor: 'var(--colorNeutralForeground1)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--colorNeutralBackground1Selected)' },
  '.cm-tooltip': {
    border: '1px solid var(--colorNeutralStroke1)',
    backgroundColor: 'var(--colorNeutralBackground1)',
    color: 'var(--colorNeutralForeground1)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxWidth: 'min(90vw, 28rem)', fontFamily: 'inherit' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', whiteSpace: 'nowrap' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--colorBrandBackground)',
    color: 'var(--colorNeutralForegroundOnBrand)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.85' },
});

const WORDS = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--colorBrandForeground1)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--colorPaletteDarkOrangeForeground1, inherit)' },
  { tag: tags.comment, color: 'var(--colorNeutralForeground3)', fontStyle: 'italic' },
]);

/**
 * Text typed over a selection goes straight into the document. Left to the browser, it would be put into a styled element
 * first, which the page's policy refuses and complains of.
 */
const TYPED_OVER = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    if (inputType !== 'insertText' || isComposing || data === null || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

interface Props {
  /** What is put into the editor, each time another one is given; what is typed since then is the editor's own. */
  given: { sql: string };
  tables: readonly TableDescription[];
  onChange(text: string): void;
  onRun(text: string): void;
}

/**
 * An editor for SQL that knows the tables. It stands in a shadow root: there it takes its styles from style sheets made
 * by script, and the page's policy allows no others. Tab is left alone, so the keyboard is never caught.
 */
export default function SqlEditor({ given, tables, onChange, onRun }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const parts = useRef({ language: new Compartment(), words: new Compartment() });
  // The editor is made once and calls whatever is current.
  const calls = useRef({ onChange, onRun });
  calls.current = { onChange, onRun };
  const first = useRef(given);

  useEffect(() => {
    const host = place.current;
    if (host === null) return undefined;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
    // What stands there now: the page may not have heard of the last letters yet.
    const run = ({ state }: EditorView): boolean => {
      calls.current.onRun(state.doc.toString());
      return true;
    };
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: first.current.sql,
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          history(),
          bracketMatching(),
          autocompletion({ icons: false }),
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) calls.current.onChange(update.state.doc.toString());
          }),
          TYPED_OVER,
          COLOURS,
          syntaxHighlighting(WORDS),
          parts.current.language.of([]),
          parts.current.words.of([]),
        ],
      }),
    });
    // The text itself is what the focus goes to.
    made.scrollDOM.removeAttribute('tabindex');
    view.current = made;
    return () => {
      view.current = undefined;
      made.destroy();
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({
      effects: [
        parts.current.language.reconfigure([
          sql({ dialect: PostgreSQL, upperCaseKeywords: true, schema: schemaOf(tables, language) }),
          // Columns are written before the table that they stand in.
          PostgreSQL.language.data.of({ autocomplete: completeFromList(columnsOf(tables, language)) }),
        ]),
        parts.current.words.reconfigure([
          EditorView.contentAttributes.of({ 'aria-label': say('sqlLabel'), 'aria-description': say('sqlHint') }),
          EditorState.phrases.of({ Completions: say('completions') }),
          placeholder('SELECT …'),
        ]),
      ],
    });
  }, [tables, language, say]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || given === first.current) return;
    first.current = given;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: given.sql } });
  }, [given]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it hands the focus on to the text; what moves the focus through the page does not look into shadow roots
    <div ref={place} className={styles.box} tabIndex={0} />
  );
}

/** What is offered while somebody types: tables, and the columns of those that the question names. */
function schemaOf(tables: readonly TableDescription[], language: 'vi' | 'en'): Record<string, Completion[]> {
  return Object.fromEntries(
    tables.map(({ id, columns }) => [
      id,
      columns.map((column): Completion => ({ label: column.id, detail: short(column[language]), type: 'property' })),
    ]),
  );
}

/** Every column of every table, once. */
function columnsOf(tables: readonly TableDescription[], language: 'vi' | 'en'): Completion[] {
  const found = new Map<string, Completion>();
  for (const { columns } of tables)
    for (const column of columns)
      if (!found.has(column.id))
        found.set(column.id, { label: column.id, detail: short(column[language]), type: 'property', boost: 10 });
  return [...found.values()];
}

function short(meaning: string): string {
  return meaning.length > 40 ? `${meaning.slice(0, 39)}…` : meaning;
}
