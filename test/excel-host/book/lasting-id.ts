import { randomUUID } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const XR = 'http://schemas.microsoft.com/office/spreadsheetml/2014/revision';

/**
 * The id of a sheet or table, which the API answers and which the file keeps (`xr:uid`), so that an add-in finds the
 * same table when the workbook is opened again. A copy gets one of its own.
 */
export function lastingId(root: Element, fresh: boolean): string {
  const known = root.getAttributeNS(XR, 'uid');
  if (known && !fresh) return known;
  const id = `{${randomUUID().toUpperCase()}}`;
  if (!root.hasAttributeNS(XMLNS, 'mc')) root.setAttributeNS(XMLNS, 'xmlns:mc', MC);
  if (!root.hasAttributeNS(XMLNS, 'xr')) root.setAttributeNS(XMLNS, 'xmlns:xr', XR);
  const ignorable = (root.getAttributeNS(MC, 'Ignorable') ?? '').split(/\s+/).filter((prefix) => prefix !== '');
  if (!ignorable.includes('xr')) root.setAttributeNS(MC, 'mc:Ignorable', [...ignorable, 'xr'].join(' '));
  root.setAttributeNS(XR, 'xr:uid', id);
  return id;
}
