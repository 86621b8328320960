import { readFile, writeFile } from 'node:fs/promises';
import { targetTable, type Target } from './target.ts';

/** What a section of the bench found. */
export interface Findings {
  readonly title: string;
  /** Markdown, without the heading. */
  readonly text: string;
  readonly targets: readonly Target[];
}

const file = new URL('../RESULTS.md', import.meta.url);
const heading =
  '# Results\n\nWritten by `npm run bench`; the README says how to read it. Each section tells when and where it was measured.\n';

/** The section as Markdown, with what one must know to judge its figures. */
export function sectionText({ title, text, targets }: Findings, circumstances: string): string {
  const measured = targets.filter(({ figure }) => !Number.isNaN(figure));
  const judged = measured.length > 0 ? [targetTable(measured)] : [];
  return [`## ${title}`, circumstances, ...judged, text].join('\n\n');
}

/** Puts a section into `RESULTS.md`, in place of the one of the same title. The others stay as they were. */
export async function keepSection(section: string): Promise<void> {
  const [, ...sections] = (await readFile(file, 'utf8').catch(() => '')).split(/^(?=## )/m).map((part) => part.trim());
  const [title] = section.split('\n');
  const at = sections.findIndex((each) => each.split('\n')[0] === title);
  if (at === -1) sections.push(section);
  else sections[at] = section;
  await writeFile(file, `${[heading.trim(), ...sections].join('\n\n')}\n`);
}
