import { starterFiles } from '../../library/layer/starter.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { DEFAULT_LIBRARY, readOffice, writeOffice } from '../library.ts';

export const initCommand: Command = {
  name: 'init',
  help: {
    vi: `Cách dùng: vedich init [--library THƯ_MỤC]

Tạo thư viện riêng của cơ quan (mặc định .vedich/library): kế hoạch, đơn vị, cách viết, chỉ tiêu riêng, danh bạ, mặc định.
Mỗi tệp chỉ gồm ghi chú cách viết, chưa đặt điều gì; tệp đã có thì giữ nguyên.`,
    en: `Usage: vedich init [--library FOLDER]

Makes the office's own library (.vedich/library by default): plans, units, spellings, own indicators, contacts, defaults.
Each file explains in comments what can stand in it and sets nothing; files that are there stay as they are.`,
  },
  options: {},
  async run(args, io) {
    const folder = args.text('library') ?? DEFAULT_LIBRARY;
    const { files } = await readOffice(folder);
    const missing = new Map([...starterFiles()].filter(([path]) => !files.has(path)));
    await writeOffice(folder, missing);
    for (const path of missing.keys()) io.out(`  ${path}`);
    io.out(
      say(
        io,
        `Thư viện riêng ở '${folder}': ${missing.size} tệp mẫu mới. Sửa bằng trình soạn thảo, rồi: vedich library check`,
        `The office's library is in '${folder}': ${missing.size} new files. Edit them, then: vedich library check`,
      ),
    );
    return 0;
  },
};
