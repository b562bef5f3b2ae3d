import { Button, type ButtonProps, Spinner } from '@fluentui/react-components';

/** A button that turns while its work goes on, and takes no second press; the keyboard stays on it. */
export function BusyButton({
  isBusy,
  icon = null,
  disabledFocusable = false,
  ...rest
}: ButtonProps & { isBusy: boolean }) {
  return (
    <Button
      {...rest}
      icon={isBusy ? <Spinner size="tiny" aria-hidden="true" /> : icon}
      disabledFocusable={isBusy || disabledFocusable}
    />
  );
}
