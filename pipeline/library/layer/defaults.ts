import { type Document, isMap, parseDocument } from 'yaml';
import { APPENDIX_IDS, type Appendix, isAppendix } from '../../report/layout.ts';
import type { Parsed } from '../data.ts';
import { type YamlFields, YamlFile } from '../yaml.ts';
import type { OfficeDefaults, Signatory } from './types.ts';

export interface DefaultsReferences {
  units: { has(id: string): boolean };
  plans: { has(id: string): boolean };
  templates: { has(name: string): boolean };
}

const KEYS = [
  'unit',
  'plan',
  'province',
  'place',
  'number_pattern',
  'template',
  'signatory',
  'recipients',
  'appendices',
] as const;

/** `defaults.yaml`; all mistakes at once, each with its line. */
export function parseDefaults(text: string, file: string, known: DefaultsReferences): Parsed<OfficeDefaults> {
  const source = new YamlFile(text, file);
  const keys = [...KEYS];
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
    recipients: readLines(root, 'recipients'),
    appendices: readAppendices(root),
  };
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value, mistakes: [] };
}

function readSignatory(root: YamlFields): Signatory | null {
  const fields = root.fields('signatory', ['name', 'position', 'on_behalf']);
  if (fields === undefined) return null;
  const onBehalf = (readLines(fields, 'on_behalf') ?? []).join('\n');
  return { name: fields.text('name'), position: fields.required('position'), onBehalf };
}

function readLines(fields: YamlFields, key: string): readonly string[] | null {
  const lines = fields.texts(key).flatMap(({ text }) => (text === '' ? [] : [text]));
  return lines.length > 0 ? lines : null;
}

function readAppendices(root: YamlFields): Appendix[] {
  const found = root.texts('appendices').flatMap(({ text, line }): Appendix[] => {
    if (text === 'all') return APPENDIX_IDS;
    if (isAppendix(text)) return [text];
    const all = [...APPENDIX_IDS, 'all'].join(', ');
    root.sayAt(line, `không có phụ lục "${text}"; có: ${all}.`, `there is no appendix "${text}"; there are: ${all}.`);
    return [];
  });
  return APPENDIX_IDS.filter((id) => found.includes(id));
}

/** Keys that the pane's form writes; where a value is null the key goes. */
function writtenKeys({ place, numberPattern, template, signatory, recipients, appendices }: OfficeDefaults) {
  const onBehalf = signatory?.onBehalf.split('\n') ?? [];
  return {
    place,
    number_pattern: numberPattern,
    template,
    signatory: signatory && {
      ...(signatory.onBehalf === '' ? {} : { on_behalf: onBehalf.length > 1 ? onBehalf : signatory.onBehalf }),
      position: signatory.position,
      ...(signatory.name === '' ? {} : { name: signatory.name }),
    },
    recipients,
    appendices: appendices.length > 0 ? appendices : null,
  } satisfies Partial<Record<(typeof KEYS)[number], unknown>>;
}

/** `defaults.yaml` with what concerns reports changed; everything else in it stays, comments too. */
export function changedDefaults(text: string, defaults: OfficeDefaults): string {
  const document: Document = parseDocument(text, { schema: 'failsafe' });
  if (!isMap(document.contents)) document.contents = document.createNode({});
  for (const [key, value] of Object.entries(writtenKeys(defaults))) {
    if (value === null) document.delete(key);
    else document.set(key, document.createNode(value));
  }
  return isMap(document.contents) && document.contents.items.length === 0 ? '' : document.toString({ lineWidth: 0 });
}
