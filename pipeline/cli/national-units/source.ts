import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cleanText } from '../../text.ts';

/** One province in force, as the source has it. */
export interface SourceProvince {
  code: string;
  /** `Tỉnh Ninh Bình` */
  name: string;
  /** Which provinces it was made of, or `giữ nguyên`. */
  madeOf: string;
}

export interface SourceCommune {
  code: string;
  name: string;
  province: string;
  /** Of which communes it was made, or `giữ nguyên`; empty where the source does not say. */
  madeOf: string;
}

/** A commune before 1/7/2025; `name` is empty for a district without communes. */
export interface SourceFormerCommune {
  code: string;
  name: string;
  province: string;
  provinceName: string;
  district: string;
  districtName: string;
}

export interface Source {
  provinces: SourceProvince[];
  communes: SourceCommune[];
  former: SourceFormerCommune[];
}

/** Records of a small CSV text (RFC 4180) by the names of its first line. */
function records(text: string): Record<string, string>[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (quoted || (letter !== ',' && letter !== '\n')) field += letter === '\r' ? '' : letter;
    else {
      row.push(field);
      field = '';
      if (letter === '\n') {
        rows.push(row);
        row = [];
      }
    }
  }
  if (field !== '' || row.length > 0) rows.push([...row, field]);
  const [head = [], ...body] = rows;
  return body.map((cells) => Object.fromEntries(head.map((name, at) => [name, cleanText(cells[at] ?? '')])));
}

/**
 * Tone marks where decrees put them: `Hoà`, `Thuỷ` → `Hòa`, `Thủy`. The source mixes both ways.
 */
export function decreeTones(text: string): string {
  return text.replace(/(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/giu, (pair) => {
    const [first = '', second = ''] = pair;
    const [letter = '', tone = ''] = second.normalize('NFD');
    return (first + tone).normalize('NFC') + letter;
  });
}

/** `Xã Hoà Bình` → `xã Hòa Bình`. */
function shownName(text: string): string {
  return decreeTones(text.charAt(0).toLowerCase() + text.slice(1));
}

/** @throws Error of Node where a file is missing */
export function readSource(folder: string): Source {
  const read = (file: string): Record<string, string>[] => records(readFileSync(path.join(folder, file), 'utf8'));
  const text = (row: Record<string, string>, column: string): string => {
    const value = row[column];
    if (value === undefined) throw new Error(`column ${column} is missing`);
    return value;
  };
  return {
    provinces: read('provinces.csv').map((row) => ({
      code: text(row, 'code'),
      name: shownName(text(row, 'full_name')),
      madeOf: text(row, 'before_2025'),
    })),
    communes: read('communes.csv').map((row) => ({
      code: text(row, 'code'),
      name: shownName(text(row, 'full_name')),
      province: text(row, 'province_code'),
      madeOf: text(row, 'before_2025'),
    })),
    former: read('communes-before-2025.csv').map((row) => ({
      code: text(row, 'code'),
      name: shownName(text(row, 'full_name')),
      province: text(row, 'province_code'),
      provinceName: shownName(text(row, 'province')),
      district: text(row, 'district_code'),
      districtName: shownName(text(row, 'district')),
    })),
  };
}
