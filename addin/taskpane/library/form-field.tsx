import { Field, type FieldProps, Input } from '@fluentui/react-components';

/** What is wrong with one field, by its path in the plan: `targets/0/due`. */
export type FieldErrors = ReadonlyMap<string, string>;

interface Props {
  label: string;
  value: string;
  /** Where it stands in the plan. */
  path: string;
  errors: FieldErrors;
  onChange(value: string): void;
  hint?: string;
  placeholder?: string;
  required?: boolean;
  inputMode?: 'decimal' | 'numeric';
}

/** One line of text with what is wrong with it. */
export function TextField({ label, value, path, errors, onChange, hint, required = false, ...input }: Props) {
  return (
    <Field label={label} required={required} {...(hint === undefined ? {} : { hint })} {...wrong(errors, path)}>
      <Input
        {...input}
        value={value}
        autoComplete="off"
        style={{ minWidth: 0 }}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}

export function wrong(errors: FieldErrors, path: string): Pick<FieldProps, 'validationState' | 'validationMessage'> {
  const found = errors.get(path);
  return found === undefined ? {} : { validationState: 'error', validationMessage: found };
}
