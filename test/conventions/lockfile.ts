import { readFileSync, writeFileSync } from 'node:fs';

/**
 * A registry mirror may lack the builds of a package for other platforms. npm then leaves them out of the lockfile, and
 * `npm ci` refuses that lockfile everywhere. `node test/conventions/lockfile.ts` adds what is missing.
 */
interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly license?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface MissingBuild {
  /** Where npm would put it. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly neededBy: LockedPackage;
}

export function readLockfile(path = 'package-lock.json'): Lockfile {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The builds for one platform or another that packages pin exactly and the lockfile does not hold. */
export function missingBuilds({ packages }: Lockfile): readonly MissingBuild[] {
  return Object.entries(packages).flatMap(([path, neededBy]) =>
    Object.entries(neededBy.optionalDependencies ?? {})
      .filter(([, version]) => /^\d/.test(version))
      .flatMap(([name, version]) => {
        const found = placesOf(path, name).find((place) => packages[place]);
        if (found !== undefined && packages[found]?.version === version) return [];
        return [{ path: `${found === undefined ? '' : `${path}/`}node_modules/${name}`, name, version, neededBy }];
      }),
  );
}

/** Where Node.js looks for a package, nearest first. */
function placesOf(from: string, name: string): readonly string[] {
  const places = [];
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    places.push(`${folder}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

function lockedBuild({ name, version, neededBy }: MissingBuild): object {
  const words = name.split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}@${version}: for which platform?`);
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc'];
  return {
    version,
    cpu,
    ...(neededBy.dev && { dev: true }),
    ...(os[0] === 'linux' && words.some((word) => /^(gnu|musl)/.test(word)) && { libc }),
    ...(neededBy.license && { license: neededBy.license }),
    optional: true,
    os,
  };
}

if (import.meta.main) {
  const lockfile = readLockfile();
  const added = missingBuilds(lockfile);
  const packages = {
    ...lockfile.packages,
    ...Object.fromEntries(added.map((build) => [build.path, lockedBuild(build)])),
  };
  const sorted = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync('package-lock.json', `${JSON.stringify({ ...lockfile, packages: sorted }, null, 2)}\n`);
  console.log(`added ${added.length} builds to package-lock.json`);
}
