import type { Parsed } from '../data.ts';
import { YamlFile } from '../yaml.ts';

/** Whom to ask at a unit for its figures. Kept with the office alone, never sent with a report. */
export interface Contact {
  unit: string;
  name: string;
  position: string;
  phone: string;
  email: string;
  note: string;
}

/** `contacts.yaml` (`contacts:`, one entry a person); all mistakes at once, each with its line. */
export function parseContacts(text: string, file: string, units: { has(id: string): boolean }): Parsed<Contact[]> {
  const source = new YamlFile(text, file);
  const root = source.mistakes.length > 0 ? undefined : source.root(['contacts'], { vi: 'Danh bạ', en: 'Contacts' });
  if (root === undefined) return { mistakes: source.mistakes };
  const keys = ['unit', 'name', 'position', 'phone', 'email', 'note'];
  const value = root
    .list('contacts', keys, (number) => ({ vi: `Người thứ ${number}`, en: `Contact ${number}` }))
    .map((fields) => {
      const unit = fields.required('unit');
      if (unit !== '' && !units.has(unit))
        fields.say('unit', `không có đơn vị "${unit}".`, `there is no unit "${unit}".`);
      const email = fields.text('email');
      if (email !== '' && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email))
        fields.say('email', `"${email}" không phải địa chỉ thư điện tử.`, `"${email}" is no e-mail address.`);
      return {
        unit,
        name: fields.required('name'),
        position: fields.text('position'),
        phone: fields.text('phone'),
        email,
        note: fields.text('note'),
      };
    });
  return source.mistakes.length > 0 ? { mistakes: source.mistakes } : { value, mistakes: [] };
}
