import { UserError } from '../messages.ts';
import { putBack, writtenIn } from './kept.ts';
import { narrativeError } from './messages.ts';
import type { Narrative } from './types.ts';

const DOCUMENT = 'word/document.xml';
const CORE = 'docProps/core.xml';
const MARK = 'vedich ';

export interface FilledNarrative {
  bytes: Uint8Array<ArrayBuffer>;
  /** Something outside of the places for it was changed by hand in the file before: whoever writes keeps that file. */
  edited: boolean;
  /** What was written by hand in places that the template has no longer. */
  lost: ReadonlyMap<string, string>;
}

/**
 * Fills a narrative template; what was written by hand in the file before is kept. The library that does it is loaded here.
 * @param before the file that was made before, with what was written in it
 * @throws UserError NOT_DOCX, TEMPLATE_TAGS, UNKNOWN_TAGS
 */
export async function fillNarrative(
  template: { name: string; bytes: Uint8Array },
  narrative: Narrative,
  before?: Uint8Array,
): Promise<FilledNarrative> {
  const [{ default: PizZip }, { default: Docxtemplater }] = await Promise.all([
    import('pizzip'),
    import('docxtemplater'),
  ]);
  const opened = (bytes: Uint8Array) => {
    try {
      const zip = new PizZip(bytes);
      return zip.file(DOCUMENT) === null ? undefined : zip;
    } catch {
      return undefined;
    }
  };
  const zip = opened(template.bytes);
  if (zip === undefined) throw narrativeError('NOT_DOCX', { file: template.name });
  const unknown = new Set<string>();
  try {
    const document = new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      // The library would print its own words beside ours.
      errorLogging: false,
      nullGetter(part) {
        // A part that is repeated no times has nothing inside to be known.
        if (part.module !== 'loop' || !(part.value in narrative)) unknown.add(part.value);
        return '';
      },
    });
    document.render(narrative);
  } catch (error) {
    throw templateError(template.name, error);
  }
  if (unknown.size > 0)
    throw narrativeError('UNKNOWN_TAGS', {
      file: template.name,
      tags: [...unknown].map((tag) => `{${tag}}`).join(', '),
    });
  const made = zip.file(DOCUMENT)?.asText() ?? '';
  const fingerprint = writtenIn(made)?.fingerprint ?? '';
  const old = before === undefined ? undefined : opened(before);
  const written = old && writtenIn(old.file(DOCUMENT)?.asText() ?? '');
  const { xml, lost } = written === undefined ? { xml: made, lost: new Map<string, string>() } : putBack(made, written);
  zip.file(DOCUMENT, xml);
  const core = zip.file(CORE)?.asText() ?? '';
  zip.file(CORE, marked(core, fingerprint));
  const mark = /vedich ([0-9a-f]{16})/.exec(old?.file(CORE)?.asText() ?? '')?.[1];
  const bytes = new Uint8Array(zip.generate({ type: 'arraybuffer', compression: 'DEFLATE' }));
  return { bytes, lost, edited: before !== undefined && (written === undefined || mark !== written.fingerprint) };
}

/** Says in the file's properties what its own text was, so that changes by hand can be told. */
function marked(core: string, fingerprint: string): string {
  const description = `<dc:description>${MARK}${fingerprint}</dc:description>`;
  if (/<dc:description>[^<]*<\/dc:description>/.test(core))
    return core.replace(/<dc:description>[^<]*<\/dc:description>/, description);
  return core.replace(/<\/cp:coreProperties>/, `${description}</cp:coreProperties>`);
}

/** What the library says of a template, as a sentence with the places that it means. */
function templateError(file: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const properties: unknown = error instanceof Error && 'properties' in error ? error.properties : undefined;
  const errors = isRecord(properties) && Array.isArray(properties['errors']) ? properties['errors'] : [error];
  const tags = errors.flatMap((one: unknown) => {
    const own = one instanceof Error && 'properties' in one ? one.properties : undefined;
    const tag = isRecord(own) ? (own['xtag'] ?? own['context']) : undefined;
    return typeof tag === 'string' ? [`{${tag.trim().slice(0, 60)}`] : [];
  });
  if (tags.length === 0) throw error;
  return narrativeError('TEMPLATE_TAGS', { file, tags: [...new Set(tags)].join(', ') });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
