import type { Act } from '../../consolidate/roll.ts';
import { decisionWords, stateWords } from '../../consolidate/words.ts';
import type { Words } from '../../messages.ts';
import { decide, freeze } from '../../office/collect.ts';
import { COLLECTION_HELP, COLLECTION_OPTIONS, collectionAsked, collectorIds, whoAmI } from '../collection.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { unitOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { openForImport } from '../warehouse.ts';

interface Decision {
  name: string;
  act: Act['act'];
  what: Words;
  done: Words;
  needsReason: boolean;
}

/** A command that keeps a decision on units' reports; nothing is deleted, the last decision counts. */
function decision({ name, act, what, done, needsReason }: Decision): Command {
  const reason = needsReason
    ? {
        vi: '  --reason LÝ-DO     bắt buộc; đơn vị đọc được lý do này',
        en: '  --reason TEXT      needed; the unit reads it',
      }
    : { vi: '  --reason LỜI       ghi chú, nếu có', en: '  --reason TEXT      a remark, if any' };
  const example = `vedich ${name} brvt-sgddt --plan brvt-ubnd-2023 --unit brvt --as-of 2023-11-30${needsReason ? ' --reason "…"' : ''}`;
  return {
    name,
    help: {
      vi: `Cách dùng: vedich ${name} ĐƠN-VỊ… --plan MÃ|--form MÃ --as-of NGÀY [tùy chọn]\n\n${what.vi}\n\n${COLLECTION_HELP.vi}\n${reason.vi}\n\nVí dụ:\n  ${example}`,
      en: `Usage: vedich ${name} UNIT… --plan ID|--form ID --as-of DATE [options]\n\n${what.en}\n\n${COLLECTION_HELP.en}\n${reason.en}\n\nExample:\n  ${example}`,
    },
    options: { ...COLLECTION_OPTIONS, reason: { type: 'string' }, all: { type: 'boolean' } },
    async run(args, io) {
      const library = await openLibrary(args, io, [...collectorIds(args), ...args.paths]);
      const collection = collectionAsked(args, library);
      if (args.paths.length === 0)
        throw userError('MISSING_OPTION', { command: name, option: say(io, 'ĐƠN-VỊ', 'UNIT') });
      for (const id of args.paths) unitOf(library, id);
      const engine = await openForImport(args, library);
      try {
        const by = { now: io.now, by: whoAmI() };
        const lines = await decide({ engine, library }, collection, args.paths, act, args.text('reason') ?? '', by);
        for (const line of lines)
          io.out(
            `${done[io.language]}: ${line.name} – ${[stateWords(line, io.language), decisionWords(line, io.language)].filter((text) => text !== '').join('; ')}`,
          );
        return 0;
      } finally {
        await engine.close();
      }
    },
  };
}

export const acceptCommand = decision({
  name: 'accept',
  act: 'accepted',
  what: { vi: 'Chấp nhận báo cáo hiện tính của từng đơn vị.', en: "Accepts the units' reports that count now." },
  done: { vi: 'Đã chấp nhận', en: 'Accepted' },
  needsReason: false,
});

export const returnCommand = decision({
  name: 'return',
  act: 'returned',
  what: {
    vi: 'Trả lại báo cáo để đơn vị sửa và gửi lại; báo cáo ấy không được cộng.',
    en: 'Returns reports to be corrected and sent again; they are not added.',
  },
  done: { vi: 'Đã trả lại', en: 'Returned' },
  needsReason: true,
});

export const excludeCommand = decision({
  name: 'exclude',
  act: 'excluded',
  what: {
    vi: 'Đơn vị không phải gửi báo cáo kỳ này (gọi lại bằng vedich expect).',
    en: 'The units need not report this time (vedich expect asks them again).',
  },
  done: { vi: 'Không phải gửi', en: 'Not asked' },
  needsReason: true,
});

export const expectCommand = decision({
  name: 'expect',
  act: 'expected',
  what: {
    vi: 'Đơn vị phải gửi báo cáo, kể cả khi kế hoạch hay lần trước không gọi.',
    en: 'The units are to report, whatever the plan or an earlier decision says.',
  },
  done: { vi: 'Phải gửi', en: 'Asked' },
  needsReason: false,
});

export const nothingCommand = decision({
  name: 'no-cases',
  act: 'nothing',
  what: { vi: 'Đơn vị đã báo không phát sinh trong kỳ.', en: 'The units have said that there is nothing to report.' },
  done: { vi: 'Không phát sinh', en: 'Nothing to report' },
  needsReason: false,
});

export const freezeCommand: Command = {
  name: 'freeze',
  help: {
    vi: `Cách dùng: vedich freeze --plan MÃ|--form MÃ --as-of NGÀY [tùy chọn]\n\nChốt kỳ: thay đổi về sau (nhận thêm, chấp nhận, trả lại) làm thành bản mới, roll và consolidate nói rõ.\n\n${COLLECTION_HELP.vi}`,
    en: `Usage: vedich freeze --plan ID|--form ID --as-of DATE [options]\n\nFreezes the period: what changes later makes a new version, and roll and consolidate say so.\n\n${COLLECTION_HELP.en}`,
  },
  options: COLLECTION_OPTIONS,
  async run(args, io) {
    const library = await openLibrary(args, io, collectorIds(args));
    const collection = collectionAsked(args, library);
    const engine = await openForImport(args, library);
    try {
      await freeze({ engine, library }, collection, { now: io.now, by: whoAmI() });
      io.out(say(io, 'Đã chốt kỳ.', 'The period is frozen.'));
      return 0;
    } finally {
      await engine.close();
    }
  },
};
