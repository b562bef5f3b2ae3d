import type { ByteSource, Inflate } from '../../read/book.ts';
import { findPlan } from './find.ts';
import { documentError } from './messages.ts';
import { openDocument } from './open.ts';
import type { Block, FoundPlan } from './types.ts';

/**
 * A plan read out of its document, with the blocks that it stands in.
 * @throws UserError as `openDocument`, and where the document asks for nothing
 */
export async function readPlan(source: ByteSource, inflate: Inflate): Promise<{ blocks: Block[]; found: FoundPlan }> {
  const { blocks } = await openDocument(source, inflate);
  const found = findPlan(blocks, source.name);
  if (found.targets.length + found.tasks.length + found.notUnderstood.length === 0)
    throw documentError('document-no-plan', { file: source.name });
  return { blocks, found };
}
