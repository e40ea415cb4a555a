import { type Agent, request } from 'node:https';
import * as v from 'valibot';

/** What a request carries beside its path. */
export interface Asked {
  readonly body?: unknown;
  /** @default application/json */
  readonly type?: string;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Texts of the `Warning` headers, as kubectl prints them. */
  readonly warnings: readonly string[];
}

/** Sends a request to the API server and reads the answer; what is no JSON object becomes the field `text`. */
export function ask(
  agent: Agent,
  token: string,
  url: string,
  method: string,
  path: string,
  { body, type = 'application/json' }: Asked = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      // ACME servers refuse requests without it.
      'user-agent': 'lab',
      ...(body !== undefined && { 'content-type': type }),
    };
    const asked = request(`${url}${path}`, { method, agent, headers, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          body: objectOf(Buffer.concat(chunks).toString('utf8')),
          warnings: warningsOf(response.headers['warning']),
        });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error(`${method} ${path}: no answer within 30 s`)));
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** RFC 7234: `299 - "text"`, several separated by commas. */
function warningsOf(header: string | string[] | undefined): readonly string[] {
  return [header ?? []]
    .flat()
    .flatMap((line) => [...line.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text ?? ''));
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed = v.safeParse(v.record(v.string(), v.unknown()), JSON.parse(text));
    if (parsed.success) return parsed.output;
  } catch {
    // Plain text, such as /readyz gives.
  }
  return { text };
}
