import { hostTexts } from '../testing/machines';
import { remarksOn, testWithShellcheck } from '../testing/shellcheck';
import { typicalClusters } from '../testing/typical-clusters';

const scripts = typicalClusters.flatMap((cluster) =>
  Object.entries(hostTexts(cluster))
    .filter(([path]) => path.endsWith('.sh'))
    .map(([path, text]) => ({ name: `${cluster.name}/${path}`, text })),
);

testWithShellcheck('shellcheck remarks on nothing in the scripts of machines', () => {
  expect(scripts.length).toBeGreaterThan(4);
  const remarks = scripts.map(({ name, text }) => [name, remarksOn(text)]);
  expect(remarks).toEqual(scripts.map(({ name }) => [name, '']));
});
