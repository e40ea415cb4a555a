/**
 * Something that an image needs and the hardening of an app does not give by itself.
 * A folder counts as writable when a volume is mounted at it or above it, or when the root file system is writable.
 */
export type ImageNeed =
  | {
      readonly kind: 'folder';
      /** The folder that it writes. */
      readonly path: string;
      /** Whether it keeps data there, which must outlive the pod. */
      readonly keepsData: boolean;
      /** The environment variable that names the folder where it is another one. @default none does */
      readonly variable?: string;
      /** Arguments and files with which it may need no such folder. */
      readonly unless: readonly string[];
    }
  /** It starts as root, and becomes another user itself. */
  | { readonly kind: 'root'; readonly capabilities: readonly string[] }
  /** Its program has this capability as an attribute of its file: without it, the kernel refuses to start the program. */
  | { readonly kind: 'capability'; readonly name: string }
  /** It runs as this user only. */
  | { readonly kind: 'user'; readonly id: number }
  /** It needs an environment variable with this value. */
  | { readonly kind: 'variable'; readonly name: string; readonly value: string };

/** What is known of an image that asterism cannot look into. */
export interface KnownImage {
  /** What it needs where it runs as a user without rights, by its tag: `17.2-alpine`. */
  readonly needs: (tag: string) => readonly ImageNeed[];
  /** Capabilities with which it becomes another user where it is started as root. @default it stays root */
  readonly asRoot?: readonly string[];
  /** Another image or another way that needs nothing of this. @default none is known */
  readonly instead?: string;
}

/** An entrypoint that gives its folders to another user, and becomes that user. */
const dropsRoot = ['CHOWN', 'SETGID', 'SETUID'] as const;

function scratch(path: string, ...unless: readonly string[]): ImageNeed {
  return { kind: 'folder', path, keepsData: false, unless };
}

function data(path: string, ...unless: readonly string[]): ImageNeed {
  return { kind: 'folder', path, keepsData: true, unless };
}

function dataNamedBy(variable: string, path: string): ImageNeed {
  return { kind: 'folder', path, keepsData: true, variable, unless: [] };
}

/**
 * Images from Docker Hub by their name there. The facts are those of their Dockerfiles and entrypoints (2026); a row contains only
 * what keeps the image from starting, or from keeping its data.
 */
const images: Readonly<Record<string, KnownImage>> = {
  // Temporary files of requests, and the file with its process number: compiled in as /var/cache/nginx and /run/nginx.pid.
  // https://github.com/nginx/docker-nginx/blob/master/stable/debian/Dockerfile
  'library/nginx': {
    needs: () => [
      scratch('/var/cache/nginx', '/etc/nginx/nginx.conf'),
      scratch('/run', '/etc/nginx/nginx.conf'),
    ],
    asRoot: dropsRoot,
    instead: 'docker.io/nginxinc/nginx-unprivileged, which listens on 8080 and writes to /tmp only',
  },
  // `PidFile logs/httpd.pid`, below the prefix. https://github.com/docker-library/httpd/blob/master/2.4/Dockerfile
  'library/httpd': {
    needs: () => [scratch('/usr/local/apache2/logs', '/usr/local/apache2/conf/httpd.conf')],
    asRoot: dropsRoot,
  },
  // Up to 17 the data lies in the volume itself, whose top folder belongs to root: initdb cannot set its mode. The image of
  // Alpine has no user of another number, and initdb asks for one. https://github.com/docker-library/postgres (Dockerfile-debian.template,
  // Dockerfile-alpine.template, docker-entrypoint.sh), https://github.com/docker-library/docs/blob/master/postgres/README.md
  'library/postgres': {
    needs: (tag) => [
      ...(tag.includes('alpine') ? [{ kind: 'user' as const, id: 70 }] : []),
      scratch('/run/postgresql'),
      ...((majorOf(tag) ?? 18) >= 18
        ? [dataNamedBy('PGDATA', '/var/lib/postgresql')]
        : [
            dataNamedBy('PGDATA', '/var/lib/postgresql/data'),
            { kind: 'variable' as const, name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
          ]),
    ],
    asRoot: dropsRoot,
  },
  // The socket and the data. https://github.com/docker-library/mysql/blob/master/8.4/Dockerfile.oracle
  'library/mysql': { needs: () => [scratch('/run/mysqld'), data('/var/lib/mysql')], asRoot: dropsRoot },
  // https://github.com/MariaDB/mariadb-docker/blob/master/11.4/Dockerfile
  'library/mariadb': { needs: () => [scratch('/run/mysqld'), data('/var/lib/mysql')], asRoot: dropsRoot },
  // It saves its data to /data, and refuses every write after it could not (`stop-writes-on-bgsave-error`).
  // https://github.com/redis/docker-library-redis/blob/master/debian/Dockerfile
  'library/redis': { needs: () => [data('/data', '--dir', '--save')], asRoot: dropsRoot },
  // https://github.com/valkey-io/valkey-container/blob/mainline/Dockerfile.template
  'valkey/valkey': { needs: () => [data('/data', '--dir', '--save')], asRoot: dropsRoot },
  // https://github.com/docker-library/mongo/blob/master/8.0/Dockerfile
  'library/mongo': { needs: () => [data('/data/db', '--dbpath')], asRoot: dropsRoot },
  // Its home with the cookie and the data. https://github.com/docker-library/rabbitmq/blob/master/Dockerfile-ubuntu.template
  'library/rabbitmq': { needs: () => [data('/var/lib/rabbitmq')], asRoot: dropsRoot },
  // apache2-foreground makes folders below /run, and the entrypoint copies WordPress into the empty folder.
  // https://github.com/docker-library/wordpress/blob/master/docker-entrypoint.sh
  'library/wordpress': {
    needs: (tag) => [...(tag.includes('fpm') ? [] : [scratch('/run')]), data('/var/www/html')],
    asRoot: dropsRoot,
  },
  // https://github.com/nextcloud/docker/blob/master/docker-entrypoint.sh
  'library/nextcloud': {
    needs: (tag) => [...(tag.includes('fpm') ? [] : [scratch('/run')]), data('/var/www/html')],
    asRoot: dropsRoot,
  },
  // https://github.com/docker-library/ghost/blob/master/Dockerfile.template
  'library/ghost': { needs: () => [data('/var/lib/ghost/content')], asRoot: dropsRoot },
  // `setcap cap_net_bind_service=+ep /usr/bin/caddy`. https://github.com/caddyserver/caddy-docker/blob/master/Dockerfile.tmpl
  'library/caddy': { needs: () => [{ kind: 'capability', name: 'NET_BIND_SERVICE' }] },
  // https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/
  'grafana/grafana': { needs: () => [dataNamedBy('GF_PATHS_DATA', '/var/lib/grafana')] },
  'grafana/grafana-oss': { needs: () => [dataNamedBy('GF_PATHS_DATA', '/var/lib/grafana')] },
  // https://github.com/prometheus/prometheus/blob/main/Dockerfile
  'prom/prometheus': { needs: () => [data('/prometheus', '--storage.tsdb.path')] },
  // https://github.com/dani-garcia/vaultwarden/blob/main/docker/Dockerfile.j2
  'vaultwarden/server': { needs: () => [dataNamedBy('DATA_FOLDER', '/data')] },
  // The other form starts a supervisor as root. https://docs.gitea.com/installation/install-with-docker-rootless
  'gitea/gitea': {
    needs: (tag) =>
      tag.includes('rootless')
        ? [data('/var/lib/gitea'), data('/etc/gitea')]
        : [{ kind: 'root', capabilities: dropsRoot }, data('/data')],
    instead: 'a tag that ends with -rootless, which runs as user 1000',
  },
};

/** Every image of LinuxServer.io starts a supervisor as root. https://docs.linuxserver.io/general/understanding-puid-and-pgid/ */
const linuxServer: KnownImage = {
  needs: () => [{ kind: 'root', capabilities: dropsRoot }],
};

/** Registries that serve the same images as Docker Hub, with the folder in which they do. */
const mirrors = [
  'docker.io/',
  'index.docker.io/',
  'registry-1.docker.io/',
  // https://cloud.google.com/artifact-registry/docs/pull-cached-dockerhub-images
  'mirror.gcr.io/',
  // https://gallery.ecr.aws/docker
  'public.ecr.aws/docker/',
];

/** What is known of an image, with its name without tag and digest; undefined for an image that asterism does not know. */
export function knownImage(
  reference: string,
): { readonly name: string; readonly needs: readonly ImageNeed[]; readonly known: KnownImage } | undefined {
  const [tagged = ''] = reference.split('@');
  const { name = '', tag = '' } = /^(?<name>.*?)(?::(?<tag>[^:/]*))?$/.exec(tagged)?.groups ?? {};
  const mirror = mirrors.find((one) => name.startsWith(one));
  const onHub = mirror === undefined ? undefined : name.slice(mirror.length);
  const known = /^(docker\.io|ghcr\.io|lscr\.io)\/linuxserver\//.test(name)
    ? linuxServer
    : onHub === undefined
      ? sameElsewhere.get(name)
      : images[onHub.includes('/') ? onHub : `library/${onHub}`];
  return known === undefined ? undefined : { name, needs: known.needs(tag), known };
}

/** Images of Docker Hub that their makers publish elsewhere as well. */
const sameElsewhere = new Map([
  ['quay.io/prometheus/prometheus', images['prom/prometheus']],
  ['ghcr.io/dani-garcia/vaultwarden', images['vaultwarden/server']],
  ['docker.gitea.com/gitea', images['gitea/gitea']],
  ['ghcr.io/valkey-io/valkey', images['valkey/valkey']],
]);

function majorOf(tag: string): number | undefined {
  const [major] = /^\d+/.exec(tag) ?? [];
  return major === undefined ? undefined : Number(major);
}
