export { goingWith, knownImports, removeImport } from '../../../pipeline/facts/imports.ts';
export { importRows } from '../../../pipeline/office/imports.ts';
