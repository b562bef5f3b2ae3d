import { useMemo } from 'react';
import type { ProvinceChoice } from '../../source/library-source.ts';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useLibraryWords } from './words.ts';

interface Props {
  className: string;
  provinces: readonly ProvinceChoice[];
  province: string;
  onChoose(province: string): void;
}

/** One of the 34, or of the 63 before, found by any part of its name. */
export function ProvincePicker({ provinces, province, ...rest }: Props) {
  const { tell } = useLibraryWords();
  const choices = useMemo(
    () =>
      provinces.map(({ id, name, to }) => ({
        id,
        name: name.charAt(0).toUpperCase() + name.slice(1),
        short_name: name,
        kind: 'province',
        province: id,
        parent: null,
        from: null,
        to,
      })),
    [provinces],
  );
  return (
    <UnitPicker {...rest} units={choices} unit={province} label={tell('province')} placeholder={tell('typeProvince')} />
  );
}
