import { Parser } from 'htmlparser2';
import { LIMITS } from '../../read/limits.ts';
import { BlockList, TableRows } from './block-list.ts';
import { labelOf } from './labels.ts';
import { documentError } from './messages.ts';
import type { Block } from './types.ts';

const PARTS = new Set([
  'p',
  'div',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'blockquote',
  'dd',
  'dt',
  'ul',
  'ol',
  'table',
  'tr',
  'body',
  'pre',
  'center',
]);
const SILENT = new Set(['script', 'style', 'head', 'template', 'noscript', 'object', 'svg', 'select']);

/** A page to blocks. Nothing that it names is fetched: only its own text is read. */
export function blocksOfHtml(html: string, file: string): Block[] {
  const list = new BlockList(file);
  let text = '';
  let heading = false;
  let silent = 0;
  let depth = 0;
  let tables = 0;
  let table: TableRows | undefined;
  let cell: { text: string; columns: number; rows: number } | undefined;
  const items: number[] = [];
  let isItem = false;
  const flush = (): void => {
    const words = text.replace(/[ \t\r]+/g, ' ').trim();
    text = '';
    if (words === '') return;
    const bullet =
      isItem && labelOf(words) === undefined
        ? items.at(-1) === undefined || items.at(-1) === -1
          ? '- '
          : `${items.at(-1)}. `
        : '';
    isItem = false;
    if (cell !== undefined) cell.text += `${cell.text === '' ? '' : '\n'}${bullet}${words}`;
    else list.text(`${bullet}${words}`, null, heading);
  };
  const endCell = (): void => {
    if (cell === undefined) return;
    flush();
    table?.cell(cell.text, cell.columns, cell.rows);
    cell = undefined;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > LIMITS.htmlDepth) throw documentError('document-damaged', { file, part: 'HTML' });
        if (SILENT.has(name)) silent += 1;
        if (name === 'br') text += tables > 0 ? '\n' : '\n';
        if (!PARTS.has(name) && name !== 'td' && name !== 'th') return;
        flush();
        if (/^h[1-6]$/.test(name)) heading = true;
        if (name === 'ul') items.push(-1);
        if (name === 'ol') items.push(Number(attributes['start'] ?? 1) - 1);
        if (name === 'li') {
          isItem = true;
          const at = items.length - 1;
          if ((items[at] ?? -1) >= 0) items[at] = (items[at] ?? 0) + 1;
        }
        if (name === 'table') {
          tables += 1;
          if (tables === 1) table = new TableRows();
        }
        if (tables !== 1) return;
        if (name === 'tr') {
          endCell();
          table?.end();
          table?.begin();
        }
        if (name === 'td' || name === 'th') {
          endCell();
          cell = {
            text: '',
            columns: Number(attributes['colspan'] ?? 1) || 1,
            rows: Number(attributes['rowspan'] ?? 1) || 1,
          };
        }
      },
      ontext(words) {
        if (silent === 0) text += words.replace(/\s+/g, ' ');
      },
      onclosetag(name) {
        depth -= 1;
        if (SILENT.has(name)) silent -= 1;
        if (PARTS.has(name)) flush();
        if (/^h[1-6]$/.test(name)) heading = false;
        if (name === 'ul' || name === 'ol') items.pop();
        if (tables === 1 && (name === 'td' || name === 'th')) endCell();
        if (tables === 1 && name === 'tr') {
          endCell();
          table?.end();
        }
        if (name === 'table') {
          tables -= 1;
          if (tables > 0) return;
          endCell();
          table?.end();
          list.table(table?.rows ?? [], null);
          table = undefined;
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  flush();
  return list.blocks;
}
