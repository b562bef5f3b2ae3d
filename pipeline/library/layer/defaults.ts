import type { Parsed } from '../data.ts';
import { type YamlFields, YamlFile } from '../yaml.ts';
import type { OfficeDefaults, Signatory } from './types.ts';

export interface DefaultsReferences {
  units: { has(id: string): boolean };
  plans: { has(id: string): boolean };
  templates: { has(name: string): boolean };
}

/** `defaults.yaml`; all mistakes at once, each with its line. */
export function parseDefaults(text: string, file: string, known: DefaultsReferences): Parsed<OfficeDefaults> {
  const source = new YamlFile(text, file);
  const keys = ['unit', 'plan', 'province', 'place', 'number_pattern', 'template', 'signatory'];
  const root = source.mistakes.length > 0 ? undefined : source.root(keys, { vi: 'Mặc định', en: 'Defaults' });
  if (root === undefined) return { mistakes: source.mistakes };
  const among = (key: string, all: { has(id: string): boolean }, kind: string, kindEn: string): string | null => {
    const id = root.text(key);
    if (id !== '' && !all.has(id)) root.say(key, `không có ${kind} "${id}".`, `there is no ${kindEn} "${id}".`);
    return id === '' ? null : id;
  };
  const pattern = root.text('number_pattern');
  if (pattern !== '' && !pattern.includes('{number}')) {
    root.say(
      'number_pattern',
      `"${pattern}" thiếu chỗ cho số; viết như {number}/BC-SGDĐT.`,
      `"${pattern}" has no place for the number; write it like {number}/BC-SGDĐT.`,
    );
  }
  const value: OfficeDefaults = {
    unit: among('unit', known.units, 'đơn vị', 'unit'),
    plan: among('plan', known.plans, 'kế hoạch', 'plan'),
    province: among('province', known.units, 'tỉnh', 'province'),
    place: root.text('place') || null,
    numberPattern: pattern || null,
    template: among('template', known.templates, 'tệp trong templates/', 'file in templates/'),
    signatory: readSignatory(root),
  };
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value, mistakes: [] };
}

function readSignatory(root: YamlFields): Signatory | null {
  const fields = root.fields('signatory', ['name', 'position', 'on_behalf']);
  if (fields === undefined) return null;
  return { name: fields.required('name'), position: fields.required('position'), onBehalf: fields.text('on_behalf') };
}
