import type { Run } from './pdf-lines.ts';

/** A glyph as the library gives it: what it means, how far it leads (thousandths of the size). */
interface Glyph {
  unicode?: string;
  width?: number;
  isSpace?: boolean;
}

type Matrix = readonly [number, number, number, number, number, number];

const SAME: Matrix = [1, 0, 0, 1, 0, 0];

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

function matrixOf(values: ArrayLike<number> | undefined): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(values ?? SAME);
  return [a, b, c, d, e, f];
}

interface State {
  ctm: Matrix;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
}

/** A straight rule of a table: `at` along the other axis, from `from` to `to`. */
export interface Rule {
  isUpright: boolean;
  at: number;
  from: number;
  to: number;
}

/** Shorter strokes underline words or tick boxes. */
const SHORTEST_RULE = 8;
const THICKEST_RULE = 2.5;
const MOST_RULES = 20_000;
/** Points of one path: drawings have thousands. */
const MOST_POINTS = 400;

/** Rules among the strokes of a path (0 move, 1 line, 2 curve, 3 close), and thin boxes that are filled. */
function rulesOfPath(path: ArrayLike<number>, ctm: Matrix, isStroked: boolean): Rule[] {
  if (path.length > MOST_POINTS) return [];
  const found: Rule[] = [];
  const points: [number, number][] = [];
  let last: [number, number] = [0, 0];
  const point = (at: number): [number, number] => {
    const place = times(ctm, [1, 0, 0, 1, path[at] ?? 0, path[at + 1] ?? 0]);
    return [place[4], place[5]];
  };
  for (let at = 0; at < path.length; ) {
    const kind = path[at];
    if (kind === 0 || kind === 1) {
      const next = point(at + 1);
      points.push(next);
      if (kind === 1 && isStroked) add(found, last, next);
      last = next;
      at += 3;
    } else at += kind === 2 ? 7 : kind === 3 ? 1 : 5;
  }
  if (!isStroked && points.length > 0) {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    add(found, [Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]);
  }
  return found;
}

function add(found: Rule[], [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): void {
  const [wide, high] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  if (wide < THICKEST_RULE && high > SHORTEST_RULE)
    found.push({ isUpright: true, at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
  else if (high < THICKEST_RULE && wide > SHORTEST_RULE)
    found.push({ isUpright: false, at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
}

/**
 * Every glyph of a page where it stands (ISO 32000-1, 9.3 and 9.4). The library's own runs of text do for text of one font;
 * a letter that its font lacks comes from another one after the line is written, and only its place says where it belongs.
 * With them the rules of tables.
 * @param ops the operators' numbers by name, as the library has them
 */
export function glyphsOf(
  { fnArray, argsArray }: { fnArray: ArrayLike<number>; argsArray: readonly unknown[] },
  ops: Readonly<Record<string, number>>,
): { runs: Run[]; rules: Rule[] } {
  const names = new Map(Object.entries(ops).map(([name, number]) => [number, name]));
  const runs: Run[] = [];
  const rules: Rule[] = [];
  const stack: State[] = [];
  let state: State = { ctm: SAME, size: 0, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0 };
  let line: Matrix = SAME;
  let text: Matrix = SAME;
  const move = (x: number, y: number): void => {
    line = times(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const show = (items: readonly (Glyph | number | null)[]): void => {
    let x = 0;
    for (const item of items) {
      if (item === null) continue;
      if (typeof item === 'number') {
        x -= (item / 1000) * state.size * state.scale;
        continue;
      }
      const width = ((item.width ?? 0) / 1000) * state.size;
      const advance = (width + state.charSpacing + (item.isSpace === true ? state.wordSpacing : 0)) * state.scale;
      const place = times(state.ctm, times(text, [1, 0, 0, 1, x, state.rise]));
      const wide = Math.hypot(place[0], place[1]);
      if (item.unicode !== undefined && item.unicode !== '')
        runs.push({
          text: item.unicode,
          x: place[4],
          end: place[4] + width * state.scale * wide,
          y: place[5],
          size: state.size * wide,
        });
      x += advance;
    }
    text = times(text, [1, 0, 0, 1, x, 0]);
  };
  for (let at = 0; at < fnArray.length; at += 1) {
    const values = (argsArray[at] ?? []) as readonly unknown[];
    const number = (index: number): number => Number(values[index] ?? 0);
    switch (names.get(fnArray[at] ?? -1)) {
      case 'save':
        stack.push(state);
        break;
      case 'restore':
        state = stack.pop() ?? state;
        break;
      case 'transform':
        state = { ...state, ctm: times(state.ctm, matrixOf(values as readonly number[])) };
        break;
      case 'paintFormXObjectBegin':
        stack.push(state);
        state = { ...state, ctm: times(state.ctm, matrixOf(values[0] as ArrayLike<number> | undefined)) };
        break;
      case 'paintFormXObjectEnd':
        state = stack.pop() ?? state;
        break;
      case 'constructPath': {
        const [use, paths] = values as [number, readonly (ArrayLike<number> | null)[] | undefined];
        // What only bounds other paint is not seen; of what is filled, thin boxes are rules.
        const how = names.get(use) ?? '';
        const isSeen = /stroke/i.test(how) || /fill/i.test(how);
        for (const path of paths ?? [])
          if (isSeen && path !== null && rules.length < MOST_RULES)
            rules.push(...rulesOfPath(path, state.ctm, /stroke/i.test(how)));
        break;
      }
      case 'beginText':
        line = SAME;
        text = SAME;
        break;
      case 'setFont':
        state = { ...state, size: number(1) };
        break;
      case 'setCharSpacing':
        state = { ...state, charSpacing: number(0) };
        break;
      case 'setWordSpacing':
        state = { ...state, wordSpacing: number(0) };
        break;
      case 'setHScale':
        state = { ...state, scale: number(0) / 100 };
        break;
      case 'setLeading':
        state = { ...state, leading: -number(0) };
        break;
      case 'setTextRise':
        state = { ...state, rise: number(0) };
        break;
      case 'moveText':
        move(number(0), number(1));
        break;
      case 'setLeadingMoveText':
        state = { ...state, leading: number(1) };
        move(number(0), number(1));
        break;
      case 'nextLine':
        move(0, state.leading);
        break;
      case 'setTextMatrix': {
        const given = values[0];
        line = matrixOf(typeof given === 'number' ? (values as readonly number[]) : (given as ArrayLike<number>));
        text = line;
        break;
      }
      case 'showText':
      case 'showSpacedText':
        show((values[0] ?? []) as readonly (Glyph | number | null)[]);
        break;
      case 'nextLineShowText':
        move(0, state.leading);
        show((values[0] ?? []) as readonly (Glyph | number | null)[]);
        break;
      default:
    }
  }
  return { runs, rules };
}
