import { withoutUnseen } from '../base/tidy-name.ts';
import { registry, type Registry } from './registry.ts';

/** Letters that are drawn as Latin ones or nearly so, by script, each at the place of its like (Unicode UTS #39, confusables.txt). What NFKC tells is not among them. */
export const DRAWN_ALIKE: readonly (readonly [theirs: string, latin: string])[] = [
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϜͿϺαγικνορτυϳσ', 'ABEZHIKMNOPTYXFJMayikvoptujo'],
  ['АВЕЅІЈКМНОРСТУХѴҮӀԌԚԜҺаеорсухѕіјкмтгѡѵүһӏԁԛԝҽ', 'ABESIJKMHOPCTYXVYIGQWHaeopcyxsijkmtrwvyhldqwe'],
  ['ՍՏՕազգհոռսցքօ', 'USOwqqhnnugfo'],
  ['ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏃᏒᏔᏕᏙᏚᏞᏟᏢᏦᏴ', 'DRTiYAJEWMHYGZRWSVSLCPKB'],
  ['ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ', 'BPDTGKJCZFMNLSRVHWXYAEIOU'],
  ['ıȷɑɡɩᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'ijagiABCDEGHIJKLMNOPRSTUVWYZ'],
];
const LATIN = new Map(
  DRAWN_ALIKE.flatMap(([theirs, latin]) => Array.from(theirs, (letter, at) => [letter, latin[at] ?? letter] as const)),
);
const THEIRS = new RegExp(`[${[...LATIN.keys()].join('')}]`, 'gu');
const OTHER_SCRIPTS = '\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Armenian}\\p{Script=Cherokee}\\p{Script=Lisu}';
const OF_OTHERS = new RegExp(`[${OTHER_SCRIPTS}]`, 'gu');
const OF_LATIN = /\p{Script=Latin}/gu;
/** A word, with what nobody sees of it. */
const WORD = /[\p{L}\p{M}][\p{L}\p{M}\p{Default_Ignorable_Code_Point}]*/gu;
const OF_ONE_SCRIPT =
  /^(?:[\p{Script=Greek}\p{M}]+|[\p{Script=Cyrillic}\p{M}]+|[\p{Script=Armenian}\p{M}]+|[\p{Script=Cherokee}\p{M}]+|[\p{Script=Lisu}\p{M}]+)$/u;

/** Other signs that are drawn as those by which a bracket tells of names, and signs within words that are drawn as letters of them. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u2045\u2772\u27E6\u3010\u301A]/g, '['],
  [/[\u2046\u2773\u27E7\u3011\u301B]/g, ']'],
  [/[\u2768\u27EE]/g, '('],
  [/[\u2769\u27EF]/g, ')'],
  [/[\u02D0\u02F8\u0589\u05C3\u205A\u2236\uA789]/g, ':'],
  [/[\u02D7\u2043\u2212\u2500\u2501\u30FC\p{Pd}]/gu, '-'],
  [/\u2800/g, ' '],
  [/(?<![\p{L}\p{N}])[l1|](?=\p{L})|[l1|](?=\p{Lu})/gu, 'I'],
  [/(?<=\p{Ll})I/gu, 'l'],
  [/0(?=\p{L})|(?<=\p{L})0/gu, 'O'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
];

/**
 * Words in the letters and signs as which a reader takes them, for telling whether they name somebody; never what is shown or kept. `within`: the
 * clauses they stand in. Where each is mostly of another script, its words are its own, though each letter of one looks like a Latin one.
 */
export function asDrawn(words: string, within: () => readonly string[] = () => [words]): string {
  const isTheirs = words.search(OF_OTHERS) !== -1 && within().every(isOfOthers);
  const latin = words
    .normalize('NFKD')
    .replaceAll(WORD, (word) =>
      isTheirs && OF_ONE_SCRIPT.test(withoutUnseen(word))
        ? word
        : word.replaceAll(THEIRS, (letter) => LATIN.get(letter) ?? letter),
    )
    .normalize('NFC');
  return SIGNS.reduce((text, [sign, plain]) => text.replaceAll(sign, plain), latin);
}

function isOfOthers(text: string): boolean {
  return (text.match(OF_OTHERS)?.length ?? 0) > (text.match(OF_LATIN)?.length ?? 0);
}

/** Who can be named in a process, by their names as they are drawn. */
export function drawnNames({ all }: Registry): Registry {
  const drawn = (name: string): string => asDrawn(name);
  return registry(all.map((one) => ({ ...one, name: drawn(one.name), code: drawn(one.code), aliases: one.aliases.map(drawn) })));
}

/** The same for two names that look alike, be it in letters of two scripts, in small and capital ones, or by signs that nobody sees. */
export function likeness(name: string): string {
  const seen = withoutUnseen(name).normalize('NFKC').replaceAll(/\p{C}/gu, '').replaceAll(/\s+/g, ' ').trim();
  return asDrawn(seen, () => ['']).toLowerCase();
}
