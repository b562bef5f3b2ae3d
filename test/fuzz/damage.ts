import { strToU8, unzipSync, zipSync } from 'fflate';

/** Whole numbers below the limit, as `seeded` makes them. */
export type Random = (limit: number) => number;

/** Text that is put where it does not belong: markup out of place, references, numbers and names at their limits. */
const FRAGMENTS = [
  '<row>',
  '</row>',
  '<row r="4294967296">',
  '<row r="-1"/>',
  '<row r="1e5"/>',
  '<c r="XFE1"><v>1</v></c>',
  '<c r="ZZZZZZZZZ999999999999" t="s"><v>1</v></c>',
  '<c t="s"><v>99999999999999999999</v></c>',
  '<c t="s"><v>-1</v></c>',
  '<c t="s"><v/></c>',
  '<c t="b"><v>x</v></c>',
  '<c t="d"><v>2024-02-30</v></c>',
  '<c s="4294967295"><v>45000</v></c>',
  '<c s="1"><v>1e308</v></c>',
  '<c><v>1e999</v></c>',
  '<c><v>NaN</v></c>',
  '</c>',
  '</v>',
  '</sheetData>',
  '</worksheet>',
  '<sheetData/>',
  '<si/>',
  '</si>',
  '</sst>',
  '<t>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!DOCTYPE a [<!ENTITY b "ccc"><!ENTITY d "&b;&b;&b;">]>',
  '&d;',
  '&#x110000;',
  '&#0;',
  '&#xD800;',
  '&amp',
  '&bogus;',
  '_x0000_',
  '_xD83D_',
  '<?pi',
  '?>',
  '<',
  '>',
  '"',
  "'",
  '<a:b:c d:e="',
  '\0',
  '\u{1F600}',
  '﻿',
  '<f>1+1</f>',
  '<is><t>x</t></is>',
  '<rPh sb="0" eb="1"><t>x</t></rPh>',
];

/** Pieces that lists, library files and statements are made of, where they do not belong. */
const WORDS = [
  ...';,"\'(){}[]<>=:|&*#%-.\t\n\r\0\\',
  '""',
  "''",
  '=1+1',
  '\u202e',
  '\u200b',
  '\ufeff',
  'a\u0301\u0301',
  '99999999999999999999',
  '-1',
  '1e308',
  '0/0',
  '31/02/2024',
  '24:00',
  '45000,5',
  'Mã hồ sơ',
  'Đơn vị',
  'Tổng cộng',
  '<table>',
  '</table>',
  '<td colspan=99999>',
  '<td rowspan=99999>',
  'null',
  'true',
  '{"a":{"b":[1]}}',
  '&a [*a]',
  '*b',
  '<<: *a',
  '- ',
  ': ',
  '? ',
  '!!int x',
  '|\n',
  '{a: 1, a: 2}',
  'id: x\n',
  '__proto__: 1',
  'constructor',
  'toString',
  ' UNION ALL ',
  ' SELECT ',
  '/*',
  '*/',
  '--',
  '$$',
  'range(1000000)',
  "read_text('a')",
  'CROSS JOIN dossiers',
  'DATE ',
  '::INTEGER',
  ' / 0',
  'list(',
  ')',
] as const;

/** A text with pieces put in, repeated, moved or cut out. */
export function damagedText(text: string, random: Random): string {
  let copy = text;
  for (let changes = random(5); changes >= 0; changes--) {
    const at = random(copy.length + 1);
    const end = at + random(random(4) === 0 ? copy.length - at + 1 : 30);
    const piece = copy.slice(at, end);
    const word = WORDS[random(WORDS.length)]!;
    const put =
      [word, '', piece.repeat(random(20)), word.repeat(random(random(20) === 0 ? 20_000 : 40)), `${piece}${word}`][
        random(5)
      ] ?? '';
    copy = (copy.slice(0, at) + put + copy.slice(random(3) === 0 ? at : end)).slice(0, 2 ** 20);
  }
  return copy;
}

/** Numbers that sizes, offsets and counts of a zip may claim. */
const SIZES = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x1_0000, 0xffff, 64 * 2 ** 20, 3 * 2 ** 30];

/** Bytes of any file with bits turned, stretches copied or cut out, the end lost. */
export function damagedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let copy: Uint8Array = bytes.slice(0, random(5) === 0 ? random(bytes.length + 1) : bytes.length);
  for (let changes = random(4); changes >= 0 && copy.length > 0; changes--) {
    const at = random(copy.length);
    switch (random(6)) {
      case 0:
        copy[at] = copy[at]! ^ (1 << random(8));
        break;
      case 1:
        copy[at] = random(256);
        break;
      case 2:
        copy.copyWithin(at, random(copy.length), random(copy.length));
        break;
      case 3:
        copy.fill(random(2) * 255, at, at + random(64));
        break;
      case 4:
        copy = spliced(copy, at, random(200), new Uint8Array(0));
        break;
      default:
        copy = spliced(copy, at, 0, copy.slice(random(copy.length), random(copy.length)));
    }
  }
  return copy;
}

/** A zip whose directory or local headers claim other sizes, offsets, counts and methods than are true. */
export function damagedDirectory(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const records: number[] = [];
  for (let at = 0; at + 46 < copy.length; at++) {
    if (view.getUint16(at, true) === 0x4b50) records.push(at);
  }
  for (let changes = random(3); changes >= 0; changes--) {
    const record = records[random(records.length)] ?? 0;
    const at = Math.min(record + 4 + random(42), copy.length - 4);
    if (random(2) === 0) view.setUint32(at, SIZES[random(SIZES.length)]!, true);
    else view.setUint16(at, random(3) === 0 ? random(0x1_0000) : random(20), true);
  }
  return copy;
}

/** A zip that is sound, with parts whose contents are not: the checksums fit, so the damage reaches the XML. */
export function damagedParts(bytes: Uint8Array, random: Random): Uint8Array {
  const parts: Record<string, Uint8Array> = unzipSync(bytes);
  const names = Object.keys(parts);
  const name = () => names[random(names.length)]!;
  for (let changes = random(3); changes >= 0; changes--) {
    const part = random(2) === 0 ? (names.find((n) => n.includes('sheet1')) ?? name()) : name();
    const content = parts[part] ?? new Uint8Array(0);
    switch (random(12)) {
      case 0:
        delete parts[part];
        break;
      case 1:
        parts[part] = parts[name()] ?? content;
        break;
      case 2:
        parts[`${part}x`] = content;
        parts[part.toUpperCase()] = content.slice(0, random(content.length + 1));
        break;
      case 3:
        parts[part] = bytes;
        break;
      default:
        parts[part] = damagedXml(content, random);
    }
  }
  return zipSync(parts, { level: random(2) === 0 ? 0 : 6 });
}

function damagedXml(xml: Uint8Array, random: Random): Uint8Array {
  const at = random(xml.length + 1);
  switch (random(9)) {
    case 0:
      return xml.slice(0, at);
    case 1:
      return spliced(xml, at, random(40), new Uint8Array(0));
    case 2:
      return spliced(xml, at, 0, xml.slice(random(xml.length), at));
    case 3:
      return spliced(xml, at, random(8), strToU8(`x="${'y'.repeat(random(3) === 0 ? 2 ** 21 : 5_000)}`));
    case 4:
      return spliced(xml, at, 0, strToU8('<a>'.repeat(1 + random(50_000))));
    case 5:
      return utf16(xml, random(2) === 0);
    case 6:
      return damagedBytes(xml, random);
    default: {
      let edited: Uint8Array = xml;
      for (let edits = random(4); edits >= 0; edits--) {
        const fragment = strToU8(FRAGMENTS[random(FRAGMENTS.length)]!);
        edited = spliced(
          edited,
          tagStart(edited, random(edited.length + 1)),
          random(3) === 0 ? random(12) : 0,
          fragment,
        );
      }
      return edited;
    }
  }
}

/** Half of the edits fall between tags, where they look like markup. */
function tagStart(xml: Uint8Array, at: number): number {
  const found = at % 2 === 0 ? xml.indexOf(0x3c, at) : at;
  return found < 0 ? at : found;
}

function utf16(xml: Uint8Array, isMarked: boolean): Uint8Array {
  const text = new TextDecoder().decode(xml);
  return new Uint8Array(Buffer.from(isMarked ? `\ufeff${text}` : text, 'utf16le'));
}

function spliced(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const rest = bytes.subarray(Math.min(bytes.length, at + remove));
  const whole = new Uint8Array(at + insert.length + rest.length);
  whole.set(bytes.subarray(0, at));
  whole.set(insert, at);
  whole.set(rest, at + insert.length);
  return whole;
}
