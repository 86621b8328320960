import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- pdfkit's types are a namespace
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** pdfkit takes a parsed font too; its published types do not say so yet. */
      registerFont(name: string, font: Font): this;
    }
  }
}

// Tinos (SIL Open Font License) has the widths of Times New Roman, which the decree prescribes, and every Vietnamese letter.
const faces = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
} as const;

let parsed: ReadonlyMap<string, Font> | undefined;

/** The faces under their names, parsed once: parsing takes longer than setting a page. */
export function documentFonts(): ReadonlyMap<string, Font> {
  parsed ??= new Map(Object.entries(faces).map(([name, path]) => [name, parse(path)]));
  return parsed;
}

function parse(path: string): Font {
  const font = create(readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${path}`))));
  if (!('layout' in font)) throw new Error(`${path} is a collection of fonts, not one.`);
  return font;
}
