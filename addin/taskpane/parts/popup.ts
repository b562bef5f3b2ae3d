import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({ list: { maxHeight: '60vh', minWidth: 0, maxWidth: '100vw' } });

/** For a Dropdown or a Combobox: its list opens below it, and stays within the pane. */
export function usePopup() {
  return {
    inlinePopup: true,
    listbox: { className: useStyles().list },
    positioning: { autoSize: true, position: 'below', align: 'start', strategy: 'fixed' },
  } as const;
}
