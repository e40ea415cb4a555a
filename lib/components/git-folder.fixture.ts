import type { ComponentFixture } from '../testing/component-fixtures';
import { gitFolder, gitFolderProps } from './git-folder';

const folder = {
  name: 'metrics',
  namespace: 'metrics',
  url: 'https://git.example.com/metrics.git',
  revision: 'v1.2.3',
  path: 'deploy',
};

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'gitFolder',
    shape: gitFolderProps,
    props: {
      ...folder,
      creates: { '': ['/Namespace'], metrics: ['apps/Deployment'] },
      serverSideApply: true,
    },
    forms: {
      'of known kinds': { component: () => gitFolder({ ...folder, creates: { metrics: ['/ConfigMap'] } }) },
      'of any kind': { component: () => gitFolder({ ...folder, creates: 'anything' }) },
    },
  },
];
