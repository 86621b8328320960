import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../processes/free-port.ts';
import { startCommand } from '../../processes/running-process.ts';
import { answers } from '../answers.ts';
import type { Contestant, Graph } from '../contestant.ts';

/** What `gateway-config.ts` finds in its working folder. */
export interface HiveSettings extends Graph {
  readonly port: number;
}

export const hiveSettingsFile = 'hive.json';
const command = fileURLToPath(new URL('../../node_modules/.bin/hive-gateway', import.meta.url));
const config = fileURLToPath(new URL('gateway-config.ts', import.meta.url));

export const hive = hiveWith('hive', 'Hive Gateway', []);
export const hiveRust = hiveWith('hive-rust', 'Hive Gateway, Rust planner', ['--hive-router-runtime']);

function hiveWith(name: string, title: string, flags: readonly string[]): Contestant {
  return {
    name,
    title,
    authentication: 'its JWT plugin',
    async start(graph) {
      const port = await freePort();
      const settings: HiveSettings = { ...graph, port };
      await writeFile(join(graph.folder, hiveSettingsFile), JSON.stringify(settings));
      const url = `http://127.0.0.1:${port}/graphql`;
      const running = await startCommand([command, 'supergraph', '--config-path', config, ...flags], {
        folder: graph.folder,
        ready: () => answers(url, graph.tokens.example),
      });
      return { ...running, url };
    },
  };
}
