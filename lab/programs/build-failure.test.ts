import { explainFailure } from './build-failure';

describe('a build that failed says the next step in its first line', () => {
  test.each([
    ['write /tmp/x: no space left on device', /the disk is full: make room/],
    ["ENOSPC: no space left on device, mkdir '/cache'", /the disk is full: make room/],
    ['dial tcp 127.0.0.1:9: connect: connection refused', /a download failed/],
    ['module lookup disabled by GOPROXY=off', /a download failed/],
    ['Could not transfer artifact org.example:one:pom:1', /a download failed/],
    ['verifying example.com/one@v1: checksum mismatch', /not what the pins name/],
    ['undefined: main', /run it again; what is done is kept/],
  ])('%s', (printed, next) => {
    const [first, ...rest] = explainFailure(`go ended with 1\n${printed}`).split('\n');
    expect(first).toMatch(/^go ended with 1; /);
    expect(first).toMatch(next);
    expect(rest).toEqual([printed]);
  });

  test('also when all it says is one line', () => {
    expect(explainFailure('ENOSPC: no space left on device')).toMatch(/^ENOSPC.*; the disk is full/);
  });
});
