import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../processes/free-port.ts';
import { startCommand } from '../../processes/running-process.ts';
import { answers } from '../answers.ts';
import type { Contestant, Graph } from '../contestant.ts';

const command = fileURLToPath(
  new URL('../../node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase', import.meta.url),
);

export const grafbase: Contestant = {
  name: 'grafbase',
  title: 'Grafbase',
  authentication: 'none: its JWT extension is no npm package',
  async start(graph) {
    const port = await freePort();
    const config = join(graph.folder, 'grafbase.toml');
    await writeFile(config, await configuration(graph));
    const url = `http://127.0.0.1:${port}/graphql`;
    const running = await startCommand(
      [command, '--home', graph.folder, 'dev', '--config', config, '--listen-address', `127.0.0.1:${port}`],
      { folder: graph.folder, ready: () => answers(url, graph.tokens.example) },
    );
    return { ...running, url };
  },
};

async function configuration({ subgraphs, folder }: Graph): Promise<string> {
  const tables = await Promise.all(
    Object.entries(subgraphs).map(async ([name, { url, sdl }]) => {
      const file = join(folder, `${name}.graphql`);
      await writeFile(file, sdl);
      return `[subgraphs.${name}]\nurl = "${url}"\nschema_path = "${file}"\n`;
    }),
  );
  return ['[[headers]]\nrule = "forward"\nname = "authorization"\n', ...tables].join('\n');
}
