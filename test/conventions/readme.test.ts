import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { variables } from '../../start/variables.ts';

describe('README.md', () => {
  it('lists every environment variable with its default and meaning, and no other', async () => {
    const readme = await readFile('README.md', 'utf8');
    const rows = Object.entries(variables).map(
      ([name, { default: standard, meaning }]) => `| \`${name}\` | ${standard} | ${meaning} |`,
    );
    const table = ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
    expect(readme).toContain(`${table}\n`);
  });
});
