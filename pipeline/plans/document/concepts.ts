/**
 * What the words of plans mean, in bare letters (`plain`). Data: a wording that is not understood is mended here. A
 * concept is an expression; of two that begin at one place the longer counts.
 */
export const CONCEPTS = {
  // What can be counted.
  workfile: /\b(?:ho so cong viec|van ban,? ho so cong viec|xu ly ho so cong viec|ho so dien tu cong viec)\b/g,
  result:
    /\b(?:ho so(?: thu tuc hanh chinh| tthc)? da (?:duoc )?giai quyet(?: thanh cong| xong)?|ket qua(?: giai quyet)?(?: ho so)?(?: thu tuc hanh chinh| tthc)?(?! thuc hien| danh gia| khao sat| kiem tra)|giay to,? ket qua)\b/g,
  dossier: /\b(?:ho so|so luot nop|luot ho so)\b/g,
  service: /\b(?:dich vu cong(?: truc tuyen)?|dvctt|dvc(?: truc tuyen)?|dich vu hanh chinh cong)\b/g,
  procedure: /\b(?:thu tuc hanh chinh|tthc|thu tuc(?! hanh chinh))\b/g,
  transaction: /\b(?:giao dich(?: thanh toan)?|luot thanh toan|so luot giao dich)\b/g,
  legaldoc: /\b(?:van ban quy pham phap luat|vbqppl|van ban qppl)\b/g,
  document: /\b(?:van ban(?! quy pham| qppl)|du thao)\b/g,
  draft: /\b(?:du thao)\b/g,
  manager: /\b(?:can bo quan ly|cbql|lanh dao,? quan ly|vien chuc quan ly)\b/g,
  staff:
    /\b(?:doi ngu cbccvc|cbccvc\w?|cbccvv|can bo,? cong chuc(?:,? vien chuc)?|cong chuc,? vien chuc|can bo|cong chuc|vien chuc|nguoi lao dong|nhan su)\b/g,
  person:
    /\b(?:nguoi dan|to chuc,? ca nhan|ca nhan,? to chuc|cong dan|doanh nghiep|nguoi su dung|khach hang|phu huynh)\b/g,
  serviceunit: /\b(?:don vi su nghiep(?: cong lap| cong)?|dvsncl|dvsn)\b/g,
  unit: /\b(?:don vi(?! su nghiep)|co quan)\b/g,
  payroll: /\b(?:bien che|so nguoi lam viec huong luong)\b/g,
  inspection:
    /\b(?:hoat dong (?:thanh tra|kiem tra|giam sat)|cuoc (?:thanh tra|kiem tra)|cong tac kiem tra|kiem tra,? danh gia|(?:thanh tra|kiem tra) cua co quan)\b/g,
  finding: /\b(?:van de|kien nghi (?:qua|sau) (?:thanh tra|kiem tra)|sai pham|vi pham|ton tai)\b/g,
  signature: /\b(?:chu ky so|chung thu so|chu ky dien tu)\b/g,
  channel: /\b(?:phuong thuc|kenh)\b/g,
  minutes: /\b(?:thoi gian)\b/g,

  // What is said of them.
  paying: /\b(?:thanh toan(?: phi| truc tuyen)?|nop phi|thu phi,? le phi truc tuyen)\b/g,
  fee: /\b(?:nghia vu tai chinh|phi,? le phi|thu phi|co thu phi|le phi|phai thanh toan|co phi)\b/g,
  arising: /\b(?:phat sinh|co giao dich|duoc nguoi dan su dung|co nguoi su dung|co su dung)\b/g,
  remote:
    /\b(?:tu xa|khong (?:can |phai )?(?:den|toi)(?: truc tiep)? (?:trung tam|bo phan|co quan|tru so|quay)|bat ky dau|moi luc,? moi noi|tai nha)\b/g,
  online:
    /\b(?:truc tuyen|tren mang|qua mang|moi truong dien tu|moi truong mang|moi truong so|moi truong internet|bang hinh thuc dien tu|qua cong dich vu cong|tren cong dich vu cong)\b/g,
  full: /\b(?:toan trinh|hoan toan truc tuyen|truc tuyen hoan toan|nhap du lieu (?:mot|01|1) lan|muc do 4|muc 4|muc do bon)\b/g,
  levels: /\b(?:muc do 3|muc 3|mot phan|muc do ba|cap do 3)\b/g,
  eligible: /\b(?:du dieu kien|dap ung dieu kien|dap ung yeu cau|co du dieu kien|thuoc pham vi du dieu kien)\b/g,
  offering:
    /\b(?:cung cap|cung ung|trien khai|tich hop|xay dung thanh|duoi dang|dua (?:len|vao)|thuc hien duoi hinh thuc)\b/g,
  digitised: /\b(?:so hoa|dien tu hoa|chuyen doi sang ban dien tu|luu tru dien tu)\b/g,
  reception: /\b(?:khi tiep nhan|ngay khi tiep nhan|luc tiep nhan|tu khau tiep nhan|ngay tu khi tiep nhan|dau vao)\b/g,
  inforce: /\b(?:con hieu luc|con gia tri)\b/g,
  signed:
    /\b(?:ky so|chu ky so|chu ky dien tu|cap (?:ket qua )?(?:ban )?dien tu|tra ket qua (?:ban )?dien tu|ban dien tu co gia tri|ket qua dien tu|ket qua(?: giai quyet)?(?: ho so)?(?: thu tuc hanh chinh| tthc)? dien tu)\b/g,
  satisfied: /\b(?:hai long)\b/g,
  schooling:
    /\b(?:dich vu giao duc|giao duc cong(?: lap)?|dich vu su nghiep giao duc|cung cap giao duc|dich vu cong (?:ve |trong linh vuc )?giao duc)\b/g,
  ontime:
    /\b(?:dung han|truoc han|dung thoi han|dung thoi gian quy dinh|khong tre han|som han|dung tien do tra ket qua)\b/g,
  late: /\b(?:qua han|tre han|cham han)\b/g,
  published: /\b(?:cong bo|cong khai|niem yet|cap nhat)\b/g,
  reuse:
    /\b(?:cung cap lai|nop lai|xuat trinh lai|khai lai|tai su dung|su dung lai|dung lai|da co trong co so du lieu|khong phai cung cap (?:them )?(?:cac )?(?:thong tin|giay to)|khai thac lai)\b/g,
  transferred: /\b(?:luan chuyen|chuyen noi bo|chuyen ho so noi bo|lien thong noi bo|trao doi noi bo)\b/g,
  waiting: /\b(?:thoi gian cho|cho doi|thoi gian doi|xep hang)\b/g,
  handling:
    /\b(?:thoi gian (?:tiep nhan|xu ly|giai quyet|tra ket qua|lam thu tuc)|tiep nhan,? xu ly (?:mot|01|1|moi)? ?ho so)\b/g,
  output:
    /\b(?:nang suat|binh quan moi (?:cong chuc|nhan vien|can bo)|moi (?:nhan vien|cong chuc|can bo)(?: mot cua)? (?:tiep nhan|xu ly)|(?:mot|01|1) (?:nhan vien|cong chuc|can bo))\b/g,
  devices:
    /\b(?:phuong tien truy cap|nhieu phuong tien|thiet bi di dong|da nen tang|dien thoai thong minh|dien thoai di dong|nhieu nen tang|nhieu thiet bi|ung dung di dong)\b/g,
  pilot: /\b(?:thi diem|khong (?:tiep )?nhan ho so (?:tthc |thu tuc hanh chinh )?(?:ban )?giay|khong giay to)\b/g,
  notice: /\b(?:trang thai|thong bao|tuong tac|trao doi thong tin|nhan tin)\b/g,
  reviewed: /\b(?:ra soat|sua doi|he thong hoa)\b/g,
  guiding: /\b(?:huong dan|thi hanh|to chuc thuc hien)\b/g,
  selfchecked: /\b(?:tu kiem tra)\b/g,
  compliant: /\b(?:dung quy dinh|dung trinh tu|dung the thuc|the thuc|dung tham quyen)\b/g,
  drafted: /\b(?:tham muu|soan thao|ban hanh|xay dung)\b/g,
  commented: /\b(?:gop y|lay y kien|tham gia y kien|cho y kien)\b/g,
  found: /\b(?:phat hien|qua kiem tra|qua thanh tra|sau thanh tra)\b/g,
  handled: /\b(?:xu ly|khac phuc|giai quyet dut diem|chan chinh)\b/g,
  structure: /\b(?:co cau|tieu chuan chuc danh|khung nang luc|tieu chuan,? dieu kien|dat chuan)\b/g,
  position: /\b(?:vi tri viec lam)\b/g,
  exam: /\b(?:thi tuyen|thi canh tranh)\b/g,
  selffinanced:
    /\b(?:tu (?:dam|bao)? ?(?:bao|dam) (?:mot phan |toan bo )?chi (?:thuong xuyen|dau tu)|tu chu (?:hoan toan )?(?:ve )?chi thuong xuyen|tu chu tai chinh chi thuong xuyen)\b/g,
  autonomous: /\b(?:tu chu|tu chiu trach nhiem)\b/g,
  issued: /\b(?:cap phat|duoc cap|cap chu ky so|cap day du|trang bi)\b/g,
  spread: /\b(?:tai cac co quan|su dung chu ky so|ap dung chu ky so)\b/g,
  school: /\b(?:giao duc)\b/g,
} as const;

export type Concept = keyof typeof CONCEPTS;

/** What a figure can be a share or a number of: the first of them in a clause is what is counted. */
export const THINGS: ReadonlySet<Concept> = new Set([
  'workfile',
  'result',
  'dossier',
  'service',
  'procedure',
  'transaction',
  'legaldoc',
  'document',
  'manager',
  'staff',
  'person',
  'serviceunit',
  'unit',
  'payroll',
  'inspection',
  'finding',
  'signature',
  'channel',
  'paying',
  'digitised',
  'satisfied',
]);

/**
 * One way to ask for an indicator. `of`: what is counted is one of these (absent: anything); `all`: every one is said, `|`
 * for either; `not`: none of these is said; `base`: said of the denominator ("trên tổng số …"); `may`: makes it likelier.
 */
export interface Meaning {
  indicator: string;
  of?: string;
  all: string;
  not?: string;
  base?: string;
  may?: string;
  /** The same turned round: told as what it may be meant by, never taken. */
  isReverse?: true;
}

export const MEANINGS: readonly Meaning[] = [
  {
    indicator: 'remote_online_rate',
    of: 'dossier person service procedure',
    all: 'remote',
    not: 'paying signed',
    may: 'online dossier',
  },
  {
    indicator: 'full_online_rate',
    of: 'dossier person',
    all: 'full',
    not: 'paying remote arising transferred',
    may: 'online service dossier',
  },
  {
    indicator: 'online_rate',
    of: 'dossier',
    all: 'online|service',
    not: 'paying remote full digitised signed transferred reuse ontime satisfied',
    may: 'levels',
  },
  {
    indicator: 'online_rate',
    of: 'person',
    all: 'online|service',
    base: 'dossier',
    not: 'paying remote satisfied reuse',
    may: 'procedure',
  },
  {
    indicator: 'online_rate',
    of: 'person procedure',
    all: 'online|service dossier',
    not: 'paying remote satisfied reuse arising eligible full offering signed digitised published transferred devices',
  },
  {
    indicator: 'services_used_online_rate',
    of: 'service procedure',
    all: 'arising',
    base: 'arising',
    not: 'paying fee',
    may: 'online dossier service',
  },
  {
    indicator: 'services_with_dossiers_rate',
    of: 'service procedure',
    all: 'arising dossier',
    not: 'paying fee',
    may: 'service full',
  },
  {
    indicator: 'full_service_coverage',
    of: 'service procedure',
    all: 'full',
    not: 'arising paying fee devices signed remote',
    may: 'eligible offering service',
  },
  {
    indicator: 'online_coverage_eligible',
    of: 'service procedure',
    all: 'eligible online|service|levels',
    not: 'full arising paying',
    may: 'offering levels',
  },
  {
    indicator: 'online_coverage',
    of: 'service',
    all: 'service',
    base: 'procedure',
    not: 'eligible full arising paying fee',
  },
  {
    indicator: 'online_coverage',
    of: 'procedure',
    all: 'service|online',
    not: 'eligible full arising paying fee signed devices remote reuse satisfied digitised transferred published',
    may: 'offering procedure',
  },
  {
    indicator: 'payable_online_coverage',
    of: 'procedure service',
    all: 'paying',
    not: 'arising dossier transaction',
    may: 'fee online offering',
  },
  {
    indicator: 'procedures_with_online_payment_rate',
    of: 'procedure service',
    all: 'arising paying',
    may: 'online transaction',
  },
  {
    indicator: 'online_payment_transaction_rate',
    of: 'transaction paying',
    all: 'paying',
    not: 'dossier',
    may: 'online transaction',
  },
  {
    indicator: 'online_payment_dossier_rate',
    of: 'dossier paying',
    all: 'paying dossier',
    not: 'arising fee',
    may: 'online',
  },
  {
    indicator: 'dossiers_with_online_payment_rate',
    of: 'dossier paying',
    all: 'paying dossier arising|fee',
    may: 'online transaction fee',
  },
  {
    indicator: 'digital_signature_service_rate',
    of: 'service procedure unit',
    all: 'signed service',
    not: 'result digitised issued',
  },
  { indicator: 'multi_device_service_rate', of: 'service procedure', all: 'devices' },
  {
    indicator: 'procedures_published_rate',
    of: 'procedure service',
    all: 'published',
    not: 'paying satisfied arising full eligible',
    may: 'procedure',
  },
  {
    indicator: 'on_time_rate',
    of: 'dossier result procedure',
    all: 'ontime',
    not: 'draft commented document',
    may: 'dossier',
  },
  { indicator: 'on_time_rate', of: 'dossier result procedure', all: 'late', isReverse: true },
  {
    indicator: 'results_digitised_rate',
    of: 'result dossier digitised',
    all: 'digitised result',
    not: 'signed workfile reuse reception',
    may: 'inforce',
  },
  {
    indicator: 'results_signed_rate',
    of: 'result dossier digitised',
    all: 'signed',
    not: 'service workfile paying',
    may: 'digitised result',
  },
  { indicator: 'results_signed_rate', of: 'result dossier digitised', all: 'digitised signed', not: 'workfile paying' },
  { indicator: 'satisfaction_education_rate', all: 'satisfied schooling', may: 'person' },
  { indicator: 'satisfaction_rate', all: 'satisfied', not: 'schooling', may: 'person procedure service' },
  { indicator: 'no_resubmission_rate', all: 'reuse', not: 'paying', may: 'person dossier' },
  { indicator: 'internal_electronic_rate', all: 'transferred', not: 'paying', may: 'dossier' },
  { indicator: 'guidance_documents_reviewed_rate', of: 'document', all: 'reviewed', may: 'guiding' },
  { indicator: 'legal_documents_self_checked_rate', of: 'legaldoc document', all: 'selfchecked', may: 'legaldoc' },
  { indicator: 'legal_documents_compliant_rate', of: 'legaldoc', all: 'compliant', not: 'selfchecked', may: 'drafted' },
  { indicator: 'drafts_commented_on_time_rate', of: 'document legaldoc', all: 'commented', may: 'ontime draft' },
  { indicator: 'legal_findings_handled_rate', of: 'finding', all: 'handled', may: 'found' },
  { indicator: 'staff_structure_rate', of: 'staff manager', all: 'structure', may: 'staff' },
  { indicator: 'staff_in_position_rate', of: 'staff manager', all: 'position', not: 'structure exam' },
  { indicator: 'managers_by_exam_rate', of: 'manager staff', all: 'exam', may: 'manager' },
  { indicator: 'self_financing_unit_rate', of: 'serviceunit unit', all: 'selffinanced', may: 'serviceunit' },
  {
    indicator: 'financial_autonomy_unit_rate',
    of: 'serviceunit unit',
    all: 'autonomous',
    not: 'selffinanced',
    may: 'serviceunit',
  },
  { indicator: 'work_files_online_rate', of: 'workfile', all: 'online|full|signed' },
  { indicator: 'digital_inspection_rate', of: 'inspection', all: 'online|found|handled|inspection', not: 'satisfied' },
  { indicator: 'signatures_issued_rate', of: 'signature staff', all: 'signed issued', may: 'signature' },
];

/** Indicators that are no share: what they are measured in, what is said. The unit of measure alone keeps others out. */
export const COUNTED: readonly (Meaning & { in: string })[] = [
  { indicator: 'waiting_minutes', in: 'minutes', all: 'waiting' },
  { indicator: 'handling_minutes', in: 'minutes', all: 'handling', not: 'waiting' },
  { indicator: 'dossiers_per_officer_year', in: 'dossiers', all: 'output', may: 'dossier' },
  { indicator: 'paperless_pilot_procedures', in: 'count', of: 'procedure service', all: 'pilot' },
  { indicator: 'notification_channels', in: 'count', of: 'channel', all: 'notice', may: 'channel' },
  { indicator: 'public_service_units', in: 'percent-change', of: 'serviceunit', all: 'serviceunit', not: 'payroll' },
  { indicator: 'public_service_payroll', in: 'percent-change', of: 'payroll', all: 'payroll' },
];
