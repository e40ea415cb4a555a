import { internet } from '../core';
import type { ComponentFixture } from '../testing/component-fixtures';
import { manifests, manifestsProps } from './manifests';

const place = { name: 'blog', namespace: 'blog', folder: 'manifests/blog' };

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'manifests',
    shape: manifestsProps,
    props: {
      ...place,
      connects: { web: [internet('api.example.com', 443)] },
      inside: [{ from: 'web', to: 'store', port: 'tcp', why: 'posts' }],
      open: { web: { http: 'cluster' } },
      secrets: [{ name: 'a', keys: ['b'], why: 'c' }],
    },
    forms: { '': { component: () => manifests(place) } },
  },
];
