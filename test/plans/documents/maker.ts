import { monthEnd } from '../../../pipeline/dates.ts';
import { Dice } from './dice.ts';
import { DATES, PROVINCES, SHARES, TASK_LABELS, TASKS, THRESHOLDS, UNITS } from './wordings.ts';

/** What the maker put into a document. */
export interface TrueTarget {
  indicator: string;
  operator: '>=' | '>' | '<=' | '<';
  /** `80@2026-12-31;…`, `Y10/100/2026-01`, `-10@2026-12-31b2021`. */
  rule: string;
  aspiration: boolean;
}

export interface TrueTask {
  lead: string[];
  deadline: string;
}

export interface MadeDocument {
  name: string;
  text: string;
  number: string;
  date: string;
  issuer: string;
  replaces: string[];
  targets: TrueTarget[];
  tasks: TrueTask[];
}

type Held = 'open' | 'held';

/** One document. @param wordings `held`: also the wordings that the grammar was not written with */
export function makeDocument(seed: number, wordings: Held): MadeDocument {
  return new Maker(new Dice(seed), wordings, seed).make();
}

class Maker {
  readonly #dice: Dice;
  readonly #held: boolean;
  readonly #seed: number;
  readonly #year: number;
  readonly #targets: TrueTarget[] = [];
  readonly #tasks: TrueTask[] = [];
  readonly #lines: string[] = [];

  constructor(dice: Dice, wordings: Held, seed: number) {
    this.#dice = dice;
    this.#held = wordings === 'held';
    this.#seed = seed;
    this.#year = 2025 + dice.below(4);
  }

  make(): MadeDocument {
    const isDecision = this.#dice.next() < 0.5;
    const province = this.#dice.pick(PROVINCES).name;
    const number = `${100 + this.#dice.below(3000)}/${isDecision ? 'QĐ' : 'KH'}-UBND`;
    const [day, month] = [1 + this.#dice.below(28), 1 + this.#dice.below(3)];
    const date = `${this.#year}-${two(month)}-${two(day)}`;
    const replaced = `${100 + this.#dice.below(900)}/${isDecision ? 'QĐ' : 'KH'}-UBND ngày 15/02/${this.#year - 1}`;
    this.#say(
      'ỦY BAN NHÂN DÂN',
      `TỈNH ${province.toUpperCase()}`,
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
    );
    this.#say(`Số: ${number}`, `${province}, ngày ${two(day)} tháng ${two(month)} năm ${this.#year}`);
    this.#say(
      isDecision ? 'QUYẾT ĐỊNH' : 'KẾ HOẠCH',
      `${isDecision ? 'Về việc giao chỉ tiêu' : 'Thực hiện chỉ tiêu'} cải cách hành chính, dịch vụ công trực tuyến năm ${this.#year}`,
    );
    if (isDecision) this.#say(`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ${province.toUpperCase()}`);
    this.#say(
      `Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030;`,
    );
    this.#say(`Căn cứ Quyết định số ${10 + this.#dice.below(90)}/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ;`);
    if (isDecision) {
      this.#say('QUYẾT ĐỊNH:', 'Điều 1. Giao chỉ tiêu cho các sở, ban, ngành, UBND cấp xã như sau:');
      this.#targetSections(['1.', '2.']);
      this.#say('Điều 2. Nhiệm vụ, giải pháp');
      this.#taskList();
      this.#say(
        `Điều 3. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số ${replaced} của Chủ tịch UBND tỉnh.`,
      );
    } else {
      this.#say(
        'I. MỤC ĐÍCH, YÊU CẦU',
        '- Nâng cao chất lượng phục vụ người dân, ưu tiên 25 dịch vụ công thiết yếu.',
        `II. TÌNH HÌNH THỰC HIỆN NĂM ${this.#year - 1}`,
      );
      this.#say(
        `- Tỷ lệ hồ sơ giải quyết đúng hạn đạt 9${this.#dice.below(9)},${1 + this.#dice.below(8)}%, tăng 2,1% so với cùng kỳ.`,
      );
      this.#say('III. CHỈ TIÊU CỤ THỂ');
      this.#targetSections(['1.', '2.']);
      this.#say('IV. NHIỆM VỤ, GIẢI PHÁP');
      this.#taskList();
      this.#say(
        'V. TỔ CHỨC THỰC HIỆN',
        '1. Sở Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch này.',
        `2. Kế hoạch này thay thế Kế hoạch số ${replaced} của UBND tỉnh.`,
      );
    }
    if (this.#dice.next() < 0.6) this.#annex();
    this.#say('Nơi nhận:', '- Như trên;', '- Lưu: VT.');
    return {
      name: `van-ban-${this.#seed}.txt`,
      text: this.#lines.join('\n'),
      number,
      date,
      issuer: isDecision ? `Chủ tịch Ủy ban nhân dân tỉnh ${province}` : `Ủy ban nhân dân tỉnh ${province}`,
      replaces: [replaced],
      targets: this.#targets,
      tasks: this.#tasks,
    };
  }

  #say(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  /** Where held wordings are asked for, every second of them is one. */
  #pick<T extends { held?: true }>(all: readonly T[], fits: (one: T) => boolean = () => true): T {
    const wanted = all.filter((one) => fits(one) && (one.held === true) === (this.#held && this.#dice.next() < 0.5));
    return this.#dice.pick(wanted.length > 0 ? wanted : all.filter((one) => fits(one) && one.held !== true));
  }

  #phrase(indicator: (typeof SHARES)[number], form: 'rate' | 'share'): string {
    const held = this.#held && this.#dice.next() < 0.5;
    return this.#dice.pick(held ? indicator.held[form] : indicator[form]);
  }

  #value(): string {
    const value = 30 + this.#dice.below(14) * 5;
    return this.#dice.next() < 0.1 ? `${value},5` : String(value);
  }

  #day(): string {
    return monthEnd(`${this.#year}-${two(this.#dice.pick([3, 6, 9, 10, 11, 12]))}`);
  }

  #targetSections(numbers: readonly string[]): void {
    const kinds = this.#dice.shuffle(SHARES).slice(0, 10);
    const cut = 4 + this.#dice.below(3);
    for (const [index, number] of numbers.entries()) {
      const part = index === 0 ? kinds.slice(0, cut) : kinds.slice(cut);
      const due = this.#day();
      this.#say(`${number} ${index === 0 ? 'Về dịch vụ công trực tuyến' : 'Về cải cách thủ tục hành chính'}`);
      const said = this.#pick(DATES, ({ fits }) => fits(due)).say(due);
      this.#say(this.#dice.next() < 0.5 ? `${capital(said)}:` : `Lộ trình ${said}, cụ thể:`);
      for (const [at, wording] of part.entries()) {
        const form = (this.#seed + index * 7 + at) % 9;
        if (form === 5) this.#twoYears(wording);
        else if (form === 6) this.#schedule(wording);
        else if (form === 7) this.#ownDate(wording);
        else this.#plain(wording, due);
      }
      if (index === 1) this.#minutes(due);
    }
    if (this.#dice.next() < 0.5) this.#fewer();
    if (this.#dice.next() < 0.4) this.#yearly();
  }

  #plain(wording: (typeof SHARES)[number], due: string): void {
    const value = this.#value();
    const { words, operator } = this.#pick(THRESHOLDS);
    const said = words.replace('%', `${value}%`);
    const aspiration = this.#dice.next() < 0.15;
    const except = this.#dice.next() < 0.1 ? ' (trừ thủ tục đặc thù)' : '';
    if (this.#dice.next() < 0.5) {
      const rate = `${rateWord(wording.indicator)} ${this.#phrase(wording, 'rate')}${except}`;
      this.#say(aspiration ? `- Phấn đấu ${lower(rate)} đạt ${said}.` : `- ${rate} đạt ${said}.`);
    } else {
      const share = `${said} ${this.#phrase(wording, 'share')}${except}`;
      this.#say(
        aspiration ? `- Phấn đấu ${share}.` : `- ${this.#dice.next() < 0.3 ? `Bảo đảm ${share}` : capital(share)}.`,
      );
    }
    this.#targets.push({ indicator: wording.indicator, operator, rule: `${exact(value)}@${due}`, aspiration });
  }

  #ownDate(wording: (typeof SHARES)[number]): void {
    const value = this.#value();
    const due = this.#day();
    const { words, operator } = this.#pick(THRESHOLDS);
    const said = this.#pick(DATES, ({ fits }) => fits(due)).say(due);
    const figure = words.replace('%', `${value}%`);
    if (this.#dice.next() < 0.5)
      this.#say(
        `- ${capital(said)}, ${lower(rateWord(wording.indicator))} ${this.#phrase(wording, 'rate')} đạt ${figure}.`,
      );
    else this.#say(`- ${capital(figure)} ${this.#phrase(wording, 'share')}, hoàn thành ${said}.`);
    this.#targets.push({ indicator: wording.indicator, operator, rule: `${exact(value)}@${due}`, aspiration: false });
  }

  /** Two years of one indicator are two targets. */
  #twoYears(wording: (typeof SHARES)[number]): void {
    const [first, second] = [40 + this.#dice.below(4) * 5, 70 + this.#dice.below(4) * 5];
    const [year, later] = [this.#year, this.#year + 2];
    this.#say(
      `- Đến năm ${year}, ${lower(rateWord(wording.indicator))} ${this.#phrase(wording, 'rate')} đạt ${first}% và đến năm ${later} đạt trên ${second}%.`,
    );
    this.#targets.push({
      indicator: wording.indicator,
      operator: '>=',
      rule: `${first}@${year}-12-31`,
      aspiration: false,
    });
    this.#targets.push({
      indicator: wording.indicator,
      operator: '>',
      rule: `${second}@${later}-12-31`,
      aspiration: false,
    });
  }

  #schedule(wording: (typeof SHARES)[number]): void {
    const first = 30 + this.#dice.below(4) * 5;
    const step = 5 + this.#dice.below(3) * 5;
    const y = this.#year;
    const rate = `${rateWord(wording.indicator)} ${this.#phrase(wording, 'rate')}`;
    if (this.#dice.next() < 0.5) {
      this.#say(
        `- ${rate}: quý I/${y} đạt ${first}%, quý II/${y} đạt ${first + step}%, quý IV/${y} đạt ${first + 3 * step}%.`,
      );
      this.#targets.push({
        indicator: wording.indicator,
        operator: '>=',
        rule: `${first}@${y}-03-31;${first + step}@${y}-06-30;${first + 3 * step}@${y}-12-31`,
        aspiration: false,
      });
    } else {
      this.#say(
        `- ${rate}: đến ngày 31/8/${y} đạt ${first}%, mỗi tháng tiếp theo tăng thêm ${step}%, bảo đảm đến 30/11/${y} đạt tối thiểu ${first + 3 * step}%.`,
      );
      this.#targets.push({
        indicator: wording.indicator,
        operator: '>=',
        rule: [
          `${first}@${y}-08-31`,
          `${first + step}@${y}-09-30`,
          `${first + 2 * step}@${y}-10-31`,
          `${first + 3 * step}@${y}-11-30`,
        ].join(';'),
        aspiration: false,
      });
    }
  }

  #minutes(due: string): void {
    const minutes = 10 + this.#dice.below(5) * 5;
    const isWaiting = this.#dice.next() < 0.5;
    const most = this.#dice.pick(
      this.#held ? ['không vượt quá', 'nhiều nhất', 'xuống còn'] : ['tối đa', 'không quá', 'xuống còn tối đa'],
    );
    const verb = most.startsWith('xuống') ? 'Giảm thời gian' : 'Thời gian';
    this.#say(
      `- ${verb} ${isWaiting ? 'chờ đợi của người dân tại Bộ phận Một cửa' : 'tiếp nhận, xử lý một hồ sơ'} ${most} ${minutes} phút/01 lượt.`,
    );
    this.#targets.push({
      indicator: isWaiting ? 'waiting_minutes' : 'handling_minutes',
      operator: '<=',
      rule: `${minutes}@${due}`,
      aspiration: false,
    });
  }

  #fewer(): void {
    const value = 5 + this.#dice.below(3) * 5;
    const due = `${this.#year}-12-31`;
    this.#say(
      `- Giảm ${this.#dice.pick(['tối thiểu', 'ít nhất'])} ${value}% số lượng đơn vị sự nghiệp công lập so với năm 2021, hoàn thành đến hết năm ${this.#year}.`,
    );
    this.#targets.push({
      indicator: 'public_service_units',
      operator: '<=',
      rule: `-${value}@${due}b2021`,
      aspiration: false,
    });
  }

  #yearly(): void {
    const step = 10 + this.#dice.below(3) * 5;
    this.#say(
      `- Từ năm ${this.#year}, mỗi năm tăng thêm ${step}% tỷ lệ ký số kết quả giải quyết TTHC cho đến khi đạt 100%.`,
    );
    this.#targets.push({
      indicator: 'results_signed_rate',
      operator: '>=',
      rule: `Y${step}/100/${this.#year}-01`,
      aspiration: false,
    });
  }

  #taskList(): void {
    const label = this.#pick(TASK_LABELS);
    const titles = this.#dice.shuffle(TASKS).slice(0, 4 + this.#dice.below(3));
    for (const [index, title] of titles.entries()) {
      const [lead, other, third] = this.#dice.shuffle(UNITS.slice(0, 8));
      const deadline = this.#deadline();
      this.#say(`${index + 1}. ${title}`, `- ${label.lead}: ${lead}.`);
      if (this.#dice.next() < 0.6) this.#say(`- ${label.with}: ${other}; ${third}.`);
      this.#say(
        `- ${label.executing}: ${this.#dice.pick(UNITS.slice(8))}; ${third}.`,
        `- ${label.time}: ${capital(deadline)}.`,
      );
      if (this.#dice.next() < 0.4) this.#say(`- ${label.product}: Báo cáo kết quả.`);
      this.#tasks.push({ lead: [lead ?? ''], deadline });
    }
  }

  #deadline(): string {
    const y = this.#year;
    return this.#dice.pick([
      `tháng ${1 + this.#dice.below(12)}/${y}`,
      `quý ${this.#dice.pick(['I', 'II', 'III', 'IV'])}/${y}`,
      'thường xuyên',
      `trước ngày 15/0${1 + this.#dice.below(9)}/${y}`,
      `năm ${y}`,
    ]);
  }

  /** Targets of an annex: a column for each year, or the level in a column of its own. */
  #annex(): void {
    const y = this.#year;
    this.#say('PHỤ LỤC', `CHỈ TIÊU CỤ THỂ NĂM ${y}`);
    const used = new Set(this.#targets.map(({ indicator }) => indicator));
    const kinds = this.#dice
      .shuffle(SHARES)
      .filter(({ indicator }) => !used.has(indicator))
      .slice(0, 4);
    if (this.#dice.next() < 0.5) {
      this.#say(['TT', 'Chỉ tiêu', 'Đơn vị tính', `Năm ${y}`, `Năm ${y + 1}`, 'Cơ quan theo dõi'].join('\t'));
      for (const [at, wording] of kinds.entries()) {
        const value = 30 + this.#dice.below(10) * 5;
        this.#say(
          [
            at + 1,
            `${rateWord(wording.indicator)} ${this.#phrase(wording, 'rate')}`,
            '%',
            value,
            value + 10,
            'Sở Nội vụ',
          ].join('\t'),
        );
        this.#targets.push({
          indicator: wording.indicator,
          operator: '>=',
          rule: `${value}@${y}-12-31;${value + 10}@${y + 1}-12-31`,
          aspiration: false,
        });
      }
    } else {
      this.#say(['STT', 'Nội dung', `Chỉ tiêu năm ${y}`, 'Đơn vị chủ trì', 'Thời hạn'].join('\t'));
      for (const [at, wording] of kinds.entries()) {
        const value = 30 + this.#dice.below(10) * 5;
        const due = this.#day();
        const sign = this.#dice.pick(['', '≥ ', '> ']);
        this.#say(
          [
            at + 1,
            `${rateWord(wording.indicator)} ${this.#phrase(wording, 'rate')}`,
            `${sign}${value}%`,
            'Sở Nội vụ',
            `Tháng ${Number(due.slice(5, 7))}/${y}`,
          ].join('\t'),
        );
        this.#targets.push({
          indicator: wording.indicator,
          operator: sign === '> ' ? '>' : '>=',
          rule: `${value}@${due}`,
          aspiration: false,
        });
        this.#tasks.push({ lead: ['Sở Nội vụ'], deadline: `tháng ${Number(due.slice(5, 7))}/${y}` });
      }
    }
  }
}

function rateWord(indicator: string): string {
  return indicator === 'satisfaction_rate' ? 'Mức độ' : 'Tỷ lệ';
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function exact(value: string): string {
  return value.replace(',', '.');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
