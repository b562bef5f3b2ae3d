/**
 * Whether a word can be a Vietnamese syllable: an onset and a rime of the modern spelling, and a tone that the rime
 * allows (rimes that end in c, ch, p, t take only sắc and nặng). It is what tells text in a legacy font from text.
 */
const ONSETS = 'ngh ng nh gh gi kh ph th tr ch qu b c d đ g h k l m n p r s t v x'.split(' ');

const RIMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
  i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
  o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
  ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
  u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêu uơ uôc uôi uôm uôn uông uôt
  uy uya uych uyên uyêt uyn uynh uyp uyt uyu
  ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
  y yêm yên yêng yêt yêu`
    .split(/\s+/)
    .filter((rime) => rime !== ''),
);

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const STOPPED = /(?:c|ch|p|t)$/;
/** Rimes whose last letter never bears the tone: `cáu` but not `caú`, which is VNI for something else. */
const TONELESS_END = /(?:[aăâeêiôơưoy][iyuo]|u[iu]|ia|ua|ưa)$/;

/** `nghiêng` with its marks apart, and some to spare. */
const LONGEST = 16;

export function isSyllable(word: string): boolean {
  if (word.length > LONGEST) return false;
  const parts = word.toLowerCase().normalize('NFD');
  const tones = parts.match(TONES);
  if (tones && tones.length > 1) return false;
  const bare = parts.replace(TONES, '').normalize('NFC');
  const tone = tones?.[0] ?? '';
  const toneLast = tone !== '' && !/\p{L}/u.test(parts.slice(parts.indexOf(tone) + 1));
  const allowed = (rime: string) =>
    RIMES.has(rime) &&
    (!STOPPED.test(rime) || tone === '\u0301' || tone === '\u0323') &&
    !(toneLast && TONELESS_END.test(rime));
  if (allowed(bare)) return true;
  return ONSETS.some((onset) => bare.startsWith(onset) && allowed(bare.slice(onset.length)));
}
