import { outcome } from '../../testing/outcome';
import { gitPlace, parseApiServer } from './addresses';

test.each([
  ['https://git.example.com/home/clusters.git', { host: 'git.example.com', port: 443 }],
  ['https://git.example.com:8443/clusters.git', { host: 'git.example.com', port: 8443 }],
  ['https://user@git.example.com/clusters.git', { host: 'git.example.com', port: 443 }],
  ['http://git.example.com/clusters.git', { host: 'git.example.com', port: 80 }],
  ['ssh://git@git.example.com/clusters.git', { host: 'git.example.com', port: 22 }],
  ['ssh://git@git.example.com:2222/clusters.git', { host: 'git.example.com', port: 2222 }],
  ['git@git.example.com:home/clusters.git', { host: 'git.example.com', port: 22 }],
])('git clones %s from there', (url, place) => {
  expect(gitPlace(url)).toEqual(place);
});

test.each([
  ['https://192.0.2.10:6443', { host: '192.0.2.10', port: 6443 }],
  ['https://api.example.com', { host: 'api.example.com', port: 443 }],
])('an API server at %s', (written, place) => {
  expect(outcome(parseApiServer(written))).toEqual(place);
});

test.each(['192.0.2.10:6443', 'http://192.0.2.10', 'https://api.example.com/path'])(
  'refuses %s',
  (written) => {
    expect(outcome(parseApiServer(written))).toBe(
      `"${written}" is not a valid API server URL; write it as https://192.0.2.10:6443, as Argo CD knows it`,
    );
  },
);
