import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { useLibraryWords } from './words.ts';

/** What is gone must be added anew: asked once more. */
export function RemoveButton({ title, onRemove }: { title: string; onRemove(): void }) {
  const { tell } = useLibraryWords();
  return (
    <Dialog modalType="alert">
      <DialogTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" aria-label={tell('removeIt', { title })}>
          {tell('remove')}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{tell('removeIt', { title })}</DialogTitle>
          <DialogContent>{tell('removeSure', { title })}</DialogContent>
          <DialogActions fluid>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary">{tell('cancel')}</Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button onClick={onRemove}>{tell('remove')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
