/** Lines of a Java properties file that belong together, and why they are as they are. */
export interface PropertySection {
  readonly comment: string;
  readonly entries: Readonly<Record<string, string | number | boolean>>;
}

/** A Java properties file for people to review. Values hold no backslash and no line break, so nothing is escaped. */
export function propertiesText(title: string, sections: readonly PropertySection[]): string {
  const parts = sections.map(({ comment, entries }) => [
    `# ${comment}`,
    ...Object.entries(entries).map(([key, value]) => `${key}=${value}`),
  ]);
  return [[`# ${title}`], ...parts].map((lines) => `${lines.join('\n')}\n`).join('\n');
}
