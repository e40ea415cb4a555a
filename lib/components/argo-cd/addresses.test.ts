import { outcome } from '../../testing/outcome';
import { parseApiServer } from './addresses';

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
