import type { Component } from '../../core';
import { find, manifestsOf, read } from '../../testing/facts';
import { field } from '../../testing/field';
import { untyped } from '../../testing/untyped';
import { app } from '.';
import { type ImageNeed, knownImage } from './known-images';

const plain = { name: 'web', ports: { http: 8080 } } as const;

function messagesOf(props: object): readonly string[] {
  return read(untyped<Component>(app)({ ...plain, ...props })).messages;
}

/** Each row of the table, with the tags that differ. */
const known = [
  'docker.io/library/nginx:1.27',
  'docker.io/nginx:1.27.3-alpine',
  'docker.io/library/nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000',
  'mirror.gcr.io/library/nginx:1.27',
  'public.ecr.aws/docker/library/httpd:2.4.62',
  'docker.io/library/postgres:16.4',
  'docker.io/library/postgres:16.4-alpine',
  'docker.io/library/postgres:18.1',
  'docker.io/library/mysql:8.4.3',
  'docker.io/library/mariadb:11.4.4',
  'docker.io/library/redis:7.4.1',
  'docker.io/valkey/valkey:8.0.1',
  'docker.io/library/mongo:8.0.3',
  'docker.io/library/rabbitmq:4.0.4',
  'docker.io/library/wordpress:6.7.1',
  'docker.io/library/wordpress:6.7.1-fpm',
  'docker.io/library/nextcloud:30.0.2',
  'docker.io/library/ghost:5.101.3',
  'docker.io/library/caddy:2.8.4',
  'docker.io/grafana/grafana:11.3.1',
  'quay.io/prometheus/prometheus:v3.0.1',
  'docker.io/vaultwarden/server:1.32.5',
  'docker.io/gitea/gitea:1.22.4',
  'docker.io/gitea/gitea:1.22.4-rootless',
  'lscr.io/linuxserver/sonarr:4.0.11',
];

/** Props that give an image what it needs. */
function given(needs: readonly ImageNeed[]): { readonly [prop: string]: unknown } {
  const roots = needs.flatMap((need) => (need.kind === 'root' ? [need.capabilities] : []));
  const capabilities = [
    ...roots.flat(),
    ...needs.flatMap((need) => (need.kind === 'capability' ? [need.name] : [])),
  ];
  const relax = {
    ...(roots.length > 0 && { rootUser: 'old', writableRoot: 'old' }),
    ...(capabilities.length > 0 && { capabilities: { add: capabilities, why: 'old' } }),
  };
  return {
    relax,
    ...Object.fromEntries(needs.flatMap((need) => (need.kind === 'user' ? [['user', need.id]] : []))),
    environment: Object.fromEntries(
      needs.flatMap((need) => (need.kind === 'variable' ? [[need.name, need.value]] : [])),
    ),
    volumes: needs.flatMap((need, index) =>
      need.kind === 'folder' ? [{ kind: 'empty', name: `v${index}`, path: need.path }] : [],
    ),
  };
}

test.each(known)('%s runs with all that it needs, and is an error without any one of it', (image) => {
  const needs = knownImage(image)?.needs ?? [];
  expect(needs).not.toEqual([]);
  expect(messagesOf({ image, ...given(needs) })).toEqual([]);
  for (const need of needs) {
    const [message, ...others] = messagesOf({ image, ...given(needs.filter((one) => one !== need)) });
    // A root file system that is writable makes every folder writable.
    if (needs.some(({ kind }) => kind === 'root') && need.kind === 'folder') continue;
    expect(message).toMatch(/^small\.components\.web\.image: \S+ .*; write /);
    expect(others).toEqual([]);
  }
});

test('the message says what the image does and what to write', () => {
  expect(messagesOf({ image: 'docker.io/library/nginx:1.27' })).toEqual([
    "small.components.web.image: docker.io/library/nginx writes to /var/cache/nginx and /run, which are read-only; write volumes: [{ kind: 'empty', name: 'nginx', path: '/var/cache/nginx' }, { kind: 'empty', name: 'run', path: '/run' }]; or use docker.io/nginxinc/nginx-unprivileged, which listens on 8080 and writes to /tmp only",
  ]);
});

test.each([
  ['an image of the same name elsewhere', { image: 'registry.example.com/nginx:1.27' }],
  ['another program of the image', { image: 'docker.io/library/nginx:1.27', command: ['cat'] }],
  ['a writable root', { image: 'docker.io/library/nginx:1.27', relax: { writableRoot: 'old' } }],
  [
    'a configuration of its own',
    { image: 'docker.io/library/nginx:1.27', files: { '/etc/nginx/nginx.conf': 'pid /tmp/nginx.pid;\n' } },
  ],
  [
    'an argument that names another folder',
    { image: 'docker.io/prom/prometheus:v3.0.1', args: ['--storage.tsdb.path=/tmp/data'] },
  ],
  [
    'a volume above the folder, by the name that is a link in the image',
    {
      image: 'docker.io/library/mysql:8.4.3',
      volumes: [
        { kind: 'empty', name: 'run', path: '/var/run' },
        { kind: 'claim', name: 'data', path: '/var/lib/mysql', size: '8Gi' },
      ],
    },
  ],
])('%s is accepted', (_, props) => {
  expect(messagesOf(props)).toEqual([]);
});

test('sidecars, init containers and hooks are looked at as well', () => {
  const image = 'docker.io/library/redis:7.4.1';
  const own = { image: 'registry.example.com/web:1.0.0' };
  const volumes = [{ kind: 'empty', name: 'data', path: '/srv' }];
  for (const [list, more] of [
    ['sidecars', { probes: { ready: { by: 'command', command: ['true'] } } }],
    ['initContainers', {}],
    ['hooks', { when: 'after' }],
  ] as const) {
    const one = { name: 'cache', image, ...more };
    expect(messagesOf({ ...own, volumes, [list]: [one] })).toEqual([
      `small.components.web.${list}[0].image: docker.io/library/redis keeps data in /data, which is read-only; write volumes of kind 'empty' or 'claim', and mounts: { 'data': '/data' }`,
    ]);
    expect(messagesOf({ ...own, volumes, [list]: [{ ...one, mounts: { data: '/data' } }] })).toEqual([]);
  }
});

test('an image that becomes another user needs capabilities where it starts as root', () => {
  const image = 'docker.io/library/redis:7.4.1';
  const volumes = [{ kind: 'empty', name: 'data', path: '/data' }];
  expect(messagesOf({ image, volumes, relax: { rootUser: 'old' } })).toEqual([
    'small.components.web.image: docker.io/library/redis needs the capabilities CHOWN, SETGID and SETUID to become another user when it starts as root; write no relax.rootUser, so that it starts as user 1000',
  ]);
});

test('an app may listen on a port below 1024 without root', () => {
  const settings = (ports: Readonly<Record<string, number>>) => {
    const web = app({ name: 'web', image: 'registry.example.com/web:1.0.0', ports });
    return field(find(manifestsOf(web), 'Deployment'), 'spec', 'template', 'spec', 'securityContext');
  };
  expect(settings({ http: 8080 })).not.toHaveProperty('sysctls');
  expect(settings({ http: 8080, low: 80 })).toMatchObject({
    runAsUser: 1000,
    sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
  });
});
