import type { Library, LibraryParts } from '../types.ts';
import type { OfficeLayer } from './types.ts';

/** Parts that the office did not touch stay the shipped ones, read only when somebody asks for them. */
export function withOffice(shipped: LibraryParts, changed: Partial<LibraryParts>, office: OfficeLayer): Library {
  return {
    get columns() {
      return shipped.columns;
    },
    get codes() {
      return shipped.codes;
    },
    get words() {
      return shipped.words;
    },
    get questions() {
      return shipped.questions;
    },
    get checks() {
      return shipped.checks;
    },
    get indicators() {
      return changed.indicators ?? shipped.indicators;
    },
    get units() {
      return changed.units ?? shipped.units;
    },
    get plans() {
      return changed.plans ?? shipped.plans;
    },
    get forms() {
      return changed.forms ?? shipped.forms;
    },
    get rankings() {
      return changed.rankings ?? shipped.rankings;
    },
    get holidays() {
      return changed.holidays ?? shipped.holidays;
    },
    office,
  };
}
