import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../harness';
import type { Handler } from './internet';

/** Bare repositories, served over HTTP by git's own backend. */
export interface GitServer {
  /** Answers for one host. @param host folder of its repositories */
  readonly handler: (host: string) => Handler;
  /** Makes a bare repository. @param path as in the address: `home/clusters.git` @returns its folder, to push to */
  readonly create: (host: string, path: string) => Promise<string>;
}

/** Identity and manners of commits that the lab makes. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  GIT_AUTHOR_NAME: 'lab',
  GIT_AUTHOR_EMAIL: 'lab@example.com',
  GIT_COMMITTER_NAME: 'lab',
  GIT_COMMITTER_EMAIL: 'lab@example.com',
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'safe.directory',
  GIT_CONFIG_VALUE_0: '*',
  GIT_CONFIG_KEY_1: 'init.defaultBranch',
  GIT_CONFIG_VALUE_1: 'main',
};

/** Prepares a git server. */
export function gitServer(scene: Scene): GitServer {
  const root = scene.newFolder('git');
  const known = new Map<string, string>();
  /** The path within the root of what is asked for; addresses have the ending `.git` or not. */
  const pathInfo = (host: string, pathname: string): string => {
    for (const [address, folder] of known) {
      const rest = `${host}${pathname}`.slice(address.length);
      if (`${host}${pathname}`.startsWith(address) && /^(\.git)?(\/|$)/.test(rest))
        return `/${folder}${rest.replace(/^\.git/, '')}`;
    }
    return pathname;
  };
  return {
    create: async (host, path) => {
      const name = join(host, path);
      const folder = join(root, name);
      known.set(name.replace(/\.git$/, ''), name);
      mkdirSync(folder, { recursive: true });
      await scene.run('git', ['init', '--quiet', '--bare', folder], { env: gitEnvironment });
      return folder;
    },
    handler: (host) => (request, response) => {
      const url = new URL(request.url ?? '/', 'https://lab');
      const backend = spawn('git', ['http-backend'], {
        env: {
          ...process.env,
          ...gitEnvironment,
          GIT_PROJECT_ROOT: root,
          GIT_HTTP_EXPORT_ALL: '1',
          REQUEST_METHOD: request.method ?? 'GET',
          PATH_INFO: pathInfo(host, url.pathname),
          QUERY_STRING: url.search.slice(1),
          CONTENT_TYPE: request.headers['content-type'] ?? '',
          HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
          GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        },
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      backend.stdin.on('error', () => undefined);
      request.pipe(backend.stdin);
      const chunks: Buffer[] = [];
      backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      backend.on('error', () => response.writeHead(500).end());
      backend.on('close', () => {
        const answer = Buffer.concat(chunks);
        const head = answer.indexOf('\r\n\r\n');
        const lines = answer.subarray(0, head).toString('latin1').split('\r\n');
        let status = 200;
        for (const line of lines) {
          const [name = '', ...value] = line.split(': ');
          if (name === 'Status') status = Number.parseInt(value.join(': '), 10);
          else if (name !== '') response.setHeader(name, value.join(': '));
        }
        response.writeHead(head < 0 ? 500 : status).end(answer.subarray(head + 4));
      });
    },
  };
}
