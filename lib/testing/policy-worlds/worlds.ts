/** Asks what is not stated; the same question has one answer in one world. */
export type Choose = <Answer>(question: string, answers: readonly Answer[]) => Answer;

/** Whether something is so in every world, in none, or in some: every answer to every question that comes up is tried. */
export function inWorlds(isSo: (choose: Choose) => boolean): 'allowed' | 'blocked' | 'unknown' {
  const found = new Set<boolean>();
  const open: (readonly number[])[] = [[]];
  for (let path = open.pop(); path !== undefined && found.size < 2; path = open.pop()) {
    const asked = new Map<string, number>();
    const taken = path;
    const choose: Choose = (question, answers) => {
      const position = [...asked.keys()].indexOf(question);
      if (position < 0) {
        const next = taken[asked.size] ?? 0;
        if (asked.size >= taken.length) {
          // All earlier questions were answered as they were; each other answer here is a world of its own.
          const before = [...asked.values()];
          for (let other = 1; other < answers.length; other += 1) open.push([...before, other]);
        }
        asked.set(question, next);
      }
      const answer = answers[asked.get(question) ?? 0];
      if (answer === undefined) throw new Error(`no answer to ${question}`);
      return answer;
    };
    found.add(isSo(choose));
  }
  if (found.size > 1) return 'unknown';
  return found.has(true) ? 'allowed' : 'blocked';
}
