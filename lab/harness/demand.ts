/** Throws when something does not hold. @param why what is wrong then */
export function demand(holds: boolean, why: string): void {
  if (!holds) throw new Error(why);
}
