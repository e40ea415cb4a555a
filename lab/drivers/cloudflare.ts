import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import type { Handler } from './internet';

/** Name under which the API of Cloudflare is asked. */
export const cloudflareHost = 'api.cloudflare.com';

const written = v.looseObject({
  type: v.string(),
  name: v.string(),
  content: v.string(),
  ttl: v.optional(v.number(), 1),
});

/** What a person or a program says of a record. */
export type WrittenRecord = v.InferInput<typeof written>;

/** A record of a zone. */
export type DnsRecord = v.InferOutput<typeof written> & { readonly id: string };

/** An account in place of one at Cloudflare, with one zone. */
export interface Cloudflare {
  /** Answers for the API, to be served under `cloudflareHost`. */
  readonly handler: Handler;
  readonly records: () => readonly DnsRecord[];
  /** Adds records, as a person does by hand. */
  readonly add: (...records: readonly WrittenRecord[]) => void;
  /** Methods and paths of requests that changed records, oldest first. */
  readonly changes: () => readonly string[];
}

const batch = v.object({
  deletes: v.nullish(v.array(v.object({ id: v.string() }))),
  patches: v.nullish(v.array(v.looseObject({ id: v.string() }))),
  puts: v.nullish(v.array(v.looseObject({ id: v.string() }))),
  posts: v.nullish(v.array(v.unknown())),
});

const zoneId = '0123456789abcdef0123456789abcdef';

/**
 * Stands in for the API of Cloudflare as far as DNS goes: zones, and their records one by one or as a batch. A token that is
 * not the right one gets the answer that Cloudflare gives.
 * https://developers.cloudflare.com/api/resources/dns/subresources/records/
 * @param changed is called after each change
 */
export function cloudflareAccount(
  zone: string,
  token: string,
  changed: (records: readonly DnsRecord[]) => void,
): Cloudflare {
  const records = new Map<string, DnsRecord>();
  const changes: string[] = [];
  let made = 0;
  const put = (id: string, value: unknown): DnsRecord => {
    const record = { ...v.parse(written, value), id };
    records.set(id, record);
    return record;
  };
  const add = (value: unknown) => put(`record-${++made}`, value);
  const patch = (id: string, value: object) => put(id, { ...records.get(id), ...value });
  const answerBatch = (body: unknown): unknown => {
    const { deletes, patches, puts, posts } = v.parse(batch, body);
    // https://developers.cloudflare.com/dns/manage-dns-records/how-to/batch-record-changes/#execution-order
    for (const { id } of deletes ?? []) records.delete(id);
    return {
      deletes: deletes ?? [],
      patches: (patches ?? []).map((one) => patch(one.id, one)),
      puts: (puts ?? []).map((one) => put(one.id, one)),
      posts: (posts ?? []).map(add),
    };
  };
  const answer = (method: string, url: URL, body: unknown): Answer => {
    const [kind, id, part, name] = url.pathname.replace('/client/v4/', '').split('/');
    if (kind !== 'zones') return unknown;
    const own = { id: zoneId, name: zone, status: 'active', type: 'full' };
    if (id === undefined) return page(url, [own]);
    if (id !== zoneId) return unknown;
    if (part === undefined) return ok(own);
    if (part !== 'dns_records') return unknown;
    if (method === 'GET') return page(url, [...records.values()]);
    changes.push(`${method} ${url.pathname}`);
    const result = change(method, name, body);
    changed([...records.values()]);
    return result;
  };
  const change = (method: string, id: string | undefined, body: unknown): Answer => {
    if (method === 'POST') return ok(id === 'batch' ? answerBatch(body) : add(body));
    if (id === undefined || !records.has(id)) return unknown;
    if (method === 'PUT') return ok(put(id, body));
    if (method === 'PATCH') return ok(patch(id, v.parse(v.looseObject({}), body)));
    records.delete(id);
    return ok({ id });
  };
  return {
    records: () => [...records.values()],
    changes: () => changes,
    add: (...all) => {
      all.forEach(add);
      changed([...records.values()]);
    },
    handler: (request, response) => {
      const respond = ({ status, json }: Answer): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
      };
      if (request.headers.authorization !== `Bearer ${token}`) {
        respond(refused(403, 9109, 'Invalid access token'));
        return;
      }
      const url = new URL(request.url ?? '/', `https://${cloudflareHost}`);
      void bodyOf(request)
        .then((body) => answer(request.method ?? 'GET', url, body))
        .catch((error: unknown) => refused(400, 9005, String(error)))
        .then(respond);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly json: object;
}

function ok(result: unknown, more: object = {}): Answer {
  return { status: 200, json: { success: true, errors: [], messages: [], result, ...more } };
}

function refused(status: number, code: number, message: string): Answer {
  return { status, json: { success: false, errors: [{ code, message }], messages: [], result: null } };
}

const unknown = refused(
  404,
  7003,
  'Could not route to the request, perhaps your object identifier is invalid?',
);

/** One page of a list, of what the query asks for by name, type and content. */
function page({ searchParams }: URL, all: readonly object[]): Answer {
  const shown = all.filter((one) =>
    ['name', 'type', 'content'].every((key) => {
      const wanted = searchParams.get(key);
      return wanted === null || new Map(Object.entries(one)).get(key) === wanted;
    }),
  );
  const [number, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('per_page') ?? 20)];
  const result = shown.slice((number - 1) * size, number * size);
  const pages = Math.max(1, Math.ceil(shown.length / size));
  return ok(result, {
    result_info: {
      ...{ page: number, per_page: size, count: result.length },
      ...{ total_count: shown.length, total_pages: pages },
    },
  });
}

function bodyOf(request: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', reject);
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      resolve(text === '' ? undefined : JSON.parse(text));
    });
  });
}
