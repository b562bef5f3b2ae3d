import { doubtWords } from '../evaluate/doubt-words.ts';
import { lackSentences } from '../evaluate/lack-words.ts';
import type { Evaluation, TargetDetail } from '../evaluate/types.ts';
import { type Language, type MessageParams, renderMessage, type Words } from '../messages.ts';

/** What whoever makes a report should know before: a sentence in both languages. */
export interface ReportCheck extends Words {
  code: keyof typeof CHECKS;
  /** Whether the report is made only after somebody said so. */
  asks: boolean;
  /** Ids of the targets that it concerns. */
  targets: string[];
  /** Reasons, each with the numbers of the targets in the plan's order. */
  details: Words[];
}

const CHECKS = {
  INCOMPLETE: {
    asks: true,
    vi: '{count} trong {all} chỉ tiêu chưa đủ kỳ, báo cáo sẽ không nói đạt hay chưa đạt.',
    en: '{count} of {all} targets lack days of their period, the report will not say whether they are met.',
  },
  UNSURE: {
    asks: true,
    vi: '{count} trong {all} chỉ tiêu chưa chắc vì các dòng bị loại khi nạp.',
    en: '{count} of {all} targets are unsure because of rows left out at import.',
  },
  NO_DATA: {
    asks: true,
    vi: '{count} trong {all} chỉ tiêu chưa đủ số liệu, báo cáo sẽ để trống kết quả.',
    en: '{count} of {all} targets have not enough data, the report will leave their results empty.',
  },
  REJECTED: {
    asks: false,
    vi: '{count} dòng trong các tệp nguồn bị loại, không được tính.',
    en: '{count:row|rows} of the source files were rejected and not counted.',
  },
} as const satisfies Readonly<Record<string, Words & { asks: boolean }>>;

const REASON: Words = { vi: 'Chỉ tiêu {targets}: {why}', en: 'Targets {targets}: {why}' };

/** The list that is shown before a report is made: what asks first. Empty where nothing is to be said. */
export function reportChecks({ targets, sources }: Evaluation): ReportCheck[] {
  const of = (wanted: (detail: TargetDetail) => boolean): TargetDetail[] => targets.filter(wanted);
  const rejected = sources.reduce((sum, source) => sum + source.rejected, 0);
  return [
    ...concerning(
      'INCOMPLETE',
      of(({ row }) => row.status === 'incomplete'),
      targets,
    ),
    ...concerning(
      'NO_DATA',
      of(({ row }) => row.status === 'no-data'),
      targets,
    ),
    ...concerning(
      'UNSURE',
      of(({ row }) => row.unsure),
      targets,
    ),
    ...(rejected > 0 ? [check('REJECTED', { count: rejected }, [], [])] : []),
  ].sort((a, b) => Number(b.asks) - Number(a.asks));
}

function concerning(
  code: keyof typeof CHECKS,
  found: readonly TargetDetail[],
  all: readonly TargetDetail[],
): ReportCheck[] {
  if (found.length === 0) return [];
  const reasons = new Map<string, Words & { numbers: number[] }>();
  for (const detail of found) {
    const [vi, en] = (['vi', 'en'] as const).map((language) => reasonOf(code, detail, language));
    const reason = reasons.get(vi ?? '') ?? { vi: vi ?? '', en: en ?? '', numbers: [] };
    reason.numbers.push(all.indexOf(detail) + 1);
    reasons.set(reason.vi, reason);
  }
  const details = [...reasons.values()].map(({ numbers, vi, en }) => {
    const params = { targets: numbers.join(', '), why: { vi, en } };
    return both(REASON, params);
  });
  return [check(code, { count: found.length, all: all.length }, found, details)];
}

function reasonOf(code: keyof typeof CHECKS, { row }: TargetDetail, language: Language): string {
  return (code === 'UNSURE' ? doubtWords(row, language) : lackSentences(row.lacks, language)).join('; ');
}

function check(
  code: keyof typeof CHECKS,
  params: MessageParams,
  found: readonly TargetDetail[],
  details: Words[],
): ReportCheck {
  const { asks } = CHECKS[code];
  return { code, asks, ...both(CHECKS[code], params), targets: found.map(({ row }) => row.target), details };
}

function both(words: Words, params: MessageParams): Words {
  const said = (language: Language): string => renderMessage(words, params, language);
  return { vi: said('vi'), en: said('en') };
}
