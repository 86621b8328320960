import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainHead } from '../../platform/audit/audit-verification.ts';
import type { SubgraphName } from './file-store.ts';

export type NotedHeads = Readonly<Partial<Record<SubgraphName, ChainHead>>>;

/**
 * The heads of the audit chains that the last clean verification found, kept in DATA_DIR and so outside the databases:
 * whoever removes the newest entries from a database does not reach them there.
 */
export async function readNotedHeads(dataDir: string): Promise<NotedHeads> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch(() => '{}');
  const noted: unknown = JSON.parse(text);
  if (typeof noted !== 'object' || noted === null) return {};
  const headOf = (name: SubgraphName): NotedHeads => {
    const value: unknown = Reflect.get(noted, name);
    const head = typeof value === 'string' ? parseHead(value) : null;
    return head ? { [name]: head } : {};
  };
  return { ...headOf('igate'), ...headOf('idesk') };
}

export async function noteHeads(dataDir: string, heads: NotedHeads): Promise<void> {
  const noted = Object.fromEntries(Object.entries(heads).map(([name, head]) => [name, headText(head)]));
  const temporary = `${fileOf(dataDir)}.new`;
  await writeFile(temporary, `${JSON.stringify(noted, null, 2)}\n`);
  await rename(temporary, fileOf(dataDir));
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'audit-heads.json');
}

/** How a head is printed and noted: `16016:5f2c…`. */
export function headText({ position, hash }: ChainHead): string {
  return `${position}:${hash}`;
}

/** @returns null for anything that is not of that form. */
export function parseHead(text: string): ChainHead | null {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim());
  return match?.[1] && match[2] ? { position: Number(match[1]), hash: match[2] } : null;
}
