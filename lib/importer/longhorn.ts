import type { DescribedGroup } from './source';

/** The kinds of Longhorn 1.12 that we write, which no package of types covers. Fields are those of its definitions. */
export const longhorn: DescribedGroup = {
  from: 'description',
  group: 'longhorn.io',
  kinds: [
    {
      kind: 'RecurringJob',
      version: 'v1beta2',
      namespaced: true,
      spec: {
        name: { type: 'string', required: true, doc: 'The name of the object once more.' },
        task: {
          type: "'snapshot' | 'backup'",
          required: true,
          doc: 'What is done; Longhorn has more tasks.',
        },
        cron: { type: 'string', required: true, doc: 'When, as a cron schedule.' },
        retain: { type: 'number', required: true, doc: 'How many are kept of each volume.' },
        concurrency: { type: 'number', required: true, doc: 'How many volumes at the same time.' },
        groups: {
          type: 'readonly string[]',
          doc: 'Groups of volumes that get it. Default: those that name the job.',
        },
      },
    },
  ],
  structs: {},
};
