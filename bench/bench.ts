/** `npm run bench`: runs the sections that are named, or all of them, and keeps what they find in `RESULTS.md`. */
import { readOptions, usage, type Options } from './options.ts';
import { endOnInterruption } from './processes/interruption.ts';
import { circumstances } from './report/circumstances.ts';
import { keepSection, sectionText } from './report/results-file.ts';
import { isMet } from './report/target.ts';
import { gatewayAlone } from './sections/gateway-alone.ts';
import { firstSight } from './sections/first-sight.ts';
import { growth } from './sections/growth.ts';
import { locks } from './sections/locks.ts';
import { gatewayProfile, systemProfile } from './sections/profiles.ts';
import { tail } from './sections/tail.ts';
import { wholeSystem } from './sections/whole-system.ts';
import type { Section } from './sections/section.ts';

const sections: readonly Section[] = [
  gatewayAlone,
  wholeSystem,
  tail,
  growth,
  firstSight,
  locks,
  gatewayProfile,
  systemProfile,
];

const names = sections.map(({ name }) => name).join(', ');

endOnInterruption();
try {
  const { help, sections: named, options } = readOptions(process.argv.slice(2));
  const unknown = named.filter((name) => !sections.some((section) => section.name === name));
  if (unknown.length > 0) throw new Error(`There is no section ${unknown.join(', ')}; there are ${names}.`);
  if (help) {
    console.log(`${usage}\nSections: ${names}`);
  } else {
    for (const section of sections) {
      if (named.length === 0 || named.includes(section.name)) await run(section, options);
    }
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

async function run(section: Section, options: Options): Promise<void> {
  const before = circumstances(['npm run bench --', ...process.argv.slice(2)].join(' '));
  const findings = await section.run(options);
  const text = sectionText(findings, before);
  console.log(`${text}\n`);
  const whole = options.only.length === 0 && options.workloads.length === 0;
  if (whole) await keepSection(text);
  else console.error('A part of a section is not kept in RESULTS.md.');
  if (!findings.targets.every((target) => isMet(target) || Number.isNaN(target.figure)))
    console.error('Some targets are not met.');
}
