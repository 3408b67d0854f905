import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** Latin, Greek and Cyrillic, and Arabic. */
const FACES = [
  resolve('@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf'),
  resolve('@expo-google-fonts/noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf'),
  resolve('@expo-google-fonts/noto-serif/700Bold/NotoSerif_700Bold.ttf'),
  resolve('@expo-google-fonts/noto-serif/700Bold_Italic/NotoSerif_700Bold_Italic.ttf'),
  resolve('@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
  resolve('@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf'),
];

/** Families in the order in which they are tried; whatever else is loaded is tried after them. */
export const FAMILIES = ['Noto Serif', 'Noto Naskh Arabic'];

/** The fonts that papers are set in, and those in the folder that TRAVAUX_FONT_DIR names, such as one for Chinese. */
export function fontFiles(folder: string | undefined): Uint8Array[] {
  const own = FACES.map((face) => readFileSync(face));
  const further =
    folder === undefined || folder === '' ? [] : readdirSync(folder).filter((name) => /\.(?:ttf|otf|ttc)$/i.test(name));
  return [...own, ...further.map((name) => readFileSync(join(folder ?? '', name)))];
}
