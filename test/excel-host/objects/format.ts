import { neededHeight, Styles } from '../../../pipeline/report/heights.ts';
import { childElement } from '../../../pipeline/report/xml.ts';
import type { ApiObject, Kind } from '../api.ts';
import { ApiError, bind, booleanArgument, numberArgument, textArgument } from '../api.ts';
import type { LiveRange } from '../book/book.ts';
import type { StyleChange } from '../book/styles.ts';
import type { Space } from '../space.ts';
import { restyle, shared } from './grid.ts';

interface Formatted {
  space: Space;
  live: LiveRange;
}

/** Points of a column as its width stands in a file: in digits of the workbook's normal font, padding included. */
function points({ space }: Formatted, digits: number): number {
  return (Math.trunc(digits * space.book.styles.digitPixels()) * 72) / 96;
}

function digits({ space }: Formatted, width: number): number {
  return Math.max(0, Math.round(((width * 96) / 72 / space.book.styles.digitPixels()) * 10_000) / 10_000);
}

const STANDARD_WIDTH = 9.140625;
const STANDARD_HEIGHT = 15;

function columnWidth(self: Formatted): number | null {
  const { live } = self;
  const { first, last } = live.range;
  const widths = new Set<number>();
  for (let column = first.column; column <= Math.min(last.column, first.column + 300); column += 1) {
    const width = live.sheet.columnFormat(column)?.attributes.get('width');
    widths.add(points(self, width === undefined ? STANDARD_WIDTH : Number(width)));
  }
  return widths.size === 1 ? [...widths][0]! : null;
}

function rowHeight({ live }: Formatted): number | null {
  const { first, last } = live.range;
  const heights = new Set<number>();
  for (let row = first.row; row <= Math.min(last.row, first.row + 5000); row += 1) {
    heights.add(Number(live.sheet.rows.get(row)?.attributes.get('ht') ?? STANDARD_HEIGHT));
  }
  return heights.size === 1 ? [...heights][0]! : null;
}

function setRowHeight({ live }: Formatted, points: number): void {
  for (let row = live.range.first.row; row <= live.range.last.row; row += 1) {
    live.sheet.row(row).attributes.set('ht', String(points)).set('customHeight', '1');
  }
}

/** Rows as high as their wrapped texts need, for as long as nobody sets a height by hand. */
function autofitRows({ live, space }: Formatted): void {
  const { first, last } = live.range;
  const fonts = new Styles(space.book.styles.root);
  const format = childElement(live.sheet.root, 'sheetFormatPr');
  const least = Number(format?.getAttribute('defaultRowHeight') ?? STANDARD_HEIGHT);
  for (let row = first.row; row <= Math.min(last.row, first.row + 200_000); row += 1) {
    const kept = live.sheet.rows.get(row);
    if (!kept) continue;
    let height = least;
    for (const [column, { value, style }] of kept.cells) {
      const look = fonts.style(style);
      if (typeof value !== 'string' || !look.wrap) continue;
      const width = live.sheet.columnFormat(column)?.attributes.get('width');
      const pixels = (width === undefined ? STANDARD_WIDTH : Number(width)) * space.book.styles.digitPixels();
      height = Math.max(height, neededHeight(value, pixels, look, 4));
    }
    kept.attributes.set('ht', String(height));
    kept.attributes.delete('customHeight');
  }
}

/** Points from the left edge of the first column to the right edge of the last. */
export function rangeWidth(self: Formatted): number {
  const { live } = self;
  let width = 0;
  for (let column = live.range.first.column; column <= live.range.last.column; column += 1) {
    const own = live.sheet.columnFormat(column)?.attributes.get('width');
    width += points(self, own === undefined ? STANDARD_WIDTH : Number(own));
  }
  return width;
}

/** Makes columns as wide as their longest line, about as Excel would. */
function autofitColumns({ live }: Formatted): void {
  const { first, last } = live.range;
  for (let column = first.column; column <= Math.min(last.column, 16_384); column += 1) {
    let longest = 0;
    for (let row = first.row; row <= Math.min(last.row, 100_000); row += 1) {
      const cell = live.sheet.cell(row, column);
      if (cell?.value === null || cell === undefined) continue;
      for (const line of String(cell.value).split('\n')) longest = Math.max(longest, line.length);
    }
    if (longest > 0)
      live.sheet.formatColumns(column, column, { width: String(Math.min(255, longest + 2)), customWidth: '1' });
  }
}

const style = (change: (value: unknown) => StyleChange) => (self: Formatted, value: unknown) =>
  restyle(self.space, self.live, change(value));

const FILL: Kind<Formatted> = {
  type: 'RangeFill',
  scalars: { color: ({ space, live }) => shared(live, (s) => space.book.styles.fill(s)) ?? '' },
  writes: {
    color: style((value) => ({ fill: textArgument(value, 'color') === '' ? null : textArgument(value, 'color') })),
  },
  methods: { clear: ({ space, live }) => restyle(space, live, { fill: null }) },
};

const font =
  (read: 'bold' | 'italic' | 'underline' | 'strikethrough' | 'color' | 'name' | 'size') =>
  ({ space, live }: Formatted) =>
    shared(live, (s) => space.book.styles.font(s)[read]);

const FONT: Kind<Formatted> = {
  type: 'RangeFont',
  scalars: {
    bold: font('bold'),
    italic: font('italic'),
    underline: font('underline'),
    strikethrough: font('strikethrough'),
    color: (self) => font('color')(self) ?? '',
    name: font('name'),
    size: font('size'),
  },
  writes: {
    bold: style((value) => ({ font: { bold: booleanArgument(value, 'bold') } })),
    italic: style((value) => ({ font: { italic: booleanArgument(value, 'italic') } })),
    strikethrough: style((value) => ({ font: { strikethrough: booleanArgument(value, 'strikethrough') } })),
    underline: style((value) => ({ font: { underline: value !== 'None' } })),
    color: style((value) => ({ font: { color: textArgument(value, 'color') } })),
    name: style((value) => ({ font: { name: textArgument(value, 'name') } })),
    size: style((value) => ({ font: { size: numberArgument(value, 'size') } })),
  },
};

const PROTECTION: Kind<Formatted> = {
  type: 'FormatProtection',
  writes: { locked: style((value) => ({ locked: booleanArgument(value, 'locked') })) },
};

const BORDER: Kind<{ self: Formatted; side: string }> = { type: 'RangeBorder' };

const BORDERS: Kind<Formatted> = {
  type: 'RangeBorderCollection',
  methods: {
    getItem: (self, [side]) => bind(BORDER, { self, side: textArgument(side, 'side') }),
  },
};

const alignment =
  (read: 'horizontal' | 'vertical' | 'wrapText' | 'indent') =>
  ({ space, live }: Formatted) =>
    shared(live, (s) => space.book.styles.alignment(s)[read]);

const FORMAT: Kind<Formatted> = {
  type: 'RangeFormat',
  scalars: {
    columnWidth,
    rowHeight,
    horizontalAlignment: alignment('horizontal'),
    verticalAlignment: alignment('vertical'),
    wrapText: alignment('wrapText'),
    indentLevel: alignment('indent'),
  },
  writes: {
    columnWidth: (self, value) => {
      const { live } = self;
      const width = String(digits(self, numberArgument(value, 'columnWidth')));
      live.sheet.formatColumns(live.range.first.column, live.range.last.column, { width, customWidth: '1' });
    },
    rowHeight: (self, points) => setRowHeight(self, numberArgument(points, 'rowHeight')),
    horizontalAlignment: style((value) => ({ horizontal: textArgument(value, 'horizontalAlignment') })),
    verticalAlignment: style((value) => ({ vertical: textArgument(value, 'verticalAlignment') })),
    wrapText: style((value) => ({ wrapText: booleanArgument(value, 'wrapText') })),
    indentLevel: style((value) => ({ indent: numberArgument(value, 'indentLevel') })),
  },
  links: {
    fill: (self) => bind(FILL, self),
    font: (self) => bind(FONT, self),
    protection: (self) => bind(PROTECTION, self),
    borders: (self) => bind(BORDERS, self),
  },
  methods: {
    autofitColumns,
    autofitRows,
  },
};

export function formatObject(space: Space, live: LiveRange): ApiObject {
  if (live.gone) throw new ApiError('ItemNotFound', 'The cells of this range were deleted');
  return bind(FORMAT, { space, live });
}
