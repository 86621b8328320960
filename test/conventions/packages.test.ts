import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingBuilds, readLockfile } from './lockfile.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

describe('packages', () => {
  const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const lockfile = readLockfile();

  it('are pinned to exact versions', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(version))).toEqual([]);
  });

  it.each([
    ['package-lock.json', lockfile],
    ['bench/package-lock.json', readLockfile('bench/package-lock.json')],
  ])('are installed from whatever registry the machine uses: %s names none', (_path, { packages }) => {
    const bound = Object.entries(packages).filter(([, { resolved }]) => resolved?.includes('://'));
    expect(bound.map(([path]) => path)).toEqual([]);
  });

  it('can be installed on every platform (`node test/conventions/lockfile.ts` mends it)', () => {
    expect(missingBuilds(lockfile).map(({ name, version }) => `${name}@${version}`)).toEqual([]);
  });

  it('of one version of graphql: two would not recognise each other’s types', () => {
    const copies = Object.keys(lockfile.packages).filter((path) => path.endsWith('node_modules/graphql'));
    expect(copies).toEqual(['node_modules/graphql']);
  });

  it('of Apollo Federation have the version of the gateway', () => {
    const { dependencies } = manifest;
    expect(dependencies['@apollo/subgraph']).toBe(dependencies['@apollo/gateway']);
    expect(dependencies['@apollo/composition']).toBe(dependencies['@apollo/gateway']);
  });
});
